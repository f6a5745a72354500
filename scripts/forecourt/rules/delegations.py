"""Rules about delegations: who lends which role to whom, for how long (M1, M12)."""

from collections.abc import Iterator
from typing import Final

from forecourt.kinds.delegation import Delegation
from forecourt.kinds.staff import Staff
from forecourt.kinds.table import KINDS
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.unread import readable
from forecourt.model.vocabulary import ROLES
from forecourt.money.lifecycle import counts_in
from forecourt.rules.near import meant
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, Text, text

# Longer absences want a decision about the role itself, in the staff record.
LONGEST_DAYS: Final = 90


@code("DG01")
def not_granted(delegation: Delegation, sight: Sight) -> Iterator[Problem]:
    """A delegation is in force, but the person whose role it lends has not approved it.

    Nobody can lend the role of somebody else. The grantor gives the approval before the first day; the
    entry stands below "approvals", with the grantor behind "by" (M1).
    """
    procedure = sight.procedure(delegation)
    if procedure is None or not counts_in(procedure, delegation.state):
        return
    given = {entry.by.casefold() for entry in delegation.approvals}
    if delegation.grantor.casefold() not in given:
        yield Problem(
            code="DG01",
            field="grantor",
            message=text(
                N_("{name} has not approved this delegation"), name=_name(delegation.grantor, sight)
            ),
            hint=text(N_("Let the grantor approve it; until then the deputy may decide nothing")),
        )


@code("DG02")
def role_not_to_lend(delegation: Delegation, sight: Sight) -> Iterator[Problem]:
    """The grantor does not hold a role that the delegation lends.

    What one does not have one cannot lend. A role that was itself lent cannot be lent on. Delegations that
    are over are left alone: people change their roles.
    """
    grantor = sight.find(Staff, delegation.grantor)
    if grantor is None or _is_over(delegation, sight):
        return
    for index, role in readable(delegation.roles):
        if role not in grantor.roles:
            yield Problem(
                code="DG02",
                field=f"roles.{index}",
                message=text(
                    N_('{name} does not have the role "{role}"'),
                    name=grantor.title,
                    role=Text(ROLES.terms[role]),
                ),
                hint=text(
                    N_("Lend only these: {roles}"), roles=[Text(ROLES.terms[held]) for held in grantor.roles]
                )
                if grantor.roles
                else text(N_("Name a grantor who holds the role")),
            )


@code("DG03")
def lent_to_oneself(delegation: Delegation, sight: Sight) -> Iterator[Problem]:
    """The grantor and the deputy are the same person.

    A delegation exists so that somebody else decides while the grantor is away.
    """
    if delegation.deputy.casefold() == delegation.grantor.casefold():
        yield Problem(
            code="DG03",
            field="deputy",
            message=text(N_("{name} would be their own deputy"), name=_name(delegation.deputy, sight)),
            hint=text(N_("Name somebody else")),
        )


@code("DG04", Severity.WARNING)
def lent_for_long(delegation: Delegation, sight: Sight) -> Iterator[Problem]:
    """A delegation lasts longer than 90 days.

    It stands in for somebody who is away, on a journey or on leave. Who shall decide for good gets the
    role in the staff record, by the general manager's decision.
    """
    days = (delegation.valid_to - delegation.valid_from).days + 1
    if days > LONGEST_DAYS and not _is_over(delegation, sight):
        yield Problem(
            code="DG04",
            field="valid_to",
            message=text(N_("The delegation lasts {days} days"), days=days),
            hint=text(
                N_("Shorten it to {most} days, or add the role to the staff record"), most=LONGEST_DAYS
            ),
        )


@code("DG05")
def lent_for_unknown_kind(delegation: Delegation, sight: Sight) -> Iterator[Problem]:
    """A delegation is limited to a kind of record that does not exist.

    A misspelt kind would leave the deputy without any power, on the day when the grantor is away.
    """
    for index, kind in readable(delegation.for_kinds):
        if kind not in KINDS:
            yield Problem(
                code="DG05",
                field=f"for_kinds.{index}",
                message=text(N_('"{kind}" is not a kind of record'), kind=kind),
                hint=meant(kind, list(KINDS)),
            )


def _is_over(delegation: Delegation, sight: Sight) -> bool:
    state = sight.state(delegation)
    return delegation.valid_to < sight.today or (state is not None and state.work == "cancelled")


def _name(id: str, sight: Sight) -> str:
    person = sight.find(Staff, id)
    return id if person is None else person.title
