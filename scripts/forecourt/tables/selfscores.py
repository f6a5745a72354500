"""The self-score as pandas frames: points as exact text with one decimal, counts, ids (A2)."""

from datetime import date

from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.money.lifecycle import state_of
from forecourt.money.selfscores import Score, ScoreLine, score_of
from forecourt.tables.appraisals import full_marks, points_text
from forecourt.tables.frames import Row, Table, table
from forecourt.tables.selfscores_layout import CRITERIA, SUMS


def score_tables(records: Records, month: Month, today: date) -> tuple[Table, ...]:
    """The sum of `month` and its criteria as the records say on `today`; empty without criteria."""
    found = score_of(records, month, today)
    return (
        table(SUMS, () if found is None else (_sum(records, found),)),
        table(CRITERIA, () if found is None else (_line(one, found) for one in found.lines)),
    )


def _sum(records: Records, found: Score) -> Row:
    record = found.record
    state = None if record is None else state_of(records, record)
    signed = None if record is None else record.signed_points
    return (
        points_text(found.total),
        found.most,
        found.programme.score_line,
        None if signed is None else f"{signed:.1f}",
        None if state is None else state.label,
        None if record is None else record.measures,
        found.programme.id if record is None else record.id,
    )


def _line(one: ScoreLine, found: Score) -> Row:
    ratio = None if one.answer is None else one.answer.ratio
    if one.answer is not None:
        behind = [hit.record.id for hit in one.answer.hits]
    else:
        behind = [found.record.id] if one.given is not None and found.record is not None else []
    return (
        one.criterion.name,
        one.criterion.label,
        one.criterion.points,
        None if ratio is None else ratio.part,
        None if ratio is None else ratio.whole,
        None if ratio is None else ratio.hundredths_of_percent,
        None if ratio is None else full_marks(one.criterion.target),
        points_text(one.points),
        one.standing,
        one.criterion.standard if one.given is None else one.given.reason,
        " ".join(dict.fromkeys(behind)),
    )
