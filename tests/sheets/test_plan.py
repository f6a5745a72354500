"""Whatever order a sheet is brought into, and however its values are spelt, the same fields change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forecourt.kinds.ad import Ad
from forecourt.model.money import format_yuan
from forecourt.model.refusal import RefusedError
from forecourt.reading.record import read_record
from forecourt.sheets.grid import Cell, Grid
from forecourt.sheets.lines import Scene
from forecourt.sheets.names import Names
from forecourt.sheets.plan import Plan, planned
from forecourt.sheets.subjects import SCHEDULE
from forecourt.sheets.workbook import read_workbook
from forecourt.steps.law import Law
from forecourt.store.load import load
from forecourt.words.catalogue import words_for
from tests.broken.cases import TODAY, dealership_with
from tests.sheets.shop import BOOKED, DRAFT, OTHER, Shop, front, path_of

Lines = list[list[str]]


@dataclass(frozen=True)
class Desk:
    """What sheets are read against, and the lines of the sheet as it was written."""

    scene: Scene
    lines: Lines


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    root = dealership_with(tmp_path_factory.mktemp("店"))
    for id in (DRAFT, OTHER):
        (root / path_of(id)).write_bytes(front(id))
    (root / path_of(BOOKED)).write_bytes(front(BOOKED, "booked"))
    records = load(root)
    scene = Scene(
        subject=SCHEDULE,
        law=Law(records=records.records, today=TODAY),
        names=Names(records=records.records),
        sources=records.sources,
        again="./forecourt schedule",
        make="./forecourt new ad",
    )
    (grid,) = read_workbook(Shop(root).exported(), "排期.xlsx")
    lines = [
        [grid.at(row, column).text for column in range(1, grid.columns + 1)]
        for row in range(1, grid.rows + 1)
    ]
    return Desk(scene, lines)


def grid_of(
    lines: Sequence[Sequence[str]], merged: Mapping[int, tuple[tuple[int, int], ...]] | None = None
) -> Grid:
    cells = {
        (row, column): Cell(text)
        for row, line in enumerate(lines, start=1)
        for column, text in enumerate(line, start=1)
        if text
    }
    return Grid(name="表", cells=cells, merged=merged or {})


def read(desk: Desk, lines: Sequence[Sequence[str]]) -> Plan:
    return planned([grid_of(lines)], desk.scene, "表.xlsx")


def edits(plan: Plan) -> dict[tuple[str, str], Any]:
    assert plan.refusals == ()
    return {(wish.record.id, wish.path): wish.value for one in plan.rewrites for wish in one.wishes}


def with_cell(lines: Lines, id: str, label: str, said: str) -> Lines:
    column = next(at for at, one in enumerate(lines[0]) if one.partition("（")[0] == label)
    return [
        [said if line[0] == id and at == column else text for at, text in enumerate(line)] for line in lines
    ]


TITLES = st.sampled_from(
    [
        ["11月媒体排期表"],
        ["", "制表日期", "2026-11-18"],
        ["单位：元", "", "编号见末列"],
        [],
        ["媒体", "渠道"],
        ["京北云岭", "11月", "净价合计", "12,000"],
    ]
)
SUMS = st.sampled_from([["合计", "", "", "48,000"], ["", "小　计", "9999"], ["报纸小计：", "", "1"], []])


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_order_titles_and_sums_do_not_matter(desk: Desk, data: st.DataObject) -> None:
    lines = with_cell(desk.lines, DRAFT, "主题", "试驾周")
    lines = with_cell(lines, OTHER, "截稿日", "11月24日")
    columns = data.draw(st.permutations(range(len(lines[0]))))
    rows = data.draw(st.permutations(lines[1:]))
    moved = [[line[at] for at in columns] for line in [lines[0], *rows]]
    for place in data.draw(st.lists(st.integers(1, len(rows) + 1), max_size=4)):
        moved.insert(place, [*data.draw(SUMS)])
    titles = data.draw(st.lists(TITLES, max_size=5))

    plan = read(desk, [*titles, *moved])
    assert edits(plan) == {(DRAFT, "theme"): "试驾周", (OTHER, "copy_deadline"): date(2026, 11, 24)}
    assert plan.rows == len(lines) - 1
    assert plan.notes == ()


def spelt_money(fen: int) -> st.SearchStrategy[str]:
    plain = f"{fen // 100}.{fen % 100:02}"
    full = plain.translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))
    ways = [plain, format_yuan(fen), f"¥{plain}", f"{plain}元", f"￥ {full}", f"{format_yuan(fen)} 元/次"]
    if fen % 10_000 == 0:
        ways.append(f"{Decimal(fen) / 1_000_000:f}万")
    return st.sampled_from(ways)


def spelt_day(day: date) -> st.SearchStrategy[str]:
    return st.sampled_from(
        [
            day.isoformat(),
            f"{day:%Y/%m/%d}",
            f"{day.year}年{day.month}月{day.day}日",
            f"{day.year}.{day.month}.{day.day}",
            f"{day.month}月{day.day}日",
            f"{day.month}/{day.day}",
            f"{day.year}-{day.month:02}-{day.day:02} 00:00:00",
        ]
    )


def spelt_discount(tenths: int) -> st.SearchStrategy[str]:
    number = f"{(Decimal(tenths) / 10).normalize():f}"
    return st.sampled_from([number, f"{number}折", f"{tenths}%", f" {number} 折 "])


@given(data=st.data())
@settings(max_examples=80, deadline=None)
def test_a_value_is_the_same_in_every_spelling_and_comes_back_from_the_file(
    desk: Desk, data: st.DataObject
) -> None:
    fen = data.draw(st.integers(0, 10**11 - 1))
    day = date(2026, 11, 1) + timedelta(days=data.draw(st.integers(-150, 150)))
    tenths = data.draw(st.integers(1, 100))
    lines = with_cell(desk.lines, DRAFT, "净价合计", data.draw(spelt_money(fen)))
    lines = with_cell(lines, DRAFT, "截稿日", data.draw(spelt_day(day)))
    lines = with_cell(lines, DRAFT, "折扣", data.draw(spelt_discount(tenths)))

    plan = read(desk, lines)
    wanted = {"net_cost": fen, "copy_deadline": day, "discount": Decimal(tenths) / 10}
    known = {"net_cost": 1_200_000, "copy_deadline": date(2026, 11, 23), "discount": Decimal("2.5")}
    assert edits(plan) == {(DRAFT, key): value for key, value in wanted.items() if value != known[key]}
    for one in plan.rewrites:
        record = read_record(path_of(DRAFT), one.after).record
        assert isinstance(record, Ad)
        assert {key: getattr(record, key) for key in wanted} == wanted


@given(
    said=st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=60
    )
)
@settings(max_examples=150, deadline=None)
def test_any_text_comes_back_from_the_file(desk: Desk, said: str) -> None:
    text = said.strip()
    if not text:
        return
    plan = read(desk, with_cell(desk.lines, DRAFT, "主题", text))
    if plan.refusals:
        # What UTF-8 or YAML cannot hold is refused and never written half.
        assert {one.code for one in plan.refusals} <= {"XL15"}
        return
    (one,) = plan.rewrites
    record = read_record(path_of(DRAFT), one.after).record
    assert isinstance(record, Ad)
    assert record.theme == text


def test_a_header_over_two_rows_with_merged_cells_is_found(desk: Desk) -> None:
    first, *rows = with_cell(desk.lines, DRAFT, "主题", "试驾周")
    start = next(at for at, one in enumerate(first) if one == "投放开始")
    above = [*first]
    above[start], above[start + 1] = "投放", ""
    below = ["" if at not in {start, start + 1} else one for at, one in enumerate(first)]
    merged = {at + 1: ((1, 2),) for at in range(len(first)) if at not in {start, start + 1}}
    plan = planned([grid_of([above, below, *rows], merged)], desk.scene, "表.xlsx")

    assert edits(plan) == {(DRAFT, "theme"): "试驾周"}


def test_one_cell_merged_over_several_rows_counts_for_each(desk: Desk) -> None:
    lines = [line for line in desk.lines if line[0] in {"编号", DRAFT, OTHER}]
    column = lines[0].index("主题")
    lines = [lines[0], *([*line] for line in lines[1:])]
    lines[1][column], lines[2][column] = "试驾周", ""
    plan = planned([grid_of(lines, {column + 1: ((2, 3),)})], desk.scene, "表.xlsx")

    assert edits(plan) == {(DRAFT, "theme"): "试驾周", (OTHER, "theme"): "试驾周"}


@pytest.mark.parametrize(
    ("header", "said", "path", "value"),
    [
        ("刊例价(万元)", "4.9", "list_price", 4_900_000),
        ("刊 例 价\n（元）", "49000", "list_price", 4_900_000),
        ("刊例", "4.9万", "list_price", 4_900_000),
        ("List price (yuan)", "49,000", "list_price", 4_900_000),
        ("list_price", "49000", "list_price", 4_900_000),
        ("【刊例价】", "48000", "list_price", None),
    ],
)
def test_a_column_may_be_headed_in_several_ways(
    desk: Desk, header: str, said: str, path: str, value: int | None
) -> None:
    kept = [at for at, one in enumerate(desk.lines[0]) if one in {"编号", "基准"} or one.startswith("刊例价")]
    lines = [[line[at] for at in kept] for line in desk.lines if line[0] in {"编号", DRAFT}]
    lines[0][1], lines[1][1] = header, said
    plan = read(desk, [*lines])

    found = {(wish.record.id, wish.path): wish.value for one in plan.rewrites for wish in one.wishes}
    assert found == ({} if value is None else {(DRAFT, path): value})


def test_a_sheet_without_the_base_is_not_read(desk: Desk) -> None:

    with pytest.raises(RefusedError) as refused:
        read(desk, [line[:-1] for line in desk.lines])
    assert words_for("zh").say(refused.value.sentence) == (
        "表.xlsx 的工作表“表”没有“基准”列；请重新导出：./forecourt schedule"
    )
