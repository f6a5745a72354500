"""A written procedure: the lifecycle of one kind, declared, with its prose below the front matter (M1)."""

from datetime import date

from forecourt.kinds.common import CODE_WORD, KIND_WORD, Common, Kind
from forecourt.kinds.fields import Choice, Count, Day, Line, ListOf, YesNo, may, need
from forecourt.model.record import Group
from forecourt.model.vocabulary import EVIDENCE, MONEY_MEANINGS, PARTIES, ROLES, WORK_MEANINGS
from forecourt.words.text import N_


class State(Group, frozen=True, kw_only=True):
    """A state: its label, what it means for money and work, and what a record in it must show."""

    name: str = need(CODE_WORD, N_("State"))
    label: str = need(Line(), N_("Label"))
    money: str = need(Choice(MONEY_MEANINGS), N_("Meaning for money"))
    work: str = need(Choice(WORK_MEANINGS), N_("Meaning for work"))
    ball: str = need(Choice(PARTIES), N_("Who has the ball"))
    limit_days: int | None = may(
        Count(), N_("Limit"), N_("How long the state may last"), unit=N_("working days")
    )
    limit_from: str | None = may(
        CODE_WORD,
        N_("Limit counts from"),
        N_("A day field of the record; without it, the day the state was entered"),
    )
    requires: tuple[str, ...] = may(ListOf(CODE_WORD), N_("Required fields"))
    evidence: tuple[str, ...] = may(ListOf(Choice(EVIDENCE)), N_("Required evidence"))
    channel_proofs: bool | None = may(
        YesNo(),
        N_("Proofs of the channel"),
        N_("Demands the proofs of the run that the programme names for the record's channel"),
    )
    frozen: tuple[str, ...] = may(
        ListOf(CODE_WORD), N_("Frozen fields"), N_('"body" stands for the text below the front matter')
    )
    closed: bool | None = may(
        YesNo(), N_("Closed"), N_("Records in it change only by an amendment that points at them")
    )


class Step(Group, frozen=True, kw_only=True):
    """A step between states: who may take it."""

    name: str = need(CODE_WORD, N_("Step"))
    label: str = need(Line(), N_("Label"))
    from_: tuple[str, ...] = need(ListOf(CODE_WORD, least=1), N_("From"), key="from")
    to: str = need(CODE_WORD, N_("To"))
    roles: tuple[str, ...] = need(ListOf(Choice(ROLES), least=1), N_("Who may take it"))
    other_than_owner: bool | None = may(YesNo(), N_("Somebody other than the owner"))
    approval: bool | None = may(YesNo(), N_("Needs an approval entry"))
    reason: bool | None = may(YesNo(), N_("Needs a reason"))
    approvers: int | None = may(
        Count(least=1), N_("How many must approve"), N_("Different people; 1 when left out")
    )


class Procedure(Common, frozen=True, kw_only=True):
    """The lifecycle of the kind `for_kind`; the first state is where a record begins."""

    for_kind: str = need(KIND_WORD, N_("For kind"))
    version: str = need(Line(), N_("Version"))
    effective_from: date = need(Day(), N_("In force from"))
    duties: tuple[str, ...] = need(ListOf(Line()), N_("Duties and workflows served"))
    shared_evidence: tuple[str, ...] = may(
        ListOf(Choice(EVIDENCE)), N_("Evidence that may serve several records")
    )
    signed_roles: tuple[str, ...] = may(
        ListOf(Choice(ROLES)),
        N_("Roles that sign"),
        N_("Their commits need a signature by a key of the person"),
    )
    states: tuple[State, ...] = need(ListOf(State, least=1), N_("States"))
    steps: tuple[Step, ...] = need(ListOf(Step), N_("Steps"))

    def state_named(self, name: str) -> State | None:
        """The declared state of that name, or None."""
        return next((state for state in self.states if state.name == name), None)


KIND = Kind(
    name="procedure",
    prefix="PROC",
    label=N_("Procedure"),
    record=Procedure,
    folder="content/procedures",
    duties=("M1", "A1", "S1"),
    law=True,
)
