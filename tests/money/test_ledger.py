"""The ledger's entries: what each record moves, in which order, and how they agree with the budget."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from forecourt.kinds.common import Approval
from forecourt.kinds.month import Units
from forecourt.kinds.purchase import Purchase
from forecourt.kinds.table import KINDS, kind_of
from forecourt.model.months import Month
from forecourt.model.record import Record, Records
from forecourt.money.budget import budget, cost_entries
from forecourt.money.ledger import ledger, shown_in
from forecourt.money.ledger_costs import BUCKETS, sums_of
from forecourt.money.ledger_entry import Entry
from forecourt.money.unbilled import unbilled
from tests.money.ledger_make import AUDITED, POSTED, claim, shop
from tests.money.make import MEANINGS, NOVEMBER, YUAN, ad, event, fund, month_plan, press, programme
from tests.money.test_stock import job

TODAY = date(2026, 11, 24)
Line = tuple[date, str, int, str, str]


def lines(*items: Record, today: date = TODAY, **frame: Any) -> list[Line]:
    """Day, kind, fen, record and field of every entry but the month's accrual."""
    found = ledger(shop(*items, **frame), today)
    return [(one.day, one.type, one.amount, one.record, one.field) for one in found if one.type != "accrual"]


def test_a_paid_ad_has_moved_on_every_rung() -> None:
    paid = ad(
        "AD-1",
        "paid",
        12_000,
        11_000,
        10_500,
        contract_signed_on=date(2026, 10, 27),
        invoice_cost=10_800,
        invoice_on=date(2026, 11, 9),
        paid_on=date(2026, 11, 16),
        approvals=(Approval(step="approve", by="ST-lin", role="marketing_manager", at=date(2026, 10, 20)),),
    )
    assert lines(paid) == [
        (date(2026, 10, 20), "plan", 12_000, "AD-1", "net_cost"),
        (date(2026, 10, 27), "commitment", 11_000, "AD-1", "contract_cost"),
        (date(2026, 11, 9), "invoice", 10_800, "AD-1", "invoice_cost"),
        (date(2026, 11, 16), "payment", 10_500, "AD-1", "paid_cost"),
    ]


def test_what_the_state_does_not_mean_yet_has_not_moved() -> None:
    fields = {"contract_signed_on": date(2026, 10, 27), "paid_on": date(2026, 11, 16)}
    assert [line[1] for line in lines(ad("AD-1", "draft", 9, 8, 7, **fields))] == []
    assert [line[1] for line in lines(ad("AD-1", "approved", 9, 8, 7, **fields))] == ["plan"]
    assert [line[1] for line in lines(ad("AD-1", "booked", 9, 8, 7, **fields))] == ["commitment", "plan"]
    assert [line[1] for line in lines(ad("AD-1", "cancelled", 9, 8, 7, **fields))] == []


def test_each_row_of_an_event_stands_for_itself() -> None:
    held = event("EV-1", "paid", [(3_000, None), (2_000, 2_500)])
    assert [line[1:] for line in lines(held)] == [
        ("plan", 3_000, "EV-1", "costs.0.budget"),
        ("plan", 2_000, "EV-1", "costs.1.budget"),
        ("commitment", 3_000, "EV-1", "costs.0.budget"),
        ("commitment", 2_000, "EV-1", "costs.1.budget"),
        ("payment", 3_000, "EV-1", "costs.0.budget"),
        ("payment", 2_500, "EV-1", "costs.1.actual"),
    ]


def test_the_invoices_of_an_event_stand_with_its_purchases_each_on_its_day() -> None:
    first = Purchase(what="搭建", invoice_cost=1_800, invoice_on=date(2026, 11, 24))
    second = Purchase(what="礼品", invoice_cost=700, paid_on=date(2026, 11, 25))
    held = event("EV-1", "paid", [(3_000, 2_900)], purchases=(first, Purchase(what="茶歇"), second))
    assert [line for line in lines(held) if line[1] == "invoice"] == [
        (date(2026, 11, 24), "invoice", 1_800, "EV-1", "purchases.0.invoice_cost"),
        (date(2026, 11, 25), "invoice", 700, "EV-1", "purchases.2.invoice_cost"),
    ]


def test_an_article_moves_on_the_rungs_of_an_ad() -> None:
    papers = {"contract_cost": 690, "invoice_cost": 680, "paid_cost": 670}
    days = {
        "contract_signed_on": date(2026, 11, 2),
        "invoice_on": date(2026, 11, 9),
        "paid_on": date(2026, 11, 16),
    }
    assert lines(replace(press("PR-1", "paid", cost=700), **papers, **days)) == [
        (date(2026, 11, 1), "plan", 700, "PR-1", "cost"),
        (date(2026, 11, 2), "commitment", 690, "PR-1", "contract_cost"),
        (date(2026, 11, 9), "invoice", 680, "PR-1", "invoice_cost"),
        (date(2026, 11, 16), "payment", 670, "PR-1", "paid_cost"),
    ]


def test_what_was_paid_without_an_invoice_is_told_record_by_record() -> None:
    bill = Purchase(what="搭建", invoice_cost=1_800)
    entries = ledger(
        shop(
            event("EV-1", "paid", [(3_000, 2_900)], purchases=(bill,)),
            press("PR-1", "paid", cost=700),
            ad("AD-1", "paid", 900, invoice_cost=900),
        ),
        TODAY,
    )
    assert [(one.record, one.paid, one.invoiced, one.gap) for one in unbilled(entries)] == [
        ("EV-1", 2_900, 1_800, 1_100),
        ("PR-1", 700, 0, 700),
    ]


def test_an_article_without_cost_moves_nothing() -> None:
    assert lines(press("PR-1", "paid")) == []
    assert [line[1:] for line in lines(press("PR-1", "approved", cost=700))] == [
        ("plan", 700, "PR-1", "cost")
    ]


def test_accrual_stands_by_month_fund_and_model() -> None:
    plan = month_plan(units=(Units(model="y3", pick_up=100, retail=90), Units(model="y7", pick_up=10)))
    policy = programme(fund("main", y3=160, y7=200), fund("bonus", "retail", y3=90))
    found = ledger(shop(months=[plan], policy=policy), TODAY)
    assert [(one.fund, one.accrued_in, one.amount, one.record, one.field) for one in found] == [
        ("main", NOVEMBER, 16_000, "MON-2026-11", "units.0.pick_up"),
        ("bonus", NOVEMBER, 8_100, "MON-2026-11", "units.0.retail"),
        ("main", NOVEMBER, 2_000, "MON-2026-11", "units.1.pick_up"),
    ]
    assert sum(one.amount for one in found) == budget(shop(months=[plan], policy=policy), NOVEMBER).accrued


def test_a_claim_moves_its_tranches_and_what_is_not_granted_goes_back_last_named_first() -> None:
    october = Month(2026, 10)
    uses = [("main", october, 600), ("main", NOVEMBER, 400)]
    decided = {"audited_on": AUDITED, "result": "partly_granted", "granted_cost": 700}
    credited = {"credited_on": date(2027, 1, 5), "credited_cost": 700}
    found = ledger(shop(claim("CLM-1", "granted", uses, **decided, **credited)), TODAY)
    moves = [
        (one.day, one.type, one.accrued_in, one.amount, one.field) for one in found if one.type != "accrual"
    ]
    assert moves == [
        (POSTED, "claim", october, 600, "tranches.0.amount"),
        (POSTED, "claim", NOVEMBER, 400, "tranches.1.amount"),
        (AUDITED, "grant", october, 600, "granted_cost"),
        (AUDITED, "grant", NOVEMBER, 100, "granted_cost"),
        (AUDITED, "refusal", NOVEMBER, 300, "granted_cost"),
        (date(2027, 1, 5), "credit", october, 600, "credited_cost"),
        (date(2027, 1, 5), "credit", NOVEMBER, 100, "credited_cost"),
    ]


@pytest.mark.parametrize(("state", "result"), [("cancelled", "returned"), ("draft", "refused")])
def test_a_claim_that_came_back_stays_in_the_ledger(state: str, result: str) -> None:
    """Its state may mean no money any more; that it was claimed and given back is still what happened."""
    back = claim("CLM-1", state, [("main", NOVEMBER, 600)], audited_on=AUDITED, result=result)
    assert lines(back) == [
        (POSTED, "claim", 600, "CLM-1", "tranches.0.amount"),
        (AUDITED, "refusal", 600, "CLM-1", "result"),
    ]


def test_a_returned_claim_keeps_its_money_until_it_is_handed_in_again() -> None:
    back = claim("CLM-1", "draft", [("main", NOVEMBER, 600)], audited_on=AUDITED, result="returned")
    assert lines(back) == [(POSTED, "claim", 600, "CLM-1", "tranches.0.amount")]

    posted = {"postmark_on": date(2026, 12, 20), "resubmission_of": "CLM-1"}
    again = claim("CLM-2", "claimed", [("main", NOVEMBER, 500)], **posted)
    assert lines(back, again)[1:] == [
        (date(2026, 12, 20), "claim", 500, "CLM-2", "tranches.0.amount"),
        (date(2026, 12, 20), "refusal", 600, "CLM-1", "result"),
    ]
    written = claim("CLM-2", "draft", [("main", NOVEMBER, 500)], **posted)
    assert [one[1] for one in lines(back, written)] == ["claim"]


@pytest.mark.parametrize(
    ("state", "source", "kinds"),
    [
        ("draft", None, []),
        ("approved", None, []),
        ("cancelled", None, []),
        ("claimed", None, ["claim"]),
        ("claimed", "retro_estimate", []),
        ("claimed", "retro_issued", ["claim"]),
        ("granted", None, ["claim", "grant"]),
    ],
)
def test_a_claim_counts_by_what_its_state_means_and_an_estimate_never(
    state: str, source: str | None, kinds: list[str]
) -> None:
    found = lines(claim("CLM-1", state, [("main", NOVEMBER, 600)], source=source))
    assert [line[1] for line in found] == kinds


def test_entries_of_one_fund_or_month_can_be_picked() -> None:
    found = ledger(shop(ad("AD-1", "approved", 5), claim("CLM-1", "claimed", [("main", NOVEMBER, 3)])), TODAY)
    assert [one.type for one in shown_in(found, fund="main", month=None)] == ["accrual", "claim"]
    assert shown_in(found, fund=None, month=Month(2026, 10)) == ()
    assert shown_in(found, fund=None, month=NOVEMBER) == found


FEN = st.integers(0, 5_000_000)
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["ad", "event", "press"]),
        st.sampled_from(sorted(MEANINGS)),
        st.tuples(FEN, st.none() | FEN, st.none() | FEN),
        st.sampled_from([Month(2026, 10), NOVEMBER]),
    ),
    max_size=10,
)


def made(rows: list[Any]) -> Records:
    items: list[Record] = []
    for place, (kind, state, amounts, month) in enumerate(rows):
        if kind == "ad":
            items.append(ad(f"AD-{place}", state, *amounts, month=month))
        elif kind == "event":
            costs = [(amounts[0], amounts[2]), (amounts[1] or 0, None)]
            bill = Purchase(what="搭建", invoice_cost=amounts[2])
            items.append(event(f"EV-{place}", state, costs, month=month, purchases=(bill,)))
        else:
            papers = {"contract_cost": amounts[2], "paid_cost": amounts[1]}
            items.append(press(f"PR-{place}", state, cost=amounts[0], month=month, **papers))
    return shop(*items, months=[month_plan(Month(2026, 10)), month_plan()])


def in_buckets(entries: tuple[Entry, ...], month: Month) -> dict[tuple[str, str], int]:
    """Fen by record and bucket: a record counts in the last bucket that it has reached."""
    reached: dict[str, dict[str, int]] = defaultdict(dict)
    for entry in shown_in(entries, fund="", month=month):
        if entry.type in BUCKETS:
            sums = reached[entry.record]
            sums[entry.type] = sums.get(entry.type, 0) + entry.amount
    last = {record: [type for type in BUCKETS if type in sums][-1] for record, sums in reached.items()}
    return {(record, BUCKETS[type]): fen for record, type in last.items() if (fen := reached[record][type])}


@given(ROWS)
def test_the_ledger_and_the_budget_say_the_same(rows: list[Any]) -> None:
    found = made(rows)
    for month in (Month(2026, 10), NOVEMBER):
        money = {(one.record.id, one.bucket): one.amount for one in cost_entries(found, month)}
        entries = ledger(found, TODAY)
        assert in_buckets(entries, month) == money
        accrued = [one.amount for one in entries if one.type == "accrual" and one.month == month]
        assert sum(accrued) == budget(found, month).accrued


@given(ROWS)
def test_what_was_paid_is_covered_by_invoices_but_for_what_is_told(rows: list[Any]) -> None:
    entries = ledger(made(rows), TODAY)
    paid, invoiced = Counter[str](), Counter[str]()
    for entry in entries:
        paid[entry.record] += entry.amount if entry.type == "payment" else 0
        invoiced[entry.record] += entry.amount if entry.type == "invoice" else 0
    gaps = {one.record: one.gap for one in unbilled(entries)}
    assert gaps == {id: fen - invoiced[id] for id, fen in paid.items() if fen > invoiced[id]}


@given(ROWS)
def test_parts_of_a_record_add_up_to_what_its_kind_says_it_costs(rows: list[Any]) -> None:
    for record in made(rows):
        cost = kind_of(record).cost
        if cost is None:
            continue
        sums: dict[str, int] = defaultdict(int)
        for part in sums_of(record, "spent"):
            sums[part.type] += part.amount
        assert {
            BUCKETS[type]: fen for type, fen in sums.items() if type in BUCKETS and any(sums.values())
        } == ({name: getattr(cost(record), name) for name in BUCKETS.values()} if sums else {})


def test_every_kind_that_costs_money_says_in_which_field() -> None:
    fields = {
        one.field.split(".", 1)[0]
        for record in (
            ad("AD-1", "paid", 9),
            event("EV-1", "paid", [(9, 9)]),
            press("PR-1", "paid", cost=9),
            replace(job(paid=9), department="marketing"),
        )
        for one in sums_of(record, "spent")
    }
    assert [name for name, kind in KINDS.items() if kind.cost is not None] == [
        "ad",
        "press",
        "event",
        "print_job",
    ]
    assert fields == {"net_cost", "costs", "cost", "budget", "paid_cost"}
    assert list(sums_of(job(paid=9), "spent")) == []


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["claimed", "granted", "draft"]),
            st.integers(0, 2_500_000),
            st.integers(0, 400),
            st.sampled_from([None, "returned", "refused", "granted"]),
        ),
        max_size=6,
    ),
    st.integers(0, 400),
    st.integers(0, 400),
)
def test_a_later_day_only_adds(rows: list[Any], first: int, more: int) -> None:
    """The ledger of a day is, up to that day, the beginning of the ledger of any later day."""
    start = date(2026, 10, 1)
    claims = [
        claim(
            f"CLM-{place}",
            state,
            [("main", NOVEMBER, fen)],
            postmark_on=start + timedelta(days=days),
            result=result,
        )
        for place, (state, fen, days, result) in enumerate(rows)
    ]
    today = start + timedelta(days=first)
    early = ledger(shop(*claims), today)
    late = ledger(shop(*claims), today + timedelta(days=more))
    assert [one for one in late if one.day <= today] == [one for one in early if one.day <= today]
    assert late == ledger(Records(items=tuple(reversed(shop(*claims).items))), today + timedelta(days=more))


def test_a_record_that_cannot_be_counted_is_no_entry() -> None:
    lost = claim("CLM-1", "unheard_of", [("main", NOVEMBER, 600 * YUAN)])
    assert lines(lost) == []
