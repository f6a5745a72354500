"""A figure that can be explained: its formula, and the fields of records that add up to it."""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from forecourt.model.record import Record
from forecourt.money.ledger_entry import Entry
from forecourt.money.ratio import Ratio
from forecourt.words.text import Text

Unit = Literal["fen", "count", "percent", "hundredths of a percent"]
# sum: the signed terms added; excess: the same, but never below nothing;
# share: the first term in whole percents of the second, cut off (nothing to divide by gives 0).
# ratio: the first term divided by the second, rounded half up, in the unit of the figure.
How = Literal["sum", "excess", "share", "ratio"]


class Term(Struct, frozen=True, kw_only=True):
    """One figure in a formula: its name ("" when it has none), what it is called, how much, and its sign.

    `nothing`: nobody counted it.
    """

    name: str
    label: Text
    amount: int
    sign: int = 1
    unit: Unit = "fen"
    nothing: bool = False


class Part(Struct, frozen=True, kw_only=True):
    """What one field of one record adds to a figure; `note` is how it comes about, e.g. cars × per unit.

    `also` are other fields behind it: path of the record and dotted path of the field.
    """

    amount: int
    record: str
    path: str
    field: str
    note: str = ""
    also: tuple[tuple[str, str], ...] = ()


class Figure(Struct, frozen=True, kw_only=True):
    """A printed number under its stable name; amounts in fen unless `unit` says otherwise.

    Parts add up to `value` exactly, but for a share and for an excess of nothing, which have none. A ratio
    has `over`, its numerator and denominator, each with its own parts; where nobody counted, or there is
    nothing to divide by, it is `nothing` (printed as a dash).
    """

    name: str
    label: Text
    value: int
    parts: tuple[Part, ...] = ()
    terms: tuple[Term, ...] = ()
    how: How = "sum"
    unit: Unit = "fen"
    over: tuple["Figure", ...] = ()
    nothing: bool = False

    def term(self, sign: int = 1) -> Term:
        """This figure in the formula of another."""
        return Term(
            name=self.name,
            label=self.label,
            amount=self.value,
            sign=sign,
            unit=self.unit,
            nothing=self.nothing,
        )


def of_parts(name: str, label: Text, parts: Iterable[Part], *, unit: Unit = "fen") -> Figure:
    """The figure that fields of records add up to."""
    known = tuple(parts)
    return Figure(name=name, label=label, value=sum(part.amount for part in known), parts=known, unit=unit)


def divided(name: str, label: Text, part: Figure, whole: Figure, *, unit: Unit = "fen") -> Figure:
    """The quotient of two figures, rounded half up; a share when its unit is hundredths of a percent."""
    known = None if part.nothing or whole.nothing else Ratio(part=part.value, whole=whole.value)
    value = None if known is None else known.rounded if unit == "fen" else known.hundredths_of_percent
    return Figure(
        name=name,
        label=label,
        value=value or 0,
        terms=(part.term(), whole.term()),
        how="ratio",
        unit=unit,
        over=(part, whole),
        nothing=value is None,
    )


def combined(name: str, label: Text, *figures: tuple[int, Figure]) -> Figure:
    """The figure that other figures, each with its sign, add up to; their parts are its parts."""
    return Figure(
        name=name,
        label=label,
        value=sum(sign * one.value for sign, one in figures),
        parts=tuple(signed(part, sign) for sign, one in figures for part in one.parts),
        terms=tuple(one.term(sign) for sign, one in figures),
        unit=figures[0][1].unit if figures else "fen",
    )


def signed(part: Part, sign: int) -> Part:
    """The part with that sign."""
    return Part(
        amount=sign * part.amount,
        record=part.record,
        path=part.path,
        field=part.field,
        note=part.note,
        also=part.also,
    )


def part_of(record: Record, field: str, amount: int, note: str = "") -> Part:
    """What `field` of `record` adds."""
    return Part(amount=amount, record=record.id, path=record.path, field=field, note=note)


def part_of_entry(entry: Entry, amount: int) -> Part:
    """What an entry of the ledger adds."""
    return Part(
        amount=amount, record=entry.record, path=entry.path, field=entry.field, note=entry.day.isoformat()
    )
