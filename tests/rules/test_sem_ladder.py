"""What an ad paid for a search-ad account (12,000 yuan), against what was topped up."""

from datetime import date
from typing import Any

import pytest

from forecourt.kinds.sem import SearchDay
from forecourt.model.record import Record
from tests.rules.small import AD, changed, found

ACCOUNT = "SEM-20261101-w7c3"


def month(*top_ups: int, **fields: Any) -> Any:
    """The account's month with these top-ups in yuan, a day each."""
    days = tuple(
        SearchDay(day=date(2026, 11, 1 + place), top_up=yuan * 100, cost=0)
        for place, yuan in enumerate(top_ups)
    )
    return changed(ACCOUNT, **({"ad": AD, "days": days} | fields))


def told(*others: Record) -> list[str]:
    return [f"{id} {field}" for code, id, field in found(*others) if code == "SE12"]


@pytest.mark.parametrize(
    ("account", "expected"),
    [
        (month(12_000), []),
        (month(7_000, 5_000, state="closed"), []),
        (month(7_000, 5_001), [f"{ACCOUNT} ad"]),
        (month(7_000), []),
        (month(7_000, state="closed"), [f"{ACCOUNT} ad"]),
        (month(7_000, 5_001, ad=None), []),
    ],
    ids=["as paid", "in parts", "too much", "not all yet", "closed and not all", "of no ad"],
)
def test_top_ups_are_what_the_ad_paid(account: Record, expected: list[str]) -> None:
    assert told(account) == expected


def test_top_ups_of_all_months_of_an_ad_count() -> None:
    earlier = month(5_000, id="SEM-20261001-b2k7", state="closed")

    assert told(month(7_000), earlier) == []
    assert sorted(told(month(7_001), earlier)) == ["SEM-20261001-b2k7 ad", f"{ACCOUNT} ad"]


def test_while_the_ad_is_unpaid_its_contract_is_the_limit() -> None:
    unpaid = changed(AD, paid_cost=None, contract_cost=6_000_00)

    assert told(month(6_000), unpaid) == []
    assert told(month(6_001), unpaid) == [f"{ACCOUNT} ad"]
    assert told(month(5_000, state="closed"), unpaid) == []
