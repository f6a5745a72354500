"""The media schedule: what stands in which cell, and sums that are the budget's own."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from msgspec.structs import replace

from forecourt.kinds.ad import Ad, Insertion
from forecourt.model.months import Month
from forecourt.model.record import Record
from forecourt.money.budget import budget
from forecourt.money.schedule import Schedule, schedule
from tests.money.make import MEANINGS, NOVEMBER, ad, event, outlet, press, records

TODAY = date(2026, 11, 24)


def day(number: int, month: int = 11) -> date:
    return date(2026, month, number)


def of(*items: Record, month: Month = NOVEMBER, today: date = TODAY) -> Schedule:
    return schedule(records(*items), month, today)


def marks(one: Ad, month: Month = NOVEMBER, today: date = TODAY) -> dict[int, tuple[str, int, int]]:
    """Day of the month -> mark, planned, ran."""
    (row,) = of(one, month=month, today=today).rows
    return {cell.day.day: (cell.mark, cell.planned, cell.ran) for cell in row.cells}


def paper(*days: int, ran: tuple[Insertion, ...] = (), **fields: Any) -> Ad:
    """A booked newspaper ad with those issue days in November."""
    issue_days = tuple(day(number) for number in days)
    span = {"flight_start": min(issue_days), "flight_end": max(issue_days)}
    plan = {"issue_days": issue_days, "insertions": len(days), "ran": ran, **span}
    return ad("AD-1", "booked", 100, **(plan | fields))


def test_planned_days_ran_days_and_those_that_did_not_run() -> None:
    one = paper(5, 12, 19, 26, ran=(Insertion(day=day(5)), Insertion(day=day(19))))

    assert marks(one) == {
        5: ("ran", 1, 1),
        12: ("missed", 1, 0),
        19: ("ran", 1, 1),
        26: ("planned", 1, 0),
    }


def test_a_day_is_not_missed_before_anything_is_written_down() -> None:
    assert marks(paper(5, 12)) == {5: ("planned", 1, 0), 12: ("planned", 1, 0)}


def test_after_the_flight_what_is_not_written_down_did_not_run() -> None:
    one = paper(5, 12, ran=(Insertion(day=day(5)),))

    assert marks(one, today=day(12))[12] == ("planned", 1, 0)
    assert marks(one, today=day(13))[12] == ("missed", 1, 0)


@pytest.mark.parametrize(
    "run",
    [
        Insertion(day=day(6)),
        Insertion(day=day(5), position="综合版通栏"),
        Insertion(day=day(5), width_cm=Decimal(12)),
        Insertion(day=day(5), height_cm=Decimal(4)),
    ],
    ids=["day", "position", "width", "height"],
)
def test_another_day_position_or_size_shows(run: Insertion) -> None:
    one = paper(5, ran=(run,), width_cm=Decimal(24), height_cm=Decimal("6.8"))

    assert marks(one)[run.day.day] == ("elsewhere", int(run.day == day(5)), 1)


def test_what_ran_as_booked_may_say_so_again() -> None:
    same = Insertion(day=day(5), position="汽车版通栏", width_cm=Decimal("24.0"), height_cm=Decimal("6.80"))

    assert marks(paper(5, ran=(same,), width_cm=Decimal(24), height_cm=Decimal("6.8"))) == {5: ("ran", 1, 1)}


def test_a_flight_without_issue_days_is_a_bar_with_the_day_on_which_it_came_out() -> None:
    flight = {"flight_start": day(29, 10), "flight_end": day(3), "published_on": day(1)}

    assert marks(ad("AD-1", "booked", 100, **flight)) == {
        1: ("ran", 0, 1),
        2: ("flight", 0, 0),
        3: ("flight", 0, 0),
    }


def test_a_flight_of_one_day_is_an_issue_day() -> None:
    one = ad("AD-1", "booked", 100, insertions=3)

    assert marks(one) == {18: ("planned", 3, 0)}


def test_spots_spread_evenly_over_their_days() -> None:
    days = {"issue_days": (day(16), day(17)), "flight_start": day(16), "flight_end": day(17)}
    spots = ad("AD-1", "booked", 100, channel="radio", insertions=20, **days)

    assert marks(spots) == {16: ("planned", 10, 0), 17: ("planned", 10, 0)}
    # A newspaper does not print one position ten times a day.
    assert marks(replace(spots, channel="newspaper")) == {16: ("planned", 1, 0), 17: ("planned", 1, 0)}


def test_a_make_good_is_marked() -> None:
    assert marks(paper(26, make_good_of="AD-0")) == {26: ("make_good", 1, 0)}


def test_an_ad_of_another_month_that_runs_into_this_one_is_shown_and_not_counted() -> None:
    long = ad("AD-1", "booked", 100, flight_start=day(28), flight_end=day(2, 12))
    (row,) = of(long, month=Month(2026, 12)).rows

    assert (row.elsewhere_month, row.counted, row.bucket) == (NOVEMBER, 0, "")
    assert [cell.day.day for cell in row.cells] == [1, 2]
    assert of(long, month=Month(2026, 12)).total.net == 0
    assert of(long, month=Month(2027, 1)).rows == ()


def test_an_ad_outside_of_its_own_month_is_in_it_all_the_same_because_its_money_is() -> None:
    (row,) = of(ad("AD-1", "booked", 100, flight_start=day(1, 12), flight_end=day(2, 12))).rows

    assert (row.cells, row.counted) == ((), 100)


def test_cancelled_ads_are_left_out() -> None:
    assert of(ad("AD-1", "cancelled", 100)).rows == ()


def test_rows_stand_by_outlet_and_first_day() -> None:
    items = (
        outlet("OUT-a"),
        replace(outlet("OUT-radio"), channel="radio"),
        ad("AD-1", "booked", 1, outlet="OUT-radio"),
        ad("AD-2", "booked", 1),
        ad("AD-3", "booked", 1, outlet="OUT-a", flight_start=day(17)),
        ad("AD-4", "booked", 1, flight_start=day(9)),
    )

    assert [row.ad.id for row in of(*items).rows] == ["AD-3", "AD-4", "AD-2", "AD-1"]


def test_a_row_tells_price_state_and_proof() -> None:
    one = ad("AD-1", "booked", 600_00, list_price=1_200_00, discount=Decimal("2.5"), insertions=2)
    (row,) = of(one).rows

    assert (row.outlet, row.state_label, row.net_each, row.subtotal) == (
        "OUT-daily",
        "状态booked",
        300_00,
        600_00,
    )
    assert (row.bucket, row.counted, row.proofs) == ("committed", 600_00, 0)


def test_days_know_weekends_holidays_and_made_up_days() -> None:
    october = of(month=Month(2026, 10)).days
    by_day = {column.day.day: (column.weekday, column.working, column.notice) for column in october}

    assert len(october) == 31
    assert by_day[1] == (3, False, "off")
    assert by_day[10] == (5, True, "make_up")
    assert by_day[17] == (5, False, "")
    assert by_day[19] == (0, True, "")


STATES = some.sampled_from(sorted(MEANINGS))
AMOUNTS = some.integers(min_value=0, max_value=10**9)
CHANNELS = some.sampled_from(["newspaper", "radio", "event"])


@some.composite
def ads(draw: some.DrawFn, number: int) -> Ad:
    """Any ad around November, in any state, in one of two outlets."""
    start = day(1, 10) + timedelta(days=draw(some.integers(0, 90)))
    end = start + timedelta(days=draw(some.integers(0, 40)))
    count = draw(some.integers(0, 6))
    issue_days = tuple(start + timedelta(days=draw(some.integers(0, 40))) for _ in range(count))
    amounts = draw(some.lists(AMOUNTS, min_size=1, max_size=3))
    return ad(
        f"AD-{number}",
        draw(STATES),
        *amounts,
        month=draw(some.sampled_from([NOVEMBER, NOVEMBER.plus(-1), NOVEMBER.plus(1)])),
        outlet=draw(some.sampled_from(["OUT-daily", "OUT-other"])),
        channel=draw(CHANNELS),
        flight_start=start,
        flight_end=end,
        issue_days=issue_days,
        insertions=draw(some.integers(1, 12)),
    )


PLENTY = some.integers(0, 8).flatmap(lambda count: some.tuples(*(ads(number) for number in range(count))))


@given(PLENTY, AMOUNTS, AMOUNTS)
def test_the_sums_are_those_of_the_budget_to_the_fen(some_ads: tuple[Ad, ...], fee: int, cost: int) -> None:
    others = (event("EV-1", "booked", ((cost, None),)), press("PR-1", "paid", cost=fee, paid=True))
    everything = records(*some_ads, *others)
    plan, money = schedule(everything, NOVEMBER, TODAY), budget(everything, NOVEMBER)

    used: Counter[str] = Counter()
    for line in plan.channels:
        used[line.key] += line.counted
    for entry in plan.others:
        used[entry.channel] += entry.amount
    assert +used == +Counter({line.channel: line.budget - line.left for line in money.channels})
    assert sum(line.counted for line in plan.outlets) == plan.total.counted
    assert sum(row.counted for row in plan.rows) == plan.total.counted
    assert sum(line.net for line in plan.channels) == plan.total.net == sum(line.net for line in plan.outlets)


@given(ads(1))
def test_every_planned_day_stands_in_exactly_one_cell_of_exactly_one_month(one: Ad) -> None:
    everything = records(replace(one, state="booked"))
    months = [NOVEMBER.plus(more) for more in range(-2, 5)]
    cells = [
        cell for month in months for row in schedule(everything, month, TODAY).rows for cell in row.cells
    ]

    assert len({cell.day for cell in cells}) == len(cells)
    wanted = Counter(one.issue_days)
    spreads = one.channel == "radio" and set(wanted.values()) == {1} and one.insertions % len(wanted) == 0
    each = one.insertions // len(wanted) if spreads else 1
    wanted = Counter({found: times * each for found, times in wanted.items()})
    if not wanted and one.flight_start == one.flight_end:
        wanted[one.flight_start] = one.insertions
    assert Counter({cell.day: cell.planned for cell in cells if cell.planned}) == wanted
    if not wanted:
        length = (one.flight_end - one.flight_start).days + 1
        assert [cell.mark for cell in cells] == ["flight"] * length
