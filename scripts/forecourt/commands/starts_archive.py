"""What a new archive record begins with."""

from typing import Any, Final

from forecourt.commands.start import Start
from forecourt.kinds.ad import Ad
from forecourt.kinds.archive import Archive
from forecourt.model.record import Records
from forecourt.model.refusal import RefusedError
from forecourt.money.lifecycle import bucket_of, state_of
from forecourt.words.text import N_, text

KEEP_YEARS: Final = 10
NO_FONDS: Final = "XX"


def archive(start: Start) -> dict[str, Any]:
    """The ad that ran last and is not archived, of the wished month before others; raises RefusedError."""
    waiting = unfiled_ads(start.records)
    if not waiting:
        raise RefusedError(text(N_("No ad is there that ran and is not archived yet")))
    ad = max(waiting, key=lambda ad: (ad.month == start.month, ad.flight_end))
    days = sorted(issue.day for issue in ad.ran) or [ad.flight_start, ad.flight_end]
    return {
        "title": ad.title,
        "month": str(ad.month),
        "archive_code": _next_code(start),
        "archived_on": str(start.today),
        "retain_until": f"{start.today.year + KEEP_YEARS}-12-31",
        "ad": ad.id,
        "ran_from": str(days[0]),
        "ran_to": str(days[-1]),
    }


def unfiled_ads(records: Records) -> list[Ad]:
    """Ads that ran and are not archived yet, the ones that ran first before the others."""
    filed = {archive.ad.casefold() for archive in records.of(Archive)}
    waiting = [ad for ad in records.of(Ad) if ad.id.casefold() not in filed and _ran(records, ad)]
    return sorted(waiting, key=lambda ad: ad.flight_end)


def _ran(records: Records, ad: Ad) -> bool:
    return bucket_of(state_of(records, ad)) == "spent"


def _next_code(start: Start) -> str:
    """The next archive code of the year that no record has or ever had: 全宗号-GG·年度-D10-SCB-件号."""
    fonds = start.dealership.archive_fonds if start.dealership else NO_FONDS
    series = f"{fonds}-GG·{start.today.year}-D{KEEP_YEARS}-SCB-"
    known = {archive.archive_code for archive in start.records.of(Archive)} | start.given
    numbers = [int(code[-4:]) for code in known if code.startswith(series) and code[-4:].isdecimal()]
    return f"{series}{max(numbers, default=0) + 1:04}"
