"""Table of volume 1: words of the month's copy that may stand although the law grades them, and why (A12)."""

from forecourt.binder.content import Row, Sheet
from forecourt.binder.edition import Edition
from forecourt.kinds.common import Common
from forecourt.kinds.waiver import Waiver
from forecourt.model.vocabulary_law import WAIVER_REASONS
from forecourt.money.lifecycle import work_of
from forecourt.words.text import N_


def waiver_sheets(edition: Edition) -> tuple[Sheet, ...]:
    """One table; none in a month whose copy needs no waiver."""
    rows = tuple(
        _row(edition, one, about)
        for one in edition.records.of(Waiver)
        if work_of(edition.records, one) != "cancelled"
        if (about := edition.records.find(Common, one.record)) is not None
        if getattr(about, "month", None) == edition.month
    )
    if not rows:
        return ()
    return (
        Sheet(
            anchor="waivers",
            title=edition.say(N_("Waivers of ad wording")),
            columns=edition.columns(
                (N_("Copy of"), 24),
                (N_("Words"), 12),
                (WAIVER_REASONS.label, 18),
                (N_("What it rests on"), 30),
                (N_("Valid until"), 16),
            ),
            rows=rows,
        ),
    )


def _row(edition: Edition, one: Waiver, about: Common) -> Row:
    cells = (
        about.title,
        "、".join(one.words) if edition.words.lang == "zh" else ", ".join(one.words),
        edition.display.choice(WAIVER_REASONS, one.reason),
        one.basis,
        edition.day(one.valid_until),
    )
    return Row(cells=cells)
