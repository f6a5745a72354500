"""What can be wrong with front matter as YAML, before any field is looked at."""

import re
from typing import Final, Literal

import yaml

from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.limits import MAX_DEPTH, MAX_NODES
from forecourt.words.text import N_, Text, text


@code("FM11")
def tab(line: int, column: int) -> Problem:
    """A tab character stands in the front matter.

    YAML forbids tabs for indenting and reads them differently elsewhere. Use spaces.
    """
    return Problem(
        code="FM11",
        line=line,
        column=column,
        message=text(N_("A tab character stands here")),
        hint=text(N_("Replace it by spaces")),
    )


@code("FM12")
def duplicate_key(line: int, column: int, field: str, first: int) -> Problem:
    """A field is written twice in one block.

    Most programs silently take the last one. Keep the one that is true and delete the other.
    """
    return Problem(
        code="FM12",
        line=line,
        column=column,
        field=field,
        message=text(
            N_('The field "{key}" stands twice; first at line {first}'),
            key=field.rpartition(".")[2],
            first=first,
        ),
        hint=text(N_("Delete one of the two")),
    )


@code("FM13")
def anchor(line: int, column: int) -> Problem:
    """Anchors (&), aliases (*), tags (!) and merge keys (<<) of YAML are not accepted in records.

    A few lines of them can unfold to gigabytes, and nobody in the department reads them. Write the value
    out, or put it in quotes when it really begins with such a sign.
    """
    return Problem(
        code="FM13",
        line=line,
        column=column,
        message=text(N_("A YAML anchor, alias, tag or merge key (&, *, ! or <<) stands here")),
        hint=text(N_("Write the value out, or put it in quotes")),
    )


_LESS: Final = {
    "lines": N_("Check the spaces at the beginning of the lines"),
    "brackets": N_("Delete the brackets that are too many; a text that begins with [ or { needs quotes"),
    "entries": N_(
        "Take out what does not belong in a record, or divide it into several; a pasted table belongs in a "
        "file beside it"
    ),
}


@code("FM14")
def too_much(line: int, column: int, *, way: Literal["lines", "brackets", "entries"]) -> Problem:
    """The front matter is nested deeper, or has more entries, than any record needs.

    Usually a wrong indentation, or brackets within brackets. Look at the spaces at the beginning of the
    lines, and write lists as lines with hyphens. What has thousands of entries is no record: a table that was
    pasted belongs in a file beside it.
    """
    if way == "entries":
        message = text(N_("The front matter has more than {nodes} entries"), nodes=f"{MAX_NODES:,}")
    else:
        message = text(N_("The front matter is nested deeper than {depth} levels"), depth=MAX_DEPTH)
    return Problem(code="FM14", line=line, column=column, message=message, hint=text(_LESS[way]))


@code("FM15")
def syntax(line: int, column: int, message: Text, hint: Text) -> Problem:
    """The front matter cannot be parsed.

    The usual reasons: a text with a colon and a space in it, or beginning with a special sign, without
    quotes; a quote that is not closed; lines of one block that do not begin in the same column.
    """
    return Problem(code="FM15", line=line, column=column, message=message, hint=hint)


@code("FM19", Severity.WARNING)
def cut_by_hash(line: int, column: int) -> Problem:
    """A text is cut off at a #, which begins a remark in front matter.

    Behind a blank, # and what follows are a remark for people and no part of the value, so that a title with
    a hashtag would lose it silently. Remarks of one's own have a blank behind the #.
    """
    return Problem(
        code="FM19",
        line=line,
        column=column,
        message=text(N_("What stands from # on is taken for a remark and left out of the value")),
        hint=text(N_("Put the whole text in quotes; for a remark, leave a blank behind the #")),
    )


@code("FM16")
def odd_key(line: int, column: int) -> Problem:
    """A field's name is not a simple word, or the front matter is not a list of "name: value" lines.

    Front matter holds one field a line. A list, a bare sentence or a name in brackets has no place there.
    """
    return Problem(
        code="FM16",
        line=line,
        column=column,
        message=text(N_("Here a field should stand, like: name: value")),
        hint=text(N_("Write one field a line: its name, a colon, a space, the value")),
    )


_SECOND_DOCUMENT: Final = (
    N_("A line inside the front matter begins with --- or ..."),
    N_("Delete it, or put the text in quotes"),
)
_DIRECTIVE: Final = (
    N_("A line inside the front matter begins with %"),
    N_("Delete it, or put the text in quotes"),
)
_COMMA: Final = (
    N_("A comma is too many here, or something is missing in front of it"),
    N_("Write it like this: [one, two]; a text that begins with [ needs quotes"),
)
_BULLET: Final = (N_("An item of a list begins with * here"), N_("Begin it with a hyphen and a blank: - …"))
_BACKSLASH: Final = (
    N_("Inside double quotes a backslash has a special meaning"),
    N_("Write / instead, or use single quotes: '…'"),
)
# Beginning of the parser's own message, what to say instead, next step.
_KNOWN: Final = (
    (
        "mapping values are not allowed",
        N_("A colon followed by a space stands inside a text without quotes"),
        N_('Put the whole text in quotes: title: "…: …"'),
    ),
    (
        "found unexpected end of stream",
        N_("The quote that begins here is not closed"),
        N_("Close the quote at the end of the text"),
    ),
    (
        "did not find expected key",
        N_("The line does not begin in the same column as its neighbours, or a quote ends too early"),
        N_("Align the line with the other fields of its block; check its quotes"),
    ),
    (
        "did not find expected '-' indicator",
        N_("The line does not belong to the list above it"),
        N_("Begin it with a hyphen in the column of the other items"),
    ),
    (
        "could not find expected ':'",
        N_("A field's name stands without a colon"),
        N_("Write the name, a colon, a space, and the value"),
    ),
    (
        "did not find expected ',' or ']'",
        N_("The list in brackets that begins here is not closed, or a comma is missing"),
        N_("Write it like this: [one, two]; a text that begins with [ needs quotes"),
    ),
    (
        "did not find expected ',' or '}'",
        N_("The brace that begins here is not closed"),
        N_("A text that begins with { needs quotes; write blocks as lines below the field"),
    ),
    (
        "block sequence entries are not allowed",
        N_("A list cannot begin behind a field's name on the same line"),
        N_("Begin the list on the next line, or write it like this: [one, two]; a text with - needs quotes"),
    ),
    ("found unknown escape character", *_BACKSLASH),
    ("did not find expected hexdecimal number", *_BACKSLASH),
    ("found invalid Unicode character escape code", *_BACKSLASH),
    ("did not find expected <document start>", *_SECOND_DOCUMENT),
    ("found unexpected document indicator", *_SECOND_DOCUMENT),
)
# What stands before a value that begins with a sign of YAML's own, and that sign.
_SPECIAL: Final = re.compile(
    r" *((?:- +)*(?:[\"']?[A-Za-z_][A-Za-z0-9_]*[\"']?[ ]*: +)?)([*&!|>%@`?,\]}{\[])"
)
# Whoever stumbles over these was told by the parser where the slip began.
_BEGINS: Final = (
    "found unexpected end of stream",
    "did not find expected ',' or",
    "could not find expected ':'",
)

_UNKNOWN: Final = (
    N_("The front matter cannot be parsed here"),
    N_("Put the text in quotes, or compare the lines around it with a blank record"),
)
_INDENTED: Final = (
    N_("The line is indented, but the field above it has its value already"),
    N_("Begin it in the column of the other fields"),
)


def explain(error: yaml.YAMLError, first_line: int, lines: list[str]) -> Problem:
    """The parser's error in words of the department; `lines` of the front matter begin at `first_line`."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return syntax(first_line, 1, *map(text, _UNKNOWN))
    reason = error.problem or ""
    # What is not closed is told where it begins; the parser notices only lines below.
    mark = (
        (error.context_mark if reason.startswith(_BEGINS) else None)
        or error.problem_mark
        or error.context_mark
    )
    if mark is None:
        return syntax(first_line, 1, *map(text, _UNKNOWN))
    line, column = mark.line + first_line, mark.column + 1
    written = lines[mark.line] if mark.line < len(lines) else ""
    above = next((number for number, one in enumerate(lines[: mark.line + 1]) if one.startswith("%")), None)
    if above is not None:
        return syntax(above + first_line, 1, *map(text, _DIRECTIVE))
    if error.context == "while parsing a flow node" and written.startswith(",", mark.column):
        return syntax(line, column, *map(text, _COMMA))
    if reason.startswith("mapping values") and _is_indented(written, mark.column):
        return syntax(line, 1, *map(text, _INDENTED))
    for start, message, hint in _KNOWN:
        if reason.startswith(start):
            return syntax(line, column, text(message), text(hint))
    special = _SPECIAL.match(written)
    if special is not None and special.start(2) <= mark.column:
        return _special_sign(line, special)
    return syntax(line, column, *map(text, _UNKNOWN))


def _special_sign(line: int, special: re.Match[str]) -> Problem:
    """A text that begins with a sign of YAML's own: the parser's reasons would say nothing to anybody."""
    if special[2] == "*" and not special[1] and special.string.startswith(" ", special.end(2)):
        return syntax(line, special.start(2) + 1, *map(text, _BULLET))
    return syntax(
        line,
        special.start(2) + 1,
        text(N_("The text begins with {sign}, which has a special meaning in front matter"), sign=special[2]),
        text(N_("Put the whole text in quotes: {before}"), before=f'{special[1]}"…"'),
    )


def _is_indented(line: str, colon: int) -> bool:
    """Whether the parser stumbled over the first colon of a line that begins with blanks."""
    return line.startswith(" ") and ":" not in line[:colon] and " " not in line[:colon].strip()


def divider(line: int) -> Problem:
    """A line of signs that parts the fields into groups."""
    message = N_("A line that only divides stands between the fields")
    return syntax(line, 1, text(message), text(N_("Delete it, or begin it with # and a blank")))


def second_document(line: int, column: int) -> Problem:
    """A line inside the front matter begins with three hyphens or dots, which YAML reads as its end."""
    return syntax(line, column, *map(text, _SECOND_DOCUMENT))
