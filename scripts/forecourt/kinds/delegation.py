"""A delegation (代批授权): who may act in whose role, for how long (M1)."""

from datetime import date

from forecourt.kinds.common import KIND_WORD, Common, Kind
from forecourt.kinds.fields import Choice, Day, Line, ListOf, Ref, may, need
from forecourt.model.vocabulary import ROLES
from forecourt.words.text import N_


class Delegation(Common, frozen=True, kw_only=True):
    """The grantor lends roles to a deputy from one day to another, both included."""

    grantor: str = need(Ref(("staff",)), N_("Granted by"), N_("Who holds the roles"))
    deputy: str = need(Ref(("staff",)), N_("Deputy"))
    roles: tuple[str, ...] = need(ListOf(Choice(ROLES), least=1), N_("Roles granted"))
    valid_from: date = need(Day(), N_("Valid from"))
    valid_to: date = need(Day(), N_("Valid until"))
    for_kinds: tuple[str, ...] = may(
        ListOf(KIND_WORD), N_("For these kinds only"), N_("Every kind when left out")
    )
    reason: str | None = may(Line(), N_("Reason"), N_("Why it was granted or taken back"))


KIND = Kind(
    name="delegation",
    prefix="DEL",
    label=N_("Delegation"),
    record=Delegation,
    folder="content/delegations",
    duties=("M1", "M12"),
    law=True,
)
