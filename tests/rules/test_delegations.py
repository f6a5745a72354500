"""Who may lend which role, to whom, for how long."""

from datetime import date

from tests.broken.cases import TODAY
from tests.rules.small import approval, changed, found, record, said

DELEGATION = "DEL-20261110-w4c2"


def test_a_draft_needs_no_approval_yet() -> None:
    assert found(changed(DELEGATION, state="draft", approvals=())) == []


def test_somebody_else_cannot_grant_it() -> None:
    other = approval("grant", "ST-lin", at=date(2026, 11, 10))

    assert said(changed(DELEGATION, approvals=(other,))) == [
        "DG01 周岩没有批准这份授权 → 请授权人本人批准；没有批准，代批人什么都不能批"
    ]


def test_the_grantor_is_known_without_case() -> None:
    granted = approval("grant", "st-zhou", "general_manager", date(2026, 11, 10))

    assert found(changed(DELEGATION, approvals=(granted,))) == []


def test_a_role_lent_by_somebody_without_any_is_refused() -> None:
    nobody = changed("ST-zhou", roles=())

    assert (DELEGATION, "roles.0") in {(id, field) for code, id, field in found(nobody) if code == "DG02"}


def test_ninety_days_are_not_too_long() -> None:
    longest = {"valid_from": date(2026, 11, 1), "valid_to": date(2027, 1, 29)}

    assert found(changed(DELEGATION, **longest)) == []
    assert found(changed(DELEGATION, **longest | {"valid_to": date(2027, 1, 30)})) == [
        ("DG04", DELEGATION, "valid_to")
    ]


def test_what_is_over_is_left_alone() -> None:
    back = (*record(DELEGATION).approvals, approval("revoke", "ST-zhou", "general_manager", TODAY))
    lent = {"roles": ("finance",), "valid_from": date(2026, 1, 1)}

    assert found(changed(DELEGATION, **lent, valid_to=date(2026, 11, 17))) == []
    assert found(changed(DELEGATION, **lent, valid_to=date(2026, 11, 18))) == [
        ("DG02", DELEGATION, "roles.0"),
        ("DG04", DELEGATION, "valid_to"),
    ]
    assert (
        found(
            changed(
                DELEGATION, **lent, valid_to=date(2027, 1, 1), state="revoked", reason="回店", approvals=back
            )
        )
        == []
    )
