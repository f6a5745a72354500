"""The ledger's frames: typed as declared, and money never a float on the way."""

from datetime import date

from forecourt.model.months import Month
from forecourt.tables.layout import Holds
from forecourt.tables.ledger import Choice, ledger_tables
from forecourt.tables.ledger_layout import LAYOUTS
from tests.money.ledger_make import AUDITED, claim, shop
from tests.money.make import NOVEMBER, ad, event, month_plan

OCTOBER = Month(2026, 10)
STORY = shop(
    ad("AD-1", "paid", 12_001, 11_001, 10_001),
    event("EV-1", "paid", [(3_000, None), (2_000, 2_501)]),
    claim(
        "CLM-1",
        "granted",
        [("main", OCTOBER, 601), ("gift", OCTOBER, 7)],
        audited_on=AUDITED,
        granted_cost=333,
    ),
    months=[month_plan(OCTOBER), month_plan()],
)


def test_every_column_has_its_declared_type_and_money_is_whole_fen() -> None:
    for table in ledger_tables(STORY, date(2027, 6, 1), Choice()):
        types = {column.name: column.holds.dtype for column in table.layout.columns}
        assert {name: str(dtype) for name, dtype in table.frame.dtypes.items()} == types
        money = [column.name for column in table.layout.columns if column.holds is Holds.FEN]
        assert money == [name for name in types if name.endswith("_fen")]
        assert {str(table.frame[name].dtype) for name in money} == {"int64"}
        for row in table.rows():
            assert [type(value) for value in row if isinstance(value, float)] == []


def test_the_tables_are_those_that_are_declared_also_when_nothing_is_there() -> None:
    tables = ledger_tables(STORY, date(2026, 11, 24), Choice(fund="nothing"))
    assert [table.layout for table in tables] == list(LAYOUTS.values())
    assert [len(table.frame) for table in tables] == [0, 0, 1, 0]


def test_the_last_running_balance_is_what_the_tranches_have_open() -> None:
    for choice in (Choice(), Choice(fund="main"), Choice(fund="gift")):
        entries, _, _, balances = ledger_tables(STORY, date(2027, 1, 15), choice)
        assert int(entries.frame["balance_fen"].iloc[-1]) == balances.total()["open_fen"]


def test_a_month_names_only_the_tranches_that_its_entries_move() -> None:
    *_, balances = ledger_tables(STORY, date(2026, 11, 24), Choice(month=OCTOBER))
    assert list(balances.frame["accrued_in"]) == ["2026-10"]
    *_, balances = ledger_tables(STORY, date(2026, 11, 24), Choice(month=NOVEMBER))
    moved = [(row[0], row[2]) for row in balances.rows()]
    assert moved == [("main", "2026-10"), ("main", "2026-11"), ("gift", "2026-10")]


def test_what_is_dated_after_today_stands_apart_from_what_is_open_today() -> None:
    """On 15 November the claim of the 20th and its audit are still to come."""
    whole = Choice(fund="main")
    _, _, standing, balances = ledger_tables(STORY, date(2026, 11, 15), whole)
    _, _, before, _ = ledger_tables(STORY, date(2026, 10, 31), whole)
    accrued = 2 * 16_000_00

    assert list(standing.rows()) == [("2026-11-15", accrued, 3, accrued - 333)]
    assert balances.total()["open_fen"] == accrued - 333
    assert list(before.rows()) == [("2026-10-31", 16_000_00, 4, accrued - 333)]
