"""An exception: a proof that cannot be had, and the manager's signature that the volume goes without (A3)."""

from datetime import date

from forecourt.kinds.common import ACTIVITY_MONTH, Common, Kind
from forecourt.kinds.fields import Choice, Day, Line, Ref, may, need
from forecourt.model.months import Month
from forecourt.model.vocabulary import EVIDENCE
from forecourt.words.text import N_


class ProofException(Common, frozen=True, kw_only=True):
    """One kind of evidence of one record that the month's volume may lack, and who still goes after it."""

    month: Month = ACTIVITY_MONTH
    record: str = need(Ref(("ad", "press", "event", "directive")), N_("Item"))
    evidence_kind: str = need(Choice(EVIDENCE), N_("Evidence that is lacking"))
    reason: str = need(Line(), N_("Reason"), N_("Why it cannot be had in time"))
    collector: str = need(Ref(("staff",)), N_("Collected by"), N_("Who still goes after it"))
    collect_until: date = need(Day(), N_("Collected until"), N_("From the day after it no longer excuses"))
    remedy: str | None = may(Line(), N_("What stands in its place"), N_("What the volume has instead"))


KIND = Kind(
    name="exception",
    prefix="EXC",
    label=N_("Proof exception"),
    record=ProofException,
    folder="plans/{month}/exceptions",
    duties=("A3", "A11", "M9"),
)
