"""The settlement sheet: costs of the ledger, what claims ask and were granted, the tranches they use."""

from datetime import date
from decimal import Decimal

from forecourt.binder.book import VOLUMES, volume
from forecourt.binder.content import Sheet
from forecourt.kinds.claim import Claim, ClaimLine, TrancheUse
from tests.binder.make import edition, november
from tests.money.make import NOVEMBER, YUAN, common, procedure


def claim(**fields: object) -> Claim:
    """A claim for AD-1: 11,500 yuan spent, 500 of it not eligible, half asked back."""
    line = ClaimLine(
        record="AD-1",
        spent=11_500 * YUAN,
        ineligible=500 * YUAN,
        rate=Decimal(50),
        claimed=5_500 * YUAN,
        granted=5_000 * YUAN,
    )
    values = {
        "month": NOVEMBER,
        "programme": "PRG-2026",
        "lines": (line,),
        "tranches": (TrancheUse(fund="main", accrued_in=NOVEMBER, amount=5_500 * YUAN),),
        "sent_on": date(2026, 11, 20),
        "audited_on": date(2026, 11, 23),
        "result": "partly_granted",
        "granted_cost": 5_000 * YUAN,
    }
    return Claim(**(common("claim", "CLM-1", "granted") | values | fields))


def sheets(*more: Claim) -> dict[str, Sheet]:
    made = volume(edition(november(procedure("claim"), *more)), VOLUMES[0])
    return {sheet.anchor: sheet for sheet in made.sheets}


def test_before_anything_is_claimed_only_the_costs_stand_there() -> None:
    found = sheets()

    assert [row.cells for row in found["settlement"].rows] == [
        (
            *("1", "京畿日报・云岭Y3试驾季", "12,000.00", "11,500.00", "11,500.00", "11,500.00", "11,500.00"),
            *("—", "—", "—"),
        ),
        ("2", "京畿日报・二次投放", "5,000.00", "4,800.00", "—", "—", "—", "—", "—", "—"),
        ("", "合计", "17,000.00", "16,300.00", "11,500.00", "11,500.00", "11,500.00", "", "—", "—"),
    ]
    assert (found["tranches"].rows, found["tranches"].empty) == ((), "本册项目尚未申报核销")


def test_a_claim_says_what_is_eligible_asked_and_granted() -> None:
    first, _, total = sheets(claim())["settlement"].rows

    assert first.cells[5:] == ("11,500.00", "11,000.00", "50%", "5,500.00", "5,000.00")
    assert total.cells[5:] == ("11,500.00", "11,000.00", "", "5,500.00", "5,000.00")


def test_the_tranches_are_those_of_the_ledger() -> None:
    assert [row.cells for row in sheets(claim())["tranches"].rows] == [
        (
            "CLM-1  CLM-1  状态granted",
            *("基金main", "2026年11月", "5,500.00", "500.00", "5,000.00", "—"),
        ),
        ("合计", "", "", "5,500.00", "500.00", "5,000.00", "—"),
    ]


def test_a_cancelled_claim_asks_for_nothing() -> None:
    found = sheets(claim(state="cancelled"))

    assert found["settlement"].rows[0].cells[7:] == ("—", "—", "—")
    assert found["tranches"].rows == ()
