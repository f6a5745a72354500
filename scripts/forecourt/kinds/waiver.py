"""A waiver (广告用语说明): why a word that the law grades may stand, with proof and expiry (A12)."""

from datetime import date

from forecourt.kinds.common import Common, Kind
from forecourt.kinds.fields import Choice, Day, Line, ListOf, Ref, may, need
from forecourt.model.vocabulary_law import WAIVER_REASONS
from forecourt.words.text import N_


class Waiver(Common, frozen=True, kw_only=True):
    """One record's words that may stand; the reasons are those of the regulator's guide of 2023-03-20."""

    record: str = need(Ref(("ad", "press", "event", "print_job")), N_("Record"))
    words: tuple[str, ...] = need(ListOf(Line(), least=1), N_("Words"), N_("As the finding quotes them"))
    reason: str = need(Choice(WAIVER_REASONS), N_("Why it is allowed"))
    basis: str = need(
        Line(), N_("What it rests on"), N_("Certificate, report or usage, with its date and range")
    )
    valid_until: date = need(
        Day(), N_("Valid until"), N_("At most a year; the proof is looked at again then")
    )
    source: str | None = may(Line(), N_("Issued by"))


KIND = Kind(
    name="waiver",
    prefix="WV",
    label=N_("Waiver of ad wording"),
    record=Waiver,
    folder="content/waivers",
    duties=("A12", "S11", "W1.1"),
)
