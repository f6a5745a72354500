"""Table of volume 3: competitors' offers at the end of the month (M7; domain 7.5)."""

from forecourt.binder.content import Row, Sheet
from forecourt.binder.edition import DASH, Edition
from forecourt.model.months import Month
from forecourt.model.vocabulary_surveys import SURVEY_SOURCES
from forecourt.money.surveys import Offer, newest_offers, surveys_of
from forecourt.tables.cells import percent
from forecourt.tables.surveys import car_name
from forecourt.words.text import N_


def survey_sheets(edition: Edition) -> tuple[Sheet, ...]:
    """One table of the last offers; none for a month in which nobody surveyed."""
    if not any(Month.of(one.surveyed_on) == edition.month for one in surveys_of(edition.records)):
        return ()
    day = min(edition.world.today, edition.month.last_day)
    return (
        Sheet(
            anchor="competitors",
            title=edition.say(N_("Competitors' offers")),
            unit=edition.say(N_("Amounts in yuan")),
            columns=edition.columns(
                (N_("Competitor's car"), 16),
                (N_("Surveyed on"), 12),
                (N_("Guide price"), 12, "right"),
                (N_("Street price"), 12, "right"),
                (N_("Money off"), 21, "right"),
                (N_("Their price - ours"), 12, "right"),
                (SURVEY_SOURCES.label, 15),
            ),
            rows=tuple(_row(edition, one) for one in newest_offers(edition.records, day)),
            note=edition.say(
                N_("Money off = guide price - street price, in brackets its share of the guide price")
            ),
        ),
    )


def _row(edition: Edition, one: Offer) -> Row:
    yuan, share = edition.display.yuan, one.discount_share.hundredths_of_percent
    cells = (
        car_name(edition.records, one.car.competitor, one.car.trim),
        edition.day(one.survey.surveyed_on),
        yuan(one.car.guide_price),
        yuan(one.car.street_price),
        f"{yuan(one.discount)}（{DASH if share is None else percent(share)} %）",
        yuan(one.gap),
        edition.display.choice(SURVEY_SOURCES, one.car.source),
    )
    return Row(cells=cells)
