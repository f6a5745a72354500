"""The dealership itself: names, codes, own models, and the day that the board takes as today."""

from datetime import date

from forecourt.kinds.common import CODE_WORD, Common, Kind, ModelCode
from forecourt.kinds.fields import Choice, Count, Day, Line, ListOf, Money, Pattern, may, need
from forecourt.model.record import Group, Records
from forecourt.model.unread import is_read
from forecourt.model.vocabulary_leads import FUNNEL_DEFINITIONS, FUNNEL_RATES
from forecourt.words.text import N_

CREDIT_CODE = Pattern(N_("unified social credit code"), r"[0-9A-Z]{18}", "91110000SAMPLE0001")


class Model(Group, frozen=True, kw_only=True):
    """A model that the dealership sells."""

    code: str = need(CODE_WORD, N_("Model code"))
    label: str = need(Line(), N_("Model name"))


class Competitor(Group, frozen=True, kw_only=True):
    """A car of another brand that customers compare with an own one."""

    code: str = need(CODE_WORD, N_("Code"))
    label: str = need(Line(), N_("Name of the car"))
    model: str | None = may(ModelCode(), N_("Own model beside it"))


class RateDefinition(Group, frozen=True, kw_only=True):
    """Which of the published definitions a rate is printed by."""

    rate: str = need(Choice(FUNNEL_RATES), N_("Rate"))
    definition: str = need(Choice(FUNNEL_DEFINITIONS), N_("Definition"))


class Dealership(Common, frozen=True, kw_only=True):
    """One record: who we are."""

    legal_name: str = need(Line(), N_("Legal name"))
    short_name: str = need(Line(), N_("Short name"))
    dealer_code: str = need(Line(), N_("Dealer code"))
    credit_code: str | None = may(CREDIT_CODE, N_("Unified social credit code"))
    manufacturer: str = need(Line(), N_("Manufacturer"))
    receiver: str = need(
        Line(), N_("Receiver of the volumes"), N_("The manufacturer's sales supervision (A3)")
    )
    city: str = need(Line(), N_("City"))
    archive_fonds: str = need(Line(), N_("Fonds code"), N_("First part of an archive code, DA/T 22-2015"))
    models: tuple[Model, ...] = need(ListOf(Model, least=1), N_("Own models"))
    competitors: tuple[Competitor, ...] = may(ListOf(Competitor), N_("Competitors' cars"))
    people_from: date | None = may(
        Day(),
        N_("Photos say who is on them from"),
        N_("Of photos taken from this day on, those that do not say it are not published"),
    )
    two_quotes_above: int | None = may(
        Money(),
        N_("Two quotes above"),
        N_("Print jobs that cost more need the offers of two makers"),
        unit=N_("yuan"),
    )
    answer_within: int | None = may(
        Count(least=1),
        N_("Questions answered within"),
        N_("On platforms; when the programme says less, that counts"),
        unit=N_("minutes"),
    )
    rate_definitions: tuple[RateDefinition, ...] = may(
        ListOf(RateDefinition),
        N_("Definitions of rates"),
        N_("Left out: as the manufacturer's system counts"),
    )
    today: date | None = may(
        Day(), N_("Day that counts as today"), N_("Only for samples and rehearsals; leave it out in real use")
    )


def pinned_day(records: Records) -> date | None:
    """The day that the dealership record pins as today, if any."""
    shops = (record for record in (*records.items, *records.partial) if isinstance(record, Dealership))
    return next((shop.today for shop in shops if is_read(shop.today) and shop.today), None)


KIND = Kind(
    name="dealership",
    prefix="DLR",
    label=N_("Dealership"),
    record=Dealership,
    folder="content/dealership",
    duties=("M1",),
    law=True,
)
