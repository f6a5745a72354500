"""Which records go into which volume of a month (A3)."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from forecourt.kinds.ad import Ad
from forecourt.kinds.archive import Archive
from forecourt.kinds.common import Common
from forecourt.kinds.directive import Directive
from forecourt.kinds.event import Event
from forecourt.kinds.press import Press
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.money.lifecycle import bucket_of, state_of, work_of
from forecourt.words.text import N_


def ads_of(records: Records, month: Month) -> list[Ad]:
    """Every ad plan of the month, drafts and cancelled ones too, in order of flight."""
    found = [ad for ad in records.of(Ad) if ad.month == month]
    return sorted(found, key=lambda ad: (ad.flight_start, ad.id))


def press_of(records: Records, month: Month) -> list[Press]:
    """Every article of the month, in order of publication, then of the day it is due."""
    found = [press for press in records.of(Press) if press.month == month]
    return sorted(found, key=lambda press: (press.published_on or press.due_on, press.id))


def events_of(records: Records, month: Month) -> list[Event]:
    """Every event of the month, in order of its days."""
    found = [event for event in records.of(Event) if event.month == month]
    return sorted(found, key=lambda event: (event.starts_on, event.id))


def directives_of(records: Records, month: Month) -> list[Directive]:
    """What the manufacturer asked for the month, in order of receipt."""
    found = [directive for directive in records.of(Directive) if directive.month == month]
    return sorted(found, key=lambda directive: (directive.received_on, directive.id))


def ran_or_committed(records: Records, record: Common) -> bool:
    """Whether money is bound or spent for it: the papers of such a record go to the manufacturer."""
    if work_of(records, record) == "cancelled":
        return False
    return bucket_of(state_of(records, record)) in ("committed", "spent")


def is_done(records: Records, record: Common) -> bool:
    """Whether its work is over and counts."""
    return work_of(records, record) == "done"


def ad_items(records: Records, month: Month) -> list[Common]:
    """Volume 1: ads that ran or are committed."""
    return [ad for ad in ads_of(records, month) if ran_or_committed(records, ad)]


def press_items(records: Records, month: Month) -> list[Common]:
    """Volume 2: articles that appeared, then answered directives (evidence of the direction)."""
    articles = [
        press for press in press_of(records, month) if is_done(records, press) or _appeared(records, press)
    ]
    answered = [
        directive
        for directive in directives_of(records, month)
        if directive.replied_on is not None or is_done(records, directive)
    ]
    return [*articles, *answered]


def event_items(records: Records, month: Month) -> list[Common]:
    """Volume 3: events with money bound or work done."""
    return [
        event
        for event in events_of(records, month)
        if ran_or_committed(records, event) or is_done(records, event)
    ]


def companions_of(records: Records, record: Common) -> tuple[Common, ...]:
    """Records whose papers belong to the same chapter: the archived ad of an ad."""
    if not isinstance(record, Ad):
        return ()
    return tuple(archive for archive in records.of(Archive) if archive.ad.casefold() == record.id.casefold())


def _appeared(records: Records, press: Press) -> bool:
    return press.published_on is not None and work_of(records, press) != "cancelled"


Selector = Callable[[Records, Month], list[Common]]

# Number of the volume -> its title (catalogue source string).
TITLES: Final[Mapping[int, str]] = MappingProxyType(
    {1: N_("Ads and publicity"), 2: N_("Media and press"), 3: N_("Marketing events")}
)
# Number of the volume -> the records that are its items.
ITEMS: Final[Mapping[int, Selector]] = MappingProxyType({1: ad_items, 2: press_items, 3: event_items})
