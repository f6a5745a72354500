"""A month's three volumes as a record: what was printed, posted, received, and what came of it (A3, A11)."""

from datetime import date
from typing import Final

from forecourt.kinds.common import ACTIVITY_MONTH, Common, Kind
from forecourt.kinds.fields import (
    Choice,
    Count,
    Day,
    Fingerprint,
    Line,
    ListOf,
    Pattern,
    Ref,
    may,
    need,
)
from forecourt.model.months import Month
from forecourt.model.proof_words import BINDER_DEFECTS, BINDER_RESULTS
from forecourt.model.record import Group
from forecourt.words.text import N_

COMMIT: Final = Pattern(N_("full commit"), r"[0-9a-f]{40}([0-9a-f]{24})?", "40 × 0-9a-f")


class BoundVolume(Group, frozen=True, kw_only=True):
    """One volume as printed; sha256 is that of the PDF built from the record's commit."""

    number: int = need(Count(least=1), N_("Volume no."))
    items: int = need(Count(), N_("Items"))
    pages: int = need(Count(least=1), N_("Pages"))
    sha256: str = need(Fingerprint(), N_("Fingerprint (sha256)"))


class VolumeDefect(Group, frozen=True, kw_only=True):
    """What the manufacturer found wrong in one volume."""

    volume: int = need(Count(least=1), N_("Volume no."))
    record: str | None = may(Ref(("ad", "press", "event", "directive")), N_("Item"))
    defect: str = need(Choice(BINDER_DEFECTS), N_("Defect"))
    note: str | None = may(Line(), N_("What exactly"))


class Binder(Common, frozen=True, kw_only=True):
    """The volumes of one month. `commit` is the tree that they were built from: the record itself is written
    after it, so it never names the commit that it stands in.
    """

    month: Month = ACTIVITY_MONTH
    programme: str = need(Ref(("programme",)), N_("Programme"))
    preparer: str = need(Ref(("staff",)), N_("Prepared by"))
    checker: str | None = may(Ref(("staff",)), N_("Checked by"))
    manager: str | None = may(Ref(("staff",)), N_("Signed by the manager"))
    commit: str | None = may(
        COMMIT, N_("Built from commit"), N_("Written out in full, as the manifest has it")
    )
    volumes: tuple[BoundVolume, ...] = may(
        ListOf(BoundVolume), N_("Volumes"), N_("Copied from: ./forecourt binder MONTH --final --format json")
    )
    printed_on: date | None = may(
        Day(), N_("Printed on"), N_("The day that counted as today when the volumes were built")
    )
    posted_on: date | None = may(Day(), N_("Posted on"))
    waybill: str | None = may(Line(), N_("Waybill"))
    postmark_on: date | None = may(Day(), N_("Postmark"), N_("The local postmark decides whether it is late"))
    received_on: date | None = may(Day(), N_("Received on"))
    result: str | None = may(Choice(BINDER_RESULTS), N_("Inspection result"))
    defects: tuple[VolumeDefect, ...] = may(ListOf(VolumeDefect), N_("Defects found"))
    accepted_on: date | None = may(Day(), N_("Accepted on"))
    replaces: str | None = may(Ref(("binder",)), N_("Replaces"), N_("Volumes that the manufacturer returned"))
    reason: str | None = may(Line(), N_("Reason"), N_("Why it was reopened or returned"))


KIND = Kind(
    name="binder",
    prefix="BND",
    label=N_("Posted volumes"),
    record=Binder,
    folder="plans/{month}/binders",
    duties=("A3", "A11", "A2"),
)
