"""What a claim takes of the funds, and at which rate, is what the programme allows."""

from datetime import date
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from forecourt.kinds.ad import CostPart
from forecourt.kinds.claim import TrancheUse
from forecourt.kinds.programme import Fund, LineCap, Share
from forecourt.model.months import Month
from tests.rules.small import AD, CLAIM, EVENT, MONTH, changed, found, record, said

YUAN = 100
PROGRAMME = "PRG-2026"
MAIN: Fund = record(PROGRAMME).funds[0]


def codes(*records: Any) -> list[tuple[str, str]]:
    return [(code, field) for code, _, field in found(*records) if code in ("CL16", "CL17", "CL18")]


def main(**fields: Any) -> Any:
    """The programme with another main fund."""
    return changed(PROGRAMME, funds=(replace(MAIN, **fields),))


def told(number: str, *records: Any) -> list[str]:
    return [line for line in said(*records) if line.startswith(number)]


def test_a_contingent_fund_pays_only_what_the_other_cannot() -> None:
    bonus = replace(MAIN, name="bonus", only_after="main")
    policy = changed(PROGRAMME, funds=(MAIN, bonus))
    use = TrancheUse(fund="bonus", accrued_in=Month(2026, 11), amount=6_000 * YUAN)

    assert told("CL16", policy, changed(CLAIM, tranches=(use,))) == [
        "CL16 本单从基金 bonus 用了 6,000.00 元，按政策最多只能用 0.00 元 → 其余的改用别的基金，或者少报一些"
    ]
    assert codes(policy) == []


def test_shares_caps_and_the_least_claim_are_kept() -> None:
    share = Share(channels=("newspaper",), most=Decimal(10), of="accrual", per="quarter")

    assert codes(main(shares=(share,))) == [("CL16", "tranches.0.amount")]
    assert codes(main(shares=(replace(share, channels=("radio",)),))) == []
    assert codes(main(line_caps=(LineCap(channel="newspaper", most=5_999 * YUAN),))) == [
        ("CL16", "tranches.0.amount")
    ]
    assert codes(main(line_caps=(LineCap(channel="newspaper", most=6_000 * YUAN),))) == []
    assert codes(main(least_claim=6_001 * YUAN)) == [("CL16", "tranches.0.amount")]
    assert codes(main(least_claim=6_000 * YUAN)) == []


def test_a_figure_that_another_month_lacks_lifts_no_cap() -> None:
    units = tuple(replace(one, retail=one.pick_up) for one in record(MONTH).units)
    full = changed(MONTH, units=units)
    lacking = changed(
        MONTH,
        id="MON-2026-10",
        month=Month(2026, 10),
        units=tuple(replace(one, retail=None) for one in units),
    )
    cap = LineCap(channel="newspaper", most=5_999 * YUAN)

    assert codes(main(basis="retail", line_caps=(cap,)), full, lacking) == [("CL16", "tranches.0.amount")]
    assert codes(main(basis="retail"), full, lacking) == []
    # Of its own month the figure lacks: what one item may cost is known all the same.
    assert codes(main(basis="retail", line_caps=(cap,))) == [("CL16", "tranches.0.amount")]


def october(**fields: Any) -> Any:
    """The month before: 40 and 20 cars picked up, retail sales not given."""
    return changed(MONTH, id="MON-2026-10", month=Month(2026, 10), **fields)


def test_a_share_that_rests_on_a_figure_nobody_gave_is_told_as_unknown() -> None:
    """November accrues 11,600 by the month's retail sales, those of October are not given."""
    units = tuple(replace(one, retail=one.pick_up) for one in record(MONTH).units)
    known = changed(MONTH, units=units)
    share = Share(channels=("newspaper",), most=Decimal(50), of="accrual", per="quarter")
    unknown = "CL20 “市场基金”能不能付这么多，现在还判断不了；缺数字的有：“市场基金”2026-10 的返款"
    hint = " → 把这些月份的台数或发票金额填上，再检查一遍"

    by_retail = main(basis="retail", shares=(share,))
    assert told("CL16", by_retail, known) == [
        "CL16 本单从基金 main 用了 6,000.00 元，按政策最多只能用 5,800.00 元"
        " → 其余的改用别的基金，或者少报一些"
    ]
    assert told("CL", by_retail, known, october()) == [unknown + hint]
    # The share of a month, and the share of what was spent, do not need October.
    by_month = main(basis="retail", shares=(replace(share, per="month"),))
    assert told("CL", by_month, known, october())[0].startswith("CL16")
    of_spending = main(basis="retail", shares=(replace(share, of="spending", most=Decimal(25)),))
    assert told("CL", of_spending, known, october())[0].startswith("CL16")
    # Once the claim is done nothing can be filled in for it any more.
    assert told("CL20", by_retail, known, october(), changed(CLAIM, state="credited")) == []


def test_a_fund_that_must_be_used_up_first_is_judged_by_what_it_has_at_least() -> None:
    """November fills the first fund with 11,600, October with an unknown sum; the bonus by pick-ups."""
    units = tuple(replace(one, retail=one.pick_up) for one in record(MONTH).units)
    known = changed(MONTH, units=units)
    first = replace(MAIN, name="first", label="先用的", basis="retail")
    bonus = replace(MAIN, name="main", only_after="first")
    policy = changed(PROGRAMME, funds=(first, bonus))

    assert told("CL", policy, known, october()) == [
        "CL16 本单从基金 main 用了 6,000.00 元，按政策最多只能用 0.00 元 → 其余的改用别的基金，或者少报一些"
    ]
    # Nothing known in the first: whether it has something nobody can tell.
    assert told("CL", policy)[0].startswith(
        "CL20 “市场基金”能不能付这么多，现在还判断不了；缺数字的有：“先用的”2026-11"
    )


def test_a_share_of_the_spending_is_of_all_that_was_spent() -> None:
    """12,000 of the newspaper and 7,200 of the event that nobody has claimed yet: 62.5 %."""
    share = Share(channels=("newspaper",), most=Decimal("31.25"), of="spending", per="month")
    event = changed(EVENT, state="reported")

    assert codes(main(shares=(share,)), event) == []
    assert codes(main(shares=(replace(share, most=Decimal("31.24")),)), event) == [
        ("CL16", "tranches.0.amount")
    ]


def test_a_rate_above_the_fund_s_is_told_with_both_figures() -> None:
    line = replace(record(CLAIM).lines[0], rate=Decimal(100))

    assert told("CL17", changed(CLAIM, lines=(line,))) == [
        "CL17 按 100% 申请；所用基金只返 50%，最多 6,000.00 元 → 改成政策的比例，最多报这么多"
    ]


def test_production_is_never_claimed() -> None:
    part = changed(AD, cost_parts=(CostPart(type="production", amount=1_000 * YUAN),))
    line = replace(record(CLAIM).lines[0], ineligible=1_000 * YUAN, claimed=5_500 * YUAN)
    use = replace(record(CLAIM).tranches[0], amount=5_500 * YUAN)

    assert told("CL18", part) == [
        "CL18 花费 12,000.00 元，其中 1,000.00 元不可核销，最多只能报 5,500.00 元"
        " → 在这一行写明不可核销的金额，最多报这么多"
    ]
    assert codes(part, changed(CLAIM, lines=(line,), tranches=(use,))) == []


def test_of_last_quarter_only_what_carries_over() -> None:
    quarter = main(usable_until="quarter", usable_months=None, carry_over=Decimal(20))
    july = changed(MONTH, id="MON-2026-07", month=Month(2026, 7))
    accrued = sum(
        units.pick_up * next((row.amount for row in MAIN.per_unit if row.model == units.model), 0)
        for units in july.units
    )
    most = accrued // 5
    taken = min(accrued, 6_000 * YUAN)

    def lines(fen: int) -> Any:
        line = replace(record(CLAIM).lines[0], claimed=fen)
        use = TrancheUse(fund="main", accrued_in=Month(2026, 7), amount=fen)
        return changed(CLAIM, lines=(line,), tranches=(use,))

    ran = changed(AD, flight_start=date(2026, 10, 20), flight_end=date(2026, 10, 20))
    assert most < taken
    assert codes(quarter, july, ran, lines(taken)) == [("CL16", "tranches.0.amount")]
    assert codes(quarter, july, ran, lines(most)) == []


SHARE = Share(channels=("newspaper",), most=Decimal(60), of="accrual", per="month")


def second_claim(ran: date, fen: int, *, posted: date = date(2026, 11, 18), lines: int = 1) -> list[Any]:
    """Further ads of 10,000 yuan that ran that day, on a claim of their own that takes so much in all."""
    ads = [
        changed(AD, id=f"AD-20261013-aaa{n}", flight_start=ran, flight_end=ran, published_on=ran)
        for n in range(lines)
    ]
    old = record(CLAIM)
    rows = tuple(
        replace(old.lines[0], record=one.id, spent=10_000 * YUAN, claimed=fen // lines) for one in ads
    )
    use = TrancheUse(fund="main", accrued_in=Month(2026, 11), amount=fen)
    days = {"postmark_on": posted, "sent_on": posted}
    return [*ads, changed(CLAIM, id="CLM-20261118-z7w3", lines=rows, tranches=(use,), **days)]


def shares_told(*records: Any) -> list[str]:
    return [line.partition("，")[2] for line in told("CL16", main(shares=(SHARE,)), *records)]


def test_the_later_of_two_claims_on_one_share_is_told_whatever_ran_first() -> None:
    """60 % of the 11,600 that November accrues are 6,960; the first claim has 6,000 of them."""
    most = ["按政策最多只能用 960.00 元 → 其余的改用别的基金，或者少报一些"]

    assert shares_told(*second_claim(date(2026, 11, 9), 5_000 * YUAN)) == most
    assert shares_told(*second_claim(date(2026, 11, 2), 5_000 * YUAN)) == most
    assert shares_told(*second_claim(date(2026, 11, 2), 960 * YUAN)) == []
    assert shares_told(*second_claim(date(2026, 11, 9), 960 * YUAN)) == []


def test_every_line_of_the_earlier_claim_counts_against_the_share() -> None:
    """Two lines of 480 that were handed in before leave 6,000 of the 6,960, of 481 no longer."""
    before = date(2026, 11, 16)

    assert shares_told(*second_claim(date(2026, 11, 9), 960 * YUAN, posted=before, lines=2)) == []
    assert shares_told(*second_claim(date(2026, 11, 9), 962 * YUAN, posted=before, lines=2)) == [
        "按政策最多只能用 5,998.00 元 → 其余的改用别的基金，或者少报一些"
    ]


def test_what_an_earlier_claim_was_cut_by_is_free_for_the_next() -> None:
    """The first claim asked for 6,000 and was granted 1,000: of the share's 6,960 yuan 5,960 are left."""
    line = replace(record(CLAIM).lines[0], granted=1_000 * YUAN, deduction_reason="超出上限")
    cut = {"state": "granted", "result": "partly_granted", "granted_cost": 1_000 * YUAN}
    first = changed(CLAIM, **cut, lines=(line,))

    assert shares_told(first, *second_claim(date(2026, 11, 9), 5_000 * YUAN)) == []


def test_a_returned_claim_and_its_resubmissions_take_a_share_once() -> None:
    """Each link asks for the same 900 yuan; 960 are left to whoever comes after, 961 are one too many."""
    asks = {"lines": (replace(record(CLAIM).lines[0], claimed=900 * YUAN),)}
    asks |= {"tranches": (TrancheUse(fund="main", accrued_in=Month(2026, 11), amount=900 * YUAN),)}
    back = {"state": "returned", "result": "returned", "reason": "材料不全", "audited_on": date(2026, 11, 17)}
    chain = [
        changed(CLAIM, **asks, **back),
        changed(CLAIM, id="CLM-20261117-b2b2", resubmission_of=CLAIM, **asks, **back),
        changed(CLAIM, id="CLM-20261117-c3c3", resubmission_of="CLM-20261117-b2b2", **asks),
    ]

    assert shares_told(*chain, *second_claim(date(2026, 11, 9), 5_000 * YUAN)) == []
    assert shares_told(*chain, *second_claim(date(2026, 11, 9), 6_100 * YUAN, lines=2)) == [
        "按政策最多只能用 6,060.00 元 → 其余的改用别的基金，或者少报一些"
    ]
