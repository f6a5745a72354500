"""Rules about the self-score: done before posting, above the line, given points that fit (A2)."""

from collections.abc import Iterator
from decimal import Decimal

from forecourt.kinds.month import MonthPlan
from forecourt.kinds.programme import Criterion, Programme
from forecourt.kinds.selfscore import SelfScore
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.months import Month
from forecourt.model.unread import readable
from forecourt.money.appraisals import TENTHS
from forecourt.money.lifecycle import work_of
from forecourt.money.selfscores import Score, record_of, score_of
from forecourt.money.workdays import posting
from forecourt.rules.near import listed, meant
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, text


@code("SS01", Severity.WARNING)
def not_scored_before_posting(plan: MonthPlan, sight: Sight) -> Iterator[Problem]:
    """The day has come on which the month's volumes must be ready, and nobody has signed the self-score.

    Whoever knows the manufacturer's scoring finds the lost points before the volumes are posted (A2). Told
    only when the programme has criteria.
    """
    programme = sight.find(Programme, plan.programme)
    if programme is None or not programme.criteria or sight.is_hidden("selfscore", "month", month=plan.month):
        return
    ready, record = posting(programme, plan.month).ready_on, record_of(sight.records, plan.month)
    if ready <= sight.today and (record is None or work_of(sight.records, record) != "done"):
        yield Problem(
            code="SS01",
            field="month",
            message=text(
                N_("The volumes of {month} had to be ready on {day}; no self-score is signed"),
                month=str(plan.month),
                day=ready,
            ),
            hint=text(
                N_("See it with: ./forecourt selfscore {month}; then: ./forecourt new selfscore"),
                month=str(plan.month),
            ),
        )


@code("SS06")
def second_score(record: SelfScore, sight: Sight) -> Iterator[Problem]:
    """A month has two self-scores that were not cancelled; which of them counts cannot be told (A2)."""
    others = [
        one.id
        for one in sight.of(SelfScore)
        if one is not record and one.month == record.month and sight.is_live(one) and one.id < record.id
    ]
    if others and sight.is_live(record):
        yield Problem(
            code="SS06",
            field="month",
            message=text(N_("{month} has a self-score already: {id}"), month=str(record.month), id=others[0]),
            hint=text(N_("Go on with that one, or cancel one of the two")),
        )


@code("SS02", Severity.WARNING)
def below_the_line(record: SelfScore, sight: Sight) -> Iterator[Problem]:
    """The self-score lies below the line of the programme, and the volumes are not posted yet.

    Told once it is signed or the volumes must be ready: then there is still time to mend what costs points.
    """
    found = _score(record, sight)
    if found is None or not found.is_below_line or _is_posted(record.month, sight):
        return
    is_time = posting(found.programme, record.month).ready_on <= sight.today
    if is_time or work_of(sight.records, record) == "done":
        losing = sorted((line for line in found.lines if line.lost), key=lambda line: -line.lost)
        yield Problem(
            code="SS02",
            field="month",
            message=text(
                N_("{points} of {most} points, below the line of {line}"),
                points=_shown(found.total),
                most=found.most,
                line=found.programme.score_line,
            ),
            hint=text(
                N_("Most is lost by: {criteria}"),
                criteria=listed((line.criterion.label for line in losing), most=3),
            ),
        )


@code("SS03")
def given_does_not_fit(record: SelfScore, sight: Sight) -> Iterator[Problem]:
    """Points are given for what is no criterion, for one that is computed, above its most, or twice.

    What follows from the records is not given by hand: that would score the wish, not the work (A2).
    """
    by_hand = _by_hand(record, sight)
    if by_hand is None:
        return
    seen: set[str] = set()
    for place, one in readable(record.given, "criterion", "points"):
        field, criterion = f"given.{place}", by_hand.get(one.criterion)
        if criterion is None:
            yield Problem(
                code="SS03",
                field=f"{field}.criterion",
                message=text(N_('No criterion "{name}" is given by hand'), name=one.criterion),
                hint=meant(one.criterion, list(by_hand)),
            )
        elif one.points > criterion.points or one.criterion in seen:
            yield Problem(
                code="SS03",
                field=f"{field}.points",
                message=text(
                    N_("{label} has at most {most} points"), label=criterion.label, most=criterion.points
                ),
                hint=text(N_("Give each criterion once, and no more than that")),
            )
        seen.add(one.criterion)


@code("SS04")
def criterion_left_open(record: SelfScore, sight: Sight) -> Iterator[Problem]:
    """The self-score is signed, and a criterion that no record tells has no points (A2)."""
    by_hand = _by_hand(record, sight)
    if by_hand is None or sight.is_open(record) or not sight.is_live(record):
        return
    given = {one.criterion for one in record.given}
    missing = [one.label for name, one in by_hand.items() if name not in given]
    if missing:
        yield Problem(
            code="SS04",
            field="given",
            message=text(N_("No points are given for: {criteria}"), criteria=listed(missing)),
            hint=text(N_('Add them below "given", with the reason')),
        )


@code("SS05", Severity.WARNING)
def score_has_changed(record: SelfScore, sight: Sight) -> Iterator[Problem]:
    """The records give fewer points today than were signed (A2).

    What becomes due after the signature may still raise the score; that is not told.
    """
    found, signed = _score(record, sight), record.signed_points
    if found is None or signed is None or found.total is None or sight.records.partial:
        return
    if Decimal(found.total) < signed * TENTHS:
        yield Problem(
            code="SS05",
            field="signed_points",
            message=text(
                N_("Signed with {signed} points; the records give {points} today"),
                signed=str(signed),
                points=_shown(found.total),
            ),
            hint=text(N_("See what moved: ./forecourt selfscore {month}"), month=str(record.month)),
        )


def _score(record: SelfScore, sight: Sight) -> Score | None:
    """The month's score when this record is the one that counts."""
    found = score_of(sight.records, record.month, sight.today)
    return found if found is not None and found.record is record else None


def _by_hand(record: SelfScore, sight: Sight) -> dict[str, Criterion] | None:
    """Criteria of the month's programme that no record tells, by code; None when there are no criteria."""
    plans = sight.months.get(record.month, [])
    programme = sight.find(Programme, plans[0].programme) if plans else None
    if programme is None or not programme.criteria:
        return None
    return {one.name: one for one in programme.criteria if one.query is None}


def _is_posted(month: Month, sight: Sight) -> bool:
    return any(one.posted_on is not None for one in sight.binders.get(month, []))


def _shown(tenths: int | None) -> str:
    return "" if tenths is None else str(Decimal(tenths).scaleb(-1))
