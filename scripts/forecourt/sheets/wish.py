"""A field that a cell wants to change, and whether the written procedure lets it."""

from collections.abc import Iterator
from typing import Any, TypeAlias

from msgspec import Struct

from forecourt.kinds.common import Common
from forecourt.kinds.fields import Slot
from forecourt.sheets import faults
from forecourt.sheets.faults import Remark
from forecourt.sheets.lines import Line, Scene
from forecourt.steps.advice import label_of, way, way_for_frozen
from forecourt.words.text import N_, Text, text


class Wish(Struct, frozen=True, kw_only=True):
    """What a cell and what the record say of a field; `path` is dotted, `owner` the class around it."""

    sheet: str
    place: str
    record: Common
    path: str
    slot: Slot
    owner: type
    present: Any
    value: Any
    item: Text | str | None = None

    @property
    def differs(self) -> bool:
        """Whether the field is to change."""
        return bool(self.value != self.present)

    @property
    def root(self) -> str:
        """The record's own field that changes."""
        return self.path.partition(".")[0]

    @property
    def label(self) -> Text:
        """The field's label."""
        return Text(self.slot.spec.label)

    @property
    def named(self) -> Text:
        """The field's label, of a list's item with the item's name before it."""
        if self.item is None:
            return self.label
        return text(N_("{item}, {label}"), item=self.item, label=self.label)


# What a cell gives, with its column: a wish that the procedure has not judged yet, or why there is none.
Found: TypeAlias = tuple[int, Wish | Remark]


def allowed(line: Line, at: int, wish: Wish, scene: Scene) -> Iterator[Wish | Remark]:
    """The wish, when the written procedure lets its field change; a step that must follow is named."""
    law, record = scene.law, line.record
    if not wish.differs:
        yield wish
        return
    state = label_of(law, record, record.state)
    if law.is_closed(record.kind, record.state):
        amendment = text(N_("A closed record is corrected by an amendment: ./forecourt new amendment"))
        yield line.remark(at, faults.frozen(wish.label, state, amendment))
    elif wish.root not in law.frozen(record):
        yield wish
    elif again := [step for step in law.steps(record, record.state) if step.to == record.state]:
        yield line.remark(at, faults.needs_step(wish.label, way(law, record, again[0])))
        yield wish
    else:
        yield line.remark(at, faults.frozen(wish.label, state, way_for_frozen(law, record, wish.root)))
