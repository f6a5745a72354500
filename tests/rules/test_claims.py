"""Claims: what may be claimed once, in time, at the rate; what follows a returned claim."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from forecourt.kinds.claim import Claim, TrancheUse
from forecourt.model.months import Month
from tests.rules.small import AD, CLAIM, changed, found, record, said

YUAN = 100
SECOND = "CLM-20261118-z7w3"
RETURNED = {
    "state": "returned",
    "result": "returned",
    "reason": "样报未标红框",
    "audited_on": date(2026, 11, 17),
}


def line(**fields: Any) -> dict[str, Any]:
    """The lines of the dealership's claim, the only one with other fields."""
    old = record(CLAIM)
    assert isinstance(old, Claim)
    return {"lines": (replace(old.lines[0], **fields),)}


def taking(fen: int) -> dict[str, Any]:
    """Tranches that take so much of what the fund main accrued in November."""
    return {"tranches": (TrancheUse(fund="main", accrued_in=Month(2026, 11), amount=fen),)}


def faults(*records: Any) -> list[tuple[str, str, str]]:
    return [one for one in found(*records) if one[0].startswith("CL")]


def test_a_line_may_claim_its_rate_of_the_eligible_cost_to_the_fen() -> None:
    odd = line(spent=1_200_001, ineligible=0, claimed=600_001)

    assert faults(changed(CLAIM, **odd, **taking(600_001))) == []
    assert faults(changed(CLAIM, **line(claimed=600_001), **taking(600_001))) == [
        ("CL02", CLAIM, "lines.0.claimed")
    ]


def test_lines_and_tranches_are_one_sum() -> None:
    assert faults(changed(CLAIM, **taking(599_999))) == [("CL01", CLAIM, "tranches")]


def test_a_draft_may_name_what_is_not_paid_yet() -> None:
    waiting = changed(AD, state="approved")

    assert ("CL03", CLAIM, "lines.0.record") in faults(waiting)
    assert faults(waiting, changed(CLAIM, state="draft")) == []


def test_a_resubmission_names_what_the_returned_claim_names() -> None:
    again = changed(CLAIM, id=SECOND, resubmission_of=CLAIM, **line(claimed=100_000), **taking(100_000))
    alone = replace(again, resubmission_of=None)

    assert faults(changed(CLAIM, **RETURNED), again) == []
    assert [code for code, *_ in faults(again)] == ["CL04", "CL04", "CL11"]
    assert [code for code, *_ in faults(changed(CLAIM, **RETURNED), alone)] == ["CL04", "CL04"]
    assert faults(changed(CLAIM, state="cancelled", reason="重复"), alone) == []


@pytest.mark.parametrize(("last", "late"), [(date(2026, 10, 18), False), (date(2026, 10, 17), True)])
def test_the_postmark_decides_on_the_last_day(last: date, *, late: bool) -> None:
    ran = changed(AD, flight_start=last, flight_end=last, published_on=last)

    # Posted on 17 November, thirty days after 18 October.
    assert (("CL05", CLAIM, "lines.0.record") in faults(ran)) is late


@pytest.mark.parametrize(
    ("posted", "received", "late"),
    [
        (date(2026, 11, 13), date(2026, 11, 16), []),
        (date(2026, 11, 13), date(2026, 11, 17), ["厂家 2026-11-17 才收到"]),
        (date(2026, 11, 16), date(2026, 11, 16), []),
        (date(2026, 11, 17), None, ["2026-11-17 寄出"]),
    ],
)
def test_where_receipt_counts_the_day_of_receipt_decides(
    posted: date, received: date | None, late: list[str]
) -> None:
    last = date(2026, 10, 17)  # thirty days on is Monday 16 November
    ran = changed(AD, flight_start=last, flight_end=last, published_on=last)
    policy = changed("PRG-2026", claim_kind="received")
    sent = changed(CLAIM, sent_on=posted, postmark_on=posted, received_on=received)

    told = [line for line in said(ran, policy, sent) if line.startswith("CL05")]
    assert [line.split()[1] for line in told] == [one.split()[0] for one in late]
    assert all(part in line for part, line in zip(late, told, strict=True))


def test_a_resubmission_is_as_late_as_the_first_claim() -> None:
    ran = changed(AD, flight_end=date(2026, 10, 18))
    later = {"postmark_on": date(2026, 11, 18), "sent_on": date(2026, 11, 18)}
    small = {**line(claimed=100_000), **taking(100_000)}
    again = changed(CLAIM, id=SECOND, resubmission_of=CLAIM, **later, **small)

    assert "CL05" not in [code for code, *_ in faults(ran, changed(CLAIM, **RETURNED), again)]
    assert ("CL05", CLAIM, "lines.0.record") in faults(ran, changed(CLAIM, **later))


def test_days_follow_each_other_and_may_fall_together() -> None:
    day = date(2026, 11, 17)

    assert faults(changed(CLAIM, received_on=day, audited_on=day)) == []
    assert faults(changed(CLAIM, audited_on=date(2026, 11, 16))) == [("CL13", CLAIM, "audited_on")]


def test_what_was_cut_has_a_reason_and_the_lines_have_the_sum() -> None:
    cut = {"state": "granted", "granted_cost": 500_000}

    assert faults(changed(CLAIM, **cut, **line(granted=500_000, deduction_reason="超出上限"))) == []
    assert faults(changed(CLAIM, **cut, **line(granted=500_000))) == [("CL14", CLAIM, "lines.0.granted")]
    assert faults(changed(CLAIM, **cut, **line(granted=600_000))) == [("CL09", CLAIM, "granted_cost")]


def test_what_was_taken_back_after_the_grant_is_nothing_any_more() -> None:
    """The ledger gives a refused claim's money back; the amounts must not say that it was granted."""
    granted = {"granted_cost": 600_000, "credited_cost": 600_000, "credited_on": date(2026, 11, 18)}
    refused = {"state": "granted", "result": "refused", "reason": "抽查发现样报是复印件"}

    all_of_it = line(granted=600_000)
    assert faults(changed(CLAIM, **refused, **granted, **all_of_it)) == [("CL21", CLAIM, "granted_cost")]
    assert faults(changed(CLAIM, **refused, **line(granted=600_000))) == [("CL21", CLAIM, "lines.0.granted")]
    assert "CL21" not in [code for code, *_ in faults(changed(CLAIM, **refused, granted_cost=0))]


def test_granted_in_full_is_all_that_was_claimed() -> None:
    cut = {"state": "granted", "granted_cost": 500_000, **line(granted=500_000, deduction_reason="超出上限")}

    assert faults(changed(CLAIM, **cut, result="partly_granted")) == []
    assert faults(changed(CLAIM, **cut, result="granted")) == [("CL21", CLAIM, "result")]


def test_a_credit_above_the_grant_is_asked_about_and_not_chased() -> None:
    more = {"state": "credited", "granted_cost": 600_000, "credited_cost": 600_001}
    told = [text for text in said(changed(CLAIM, **more)) if text.startswith("CL10")]
    assert told == [
        "CL10 到账 6,000.01 元，批准核销 6,000.00 元，不一致 → 改正金额，或问清多出的是什么钱，并在备注里写明"
    ]


def test_an_estimate_is_claimed_but_never_granted() -> None:
    assert faults(changed(CLAIM, source="retro_estimate")) == []
    assert faults(changed(CLAIM, source="retro_estimate", granted_cost=600_000, **line(granted=600_000))) == [
        ("CL15", CLAIM, "source")
    ]


THIRD = "CLM-20261119-p2r6"


def small_again(id: str, before: str | None, **fields: Any) -> Any:
    """A draft that asks for a sixth of the claim's line, and replaces `before`."""
    draft = {"state": "draft", "sent_on": None, "postmark_on": None, "waybill": None}
    rest = {**draft, **line(claimed=100_000), **taking(100_000), **fields}
    return changed(CLAIM, id=id, resubmission_of=before, **rest)


@pytest.mark.parametrize("state", ["returned", "replaced"])
def test_a_chain_of_resubmissions_holds_its_records_once(state: str) -> None:
    """Whether the first two wait for their closing or have it: the third one alone stands for the ad."""
    first = changed(CLAIM, **{**RETURNED, "state": state})
    second = small_again(SECOND, CLAIM, **RETURNED)

    assert faults(first, second, small_again(THIRD, SECOND)) == []
    assert faults(first, replace(second, state="replaced"), small_again(THIRD, SECOND)) == []
    # Beside the chain, and not at its end: the ad is on two claims.
    assert [one for one in faults(first, second, small_again(THIRD, CLAIM)) if one[0] == "CL04"] == [
        ("CL04", SECOND, "lines.0.record"),
        ("CL04", THIRD, "lines.0.record"),
    ]
    assert [one[1] for one in faults(first, small_again(SECOND, CLAIM), small_again(THIRD, None))] == [
        SECOND,
        THIRD,
    ]


def test_of_a_claim_granted_in_part_what_was_refused_whole_is_handed_in_again() -> None:
    part = {"result": "partly_granted", "granted_cost": 0, "audited_on": date(2026, 11, 17)}
    refused = changed(CLAIM, state="granted", **part, **line(granted=0, deduction_reason="样报不全"))
    cut = line(granted=100_000, deduction_reason="超出上限")
    partly = changed(CLAIM, state="granted", **{**part, "granted_cost": 100_000}, **cut)

    assert faults(refused, small_again(SECOND, CLAIM)) == []
    assert [line for line in said(partly, small_again(SECOND, CLAIM)) if line.startswith("CL11")] == [
        f"CL11 {CLAIM} 部分核准，{AD} 并没有整行拒付 → 删掉这一行：只有批准金额为 0 的行才能补报"
    ]


def test_claims_that_replace_each_other_in_a_circle_are_told() -> None:
    first = changed(CLAIM, **RETURNED, resubmission_of=SECOND)
    second = replace(small_again(SECOND, CLAIM), result="returned")

    assert [line for line in said(first, second) if line.startswith("CL11")] == [
        f"CL11 这几张核销单互相补报，绕成了圈：{CLAIM}、{SECOND} → 删掉最早寄出那张单上的这一行",
        f"CL11 这几张核销单互相补报，绕成了圈：{SECOND}、{CLAIM} → 删掉最早寄出那张单上的这一行",
    ]


def test_a_refused_claim_is_not_resubmitted_but_sets_its_records_free() -> None:
    refused = changed(CLAIM, **{**RETURNED, "state": "replaced", "result": "refused"})

    assert faults(refused, small_again(SECOND, None)) == []
    assert faults(refused, small_again(SECOND, CLAIM)) == [("CL11", SECOND, "resubmission_of")]
