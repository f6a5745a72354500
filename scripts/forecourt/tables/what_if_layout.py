"""Tables of a month as it would be with branches merged: what stands, what each adds, what comes of it."""

from collections.abc import Sequence
from types import MappingProxyType
from typing import Final

from forecourt.model.vocabulary import CHANNELS, MONEY_MEANINGS, Vocabulary, closed_list
from forecourt.money.budget import STATUSES
from forecourt.tables.layout import MONEY_ITEMS, QUOTA_ITEMS, Column, Holds, Layout
from forecourt.words.text import N_, Text, text

NAMES: Final = ("branches", "money", "statuses", "channels", "accrual", "quotas", "entries")

LINE_FIGURES: Final = closed_list(
    N_("Figure"),
    budget=N_("Budget"),
    planned=N_("Planned"),
    committed=N_("Committed"),
    spent=N_("Spent"),
    left=N_("Left"),
)
ITEMS: Final = Vocabulary(
    MONEY_ITEMS.label,
    MappingProxyType(
        {
            **MONEY_ITEMS.terms,
            "planned": N_("Planned"),
            "committed": N_("Committed"),
            "spent": N_("Spent"),
            "left": N_("Left of the channels' budgets"),
        }
    ),
)
QUOTA_FIGURES: Final = closed_list(
    N_("Figure"),
    required=N_("Required"),
    done=N_("Done"),
    open=N_("In work"),
)
FLIPS: Final = closed_list(
    N_("What flips"),
    exceeds=N_("⚠ Goes over budget"),
    recovers=N_("Back within budget"),
    other=N_("Changes"),
)


def layouts(branches: Sequence[str]) -> dict[str, Layout]:
    """Every layout by name, for branches merged in this order; one branch's share is column share_1, …"""
    fen = _stages(branches, Holds.FEN)
    leading = {
        "money": (N_("Money of the month"), (_code("item", ITEMS),)),
        "channels": (N_("Budget by channel"), (_code("channel", CHANNELS), _code("figure", LINE_FIGURES))),
        "accrual": (N_("Accrual by fund"), (_text("fund", N_("Fund code")), _text("fund_label", N_("Fund")))),
    }
    made = {
        name: Layout(name=name, title=title, columns=(*first, *fen))
        for name, (title, first) in leading.items()
    }
    made["quotas"] = Layout(
        name="quotas",
        title=N_("Quotas"),
        columns=(
            _code("item", QUOTA_ITEMS),
            _code("figure", QUOTA_FIGURES),
            *_stages(branches, Holds.COUNT),
        ),
    )
    made["statuses"] = _statuses(branches)
    return made | {"branches": BRANCHES, "entries": ENTRIES}


def _stages(branches: Sequence[str], holds: Holds) -> tuple[Column, ...]:
    end, maybe = ("_fen", Holds.MAYBE_FEN) if holds is Holds.FEN else ("", Holds.MAYBE_COUNT)
    shares = (
        Column(name=f"share_{place}{end}", label=_share(branch), holds=holds)
        for place, branch in enumerate(branches, start=1)
    )
    now = Column(name=f"now{end}", label=N_("Now"), holds=maybe)
    return (now, *shares, Column(name=f"with{end}", label=N_("When merged"), holds=maybe))


def _share(branch: str) -> Text:
    return text(N_("Change by {branch}"), branch=branch)


def _statuses(branches: Sequence[str]) -> Layout:
    after = (
        Column(
            name=f"status_{place}",
            label=text(N_("With {branch}"), branch=branch),
            holds=Holds.CODE,
            vocabulary=STATUSES,
        )
        for place, branch in enumerate(branches, start=1)
    )
    return Layout(
        name="statuses",
        title=N_("Where the channels stand"),
        columns=(
            _code("channel", CHANNELS),
            _code("status_now", STATUSES, N_("Now")),
            *after,
            _code("flip", FLIPS),
        ),
    )


def _text(name: str, label: str | Text, holds: Holds = Holds.TEXT) -> Column:
    return Column(name=name, label=label, holds=holds)


def _code(name: str, vocabulary: Vocabulary, label: str = "") -> Column:
    return Column(name=name, label=label or vocabulary.label, holds=Holds.CODE, vocabulary=vocabulary)


BRANCHES: Final = Layout(
    name="branches",
    title=N_("What is merged"),
    columns=(
        _text("place", N_("Order"), Holds.COUNT),
        _text("branch", N_("Branch")),
        _text("commit", N_("Commit")),
        _text("records_changed", N_("Records changed"), Holds.COUNT),
    ),
)
ENTRIES: Final = Layout(
    name="entries",
    title=N_("Records that move the money"),
    columns=(
        _text("branch", N_("Branch")),
        _code("channel", CHANNELS),
        _text("record", N_("Id"), Holds.IDS),
        _text("title", N_("Title")),
        _code("bucket_now", MONEY_MEANINGS, N_("Counted as")),
        _text("amount_now_fen", N_("Amount so far"), Holds.MAYBE_FEN),
        _code("bucket_with", MONEY_MEANINGS, N_("Counts as")),
        _text("amount_with_fen", N_("Amount"), Holds.MAYBE_FEN),
        _text("path", N_("File")),
    ),
)
