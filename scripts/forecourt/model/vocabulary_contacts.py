"""The closed lists of media relations: ways of contact, whom we speak with, how a relation stands (M4)."""

from typing import Final

from forecourt.model.vocabulary import closed_list
from forecourt.words.text import N_

CONTACT_WAYS: Final = closed_list(
    N_("Way of contact"),
    visit=N_("Visit"),
    call=N_("Phone call"),
    message=N_("Message"),
    mail=N_("E-mail"),
    meeting=N_("Meeting or press conference"),
    event=N_("At one of our events"),
)

# Roles, never names: who a journalist is does not belong into the records (domain 2.16).
COUNTERPARTS: Final = closed_list(
    N_("Whom at the outlet"),
    chief_editor=N_("Chief editor"),
    section_editor=N_("Section editor"),
    journalist=N_("Journalist"),
    presenter=N_("Presenter or creator"),
    ad_sales=N_("Advertising sales"),
    account_service=N_("Account service"),
    pr_agency=N_("Manufacturer's PR agency"),
    other=N_("Somebody else"),
)

RELATIONS: Final = closed_list(
    N_("How the relation stands"),
    in_touch=N_("In touch"),
    late=N_("Not in touch for too long"),
    never=N_("No contact yet"),
    no_rhythm=N_("No rhythm set"),
)
