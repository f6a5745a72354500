"""Whether what had a last day was done by it, by the days in the records themselves (M12; domain 2.15)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from forecourt.kinds.common import Common
from forecourt.kinds.directive import Directive
from forecourt.kinds.press import Press
from forecourt.kinds.print_job import PrintJob
from forecourt.kinds.task import Task
from forecourt.model.record import Record, Records
from forecourt.model.unread import is_read
from forecourt.money.lifecycle import work_of
from forecourt.money.ratio import Ratio

# The field with the last day, and the one with the day on which it was done.
DAYS: Final[Mapping[type[Record], tuple[str, str]]] = {
    Task: ("due_on", "done_on"),
    Directive: ("due_on", "replied_on"),
    Press: ("due_on", "published_on"),
    PrintJob: ("needed_by", "delivered_on"),
}


def in_time(due: date, done: date | None, today: date) -> bool | None:
    """The last day itself is in time; None: not done, and the day has not passed."""
    if done is not None:
        return done <= due
    return False if due < today else None


def on_time(records: Records, today: date) -> Mapping[tuple[str, str], Ratio]:
    """By owner (id in small letters) and kind: done by the last day ÷ done or past it; cancelled ones not."""
    found: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for record, verdict in _judged(records, today):
        found[record.owner.casefold(), record.kind].append(verdict)
    return {key: Ratio(part=sum(kept), whole=len(kept)) for key, kept in found.items()}


def _judged(records: Records, today: date) -> Iterator[tuple[Common, bool]]:
    for record in records:
        fields = DAYS.get(type(record))
        if fields is None or not isinstance(record, Common) or not is_read(record.owner):
            continue
        due, done = (getattr(record, name) for name in fields)
        work = work_of(records, record)
        if work == "cancelled" or not is_read(due) or not is_read(done):
            continue
        # Whoever did not write the day down still did the work; nobody can say when.
        verdict = in_time(due, done, today) if done is not None or work == "open" else None
        if verdict is not None:
            yield record, verdict
