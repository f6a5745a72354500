"""What a new media contact begins with (M4)."""

from typing import Any, Final

from forecourt.commands.start import Start
from forecourt.money.contacts import relations

OFTEN: Final = {"way": "call", "counterpart": "section_editor"}


def contact(start: Start) -> dict[str, Any]:
    """A call today by the owner, with the outlet that waits longest."""
    values = {"day": str(start.today), "by": start.owner, **OFTEN}
    waiting = relations(start.records, start.today)
    return {**values, "outlet": waiting[0].outlet.id} if waiting else values
