"""Every number of money that a figure command prints over the sample has a name, and the name explains it.

A column of fen or of a share that nobody named here fails the test.
"""

import json
import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import pytest
from click import Command
from click.testing import CliRunner

from forecourt.binder.book import VOLUMES, volume
from forecourt.binder.edition import Edition
from forecourt.commands import budget, claims, effect, ledger, schedule
from forecourt.commands.desk import Desk, open_desk
from forecourt.commands.portal import inputs_of
from forecourt.edge.site import places
from forecourt.kinds.outlet import Outlet
from forecourt.model.money import format_yuan, parse_fen
from forecourt.model.months import Month
from forecourt.money.figure import Figure
from forecourt.money.figures import every_figure, figure, figures, worth
from forecourt.portal.site import portal
from forecourt.words.catalogue import words_for
from tests.house.stub import ROOT
from tests.money.test_figures import adds_up

pytestmark = pytest.mark.slow

MONTHS = ("2026-09", "2026-10", "2026-11")
Row = dict[str, Any]
# What command, month ("" without one), table, row ("" of the totals), column -> the figure's name.
Naming = Callable[[str, Row, str], str]


@cache
def sample() -> Desk:
    """The sample on the day that it pins."""
    return open_desk(ROOT, today=None, clock=date(2030, 1, 1))


@cache
def outlets() -> dict[str, str]:
    """The sample's outlets: id by name."""
    return {one.title: one.id for one in sample().loaded.records.of(Outlet)}


@pytest.fixture(scope="module")
def desk() -> Desk:
    return sample()


@pytest.fixture(autouse=True)
def at_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def printed(command: Command, *arguments: str) -> Row:
    """The envelope that the command prints."""
    done = CliRunner().invoke(command, [*arguments, "--format", "json"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    found: Row = json.loads(done.stdout)
    return found


def cells(envelope: Row) -> list[tuple[str, Row, str, int | None]]:
    """Table, row, column and value of every cell of fen or hundredths of a percent; totals as rows too."""
    tables = {name: rows for name, rows in envelope.items() if isinstance(rows, list)}
    rows = [(name, row) for name, found in tables.items() for row in found]
    rows += [(name, {"total": True, **row}) for name, row in envelope["totals"].items()]
    return [
        (name, row, column, value)
        for name, row in rows
        for column, value in row.items()
        if column.endswith(("_fen", "_bp"))
    ]


def names_of_budget(month: str) -> Naming:
    def name(table: str, row: Row, column: str) -> str:
        what = column.removesuffix("_fen")
        if table == "money":
            return f"{month}.{row['item']}"
        if table == "channels":
            return f"{month}.{row.get('channel', 'total')}.{what}"
        if table == "entries":
            if "total" in row:
                return f"{month}.schedule.used"
            return f"{row['record']}.{row['bucket']}"
        whole = f"{month}.accrued"
        if "total" in row:
            return whole
        own = ".".join(part for part in (whole, row["fund"], row["model"]) if part)
        return {"amount": own, "per_unit": f"{own}.each", "invoiced": f"{own}.invoiced"}[what]

    return name


def names_of_ledger(start: str, fund: str) -> Naming:
    def name(table: str, row: Row, column: str) -> str:
        what = column.removesuffix("_fen")
        if table == "ledger":
            line = f"{row['day']}.{row['number']}"
            whole = f"fund.{fund}" if fund else "ledger"
            return {"amount": f"ledger.{line}", "balance": f"{whole}.{line}.balance"}[what]
        if table == "sums":
            return f"{start}ledger.{row['type']}"
        if table == "standing":
            return (
                f"fund{f'.{fund}' if fund else 's'}."
                + {"open": "open_today", "open_with_later": "open"}[what]
            )
        if "total" in row:
            return f"{start}{what}" if fund else f"{start}funds.{what}"
        return f"fund.{row['fund']}.{row['accrued_in']}.{what}"

    return name


OF_CLAIM = {"asked": "asked", "granted": "granted_cost", "credited": "credited_cost"}


def names_of_claims(start: str) -> Naming:
    places: dict[str, int] = {}
    funds = {"广宣主基金": "main", "新能源专项": "ev"}

    def of_line(row: Row, what: str) -> str:
        """The claim's lines stand in their order."""
        if what == "spent":
            places[row["claim"]] = places.get(row["claim"], -1) + 1
        return f"{row['claim']}.lines.{places[row['claim']]}.{what}"

    def of_risk(row: Row) -> str:
        label, _, month = row.get("title", "").rpartition(" ")
        own = (
            f".{funds[label]}.{month}"
            if label in funds
            else "".join(f".{id}" for id in row.get("records", ())[:1])
        )
        return f"claims.risk.{row['risk']}{own}"

    def name(table: str, row: Row, column: str) -> str:
        what = column.removesuffix("_fen").removesuffix("_bp")
        if table == "claims":
            return f"{start}claims.{what}" if "total" in row else f"{row['claim']}.{OF_CLAIM[what]}"
        if table == "lines":
            return f"{start}claims.lines.{what}" if "total" in row else of_line(row, what)
        if table == "ageing":
            own = "receivable" if "total" in row else f"age.{row['age']}"
            return f"{start}claims.{own}" + {"issued": "", "estimated": ".estimated"}[what]
        if table == "recovery":
            own = (start if "total" in row else f"{row['month']}.") + "recovery"
            return f"{own}." + {"recovered_bp": "rate", "granted_bp": "granted_rate"}.get(column, what)
        if table in {"risk_sums", "risk"}:
            return of_risk(row)
        return "claims.countdown" if "total" in row else f"fund.{row['fund']}.{row['accrued_in']}.open"

    return name


def names_of_schedule(month: str) -> Naming:
    start = f"{month}.schedule"

    def name(table: str, row: Row, column: str) -> str:
        what = {"subtotal": "net"}.get(column.removesuffix("_fen"), column.removesuffix("_fen"))
        if table == "lines":
            if "total" in row:
                return f"{start}.{what}"
            return (
                f"{row['record']}.list_price" if what == "list_price" else f"{start}.{row['record']}.{what}"
            )
        own = row.get("channel") or outlets().get(row.get("outlet", ""))
        return f"{start}.{own}.{what}" if own else f"{start}.{what}"

    return name


def names_of_effect(start: str, month: str) -> Naming:
    def name(table: str, row: Row, column: str) -> str:
        if column == "unknown_bp":
            if table == "shares":
                return f"{month}.effect.unknown"
            counted = {"desk_leads": ".leads", "desk_orders": ".orders"}
            return f"{month}.effect.unknown" + counted.get(row.get("counted", ""), "")
        if table == "shares":
            own = "" if row["source"] in {"ads", "all"} else f".{row['source']}"
            return f"{month}.effect.{row['item']}{own}"
        own = row.get("channel") or row.get("outlet") or ""
        whole = ".".join(part for part in (start, own, row.get("item") or "cost_ratio") if part)
        whole += f".{row['counted']}" if row.get("item") == "cost_per_car" else ""
        ends = {"cost_fen": ".cost", "revenue_fen": ".count", "value_fen": "", "value_bp": ""}
        return whole + ends[column]

    return name


RUNS = [
    *((budget.command, (month, "--records"), names_of_budget(month)) for month in MONTHS),
    (ledger.command, (), names_of_ledger("", "")),
    (ledger.command, ("--month", "2026-10"), names_of_ledger("2026-10.", "")),
    (ledger.command, ("--fund", "main"), names_of_ledger("fund.main.", "main")),
    (
        ledger.command,
        ("--fund", "main", "--month", "2026-10"),
        names_of_ledger("2026-10.fund.main.", "main"),
    ),
    (claims.command, (), names_of_claims("")),
    *((claims.command, (month,), names_of_claims(f"{month}.")) for month in MONTHS),
    *((schedule.command, (month,), names_of_schedule(month)) for month in MONTHS),
    *((effect.command, (month,), names_of_effect(f"{month}.effect", month)) for month in MONTHS),
    (
        effect.command,
        ("2026-10", "--cost", "spent"),
        names_of_effect("2026-10.effect.spent", "2026-10"),
    ),
]


@pytest.fixture(scope="module")
def named(desk: Desk) -> Callable[[str], Figure | None]:
    """A figure by its name, as explain finds it."""
    known = figures(desk.loaded.records, desk.world.today)

    @cache
    def find(name: str) -> Figure | None:
        return known.get(name) or figure(desk.loaded.records, desk.world.today, name)

    return find


@pytest.mark.parametrize(
    ("command", "arguments", "naming"),
    RUNS,
    ids=[" ".join((command.name or "", *arguments)) for command, arguments, _ in RUNS],
)
def test_every_printed_figure_is_explained_by_its_name(
    named: Callable[[str], Figure | None], command: Command, arguments: tuple[str, ...], naming: Naming
) -> None:
    wrong = []
    for table, row, column, value in cells(printed(command, *arguments)):
        name = naming(table, row, column)
        found = named(name)
        if not value and found is None:
            continue  # nothing stands there, and no record says anything
        said = None if found is None or found.nothing else found.value
        if said != value or found is None or not adds_up(found):
            wrong.append((name, value, said))

    assert wrong == []


@pytest.fixture(scope="module")
def amounts(desk: Desk) -> set[int]:
    """Fen of every figure that has a name, without its sign."""
    known = every_figure(desk.loaded.records, desk.world.today)
    return {abs(one.value) for one in known if one.unit == "fen" and not one.nothing}


def said_in(text: str) -> set[int]:
    """The amounts in yuan that a text shows, in fen."""
    return {parse_fen(found) for found in re.findall(r"\d{1,3}(?:,\d{3})*\.\d{2}(?![\d%]| %)", text)}


@pytest.mark.parametrize("month", MONTHS)
def test_every_amount_in_the_volumes_is_a_figure(desk: Desk, amounts: set[int], month: str) -> None:
    made = [
        volume(
            Edition(
                world=desk.world,
                month=Month.parse(month),
                words=words_for("zh"),
                commit="0" * 40,
                dirty=False,
            ),
            plan,
        )
        for plan in VOLUMES
    ]
    rows = [
        (sheet.anchor, cell)
        for one in made
        for sheet in one.sheets
        for row in sheet.rows
        for cell in row.cells
    ]
    items = [
        (sheet.anchor, cell)
        for one in made
        for item in one.items
        for sheet in item.sheets
        for row in sheet.rows
        for cell in row.cells
    ]

    assert [(anchor, cell) for anchor, cell in (*rows, *items) if not said_in(str(cell)) <= amounts] == []


@pytest.mark.parametrize("command", [budget.command, schedule.command, effect.command])
def test_every_amount_on_the_screen_is_a_figure(amounts: set[int], command: Command) -> None:
    said = CliRunner().invoke(command, ["2026-11"], catch_exceptions=False).stdout

    assert [format_yuan(fen) for fen in said_in(said) - amounts] == []
    assert len(said_in(said)) > 10


def test_an_amount_names_the_figures_that_are_so_much(desk: Desk) -> None:
    found = {one.name for one in worth(desk.loaded.records, desk.world.today, 3_146_000)}

    assert found == {"2026-11.total.left"}
    lines = {one.name for one in worth(desk.loaded.records, desk.world.today, 10_740_000)}
    assert "ledger.2026-10-21.1.balance" in lines


def test_every_amount_on_the_portal_s_pages_is_a_figure(desk: Desk, amounts: set[int]) -> None:
    """Pictures left out: their numbers are places on the page."""
    inputs = inputs_of(desk, words=words_for("zh"), where=places(ROOT))
    pages = {name: data.decode() for name, data in portal(inputs).files.items() if name.endswith(".md")}
    said = {
        name: said_in(re.sub(r"<svg.*?</svg>", "", page, flags=re.DOTALL)) for name, page in pages.items()
    }

    assert {name: found - amounts for name, found in said.items() if found - amounts} == {}
    assert sum(map(len, said.values())) > 500
