"""What an ad promises: price, gift, draw or credit, with everything that the law wants stated beside it."""

from datetime import date
from typing import Final

from forecourt.kinds.fields import Choice, Count, Day, Line, ListOf, Money, YesNo, may, need
from forecourt.model.record import Group
from forecourt.model.vocabulary_law import OFFER_TYPES
from forecourt.words.text import N_


class Offer(Group, frozen=True, kw_only=True):
    """One promise of a text (Advertising Law art. 8; order 56; unfair-competition law on draws)."""

    type: str = need(Choice(OFFER_TYPES), N_("Kind of offer"))
    what: str = need(
        Line(), N_("What is offered"), N_("Kind and specification of the gift, or the car and trim")
    )
    amount: int | None = may(Money(), N_("Price or value"), unit=N_("yuan"))
    compare_basis: str | None = may(
        Line(), N_("Compared with"), N_("Guide price of which day, or the lowest deal of the last 7 days")
    )
    quantity: int | None = may(Count(least=1), N_("Quantity"))
    valid_from: date = need(Day(), N_("Valid from"))
    valid_to: date = need(Day(), N_("Valid until"))
    conditions: str = need(Line(), N_("Conditions and way"), N_("Who gets it, how, and what it depends on"))


# What a text for the public declares of itself: an ad, an article, a print job, what an event promises.
OFFERS: Final = may(ListOf(Offer), N_("Offers made"), N_("Every price, gift or credit in the copy"))
PORTRAITS: Final = may(
    YesNo(), N_("Shows people"), N_("Who can be recognised must have agreed in writing (art. 33)")
)
