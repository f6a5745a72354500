"""Rules about competitor surveys: weeks without one, odd prices, changes without an answer (M7, A5)."""

from collections.abc import Iterator

from forecourt.kinds.survey import Survey
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.money import format_yuan
from forecourt.model.unread import readable
from forecourt.money.surveys import missed_weeks
from forecourt.rules import sums
from forecourt.rules.near import meant
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, text


@code("CP01", Severity.WARNING)
def week_missed(survey: Survey, sight: Sight) -> Iterator[Problem]:
    """At least one whole week, Monday to Sunday, went by since the newest survey without another one (M7).

    Told of the newest survey alone, until the next one is made; a dealership without any survey is not told.
    """
    if survey is not sums.market(sight).newest_survey or sight.is_hidden("survey", "surveyed_on"):
        return
    weeks = missed_weeks(survey, sight.today)
    if weeks:
        yield Problem(
            code="CP01",
            field="surveyed_on",
            message=text(
                N_("No survey since {day}: weeks missed: {weeks}"), day=survey.surveyed_on, weeks=weeks
            ),
            hint=text(N_("Ask round and note it: ./forecourt new survey")),
        )


@code("CP02", Severity.WARNING)
def dearer_than_guide(survey: Survey, sight: Sight) -> Iterator[Problem]:
    """A competitor's street price lies above the guide price.

    It happens with cars that are short; mostly the two figures have been swapped (domain 2.9).
    """
    for place, car in readable(survey.cars, "guide_price", "street_price"):
        if car.street_price > car.guide_price and sight.is_open(survey):
            yield Problem(
                code="CP02",
                field=f"cars.{place}.street_price",
                message=text(
                    N_("The street price {street} lies above the guide price {guide} (yuan)"),
                    street=format_yuan(car.street_price),
                    guide=format_yuan(car.guide_price),
                ),
                hint=text(N_("Correct the price that is wrong; when it is true, go on to the next step")),
            )


@code("CP03")
def unknown_competitor(survey: Survey, sight: Sight) -> Iterator[Problem]:
    """A survey names a car that does not stand among the competitors of the dealership record.

    The record says beside which own car it stands; without it there is no gap (M7).
    """
    if sight.dealership is None:
        return
    known = [car.code for car in sight.dealership.competitors]
    for place, car in readable(survey.cars, "competitor"):
        if car.competitor not in known:
            yield Problem(
                code="CP03",
                field=f"cars.{place}.competitor",
                message=text(N_('No competitor\'s car has the code "{code}"'), code=car.competitor),
                hint=meant(car.competitor, known),
            )


@code("CP04", Severity.WARNING)
def change_without_answer(survey: Survey, sight: Sight) -> Iterator[Problem]:
    """In the newest survey a street price moved by 1,000 yuan or more, and nothing says what we do about it.

    The survey is there to adjust our own strategy (M7); "nothing for now, because …" is an answer too.
    """
    if survey is not sums.market(sight).newest_survey or sight.is_hidden("survey", "cars"):
        return
    for offer in sums.market(sight).newest_offers:
        if offer.survey is survey and offer.is_alert and not offer.car.answer and offer.before is not None:
            yield Problem(
                code="CP04",
                field=f"cars.{offer.place}.street_price",
                message=text(
                    N_("{car} went from {before} to {after} yuan, and no answer of ours is noted"),
                    car=sums.market(sight).rival_names.get(offer.car.competitor, offer.car.competitor),
                    before=format_yuan(offer.before.street_price),
                    after=format_yuan(offer.car.street_price),
                ),
                hint=text(N_('Write below "answer" what we do about it')),
            )


@code("CP06", Severity.WARNING)
def cut_below_ours(survey: Survey, sight: Sight) -> Iterator[Problem]:
    """In the newest survey a competitor's street price fell far, below that of our car, without any advice.

    Far is 3 percent of the guide price or more since the survey before. A car that is suddenly cheaper than
    ours takes orders the same week: the survey must say what our publicity or prices should take from it
    ("advice"), so that the plan can be changed (M7, A5).
    """
    if survey is not sums.market(sight).newest_survey or sight.is_hidden("survey", "cars") or survey.advice:
        return
    for offer in sums.market(sight).newest_offers:
        if offer.survey is survey and offer.is_cut_below_ours and offer.before is not None:
            yield Problem(
                code="CP06",
                field=f"cars.{offer.place}.street_price",
                message=text(
                    N_("{car} fell from {before} to {after} yuan, {gap} yuan below our car"),
                    car=sums.market(sight).rival_names.get(offer.car.competitor, offer.car.competitor),
                    before=format_yuan(offer.before.street_price),
                    after=format_yuan(offer.car.street_price),
                    gap=format_yuan(-(offer.gap or 0)),
                ),
                hint=text(N_('Write below "advice" what our publicity or prices should take from it')),
            )


@code("CP05")
def car_twice(survey: Survey, sight: Sight) -> Iterator[Problem]:
    """One survey has the same car and trim twice; which of the two prices holds cannot be told (M7)."""
    seen: set[tuple[str, str]] = set()
    for place, car in readable(survey.cars, "competitor", "trim"):
        key = (car.competitor, (car.trim or "").casefold())
        if key in seen:
            yield Problem(
                code="CP05",
                field=f"cars.{place}.competitor",
                message=text(N_("{car} stands in this survey already"), car=car.competitor),
                hint=text(N_("Delete one of the two, or tell them apart by their trim")),
            )
        seen.add(key)
