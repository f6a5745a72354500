"""The tables of media relations, declared: outlets by silence, and the month's contacts (M4)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from forecourt.model.vocabulary import MEDIA_TIERS
from forecourt.model.vocabulary_contacts import CONTACT_WAYS, COUNTERPARTS
from forecourt.model.vocabulary_contacts import RELATIONS as STANDINGS
from forecourt.tables.layout import Holds, Layout, code, column
from forecourt.words.text import N_

RELATIONS: Final = Layout(
    name="relations",
    title=N_("Days since the last contact"),
    columns=(
        column("outlet", N_("Record of the outlet"), Holds.IDS),
        column("outlet_name", N_("Outlet")),
        code("tier", MEDIA_TIERS),
        column("last_on", N_("Last contact"), Holds.DAY),
        column("days", N_("Days since"), Holds.MAYBE_COUNT),
        column("every", N_("In touch at least every (days)"), Holds.MAYBE_COUNT),
        column("due_on", N_("Next contact by"), Holds.DAY),
        code("standing", STANDINGS),
        column("records", N_("Records behind it"), Holds.IDS),
    ),
)
CONTACTS: Final = Layout(
    name="contacts",
    title=N_("Media contacts of the month"),
    columns=(
        column("day", N_("Day"), Holds.DAY),
        column("outlet", N_("Record of the outlet"), Holds.IDS),
        column("outlet_name", N_("Outlet")),
        code("counterpart", COUNTERPARTS),
        code("way", CONTACT_WAYS),
        column("by", N_("Record of who of us"), Holds.IDS),
        column("by_name", N_("Who of us")),
        column("subject", N_("Subject")),
        column("outcome", N_("Result of the contact")),
        column("next_action", N_("What comes next")),
        column("next_on", N_("Next by"), Holds.DAY),
        column("answer_days", N_("Days to the answer"), Holds.MAYBE_COUNT),
        column("state", N_("State")),
        column("records", N_("Records behind it"), Holds.IDS),
    ),
)

LAYOUTS: Final[Mapping[str, Layout]] = MappingProxyType({one.name: one for one in (RELATIONS, CONTACTS)})
