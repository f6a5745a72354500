"""The fields that records of every kind share, and what a kind is."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, Final

from msgspec import Struct

from forecourt.kinds.fields import (
    Choice,
    Day,
    Fingerprint,
    Line,
    ListOf,
    MonthField,
    Number,
    Pattern,
    Ref,
    WrongError,
    may,
    need,
)
from forecourt.model.proof_words import MUST_SHOW, PEOPLE
from forecourt.model.record import Group, Record
from forecourt.model.vocabulary import EVIDENCE, ROLES
from forecourt.words.text import N_, text

ID_FORM: Final = r"[A-Za-z]{2,5}(-[0-9A-Za-z]+)+"
CODE_WORD: Final = Pattern(N_("code word"), r"[a-z][a-z0-9_]{0,39}", "in_force")
LONGEST_STATE: Final = 40
# The name of a kind: shown to readers by the kind's label.
KIND_WORD: Final = Pattern(CODE_WORD.name, CODE_WORD.regex, "press")

_MODEL_WORD: Final = Pattern(CODE_WORD.name, CODE_WORD.regex, "y5plus")


class ModelCode(Struct, frozen=True):
    """A model code of the dealership record; pages and volumes show the model's name."""

    name: str = N_("code word")

    def read(self, source: str) -> str:
        """The code as written (whether the dealership sells it is a rule's matter); raises WrongError."""
        try:
            return _MODEL_WORD.read(source)
        except WrongError as wrong:
            hint = N_("Write the code that the model has in the dealership record, for example {example}.")
            raise WrongError(wrong.message, text(hint, example=_MODEL_WORD.example)) from None


class StateWord(Struct, frozen=True):
    """The name of a state, as the procedure of the kind declares it."""

    name: str = N_("code word")

    def read(self, source: str) -> str:
        """The word as written; raises WrongError when it is far too long for one.

        A rule sees the procedure, and so can offer its states for a word that is none.
        """
        value = source.strip()
        return value if len(value) <= LONGEST_STATE and "\n" not in value else CODE_WORD.read(source)


PERCENT: Final = Number(N_("percentage"), Decimal(0), Decimal(100), "50", "%")
DISCOUNT: Final = Number(N_("discount in 折 (10 = list price)"), Decimal("0.1"), Decimal(10), "2.5", "折")
CENTIMETRES: Final = Number(N_("length in cm"), Decimal("0.1"), Decimal(100_000), "34.4", "cm")
ACTIVITY_MONTH: Final = need(MonthField(), N_("Activity month"))


class Approval(Group, frozen=True, kw_only=True):
    """One entry of the append-only approval log (M1): step, person, role, day, opinion."""

    step: str = need(CODE_WORD, N_("Step"))
    by: str = need(Ref(("staff",)), N_("Approved by"))
    role: str = need(Choice(ROLES), N_("Role"))
    at: date = need(Day(), N_("Approved on"))
    opinion: str | None = may(Line(), N_("Opinion"))
    seal: str | None = may(
        Pattern(N_("seal"), r"[0-9a-f]{64}", "64 × 0-9a-f"),
        N_("Seal"),
        N_("Fingerprint of what was approved; written by: ./forecourt move"),
    )
    deputy_for: str | None = may(
        Ref(("staff",)), N_("Deputy for"), N_("Whose role it was; a delegation record must grant it")
    )


class Evidence(Group, frozen=True, kw_only=True):
    """One proof: what it is, the file beside the record, and the file's fingerprint."""

    kind: str = need(Choice(EVIDENCE), N_("Evidence kind"))
    file: str = need(Line(), N_("File"), N_("Path from the record's own folder"))
    sha256: str = need(Fingerprint(), N_("Fingerprint (sha256)"))
    caption: str | None = may(Line(), N_("Caption"))
    taken_on: date | None = may(Day(), N_("Taken on"))
    shows: tuple[str, ...] = may(
        ListOf(Choice(MUST_SHOW)), N_("Visible on it"), N_("What the manufacturer wants to see, ticked off")
    )
    people: str | None = may(
        Choice(PEOPLE), N_("People on it"), N_("For photos; looked at by a person, no program can tell")
    )


class Common(Record, frozen=True, kw_only=True):
    """What the front matter of every record begins with."""

    kind: str = need(CODE_WORD, N_("Kind"))
    id: str = need(Pattern(N_("record id"), ID_FORM, "AD-20261012-k3f7"), N_("Id"))
    title: str = need(Line(), N_("Title"))
    state: str = need(StateWord(), N_("State"))
    owner: str = need(Ref(("staff",)), N_("Owner"), N_("Who answers for it (pitfall 2: nobody else will)"))
    note: str | None = may(Line(), N_("Note"))
    approvals: tuple[Approval, ...] = may(ListOf(Approval), N_("Approvals"), N_("Only ever added to"))
    evidence: tuple[Evidence, ...] = may(ListOf(Evidence), N_("Evidence"))


class Cost(Struct, frozen=True, kw_only=True):
    """What a record costs on each rung of the ladder, in fen; a rung not reached yet repeats the last one."""

    planned: int
    committed: int
    spent: int

    @classmethod
    def by_papers(cls, planned: int, contract: int | None, paid: int | None) -> "Cost":
        """The ladder of one purchase: what was planned, and what contract and payment say in its place."""
        committed = planned if contract is None else contract
        return cls(planned=planned, committed=committed, spent=committed if paid is None else paid)


class PublicText(Struct, frozen=True, kw_only=True):
    """What of a kind's records the public reads: attributes, and sections of the body by their headings
    (catalogue source strings; empty: the whole body but for the internal notes).
    """

    attributes: tuple[str, ...]
    sections: tuple[str, ...] = ()
    has_body: bool = True


class Kind(Struct, frozen=True, kw_only=True):
    """A kind of record: its name, id prefix, label, class, home, and how the engine asks it about money.

    `folder` is where `new` puts a record ({month} is filled in for monthly kinds). `cost` gives the record's
    cost ladder and `channel` the channel it is counted under (None: the kind costs nothing). Records of a
    kind that is `law` are what steps are judged by: while in force, every change of them is a step. `public`
    says what is held against the law of advertising (None: nothing, it stays in the house).
    `number` names a field whose value is given once and never again, so that a record which has it is never
    deleted ("": the kind has no such field).
    """

    name: str
    prefix: str
    label: str
    record: type[Common]
    folder: str
    duties: tuple[str, ...]
    cost: Callable[[Any], Cost] | None = None
    channel: Callable[[Any], str] | None = None
    law: bool = False
    public: PublicText | None = None
    number: str = ""
