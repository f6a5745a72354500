"""What an appraisal comes to: points of every item out of the records, bonus, total (M12).

Points of an item = weight × the smaller of 1 and (share found ÷ share for full marks). An item of which
nothing was due is left out, and the others are stretched to 100; bonuses come on top. Points are kept in
tenths, rounded half up once for each item and once for the total.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from msgspec import Struct

from forecourt.kinds.appraisal import FULL_WEIGHT, Appraisal, AppraisalItem
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.model.vocabulary_queries import QUERIES
from forecourt.money.figure import Figure, divided, of_parts, part_of
from forecourt.money.lifecycle import work_of
from forecourt.money.queries import Answer, Asked, ask
from forecourt.money.ratio import half_up
from forecourt.words.text import N_, Text, text

TENTHS: Final = 10


class Scored(Struct, frozen=True, kw_only=True):
    """One item with what the records answered; `points` in tenths, None when nothing was due."""

    item: AppraisalItem
    answer: Answer

    @property
    def points(self) -> int | None:
        """Tenths of a point."""
        return points_of(self.answer, self.item.weight, self.item.target)


class Sheet(Struct, frozen=True, kw_only=True):
    """One appraisal with its items scored; totals in tenths of a point."""

    appraisal: Appraisal
    items: tuple[Scored, ...]

    @property
    def bonus(self) -> int:
        """All bonuses."""
        return TENTHS * sum(one.points for one in self.appraisal.bonuses)

    @property
    def total(self) -> int | None:
        """Points of what was judged, stretched to 100, and the bonus; None when nothing could be judged."""
        reached = stretched((one.points, one.item.weight) for one in self.items)
        return None if reached is None else reached + self.bonus


def points_of(answer: Answer, weight: int, target: Decimal | None) -> int | None:
    """Tenths of a point of `weight` for an answer; full marks from `target` percent on (None: 100)."""
    share = answer.ratio.value
    if share is None:
        return None
    full = Fraction(target or 100) / 100
    return half_up(weight * TENTHS * min(Fraction(1), share / full))


def stretched(pairs: Iterable[tuple[int | None, int]]) -> int | None:
    """Σ points ÷ Σ weights × 100 of the pairs that have points, in tenths; None without one."""
    judged = [(points, weight) for points, weight in pairs if points is not None]
    whole = sum(weight for _, weight in judged)
    return half_up(Fraction(FULL_WEIGHT * sum(points for points, _ in judged), whole)) if whole else None


def appraisals_of(records: Records, month: Month) -> list[Appraisal]:
    """Appraisals of the month that were not cancelled, in order of path."""
    return [
        one for one in records.of(Appraisal) if one.month == month and work_of(records, one) != "cancelled"
    ]


def months_of_appraisals(records: Records) -> list[Month]:
    """Every month with an appraisal, newest first."""
    return sorted({one.month for one in records.of(Appraisal)}, reverse=True)


def sheet_of(records: Records, appraisal: Appraisal, today: date) -> Sheet:
    """The appraisal scored by what the records say on `today`."""
    asked = Asked(records=records, month=appraisal.month, today=today, person=appraisal.person)
    scored = (Scored(item=item, answer=ask(item.query, asked)) for item in appraisal.items)
    return Sheet(appraisal=appraisal, items=tuple(scored))


def appraisal_figures(records: Records, today: date) -> Iterator[Figure]:
    """The share behind every item, KPI-….items.0.share, with the records that give both its numbers."""
    for appraisal in records.of(Appraisal):
        for place, one in enumerate(sheet_of(records, appraisal, today).items):
            label = text(
                N_("{title}: {what}"), title=appraisal.title, what=Text(QUERIES.terms[one.item.query])
            )
            yield share_figure(f"{appraisal.id}.items.{place}", label, one.answer)


def share_figure(name: str, label: Text, answer: Answer) -> Figure:
    """An answer as a figure NAME.share: NAME.part ÷ NAME.whole, each with the fields behind it."""
    parts = [part_of(hit.record, hit.field, hit.part) for hit in answer.hits if hit.part]
    wholes = [part_of(hit.record, hit.field, hit.whole) for hit in answer.hits if hit.whole]
    return divided(
        f"{name}.share",
        label,
        of_parts(f"{name}.part", text(N_("{item}: reached"), item=label), parts, unit="count"),
        of_parts(f"{name}.whole", text(N_("{item}: counted"), item=label), wholes, unit="count"),
        unit="hundredths of a percent",
    )
