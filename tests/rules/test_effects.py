"""What the front desk counted: it fits the ads, and sources were asked."""

from typing import Any

from msgspec.structs import replace

from forecourt.kinds.month import Traffic
from tests.rules.small import AD, MONTH, changed, found, record, said


def month(*rows: tuple[str, int, int]) -> Any:
    """November with these sources: code, visits, calls."""
    return changed(
        MONTH, traffic=tuple(Traffic(source=one, visits=visits, calls=calls) for one, visits, calls in rows)
    )


def test_exactly_what_the_ads_claim_is_enough() -> None:
    # The newspaper ad claims 9.
    assert found(month(("newspaper", 5, 4))) == []
    assert found(month(("newspaper", 5, 3))) == [("EF01", MONTH, "traffic.0.visits")]


def test_calls_and_rows_of_one_source_count_together() -> None:
    assert found(month(("newspaper", 5, 0), ("newspaper", 0, 4))) == []


def test_all_ads_of_the_channel_and_month_count_but_cancelled_ones() -> None:
    second = changed(AD, id="AD-20261020-z2z2", state="booked")
    third = replace(
        second, id="AD-20261020-z3z3", path=second.path.replace("z2z2", "z3z3"), state="cancelled"
    )
    other = replace(second, id="AD-20261020-z4z4", path=second.path.replace("z2z2", "z4z4"), channel="radio")
    findings = [
        line
        for line in said(month(("newspaper", 10, 7), ("radio", 20, 0)), second, third, other)
        if line.startswith("EF")
    ]
    assert findings == [
        "EF01 “报纸”登记的来店来电是 17 批，可它的广告合计填了 18 批"
        " → 请把登记表与这些广告的来店来电数（visits）核对：AD-20261012-k3f7、AD-20261020-z2z2"
    ]


def test_a_source_without_a_row_is_not_judged() -> None:
    assert found(month(("radio", 1, 0))) == []
    assert found(changed(MONTH, traffic=())) == []
    assert record(AD).visits == 9


def test_thirty_percent_unknown_is_the_most() -> None:
    assert found(month(("walk_by", 70, 0), ("unknown", 20, 10))) == []
    assert found(month(("walk_by", 69, 0), ("unknown", 21, 10))) == [("EF02", MONTH, "traffic.1.visits")]
    assert found(month(("unknown", 0, 0))) == []
