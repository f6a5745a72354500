"""Rules about what a record names: other records, people, models, months and programmes."""

from collections.abc import Iterator

from forecourt.kinds.ad import Ad
from forecourt.kinds.common import Approval, Common
from forecourt.kinds.event import Event
from forecourt.kinds.funnel import FunnelDay
from forecourt.kinds.month import MonthPlan
from forecourt.kinds.press import Press
from forecourt.kinds.programme import Programme
from forecourt.kinds.staff import Staff
from forecourt.kinds.table import KINDS, kind_of
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.months import Month
from forecourt.model.record import Record
from forecourt.model.unread import is_read, readable
from forecourt.model.vocabulary import ROLES
from forecourt.money.lifecycle import bucket_of
from forecourt.rules.near import meant
from forecourt.rules.sight import Sight, has_left
from forecourt.rules.walk import Reference, references
from forecourt.words.text import N_, Text, text


@code("RF01")
def no_such_record(record: Record, sight: Sight) -> Iterator[Problem]:
    """A field names a record that does not exist.

    A reference is the id of another record, copied letter by letter (case does not matter). When the other
    record exists but cannot be read, only that is reported.
    """
    for reference in references(record):
        if sight.get(reference.id) is None and not sight.is_lost(reference.id):
            yield Problem(
                code="RF01",
                field=reference.field,
                message=text(N_("There is no record {id}"), id=reference.id),
                hint=_near(reference, sight) or _make(reference),
            )


@code("RF02")
def record_of_wrong_kind(record: Record, sight: Sight) -> Iterator[Problem]:
    """A field names a record of a kind that does not belong there.

    An ad's outlet must be an outlet, its owner one of the staff.
    """
    for reference in references(record):
        target = sight.get(reference.id)
        if target is None or not is_read(target.kind):
            continue
        if reference.kinds and target.kind not in reference.kinds:
            yield Problem(
                code="RF02",
                field=reference.field,
                message=text(
                    N_('{id} is a record of the kind "{found}"; here belongs: {wanted}'),
                    id=target.id,
                    found=Text(kind_of(target).label),
                    wanted=_labels(reference),
                ),
                hint=_near(reference, sight) or text(N_("Name another record")),
            )


@code("RF03", Severity.WARNING)
def owner_left(record: Common, sight: Sight) -> Iterator[Problem]:
    """The owner of open work is no longer on the staff.

    Work that nobody owns is forgotten: the manager thinks the agency does it, the agency waits (pitfall 2).
    Finished work keeps the owner it had.
    """
    owner = sight.find(Staff, record.owner)
    state = sight.state(record)
    if owner is None or state is None or state.work != "open" or owner is record:
        return
    if has_left(owner, sight.today):
        yield Problem(
            code="RF03",
            field="owner",
            message=text(
                N_("{name} left on {day}, but this is still open"), name=owner.title, day=owner.left_on
            ),
            hint=text(N_("Name the colleague who has taken it over")),
        )


@code("RF04")
def approver_not_on_staff(record: Common, sight: Sight) -> Iterator[Problem]:
    """An approval was given by a person who was not on the staff that day.

    The day or the person is wrong; the manufacturer rejects such an approval.
    """
    for index, approval in readable(record.approvals, "by", "at"):
        person = sight.find(Staff, approval.by)
        if person is not None and not _on_staff(person, approval):
            yield Problem(
                code="RF04",
                field=f"approvals.{index}.by",
                message=text(N_("{name} was not on the staff on {day}"), name=person.title, day=approval.at),
                hint=text(N_("Correct the person or the day, or the days in {id}"), id=person.id),
            )


@code("RF05", Severity.WARNING)
def role_not_held(record: Common, sight: Sight) -> Iterator[Problem]:
    """An approval was given in a role that the person does not hold.

    Roles stand in the staff record. Who has changed roles since then may have held it; look and then decide.
    """
    for index, approval in readable(record.approvals, "by", "role"):
        person = sight.find(Staff, approval.by)
        if person is not None and approval.role not in person.roles:
            yield Problem(
                code="RF05",
                field=f"approvals.{index}.role",
                message=text(
                    N_('{name} does not have the role "{role}"'),
                    name=person.title,
                    role=Text(ROLES.terms[approval.role]),
                ),
                hint=text(N_("Correct the role or the person, or add the role in {id}"), id=person.id),
            )


@code("RF06")
def unknown_model(record: Ad | Press | Event | MonthPlan | FunnelDay, sight: Sight) -> Iterator[Problem]:
    """A model code is not among the dealership's own models.

    Cars of a model that nobody knows accrue nothing, and its ads are missing in every list by model.
    """
    if sight.dealership is None:
        return
    for field, model in _models(record):
        if model not in sight.models:
            yield Problem(
                code="RF06",
                field=field,
                message=text(N_('The dealership has no model "{model}"'), model=model),
                hint=meant(model, list(sight.models)),
            )


@code("RF07")
def programme_does_not_cover_month(plan: MonthPlan, sight: Sight) -> Iterator[Problem]:
    """The month names a programme that is not in force in that month.

    Per-unit amounts and quotas change with every edition of the manufacturer's policy; the wrong one gives
    wrong money for the whole month (M2).
    """
    programme = sight.find(Programme, plan.programme)
    if programme is None:
        return
    if programme.effective_from > plan.month.first_day or programme.effective_to < plan.month.last_day:
        yield Problem(
            code="RF07",
            field="programme",
            message=text(
                N_("{id} is in force from {start} to {end}, not for all of {month}"),
                id=programme.id,
                start=programme.effective_from,
                end=programme.effective_to,
                month=str(plan.month),
            ),
            hint=_covering(plan.month, sight),
        )


@code("RF08")
def no_month_record(record: Common, sight: Sight) -> Iterator[Problem]:
    """A record costs money in a month that has no month record.

    Without one there is no budget, and the cost is counted nowhere (M2).
    """
    month = getattr(record, "month", None)
    kind = kind_of(record)
    if month is None or kind.cost is None or month in sight.months:
        return
    cost = kind.cost(record)
    is_counted = bucket_of(sight.state(record)) is not None and max(cost.planned, cost.committed, cost.spent)
    if is_counted and not sight.is_hidden("month", "month", month=month):
        yield Problem(
            code="RF08",
            field="month",
            message=text(
                N_("{month} has no month record, so this cost is counted nowhere"), month=str(month)
            ),
            hint=text(N_("Make it with: ./forecourt new month --month {month}"), month=str(month)),
        )


def _near(reference: Reference, sight: Sight) -> Text | None:
    return sight.meant(reference.id, reference.kinds)


def _make(reference: Reference) -> Text:
    if reference.kinds == ("staff",):
        return text(
            N_("Correct the id; the record of a person who has left stays, with the day in left_on"),
        )
    if len(reference.kinds) == 1:
        return text(
            N_("Correct the id, or make the record with: ./forecourt new {kind}"), kind=reference.kinds[0]
        )
    return text(N_("Copy the id from the first lines of the record that is meant"))


def _labels(reference: Reference) -> list[Text]:
    return [Text(KINDS[name].label) for name in reference.kinds]


def _on_staff(person: Staff, approval: Approval) -> bool:
    joined = person.joined_on is None or person.joined_on <= approval.at
    return joined and not has_left(person, approval.at)


def _models(record: Ad | Press | Event | MonthPlan | FunnelDay) -> Iterator[tuple[str, str]]:
    if isinstance(record, MonthPlan):
        for index, units in readable(record.units, "model"):
            yield f"units.{index}.model", units.model
    elif isinstance(record, FunnelDay):
        for index, row in readable(record.rows, "model"):
            if row.model is not None:
                yield f"rows.{index}.model", row.model
    elif record.model is not None:
        yield "model", record.model


def _covering(month: Month, sight: Sight) -> Text:
    for programme in sight.records.of(Programme):
        if programme.effective_from <= month.first_day and month.last_day <= programme.effective_to:
            return text(N_("Name {id}, which is in force then"), id=programme.id)
    return text(N_("Make the programme of that time with: ./forecourt new programme"))
