"""What competitors' surveys come to: discounts, gaps to the own car, changes, weeks without one (M7, A5)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from forecourt.kinds.dealership import Competitor, Dealership
from forecourt.kinds.survey import Observation, Survey
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.model.unread import is_read
from forecourt.money.lifecycle import work_of
from forecourt.money.ratio import Ratio

# A street price that moved so far, in fen, asks for an answer of ours: less is a seller's mood.
ALERT_FEN: Final = 100_000
# A fall of so much of the guide price, in percent, is a campaign and no bargaining.
CUT_PERCENT: Final = 3
WEEK: Final = timedelta(days=7)


class Offer(Struct, frozen=True, kw_only=True):
    """What one car of a competitor costs in a survey, beside the survey before (None: there is none), and
    in which survey and place that stands.
    """

    survey: Survey
    place: int
    car: Observation
    before: Observation | None
    before_at: tuple[Survey, int] | None

    @property
    def discount(self) -> int:
        """Guide price - street price, in fen; below nothing when they ask more."""
        return self.car.guide_price - self.car.street_price

    @property
    def discount_share(self) -> Ratio:
        """Discount ÷ guide price."""
        return Ratio(part=self.discount, whole=self.car.guide_price)

    @property
    def gap(self) -> int | None:
        """Their street price - our price, in fen: above nothing, ours is cheaper; None without our price."""
        return None if self.car.own_price is None else self.car.street_price - self.car.own_price

    @property
    def change(self) -> int | None:
        """Street price - that of the survey before, in fen; None without one."""
        return None if self.before is None else self.car.street_price - self.before.street_price

    @property
    def is_alert(self) -> bool:
        """Whether the street price moved by 1,000 yuan or more since the survey before."""
        return self.change is not None and abs(self.change) >= ALERT_FEN

    @property
    def is_cut_below_ours(self) -> bool:
        """Whether the street price fell by 3 percent of the guide price or more, and lies below ours now."""
        fell = -(self.change or 0)
        return fell * 100 >= CUT_PERCENT * self.car.guide_price and self.gap is not None and self.gap < 0


class Change(Struct, frozen=True, kw_only=True):
    """One thing that changed between two surveys: the code of CHANGES, and both values."""

    offer: Offer
    what: str
    before: int | str | None
    after: int | str | None


class Week(Struct, frozen=True, kw_only=True):
    """A week from Monday to Sunday, and its surveys; `standing` is a code of SURVEY_WEEKS."""

    monday: date
    surveys: tuple[Survey, ...]
    standing: str

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=6)


def surveys_of(records: Records) -> list[Survey]:
    """Every survey that counts, in order of its day."""
    found = [
        one for one in records.of(Survey) if is_read(one.surveyed_on) and work_of(records, one) != "cancelled"
    ]
    return sorted(found, key=lambda one: (one.surveyed_on, one.id))


def offers(records: Records) -> list[Offer]:
    """Every offer of every survey, each beside the last one of the same car and trim, in order of days."""
    last: dict[tuple[str, str], tuple[Survey, int]] = {}
    found = []
    for survey in surveys_of(records):
        for place, car in enumerate(survey.cars):
            key = (car.competitor, (car.trim or "").casefold())
            at = last.get(key)
            before = None if at is None else at[0].cars[at[1]]
            found.append(Offer(survey=survey, place=place, car=car, before=before, before_at=at))
            last[key] = (survey, place)
    return found


def newest_offers(records: Records, day: date) -> list[Offer]:
    """The last offer of each car and trim up to `day`, by the code of the car."""
    found: dict[tuple[str, str], Offer] = {}
    for offer in offers(records):
        if offer.survey.surveyed_on <= day:
            found[offer.car.competitor, (offer.car.trim or "").casefold()] = offer
    return [found[key] for key in sorted(found)]


def changes_of(records: Records, month: Month) -> Iterator[Change]:
    """What changed against the survey before, in the surveys of `month`."""
    for offer in offers(records):
        if Month.of(offer.survey.surveyed_on) == month and offer.before is not None:
            for what in ("guide_price", "street_price", "gifts", "finance"):
                before, after = getattr(offer.before, what), getattr(offer.car, what)
                if before != after:
                    yield Change(offer=offer, what=what, before=before, after=after)


def weeks_of(records: Records, month: Month, today: date) -> list[Week]:
    """The weeks whose Sunday lies in `month`, from the week of the very first survey on, up to `today`."""
    made = surveys_of(records)
    if not made:
        return []
    first, day = monday_of(made[0].surveyed_on), monday_of(month.first_day)
    found = []
    while day + timedelta(days=6) <= month.last_day and day <= today:
        if day >= first:
            found.append(_week(made, day, today))
        day += WEEK
    return found


def missed_weeks(newest: Survey, today: date) -> int:
    """Whole weeks that went by since the week of `newest` without another survey."""
    return max((monday_of(today) - monday_of(newest.surveyed_on)).days // 7 - 1, 0)


def monday_of(day: date) -> date:
    """The Monday of the week."""
    return day - timedelta(days=day.weekday())


def months_of_surveys(records: Records) -> list[Month]:
    """Every month with a survey, newest first."""
    return sorted({Month.of(one.surveyed_on) for one in surveys_of(records)}, reverse=True)


def competitor(records: Records, code: str) -> Competitor | None:
    """The car of the dealership record with that code."""
    cars = (car for shop in records.of(Dealership) for car in shop.competitors)
    return next((car for car in cars if car.code == code), None)


def _week(made: list[Survey], monday: date, today: date) -> Week:
    surveys = tuple(one for one in made if monday_of(one.surveyed_on) == monday)
    is_over = monday + WEEK <= today
    return Week(
        monday=monday,
        surveys=surveys,
        standing="made" if surveys else "missed" if is_over else "running",
    )
