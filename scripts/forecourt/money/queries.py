"""What is asked of the records to score work, by the names of QUERIES: which record gives what (M12, A2).

Every query looks at what was due, or happened, in one month up to a day; most at what one person answers
for. It tells part and whole of every record that it counts, so each score opens into its records. What is
not due yet counts neither way; cancelled work never counts.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, TypeVar

from msgspec import Struct

from forecourt.kinds.ad import Ad
from forecourt.kinds.binder import Binder
from forecourt.kinds.claim import Claim
from forecourt.kinds.common import Common
from forecourt.kinds.directive import Directive
from forecourt.kinds.month import MonthPlan
from forecourt.kinds.policy import Policy
from forecourt.kinds.press import Press
from forecourt.kinds.programme import Programme
from forecourt.kinds.task import Task
from forecourt.model.months import Month
from forecourt.model.record import Record, Records
from forecourt.money.contacts import relations
from forecourt.money.funnel import funnel
from forecourt.money.lifecycle import IN_FORCE, work_of
from forecourt.money.platforms import platform_figures
from forecourt.money.quota import event_quota, press_quota
from forecourt.money.ratio import Ratio
from forecourt.money.readers import readers
from forecourt.money.showroom import score
from forecourt.money.surveys import weeks_of
from forecourt.money.volume_items import showroom_checks_of
from forecourt.money.workdays import posting

R = TypeVar("R", bound=Common)
# How a claim ends that was good as it was sent.
ACCEPTED: Final = ("granted", "partly_granted")


class Asked(Struct, frozen=True, kw_only=True):
    """What a query is asked over: records, month, day of today, and whose work (None: everybody's)."""

    records: Records
    month: Month
    today: date
    person: str | None = None

    @property
    def until(self) -> date:
        """The last day of the month, or today before that."""
        return min(self.today, self.month.last_day)

    def is_mine(self, id: str | None) -> bool:
        """Whether somebody's id is that of the person asked about."""
        return self.person is None or (id or "").casefold() == self.person.casefold()

    def holds(self, day: date | None) -> bool:
        """Whether a day lies in the month."""
        return day is not None and (day.year, day.month) == (self.month.year, self.month.number)

    def real(self, cls: type[R]) -> Iterator[R]:
        """Records of that class whose work was not cancelled, in order of path."""
        yield from (one for one in self.records.of(cls) if work_of(self.records, one) != "cancelled")

    @property
    def plan(self) -> MonthPlan | None:
        """The month's record."""
        return next((one for one in self.records.of(MonthPlan) if one.month == self.month), None)


class Hit(Struct, frozen=True, kw_only=True):
    """What one field of one record adds to the numerator and to the denominator."""

    record: Record
    field: str
    part: int
    whole: int


class Answer(Struct, frozen=True, kw_only=True):
    """What a query found: its records, and numerator ÷ denominator over all of them."""

    query: str
    hits: tuple[Hit, ...]

    @property
    def ratio(self) -> Ratio:
        """Σ part ÷ Σ whole; nothing to divide by when nothing was due."""
        return Ratio(part=sum(one.part for one in self.hits), whole=sum(one.whole for one in self.hits))


Query = Callable[[Asked], Iterator[Hit]]


def ask(query: str, asked: Asked) -> Answer:
    """The answer to one of QUERIES; raises KeyError for any other name."""
    return Answer(query=query, hits=tuple(_QUERIES[query](asked)))


def _timely(record: Record, field: str, done: date | None, due: date, asked: Asked) -> Iterator[Hit]:
    """Done by its day counts fully, later or still open after it not at all; the day itself is in time."""
    if done is not None or due < asked.until:
        yield Hit(record=record, field=field, part=int(done is not None and done <= due), whole=1)


def _by_due_day(cls: type[Common], *, whose: str, due: str, done: str) -> Query:
    """Records of a class that were due in the month, by the fields that say whose they are, due and done."""

    def query(asked: Asked) -> Iterator[Hit]:
        for one in asked.real(cls):
            day = getattr(one, due)
            if asked.is_mine(getattr(one, whose)) and asked.holds(day):
                yield from _timely(one, due, getattr(one, done), day, asked)

    return query


def _copy(asked: Asked) -> Iterator[Hit]:
    """Ads that are over and do not say when their copy was approved tell nothing."""
    for one in asked.real(Ad):
        is_told = one.copy_approved_on is not None or work_of(asked.records, one) == "open"
        if is_told and asked.is_mine(one.owner) and asked.holds(one.copy_deadline):
            yield from _timely(one, "copy_deadline", one.copy_approved_on, one.copy_deadline, asked)


def _press_pieces(asked: Asked) -> Iterator[Hit]:
    if asked.plan is not None:
        yield Hit(record=asked.plan, field="press_pieces", part=0, whole=asked.plan.press_pieces)
        for one in press_quota(asked.records, asked.month).done:
            yield Hit(record=one, field="state", part=1, whole=0)


def _press_points(asked: Asked) -> Iterator[Hit]:
    if asked.plan is not None:
        yield Hit(record=asked.plan, field="press_points", part=0, whole=asked.plan.press_points)
        for line in press_quota(asked.records, asked.month).by_tier:
            for one in line.done:
                yield Hit(record=one, field="outlet", part=line.points_each, whole=0)


def _events(asked: Asked) -> Iterator[Hit]:
    if asked.plan is not None:
        yield Hit(record=asked.plan, field="event_quota", part=0, whole=asked.plan.event_quota)
        for one in event_quota(asked.records, asked.month).done:
            yield Hit(record=one, field="state", part=1, whole=0)


def _claims(asked: Asked) -> Iterator[Hit]:
    """Of the claims that the manufacturer audited in the month; what was sent again is counted once."""
    for one in asked.real(Claim):
        if asked.is_mine(one.owner) and asked.holds(one.audited_on) and one.resubmission_of is None:
            yield Hit(record=one, field="result", part=int(one.result in ACCEPTED), whole=1)


def _volumes(asked: Asked) -> Iterator[Hit]:
    """Of the month's own volumes, whose posting day lies at its end."""
    plan = asked.plan
    programme = None if plan is None else asked.records.find(Programme, plan.programme)
    if plan is None or programme is None:
        return
    due, posted = posting(programme, asked.month).day, None
    for one in asked.real(Binder):
        if one.month == asked.month and one.replaces is None and asked.is_mine(one.preparer):
            posted = one
    if posted is not None:
        yield from _timely(posted, "posted_on", posted.posted_on, due, asked)
    elif due < asked.today and asked.person is None:
        yield Hit(record=plan, field="month", part=0, whole=1)


def _desk(asked: Asked) -> Iterator[Hit]:
    found = funnel(asked.records, asked.month, asked.today)
    for one in found.days:
        yield Hit(record=one, field="day", part=1, whole=1)
    if asked.plan is not None and found.days and found.missing:
        yield Hit(record=asked.plan, field="month", part=0, whole=len(found.missing))


def _replies(asked: Asked) -> Iterator[Hit]:
    for one in platform_figures(asked.records, asked.month, asked.today):
        if asked.is_mine(one.log.owner) and one.in_time.whole:
            yield Hit(record=one.log, field="entries", part=one.in_time.part or 0, whole=one.in_time.whole)


def _surveys(asked: Asked) -> Iterator[Hit]:
    for week in weeks_of(asked.records, asked.month, asked.today):
        if week.surveys:
            yield Hit(record=week.surveys[0], field="surveyed_on", part=1, whole=1)
        elif week.standing == "missed" and asked.plan is not None:
            yield Hit(record=asked.plan, field="month", part=0, whole=1)


def _outlets(asked: Asked) -> Iterator[Hit]:
    for one in relations(asked.records, asked.until):
        if one.outlet.contact_every is not None:
            record, field = (one.last, "day") if one.last else (one.outlet, "contact_every")
            yield Hit(record=record, field=field, part=int(one.standing == "in_touch"), whole=1)


def _showroom(asked: Asked) -> Iterator[Hit]:
    for one in showroom_checks_of(asked.records, asked.month):
        found = score(one.items)
        if asked.is_mine(one.checker) and found.whole:
            yield Hit(record=one, field="items", part=found.part or 0, whole=found.whole)


def _rules(asked: Asked) -> Iterator[Hit]:
    """Of the rules in force whose last day for signing lies in the month."""
    for policy in asked.real(Policy):
        for one in readers(asked.records, policy, asked.today) if policy.state == IN_FORCE else ():
            if asked.is_mine(one.person.id) and asked.holds(one.due):
                signed = None if one.signature is None else one.signature.at
                yield from _timely(policy, "signatures", signed, one.due, asked)


_QUERIES: Final[Mapping[str, Query]] = MappingProxyType(
    {
        "tasks_on_time": _by_due_day(Task, whose="owner", due="due_on", done="done_on"),
        "directives_on_time": _by_due_day(Directive, whose="owner", due="due_on", done="replied_on"),
        "articles_on_time": _by_due_day(Press, whose="author", due="due_on", done="published_on"),
        "copy_on_time": _copy,
        "press_pieces": _press_pieces,
        "press_points": _press_points,
        "events_held": _events,
        "claims_first_time": _claims,
        "volumes_on_time": _volumes,
        "desk_days": _desk,
        "replies_in_time": _replies,
        "surveys_made": _surveys,
        "outlets_in_touch": _outlets,
        "showroom_score": _showroom,
        "rules_signed": _rules,
    }
)
