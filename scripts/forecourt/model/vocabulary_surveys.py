"""The closed lists of competitor surveys: where a price was seen, what became of a week (M7, A5)."""

from typing import Final

from forecourt.model.vocabulary import closed_list
from forecourt.words.text import N_

SURVEY_SOURCES: Final = closed_list(
    N_("Seen or heard where"),
    store_visit=N_("Visit to their store"),
    call=N_("Call to their store"),
    website=N_("Their web site"),
    platform=N_("Quotation on a platform"),
    advert=N_("Their advertisement"),
    customer=N_("Told by a customer"),
)

SURVEY_WEEKS: Final = closed_list(
    N_("Survey of the week"),
    made=N_("Made"),
    missed=N_("Missed"),
    running=N_("Week still running"),
)

CHANGES: Final = closed_list(
    N_("What changed"),
    guide_price=N_("Guide price"),
    street_price=N_("Street price"),
    gifts=N_("Gifts"),
    finance=N_("Finance offer"),
)
