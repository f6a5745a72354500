"""A figure as a person follows it: the formula with numbers, then every field behind it with its part."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from forecourt.model.money import format_yuan
from forecourt.money.figure import Figure, Part, Term, Unit
from forecourt.tables.cells import DASH, percent
from forecourt.words.catalogue import Words
from forecourt.words.text import N_, text

# Path of a record and dotted path of a field -> the line on which it stands.
Lines = Callable[[str, str], int]
_UNITS: Final[dict[Unit, str]] = {
    "fen": N_("{number} yuan"),
    "count": "{number}",
    "percent": "{number} %",
    "hundredths of a percent": "{number} %",
}
_SIGNS: Final = {1: "+", -1: "−"}


def as_text(figure: Figure, words: Words, line_of: Lines) -> str:
    """Name, label, formula, one line for each part, and their sum."""
    told = [f"{figure.name}  {words.say(figure.label)}", *_formula(figure, words)]
    if figure.parts:
        told += ["", *_parts(figure, words, line_of)]
    for one in figure.over:
        told += ["", f"{one.name}  {words.say(one.label)}", *_parts(one, words, line_of)]
    if not figure.parts and not figure.terms:
        told += ["", words.say(text(N_("No record says anything of it.")))]
    return "\n".join(told)


def as_list(figures: Iterable[Figure], words: Words) -> str:
    """One line for each figure: name, number, what it is."""
    rows = [
        (one.name, DASH if one.nothing else _number(one.value, one.unit, sign=True), words.say(one.label))
        for one in figures
    ]
    names, numbers = (max((len(row[place]) for row in rows), default=0) for place in (0, 1))
    return "\n".join(f"{name:<{names}}  {number:>{numbers}}  {label}" for name, number, label in rows)


def _formula(figure: Figure, words: Words) -> Iterator[str]:
    """The terms below each other, then the result; how they are put together when they are not added."""
    number = _number(figure.value, figure.unit)
    whole = DASH if figure.nothing else words.say(text(_UNITS[figure.unit], number=number))
    if not figure.terms:
        yield f"= {whole}"
        return
    how = {
        "sum": "",
        "excess": N_("The sum, but never below nothing:"),
        "share": N_("Added up, divided by the last, in whole percents:"),
        "ratio": N_("The first divided by the second, rounded half up:"),
    }[figure.how]
    if how:
        yield words.gettext(how)
    rows = [
        (_sign(figure, place, term), term, DASH if term.nothing else _number(term.amount, term.unit))
        for place, term in enumerate(figure.terms)
    ]
    width = max(len(number) for _, _, number in rows)
    for sign, term, number in rows:
        yield f"  {sign} {number:>{width}}  {words.say(term.label)}{f'  {term.name}' if term.name else ''}"
    yield f"= {whole}"


def _sign(figure: Figure, place: int, term: Term) -> str:
    if figure.how in {"share", "ratio"} and place == len(figure.terms) - 1:
        return "÷"
    return " " if place == 0 and term.sign > 0 else _SIGNS[term.sign]


def _parts(figure: Figure, words: Words, line_of: Lines) -> Iterator[str]:
    rows = [
        (_number(part.amount, figure.unit), _place(part.path, part.field, line_of), part)
        for part in figure.parts
    ]
    if not rows:
        yield words.say(text(N_("No record says anything of it.")))
        return
    whole = sum(part.amount for part in figure.parts)
    numbers = max(len(number) for number, _, _ in [*rows, (_number(whole, figure.unit), "", None)])
    places = max(len(place) for _, place, _ in rows)
    for number, place, part in rows:
        yield f"{number:>{numbers}}  {place:<{places}}  {_told(part, words)}".rstrip()
        for path, field in part.also:
            yield f"{'':>{numbers}}  {_place(path, field, line_of):<{places}}  {field}".rstrip()
    yield f"{_number(whole, figure.unit):>{numbers}}  {words.say(text(N_('Sum of the records')))}"


def _told(part: Part, words: Words) -> str:
    note = words.gettext(part.note) if part.note else ""
    return f"{part.field}  {note}" if note else part.field


def _place(path: str, field: str, line_of: Lines) -> str:
    return f"{path}:{line_of(path, field)}"


def _number(value: int, unit: Unit, *, sign: bool = False) -> str:
    if unit == "fen":
        return format_yuan(value)
    if unit == "hundredths of a percent":
        return f"{percent(value)} %" if sign else str(percent(value))
    return f"{value} %" if sign and unit == "percent" else str(value)
