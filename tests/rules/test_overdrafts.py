"""What claims take of the funds: more than there is, or after it has expired."""

from datetime import date
from typing import Any

from msgspec.structs import replace

from forecourt.kinds.claim import TrancheUse
from forecourt.model.months import Month
from tests.rules.small import CLAIM, MONTH, changed, found, record, said

YUAN = 100
# 40 × 160 + 20 × 260 yuan; the dealership's claim takes 6,000 of it.
WHOLE = 11_600 * YUAN
NOVEMBER = Month(2026, 11)
SECOND = "CLM-20261118-r5r5"


def taking(fen: int, **fields: Any) -> Any:
    """A claim that takes so much of what the fund main accrued in November."""
    return changed(CLAIM, tranches=(TrancheUse(fund="main", accrued_in=NOVEMBER, amount=fen),), **fields)


def faults(*records: Any, **more: Any) -> list[tuple[str, str, str]]:
    return [one for one in found(*records, **more) if one[0] in {"LD04", "LD05"}]


def test_all_of_a_tranche_may_be_used_and_not_a_fen_more() -> None:
    assert faults(taking(WHOLE)) == []
    assert faults(taking(WHOLE + 1)) == [("LD04", CLAIM, "tranches.0.amount")]


def test_what_is_beyond_is_told_and_where_to_look() -> None:
    told = [one for one in said(taking(WHOLE + 250)) if one.startswith("LD04")]
    assert told == [
        "LD04 基金 main 2026-11 的额度超用 2.50 元"
        " → 少用一些，或者改用别的月份；明细见 ./forecourt ledger --fund main"
    ]


def test_of_two_claims_the_later_one_is_at_fault() -> None:
    second = taking(WHOLE - 6_000 * YUAN + 1, id=SECOND)
    assert faults(replace(second, postmark_on=date(2026, 11, 18))) == [("LD04", SECOND, "tranches.0.amount")]
    assert faults(replace(second, postmark_on=date(2026, 11, 16))) == [("LD04", CLAIM, "tranches.0.amount")]


def test_what_came_back_since_makes_it_right_again() -> None:
    back = {"audited_on": date(2026, 11, 18), "result": "refused", "reason": "材料不全", "state": "returned"}
    second = taking(WHOLE, id=SECOND, postmark_on=date(2026, 11, 18))
    assert faults(changed(CLAIM, **back), second) == []


def test_a_claim_that_is_being_written_is_held_against_what_is_open() -> None:
    bare = dict.fromkeys(("sent_on", "waybill", "postmark_on"))
    left = WHOLE - 6_000 * YUAN
    assert faults(taking(left, id=SECOND, state="draft", **bare)) == []
    assert faults(taking(left + 1, id=SECOND, state="draft", **bare)) == [
        ("LD04", SECOND, "tranches.0.amount")
    ]


def test_what_nobody_can_know_is_not_judged() -> None:
    lost = {"prg-2026": "plans/programmes/PRG-2026.md"}
    assert faults(taking(WHOLE + 1), without=["PRG-2026"], unreadable=lost) == []
    hidden = {"mon-2026-11": "plans/2026-11/MON-2026-11.md"}
    assert faults(taking(WHOLE + 1), without=[MONTH], unreadable=hidden) == []
    fund = replace(record("PRG-2026").funds[0], basis="retail")
    assert faults(taking(WHOLE + 1), changed("PRG-2026", funds=(fund,))) == []


def test_an_estimate_takes_nothing() -> None:
    assert faults(taking(WHOLE + 1, source="retro_estimate")) == []


def test_expired_money_cannot_be_claimed() -> None:
    """Usable until 31 January, to be claimed within 30 days: the postmark of 2 March is the last."""
    assert faults(taking(9, postmark_on=date(2027, 3, 2))) == []
    late = taking(WHOLE + 1, postmark_on=date(2027, 3, 3))
    assert faults(late) == [("LD05", CLAIM, "tranches.0.accrued_in")]
    assert [one for one in said(late) if one.startswith("LD05")] == [
        "LD05 基金 main 2026-11 的额度最晚 2027-03-02 报核销，这张单是 2027-03-03"
        " → 改用还没过期的月份；已经过期的，只能算自有费用"
    ]
