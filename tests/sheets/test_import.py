"""forecourt import, as people call it: workbooks made by XlsxWriter, edited and saved by openpyxl."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.sheets.shop import (
    DRAFT,
    OTHER,
    Shop,
    both,
    column_of,
    edited,
    path_of,
    put,
    told,
)

UNCHANGED = "读取 4 行，与记录一致，没有要改的"


def test_a_sheet_that_nobody_edited_changes_nothing(shop: Shop) -> None:
    before = shop.snapshot()
    done = shop.run(shop.exported(), "--write")

    assert (done.exit_code, told(done)) == (0, [UNCHANGED])
    assert shop.snapshot() == before


def test_two_edited_cells_change_exactly_these_bytes(shop: Shop) -> None:
    before = shop.text(DRAFT)
    sheet = edited(shop.exported(), both(put(DRAFT, "投放次数", 2), put(DRAFT, "净价合计", 24000)))
    done = shop.run(sheet, "--write")

    assert done.exit_code == 0, done.output
    assert told(done) == [
        f"{DRAFT}  云岭Y7：首批到店  ({path_of(DRAFT)})",
        "    投放次数：1 → 2",
        "    净价合计：12,000.00 → 24,000.00",
        "已写入 1 条记录的 2 项。请看一遍，然后提交：",
        f"  git add -- {path_of(DRAFT)}",
    ]
    expected = before.replace("insertions: 1\n", "insertions: 2\n").replace(
        "net_cost: 1.2万 ", "net_cost: 24000 "
    )
    assert shop.text(DRAFT) == expected


def test_the_same_sheet_imported_again_changes_nothing(shop: Shop) -> None:
    sheet = edited(shop.exported(), both(put(DRAFT, "投放次数", 2), put(DRAFT, "净价合计", 24000)))
    shop.run(sheet, "--write")
    before = shop.snapshot()
    done = shop.run(sheet, "--write")

    assert (done.exit_code, told(done)) == (0, [UNCHANGED])
    assert shop.snapshot() == before


def test_without_write_the_change_is_shown_and_nothing_is_written(shop: Shop) -> None:
    before = shop.snapshot()
    done = shop.changed(put(OTHER, "主题", "试驾周"), "--diff")

    assert (done.exit_code, told(done)) == (
        0,
        [
            f"{OTHER}  云岭Y7：首批到店  ({path_of(OTHER)})",
            "    主题：新车到店 → 试驾周",
            f"--- a/{path_of(OTHER)}",
            f"+++ b/{path_of(OTHER)}",
            "@@ -9,3 +9,3 @@",
            " channel: newspaper",
            "-theme: '新车到店'",
            "+theme: '试驾周'",
            " model: y7",
            "读取 4 行：1 条记录的 1 项会改动；确认后加 --write 写入",
        ],
    )
    assert shop.snapshot() == before


def test_carriage_returns_stay(shop: Shop) -> None:
    assert shop.changed(put(OTHER, "主题", "试驾周"), "--write").exit_code == 0
    assert "theme: '试驾周'\r\n" in shop.text(OTHER)
    assert "\n" not in shop.text(OTHER).replace("\r\n", "")


def test_an_emptied_cell_removes_a_field_that_may_be_missing(shop: Shop) -> None:
    done = shop.changed(put(DRAFT, "画面版本", None), "--write")

    assert told(done)[1] == "    画面版本：v1 → （空）"
    assert "creative_version" not in shop.text(DRAFT)


def test_a_cell_filled_for_the_first_time_adds_the_field_behind_its_neighbours(shop: Shop) -> None:
    assert shop.changed(put(DRAFT, "备注", "版面待定: 头版"), "--write").exit_code == 0
    assert 'owner: ST-qiao\nnote: "版面待定: 头版"\nmonth: 2026-11\n' in shop.text(DRAFT)


def drop(label: str) -> Callable[[Worksheet], None]:
    return lambda page: page.delete_cols(column_of(page, label))


def test_a_missing_column_is_simply_not_changed(shop: Shop) -> None:
    done = shop.changed(both(drop("净价合计"), drop("主题"), put(DRAFT, "版面位置", "汽车版通栏")))

    assert told(done) == [UNCHANGED]


def test_line_ends_that_git_changed_make_no_row_stale(shop: Shop) -> None:
    sheet = edited(shop.exported(), put(DRAFT, "主题", "试驾周"))
    file = shop.root / path_of(DRAFT)
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))

    assert shop.run(sheet, "--write").exit_code == 0


def test_what_is_not_understood_is_listed_and_stops_nothing(shop: Shop) -> None:
    def remarks(page: Worksheet) -> None:
        page.append(["制表：", "乔安", None, "审核："])
        page.cell(1, page.max_column + 1).value = "老板意见"

    done = shop.changed(both(remarks, put(DRAFT, "主题", "试驾周")), "--write")
    assert done.exit_code == 0
    assert told(done)[:6] == [
        "排期调整!W1: 提示 XL16",
        "    “老板意见”这一列没有读取",
        "    → 需要读取的话，请把表头改成和导出的表格一样",
        "排期调整!A6: 提示 XL17",
        "    没有读取：制表： 乔安 审核：",
        "    → 如果只是备注，不用处理",
    ]


def test_a_file_that_changes_while_it_is_written_keeps_all_others_as_they_were(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = edited(shop.exported(), both(put(DRAFT, "主题", "甲"), put(OTHER, "主题", "乙")))
    before = shop.snapshot()
    real = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if target.name == f"{OTHER}.md":
            raise PermissionError(13, "Permission denied", str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(PermissionError):
        shop.run(sheet, "--write")
    monkeypatch.undo()
    assert shop.snapshot() == before
    assert not list(shop.root.rglob(".writing-*"))


def test_dates_may_be_written_in_any_way(shop: Shop) -> None:
    for said in ("2026年11月24日", "2026.11.24", "11月24日", "２０２６／１１／２４", date(2026, 11, 24)):
        done = shop.changed(put(DRAFT, "截稿日", said))
        assert told(done)[1] == "    截稿日：2026-11-23 → 2026-11-24", done.output
