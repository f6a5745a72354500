"""Kinds say themselves in which volume the month's records of theirs stand as a table."""

from dataclasses import replace

from forecourt.binder.content import Sheet
from forecourt.binder.sheets_listed import listed_sheets
from forecourt.kinds.common import VolumeList
from forecourt.kinds.table import KINDS
from forecourt.model.months import Month
from forecourt.model.record import Record
from tests.binder.make import archived, edition, november

ARCHIVES = replace(
    KINDS["archive"], listed=VolumeList(volume=3, attributes=(("archive_code", 30), ("ran_from", 16)))
)


def listed(volume: int, *more: Record) -> tuple[Sheet, ...]:
    return listed_sheets(edition(november(*more)), volume, (ARCHIVES,))


def test_the_month_s_records_stand_in_the_volume_that_the_kind_names() -> None:
    (sheet,) = listed(3)

    assert (sheet.anchor, sheet.title) == ("listed-archive", "广告档案")
    assert [column.label for column in sheet.columns] == ["标题", "档号", "刊播起", "状态"]
    assert [row.cells for row in sheet.rows] == [("ARC-1", "YL-GG·2026-D10-SCB-0001", "2026-11-18", "filed")]
    assert listed(1) == ()


def test_records_of_other_months_stay_out_and_no_table_stands_where_there_is_no_record() -> None:
    december = replace(archived(), id="ARC-2", path="plans/2026-12/ARC-2.md", month=Month(2026, 12))

    assert len(listed(3, december)[0].rows) == 1
    assert listed_sheets(replace(edition(), month=Month(2026, 10)), 3, (ARCHIVES,)) == ()


def test_what_a_kind_lists_are_its_own_fields_and_fit_on_the_page() -> None:
    listings = [(kind.record, kind.listed) for kind in (*KINDS.values(), ARCHIVES) if kind.listed is not None]

    assert all(hasattr(record, name) for record, one in listings for name, _ in one.attributes)
    assert all(sum(width for _, width in one.attributes) <= 66 for _, one in listings)
