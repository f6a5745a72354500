"""Every figure that effect, claims and schedule print over the sample has a name, and explains the same."""

from datetime import date
from typing import Any

import pytest

from forecourt.commands.desk import Desk, open_desk
from forecourt.model.months import Month
from forecourt.money.effect import CostBasis, effect
from forecourt.money.figure import Figure
from forecourt.money.figures import figures
from forecourt.money.schedule import schedule
from forecourt.money.summary import summary
from forecourt.tables.claims import claim_tables
from forecourt.tables.effect import effect_tables
from forecourt.tables.frames import Table
from forecourt.tables.schedule import schedule_tables
from forecourt.words.catalogue import words_for
from tests.house.stub import ROOT
from tests.money.test_figures import adds_up

MONTHS = (Month(2026, 9), Month(2026, 10), Month(2026, 11))
Printed = dict[str, int | None]


@pytest.fixture(scope="module")
def desk() -> Desk:
    """The sample on the day that it pins."""
    return open_desk(ROOT, today=None, clock=date(2030, 1, 1))


@pytest.fixture(scope="module")
def named(desk: Desk) -> dict[str, Figure]:
    """All figures by name."""
    return figures(desk.loaded.records, desk.world.today)


def rows(table: Table) -> list[dict[str, Any]]:
    names = [column.name for column in table.layout.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows()]


def explained(named: dict[str, Figure], printed: Printed) -> Printed:
    """The same names with what their figures say; names without a figure are left out."""
    return {name: None if named[name].nothing else named[name].value for name in printed if name in named}


@pytest.mark.parametrize("month", MONTHS, ids=str)
@pytest.mark.parametrize("basis", ["committed", "spent"])
def test_the_figures_of_effect(desk: Desk, named: dict[str, Figure], month: Month, basis: CostBasis) -> None:
    records = desk.loaded.records
    tables = {one.layout.name: one for one in effect_tables(effect(records, month, basis), records)}
    start = f"{month}.effect" + (".spent" if basis == "spent" else "")
    printed: Printed = {}
    for table in ("month", "channels", "outlets"):
        for row in rows(tables[table]):
            own = row.get("channel") or row.get("outlet")
            name = ".".join(part for part in (start, own, row["item"]) if part)
            name += f".{row['counted']}" if row["item"] == "cost_per_car" else ""
            printed |= {name: row["value_fen"], f"{name}.cost": row["cost_fen"]}
            printed[f"{name}.count"] = row["count"]
    for row in rows(tables["cost_ratio"]):
        printed |= {f"{start}.cost_ratio": row["value_bp"], f"{start}.cost_ratio.cost": row["cost_fen"]}
        printed |= {f"{start}.cost_ratio.count": row["revenue_fen"]}
        printed[f"{month}.effect.unknown"] = row["unknown_bp"]
    for row in rows(tables["shares"]):
        source = "" if row["source"] in {"ads", "all"} else f".{row['source']}"
        name = f"{month}.effect.{row['item']}{source}"
        printed |= {name: row["value_bp"], f"{name}.part": row["part"], f"{name}.whole": row["whole"]}
    for row in rows(tables["traffic"]):
        for what in ("visits", "calls", "arrivals", "leads", "orders"):
            printed[f"{month}.effect.traffic.{row['source']}.{what}"] = row[what]
    printed |= {f"{month}.effect.traffic.{what}": sum_ for what, sum_ in tables["traffic"].total().items()}
    assert explained(named, printed) == printed


def test_the_unknown_shares_are_those_of_leads_and_orders(named: dict[str, Figure]) -> None:
    """12 of 203 new prospects and 9 of 75 orders of October came without a source."""
    found = {name: named[f"2026-10.effect.unknown.{name}"] for name in ("leads", "orders")}
    assert {name: [one.value, *(term.amount for term in one.terms)] for name, one in found.items()} == {
        "leads": [591, 12, 203],
        "orders": [1200, 9, 75],
    }


@pytest.mark.parametrize("month", [None, *MONTHS], ids=str)
def test_the_figures_of_claims(desk: Desk, named: dict[str, Figure], month: Month | None) -> None:
    found = claim_tables(desk.loaded.records, desk.world.today, month=month, within=30)
    tables = {one.layout.name: one for one in found}
    start = "" if month is None else f"{month}."
    printed: Printed = {}
    ages = [(f"age.{row['age']}", row) for row in rows(tables["ageing"])]
    for name, row in [*ages, ("receivable", tables["ageing"].total())]:
        printed[f"{start}claims.{name}"] = row["issued_fen"]
        printed[f"{start}claims.{name}.estimated"] = row["estimated_fen"]
        printed[f"{start}claims.{name}.count"] = row["claims"]
    for row in [*rows(tables["recovery"]), *([tables["recovery"].total()] if month is None else [])]:
        own = f"{row['month']}.recovery" if "month" in row else "recovery"
        for what in ("eligible", "granted", "cash", "credit"):
            printed[f"{own}.{what}"] = row[f"{what}_fen"]
        printed |= {f"{own}.granted_rate": row["granted_bp"], f"{own}.rate": row["recovered_bp"]}
    for table, name in (("claims", "claims"), ("lines", "claims.lines")):
        for what, fen in tables[table].total().items():
            printed[f"{start}{name}.{what.removesuffix('_fen')}"] = fen
    printed |= {
        f"fund.{row['fund']}.{row['accrued_in']}.open": row["open_fen"] for row in rows(tables["countdown"])
    }
    assert explained(named, printed) == printed


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_the_figures_of_schedule(desk: Desk, named: dict[str, Figure], month: Month) -> None:
    plan = schedule(desk.loaded.records, month, desk.world.today)
    tables = {one.layout.name: one for one in schedule_tables(plan)}
    start = f"{month}.schedule"
    lines = [(f".{row['record']}", row) for row in rows(tables["lines"])]
    printed: Printed = {f"{start}{own}.net": row["subtotal_fen"] for own, row in lines}
    printed |= {f"{start}{own}.counted": row["counted_fen"] for own, row in lines}
    printed |= {f"{start}{own}.insertions": row["insertions"] for own, row in lines}
    outlets = zip(plan.outlets, rows(tables["outlets"]), strict=True)
    sums = [(f".{one.key}", row) for one, row in outlets]
    sums += [(f".{row['channel']}", row) for row in rows(tables["channels"])]
    sums += [("", tables["channels"].total())]
    for own, row in sums:
        for what in ("lines", "insertions", "gross_fen", "net_fen", "planned_fen", "committed_fen"):
            printed[f"{start}{own}.{what.removesuffix('_fen')}"] = row[what]
        for what in ("spent", "counted", "others", "used"):
            if f"{what}_fen" in row:
                printed[f"{start}{own}.{what}"] = row[f"{what}_fen"]
    assert explained(named, printed) == printed


def test_all_of_the_sample_add_up_and_name_a_field(named: dict[str, Figure]) -> None:
    assert [one.name for one in named.values() if not adds_up(one)] == []
    parts = [part for one in named.values() for part in one.parts]
    assert [part for part in parts if not (part.record and part.path and part.field)] == []


def test_what_nobody_counted_is_a_dash(named: dict[str, Figure]) -> None:
    one = named["2026-10.effect.press.cpl"]
    assert (one.value, one.nothing, [term.nothing for term in one.terms]) == (0, True, [False, True])


@pytest.mark.parametrize(("within", "unclaimed"), [(30, 562_000), (5, 0)])
def test_the_figures_of_what_is_at_risk(desk: Desk, within: int, unclaimed: int) -> None:
    """Whoever asks the claims for so many days gets the same with explain --days."""
    tables = {
        one.layout.name: one
        for one in claim_tables(desk.loaded.records, desk.world.today, month=None, within=within)
    }
    named = figures(desk.loaded.records, desk.world.today, within=within)
    printed: Printed = {}
    for row in rows(tables["risk_sums"]):
        printed |= {
            f"claims.risk.{row['risk']}": row["amount_fen"],
            f"claims.risk.{row['risk']}.count": row["items"],
        }
    printed["claims.countdown"] = tables["countdown"].total()["open_fen"]
    assert explained(named, printed) == printed
    assert printed["claims.risk.unclaimed"] == unclaimed
    assert all(adds_up(named[name]) for name in printed)


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_the_figures_of_the_monthly_summary(desk: Desk, named: dict[str, Figure], month: Month) -> None:
    printed: Printed = {}
    for one in summary(desk.loaded.records, month).figures:
        start = f"{month}.summary.{one.name}"
        printed |= {start: one.reached[0], f"{start}.plan": one.plan}
    told = {name: value for name, value in printed.items() if value is not None}

    assert {name: named[name].value for name in told} == told
    assert not {name for name in printed if name not in told and name in named}
    assert all(adds_up(named[name]) for name in told)


def test_a_figure_of_the_summary_is_called_as_the_summary_calls_it(named: dict[str, Figure]) -> None:
    say = words_for("zh").say

    assert say(named["2026-10.summary.retail"].label) == "2026-10 零售（台）"
    assert say(named["2026-10.summary.retail.plan"].label) == "2026-10 零售（台）（计划）"
    assert {part.field for part in named["2026-10.summary.retail"].parts} == {
        f"units.{place}.retail" for place in range(3)
    }
