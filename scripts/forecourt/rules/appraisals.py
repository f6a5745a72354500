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


def _own(field: str) -> Problem:
    return Problem(
        code="KP02",
        field=field,
        message=text(N_("Nobody appraises their own work")),
        hint=text(N_("Name who leads this person")),
    )
