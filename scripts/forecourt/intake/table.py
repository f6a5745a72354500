"""The table in an export: its header found by content, rows of sums and columns of people left out."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, Final

from msgspec import Struct, field

from forecourt.intake import faults
from forecourt.intake.aliases import IGNORED, NOTHING, PERSONAL, PERSONAL_PARTS, TOTALS, Aliases
from forecourt.kinds.fields import Count, Line, Money, WrongError
from forecourt.model.limits import MAX_HEADER_ROWS
from forecourt.model.personal import masked, personal
from forecourt.model.refusal import RefusedError
from forecourt.model.vocabulary import Vocabulary
from forecourt.model.vocabulary_law import PERSONAL as PERSONAL_KINDS
from forecourt.sheets.faults import Reason, Remark
from forecourt.sheets.grid import Fault, Grid, place_name
from forecourt.sheets.header import parted
from forecourt.sheets.names import plain
from forecourt.words.text import N_, Text, text

# Without signs between them a day has eight digits: 2026111 may be two days.
_DAY: Final = re.compile(r"(?:(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{4})(\d{2})(\d{2}))(?:[T ].*)?")
_SPAN: Final = re.compile(
    r"(\d{4}[-/.年]?\d{1,2}[-/.月]?\d{1,2}日?)\s*[-至到~～—]+\s*(\d{4}[-/.年]?\d{1,2}[-/.月]?\d{1,2}日?)"
)
_UNIT: Final = re.compile(r"(?<=[0-9０-９])\s*[次条个批组人台单]$")
_DURATION: Final = re.compile(r"(?:(\d+)(?:小时|h))?(?:(\d+)(?:分钟|分|min)?)?(?:\d+秒)?")
A_DAY: Final = Text(N_("a day as 2026-11-01"))


class Row(Struct, frozen=True, kw_only=True):
    """One row of data; it reads cells by field and notes what is wrong with them."""

    table: "Table"
    number: int

    def said(self, name: str) -> str:
        """The text of a field's cell, "" without one or for a sign that means nothing."""
        at = self.table.columns.get(name)
        if at is None:
            return ""
        found = self.table.grid.at(self.number, at)
        if found.fault is not Fault.NONE:
            return found.text or "#"
        return "" if plain(found.text) in NOTHING else found.text

    def refuse(self, name: str, reason: Reason) -> None:
        """Note what is wrong with a cell of this row."""
        self.table.remark(self.number, self.table.columns.get(name, 1), reason)

    def missing(self, name: str) -> None:
        """Note that a cell is empty which must not be."""
        self.refuse(name, faults.missing(self.table.labels[name]))

    def read(self, name: str, reader: Callable[[str], Any], wanted: Text) -> Any:
        """What `reader` makes of a cell, None for an empty one or when it raises ValueError or WrongError."""
        said = self.said(name)
        if not said:
            return None
        try:
            return reader(said)
        except (ValueError, WrongError):
            shown = masked(said) if any(personal(said)) else said
            self.refuse(name, faults.unreadable(self.table.labels[name], shown, wanted))
            return None

    def day(self, name: str) -> date | None:
        """A day that the row needs: 20171009, 2017-10-09 08:30, 2017年10月9日."""
        if not self.said(name):
            self.refuse(name, faults.missing(self.table.labels[name]))
        found: date | None = self.read(name, day_of, A_DAY)
        return found

    def days(self, name: str) -> tuple[date, date] | None:
        """First and last of the days that the row needs: one day, or 2026-11-01至2026-11-23."""
        if not self.said(name):
            self.missing(name)
        found: tuple[date, date] | None = self.read(name, days_of, A_DAY)
        return found

    def count(self, name: str) -> int | None:
        """A whole number, perhaps with its unit behind it."""
        wanted = Text(N_("a whole number"))
        found: int | None = self.read(name, whole_of, wanted)
        return found

    def fen(self, name: str, *, signed: bool = False) -> int | None:
        """An amount in yuan, as fen; below nothing only when `signed`, as a balance may be."""
        wanted = N_("an amount in yuan") if signed else N_("an amount in yuan, not below nothing")
        found: int | None = self.read(name, Money(signed=signed).read, Text(wanted))
        return found

    def minutes(self, name: str) -> int | None:
        """A span of time in minutes: 45, 45分钟, 1小时20分."""
        found: int | None = self.read(name, minutes_of, Text(N_("a number of minutes")))
        return found

    def words(self, name: str) -> str | None:
        """A text that is kept, on one line; refused when it holds personal data."""
        found: str | None = self.read(
            name, lambda said: Line().read(" ".join(said.split())), Text(Line().name)
        )
        hit = next(personal(found), None) if found else None
        if hit is not None:
            kind = Text(PERSONAL_KINDS.terms[hit.kind])
            self.refuse(name, faults.names_somebody(self.table.labels[name], kind))
            return None
        return found


def one_of(vocabulary: Vocabulary) -> Text:
    """What a cell may hold that names one thing of a closed list."""
    return text(N_("one of: {choices}"), choices=[Text(label) for label in vocabulary.terms.values()])


def day_of(said: str) -> date:
    """The day of a cell; raises ValueError."""
    found = _DAY.fullmatch(said.strip())
    if found is None:
        raise ValueError(said)
    year, month, day = (int(one) for one in found.groups() if one)
    return date(year, month, day)


def days_of(said: str) -> tuple[date, date]:
    """First and last day of a cell that holds one day or a span; raises ValueError."""
    found = _SPAN.fullmatch(said.strip())
    if found is None:
        return (day := day_of(said), day)
    return day_of(found[1]), day_of(found[2])


def whole_of(said: str) -> int:
    """The whole number of a cell, without its unit; raises WrongError."""
    return Count().read(_UNIT.sub("", said.strip()))


def minutes_of(said: str) -> int:
    """Minutes of a cell; raises ValueError."""
    found = _DURATION.fullmatch(plain(said))
    if found is None or not (found[1] or found[2]):
        raise ValueError(said)
    return int(found[1] or 0) * 60 + int(found[2] or 0)


def _is_day(said: str) -> bool:
    try:
        days_of(said)
    except ValueError:
        return False
    return True


class Table(Struct, frozen=True, kw_only=True):
    """One table: header row, column by field, the column's own words, whether people stood in it.

    `before` are the texts above the header, where exports say when they were made and of which days.
    """

    grid: Grid
    header: int
    columns: dict[str, int]
    labels: dict[str, str]
    people: int
    before: tuple[str, ...] = ()
    remarks: list[Remark] = field(default_factory=list)

    @property
    def is_refused(self) -> bool:
        """Whether a remark stops the import."""
        return any(one.stops for one in self.remarks)

    def remark(self, row: int, column: int, reason: Reason) -> None:
        """Note something at a cell."""
        code, message, hint = reason
        place = place_name(row, column)
        self.remarks.append(
            Remark(code=code, sheet=self.grid.name, place=place, record="", message=message, hint=hint)
        )

    def rows(self) -> Iterator[Row]:
        """Rows below the header that hold something, without sums and repeated headers."""
        filled = sorted({row for row, at in self.grid.cells if row > self.header and at in self._known})
        for number in filled:
            if not self._is_sum(number) and not self._is_header(number):
                yield Row(table=self, number=number)

    @property
    def _known(self) -> set[int]:
        return set(self.columns.values())

    def _is_sum(self, number: int) -> bool:
        """Whether a cell says that the row sums up others; where a day stands, the cell says nothing else.

        Else an article called "汇总：十一月行情" would be lost.
        """
        own = [
            plain(said) for at in range(1, self.grid.columns + 1) if (said := self.grid.at(number, at).text)
        ]
        if any(said in TOTALS for said in own):
            return True
        return any(said.startswith(TOTALS) for said in own) and not any(map(_is_day, own))

    def _is_header(self, number: int) -> bool:
        return all(self.grid.at(number, at).text == self.grid.at(self.header, at).text for at in self._known)


def table_of(
    grids: Iterable[Grid], aliases: Aliases, needed: tuple[str, ...], derived: frozenset[str], name: str
) -> Table:
    """The first sheet's table that has all `needed` columns; raises RefusedError when there is none.

    Its header is the row that names most columns, wherever it stands.
    """
    for grid in grids:
        tables = [_table(grid, row, aliases, derived) for row in _candidates(grid)]
        whole = [one for one in tables if set(needed) <= set(one.columns)]
        if whole:
            return max(whole, key=lambda one: len(one.columns))
    labels = [aliases[one][0] for one in needed]
    raise RefusedError(
        text(N_("{name} has no row that names these columns: {labels}"), name=name, labels=labels)
    )


def _candidates(grid: Grid) -> list[int]:
    return sorted({row for row, _ in grid.cells})[:MAX_HEADER_ROWS]


def _table(grid: Grid, row: int, aliases: Aliases, derived: frozenset[str]) -> Table:
    fields = {plain(word): name for name, words in aliases.items() for word in words}
    columns: dict[str, int] = {}
    labels: dict[str, str] = {}
    strange: dict[int, str] = {}
    people = 0
    for at in range(1, grid.columns + 1):
        said = grid.at(row, at).text
        # 推广单元 ends in a unit and is none: what is said counts as a whole first.
        names = (plain(said), parted(said)[0]) if said else ()
        found = next((fields[one] for one in names if one in fields), None)
        if found is not None and found not in columns:
            columns[found], labels[found] = at, said.strip()
        elif PERSONAL.intersection(names) or (found is None and any(part in said for part in PERSONAL_PARTS)):
            people += 1
        elif names and found is None and not (derived | IGNORED).intersection(names):
            strange[at] = said
    # A cell of the lines above is one text: a csv parts it where it has a comma.
    above: dict[int, list[str]] = {}
    for (line, _), cell in sorted(grid.cells.items()):
        if line < row:
            above.setdefault(line, []).append(cell.text)
    table = Table(
        grid=grid,
        header=row,
        columns=columns,
        labels=labels,
        people=people,
        before=tuple(",".join(texts) for texts in above.values()),
    )
    for at, said in strange.items():
        table.remark(row, at, faults.not_read(said))
    if people:
        table.remark(row, 1, faults.left_out(people))
    return table
