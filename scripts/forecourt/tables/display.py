"""Values of records as text for a person: the same words on portal pages and in the volumes."""

from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from typing import Any, Final

from msgspec import Struct

from forecourt.kinds.common import KIND_WORD, Common, ModelCode
from forecourt.kinds.dealership import Dealership
from forecourt.kinds.fields import Choice, FieldType, ListOf, Money, Ref, Slot, Spec, is_group, slots_of
from forecourt.kinds.programme import Programme
from forecourt.kinds.table import KINDS, kind_of
from forecourt.model.money import format_yuan
from forecourt.model.months import Month
from forecourt.model.record import Group, Record, Records
from forecourt.model.vocabulary import Vocabulary
from forecourt.money.lifecycle import state_of
from forecourt.words.catalogue import Words
from forecourt.words.text import N_

# Shown elsewhere on every page and sheet, or by a table of their own.
ELSEWHERE: Final = frozenset({"kind", "id", "title", "state", "approvals", "evidence"})
DASH: Final = "—"
YES: Final = N_("yes")
NO: Final = N_("no")


class Block(Struct, frozen=True):
    """A field that holds groups, as a table: label, column labels, rows of text."""

    label: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Display(Struct, frozen=True):
    """Turns values into words of one language; needs the records to name what an id means."""

    words: Words
    records: Records

    def yuan(self, fen: int | None) -> str:
        """An amount as "12,345.50", or a dash when there is none."""
        return DASH if fen is None else format_yuan(fen)

    def choice(self, vocabulary: Vocabulary, code: str | None) -> str:
        """The label of a word of a closed list."""
        return DASH if code is None else self.words.gettext(vocabulary.terms[code])

    def title(self, id: str) -> str:
        """The title of the record with that id, the id itself when it is unknown."""
        record = self.records.get(id)
        return id if record is None else record.title

    def state(self, record: Record) -> str:
        """The label of the record's state in its procedure (the code when it is undeclared)."""
        state = state_of(self.records, record)
        return record.state if state is None else state.label

    def model(self, code: str) -> str:
        """The name of a model that the dealership sells, the code itself when it sells none of that code."""
        models = (model for shop in self.records.of(Dealership) for model in shop.models)
        return next((model.label for model in models if model.code == code), code)

    def fund(self, name: str) -> str:
        """The label of a fund that the manufacturer grants, its name itself when no programme has it."""
        funds = (fund for programme in self.records.of(Programme) for fund in programme.funds)
        return next((fund.label for fund in funds if fund.name == name), name)

    def kind(self, name: str) -> str:
        """The label of a kind."""
        return self.words.gettext(KINDS[name].label)

    def label(self, spec: Spec) -> str:
        """A field's label with its unit in brackets."""
        label, unit = self.words.gettext(spec.label), self.words.gettext(spec.unit)
        if not unit:
            return label
        return f"{label}（{unit}）" if self.words.lang == "zh" else f"{label} ({unit})"

    def value(self, type_: FieldType, value: Any) -> str:
        """A field's value as one piece of text; "" for nothing.

        Nested blocks are told apart as the language does, since their own values may be lists:
        "项目：座套，金额（元）：80.00；项目：玻璃水，…".
        """
        if value is None or value == ():
            return ""
        if isinstance(type_, ListOf):
            shown = (self.value(type_.item, item) for item in value)
            return (self.between_blocks if is_group(type_.item) else self._between_words).join(
                one for one in shown if one
            )
        if is_group(type_):
            return self._between_fields.join(self.named(label, shown) for label, shown in self.group(value))
        if isinstance(type_, Money):
            return self.yuan(value)
        if isinstance(type_, Choice):
            return self.choice(type_.vocabulary, value)
        if isinstance(type_, Ref):
            return self.title(value)
        return self._word(type_, value)

    @property
    def between_blocks(self) -> str:
        """What stands between nested blocks in one line."""
        return "；" if self.words.lang == "zh" else "; "

    def named(self, label: str, shown: str) -> str:
        """A value in a line of text with its label before it."""
        return f"{label}：{shown}" if self.words.lang == "zh" else f"{label}: {shown}"

    def group(self, group: Group) -> Iterator[tuple[str, str]]:
        """Label and text of every filled field of a nested block."""
        for slot in slots_of(type(group)):
            shown = self.value(slot.spec.type, getattr(group, slot.attribute))
            if shown:
                yield self.label(slot.spec), shown

    def rows(self, record: Common) -> list[tuple[str, str]]:
        """Label and text of every filled field that is not shown elsewhere and is not a table."""
        return [
            (self.label(slot.spec), shown)
            for slot in slots_of(type(record))
            if slot.key not in ELSEWHERE and not _is_table(slot)
            if (shown := self.value(slot.spec.type, getattr(record, slot.attribute)))
        ]

    def blocks(self, record: Common) -> list[Block]:
        """The record's lists of groups (rates, costs, funds …) as tables; empty ones are left out."""
        return [
            self._block(slot, slot.spec.type.item, getattr(record, slot.attribute))
            for slot in slots_of(type(record))
            if slot.key not in ELSEWHERE and _is_table(slot) and getattr(record, slot.attribute)
            if isinstance(slot.spec.type, ListOf)
        ]

    def duties(self, record: Record) -> tuple[str, ...]:
        """The duties and workflows that records of this kind serve (M1, A3, W1.1 …)."""
        return kind_of(record).duties

    def _block(self, slot: Slot, item: Any, groups: tuple[Group, ...]) -> Block:
        columns = slots_of(item)
        return Block(
            label=self.label(slot.spec),
            columns=tuple(self.label(column.spec) for column in columns),
            rows=tuple(
                tuple(self.value(column.spec.type, getattr(group, column.attribute)) for column in columns)
                for group in groups
            ),
        )

    @property
    def _between_words(self) -> str:
        return "、" if self.words.lang == "zh" else ", "

    @property
    def _between_fields(self) -> str:
        return "，" if self.words.lang == "zh" else ", "

    def _word(self, type_: FieldType, value: Any) -> str:
        """A code as its name, when the code is one of the dealership's or the program's own."""
        if isinstance(type_, ModelCode):
            return self.model(value)
        return self.kind(value) if type_ == KIND_WORD and value in KINDS else self._simple(value)

    def _simple(self, value: Any) -> str:
        if isinstance(value, bool):
            return self.words.gettext(YES if value else NO)
        if isinstance(value, int):
            return f"{value:,}"
        if isinstance(value, Decimal):
            return f"{value.normalize():f}"
        if isinstance(value, time):
            return f"{value:%H:%M}"
        if isinstance(value, date):
            return value.isoformat()
        return str(value) if isinstance(value, (str, Month)) else repr(value)


def _is_table(slot: Slot) -> bool:
    return isinstance(slot.spec.type, ListOf) and isinstance(slot.spec.type.item, type)
