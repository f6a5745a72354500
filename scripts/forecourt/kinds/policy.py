"""A rule of the house (规章制度) that people read and sign (M1, A1, S1)."""

from datetime import date

from forecourt.kinds.common import Common, Kind
from forecourt.kinds.fields import Choice, Count, Day, Line, ListOf, Ref, may, need
from forecourt.model.record import Group
from forecourt.model.vocabulary import DEPARTMENTS
from forecourt.words.text import N_


class Signature(Group, frozen=True, kw_only=True):
    """Somebody has read the rule in that edition."""

    by: str = need(Ref(("staff",)), N_("Read by"))
    at: date = need(Day(), N_("Signed on"))
    version: str = need(Line(), N_("Edition read"))


class Inspection(Group, frozen=True, kw_only=True):
    """One entry of the log in which the rule's observance is looked after (M1)."""

    at: date = need(Day(), N_("Day"))
    by: str = need(Ref(("staff",)), N_("Examined by"))
    found: str = need(Line(), N_("What was found"))
    task: str | None = may(Ref(("task",)), N_("Put right as"))


class Policy(Common, frozen=True, kw_only=True):
    """One rule in one edition; its body is the text that people sign."""

    version: str = need(Line(), N_("Version"))
    effective_from: date = need(Day(), N_("In force from"))
    departments: tuple[str, ...] = need(
        ListOf(Choice(DEPARTMENTS), least=1), N_("Departments that must read it")
    )
    read_within: int = need(Count(), N_("To be signed within"), unit=N_("working days"))
    inspect_every: int | None = may(
        Count(least=1), N_("Looked after at least every"), N_("Then silence is reported"), unit=N_("days")
    )
    replaces: str | None = may(Ref(("policy",)), N_("Takes the place of"))
    signatures: tuple[Signature, ...] = may(
        ListOf(Signature), N_("Read and signed"), N_("Only ever added to")
    )
    inspections: tuple[Inspection, ...] = may(ListOf(Inspection), N_("Checks"), N_("Only ever added to"))
    reason: str | None = may(Line(), N_("Reason"), N_("Why it was given back"))


KIND = Kind(
    name="policy",
    prefix="POL",
    label=N_("Rule of the house"),
    record=Policy,
    folder="content/policies",
    duties=("M1", "A1", "S1"),
)
