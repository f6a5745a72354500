"""Volume 3 tells how the department kept its own house: scores, tasks, rules, the store room; no names."""

import pytest
from msgspec.structs import replace

from forecourt.binder.content import Sheet
from forecourt.binder.edition import Edition
from forecourt.binder.sheets_department import department_sheets
from forecourt.binder.sheets_waivers import waiver_sheets
from forecourt.kinds.task import Task
from forecourt.kinds.waiver import Waiver
from forecourt.model.months import Month
from forecourt.model.record import World
from forecourt.words.catalogue import words_for
from tests.broken.cases import DEALERSHIP, opened


@pytest.fixture(scope="module")
def shop() -> World:
    return opened(DEALERSHIP).world


def sheets(world: World, month: str = "2026-11") -> dict[str, Sheet]:
    edition = Edition(world=world, month=Month.parse(month), words=words_for("zh"), commit="", dirty=False)
    return {sheet.anchor: sheet for sheet in department_sheets(edition)}


def test_every_table_of_the_month(shop: World) -> None:
    found = sheets(shop)

    assert {name: [row.cells for row in sheet.rows] for name, sheet in found.items()} == {
        "self-score": [
            ("软文发稿", "60", "0 / 2", "100 %", "0.0", "记录算出"),
            ("资料装订", "40", "—", "—", "35.0", "人工给分：少一张目录"),
            ("总分", "100", "", "", "35.0", ""),
        ],
        "appraisal": [("竞品周报完成", "2 / 2", "100.00 %"), ("媒体按约定保持联系", "1 / 1", "100.00 %")],
        "tasks": [("展厅布置", "1", "0", "0", "0")],
        "rules": [("对外发布管理规定", "1.0", "2026-09-02", "3 / 3")],
        "stock": [("保养提醒卡", "卡券、表单", "张", "1,034", "670", "364", "—")],
    }
    assert found["self-score"].note == "状态：自评中；合格线：30 分"
    assert found["appraisal"].note == "当月绩效考核 1 份，已签字 0 份；个人得分店内留存，不随册寄出。"


def test_nobody_is_named(shop: World) -> None:
    people = {one.title for one in shop.records if one.kind == "staff"}
    told = repr(sheets(shop))

    assert people
    assert not [name for name in people if name in told]


def test_a_task_that_was_done_late_or_never(shop: World) -> None:
    [task] = shop.records.of(Task)
    days = {"in time": task.due_on, "late": task.due_on.replace(day=26), "after the month": None}
    tasks = [replace(task, id=f"TASK-{place}", done_on=day) for place, day in enumerate(days.values())]
    others = tuple(one for one in shop.records.items if one is not task)
    records = replace(shop.records, items=(*others, *tasks))
    later = World(records=records, today=task.due_on.replace(month=12))

    assert [row.cells for row in sheets(later)["tasks"].rows] == [("展厅布置", "3", "1", "1", "1")]


def test_a_month_before_anything_was_there_has_none_of_them(shop: World) -> None:
    assert sheets(shop, "2026-07") == {}


def test_words_that_may_stand_are_told_with_their_reason(shop: World) -> None:
    [waiver] = shop.records.of(Waiver)
    told = replace(waiver, state="approved", reason="award", basis="证书 2025-042")
    others = tuple(one for one in shop.records.items if one is not waiver)

    def cells(record: Waiver, month: str = "2026-11") -> list[tuple[str, ...]]:
        world = World(records=replace(shop.records, items=(*others, record)), today=shop.today)
        found = Edition(world=world, month=Month.parse(month), words=words_for("zh"), commit="", dirty=False)
        return [row.cells for sheet in waiver_sheets(found) for row in sheet.rows]

    assert cells(told) == [
        ("云岭Y7 试驾会", "最佳", "依法取得的奖项、称号", "证书 2025-042", "2026-12-31"),
    ]
    assert (cells(waiver), cells(told, "2026-10")) == ([], [])
