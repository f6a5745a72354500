"""Which records go into which volume of a month (A3)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final, TypeVar

from forecourt.kinds.ad import Ad
from forecourt.kinds.archive import Archive
from forecourt.kinds.common import Common
from forecourt.kinds.directive import Directive
from forecourt.kinds.event import Event
from forecourt.kinds.press import Press
from forecourt.kinds.print_job import PrintJob
from forecourt.kinds.showroom import Showroom
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.money.lifecycle import bucket_of, state_of, work_of
from forecourt.money.reporting import programmes_of, volume_month
from forecourt.words.text import N_

Dated = TypeVar("Dated", Ad, Press, Event, Directive)


def ads_of(records: Records, month: Month) -> list[Ad]:
    """Every ad plan of the month, drafts and cancelled ones too, in order of flight."""
    found = [ad for ad in records.of(Ad) if ad.month == month]
    return sorted(found, key=_of_ad)


def press_of(records: Records, month: Month) -> list[Press]:
    """Every article of the month, in order of publication, then of the day it is due."""
    found = [press for press in records.of(Press) if press.month == month]
    return sorted(found, key=_of_press)


def events_of(records: Records, month: Month) -> list[Event]:
    """Every event of the month, in order of its days."""
    found = [event for event in records.of(Event) if event.month == month]
    return sorted(found, key=_of_event)


def directives_of(records: Records, month: Month) -> list[Directive]:
    """What the manufacturer asked for the month, in order of receipt."""
    found = [directive for directive in records.of(Directive) if directive.month == month]
    return sorted(found, key=_of_directive)


def print_jobs_of(records: Records, month: Month) -> list[PrintJob]:
    """Every print job of the month that was not cancelled, in order of the day it is needed by."""
    found = [
        job for job in records.of(PrintJob) if job.month == month and work_of(records, job) != "cancelled"
    ]
    return sorted(found, key=lambda job: (job.needed_by, job.id))


def showroom_checks_of(records: Records, month: Month) -> list[Showroom]:
    """The rounds through the showroom that were made in the month, in order of their days."""
    found = [check for check in records.of(Showroom) if check.month == month and check.checked_on is not None]
    found = [check for check in found if work_of(records, check) != "cancelled"]
    return sorted(found, key=lambda check: (str(check.checked_on), check.id))


def ran_or_committed(records: Records, record: Common) -> bool:
    """Whether money is bound or spent for it: the papers of such a record go to the manufacturer."""
    if work_of(records, record) == "cancelled":
        return False
    return bucket_of(state_of(records, record)) in ("committed", "spent")


def is_done(records: Records, record: Common) -> bool:
    """Whether its work is over and counts."""
    return work_of(records, record) == "done"


def ad_items(records: Records, month: Month) -> list[Ad]:
    """Volume 1: ads of the period that ran or are committed, in order of flight."""
    placed = (ad for ad in _of_period(records, month, Ad) if ran_or_committed(records, ad))
    return sorted(placed, key=_of_ad)


def press_items(records: Records, month: Month) -> list[Press | Directive]:
    """Volume 2: articles of the period that appeared, then answered directives (evidence for them)."""
    articles = (
        press
        for press in _of_period(records, month, Press)
        if is_done(records, press) or _appeared(records, press)
    )
    answered = (
        directive
        for directive in _of_period(records, month, Directive)
        if directive.replied_on is not None or is_done(records, directive)
    )
    return [*sorted(articles, key=_of_press), *sorted(answered, key=_of_directive)]


def event_items(records: Records, month: Month) -> list[Event]:
    """Volume 3: events of the period with money bound or work done, in order of their days."""
    held = (
        event
        for event in _of_period(records, month, Event)
        if ran_or_committed(records, event) or is_done(records, event)
    )
    return sorted(held, key=_of_event)


def companions_of(records: Records, record: Common) -> tuple[Common, ...]:
    """Records whose papers belong to the same chapter: the archived ad of an ad."""
    if not isinstance(record, Ad):
        return ()
    return tuple(archive for archive in records.of(Archive) if archive.ad.casefold() == record.id.casefold())


def _of_period(records: Records, month: Month, kind: type[Dated]) -> Iterable[Dated]:
    """Records whose papers go into the volumes of that month."""
    programmes = programmes_of(records)
    for record in records.of(kind):
        if volume_month(programmes.get(record.month), record.month, last_day(record)) == month:
            yield record


def last_day(record: Common) -> date | None:
    """The day that decides in which period a record is reported; None while it has none.

    A flight and an event end, an article appears, a directive is answered; what has not is due.
    """
    if isinstance(record, Ad):
        return record.flight_end
    if isinstance(record, Event):
        return record.ends_on
    if isinstance(record, Press):
        return record.published_on or record.due_on
    return record.replied_on or record.due_on if isinstance(record, Directive) else None


def _of_ad(ad: Ad) -> tuple[date, str]:
    return (ad.flight_start, ad.id)


def _of_press(press: Press) -> tuple[date, str]:
    return (press.published_on or press.due_on, press.id)


def _of_event(event: Event) -> tuple[date, str]:
    return (event.starts_on, event.id)


def _of_directive(directive: Directive) -> tuple[date, str]:
    return (directive.received_on, directive.id)


def _appeared(records: Records, press: Press) -> bool:
    return press.published_on is not None and work_of(records, press) != "cancelled"


Selector = Callable[[Records, Month], Sequence[Common]]

# Number of the volume -> its title (catalogue source string).
TITLES: Final[Mapping[int, str]] = MappingProxyType(
    {1: N_("Ads and publicity"), 2: N_("Media and press"), 3: N_("Marketing events")}
)
# Number of the volume -> the records that are its items.
ITEMS: Final[Mapping[int, Selector]] = MappingProxyType({1: ad_items, 2: press_items, 3: event_items})
