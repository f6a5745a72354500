"""The archive of ads as a gallery and a table that can be filtered (A11; DA/T 22)."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from markupsafe import Markup
from msgspec import Struct

from forecourt.kinds.ad import Ad
from forecourt.kinds.archive import Archive
from forecourt.kinds.outlet import Outlet
from forecourt.model.vocabulary import CHANNELS
from forecourt.portal.desk import Place
from forecourt.portal.evidence import Exhibit, exhibits, missing
from forecourt.portal.lists import model_label
from forecourt.words.text import N_

# What shows the ad itself comes first, papers about it last.
LIKENESS: Final = ("tear_sheet", "clipping", "photo", "screenshot", "label_screenshot", "creative")
SHOWN: Final = 2
# What the archive is filtered by, in the order of `Filed.by`.
BY: Final = (N_("Outlet"), N_("Model"), N_("Activity month"), N_("Channel"), N_("Theme"))


class Filed(Struct, frozen=True, kw_only=True):
    """One archived ad with the ad that ran, its first pictures and the state of its papers.

    `by` are the words that it is filtered by, in the order of BY. `missing` are papers that it should have
    and has not; of `files` papers `broken` are missing or changed since they were filed. `is_due`: the day
    until which it is kept is past.
    """

    record: Archive
    outlet: Markup
    by: tuple[str, ...]
    exhibits: tuple[Exhibit, ...]
    missing: tuple[str, ...]
    files: int
    broken: int
    is_due: bool

    @property
    def filters(self) -> str:
        """The words that it is filtered by as one text, for the page's script."""
        return "|".join(one.replace("|", "/") for one in self.by)


class Stock(Struct, frozen=True, kw_only=True):
    """The whole archive in order of code, and its sums: papers checked, missing or changed, ads on hold.

    Every paper's fingerprint is worked out anew whenever the portal is built: `checked_on` is that day.
    """

    filed: tuple[Filed, ...]
    checked_on: date
    files: int
    broken: int
    missing: int
    held: int


def stock(place: Place) -> Stock:
    """The archive as of today; what has no code yet stands last."""
    records = place.desk.records.of(Archive)
    ordered = sorted(records, key=lambda one: (not one.archive_code, one.archive_code or "", one.id))
    filed = tuple(_filed(place, record) for record in ordered)
    return Stock(
        filed=filed,
        checked_on=place.desk.today,
        files=sum(one.files for one in filed),
        broken=sum(one.broken for one in filed),
        missing=sum(bool(one.missing) for one in filed),
        held=sum(bool(one.record.legal_hold) for one in filed),
    )


def _filed(place: Place, record: Archive) -> Filed:
    ad = place.desk.records.find(Ad, record.ad)
    shown = [*exhibits(place, record), *(exhibits(place, ad) if ad else ())]
    pictures = sorted((exhibit for exhibit in shown if exhibit.picture), key=_likeness)
    lacks = [*missing(place, record), *(missing(place, ad) if ad else ())]
    return Filed(
        record=record,
        outlet=place.link(ad.outlet if ad else None),
        by=tuple(_filters(place, record, ad)),
        exhibits=tuple(pictures[:SHOWN]),
        missing=tuple(dict.fromkeys(lacks)),
        files=len(shown),
        broken=sum(not exhibit.intact for exhibit in shown),
        is_due=record.retain_until < place.desk.today,
    )


def _filters(place: Place, record: Archive, ad: Ad | None) -> Iterable[str]:
    outlet = place.desk.records.find(Outlet, ad.outlet) if ad else None
    yield "" if outlet is None else outlet.title
    yield model_label(place, ad.model if ad else None)
    yield str(record.month)
    yield place.display.choice(CHANNELS, ad.channel) if ad else ""
    yield ad.theme if ad else ""


def _likeness(exhibit: Exhibit) -> int:
    return LIKENESS.index(exhibit.code) if exhibit.code in LIKENESS else len(LIKENESS)


def filter_heads(place: Place) -> str:
    """The labels of what the archive is filtered by, as one text for the page's script."""
    return "|".join(place.desk.words.gettext(label) for label in BY)
