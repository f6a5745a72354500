"""An ad against its outlet."""

from datetime import date

from msgspec.structs import replace

from tests.rules.small import AD, OUTLET, changed, found, record

LAST_YEAR = {"valid_from": date(2025, 1, 1), "valid_to": date(2025, 12, 31), "edition": "2025 年版"}


def test_an_outlet_without_a_rate_card_is_left_alone() -> None:
    assert found(changed(OUTLET, rates=())) == []


def test_of_two_editions_the_one_of_the_day_counts() -> None:
    rate = record(OUTLET).rates[0]
    old = replace(rate, list_price=44_000_00, **LAST_YEAR)

    assert found(changed(OUTLET, rates=(old, rate))) == []
    assert found(changed(OUTLET, rates=(old,))) == [("MO10", AD, "flight_start")]


def test_a_position_that_the_rate_card_does_not_have_has_no_price_to_compare() -> None:
    rate = replace(record(OUTLET).rates[0], position="头版报眼", list_price=1)

    assert found(changed(OUTLET, rates=(rate,))) == []


def test_a_valid_row_for_another_position_does_not_help() -> None:
    rate = record(OUTLET).rates[0]
    other = replace(rate, position="头版报眼")

    assert found(changed(OUTLET, rates=(replace(rate, **LAST_YEAR), other))) == [("MO10", AD, "flight_start")]


def test_the_last_day_of_a_rate_card_is_within_it() -> None:
    rate = replace(record(OUTLET).rates[0], valid_to=date(2026, 11, 5))

    assert found(changed(OUTLET, rates=(rate,))) == []
