"""Rules about appraisals: weights, who signs, points that have changed since (M12)."""

from collections.abc import Iterator
from decimal import Decimal

from forecourt.kinds.appraisal import FULL_WEIGHT, Appraisal
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.unread import readable
from forecourt.money.appraisals import TENTHS, sheet_of
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, text


@code("KP01")
def weights_do_not_fill(appraisal: Appraisal, sight: Sight) -> Iterator[Problem]:
    """The weights of an appraisal do not add up to 100 points.

    People compare their totals; a sheet of 90 points is not comparable with one of 100 (M12; domain 2.15).
    """
    whole = sum(item.weight for item in appraisal.items)
    if whole != FULL_WEIGHT:
        yield Problem(
            code="KP01",
            field="items",
            message=text(N_("The weights add up to {sum}, not to 100"), sum=whole),
            hint=text(N_("Change the weights until they do")),
        )


@code("KP02")
def appraises_oneself(appraisal: Appraisal, sight: Sight) -> Iterator[Problem]:
    """Somebody owns or signs the appraisal of their own work.

    The manager appraises the staff, the general manager the manager (M12).
    """
    person = appraisal.person.casefold()
    if appraisal.owner.casefold() == person:
        yield _own("owner")
    for place, entry in readable(appraisal.approvals, "by"):
        if entry.by.casefold() == person:
            yield _own(f"approvals.{place}.by")


@code("KP03", Severity.WARNING)
def points_have_changed(appraisal: Appraisal, sight: Sight) -> Iterator[Problem]:
    """The points that were signed are not those that the records give today.

    Either a record was corrected after the signature, or the figure was copied wrongly (M12).
    """
    signed = appraisal.signed_points
    if signed is None or sight.records.partial or sight.records.unreadable:
        return
    total = sheet_of(sight.records, appraisal, sight.today).total
    if total is not None and Decimal(total) != signed * TENTHS:
        yield Problem(
            code="KP03",
            field="signed_points",
            message=text(
                N_("Signed with {signed} points; the records give {points} today"),
                signed=str(signed),
                points=str(Decimal(total).scaleb(-1)),
            ),
            hint=text(N_("See which item moved: ./forecourt appraisal {month}"), month=str(appraisal.month)),
        )


@code("KP04")
def asked_twice(appraisal: Appraisal, sight: Sight) -> Iterator[Problem]:
    """Two items of one appraisal ask the same thing; together they weigh more than anybody meant (M12)."""
    seen: set[str] = set()
    for place, item in readable(appraisal.items, "query"):
        if item.query in seen:
            yield Problem(
                code="KP04",
                field=f"items.{place}.query",
                message=text(N_("This is asked in an earlier item already")),
                hint=text(N_("Make one item of the two, with both weights")),
            )
        seen.add(item.query)


@code("KP05")
def second_appraisal(appraisal: Appraisal, sight: Sight) -> Iterator[Problem]:
    """A person has two appraisals of one month that were not cancelled; which counts cannot be told (M12)."""
    others = [
        one.id
        for one in sight.of(Appraisal)
        if one is not appraisal
        and (one.month, one.person.casefold()) == (appraisal.month, appraisal.person.casefold())
        and sight.is_live(one)
        and one.id < appraisal.id
    ]
    if others and sight.is_live(appraisal):
        yield Problem(
            code="KP05",
            field="person",
            message=text(N_("There is an appraisal of this month already: {id}"), id=others[0]),
            hint=text(N_("Go on with that one, or cancel one of the two")),
        )


@code("KP06", Severity.WARNING)
def bonus_of_nothing(appraisal: Appraisal, sight: Sight) -> Iterator[Problem]:
    """Bonus points are given, and no record shows what for; every other point opens into records (M12)."""
    for place, bonus in readable(appraisal.bonuses, "record", "points"):
        if bonus.record is None:
            yield Problem(
                code="KP06",
                field=f"bonuses.{place}.points",
                message=text(N_("No record shows what the {points} points are for"), points=bonus.points),
                hint=text(N_('Add "record", the id of the event, article or task that it is about')),
            )


@code("KP07", Severity.WARNING)
def signed_too_early(appraisal: Appraisal, sight: Sight) -> Iterator[Problem]:
    """An appraisal is to be signed, or was, before its month is over: the rest is not judged (M12)."""
    last = appraisal.month.last_day
    days = [("due_on", appraisal.due_on)]
    days += [(f"approvals.{place}.at", entry.at) for place, entry in readable(appraisal.approvals, "at")]
    for field, day in days:
        if day <= last and sight.is_live(appraisal):
            yield Problem(
                code="KP07",
                field=field,
                message=text(N_("{day} lies within the month that is appraised"), day=day),
                hint=text(N_("Set a day after {last}"), last=last),
            )


def _own(field: str) -> Problem:
    return Problem(
        code="KP02",
        field=field,
        message=text(N_("Nobody appraises their own work")),
        hint=text(N_("Name who leads this person")),
    )
