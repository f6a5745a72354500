"""Rules about the record of posted volumes."""

from datetime import date
from typing import Any

import pytest

from tests.rules.small import changed, found, said

BINDER = "BND-20261117-x3r6"
SOUND = {
    "state": "accepted",
    "posted_on": date(2026, 11, 6),
    "waybill": "SF-1",
    "postmark_on": date(2026, 11, 9),
    "received_on": date(2026, 11, 10),
    "result": "accepted",
    "accepted_on": date(2026, 11, 12),
}


def test_days_in_their_order_are_fine() -> None:
    assert [one for one in found(changed(BINDER, **SOUND)) if one[0] == "BN10"] == []


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        (
            {"received_on": date(2026, 11, 5)},
            "received_on",
            "收到日（2026-11-05）早于寄出日期（2026-11-06）",
        ),
        (
            {"postmark_on": date(2026, 11, 5)},
            "postmark_on",
            "邮戳日期（2026-11-05）早于寄出日期（2026-11-06）",
        ),
        (
            {"received_on": date(2026, 11, 8)},
            "received_on",
            "收到日（2026-11-08）早于邮戳日期（2026-11-09）",
        ),
        (
            {"accepted_on": date(2026, 11, 9)},
            "accepted_on",
            "验收日期（2026-11-09）早于收到日（2026-11-10）",
        ),
        (
            {"postmark_on": date(2026, 11, 10)},
            "postmark_on",
            "邮戳（2026-11-10）比寄出日期（2026-11-06）晚了三天以上",
        ),
        (
            {"result": "returned", "defects": ()},
            "result",
            "状态是“验收通过”，验收结果却是“退回补正”",
        ),
    ],
)
def test_days_and_results_that_contradict_each_other_are_told(
    fields: dict[str, Any], field: str, message: str
) -> None:
    binder = changed(BINDER, **SOUND | fields)

    assert [(code, at) for code, _, at in found(binder) if code == "BN10"] == [("BN10", field)]
    assert [one for one in said(binder) if one.startswith("BN10")] == [
        f"BN10 {message} → 对照快递单和厂家邮件，把写错的改过来"
    ]
