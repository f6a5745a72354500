"""Every published programme as data, with its printed figures (domain 3.3)."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from forecourt.kinds.month import MonthPlan, Units
from forecourt.kinds.programme import Programme
from forecourt.model.months import Month
from forecourt.money.funds import settle, tranches
from forecourt.money.funds_deadlines import claim_deadline
from forecourt.money.tranches import Demand, Settlement, Tranche
from forecourt.reading.record import read_record
from tests.money.make import YUAN, month_plan

FOLDER = Path(__file__).parent / "programmes"
NAMES = sorted(path.stem for path in FOLDER.glob("*.md"))


def published(name: str) -> Programme:
    """A programme as the real reader reads it."""
    reading = read_record(f"plans/programmes/{name}.md", (FOLDER / f"{name}.md").read_bytes())
    assert reading.findings == ()
    assert isinstance(reading.record, Programme)
    return reading.record


def month(programme: Programme, source: str, *, cars: int = 0, **fields: Any) -> MonthPlan:
    """A month under that programme."""
    units = (Units(model="car", pick_up=cars, retail=cars),)
    return month_plan(Month.parse(source), programme=programme.id, units=units, **fields)


def year(programme: Programme) -> list[MonthPlan]:
    """The twelve months of 2024 without figures."""
    return [month(programme, f"2024-{number:02}") for number in range(1, 13)]


def spent(record: str, day: date, yuan: int, channel: str = "newspaper", **fields: Any) -> Demand:
    """What an ad that ran until that day cost, claimed a week later."""
    fields.setdefault("claimed_on", date.fromordinal(day.toordinal() + 7))
    return Demand(record=record, day=day, channel=channel, eligible=yuan * YUAN, **fields)


def paid(done: Settlement) -> dict[str, int]:
    """Fund -> yuan drawn."""
    sums: dict[str, int] = {}
    for draw in done.draws:
        sums[draw.fund] = sums.get(draw.fund, 0) + draw.amount
    return {fund: fen // YUAN for fund, fen in sums.items()}


def standing(done: Settlement) -> list[tuple[str, str, int, int, int]]:
    """Fund, accrual month, and yuan used, expired and open."""
    return [
        (one.tranche.fund, str(one.tranche.month), one.used // YUAN, one.expired // YUAN, one.open // YUAN)
        for one in done.balances
    ]


def windows(found: tuple[Tranche, ...]) -> list[tuple[str, int, date, date]]:
    """Fund, yuan, first and last day of use."""
    return [(one.fund, one.amount // YUAN, one.usable_from, one.usable_to) for one in found]


LATER = date(2030, 1, 1)


@pytest.mark.parametrize("name", NAMES)
def test_every_published_programme_is_a_record(name: str) -> None:
    assert published(name).id == name


class TestChrysler:
    """PAP 2009: 100 cars in September."""

    programme = published("PRG-Chrysler-PAP-2009")
    held = tranches(programme, [month(programme, "2009-09", cars=100)], LATER)

    def test_september_accrues_16000_and_9000_for_october(self) -> None:
        assert windows(self.held) == [
            ("main", 16_000, date(2009, 10, 1), date(2009, 12, 31)),
            ("bonus", 9_000, date(2009, 10, 1), date(2009, 10, 31)),
        ]

    def test_34000_spent_in_october_are_paid_25000_and_nothing_is_left_or_lost(self) -> None:
        done = settle(self.held, self.programme, [spent("AD-1", date(2009, 10, 20), 34_000)], LATER)

        assert [(draw.fund, draw.eligible // YUAN, draw.amount // YUAN) for draw in done.draws] == [
            ("main", 16_000, 16_000),
            ("bonus", 18_000, 9_000),
        ]
        assert sum(draw.amount for draw in done.draws) == 25_000 * YUAN
        assert standing(done) == [("main", "2009-09", 16_000, 0, 0), ("bonus", "2009-09", 9_000, 0, 0)]
        assert done.unmet == ()

    def test_the_bonus_waits_until_the_main_fund_is_used_up(self) -> None:
        demands = [spent("AD-1", date(2009, 10, 20), 15_999), spent("AD-2", date(2009, 10, 21), 3)]
        first = settle(self.held, self.programme, demands[:1], date(2009, 10, 31))
        both = settle(self.held, self.programme, demands, date(2009, 10, 31))

        assert paid(first) == {"main": 15_999}
        # One is left of the main fund; of the other two the bonus pays half.
        assert paid(both) == {"main": 16_000, "bonus": 1}

    def test_the_bonus_is_gone_in_november_and_the_main_fund_in_january(self) -> None:
        november = settle(self.held, self.programme, [spent("AD-1", date(2009, 11, 2), 34_000)], LATER)
        january = settle(self.held, self.programme, [spent("AD-1", date(2010, 1, 1), 34_000)], LATER)

        assert standing(november) == [("main", "2009-09", 16_000, 0, 0), ("bonus", "2009-09", 0, 9_000, 0)]
        assert [(one.eligible // YUAN, one.reason) for one in november.unmet] == [(18_000, "no_money")]
        assert standing(january) == [("main", "2009-09", 0, 16_000, 0), ("bonus", "2009-09", 0, 9_000, 0)]

    def test_nothing_can_be_used_in_the_accrual_month_itself(self) -> None:
        done = settle(self.held, self.programme, [spent("AD-1", date(2009, 9, 30), 100)], date(2009, 9, 30))

        assert done.draws == ()

    @pytest.mark.parametrize(
        ("ran", "deadline"),
        [
            (date(2009, 10, 1), date(2009, 12, 31)),
            (date(2009, 10, 31), date(2009, 12, 31)),
            (date(2009, 12, 5), date(2010, 2, 28)),
        ],
    )
    def test_the_postmark_may_be_two_months_after_the_month_s_end(self, ran: date, deadline: date) -> None:
        on_time = settle(self.held, self.programme, [spent("AD-1", ran, 100, claimed_on=deadline)], LATER)
        day_after = date.fromordinal(deadline.toordinal() + 1)
        late = settle(self.held, self.programme, [spent("AD-1", ran, 100, claimed_on=day_after)], LATER)

        assert claim_deadline(self.programme, ran) == deadline
        assert paid(on_time) == {"main": 100}
        assert [(one.eligible // YUAN, one.reason) for one in late.unmet] == [(100, "late")]


class TestLincoln:
    """At least 80 % of each quarter's funds spent in the quarter, at most 20 % rolls, none out of Q4."""

    programme = published("PRG-Lincoln-2017")

    def held(self, *months: str) -> tuple[Tranche, ...]:
        return tranches(self.programme, [month(self.programme, source, cars=100) for source in months], LATER)

    def test_a_fifth_may_be_used_in_the_next_quarter(self) -> None:
        held = self.held("2017-01", "2017-02", "2017-03")
        in_june = settle(held, self.programme, [spent("AD-1", date(2017, 6, 30), 30_000)], LATER)

        assert {(one.carry // YUAN, one.usable_to, one.carry_to) for one in held} == {
            (2_000, date(2017, 3, 31), date(2017, 6, 30))
        }
        assert paid(in_june) == {"covenant": 6_000}
        assert sum(one.expired for one in in_june.balances) == 24_000 * YUAN

    def test_four_fifths_spent_in_the_quarter_lose_nothing(self) -> None:
        held = self.held("2017-01", "2017-02", "2017-03")
        demands = [spent("AD-1", date(2017, 3, 31), 24_000)]
        in_april = settle(held, self.programme, demands, date(2017, 4, 1))
        in_july = settle(held, self.programme, demands, date(2017, 7, 1))

        assert sum(one.expired for one in in_april.balances) == 0
        assert sum(one.open for one in in_april.balances) == 6_000 * YUAN
        assert sum(one.expired for one in in_july.balances) == 6_000 * YUAN

    def test_what_rolls_is_at_most_what_is_left(self) -> None:
        held = self.held("2017-01", "2017-02", "2017-03")
        demands = [spent("AD-1", date(2017, 3, 31), 27_000), spent("AD-2", date(2017, 4, 1), 9_000)]
        done = settle(held, self.programme, demands, LATER)

        assert paid(done) == {"covenant": 30_000}
        assert [(one.record, one.eligible // YUAN) for one in done.unmet] == [("AD-2", 6_000)]

    def test_nothing_rolls_out_of_the_fourth_quarter(self) -> None:
        (held,) = self.held("2017-11")
        done = settle([held], self.programme, [], date(2018, 1, 1))

        assert (held.carry, held.carry_to, held.usable_to) == (0, None, date(2017, 12, 31))
        assert standing(done) == [("covenant", "2017-11", 0, 10_000, 0)]

    def test_what_rolled_is_used_before_the_new_quarter_s_money(self) -> None:
        held = self.held("2017-03", "2017-04")
        done = settle(held, self.programme, [spent("AD-1", date(2017, 4, 5), 2_500)], date(2017, 4, 5))

        assert standing(done) == [
            ("covenant", "2017-03", 2_000, 8_000, 0),
            ("covenant", "2017-04", 500, 0, 9_500),
        ]

    def test_the_parts_that_roll_add_up_to_the_share_of_the_quarter(self) -> None:
        months = [month(self.programme, f"2017-0{number}", cars=1) for number in (1, 2, 3)]
        fund = replace(self.programme.funds[0], carry_over=Decimal("33.335"))
        held = tranches(replace(self.programme, funds=(fund,)), months, LATER)

        # 33.335 % of 100.00, 200.00 and 300.00: 33.335 rounds up, 66.67 and 100.005 follow.
        assert [one.carry for one in held] == [3_334, 3_333, 3_334]


def test_pace_pays_at_most_60_percent_of_the_balance_for_digital_media() -> None:
    programme = published("PRG-PACE")
    held = tranches(programme, [month(programme, "2024-01", cars=100)], LATER)  # 10,000
    digital = [
        spent("AD-1", date(2024, 1, 10), 8_000, "online"),
        spent("AD-2", date(2024, 2, 1), 8_000, "search"),
    ]
    done = settle(held, programme, [*digital, spent("AD-3", date(2024, 3, 1), 20_000)], LATER)

    assert [(draw.record, draw.amount // YUAN) for draw in done.draws] == [
        ("AD-1", 4_000),
        ("AD-2", 2_000),
        ("AD-3", 4_000),
    ]
    assert [(one.record, one.eligible // YUAN, one.reason) for one in done.unmet] == [
        ("AD-2", 4_000, "share"),
        ("AD-3", 12_000, "no_money"),
    ]


def test_pace_takes_the_share_of_the_balance_at_the_beginning_of_each_quarter() -> None:
    programme = published("PRG-PACE")
    held = tranches(programme, [month(programme, "2024-01", cars=100)], LATER)
    demands = [
        spent("AD-1", date(2024, 3, 31), 8_000),
        spent("AD-2", date(2024, 4, 1), 20_000, "online"),
    ]
    done = settle(held, programme, demands, LATER)

    # 6,000 are left on 1 April; 60 % of them are 3,600.
    assert [(draw.record, draw.amount // YUAN) for draw in done.draws] == [("AD-1", 4_000), ("AD-2", 3_600)]


def test_gemaire_pays_at_most_30_percent_of_the_accrual_for_promotional_items() -> None:
    programme = published("PRG-Gemaire")
    held = tranches(programme, [month(programme, "2024-01", purchases=500_000 * YUAN)], LATER)  # 10,000
    fair = spent("EV-1", date(2024, 5, 1), 10_000, "event", cost_types={"gifts": 8_000 * YUAN})
    more = spent("EV-2", date(2024, 6, 1), 1_000, "event", cost_types={"gifts": 600 * YUAN})
    done = settle(held, programme, [fair, more], LATER)

    # Half of the 2,000 that are no gifts, and 3,000 for gifts; then half of the 400 that are none.
    assert [(draw.record, draw.amount // YUAN) for draw in done.draws] == [("EV-1", 4_000), ("EV-2", 200)]
    assert [(one.record, one.eligible // YUAN, one.reason) for one in done.unmet] == [
        ("EV-1", 2_000, "share"),
        ("EV-2", 600, "share"),
    ]


def test_a_fen_rounded_up_for_one_part_is_not_paid_again_for_the_next() -> None:
    """9.14 % of 93 and of 98 fen both round to 9."""
    programme = published("PRG-Gemaire")
    fund = replace(programme.funds[0], match_rate=Decimal("9.14"), shares=())
    policy = replace(programme, funds=(fund,))
    held = tranches(policy, [month(policy, "2024-01", purchases=500_000 * YUAN)], LATER)
    asked = Demand(record="AD-1", day=date(2024, 5, 1), channel="radio", eligible=98, cost_types={"gifts": 5})
    done = settle(held, policy, [replace(asked, claimed_on=date(2024, 5, 2))], LATER)

    assert [(draw.eligible, draw.amount) for draw in done.draws] == [(98, 9)]


class TestCompetition4x4:
    """3 % of net purchases, claims of 25 or more, 60 days."""

    programme = published("PRG-Competition-4x4")
    held = tranches(programme, [month(programme, "2024-01", purchases=100_000 * YUAN)], LATER)

    def test_three_percent_of_the_purchases_accrue(self) -> None:
        assert windows(self.held) == [("co_op", 3_000, date(2024, 1, 1), date(2024, 12, 31))]

    @pytest.mark.parametrize(("cost", "drawn"), [(49, {}), (50, {"co_op": 25})])
    def test_a_claim_below_25_is_not_taken(self, cost: int, drawn: dict[str, int]) -> None:
        done = settle(self.held, self.programme, [spent("AD-1", date(2024, 3, 1), cost)], LATER)

        assert paid(done) == drawn
        assert [one.reason for one in done.unmet] == ([] if drawn else ["least_claim"])

    def test_small_bills_on_one_claim_count_together(self) -> None:
        bills = [spent(f"AD-{n}", date(2024, 3, n), 20, claim="CLM-1") for n in (1, 2, 3)]

        assert paid(settle(self.held, self.programme, bills, LATER)) == {"co_op": 30}
        assert paid(settle(self.held, self.programme, bills[:2], LATER)) == {}

    def test_the_window_is_60_days(self) -> None:
        assert claim_deadline(self.programme, date(2024, 3, 1)) == date(2024, 4, 30)


class TestMdi:
    """1 % of last year's purchases, 50/50, claims by 1 December, no carry-over."""

    programme = published("PRG-MDI")
    held = tranches(programme, year(programme), LATER)

    def test_one_percent_accrues_once_for_the_whole_year(self) -> None:
        assert windows(self.held) == [("co_op", 4_000, date(2024, 1, 1), date(2024, 12, 31))]
        assert self.held[0].claim_by == date(2024, 12, 1)

    def test_half_of_the_cost_is_paid_back(self) -> None:
        done = settle(self.held, self.programme, [spent("AD-1", date(2024, 7, 1), 6_000)], date(2024, 7, 9))

        assert standing(done) == [("co_op", "2024-01", 3_000, 0, 1_000)]

    @pytest.mark.parametrize(
        ("claimed_on", "used", "expired"), [(date(2024, 12, 1), 500, 3_500), (date(2024, 12, 2), 0, 4_000)]
    )
    def test_claims_are_in_by_1_december(self, claimed_on: date, used: int, expired: int) -> None:
        ad = spent("AD-1", date(2024, 11, 20), 1_000, claimed_on=claimed_on)
        done = settle(self.held, self.programme, [ad], date(2024, 12, 2))

        assert standing(done) == [("co_op", "2024-01", used, expired, 0)]

    def test_the_programme_has_no_window_of_days(self) -> None:
        assert claim_deadline(self.programme, date(2024, 3, 1)) is None


@pytest.mark.parametrize(
    ("name", "rate", "deadline"),
    [
        ("PRG-Geely-30", 100, date(2026, 4, 9)),
        ("PRG-Window-45", 75, date(2026, 4, 24)),
        ("PRG-Window-60", 50, date(2026, 5, 9)),
        # 90 days end on 8 June; received by then means posted three courier days before.
        ("PRG-Window-90", 100, date(2026, 6, 5)),
    ],
)
def test_windows_of_30_to_90_days_and_rates_of_50_to_100_percent(
    name: str, rate: int, deadline: date
) -> None:
    programme = published(name)
    held = tranches(programme, [month(programme, "2026-03", cars=100)], LATER)
    on_time = spent("AD-1", date(2026, 3, 10), 1_000, claimed_on=deadline)
    late = spent("AD-2", date(2026, 3, 10), 1_000, claimed_on=date.fromordinal(deadline.toordinal() + 1))
    done = settle(held, programme, [on_time, late], LATER)

    assert claim_deadline(programme, date(2026, 3, 10)) == deadline
    assert paid(done) == {"main": 10 * rate}
    assert [(one.record, one.reason) for one in done.unmet] == [("AD-2", "late")]
