"""Every figure that is printed can be explained, and its parts add up to it."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from forecourt.kinds.ad import CostPart
from forecourt.kinds.month import Units
from forecourt.kinds.procedure import Procedure
from forecourt.kinds.programme import LineCap
from forecourt.model.months import Month
from forecourt.model.record import Record, Records
from forecourt.money.budget import budget
from forecourt.money.figure import Figure
from forecourt.money.figures import figure, figures, near_names
from forecourt.money.figures_record import NAMES, record_figures
from forecourt.money.ledger import ledger
from forecourt.money.ledger_balance import balances
from forecourt.money.quota import press_quota
from forecourt.tables.frames import Table, month_tables
from forecourt.tables.ledger import Choice, ledger_tables
from tests.money.ledger_make import AUDITED, claim, shop
from tests.money.make import (
    MEANINGS,
    NOVEMBER,
    YUAN,
    ad,
    budgets,
    event,
    fund,
    month_plan,
    outlet,
    press,
    programme,
)

TODAY = date(2026, 12, 20)
OCTOBER = Month(2026, 10)


def story() -> Records:
    """Two months, two funds, every kind of cost, claims granted in part and beyond the fund."""
    plan = month_plan(
        units=(Units(model="y3", pick_up=100, retail=90), Units(model="y7", pick_up=10)),
        channel_budgets=budgets(newspaper=20_000 * YUAN, event=9_000 * YUAN, press=1_000),
        opening_balance=500 * YUAN,
    )
    uses = [("main", OCTOBER, 5_000 * YUAN), ("bonus", NOVEMBER, 99_999 * YUAN)]
    return shop(
        ad("AD-1", "paid", 12_000 * YUAN, 11_000 * YUAN, 10_000 * YUAN),
        ad("AD-2", "booked", 7_000, 6_000, invoice_cost=6_000),
        ad("AD-3", "approved", 5_000, channel="radio"),
        event("EV-1", "paid", [(3_000, None), (2_000, 2_500)]),
        press("PR-1", "paid", cost=700),
        press("PR-2", "approved"),
        press("PR-3", "paid", "OUT-none"),
        outlet("OUT-none", None),
        claim(
            "CLM-1",
            "granted",
            uses,
            audited_on=AUDITED,
            granted_cost=7_000 * YUAN,
            credited_cost=6_000 * YUAN,
        ),
        months=[month_plan(OCTOBER), plan],
        policy=programme(fund("main", y3=160 * YUAN, y7=200 * YUAN), fund("bonus", "retail", y3=90 * YUAN)),
    )


def adds_up(one: Figure) -> bool:
    """Whether terms and parts give the value exactly, in the way that the figure says."""
    terms = sum(term.sign * term.amount for term in one.terms)
    parts = sum(part.amount for part in one.parts)
    if one.how == "share":
        *above, whole = [term.amount for term in one.terms]
        return one.parts == () and one.value == (sum(above) * 100 // whole if whole else 0)
    if one.how == "ratio":
        over, under = one.over
        unit = "fen" if one.unit == "fen" else "share"
        if one.nothing:
            return one.value == 0 and (over.nothing or under.nothing or under.value == 0)
        exact = Fraction(over.value, under.value) * (1 if unit == "fen" else 10_000)
        return abs(one.value - exact) <= Fraction(1, 2) and adds_up(over) and adds_up(under)
    if one.how == "excess":
        return one.value == max(terms, 0) == parts
    return one.value == parts and (not one.terms or one.value == terms)


def all_of(found: Records) -> list[Figure]:
    entries = ledger(found, TODAY)
    own = [one for record in found for one in record_figures(record, entries, found, TODAY)]
    return [*figures(found, TODAY).values(), *own]


def test_every_figure_adds_up_and_every_part_names_a_field() -> None:
    found = all_of(story())
    assert [one.name for one in found if not adds_up(one)] == []
    assert [
        one.name for one in found for part in one.parts if not (part.path and part.record and part.field)
    ] == []
    assert len(found) > 150


def test_a_record_s_figures_have_the_names_that_are_told() -> None:
    general = figures(story(), TODAY)
    of_records = [one.name for one in all_of(story()) if one.name not in general]
    assert {name.rpartition(".")[2] for name in of_records} == set(NAMES)


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("2026-11.newspaper.spnt", "2026-11.newspaper.spent"),
        ("fund.mian.open", "fund.main.open"),
        ("AD-1.reimbursible", "AD-1.reimbursable"),
        ("CLM1.granted", "CLM-1.granted"),
    ],
)
def test_the_near_name_comes_first(name: str, near: str) -> None:
    assert near_names(story(), TODAY, name)[0] == near


def test_nothing_is_near_nonsense() -> None:
    assert near_names(story(), TODAY, "utter nonsense") == []


def test_a_formula_names_figures_that_are_there_with_the_same_numbers() -> None:
    found = {one.name: one for one in all_of(story())}
    terms = [(one, term) for one in found.values() for term in one.terms if term.name]
    assert [term.name for _, term in terms if found[term.name].value != term.amount] == []


def numbers(table: Table, columns: Iterable[str]) -> list[dict[str, Any]]:
    return [
        {column.name: value for column, value in zip(table.layout.columns, row, strict=True)}
        for row in table.rows()
    ]


def test_every_figure_of_the_budget_can_be_explained() -> None:
    found = figures(story(), TODAY)
    tables = {table.layout.name: table for table in month_tables(story(), NOVEMBER)}
    start = str(NOVEMBER)
    printed: dict[str, int] = {}
    for row in numbers(tables["money"], ()):
        printed[f"{start}.{row['item']}"] = row["amount_fen"]
    for row in numbers(tables["channels"], ()):
        for what in ("budget", "planned", "committed", "spent", "left"):
            printed[f"{start}.{row['channel']}.{what}"] = row[f"{what}_fen"]
    for what, fen in tables["channels"].total().items():
        printed[f"{start}.total.{what.removesuffix('_fen')}"] = fen
    for row in numbers(tables["accrual"], ()):
        printed[f"{start}.accrued.{row['fund']}.{row['model']}"] = row["amount_fen"]
    names = {"press_pieces": "press.pieces", "press_points": "press.points", "events": "events"}
    for row in numbers(tables["quotas"], ()):
        for side, end in (
            ("required", ".required"),
            ("done", ""),
            ("open", ".open"),
            ("missing", ".missing"),
        ):
            printed[f"{start}.{names[row['item']]}{end}"] = row[side]
    for row in numbers(tables["press_tiers"], ()):
        tier = row["tier"] or "none"
        printed[f"{start}.press.points.{tier}.each"] = row["points_each"]
        printed[f"{start}.press.pieces.{tier}"] = row["pieces_done"]
        printed[f"{start}.press.points.{tier}"] = row["points_done"]
        printed[f"{start}.press.pieces.{tier}.open"] = row["pieces_open"]
    assert {name: found[name].value for name in printed} == printed


def test_every_figure_of_the_ledger_can_be_explained() -> None:
    found = figures(story(), TODAY)
    for choice, start in ((Choice(), ""), (Choice(month=NOVEMBER), "2026-11.")):
        _, sums, standing, tranches = ledger_tables(story(), TODAY, choice)
        printed = {f"{start}ledger.{row['type']}": row["amount_fen"] for row in numbers(sums, ())}
        for row in numbers(tranches, ()):
            for what in ("accrued", "used", "expired", "open", "overdrawn", "granted", "credited"):
                printed[f"fund.{row['fund']}.{row['accrued_in']}.{what}"] = row[f"{what}_fen"]
        if choice.month is None:
            whole = tranches.total().items()
            printed |= {f"funds.{what.removesuffix('_fen')}": fen for what, fen in whole}
            printed["funds.open_today"] = numbers(standing, ())[0]["open_fen"]
        assert {name: found[name].value for name in printed} == printed


def test_every_figure_of_the_portal_s_money_page_can_be_explained() -> None:
    """It prints what the budget holds, how much of each budget is used, points of articles, and quotas."""
    found, money = figures(story(), TODAY), budget(story(), NOVEMBER)
    for line in (*money.channels, money.total):
        taken = line.planned + line.committed + line.spent
        used = found[f"2026-11.{line.channel or 'total'}.used"]
        assert (used.value, used.unit) == (taken * 100 // line.budget if line.budget else 0, "percent")
    press_ = press_quota(story(), NOVEMBER)
    assert found["2026-11.press.points.open"].value == press_.points_open


def test_accrual_is_explained_by_cars_and_by_the_programme_s_rate() -> None:
    one = figure(story(), TODAY, "2026-11.accrued.main.y7")
    assert one is not None
    (part,) = one.parts
    assert (part.amount, part.note) == (2_000 * YUAN, "10 × 200.00")
    assert (part.path, part.field) == ("plans/2026-11/MON-2026-11.md", "units.1.pick_up")
    assert part.also == (("plans/2026-11/PRG-2026.md", "funds.0.per_unit.1.amount"),)


def test_a_fund_in_percent_of_invoices_is_explained_by_both() -> None:
    percent = replace(fund("main"), basis="purchases", percent=Decimal(3), per_unit=())
    found = shop(months=[month_plan(purchases=1_000_050)], policy=programme(percent))
    one = figure(found, TODAY, "2026-11.accrued.main")
    assert one is not None
    assert [(part.amount, part.field, part.note) for part in one.parts] == [
        (30_002, "purchases", "10,000.50 × 3 %")
    ]


def reimbursable(*, fields: dict[str, Any] | None = None, policy: Any = None, **more: Any) -> Figure:
    paid = ad("AD-1", "paid", 10_000 * YUAN, **(fields or {}))
    one = figure(shop(paid, *more.get("claims", ()), policy=policy), date(2026, 11, 24), "ad-1.reimbursable")
    assert one is not None
    assert adds_up(one)
    return one


@pytest.mark.parametrize(
    ("fields", "caps", "per_unit", "fen", "short"),
    [
        ({}, (), 160, 5_000, []),
        ({"cost_parts": (CostPart(type="production", amount=1_000 * YUAN),)}, (), 160, 4_500, []),
        ({"approved_reimbursement": 4_999 * YUAN}, (), 160, 4_999, ["More than was approved"]),
        ({}, (LineCap(channel="newspaper", most=4_000 * YUAN),), 160, 4_000, ["Above the most for one item"]),
        ({}, (LineCap(channel="radio", most=4_000 * YUAN),), 160, 5_000, []),
        ({}, (), 30, 3_000, ["No usable money left that day"]),
    ],
)
def test_what_is_paid_back_stops_at_every_limit_and_says_which(
    fields: dict[str, Any], caps: tuple[LineCap, ...], per_unit: int, fen: int, short: list[str]
) -> None:
    own = replace(fund("main", y3=per_unit * YUAN), line_caps=caps)
    one = reimbursable(fields=fields, policy=programme(own, ineligible=("production",)))
    assert one.value == fen * YUAN
    assert [part.field for part in one.parts] == ["net_cost"]
    assert [term.amount for term in one.terms if term.amount] == [fen * YUAN]
    assert [term.label.params["reason"].template for term in one.terms if not term.amount] == short


def test_two_funds_pay_one_after_the_other() -> None:
    """The main fund at 1:1 first, the bonus fund at half of the rest (Chrysler programme of 2009)."""
    main = replace(fund("main", y3=160 * YUAN), match_rate=Decimal(100))
    bonus = replace(fund("bonus", y3=90 * YUAN), match_rate=Decimal(50), only_after="main")
    found = shop(ad("AD-1", "paid", 34_000 * YUAN), policy=programme(main, bonus))
    one = figure(found, date(2026, 11, 24), "AD-1.reimbursable")
    assert one is not None
    assert [term.amount for term in one.terms] == [16_000 * YUAN, 9_000 * YUAN]
    assert one.value == 25_000 * YUAN
    own = figure(found, date(2026, 11, 24), "AD-1.own_cost")
    assert own is not None
    assert own.value == 9_000 * YUAN


def _to_be_claimed(one: Record) -> Record:
    """A procedure in which what is paid still waits for its claim."""
    if not isinstance(one, Procedure):
        return one
    states = tuple(replace(state, work="open") if state.name == "paid" else state for state in one.states)
    return replace(one, states=states)


def test_two_records_do_not_lean_on_the_same_money() -> None:
    policy = programme(fund("main", y3=60 * YUAN))
    both = shop(ad("AD-1", "paid", 10_000 * YUAN), ad("AD-2", "paid", 10_000 * YUAN), policy=policy)
    both = replace(both, items=tuple(_to_be_claimed(one) for one in both))
    today = date(2026, 11, 24)
    sums = [one.value for name in ("AD-1", "AD-2") if (one := figure(both, today, f"{name}.reimbursable"))]
    assert sums == [5_000 * YUAN, 1_000 * YUAN]


def test_what_a_claim_holds_is_not_held_against_the_open_balance() -> None:
    """The claim has taken the money already; without it nothing is left to claim again."""
    held = claim("CLM-1", "claimed", [("main", NOVEMBER, 5_000 * YUAN)])
    policy = programme(fund("main", y3=50 * YUAN))
    assert reimbursable(policy=policy, claims=[held]).value == 5_000 * YUAN
    other = claim("CLM-2", "claimed", [("main", NOVEMBER, 5_000 * YUAN)], lines=())
    assert reimbursable(policy=policy, claims=[other]).value == 0


def test_own_cost_is_what_is_not_paid_back() -> None:
    found = shop(ad("AD-1", "paid", 10_000 * YUAN))
    one = figure(found, date(2026, 11, 24), "AD-1.own_cost")
    assert one is not None
    assert [(term.sign, term.name, term.amount) for term in one.terms] == [
        (1, "AD-1.cost", 10_000 * YUAN),
        (-1, "AD-1.reimbursable", 5_000 * YUAN),
    ]


def test_a_claim_is_explained_by_what_it_moved() -> None:
    sums = {
        name: one.value
        for name in ("claimed", "granted", "refused", "credited")
        if (one := figure(story(), TODAY, f"CLM-1.{name}"))
    }
    assert sums == {
        "claimed": 104_999 * YUAN,
        "granted": 7_000 * YUAN,
        "refused": 97_999 * YUAN,
        "credited": 6_000 * YUAN,
    }


@pytest.mark.parametrize(
    "name", ["2026-11", "2026-12.available", "AD-9.spent", "AD-1.lost", "", "fund.gift.open"]
)
def test_what_is_no_figure_is_none(name: str) -> None:
    assert figure(story(), TODAY, name) is None


FEN = st.integers(0, 3_000_000)


@given(
    st.lists(
        st.tuples(st.sampled_from(["ad", "event"]), st.sampled_from(sorted(MEANINGS)), FEN, st.none() | FEN),
        max_size=5,
    ),
    st.lists(
        st.tuples(st.sampled_from(["claimed", "granted", "cancelled"]), FEN, st.none() | FEN), max_size=4
    ),
    st.integers(0, 200),
)
def test_figures_add_up_whatever_the_records(rows: list[Any], claims: list[Any], cars: int) -> None:
    items = [
        ad(f"AD-{place}", state, fen, paid_cost=other)
        if kind == "ad"
        else event(f"EV-{place}", state, [(fen, other), (7, None)])
        for place, (kind, state, fen, other) in enumerate(rows)
    ]
    asked = [
        claim(f"CLM-{place}", state, [("main", NOVEMBER, fen)], granted_cost=granted)
        for place, (state, fen, granted) in enumerate(claims)
    ]
    plan = month_plan(units=(Units(model="y3", pick_up=cars),), channel_budgets=budgets(newspaper=9_000))
    found = shop(*items, *asked, months=[plan])
    assert [one.name for one in all_of(found) if not adds_up(one)] == []
    money, open_ = budget(found, NOVEMBER), balances(ledger(found, TODAY))
    by_name = figures(found, TODAY)
    assert by_name["2026-11.total.left"].value == money.total.left
    assert by_name.get("funds.open", by_name["2026-11.accrued"]).value == sum(
        one.open for one in open_.values()
    )
