"""Print jobs: settled on the good pieces within the tolerance, and what it is made for."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from forecourt.kinds.print_job import PrintJob
from tests.rules.small import EVENT, changed, found, said

JOB = "MAT-20261021-v6k3"


def told(**fields: Any) -> set[str]:
    """What is said of the invoice: 1,000 cards of 0.38 yuan, 19.99 yuan for the design, 3 % agreed."""
    job = changed(JOB, state="contracted", paid_on=None, paid_cost=None, budget=500_00, **fields)
    return {code for code, id, field in found(job) if id == JOB and field == "invoice_cost"}


@pytest.mark.parametrize(
    ("delivered", "rejected", "invoice", "codes"),
    [
        (1000, 0, 399_99, set()),
        (1020, 0, 407_59, set()),
        (1020, 0, 407_60, {"MO04"}),
        (1030, 0, 411_39, set()),
        (1031, 0, 411_40, {"MO04"}),
        (1000, 20, 392_39, set()),
        (1000, 20, 392_40, {"PJ13"}),
        (1000, 20, 399_99, {"PJ13"}),
        (1000, 20, 400_00, {"MO04"}),
    ],
)
def test_print_is_paid_for_the_good_pieces_within_the_tolerance(
    delivered: int, rejected: int, invoice: int, codes: set[str]
) -> None:
    assert told(delivered=delivered, rejected=rejected, invoice_cost=invoice) == codes


@given(some.integers(1, 5000), some.integers(0, 6000), some.integers(0, 6000), some.integers(0, 20))
def test_what_is_due_is_never_more_than_the_order_with_its_tolerance(
    ordered: int, delivered: int, rejected: int, tolerance: int
) -> None:
    job: PrintJob = changed(
        JOB, quantity=ordered, delivered=delivered, rejected=rejected, tolerance=Decimal(tolerance)
    )
    most = ordered * (100 + tolerance) // 100

    assert job.due is not None
    assert abs(job.due - (38 * min(job.accepted, most) + 19_99)) <= 0


def test_a_job_for_an_event_that_will_not_take_place_is_stopped() -> None:
    job = changed(JOB, state="contracted", made_for=EVENT, needed_by=date(2026, 11, 20), note="x")
    event = changed(EVENT, state="cancelled", reason="雨")

    assert "PJ16 “云岭Y7 试驾会”已取消 → 停做，或者写明另作什么用" in said(job, event)
    assert not [one for one in said(job) if one.startswith("PJ16")]
