"""A press article, from assignment to the counted clipping (M6, A12, S11)."""

from datetime import date

from forecourt.kinds.common import Common, Cost, Kind, ModelCode, PublicText
from forecourt.kinds.fields import Choice, Count, Day, Line, ListOf, Money, MonthField, Ref, YesNo, may, need
from forecourt.kinds.offer import Offer
from forecourt.model.months import Month
from forecourt.model.vocabulary import PRESS_TYPES
from forecourt.words.text import N_


class Press(Common, frozen=True, kw_only=True):
    """One article in one outlet; the body is the text."""

    month: Month = need(MonthField(), N_("Activity month"))
    type: str = need(Choice(PRESS_TYPES), N_("Article type"))
    outlet: str = need(Ref(("outlet",)), N_("Outlet"))
    author: str = need(Ref(("staff",)), N_("Author"))
    directive: str | None = may(Ref(("directive",)), N_("Answers directive"))
    model: str | None = may(ModelCode(), N_("Model"))
    paid: bool = need(YesNo(), N_("Paid"), N_("Paid text must carry the ad label (Advertising Law art. 14)"))
    ad_label: bool | None = may(YesNo(), N_("Ad label shown"))
    portraits: bool | None = may(
        YesNo(), N_("Shows people"), N_("Who can be recognised must have agreed in writing (art. 33)")
    )
    offers: tuple[Offer, ...] = may(
        ListOf(Offer), N_("Offers made"), N_("Every price, gift or credit in the copy")
    )
    due_on: date = need(Day(), N_("Due on"))
    published_on: date | None = may(Day(), N_("Published on"))
    position: str | None = may(Line(), N_("Page or column"))
    web_link: str | None = may(Line(), N_("Link"))
    keep_until: date | None = may(
        Day(), N_("Keep until"), N_("Ads on own media: 3 years from the end (Internet Advertising Measures)")
    )
    words: int | None = may(Count(), N_("Length in characters"))
    reprints: int | None = may(Count(), N_("Reprints"))
    reads: int | None = may(Count(), N_("Reads"))
    cost: int | None = may(Money(), N_("Cost"), unit=N_("yuan"))
    contract_no: str | None = may(Line(), N_("Contract no."))
    contract_signed_on: date | None = may(Day(), N_("Contract signed on"))
    contract_cost: int | None = may(Money(), N_("Contract amount"), unit=N_("yuan"))
    invoice_no: str | None = may(Line(), N_("Invoice no."))
    invoice_cost: int | None = may(Money(), N_("Invoice amount"), unit=N_("yuan"))
    invoice_on: date | None = may(Day(), N_("Invoice of"))
    invoice_buyer: str | None = may(Line(), N_("Buyer on the invoice"))
    paid_on: date | None = may(Day(), N_("Paid on"))
    paid_cost: int | None = may(Money(), N_("Amount paid"), unit=N_("yuan"))
    reason: str | None = may(Line(), N_("Reason"), N_("Why it was returned or cancelled"))


def cost(press: Press) -> Cost:
    """The article's ladder in fen: cost -> contract amount -> amount paid; nothing for editorial ones."""
    planned = press.cost or 0
    committed = planned if press.contract_cost is None else press.contract_cost
    spent = committed if press.paid_cost is None else press.paid_cost
    return Cost(planned=planned, committed=committed, spent=spent)


def channel(press: Press) -> str:
    """Articles use the press budget."""
    return "press"


KIND = Kind(
    name="press",
    prefix="PR",
    label=N_("Press article"),
    record=Press,
    folder="content/press",
    duties=("M6", "A12", "S11"),
    cost=cost,
    public=PublicText(attributes=("title",)),
    channel=channel,
)
