"""An override (超额批准单): who allowed a rung of the money ladder to stand above the last (M2, W1.1)."""

from forecourt.kinds.common import Common, Kind
from forecourt.kinds.fields import Choice, Line, Money, Ref, may, need
from forecourt.model.vocabulary import RUNGS
from forecourt.words.text import N_


class Override(Common, frozen=True, kw_only=True):
    """One exception, for one record and one rung, up to one amount; its approvals name who allowed it."""

    record: str = need(Ref(("ad", "event", "press", "print_job", "claim", "month")), N_("Record"))
    rung: str = need(Choice(RUNGS), N_("Rung of the ladder"))
    purchase: str | None = may(
        Line(),
        N_("Purchase of the event"),
        N_("What is bought, word for word; left out: for the event as a whole"),
    )
    amount: int = need(Money(), N_("Allowed up to"), unit=N_("yuan"))
    reason: str = need(Line(), N_("Reason"), N_("Why the higher amount is right"))
    paper: str | None = may(Line(), N_("Paper it rests on"), N_("Number of the letter, quotation or minutes"))


KIND = Kind(
    name="override",
    prefix="OVR",
    label=N_("Override"),
    record=Override,
    folder="content/overrides",
    duties=("M2", "M3", "W1.1"),
)
