"""Frames: documented types, exact integers, sums that equal the arithmetic's."""

from decimal import Decimal

import pandas as pd
import pytest
from msgspec.structs import replace

from forecourt.kinds.outlet import Outlet
from forecourt.model.record import Records
from forecourt.money.budget import budget
from forecourt.tables.frames import Table, accrual_table, month_tables
from forecourt.tables.layout import LAYOUTS, Holds
from tests.money.make import NOVEMBER, YUAN, fund, month_plan, outlet, press, programme, records
from tests.tables.month import november, tables

TABLES = tables()


def test_every_declared_table_is_made_in_the_declared_order() -> None:
    assert list(TABLES) == list(LAYOUTS)


@pytest.mark.parametrize("name", LAYOUTS)
def test_columns_have_the_declared_names_and_types_also_without_rows(name: str) -> None:
    empty = {table.layout.name: table for table in month_tables(records(), NOVEMBER)}
    for table in (TABLES[name], empty[name]):
        expected = {column.name: column.holds.dtype for column in table.layout.columns}
        assert {column: str(dtype) for column, dtype in table.frame.dtypes.items()} == expected


def test_money_columns_are_named_and_typed_as_fen() -> None:
    for table in TABLES.values():
        for column in table.layout.columns:
            assert (column.holds in {Holds.FEN, Holds.MAYBE_FEN}) == column.name.endswith("_fen")


def test_no_cell_is_a_float() -> None:
    cells = [cell for table in TABLES.values() for row in table.rows() for cell in row]
    assert {type(cell) for cell in cells} == {str, int, type(None)}
    assert not [dtype for table in TABLES.values() for dtype in table.frame.dtypes if dtype == "float64"]


def test_channels() -> None:
    assert list(TABLES["channels"].rows()) == [
        ("newspaper", 2_000_050, 1_200_050, 480_000, 0, 320_000, "open", "AD-1 AD-2"),
        ("radio", 100_000, 0, 0, 100_001, -1, "exceeded", "AD-3"),
    ]
    assert TABLES["channels"].total() == {
        "budget_fen": 2_100_050,
        "planned_fen": 1_200_050,
        "committed_fen": 480_000,
        "spent_fen": 100_001,
        "left_fen": 319_999,
    }


def test_a_total_is_the_arithmetics_own() -> None:
    total = budget(november(), NOVEMBER).total
    assert TABLES["channels"].total()["left_fen"] == total.left
    assert TABLES["entries"].total()["amount_fen"] == total.planned + total.committed + total.spent


def test_money() -> None:
    assert list(TABLES["money"].rows()) == [
        ("opening_balance", 0, "MON-2026-11"),
        ("accrued", 480_000, "MON-2026-11 PRG-2026"),
        ("own_money", 1_000_000, "MON-2026-11"),
        ("available", 1_480_000, "MON-2026-11 PRG-2026"),
        ("budgeted", 2_100_050, "MON-2026-11"),
        ("unallocated", -620_050, "MON-2026-11 PRG-2026"),
    ]


def test_without_a_programme_the_month_alone_stands_behind_its_money() -> None:
    found = records(plan=month_plan(programme="PRG-lost"))
    assert list(month_tables(found, NOVEMBER)[0].rows())[1] == ("accrued", 0, "MON-2026-11")


def test_accrual_leaves_the_cars_open_that_nobody_counted() -> None:
    behind = "MON-2026-11 PRG-2026"
    assert list(TABLES["accrual"].rows()) == [
        ("main", "基金main", "y3", "云岭Y3", "pick_up", 30, 16_000, 480_000, behind),
        ("bonus", "基金bonus", "y3", "云岭Y3", "retail", None, 9_000, None, behind),
    ]
    assert TABLES["accrual"].total() == {"amount_fen": 480_000}


def test_a_fund_in_percent_says_of_what_and_has_no_cars() -> None:
    share = replace(fund("share", "purchases"), per_unit=(), percent=Decimal("2.50"))
    policy = programme(fund("main", y3=160 * YUAN), share)
    plan = month_plan(purchases=1_000_000 * YUAN)
    made = month_tables(records(plan=plan, policy=policy), NOVEMBER)
    table = next(one for one in made if one.layout.name == "accrual")

    assert [(row[0], *row[5:10]) for row in table.rows()] == [
        ("main", 100, 16_000, None, "", 1_600_000),
        ("share", None, None, 100_000_000, "2.5%", 2_500_000),
    ]
    assert table.total() == {"amount_fen": 4_100_000}
    assert {str(table.frame[name].dtype) for name in ("per_unit_fen", "invoiced_fen")} == {"Int64"}


def test_a_fund_in_percent_of_nothing_is_not_one_of_which_nobody_knows() -> None:
    share = replace(fund("share", "purchases"), per_unit=(), percent=Decimal("2.50"))

    def accrued(purchases: int | None) -> int | None:
        made = records(plan=month_plan(purchases=purchases), policy=programme(share))
        [row] = accrual_table(budget(made, NOVEMBER)).rows()
        amount: int | None = row[9]
        return amount

    assert accrued(0) == 0
    assert accrued(None) is None


def test_entries_name_record_state_and_file() -> None:
    assert list(TABLES["entries"].rows())[1] == (
        "newspaper",
        "AD-2",
        "ad",
        "AD-2",
        "状态booked",
        "committed",
        480_000,
        "plans/2026-11/AD-2.md",
    )


def test_quotas_say_what_is_still_missing_and_never_less_than_nothing() -> None:
    assert list(TABLES["quotas"].rows()) == [
        ("press_pieces", 4, 1, 0, 3, "MON-2026-11 PR-1"),
        ("press_points", 10, 1, 0, 9, "MON-2026-11 PR-1"),
        ("events", 2, 0, 1, 2, "MON-2026-11 EV-1"),
    ]
    full = records(*(press(f"PR-{place}", "paid") for place in range(6)))
    quotas = next(table for table in month_tables(full, NOVEMBER) if table.layout.name == "quotas")
    assert next(quotas.rows())[:5] == ("press_pieces", 4, 6, 0, 0)


def test_press_by_tier_and_by_article() -> None:
    assert list(TABLES["press_tiers"].rows()) == [
        ("national", 5, 0, 0, 0, ""),
        ("local", 1, 1, 1, 0, "PR-1"),
    ]
    assert list(TABLES["articles"].rows()) == [
        ("PR-1", "PR-1", "OUT-daily", "local", None, "done", 1),
    ]


def test_an_article_of_an_unknown_outlet_keeps_its_id_and_no_tier() -> None:
    found = records(press("PR-1", "draft", "OUT-lost"))
    articles = next(table for table in month_tables(found, NOVEMBER) if table.layout.name == "articles")
    assert list(articles.rows()) == [("PR-1", "PR-1", "OUT-lost", None, None, "open", 0)]


def test_open_points_count_what_open_articles_would_bring() -> None:
    found = records(outlet("OUT-national", "national"), press("PR-1", "draft", "OUT-national"))
    assert found.find(Outlet, "OUT-national") is not None
    assert quota_rows(found)[1] == ("press_points", 10, 0, 5, 10, "MON-2026-11 PR-1")


def quota_rows(found: Records) -> list[tuple[object, ...]]:
    quotas = next(table for table in month_tables(found, NOVEMBER) if table.layout.name == "quotas")
    return list(quotas.rows())


def test_events() -> None:
    assert list(TABLES["events"].rows()) == [("EV-1", "EV-1", "showroom", "2026-11-21", "2026-11-22", "open")]


def test_a_table_without_a_column_keeps_the_others() -> None:
    table = TABLES["press_tiers"].without("records")
    assert isinstance(table, Table)
    assert list(table.rows()) == [("national", 5, 0, 0, 0), ("local", 1, 1, 1, 0)]
    assert isinstance(table.frame, pd.DataFrame)
    assert [column.name for column in table.layout.columns] == list(table.frame.columns)
