"""Who can act, tried over every step and every person."""

from datetime import date
from typing import Any

from forecourt.kinds.directive import Directive
from forecourt.kinds.procedure import Procedure, Step
from forecourt.model.months import Month
from tests.doctor.make import KEY, codes, common, delegation, person, problems, procedure, state, step

GM, MM = "general_manager", "marketing_manager"
STATES = [state("draft"), state("sent"), state("closed", "done")]


def letters(*steps: Step, **fields: Any) -> Procedure:
    """A procedure for directives: draft, sent, closed."""
    return procedure("directive", STATES, [*steps, step("close", "sent>closed", MM)], **fields)


def letter(owner: str, state: str = "draft") -> Directive:
    return Directive(
        **common("directive", f"DIR-{owner}-{state}", state, f"ST-{owner}"),
        type="report",
        month=Month(2026, 11),
        sender="督导部",
        received_on=date(2026, 11, 2),
        due_on=date(2026, 11, 30),
        asks=("报表",),
    )


def test_a_role_of_nobody_closes_the_step_and_what_lies_behind_it() -> None:
    assert problems(letters(step("send", "draft>sent", GM)), person("mm", MM)) == [
        ("DR01", "steps.0.roles", "“send”没人能办：要 1 人，能办的有 0 人"),
        ("DR02", "states.1.name", "没人能把记录办到“sent”"),
        ("DR02", "states.2.name", "没人能把记录办到“closed”"),
        ("DR03", "states.0.name", "记录到了“draft”就卡住：往下的步骤没人能办"),
    ]


def test_everybody_who_holds_a_role_opens_it() -> None:
    assert problems(letters(step("send", "draft>sent", GM)), person("gm", GM), person("mm", MM)) == []


def test_fewer_people_than_must_approve() -> None:
    two = letters(step("send", "draft>sent", GM, MM, approval=True, approvers=2))

    assert problems(two, person("all", GM, MM))[0] == (
        "DR01", "steps.0.roles", "“send”没人能办：要 2 人，能办的有 1 人",
    )  # fmt: skip
    assert codes(two, person("gm", GM), person("mm", MM)) == []


def test_approvers_without_approval_are_not_counted() -> None:
    assert codes(letters(step("send", "draft>sent", MM, approvers=2)), person("mm", MM)) == []


def test_two_holders_are_too_few_when_one_owns_the_record_and_two_must_approve() -> None:
    two = letters(step("send", "draft>sent", GM, MM, approval=True, approvers=2, other_than_owner=True))
    people = person("gm", GM), person("mm", MM)

    assert codes(two, *people) == ["DR01", "DR02", "DR02", "DR03"]
    assert codes(two, *people, person("ma", "marketing_assistant")) == []


def test_the_only_person_on_the_staff_would_always_be_the_owner() -> None:
    other = letters(step("send", "draft>sent", MM, other_than_owner=True))

    assert "DR01" in codes(other, person("mm", MM))
    assert codes(other, person("mm", MM), person("ma")) == ["DR06"]


def test_the_one_person_is_named_with_the_records_that_stop() -> None:
    other = letters(step("send", "draft>sent", MM, other_than_owner=True))
    people = person("mm", MM), person("ma", "marketing_assistant")
    stopped = letter("mm"), letter("ma"), letter("mm", "sent"), letter("mm", "closed")

    assert problems(other, *people, *stopped) == [
        ("DR05", "steps.0.other_than_owner", "DIR-mm-draft 由mm负责，“send”又只有mm能办"),
        ("DR06", "steps.0.roles", "只有mm能办：send"),
    ]
    assert codes(other, *people, *stopped, person("gm", MM)) == []


def test_a_deputy_takes_the_step_until_the_last_day() -> None:
    two = letters(step("send", "draft>sent", GM, approval=True, approvers=2))
    people = person("gm", GM), person("mm", MM)

    assert problems(two, *people, delegation("gm", "mm", GM)) == [
        ("DR04", "steps.0.roles", "“send”全靠代批，授权到 2026-11-27 为止")
    ]
    over = delegation("gm", "mm", GM, until=date(2026, 11, 23))
    assert "DR01" in codes(two, *people, over)


def test_what_the_grantor_does_not_hold_is_not_lent() -> None:
    lent = delegation("mm", "ma", GM)

    assert "DR01" in codes(letters(step("send", "draft>sent", GM)), person("mm", MM), person("ma"), lent)


def test_who_is_only_proposed_or_has_left_takes_nothing() -> None:
    sends = letters(step("send", "draft>sent", GM))

    assert "DR01" in codes(sends, person("mm", MM), person("gm", GM, state="proposed"))
    assert "DR01" in codes(sends, person("mm", MM), person("gm", GM, left_on=date(2026, 11, 23)))


def test_a_shared_address_tells_nobody() -> None:
    one = person("gm", GM, emails=("desk@dealer.example",))
    two = person("mm", MM, emails=("Desk@dealer.example",))

    assert "DR01" in codes(letters(step("send", "draft>sent", GM)), one, two)
    assert problems(one, two) == [("DR09", "emails", "gm没有自己专用的邮箱")]
    assert problems(person("gm", GM)) == []
    assert problems(person("visitor", emails=())) == []


def test_a_role_that_signs_needs_a_key() -> None:
    signs = letters(step("send", "draft>sent", GM), signed_roles=(GM,))
    bare, keyed = person("gm", GM), person("boss", GM, ssh_keys=(KEY,))

    assert ("DR07", "signed_roles.0", "“总经理”必须签名，可是都没有登记密钥：gm") in problems(
        signs, bare, person("mm", MM)
    )
    assert codes(signs, bare, keyed, person("mm", MM)) == []
    assert problems(bare, keyed, signs) == [("DR08", "roles.0", "gm作为“总经理”必须签名，却没有登记密钥")]
    assert problems(keyed, bare, signs) == []


def test_a_draft_of_a_procedure_is_not_examined() -> None:
    assert codes(letters(step("send", "draft>sent", GM), state="draft"), person("mm", MM)) == []
