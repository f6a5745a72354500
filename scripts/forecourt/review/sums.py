"""A month's figures before and after, and last days, in words."""

from collections.abc import Iterator
from operator import attrgetter
from typing import Any, Final, TypeAlias

from forecourt.model.money import format_yuan
from forecourt.model.vocabulary import CHANNELS
from forecourt.money.agenda import Due
from forecourt.money.standing import Quota
from forecourt.review.figures import Channel, MonthChange
from forecourt.review.markdown import bold, shown, table
from forecourt.tables.layout import MONEY_ITEMS, QUOTA_ITEMS
from forecourt.words.catalogue import Words
from forecourt.words.text import N_

MaybeDue: TypeAlias = Due | None
_DASH: Final = "—"
_COLUMNS: Final = {
    "budget": N_("Budget"),
    "planned": N_("Planned"),
    "committed": N_("Committed"),
    "spent": N_("Spent"),
    "left": N_("Left"),
}
_QUOTA_COLUMNS: Final = {"required": N_("Required"), "done": N_("Done"), "open": N_("In work")}


def month(change: MonthChange, words: Words) -> str:
    """Tables of what moves in a month; a sentence for what does not."""
    parts = []
    if change.money_moves:
        parts += [_funds(change, words), _channels(change, words)]
    else:
        parts.append(words.say(N_("Money stays as it is.")))
    parts.append(_quotas(change, words) if change.quotas_move else words.say(N_("Quotas stay as they are.")))
    return "\n\n".join(parts)


def due(due: Due, words: Words) -> str:
    """State and last day; says when that is past, and when the calendar is provisional."""
    label = "" if due.state is None else due.state.label
    day = due.day.isoformat()
    told = shown(f"{label} · {day}")
    if due.workdays < 0:
        told = f"{told} {bold(words.say(N_('Overdue')))}"
    if due.provisional:
        told = f"{told} {words.say(N_('(calendar provisional)'))}"
    return told


def _fen(before: int | None, after: int | None) -> str:
    return _change(
        _DASH if before is None else format_yuan(before), _DASH if after is None else format_yuan(after)
    )


def _change(before: str, after: str) -> str:
    return after if before == after else f"{before} → {bold(after)}"


def _funds(change: MonthChange, words: Words) -> str:
    """What the month has: each fund's accrual, and what that makes available."""
    rows = [[shown(fund.label), _fen(fund.before, fund.after)] for fund in change.funds]
    rows.append([words.say(MONEY_ITEMS.terms["available"]), _fen(*change.available)])
    return table([words.say(N_("Fund")), words.say(N_("Accrued (yuan)"))], rows, numbers=True)


def _channels(change: MonthChange, words: Words) -> str:
    columns = [words.say(N_("Channel (yuan)")), *(words.say(label) for label in _COLUMNS.values())]
    rows = [[_channel_name(one, words), *_cells(one.before, one.after, _COLUMNS)] for one in change.channels]
    return table(columns, rows, numbers=True)


def _channel_name(one: Channel, words: Words) -> str:
    return words.say(CHANNELS.terms[one.channel]) if one.channel else bold(words.say(N_("Total")))


def _cells(before: Any, after: Any, columns: dict[str, str]) -> Iterator[str]:
    for name in columns:
        read = attrgetter(name)
        yield _fen(None if before is None else read(before), None if after is None else read(after))


def _quotas(change: MonthChange, words: Words) -> str:
    columns = [words.say(QUOTA_ITEMS.label), *(words.say(label) for label in _QUOTA_COLUMNS.values())]
    rows = [
        [words.say(QUOTA_ITEMS.terms[name]), *_counts(before, after)]
        for name, (before, after) in change.quotas.items()
    ]
    return table(columns, rows, numbers=True)


def _counts(before: Quota | None, after: Quota | None) -> Iterator[str]:
    for name in _QUOTA_COLUMNS:
        read = attrgetter(name)
        counts = [None if side is None else read(side) for side in (before, after)]
        shown_counts = [_DASH if count is None else str(count) for count in counts]
        yield _change(shown_counts[0], shown_counts[1])
