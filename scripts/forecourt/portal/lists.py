"""A page per kind with all its records, by month where they have one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from forecourt.kinds.common import Common, Kind
from forecourt.kinds.dealership import Dealership
from forecourt.kinds.fields import slots_of
from forecourt.model.months import Month
from forecourt.portal.desk import Cell, Place
from forecourt.portal.extras import facts

# What people look for first in each list; the other fields stand on the record's own page.
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "ad": ("outlet", "channel", "flight_start", "net_cost"),
        "press": ("type", "outlet", "due_on", "published_on"),
        "event": ("type", "venue", "starts_on", "report_due"),
        "print_job": ("department", "type", "quantity", "needed_by", "budget"),
        "showroom": ("planned_on", "checked_on", "checker"),
        "task": ("origin", "given_by", "given_on", "due_on", "done_on"),
        "policy": ("version", "effective_from", "departments"),
        "stock": ("type", "location", "valid_until"),
        "directive": ("type", "sender", "received_on", "due_on", "replied_on"),
        "outlet": ("channel",),
        "contact": ("day", "outlet", "counterpart", "way", "by", "next_on"),
        "survey": ("surveyed_on", "surveyor", "advice"),
        "appraisal": ("person", "due_on", "signed_points"),
        "selfscore": ("signed_points", "measures"),
        "staff": ("job", "department", "roles"),
        "programme": ("manufacturer", "effective_from", "effective_to"),
        "procedure": ("for_kind", "version", "effective_from"),
        "delegation": ("grantor", "deputy", "roles", "valid_from", "valid_to"),
        "amendment": ("record", "reason"),
        "claim": ("postmark_on", "received_on", "result", "granted_cost", "credited_on", "credit_form"),
        "binder": ("posted_on", "waybill", "postmark_on", "received_on", "result", "accepted_on"),
        "exception": ("record", "evidence_kind", "collector", "collect_until"),
        "override": ("record", "rung", "amount", "reason"),
        "funnel": ("day",),
        "platform": ("outlet",),
        "sem": ("outlet", "ad"),
        "waiver": ("record", "words", "reason", "valid_until"),
        "month": ("programme", "own_money", "press_pieces", "event_quota"),
        "dealership": ("short_name", "dealer_code", "manufacturer", "city"),
    }
)


class Row(Struct, frozen=True, kw_only=True):
    """One record of a list."""

    record: Common
    cells: tuple[Cell, ...]


class Section(Struct, frozen=True, kw_only=True):
    """The records of one month (None: all records of a kind without months)."""

    month: Month | None
    rows: tuple[Row, ...]


class List(Struct, frozen=True, kw_only=True):
    """A kind's list: labels of its own columns, which of them are numbers, and sections newest first."""

    kind: Kind
    columns: tuple[str, ...]
    sections: tuple[Section, ...]


def list_of(place: Place, kind: Kind) -> List:
    """Every record of `kind`, months newest first, within a month by the first day column and title."""
    slots = {slot.attribute: slot for slot in slots_of(kind.record)}
    chosen = [slots[name] for name in COLUMNS.get(kind.name, ())]

    def row(record: Common) -> Row:
        cells = tuple(place.cell(slot.spec.type, getattr(record, slot.attribute)) for slot in chosen)
        return Row(record=record, cells=(*cells, *(cell for _, cell in facts(place, record))))

    return List(
        kind=kind,
        columns=(*(place.display.label(slot.spec) for slot in chosen), *_computed(place, kind)),
        sections=tuple(
            Section(month=month, rows=tuple(row(record) for record in records))
            for month, records in by_month(place.desk.records.of(kind.record))
        ),
    )


def _computed(place: Place, kind: Kind) -> tuple[str, ...]:
    """Labels of what follows from the fields of such records."""
    first = next(iter(place.desk.records.of(kind.record)), None)
    return () if first is None else tuple(label for label, _ in facts(place, first))


def by_month(records: Iterable[Common]) -> list[tuple[Month | None, list[Common]]]:
    """Records by their month, newest first; within a month by id, which begins with a day."""
    months: dict[Month | None, list[Common]] = defaultdict(list)
    for record in sorted(records, key=lambda record: record.id):
        months[getattr(record, "month", None)].append(record)
    return sorted(months.items(), key=lambda pair: str(pair[0] or ""), reverse=True)


def model_label(place: Place, code: str | None) -> str:
    """The name of a model by its code."""
    names = {model.code: model.label for own in place.desk.records.of(Dealership) for model in own.models}
    return names.get(code or "", code or "")
