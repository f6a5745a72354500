"""How the manufacturer's directives of a month were answered: in time or not, by which records (M8, W3.1)."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from forecourt.kinds.directive import Directive
from forecourt.model.months import Month
from forecourt.model.record import Record, Records
from forecourt.money.lifecycle import work_of
from forecourt.money.punctual import in_time
from forecourt.money.ratio import Ratio


class Reply(Struct, frozen=True, kw_only=True):
    """One directive: whether it was answered in time (None: not due yet), and the records that answer it."""

    directive: Directive
    on_time: bool | None
    answers: tuple[Record, ...]


class Replies(Struct, frozen=True, kw_only=True):
    """A month's directives by day due; `on_time` is answered in time ÷ answered or due."""

    lines: tuple[Reply, ...]
    on_time: Ratio

    @property
    def open(self) -> tuple[Reply, ...]:
        """Those that were not answered yet."""
        return tuple(line for line in self.lines if line.directive.replied_on is None)


def replies(records: Records, month: Month, today: date) -> Replies:
    """How the directives for `month` stand on `today`; cancelled ones are left out."""
    wanted = [
        one for one in records.of(Directive) if one.month == month and work_of(records, one) != "cancelled"
    ]
    lines = tuple(
        Reply(
            directive=one,
            on_time=in_time(one.due_on, one.replied_on, today),
            answers=tuple(_answers(records, one)),
        )
        for one in sorted(wanted, key=lambda one: (one.due_on, one.id))
    )
    judged = [line.on_time for line in lines if line.on_time is not None]
    return Replies(lines=lines, on_time=Ratio(part=sum(judged), whole=len(judged)))


def _answers(records: Records, directive: Directive) -> Iterator[Record]:
    """What the directive names as its answer, and what says of itself that it answers it; each once."""
    named = [records.get(id) for id in directive.answered_by]
    saying = [one for one in records if _answers_directive(one, directive)]
    found = {one.id: one for one in (*named, *saying) if one is not None}
    yield from found.values()


def _answers_directive(record: Record, directive: Directive) -> bool:
    """Ads, articles and events have a field that names the directive which they answer."""
    named = getattr(record, "directive", None)
    return isinstance(named, str) and named.casefold() == directive.id.casefold()
