"""Table of volume 2: the media contacts that were made in the month (M4; domain 7.5)."""

from forecourt.binder.content import Row, Sheet
from forecourt.binder.edition import Edition
from forecourt.kinds.contact import Contact
from forecourt.model.vocabulary_contacts import CONTACT_WAYS, COUNTERPARTS
from forecourt.money.contacts import contacts_of
from forecourt.words.text import N_


def contact_sheets(edition: Edition) -> tuple[Sheet, ...]:
    """One table; none in a month without a contact."""
    found = contacts_of(edition.records, edition.month)
    if not found:
        return ()
    return (
        Sheet(
            anchor="contacts",
            title=edition.say(N_("Media contacts of the month")),
            columns=edition.columns(
                (N_("Day"), 13),
                (N_("Outlet"), 20),
                (COUNTERPARTS.label, 15),
                (CONTACT_WAYS.label, 12),
                (N_("Subject"), 28),
                (N_("Who of us"), 12),
            ),
            rows=tuple(_row(edition, one) for one in found),
        ),
    )


def _row(edition: Edition, one: Contact) -> Row:
    display = edition.display
    cells = (
        edition.day(one.day),
        display.title(one.outlet),
        display.choice(COUNTERPARTS, one.counterpart),
        display.choice(CONTACT_WAYS, one.way),
        one.title,
        display.title(one.by),
    )
    return Row(cells=cells)
