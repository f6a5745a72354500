"""The home page: what each person must do now, who waits for whom, the month's money (M1, M2, M8).

Every person has a page of the same, so that who opens the portal in the morning sees the own work first; it
needs no script.
"""

from typing import Final

from markupsafe import Markup
from msgspec import Struct

from forecourt.kinds.dealership import Dealership
from forecourt.kinds.month import MonthPlan
from forecourt.kinds.programme import Programme
from forecourt.kinds.staff import Staff
from forecourt.model.finding import Severity
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.model.vocabulary import DEPARTMENTS, ROLES, WEEKDAYS
from forecourt.money.claims_risk import countdown, days_to
from forecourt.money.workdays import Posting, posting
from forecourt.portal.claims import Owed, owed
from forecourt.portal.desk import Place
from forecourt.portal.doubts import Doubts, doubts, lost_plan, lost_programmes
from forecourt.portal.inputs import Volume
from forecourt.portal.money import MonthMoney, month_money
from forecourt.portal.readiness import MonthOfVolumes, month_of_volumes
from forecourt.portal.tasks import Duties, Task, duties_of, waited_for
from forecourt.tables.charts import Stretch, strip

# What a person takes in at a glance; the rest is folded away.
SHOWN: Final = 10
# Tranches that end later need no place on the first page.
TRANCHE_DAYS: Final = 92


class Person(Struct, frozen=True, kw_only=True):
    """One person of the staff with the work that waits."""

    record: Staff
    roles: tuple[str, ...]
    department: str
    duties: Duties

    @property
    def count(self) -> int:
        """How many pieces of work are this person's turn."""
        return len(self.duties.late) + len(self.duties.soon) + len(self.duties.later)


class Ending(Struct, frozen=True, kw_only=True):
    """A tranche with money left: its fund and month, yuan left of yuan accrued, and its last days.

    `share` is what is left in percent of what was accrued, `bar` draws it.
    """

    label: str
    month: Month
    left: str
    amount: str
    share: int
    bar: Markup
    use_by: str
    claim_by: str
    days: int
    forecast: bool


class Today(Struct, frozen=True, kw_only=True):
    """What the home page shows; `money`, `posting` and `next_posting` are None while no month has a record.

    `money` and `owed` are None too while records that decide every figure cannot be read: `doubts` says
    which. `is_planned`: the month has a record that can be read. `no_programme`: files of programmes that
    cannot be read, so that nobody can say whether they are samples.
    """

    dealership: Dealership | None
    weekday: str
    month: Month
    is_this_month: bool
    is_planned: bool
    money: MonthMoney | None
    doubts: Doubts
    people: tuple[Person, ...]
    late: tuple[Task, ...]
    soon: tuple[Task, ...]
    waiting: tuple[Task, ...]
    owed: Owed | None
    endings: tuple[Ending, ...]
    posting: Posting | None
    next_posting: Posting | None
    readiness: MonthOfVolumes | None
    sample: bool
    no_programme: tuple[str, ...]
    volumes: tuple[Volume, ...]
    errors: int
    warnings: int


def today(place: Place, tasks: tuple[Task, ...]) -> Today:
    """The day's view of the month that today lies in, or of the newest month before it that has a record."""
    desk = place.desk
    month = month_of_today(place)
    plan = next((plan for plan in desk.records.of(MonthPlan) if plan.month == month), None)
    programme = None if plan is None else desk.records.find(Programme, plan.programme)
    doubted = doubts(desk, month)
    severities = [finding.severity for finding in desk.inputs.findings]
    return Today(
        dealership=next(iter(desk.records.of(Dealership)), None),
        weekday=place.display.choice(WEEKDAYS, list(WEEKDAYS.terms)[desk.today.weekday()]),
        month=month,
        is_this_month=month == Month.of(desk.today),
        is_planned=plan is not None,
        money=None if plan is None or doubted.law else month_money(place, month),
        doubts=doubted,
        people=people_of(place, tasks),
        late=tuple(task for task in tasks if task.is_late(desk.today)),
        soon=tuple(task for task in tasks if task.is_soon(desk.today)),
        waiting=waited_for(tasks),
        owed=None if doubted.law else owed(place),
        endings=() if doubted.law else _endings(place),
        posting=None if programme is None else posting(programme, month),
        next_posting=None if programme is None else posting(programme, month.plus(1)),
        readiness=None if plan is None else month_of_volumes(place, month),
        sample=any(programme.sample for programme in desk.records.of(Programme)),
        no_programme=lost_programmes(desk),
        volumes=tuple(volume for volume in desk.inputs.volumes if volume.month == month),
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
    )


def month_of_today(place: Place) -> Month:
    """This month when it has a record, readable or not; else the newest before it that has one; else this."""
    this = Month.of(place.desk.today)
    if lost_plan(place.desk, this):
        return this
    known = [plan.month for plan in place.desk.records.of(MonthPlan) if plan.month <= this]
    return max(known, default=this)


def people_of(place: Place, tasks: tuple[Task, ...]) -> tuple[Person, ...]:
    """Everybody who is on the staff or has work, in the order of roles and names."""
    staff = place.desk.law.staff
    # Whoever left may still own work, which must not vanish with the person.
    busy = {id for task in tasks for id in task.actors}
    others = [one for one in place.desk.records.of(Staff) if one.id in busy and one not in staff]
    found = [_person(place, person, tasks) for person in (*staff, *others)]
    order = list(ROLES.terms)
    return tuple(
        sorted(
            found,
            key=lambda one: (min(map(order.index, one.record.roles), default=len(order)), one.record.title),
        )
    )


def _person(place: Place, person: Staff, tasks: tuple[Task, ...]) -> Person:
    return Person(
        record=person,
        roles=tuple(place.display.choice(ROLES, role) for role in person.roles),
        department=place.display.choice(DEPARTMENTS, person.department),
        duties=duties_of(tasks, person.id, place.desk.today),
    )


def _endings(place: Place) -> tuple[Ending, ...]:
    """Tranches whose money is lost within the next three months, the nearest first."""
    records: Records = place.desk.records
    today = place.desk.today
    near = (one for one in countdown(records, today) if days_to(today, one.ends_on) <= TRANCHE_DAYS)
    return tuple(
        Ending(
            label=one.tranche.label,
            month=one.tranche.month,
            left=place.display.yuan(one.open),
            amount=place.display.yuan(one.tranche.amount),
            share=one.open * 100 // one.tranche.amount if one.tranche.amount else 0,
            bar=strip([Stretch(tone="open", size=one.open)], one.tranche.amount),
            use_by=one.use_by.isoformat(),
            claim_by=one.claim_by.isoformat(),
            days=days_to(today, one.ends_on),
            forecast=one.is_forecast,
        )
        for one in near
    )
