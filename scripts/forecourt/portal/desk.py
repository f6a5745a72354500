"""What every page asks: labels, chips, links and values as safe HTML, seen from the page being written."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from itertools import combinations
from typing import Any, Final, TypeVar

from markupsafe import Markup, escape
from msgspec import Struct

from forecourt.kinds.common import Common
from forecourt.kinds.fields import Count, Day, FieldType, ListOf, Money, Number, Ref, Slot, is_group, slots_of
from forecourt.kinds.month import MonthPlan
from forecourt.model.finding import Finding
from forecourt.model.months import Month
from forecourt.model.record import Record, Records
from forecourt.money.lifecycle import state_of
from forecourt.portal.inputs import Inputs
from forecourt.portal.paths import DUTIES, href, month_page, record_page, summary_page
from forecourt.rules.sight import Sight
from forecourt.steps.law import Law
from forecourt.tables.display import DASH, ELSEWHERE, Display
from forecourt.words.catalogue import Words
from forecourt.words.text import N_

Made = TypeVar("Made")
# Every record's page begins with its owner.
IN_HEAD: Final = ELSEWHERE | {"owner"}
# A table with more columns is turned when it has few rows: fields below each other.
WIDEST: Final = 8
MOST_BESIDE: Final = 4
# More links than these in one cell of a table are folded away.
MOST_OPEN: Final = 6


class Cell(Struct, frozen=True, kw_only=True):
    """One value in a table: safe HTML and whether it is a number."""

    html: Markup
    number: bool = False


class Grid(Struct, frozen=True, kw_only=True):
    """A field that holds groups, as a table."""

    label: str
    columns: tuple[str, ...]
    numbers: tuple[bool, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Desk:
    """Everything a page needs to write records down; one for the whole portal."""

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs
        self.records: Records = inputs.world.records
        self.today: date = inputs.world.today
        self.words: Words = inputs.words
        self.display = Display(inputs.words, self.records)
        self.sight = Sight(world=inputs.world)
        self.law = Law(records=self.records, today=self.today)
        self.planned = frozenset(plan.month for plan in self.records.of(MonthPlan))
        self._made: dict[Callable[[Desk], Any], Any] = {}
        self._findings: dict[str, list[Finding]] = {}
        for finding in inputs.findings:
            self._findings.setdefault(finding.path, []).append(finding)

    def once(self, make: "Callable[[Desk], Made]") -> "Made":
        """What `make` works out of the whole dealership, worked out for the first page that asks."""
        if make not in self._made:
            self._made[make] = make(self)
        found: Made = self._made[make]
        return found

    def at(self, here: str) -> "Place":
        """The desk seen from the page `here`."""
        return Place(self, here)

    def findings_of(self, path: str) -> tuple[Finding, ...]:
        """What is wrong in one file."""
        return tuple(self._findings.get(path, ()))


class Place:
    """The desk seen from one page: links are relative to it."""

    def __init__(self, desk: Desk, here: str) -> None:
        self.desk = desk
        self.here = here
        self.display = desk.display

    def href(self, there: str, anchor: str = "") -> str:
        """The URL of another page or file."""
        return href(self.here, there, anchor)

    def link(self, record: Record | str | None, text: str = "") -> Markup:
        """A link to a record by its title, or what stands for it when it does not exist."""
        if record is None or record == "":
            return escape(DASH)
        found = self.desk.records.get(record) if isinstance(record, str) else record
        if found is None:
            return html('<span class="fc-lost">%s</span>', record)
        return html('<a href="%s">%s</a>', self.href(record_page(found)), text or found.title)

    def month(self, month: Month) -> Markup:
        """A month, as a link to its money when it has a record."""
        if month not in self.desk.planned:
            return html('<span class="fc-day">%s</span>', month)
        return html('<a class="fc-day" href="%s">%s</a>', self.href(month_page(month)), month)

    def summary(self, month: Month) -> str:
        """The URL of the month's summary."""
        return self.href(summary_page(month))

    def chip(self, record: Record) -> Markup:
        """The record's state as a chip: its words say the state, its look what the state means for work."""
        state = state_of(self.desk.records, record)
        tone = "unknown" if state is None else state.work
        return html('<span class="fc-chip fc-%s">%s</span>', tone, self.display.state(record))

    def cell(self, type_: FieldType, value: Any) -> Cell:
        """A field's value: references become links, web addresses too, numbers are marked."""
        if value is None or value == ():
            return Cell(html=Markup())
        if isinstance(type_, Ref):
            return Cell(html=self.link(value))
        if isinstance(type_, Day):
            return Cell(html=html('<span class="fc-day">%s</span>', self.display.value(type_, value)))
        if isinstance(type_, ListOf) and isinstance(type_.item, Ref):
            return Cell(html=self.joined(self.link(id) for id in value))
        shown = self.display.value(type_, value)
        if shown.startswith(("https://", "http://")):
            return Cell(html=html('<a href="%s" rel="noopener noreferrer">%s</a>', shown, shown))
        return Cell(html=escape(shown), number=isinstance(type_, (Money, Count, Number)))

    def facts(self, record: Common) -> list[tuple[str, Cell]]:
        """Label and value of every filled field that is not shown elsewhere on the page and is no table.

        Of a block with a table of its own (a draw with its prizes) the other fields stand here one by one.
        """
        twins = twins_of(type(record))
        return [
            (self.display.label(slot.spec), cell)
            for outer in slots_of(type(record))
            if outer.key not in IN_HEAD and outer not in twins
            for slot, value in _unfolded(outer, getattr(record, outer.attribute))
            if not is_table(slot) and (cell := self.cell(slot.spec.type, value)).html
        ]

    def grids(self, record: Common, *, turns: bool = True) -> list[Grid]:
        """The record's lists of groups (rates, costs, funds …) as tables; wide short ones are turned.

        Two blocks of the same fields (an event's targets and results) stand side by side in one table.
        """
        return list(self._grids(record, turns=turns))

    def _grids(self, record: Common, *, turns: bool) -> Iterator[Grid]:
        twins = twins_of(type(record))
        for outer in slots_of(type(record)):
            value = getattr(record, outer.attribute)
            if outer.key in ELSEWHERE or not value:
                continue
            if outer in twins[:1]:
                yield self._compared(record, twins)
            for slot, groups in _unfolded(outer, value):
                if is_table(slot) and groups:
                    label = self.display.label(outer.spec)
                    yield self._grid(slot, groups, label=label, turns=turns)

    def _compared(self, record: Common, twins: tuple[Slot, ...]) -> Grid:
        """Blocks of the same fields, a column each; a field that none of them holds is left out."""
        blocks = [getattr(record, twin.attribute) for twin in twins]
        labels = [self.display.label(twin.spec) for twin in twins]
        rows = []
        for slot in _inner(twins[0]):
            found = [None if block is None else getattr(block, slot.attribute) for block in blocks]
            if any(value is not None for value in found):
                nothing = Cell(html=escape(DASH), number=True)
                cells = (nothing if one is None else self.cell(slot.spec.type, one) for one in found)
                rows.append((Cell(html=escape(self.display.label(slot.spec))), *cells))
        return Grid(
            label=self.display.words.gettext(N_("{first} and {second}")).format(
                first=labels[0], second=labels[1]
            ),
            columns=(self.display.words.gettext(N_("Figure")), *labels),
            numbers=(False, *(True for _ in twins)),
            rows=tuple(rows),
        )

    def duties(self, numbers: Iterable[str]) -> Markup:
        """Numbers of duties and workflows, each a link to what it says."""
        pattern = '<a class="fc-duty" href="%s">%s</a>'
        return Markup(" ").join(html(pattern, self.href(DUTIES, anchor_of(one)), one) for one in numbers)

    def edit(self, path: str) -> str:
        """The URL that opens a file for editing, "" when none is configured."""
        return f"{self.desk.inputs.edit_base}{path}" if self.desk.inputs.edit_base else ""

    def joined(self, parts: Iterable[Markup]) -> Markup:
        """Several pieces in one line, parted as the language does."""
        return escape("、" if self.desk.words.lang == "zh" else ", ").join(parts)

    def folded(self, parts: list[Markup]) -> Markup:
        """Several pieces in one line; many of them are folded away behind their number."""
        if len(parts) <= MOST_OPEN:
            return self.joined(parts)
        pattern = Markup('<details class="fc-folded"><summary>{}</summary>{}</details>')
        count = self.desk.words.gettext(N_("%(count)s items")) % {"count": len(parts)}
        return pattern.format(count, self.joined(parts))

    def _grid(self, slot: Slot, groups: tuple[Any, ...], *, label: str, turns: bool) -> Grid:
        assert isinstance(slot.spec.type, ListOf)  # noqa: S101 is_table has seen to it
        assert isinstance(slot.spec.type.item, type)  # noqa: S101
        columns = [
            column
            for column in slots_of(slot.spec.type.item)
            if any(getattr(group, column.attribute) not in (None, ()) for group in groups)
        ]
        rows = tuple(
            tuple(self.cell(column.spec.type, getattr(group, column.attribute)) for column in columns)
            for group in groups
        )
        grid = Grid(
            label=label,
            columns=tuple(self.display.label(column.spec) for column in columns),
            numbers=tuple(isinstance(column.spec.type, (Money, Count, Number)) for column in columns),
            rows=rows,
        )
        is_wide = len(columns) > WIDEST and len(groups) <= MOST_BESIDE
        return _turned(grid) if turns and is_wide else grid


def html(pattern: str, *values: object) -> Markup:
    """The pattern (ours, with a %s for each value) with the values escaped in it; HTML among them stays so.

    The same as Markup's own %, which takes three times as long, and every page has hundreds.
    """
    return Markup(pattern % tuple(map(escape, values)))  # noqa: S704 every value is escaped


def _turned(grid: Grid) -> Grid:
    """The table with its fields below each other, since beside each other no screen is wide enough."""
    rows = (
        (Cell(html=escape(column)), *(Cell(html=row[place].html) for row in grid.rows))
        for place, column in enumerate(grid.columns)
        if place
    )
    columns = (grid.columns[0], *(row[0].html for row in grid.rows))
    return Grid(label=grid.label, columns=columns, numbers=(False,) * len(columns), rows=tuple(rows))


def is_table(slot: Slot) -> bool:
    """Whether a field holds groups."""
    return isinstance(slot.spec.type, ListOf) and isinstance(slot.spec.type.item, type)


@cache
def twins_of(cls: type[Record]) -> tuple[Slot, ...]:
    """The first two fields of a record's class that hold a single block of one and the same sort, or none."""
    single = [slot for slot in slots_of(cls) if is_group(slot.spec.type)]
    pairs = ((one, other) for one, other in combinations(single, 2) if one.spec.type is other.spec.type)
    return next(pairs, ())


def _inner(slot: Slot) -> tuple[Slot, ...]:
    """The fields of a single block, none for any other field."""
    type_ = slot.spec.type
    return tuple(slots_of(type_)) if isinstance(type_, type) and is_group(type_) else ()


def _unfolded(slot: Slot, value: Any) -> list[tuple[Slot, Any]]:
    """The field itself, or the fields of its block when one of them is a table."""
    inner = _inner(slot)
    if value is None or not any(map(is_table, inner)):
        return [(slot, value)]
    return [(one, getattr(value, one.attribute)) for one in inner]


def anchor_of(duty: str) -> str:
    """The anchor of a duty or workflow on the page of duties: W1.1 -> w1-1."""
    return duty.lower().replace(".", "-")


def references(record: Record) -> Iterator[str]:
    """Ids that a record's fields name, its owner and approvals left out."""
    for slot in slots_of(type(record)):
        if slot.key not in {"owner", "approvals"}:
            yield from _ids(slot.spec.type, getattr(record, slot.attribute))


def _ids(type_: FieldType, value: Any) -> Iterator[str]:
    if value is None:
        return
    if isinstance(type_, Ref):
        yield value
    elif isinstance(type_, ListOf):
        for item in value:
            yield from _ids(type_.item, item)
    elif isinstance(type_, type):
        for slot in slots_of(type_):
            yield from _ids(slot.spec.type, getattr(value, slot.attribute))
