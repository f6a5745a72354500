"""A competitor survey (竞品信息表): what other brands ask, give and lend this week (M7, A5; domain 2.9)."""

from datetime import date

from forecourt.kinds.common import CODE_WORD, Common, Kind
from forecourt.kinds.fields import Choice, Day, Line, ListOf, Money, Ref, may, need
from forecourt.model.record import Group
from forecourt.model.vocabulary_surveys import SURVEY_SOURCES
from forecourt.words.text import N_


class Observation(Group, frozen=True, kw_only=True):
    """One car of a competitor. Prices are of one car in fen; the discount and the gap follow from them."""

    competitor: str = need(
        CODE_WORD, N_("Competitor's car"), N_("Code from the competitors of the dealership record")
    )
    trim: str | None = may(Line(), N_("Trim"))
    guide_price: int = need(Money(), N_("Guide price"), unit=N_("yuan"))
    street_price: int = need(Money(), N_("Street price"), N_("What they ask in fact"), unit=N_("yuan"))
    own_price: int | None = may(
        Money(), N_("Own price"), N_("What our car beside it sells for that day"), unit=N_("yuan")
    )
    gifts: str | None = may(Line(), N_("Gifts"))
    finance: str | None = may(Line(), N_("Finance offer"))
    valid_from: date | None = may(Day(), N_("Offer from"))
    valid_to: date | None = may(Day(), N_("Offer until"))
    seen_in: str | None = may(Line(), N_("Media in which they advertise"))
    source: str = need(Choice(SURVEY_SOURCES), N_("Seen or heard where"))
    source_note: str | None = may(Line(), N_("Which store, page or paper"))
    answer: str | None = may(Line(), N_("Our answer to it"))


class Survey(Common, frozen=True, kw_only=True):
    """One survey; one a week. Its body says how the market feels."""

    surveyed_on: date = need(Day(), N_("Surveyed on"))
    surveyor: str = need(Ref(("staff",)), N_("Surveyed by"))
    cars: tuple[Observation, ...] = need(ListOf(Observation, least=1), N_("Competitors' offers"))
    advice: str | None = may(
        Line(), N_("Advice"), N_("What our publicity or prices should take from it (A5)")
    )


KIND = Kind(
    name="survey",
    prefix="CMP",
    label=N_("Competitor survey"),
    record=Survey,
    folder="content/surveys",
    duties=("M7", "A5"),
)
