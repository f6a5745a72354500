"""How complete a month's three volumes are: what is there, missing, stale or not visible (A2, A3, A11).

The checklist in the volumes, `binder --dry-run`, `--final` and the portal all ask this.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from msgspec import Struct, field

from forecourt.kinds.common import Common
from forecourt.kinds.exception import ProofException
from forecourt.model.months import Month
from forecourt.model.record import Records, World
from forecourt.model.unread import readable
from forecourt.money.volume_items import ITEMS
from forecourt.rules.channel_proofs import what_is_wrong
from forecourt.rules.proof_exceptions import standing
from forecourt.rules.proof_matrix import NOTHING, Want, wants
from forecourt.rules.sight import Sight
from forecourt.store.load import evidence_path
from forecourt.words.text import N_, Text, text


class ItemScore(Struct, frozen=True, kw_only=True):
    """One item of a volume and everything that it must carry.

    `excused` are exceptions that stand, by the kind of evidence that is lacking. `cut` are paths of files
    that lack their end: whether they can still be opened is seen when they are printed.
    """

    record: Common
    wanted: tuple[Want, ...]
    excused: Mapping[str, ProofException] = field(default_factory=dict)
    cut: tuple[str, ...] = ()

    @property
    def lacks(self) -> tuple[Want, ...]:
        """What is missing, stale or not visible, excused or not."""
        return tuple(want for want in self.wanted if want.status != "there")

    @property
    def unexcused(self) -> tuple[Want, ...]:
        """What is lacking and no exception stands for: a final volume is refused for it."""
        return tuple(want for want in self.lacks if want.kind not in self.excused)


class VolumeScore(Struct, frozen=True, kw_only=True):
    """One volume (1 to 3): its items, how many kinds of papers are wanted in all and how many will do."""

    volume: int
    items: tuple[ItemScore, ...]
    there: int
    wanted: int

    @property
    def percent(self) -> int | None:
        """Papers that will do in percent of those wanted, rounded down; None when nothing is wanted."""
        return self.there * 100 // self.wanted if self.wanted else None


class Completeness(Struct, frozen=True, kw_only=True):
    """The three volumes of a month."""

    month: Month
    volumes: tuple[VolumeScore, ...]

    @property
    def exceptions(self) -> tuple[ProofException, ...]:
        """Exceptions that the volumes rest on, to be printed in them, in order of id."""
        found = {
            one.id: one for score in self.volumes for item in score.items for one in item.excused.values()
        }
        return tuple(found[id] for id in sorted(found))

    @property
    def is_final(self) -> bool:
        """Whether nothing is lacking that no exception stands for."""
        return not any(item.unexcused for score in self.volumes for item in score.items)


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
    wanted = wants(record, sight, unusable)
    lacking = (want.kind for want in wanted if want.status != "there")
    excused = {kind: one for kind in lacking if (one := standing(record.id, kind, sight))}
    return ItemScore(record=record, wanted=wanted, excused=excused, cut=tuple(_cut(record, sight)))


def told_of(want: Want, item: ItemScore, label: Text | None = None) -> Text:
    """One kind of evidence in words: there, or what is wrong; with the exception that stands for it.

    `label` names the kind, else its own label with its code.
    """
    exception = item.excused.get(want.kind)
    if exception is None:
        return what_is_wrong(want, label)
    return text(
        N_("{what} (exception {id}, until {day})"),
        what=what_is_wrong(want, label),
        id=exception.id,
        day=exception.collect_until,
    )


def _cut(record: Common, sight: Sight) -> Iterator[str]:
    for holder in (record, *sight.archived.get(record.id.casefold(), ())):
        for _, item in readable(holder.evidence, "file"):
            path = evidence_path(holder, item.file)
            fact = None if path is None else sight.records.files.get(path)
            if path and fact and fact.is_usable and fact.form is not None and not fact.form.is_whole:
                yield path


def _volume(sight: Sight, number: int, month: Month, unusable: Collection[str]) -> VolumeScore:
    items = tuple(
        score_of(record, sight, unusable=unusable) for record in ITEMS[number](sight.records, month)
    )
    papers = [want for item in items for want in item.wanted]
    there = sum(want.status == "there" for want in papers)
    return VolumeScore(volume=number, items=items, there=there, wanted=len(papers))
