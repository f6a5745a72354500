"""Appraisals as pandas frames: points as exact text with one decimal, counts, ids (M12)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.money.appraisals import TENTHS, Scored, Sheet, appraisals_of, sheet_of
from forecourt.money.lifecycle import state_of
from forecourt.tables.appraisals_layout import ITEMS, PEOPLE
from forecourt.tables.frames import Row, Table, table


def appraisal_tables(records: Records, month: Month, today: date) -> tuple[Table, ...]:
    """What each person reached in `month` as the records say on `today`, and every item of it."""
    sheets = [sheet_of(records, one, today) for one in appraisals_of(records, month)]
    return (
        table(PEOPLE, (_total(records, sheet) for sheet in sheets)),
        table(ITEMS, (row for sheet in sheets for row in _items(records, sheet))),
    )


def points_text(tenths: int | None) -> str | None:
    """Tenths of a point as "87.5"; None when nothing could be judged."""
    return None if tenths is None else str(Decimal(tenths).scaleb(-1))


def _total(records: Records, sheet: Sheet) -> Row:
    one, state = sheet.appraisal, state_of(records, sheet.appraisal)
    total = sheet.total
    return (
        one.person,
        _name(records, one.person),
        points_text(None if total is None else total - sheet.bonus),
        sheet.bonus // TENTHS,
        points_text(total),
        None if one.signed_points is None else f"{one.signed_points:.1f}",
        one.state if state is None else state.label,
        one.opinion,
        one.id,
    )


def _items(records: Records, sheet: Sheet) -> Iterator[Row]:
    for one in sheet.items:
        yield (sheet.appraisal.id, _name(records, sheet.appraisal.person), *item_row(one))


def item_row(one: Scored) -> Row:
    """Query, weight, both numbers, share, full marks, points, and the ids of what was counted."""
    ratio = one.answer.ratio
    return (
        one.item.query,
        one.item.weight,
        ratio.part,
        ratio.whole,
        ratio.hundredths_of_percent,
        full_marks(one.item.target),
        points_text(one.points),
        " ".join(dict.fromkeys(hit.record.id for hit in one.answer.hits)),
    )


def full_marks(target: Decimal | None) -> str:
    """The share from which all points are given."""
    return "100 %" if target is None else f"{target.normalize():f} %"


def _name(records: Records, id: str) -> str:
    found = records.get(id)
    return id if found is None else found.title
