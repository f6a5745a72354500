"""The home page: this month's money and quotas, what is overdue, what is due soon (M2, M8, M9, A3)."""

from dataclasses import dataclass
from typing import Final

from forecourt.kinds.dealership import Dealership
from forecourt.kinds.month import MonthPlan
from forecourt.kinds.programme import Programme
from forecourt.model.finding import Severity
from forecourt.model.months import Month
from forecourt.model.vocabulary import PARTIES
from forecourt.money.agenda import Agenda, Due, agenda
from forecourt.money.workdays import Posting, posting
from forecourt.portal.desk import Place
from forecourt.portal.doubts import Doubts, doubts, lost_plan, lost_programmes
from forecourt.portal.inputs import Volume
from forecourt.portal.money import MonthMoney, month_money
from forecourt.words.text import N_, text

WITHIN: Final = 10
# What a person takes in at a glance; the rest is folded away.
SHOWN: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """What the board shows; `money`, `posting` and `next_posting` are None while no month has a record.

    `money` is None too while records that decide every figure cannot be read: `doubts` says which.
    `is_planned`: the month has a record that can be read. `no_programme`: files of programmes that cannot be
    read, so that nobody can say whether they are samples.
    """

    dealership: Dealership | None
    month: Month
    is_this_month: bool
    is_planned: bool
    money: MonthMoney | None
    doubts: Doubts
    agenda: Agenda
    posting: Posting | None
    next_posting: Posting | None
    sample: bool
    no_programme: tuple[str, ...]
    volumes: tuple[Volume, ...]
    errors: int
    warnings: int


def board(place: Place) -> Board:
    """The board of the month that today lies in, or of the newest month before it that has a record."""
    desk = place.desk
    month = board_month(place)
    plan = next((plan for plan in desk.records.of(MonthPlan) if plan.month == month), None)
    programme = None if plan is None else desk.records.find(Programme, plan.programme)
    doubted = doubts(desk, month)
    severities = [finding.severity for finding in desk.inputs.findings]
    return Board(
        dealership=next(iter(desk.records.of(Dealership)), None),
        month=month,
        is_this_month=month == Month.of(desk.today),
        is_planned=plan is not None,
        money=None if plan is None or doubted.law else month_money(place, month),
        doubts=doubted,
        agenda=agenda(desk.inputs.world, within=WITHIN),
        posting=None if programme is None else posting(programme, month),
        next_posting=None if programme is None else posting(programme, month.plus(1)),
        sample=any(programme.sample for programme in desk.records.of(Programme)),
        no_programme=lost_programmes(desk),
        volumes=tuple(volume for volume in desk.inputs.volumes if volume.month == month),
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
    )


def board_month(place: Place) -> Month:
    """This month when it has a record, readable or not; else the newest before it that has one; else this."""
    this = Month.of(place.desk.today)
    if lost_plan(place.desk, this):
        return this
    known = [plan.month for plan in place.desk.records.of(MonthPlan) if plan.month <= this]
    return max(known, default=this)


def when(place: Place, due: Due) -> str:
    """How far away a day is, in working days."""
    if due.workdays < 0:
        sentence = text(N_("{days} working days late"), days=-due.workdays)
    elif due.day < place.desk.today:
        sentence = text(N_("late, no working day since"))
    elif due.day == place.desk.today:
        sentence = text(N_("today"))
    else:
        sentence = text(N_("in {days} working days"), days=due.workdays)
    return place.desk.words.say(sentence)


def ball(place: Place, due: Due) -> str:
    """Who must act."""
    return place.display.choice(PARTIES, due.ball)
