"""Media, platforms, vendors and venues with their rate cards (M3, M4, A6)."""

from datetime import date
from decimal import Decimal

from forecourt.kinds.common import CENTIMETRES, Common, Kind
from forecourt.kinds.fields import Choice, Count, Day, Line, ListOf, Money, may, need
from forecourt.model.record import Group
from forecourt.model.vocabulary import CHANNELS, MEDIA_TIERS, OUTLET_TYPES, WEEKDAYS
from forecourt.words.text import N_


class Rate(Group, frozen=True, kw_only=True):
    """One line of a rate card: list price of a position, valid from one day to another."""

    position: str = need(Line(), N_("Position"))
    unit: str = need(Line(), N_("Unit of sale"))
    list_price: int = need(Money(), N_("List price"), unit=N_("yuan"))
    valid_from: date = need(Day(), N_("Valid from"))
    valid_to: date = need(Day(), N_("Valid until"))
    width_cm: Decimal | None = may(CENTIMETRES, N_("Width"), unit="cm")
    height_cm: Decimal | None = may(CENTIMETRES, N_("Height"), unit="cm")
    edition: str | None = may(Line(), N_("Edition of the rate card"))


class Outlet(Common, frozen=True, kw_only=True):
    """One outlet; the title is the name people use."""

    type: str = need(Choice(OUTLET_TYPES), N_("Outlet type"))
    channel: str = need(Choice(CHANNELS), N_("Channel"))
    tier: str | None = may(Choice(MEDIA_TIERS), N_("Media tier"))
    legal_name: str = need(Line(), N_("Legal name"))
    city: str | None = may(Line(), N_("City"))
    audience: str | None = may(Line(), N_("Coverage and audience"))
    issue_days: str | None = may(Line(), N_("Publication days"))
    weekdays: tuple[str, ...] = may(ListOf(Choice(WEEKDAYS)), N_("Appears on"))
    copy_lead_days: int | None = may(Count(), N_("Copy deadline before the issue"), unit=N_("working days"))
    payment_terms: str | None = may(Line(), N_("Payment terms"))
    contract_until: date | None = may(Day(), N_("Frame contract until"))
    account: str | None = may(Line(), N_("Our account"), N_("The name that readers see; never a password"))
    membership_fee: int | None = may(Money(), N_("Membership fee of a year"), unit=N_("yuan"))
    fee_until: date | None = may(Day(), N_("Membership fee paid until"))
    contact_every: int | None = may(
        Count(least=1), N_("In touch at least every"), N_("Then silence is reported"), unit=N_("days")
    )
    rates: tuple[Rate, ...] = may(ListOf(Rate), N_("Rate card"))


KIND = Kind(
    name="outlet",
    prefix="OUT",
    label=N_("Outlet"),
    record=Outlet,
    folder="content/outlets",
    duties=("M3", "M4", "A6", "S4", "W1.3"),
)
