"""An archived ad: an ad that ran, with its proofs, archive code and retention (A11)."""

from datetime import date

from forecourt.kinds.common import ACTIVITY_MONTH, Common, Kind
from forecourt.kinds.fields import Count, Day, Line, Pattern, Ref, YesNo, may, need
from forecourt.model.months import Month
from forecourt.words.text import N_

ARCHIVE_CODE = Pattern(
    N_("archive code"),
    r"[0-9A-Z]+-[A-Z]{2}·[0-9]{4}-(Y|D[0-9]{2})-[A-Z]{2,4}-[0-9]{4}",
    "YL-GG·2026-D10-SCB-0001",
)


class Archive(Common, frozen=True, kw_only=True):
    """One archived ad (一件): the archive code is never reused; legal hold beats the retention date."""

    month: Month = ACTIVITY_MONTH
    archive_code: str = need(ARCHIVE_CODE, N_("Archive code"), N_("DA/T 22-2015"))
    ad: str = need(Ref(("ad",)), N_("Ad plan"))
    ran_from: date = need(Day(), N_("Ran from"))
    ran_to: date = need(Day(), N_("Ran until"))
    archived_on: date = need(Day(), N_("Archived on"))
    retain_until: date = need(
        Day(),
        N_("Keep until"),
        N_("Internet ads: 3 years from the end (Internet Advertising Measures, art. 13)"),
    )
    legal_hold: bool | None = may(YesNo(), N_("Legal hold"))
    paper_location: str | None = may(Line(), N_("Where the paper is"))
    pages: int | None = may(Count(), N_("Pages"))


KIND = Kind(
    name="archive",
    prefix="ARC",
    label=N_("Archived ad"),
    record=Archive,
    folder="content/archive",
    duties=("A11", "W1.1"),
    number="archive_code",
)
