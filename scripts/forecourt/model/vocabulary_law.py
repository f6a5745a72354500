"""The closed lists of the law: personal data, what ads offer, why a wording may stand."""

from typing import Final

from forecourt.model.vocabulary import closed_list
from forecourt.words.text import N_

PERSONAL: Final = closed_list(
    N_("Personal data"),
    mobile=N_("mobile number"),
    id_card=N_("ID card number"),
    plate=N_("number plate"),
    vin=N_("vehicle number with a name"),
    bank_card=N_("bank card number"),
)

OFFER_TYPES: Final = closed_list(
    N_("Kind of offer"),
    price=N_("Price"),
    compared_price=N_("Price compared with another"),
    gift=N_("Gift or service for free"),
    finance=N_("Credit or instalments"),
    draw=N_("Prize draw"),
)

WAIVER_REASONS: Final = closed_list(
    N_("Why the wording is allowed"),
    own_facts=N_("Own name, hours or range of business, praising nothing"),
    attitude=N_("Only the attitude, concept or aim of the service"),
    self_comparison=N_("Own products compared with each other, true"),
    usage_tip=N_("Tip for the use of the product"),
    standard_grade=N_("Grading term of a published standard"),
    trade_name=N_("Part of a trade mark or of a product's name"),
    award=N_("Officially granted award or title"),
    order_fact=N_("Fact of time, place or rank, limited and proved"),
)
