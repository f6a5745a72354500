"""The engine chooses rules by class, and no rule grows with the square of the records."""

from collections import Counter

from forecourt.kinds.ad import Ad
from forecourt.kinds.common import Common
from forecourt.rules import amounts, identity
from forecourt.rules.engine import judge, rules_for
from forecourt.rules.every_record import EVERY_RECORD
from forecourt.rules.near import MOST_NAMED, listed
from forecourt.rules.sight import Sight
from forecourt.rules.table import RULES
from tests.rules.small import AD, ARCHIVE, PRESS, changed, record, world


def test_a_record_is_judged_by_its_kind_s_rules_and_by_those_of_all() -> None:
    assert rules_for(Common, RULES) == EVERY_RECORD
    assert set(EVERY_RECORD) < set(rules_for(Ad, RULES))
    assert amounts.wrong_net_cost in rules_for(Ad, RULES)


def test_no_rule_stands_twice_for_a_kind() -> None:
    classes = {type(one) for one in world().records}

    assert {
        cls: count for cls in classes for count in Counter(rules_for(cls, RULES)).values() if count > 1
    } == {}


def test_only_the_rules_that_are_given_run() -> None:
    elsewhere = changed(PRESS, path="content/notes/PR-1.md")

    pairs = list(judge(world(elsewhere), {Ad: (identity.wrong_folder,)}))
    assert pairs == []


def test_messages_name_a_few_and_look_at_no_more() -> None:
    names = iter(f"AD-{number}" for number in range(1000))

    assert listed(names) == ["AD-0", "AD-1", "AD-2", "AD-3", "AD-4", "…"]
    assert next(names) == f"AD-{MOST_NAMED + 1}"
    assert listed(["AD-1", "AD-1"]) == ["AD-1"]


def test_hints_for_wrong_ids_are_remembered_and_bounded() -> None:
    sight = Sight(world=world())
    hints = [sight.meant(f"OUT-dail{chr(0x4E00 + number)}", ("outlet",)) for number in range(600)]

    assert hints[0] is not None
    assert hints[0] is sight.meant("OUT-dail一", ("outlet",))
    assert hints[599] is None


def test_many_copies_of_one_ad_give_findings_of_bounded_length() -> None:
    copies = [changed(AD, id=f"AD-20261012-{number:04}", evidence=()) for number in range(300)]
    problems = [
        problem
        for _, problem in judge(world(*copies, without=[ARCHIVE]), {Ad: (amounts.invoice_used_twice,)})
    ]

    assert len(problems) == 301
    assert max(len(problem.message.params["others"]) for problem in problems) == MOST_NAMED + 1


def test_records_are_found_by_the_class_that_is_asked_for() -> None:
    sight = Sight(world=world())

    assert sight.first(Ad) is record(AD)
    assert sight.state(record(AD)) is record("PROC-ad").state_named("archived")
