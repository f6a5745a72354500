"""The figures of the monthly summary: this month against its plan and the two months before."""

from fractions import Fraction

import pytest
from msgspec.structs import replace

from forecourt.kinds.month import Traffic, Units
from forecourt.model.months import Month
from forecourt.money.budget import NoMonthError
from forecourt.money.ratio import Ratio
from forecourt.money.summary import Summary, summary
from tests.money.make import NOVEMBER, YUAN, ad, budgets, event, month_plan, outlet, press, records

OCTOBER = Month(2026, 10)
CARS = (
    Units(model="y3", target=40, pick_up=38, retail=37, delivery=36),
    Units(model="y5", target=10, pick_up=9, retail=8, delivery=7),
)
DESK = (
    Traffic(source="newspaper", visits=30, calls=10, leads=20, orders=5),
    Traffic(source="unknown", visits=9, calls=1, leads=2, orders=1),
)


def found() -> Summary:
    return summary(
        records(
            ad("AD-1", "paid", 9_000 * YUAN, 8_000 * YUAN, 8_000 * YUAN),
            ad("AD-2", "booked", 2_000 * YUAN, 2_000 * YUAN),
            ad("AD-3", "cancelled", 900 * YUAN),
            press("PR-1", "paid"),
            press("PR-2", "draft"),
            event("EV-1", "paid", [(500 * YUAN, 400 * YUAN)]),
            replace(ad("AD-9", "paid", 4_000 * YUAN, 4_000 * YUAN, 4_000 * YUAN), month=OCTOBER),
            replace(month_plan(OCTOBER), units=(CARS[0],)),
            outlet(),
            plan=month_plan(
                units=CARS, traffic=DESK, channel_budgets=budgets(newspaper=20_000 * YUAN, event=5_000 * YUAN)
            ),
        ),
        NOVEMBER,
    )


@pytest.mark.parametrize(
    ("name", "plan", "reached"),
    [
        ("retail", 50, (45, 37, None)),
        ("pick_up", None, (47, 38, None)),
        ("cost", 25_000 * YUAN, (10_400 * YUAN, 4_000 * YUAN, None)),
        ("spent", None, (8_400 * YUAN, 4_000 * YUAN, None)),
        ("visits", None, (50, None, None)),
        ("leads", None, (22, None, None)),
        ("orders", None, (6, None, None)),
        # 10,000 yuan of ads ÷ 40 visits and calls that named a newspaper.
        ("cost_per_visit", None, (250 * YUAN, None, None)),
        ("press_pieces", 4, (1, 0, None)),
        ("press_points", 10, (1, 0, None)),
        ("events", 2, (1, 0, None)),
        ("asked", None, (None, None, None)),
    ],
)
def test_a_figure_stands_beside_its_plan_and_the_months_before(
    name: str, plan: int | None, reached: tuple[int | None, ...]
) -> None:
    figure = found().figure(name)

    assert (figure.plan, figure.reached) == (plan, reached)


def test_shares_keep_both_numbers_and_are_not_said_where_there_is_nothing_to_divide_by() -> None:
    retail, visits = (found().figure(name) for name in ("retail", "visits"))

    assert (retail.of_plan.value, retail.change) == (Fraction(45, 50), Ratio(part=8, whole=37))
    assert (visits.of_plan.value, visits.change.value) == (None, None)


def test_how_much_came_without_a_source_stands_beside_the_effect() -> None:
    assert found().unknown == Ratio(part=10, whole=50)


def test_a_model_without_its_number_leaves_the_sum_unsaid() -> None:
    units = (CARS[0], replace(CARS[1], retail=None))

    assert summary(records(plan=month_plan(units=units)), NOVEMBER).figure("retail").reached[0] is None


def test_a_month_without_a_record_has_no_summary() -> None:
    with pytest.raises(NoMonthError):
        summary(records(), Month(2027, 1))
