"""Showroom scores by hand, and who still has to sign a rule of the house."""

from datetime import date

from msgspec.structs import replace

from forecourt.kinds.policy import Policy, Signature
from forecourt.kinds.showroom import CheckItem, Showroom
from forecourt.kinds.staff import Staff
from forecourt.model.record import Records
from forecourt.money.ratio import Ratio
from forecourt.money.readers import readers
from forecourt.money.showroom import failed, newest, score
from tests.money.make import NOVEMBER, common, procedure

FRIDAY = date(2026, 11, 13)


def item(weight: int, score: int | None, again: int | None = None) -> CheckItem:
    return CheckItem(area="posm", item="海报", weight=weight, score=score, recheck_score=again)


def check(id: str, checked_on: date | None) -> Showroom:
    return Showroom(
        **common("showroom", id, "checked"),
        month=NOVEMBER,
        planned_on=FRIDAY,
        checked_on=checked_on,
        checker="ST-he",
        items=(item(1, 8),),
    )


def test_a_score_is_weighted_and_counts_the_recheck() -> None:
    """(3 × 9 + 1 × 4) ÷ (4 × 10); what has no score yet is left out."""
    found = score([item(3, 5, again=9), item(1, 4), item(7, None)])

    assert (found, found.hundredths_of_percent) == (Ratio(part=31, whole=40), 7750)
    assert score([item(2, None)]).value is None


def test_below_six_somebody_must_mend_it() -> None:
    assert [failed(one) for one in (item(1, 5), item(1, 6), item(1, 5, again=6), item(1, None))] == [
        True,
        False,
        False,
        False,
    ]


def test_the_newest_check_is_the_one_that_was_made_last() -> None:
    old, new, planned = check("SHOW-1", date(2026, 10, 2)), check("SHOW-2", FRIDAY), check("SHOW-3", None)

    assert newest(Records(items=(new, old, planned))) is new
    assert newest(Records(items=(planned,))) is None


def person(
    id: str, department: str = "marketing", joined: date | None = None, state: str = "approved"
) -> Staff:
    return Staff(**common("staff", id, state), department=department, roles=(), emails=(), joined_on=joined)


def house(*staff: Staff) -> Records:
    return Records(items=(procedure("staff"), *staff))


POLICY = Policy(
    **common("policy", "POL-1", "in_force"),
    version="2.0",
    effective_from=FRIDAY,
    departments=("marketing",),
    read_within=2,
    signatures=(
        Signature(by="st-lin", at=FRIDAY, version="2.0"),
        Signature(by="ST-he", at=FRIDAY, version="1.0"),
    ),
)


def test_everybody_of_the_departments_signs_the_edition_in_force() -> None:
    """Two working days from Friday 13 November end on Tuesday; an older edition is no signature."""
    found = readers(house(person("ST-lin"), person("ST-he"), person("ST-fan", "finance")), POLICY, FRIDAY)

    assert [(one.person.id, one.signature is not None, one.due) for one in found] == [
        ("ST-lin", True, date(2026, 11, 17)),
        ("ST-he", False, date(2026, 11, 17)),
    ]


def test_who_joins_later_has_as_many_days_and_who_left_has_none_to_sign() -> None:
    new = person("ST-new", joined=date(2026, 11, 24))
    gone = replace(person("ST-gone"), left_on=date(2026, 11, 23))

    found = readers(house(new, gone), POLICY, date(2026, 11, 25))
    assert [(one.person.id, one.due) for one in found] == [("ST-new", date(2026, 11, 26))]


def test_who_is_only_proposed_for_the_staff_signs_nothing() -> None:
    assert readers(house(person("ST-new", state="draft")), POLICY, FRIDAY) == ()
