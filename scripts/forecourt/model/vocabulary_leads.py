"""The closed lists of the funnel: its rates and the definitions that they are printed by."""

from typing import Final

from forecourt.model.vocabulary import closed_list
from forecourt.words.text import N_

FUNNEL_RATES: Final = closed_list(
    N_("Rate of the funnel"),
    file_rate=N_("File rate"),
    test_drive_rate=N_("Test-drive rate"),
    invitation_rate=N_("Invitation rate"),
    valid_rate=N_("Valid-lead rate"),
    close_rate=N_("Close rate"),
)

FUNNEL_DEFINITIONS: Final = closed_list(
    N_("Definition of a rate"),
    dms=N_("As the manufacturer's dealer system counts"),
    crm=N_("As the store's customer system counts"),
    crm_first=N_("As the store's customer system counts, first visits only"),
)
