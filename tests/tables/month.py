"""One small November whose figures the tests of every writer know by heart."""

from msgspec.structs import replace

from forecourt.kinds.month import Units
from forecourt.model.record import Records
from forecourt.tables.frames import Table, month_tables
from tests.money.make import NOVEMBER, ad, budgets, event, fund, month_plan, press, programme, records


def november() -> Records:
    """Two funds, two channels, one record over budget, one title that a spreadsheet would calculate."""
    plan = month_plan(
        units=(Units(model="y3", pick_up=30),),
        channel_budgets=budgets(newspaper=2_000_050, radio=100_000),
    )
    policy = programme(fund("main", y3=16_000), fund("bonus", "retail", y3=9_000))
    return records(
        replace(ad("AD-1", "approved", 1_200_050), title="=HYPERLINK(1)"),
        ad("AD-2", "booked", 500_000, 480_000),
        ad("AD-3", "paid", 100_001, channel="radio"),
        press("PR-1", "paid"),
        event("EV-1", "draft"),
        plan=plan,
        policy=policy,
    )


def tables() -> dict[str, Table]:
    """The tables of that November by name."""
    return {table.layout.name: table for table in month_tables(november(), NOVEMBER)}
