"""What funds accrue: percent of invoices, the year before, and figures that nobody gave."""

from decimal import Decimal
from typing import Any

from forecourt.kinds.programme import Fund
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.money.accrual import AccrualLine
from forecourt.money.budget import budget
from tests.money.make import NOVEMBER, YUAN, fund, month_plan, programme, records

JANUARY = Month(2026, 1)


def in_percent(basis: str, percent: str) -> Fund:
    """A fund in percent of invoices."""
    return Fund(
        name="co_op",
        label="返利",
        basis=basis,
        match_rate=Decimal(100),
        usable_months=1,
        percent=Decimal(percent),
    )


def only_line(month: Month, *others: Any, policy: Any, **fields: Any) -> AccrualLine:
    """The one line of the month's accrual."""
    plan = month_plan(month, **fields)
    (line,) = budget(records(*others, plan=plan, policy=policy), month).accrual
    return line


def test_a_fund_may_accrue_a_share_of_the_month_s_invoices() -> None:
    """Competition 4x4: 3 % of net purchases."""
    policy = programme(in_percent("purchases", "3"))
    line = only_line(NOVEMBER, policy=policy, purchases=812_345_67)

    assert (line.percent, line.invoiced, line.amount, line.missing) == (
        Decimal(3),
        812_345_67,
        24_370_37,
        False,
    )
    assert (line.model, line.units, line.per_unit) == ("", 0, 0)


def test_invoices_that_nobody_gave_are_missing_and_not_nothing() -> None:
    line = only_line(NOVEMBER, policy=programme(in_percent("purchases", "3")))

    assert (line.amount, line.invoiced, line.missing) == (0, None, True)


def test_no_invoices_at_all_is_a_figure() -> None:
    line = only_line(NOVEMBER, policy=programme(in_percent("purchases", "3")), purchases=0)

    assert (line.amount, line.invoiced, line.missing) == (0, 0, False)


def test_a_fund_on_the_year_before_accrues_once_from_what_the_programme_states() -> None:
    """MDI: 1 % of last year's purchases."""
    policy = programme(in_percent("purchases_last_year", "1"), purchases_last_year=400_000 * YUAN)

    assert only_line(JANUARY, policy=policy).amount == 4_000 * YUAN
    assert budget(records(month_plan(JANUARY), policy=policy), NOVEMBER).accrual == ()


def test_a_year_that_begins_in_november_still_accrues() -> None:
    policy = programme(in_percent("purchases_last_year", "1"), purchases_last_year=400_000 * YUAN)

    assert only_line(NOVEMBER, *months_of_2025(), policy=policy).amount == 4_000 * YUAN


def months_of_2025(*left_out: int) -> list[Any]:
    numbers = [number for number in range(1, 13) if number not in left_out]
    return [
        month_plan(Month(2025, number), purchases=10_000 * YUAN, programme="PRG-2025") for number in numbers
    ]


def test_a_fund_on_the_year_before_adds_up_its_twelve_months() -> None:
    policy = programme(in_percent("purchases_last_year", "1"))
    line = only_line(JANUARY, *months_of_2025(), policy=policy)

    assert (line.invoiced, line.amount, line.missing) == (120_000 * YUAN, 1_200 * YUAN, False)


def test_eleven_months_of_the_year_before_are_not_a_year() -> None:
    policy = programme(in_percent("purchases_last_year", "1"))
    line = only_line(JANUARY, *months_of_2025(7), policy=policy)

    assert (line.invoiced, line.amount, line.missing) == (None, 0, True)


def test_an_amount_a_car_on_a_basis_of_invoices_counts_no_cars_and_says_so() -> None:
    line = only_line(NOVEMBER, policy=programme(fund("odd", "purchases", y3=100)), purchases=1)

    assert (line.units, line.amount, line.missing) == (0, 0, True)


def test_a_second_record_of_a_month_does_not_count_its_invoices_again() -> None:
    policy = programme(in_percent("purchases_last_year", "1"))
    months = [*months_of_2025(), month_plan(Month(2025, 3), purchases=99 * YUAN)]
    found = Records(items=(policy, month_plan(JANUARY), *months))

    assert budget(found, JANUARY).accrued == 1_200 * YUAN
