"""A line of the ad plan: placement, flight, price, contract, invoice and payment (M2, M3, M9, W1.1)."""

from datetime import date
from decimal import Decimal

from forecourt.kinds import purchase
from forecourt.kinds.common import (
    ACTIVITY_MONTH,
    CENTIMETRES,
    DISCOUNT,
    PERCENT,
    Common,
    Cost,
    Kind,
    ModelCode,
    PublicText,
)
from forecourt.kinds.fields import Choice, Count, Day, Line, ListOf, Money, Ref, may, need
from forecourt.kinds.offer import OFFERS, PORTRAITS, Offer
from forecourt.kinds.purchase import InvoiceLine
from forecourt.model.months import Month
from forecourt.model.record import Group
from forecourt.model.vocabulary import CHANNELS, COLOURS, COST_TYPES
from forecourt.words.text import N_


class CostPart(Group, frozen=True, kw_only=True):
    """A part of the amount paid that is no media space; the programme says which kinds are not eligible."""

    type: str = need(Choice(COST_TYPES), N_("Kind of cost"))
    amount: int = need(Money(), N_("Amount"), unit=N_("yuan"))


class Insertion(Group, frozen=True, kw_only=True):
    """One issue or spot that really ran; a size or position that is left out was as contracted."""

    day: date = need(Day(), N_("Ran on"))
    position: str | None = may(Line(), N_("Position"))
    width_cm: Decimal | None = may(CENTIMETRES, N_("Width"), unit="cm")
    height_cm: Decimal | None = may(CENTIMETRES, N_("Height"), unit="cm")


class Ad(Common, frozen=True, kw_only=True):
    """One ad plan line. Amounts: `net_cost` planned, `contract_cost` committed, `paid_cost` spent."""

    month: Month = ACTIVITY_MONTH
    outlet: str = need(Ref(("outlet",)), N_("Outlet"))
    channel: str = need(Choice(CHANNELS), N_("Channel"))
    theme: str = need(Line(), N_("Theme"))
    model: str | None = may(ModelCode(), N_("Model promoted"), N_("A model code of the dealership record"))
    directive: str | None = may(Ref(("directive",)), N_("Answers directive"))
    position: str = need(Line(), N_("Position"))
    colour: str | None = may(Choice(COLOURS), N_("Colour"))
    width_cm: Decimal | None = may(CENTIMETRES, N_("Width"), unit="cm")
    height_cm: Decimal | None = may(CENTIMETRES, N_("Height"), unit="cm")
    seconds: int | None = may(Count(least=1), N_("Length"), unit=N_("seconds"))
    copy_deadline: date = need(Day(), N_("Copy deadline"))
    flight_start: date = need(Day(), N_("Flight start"))
    flight_end: date = need(Day(), N_("Flight end"))
    insertions: int = need(Count(least=1), N_("Insertions"))
    issue_days: tuple[date, ...] = may(
        ListOf(Day()), N_("Issue days"), N_("The days on which it is to run; left out: the whole flight")
    )
    spokesperson: str | None = may(Line(), N_("Spokes-model or host"))
    portraits: bool | None = PORTRAITS
    offers: tuple[Offer, ...] = OFFERS
    brand_area: Decimal | None = may(PERCENT, N_("Share of the area for the brand"), unit="%")
    list_price: int = need(Money(), N_("List price"), N_("For one insertion"), unit=N_("yuan"))
    discount: Decimal = need(DISCOUNT, N_("Discount"), N_("2.5 means: pay 25 % of the list price"), unit="折")
    net_cost: int = need(
        Money(), N_("Net cost"), N_("List price × discount ÷ 10 × insertions"), unit=N_("yuan")
    )
    approved_reimbursement: int | None = may(Money(), N_("Reimbursement approved"), unit=N_("yuan"))
    creative_version: str | None = may(Line(), N_("Creative version"))
    copy_approved_on: date | None = may(Day(), N_("Copy approved on"))
    contract_no: str | None = purchase.CONTRACT_NO
    contract_signed_on: date | None = purchase.CONTRACT_SIGNED_ON
    contract_cost: int | None = purchase.CONTRACT_COST
    published_on: date | None = may(Day(), N_("Published on"))
    ran: tuple[Insertion, ...] = may(ListOf(Insertion), N_("What ran"))
    make_good_of: str | None = may(Ref(("ad",)), N_("Make-good of"), N_("Free, in place of what went wrong"))
    invoice_no: str | None = purchase.INVOICE_NO
    invoice_cost: int | None = purchase.INVOICE_COST
    invoice_on: date | None = purchase.INVOICE_ON
    invoice_buyer: str | None = purchase.INVOICE_BUYER
    invoice_lines: tuple[InvoiceLine, ...] = purchase.INVOICE_LINES
    cost_parts: tuple[CostPart, ...] = may(
        ListOf(CostPart), N_("Parts of the cost that are no media space"), N_("Contained in the amount paid")
    )
    paid_on: date | None = purchase.PAID_ON
    paid_cost: int | None = purchase.PAID_COST
    visits: int | None = may(Count(), N_("Visits and calls naming it"))
    reason: str | None = may(Line(), N_("Reason"), N_("Why it was returned, cancelled or refused"))


def cost(ad: Ad) -> Cost:
    """The ad's ladder in fen: net cost -> contract amount -> amount paid."""
    return Cost.by_papers(ad.net_cost, ad.contract_cost, ad.paid_cost)


def channel(ad: Ad) -> str:
    """The channel whose budget the ad uses."""
    return ad.channel


KIND = Kind(
    name="ad",
    prefix="AD",
    label=N_("Ad plan"),
    record=Ad,
    folder="plans/{month}/ads",
    duties=("M2", "M3", "M9", "W1.1"),
    cost=cost,
    public=PublicText(attributes=("title", "theme"), sections=(N_("Copy"), N_("Script"))),
    channel=channel,
)
