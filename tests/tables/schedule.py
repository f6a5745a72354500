"""A November with every mark: what the tests of the schedule's writers know by heart."""

from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from forecourt.kinds.ad import Insertion
from forecourt.model.record import Records
from forecourt.money.schedule import Schedule, schedule
from tests.money.make import NOVEMBER, ad, budgets, event, month_plan, outlet, records

TODAY = date(2026, 11, 24)


def day(number: int) -> date:
    return date(2026, 11, number)


def november() -> Records:
    """Two outlets: a daily with a page that ran on the wrong day, one without issue days in December's money
    and a make-good; a radio station with twenty spots.
    """
    page = ad(
        "AD-1",
        "booked",
        2_400_00,
        list_price=4_000_00,
        discount=Decimal(2),
        insertions=3,
        flight_start=day(5),
        flight_end=day(19),
        issue_days=(day(5), day(12), day(19)),
        ran=(Insertion(day=day(5)), Insertion(day=day(13))),
        width_cm=Decimal(24),
        height_cm=Decimal("6.80"),
        creative_version="v2",
    )
    december = ad(
        "AD-2", "booked", 500_00, month=NOVEMBER.plus(1), flight_start=day(29), flight_end=date(2026, 12, 2)
    )
    free = ad("AD-3", "approved", 0, flight_start=day(26), flight_end=day(26), make_good_of="AD-1")
    spots = ad(
        "AD-4",
        "paid",
        1_000_00,
        outlet="OUT-radio",
        channel="radio",
        position="=早高峰",
        insertions=4,
        list_price=250_00,
        flight_start=day(16),
        flight_end=day(17),
        issue_days=(day(16), day(17)),
        seconds=15,
    )
    station = replace(outlet("OUT-radio"), channel="radio", title="交通台")
    plan = month_plan(channel_budgets=budgets(newspaper=3_000_00, radio=900_00, event=100_00))
    return records(page, december, free, spots, station, event("EV-1", "booked", ((70_00, None),)), plan=plan)


def plan() -> Schedule:
    """Its schedule on the 24th."""
    return schedule(november(), NOVEMBER, TODAY)
