"""A press article, from assignment to the counted clipping (M6, A12, S11)."""

from datetime import date

from forecourt.kinds import purchase
from forecourt.kinds.common import ACTIVITY_MONTH, Common, Cost, Kind, ModelCode, PublicText
from forecourt.kinds.fields import Choice, Count, Day, Line, Money, Ref, YesNo, may, need
from forecourt.kinds.offer import OFFERS, PORTRAITS, Offer
from forecourt.model.months import Month
from forecourt.model.vocabulary import PRESS_TYPES
from forecourt.words.text import N_


class Press(Common, frozen=True, kw_only=True):
    """One article in one outlet; the body is the text."""

    month: Month = ACTIVITY_MONTH
    type: str = need(Choice(PRESS_TYPES), N_("Article type"))
    outlet: str = need(Ref(("outlet",)), N_("Outlet"))
    author: str = need(Ref(("staff",)), N_("Author"))
    directive: str | None = may(Ref(("directive",)), N_("Answers directive"))
    model: str | None = may(ModelCode(), N_("Model"))
    paid: bool = need(YesNo(), N_("Paid"), N_("Paid text must carry the ad label (Advertising Law art. 14)"))
    ad_label: bool | None = may(YesNo(), N_("Ad label shown"))
    portraits: bool | None = PORTRAITS
    offers: tuple[Offer, ...] = OFFERS
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
    contract_no: str | None = purchase.CONTRACT_NO
    contract_signed_on: date | None = purchase.CONTRACT_SIGNED_ON
    contract_cost: int | None = purchase.CONTRACT_COST
    invoice_no: str | None = purchase.INVOICE_NO
    invoice_cost: int | None = purchase.INVOICE_COST
    invoice_on: date | None = purchase.INVOICE_ON
    invoice_buyer: str | None = purchase.INVOICE_BUYER
    paid_on: date | None = purchase.PAID_ON
    paid_cost: int | None = purchase.PAID_COST
    reason: str | None = may(Line(), N_("Reason"), N_("Why it was returned or cancelled"))


def cost(press: Press) -> Cost:
    """The article's ladder in fen: cost -> contract amount -> amount paid; nothing for editorial ones."""
    return Cost.by_papers(press.cost or 0, press.contract_cost, press.paid_cost)


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
