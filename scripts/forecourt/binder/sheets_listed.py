"""Tables of a month's records of kinds that say themselves in which volume they are listed: showroom checks,
competitors and the like, where there are any (M7, M10; domain 7.5).
"""

from collections.abc import Iterable, Iterator

from forecourt.binder.content import Column, Row, Sheet
from forecourt.binder.edition import DASH, Edition
from forecourt.kinds.common import Common, Kind, VolumeList
from forecourt.kinds.fields import FieldType, slots_of
from forecourt.kinds.table import KINDS
from forecourt.money.lifecycle import work_of
from forecourt.words.text import N_

OFF = "cancelled"
STATE_WIDTH = 14


def listed_sheets(edition: Edition, volume: int, kinds: Iterable[Kind] | None = None) -> tuple[Sheet, ...]:
    """A table a kind that is listed in that volume and has records of the month; `kinds`: else all."""
    return tuple(_sheets(edition, volume, KINDS.values() if kinds is None else kinds))


def _sheets(edition: Edition, volume: int, kinds: Iterable[Kind]) -> Iterator[Sheet]:
    for kind in kinds:
        if kind.listed is not None and kind.listed.volume == volume:
            records = [
                one
                for one in edition.records.of(kind.record)
                if getattr(one, "month", None) == edition.month and work_of(edition.records, one) != OFF
            ]
            if records:
                yield _sheet(edition, kind, kind.listed, sorted(records, key=lambda one: one.id))


def _sheet(edition: Edition, kind: Kind, listed: VolumeList, records: list[Common]) -> Sheet:
    slots = {slot.attribute: slot for slot in slots_of(kind.record)}
    chosen = [(slots[name], width) for name, width in listed.attributes]
    title = 100 - STATE_WIDTH - sum(width for _, width in listed.attributes)
    return Sheet(
        anchor=f"listed-{kind.name.replace(' ', '-')}",
        title=edition.words.gettext(kind.label),
        columns=(
            *edition.columns((N_("Title"), title)),
            *(Column(label=edition.display.label(slot.spec), width=width) for slot, width in chosen),
            *edition.columns((N_("State"), STATE_WIDTH)),
        ),
        rows=tuple(
            Row(
                cells=(
                    one.title,
                    *(_shown(edition, slot.spec.type, getattr(one, slot.attribute)) for slot, _ in chosen),
                    edition.display.state(one),
                )
            )
            for one in records
        ),
    )


def _shown(edition: Edition, type_: FieldType, value: object) -> str:
    return edition.display.value(type_, value) or DASH
