"""The closed lists of online work: what is logged of a platform, and how a post says who speaks."""

from typing import Final

from forecourt.model.vocabulary import closed_list
from forecourt.words.text import N_

PLATFORM_ENTRIES: Final = closed_list(
    N_("Kind of work"),
    prices=N_("Prices of the day"),
    promotion=N_("Offer posted"),
    news=N_("Article posted"),
    model=N_("Car page kept up"),
    forum=N_("Forum post"),
    social=N_("Post on an own account"),
    refresh=N_("Refreshed"),
    reply=N_("Question answered"),
    figures=N_("Figures of the day"),
)
# What keeps a page fresh, so that a gap between two of them counts.
FRESHENING: Final = frozenset({"prices", "promotion", "news", "model", "refresh"})

DISCLOSURES: Final = closed_list(
    N_("Who speaks"),
    dealer_account=N_("Verified dealer account"),
    named_in_title=N_("The title says it is the dealership"),
    named_in_text=N_("The text says it is the dealership"),
)

SEM_ALARMS: Final = closed_list(
    N_("What to look at"),
    low_balance=N_("Balance is low"),
    low_days=N_("Balance lasts a few days only"),
    cost_a_click=N_("Clicks have become dear"),
    out_of_hours=N_("Much cost out of hours"),
    wasted=N_("Keyword costs and brings nothing"),
)
