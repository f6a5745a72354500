"""What a new record begins with: sensible values out of the records that are there (`./forecourt new`)."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, Final

from forecourt.commands import starts_binder as binders
from forecourt.commands import starts_claims as claims
from forecourt.commands import starts_contacts as contacts
from forecourt.commands import starts_house as house
from forecourt.commands import starts_law as laws
from forecourt.commands import starts_online as online
from forecourt.commands import starts_print as prints
from forecourt.commands.start import Start, covers, first_state, programme_of
from forecourt.commands.starts_archive import archive
from forecourt.kinds.common import Kind
from forecourt.kinds.month import MonthPlan
from forecourt.kinds.outlet import Outlet
from forecourt.kinds.procedure import Procedure
from forecourt.kinds.programme import Programme
from forecourt.kinds.selfscore import SelfScore
from forecourt.kinds.staff import Staff
from forecourt.kinds.table import KINDS
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.model.refusal import RefusedError
from forecourt.model.vocabulary import MEDIA_TIERS, WEEKDAYS
from forecourt.money.accrual import OF_INVOICES
from forecourt.money.lifecycle import procedure_of, state_of, work_of
from forecourt.money.workdays import add_workdays
from forecourt.words.text import N_, text

# Front matter as it will be written: text, lists and blocks.
Values = dict[str, Any]

COPY_DAYS: Final = 3
PRESS_DAYS: Final = 3
EVENT_DAYS: Final = 5
REPORT_DAYS: Final = 3
REPLY_DAYS: Final = 5
DELEGATED_DAYS: Final = 7


def first_values(kind: Kind, start: Start) -> Values:
    """Values of some fields of a new record of `kind`; the others get what their type begins with."""
    values: Values = {
        "title": start.open_text,
        "state": first_state(kind, start.records),
        "owner": start.owner,
        "month": str(start.month),
    }
    values.update(_STARTS[kind.name](start))
    return values


def _nothing(start: Start) -> Values:
    return {}


def _ad(start: Start) -> Values:
    """The first outlet that still appears in the month, on its first day for which copy can be ready."""
    known = [one for one in start.records.of(Outlet) if _in_use(start, one)]
    outlet = next((one for one in known if _day_in(start, one)), next(iter(known), None))
    lead = _lead(outlet)
    day = (outlet and _day_in(start, outlet)) or start.ahead(lead)
    values: Values = {
        "flight_start": str(day),
        "flight_end": str(day),
        # Late in a month there is no such day left: then today, and the check tells what that means.
        "copy_deadline": str(min(max(add_workdays(day, -lead), start.today), day)),
        "discount": "10",
    }
    return values if outlet is None else values | {"outlet": outlet.id, "channel": outlet.channel}


def _lead(outlet: Outlet | None) -> int:
    return COPY_DAYS if outlet is None or outlet.copy_lead_days is None else outlet.copy_lead_days


def _day_in(start: Start, outlet: Outlet) -> date | None:
    """The first day in the month that leaves time for the copy and on which the outlet appears, or None."""
    names, first = list(WEEKDAYS.terms), start.ahead(_lead(outlet))
    week = (first + timedelta(days=later) for later in range(len(names)))
    fitting = (one for one in week if not outlet.weekdays or names[one.weekday()] in outlet.weekdays)
    return next((one for one in fitting if one <= start.month.last_day), None)


def _in_use(start: Start, outlet: Outlet) -> bool:
    """A dealership may mark an outlet's state as open or done work; only an ended one is not for new ads."""
    state = state_of(start.records, outlet)
    procedure = procedure_of(start.records, "outlet")
    return state is None or procedure is None or any(state.name in step.from_ for step in procedure.steps)


def _press(start: Start) -> Values:
    return {"author": start.owner, "due_on": str(start.ahead(PRESS_DAYS))}


def _event(start: Start) -> Values:
    day = start.ahead(EVENT_DAYS)
    return {
        "starts_on": str(day),
        "ends_on": str(day),
        "report_due": str(add_workdays(day, REPORT_DAYS)),
    }


def _directive(start: Start) -> Values:
    return {"received_on": str(start.today), "due_on": str(add_workdays(start.today, REPLY_DAYS))}


def _month(start: Start) -> Values:
    programme = programme_of(start)
    if programme is not None and not covers(programme, start.month):
        raise RefusedError(
            text(
                N_("No programme covers {month}. Make it first: ./forecourt new programme --month {month}"),
                month=str(start.month),
            )
        )
    bases = {"pick_up", *(fund.basis for fund in (programme.funds if programme else ()))} - OF_INVOICES
    before = [plan for plan in start.records.of(MonthPlan) if plan.month < start.month]
    last = max(before, key=lambda plan: plan.month, default=None)
    channels = [row.channel for row in last.channel_budgets] if last else ["newspaper"]
    return {
        "title": start.words.say(text(N_("Plan of {month}"), month=str(start.month))),
        "programme": programme.id if programme else start.open_text,
        "units": [{"model": model, **dict.fromkeys(sorted(bases), "0")} for model in start.models],
        "channel_budgets": [{"channel": channel, "amount": "0"} for channel in channels],
    }


def _staff(start: Start) -> Values:
    """A colleague who may approve nothing yet."""
    return {"department": "marketing", "roles": [], "emails": []}


def _delegation(start: Start) -> Values:
    """The owner lends the first of the own roles to a colleague for a week."""
    grantor = start.records.find(Staff, start.owner)
    others = (person for person in start.records.of(Staff) if person is not grantor)
    deputy = next((person for person in others if work_of(start.records, person) != "cancelled"), None)
    values: Values = {
        "grantor": start.owner,
        "deputy": deputy.id if deputy else start.open_text,
        "valid_to": str(start.today + timedelta(days=DELEGATED_DAYS)),
    }
    return values | {"roles": list(grantor.roles[:1])} if grantor and grantor.roles else values


def _amendment(start: Start) -> Values:
    """The note of the first closed record is corrected."""
    known = (
        record for record in start.records if (state := state_of(start.records, record)) and state.closed
    )
    record = next((record for record in known if record.kind != "amendment"), None)
    return {
        "record": record.id if record else start.open_text,
        "changes": [{"field": "note", "after": start.open_text}],
        "reason": start.open_text,
    }


def _programme(start: Start) -> Values:
    """A programme of the month's year with one fund."""
    fund = {
        "name": "main",
        "label": start.open_text,
        "basis": "pick_up",
        "match_rate": "50",
        "usable_months": "3",
        "per_unit": [{"model": model, "amount": "0"} for model in start.models],
    }
    return {
        "manufacturer": start.dealership.manufacturer if start.dealership else start.open_text,
        "effective_from": f"{start.month.year}-01-01",
        "effective_to": f"{start.month.year}-12-31",
        "funds": [fund],
        "press_points": [{"tier": tier, "points": "0"} for tier in MEDIA_TIERS.terms],
        "claim_window_days": "30",
    }


def _procedure(start: Start) -> Values:
    """The shortest procedure that works: one step from a draft to done."""
    kind = KINDS[start.for_kind]
    meanings = {"money": "none", "ball": "us"}
    states = [("draft", N_("Draft"), "open"), ("done", N_("Done"), "done")]
    step = {"name": "finish", "label": start.words.gettext(N_("Finish")), "from": ["draft"], "to": "done"}
    label = start.words.gettext(kind.label)
    return {
        "title": start.words.say(text(N_("Procedure: {label}"), label=label)),
        "for_kind": kind.name,
        "version": "1.0",
        "duties": list(kind.duties),
        "states": [
            {"name": name, "label": start.words.gettext(label), "work": work, **meanings}
            for name, label, work in states
        ],
        "steps": [{**step, "roles": ["marketing_manager"]}],
    }


_STARTS: Final[Mapping[str, Callable[[Start], Values]]] = MappingProxyType(
    {
        "ad": _ad,
        "amendment": _amendment,
        "appraisal": house.appraisal,
        "archive": archive,
        "binder": binders.binder,
        "claim": claims.claim,
        "contact": contacts.contact,
        "dealership": _nothing,
        "delegation": _delegation,
        "directive": _directive,
        "event": _event,
        "exception": binders.exception,
        "funnel": _nothing,
        "month": _month,
        "outlet": _nothing,
        "override": claims.override,
        "policy": house.policy,
        "platform": online.platform,
        "press": _press,
        "procedure": _procedure,
        "print_job": prints.print_job,
        "programme": _programme,
        "sem": online.sem,
        "showroom": house.showroom,
        "selfscore": house.selfscore,
        "staff": _staff,
        "waiver": laws.waiver,
        "stock": prints.stock,
        "survey": house.survey,
        "task": house.task,
    }
)


def first_for_kind(records: Records) -> str:
    """The first kind without a procedure, those that have records before others; "" when each has one."""
    served = {procedure.for_kind for procedure in records.of(Procedure)}
    kept = {record.kind for record in records}
    lacking = [name for name in KINDS if name not in served]
    return next(iter(sorted(lacking, key=lambda name: name not in kept)), "")


def first_month(kind: Kind, records: Records, today: date) -> Month:
    """This month; for a month, its self-score or an account the first from now on without a record, for a
    programme the first free year.
    """
    month = Month.of(today)
    if kind.record in (MonthPlan, SelfScore):
        taken = {
            one.month for one in records if isinstance(one, (MonthPlan, SelfScore)) and one.kind == kind.name
        }
        while month in taken:
            month = month.plus(1)
    if kind.name == "programme":
        last = max((one.effective_to.year for one in records.of(Programme)), default=0)
        return month if last < month.year else Month(last + 1, 1)
    return online.free_month(kind, records, month)
