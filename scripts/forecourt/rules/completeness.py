"""How complete a month's three volumes are: what is there, missing, stale or not visible (A2, A3, A11).

The checklist in the volumes, `binder --dry-run`, `--final` and the portal all ask this.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from forecourt.kinds.common import Common
from forecourt.model.months import Month
from forecourt.model.record import Records, World
from forecourt.money.volume_items import ITEMS
from forecourt.rules.proof_matrix import NOTHING, Want, wants
from forecourt.rules.sight import Sight


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemScore:
    """One item of a volume and everything that it must carry."""

    record: Common
    wanted: tuple[Want, ...]

    @property
    def lacks(self) -> tuple[Want, ...]:
        """What is missing, stale or not visible."""
        return tuple(want for want in self.wanted if want.status != "there")


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeScore:
    """One volume (1 to 3): its items, how many kinds of papers are wanted in all and how many will do."""

    volume: int
    items: tuple[ItemScore, ...]
    there: int
    wanted: int

    @property
    def percent(self) -> int | None:
        """Papers that will do in percent of those wanted, rounded down; None when nothing is wanted."""
        return self.there * 100 // self.wanted if self.wanted else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """The three volumes of a month."""

    month: Month
    volumes: tuple[VolumeScore, ...]


def completeness(
    records: Records, month: Month, today: date, *, unusable: Collection[str] = NOTHING
) -> Completeness:
    """What the volumes of `month` must hold, and how far it is there on that day.

    `unusable` are paths of evidence files that are there and cannot be read (only who opened them knows).
    """
    return completeness_of(Sight(world=World(records=records, today=today)), month, unusable=unusable)


def completeness_of(sight: Sight, month: Month, *, unusable: Collection[str] = NOTHING) -> Completeness:
    """The same for who has the indexes at hand."""
    volumes = tuple(_volume(sight, number, month, unusable) for number in ITEMS)
    return Completeness(month=month, volumes=volumes)


def score_of(record: Common, sight: Sight, *, unusable: Collection[str] = NOTHING) -> ItemScore:
    """What one record must carry today, whichever volume it goes into."""
    return ItemScore(record=record, wanted=wants(record, sight, unusable))


def _volume(sight: Sight, number: int, month: Month, unusable: Collection[str]) -> VolumeScore:
    items = tuple(
        score_of(record, sight, unusable=unusable) for record in ITEMS[number](sight.records, month)
    )
    papers = [want for item in items for want in item.wanted]
    there = sum(want.status == "there" for want in papers)
    return VolumeScore(volume=number, items=items, there=there, wanted=len(papers))
