"""What a month reaches by the manufacturer's own criteria, computed where records tell it (A2).

A criterion with a query gets points × the smaller of 1 and (share found ÷ share for full marks), over the
whole department; one of which nothing was due is left out, and the others are stretched to all points. A
criterion without a query has the points that somebody gave, nothing until then. Points in tenths.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from msgspec import Struct

from forecourt.kinds.month import MonthPlan
from forecourt.kinds.programme import Criterion, Programme
from forecourt.kinds.selfscore import GivenScore, SelfScore
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.money.appraisals import TENTHS, points_of, share_figure
from forecourt.money.figure import Figure
from forecourt.money.lifecycle import work_of
from forecourt.money.queries import Answer, Asked, ask
from forecourt.money.ratio import half_up
from forecourt.words.text import N_, text


class ScoreLine(Struct, frozen=True, kw_only=True):
    """One criterion: what the records answered (None: it is given by hand) or what somebody gave."""

    criterion: Criterion
    answer: Answer | None
    given: GivenScore | None

    @property
    def points(self) -> int | None:
        """Tenths of a point; None when nothing was due, or nobody has given any yet."""
        if self.answer is not None:
            return points_of(self.answer, self.criterion.points, self.criterion.target)
        return None if self.given is None else half_up(Fraction(self.given.points) * TENTHS)

    @property
    def lost(self) -> int:
        """Tenths of a point below the most; of what was not due nothing."""
        reached = self.criterion.points * TENTHS if self.standing == "nothing_due" else self.points or 0
        return self.criterion.points * TENTHS - reached

    @property
    def standing(self) -> str:
        """The code of SCORE_STANDINGS: where the points come from."""
        if self.answer is not None:
            return "nothing_due" if self.points is None else "computed"
        return "missing" if self.given is None else "given"


class Score(Struct, frozen=True, kw_only=True):
    """A month by the criteria of its programme; `record` is what somebody has given and signed, or None."""

    month: Month
    programme: Programme
    record: SelfScore | None
    lines: tuple[ScoreLine, ...]

    @property
    def most(self) -> int:
        """All points that can be had, in whole points."""
        return sum(line.criterion.points for line in self.lines)

    @property
    def total(self) -> int | None:
        """Tenths of a point, stretched to all points; None when nothing could be judged yet."""
        judged = [line for line in self.lines if line.standing != "nothing_due"]
        whole = sum(line.criterion.points for line in judged)
        reached = sum(line.points or 0 for line in judged)
        return half_up(Fraction(self.most * reached, whole)) if whole else None

    @property
    def is_below_line(self) -> bool:
        """Whether the total lies below the programme's line; without a line never."""
        line = self.programme.score_line
        return line is not None and self.total is not None and self.total < line * TENTHS


def score_of(records: Records, month: Month, today: date) -> Score | None:
    """The month by its programme's criteria as the records say on `today`; None when it has none."""
    plan = next((one for one in records.of(MonthPlan) if one.month == month), None)
    programme = None if plan is None else records.find(Programme, plan.programme)
    if programme is None or not programme.criteria:
        return None
    record = record_of(records, month)
    given = {} if record is None else {one.criterion: one for one in record.given}
    asked = Asked(records=records, month=month, today=today)
    lines = (
        ScoreLine(
            criterion=one,
            answer=None if one.query is None else ask(one.query, asked),
            given=given.get(one.name) if one.query is None else None,
        )
        for one in programme.criteria
    )
    return Score(month=month, programme=programme, record=record, lines=tuple(lines))


def record_of(records: Records, month: Month) -> SelfScore | None:
    """The self-score of a month: one whose work is done before others, cancelled ones never."""
    found = [
        one for one in records.of(SelfScore) if one.month == month and work_of(records, one) != "cancelled"
    ]
    return min(found, key=lambda one: (work_of(records, one) != "done", one.id), default=None)


def months_of_scores(records: Records) -> list[Month]:
    """Every month whose programme has criteria, newest first."""
    with_criteria = {one.id.casefold() for one in records.of(Programme) if one.criteria}
    plans = (one for one in records.of(MonthPlan) if one.programme.casefold() in with_criteria)
    return sorted({one.month for one in plans}, reverse=True)


def score_figures(records: Records, today: date) -> Iterator[Figure]:
    """The share behind every computed criterion, 2026-11.selfscore.press.share, with its records."""
    for month in months_of_scores(records):
        found = score_of(records, month, today)
        for line in () if found is None else found.lines:
            if line.answer is not None:
                label = text(N_("Self-score of {month}: {what}"), month=str(month), what=line.criterion.label)
                yield share_figure(f"{month}.selfscore.{line.criterion.name}", label, line.answer)
