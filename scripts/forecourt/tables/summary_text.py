"""The monthly summary for the screen and for other programs (A3)."""

import json
from collections.abc import Iterator
from typing import Any, Final

from forecourt.money.summary import Figure, Summary
from forecourt.tables.cells import display_width
from forecourt.tables.summary import Told
from forecourt.words.text import N_

SCHEMA_VERSION: Final = 1
BETWEEN: Final = "  "


def as_text(told: Told) -> str:
    """The figures in columns, and how far the counts can be believed."""
    say = told.words.gettext
    head = (say(N_("Figure")), say(N_("Plan")), told.months[0], say(N_("Of plan")), *told.months[1:])
    rows = [(*head, say(N_("Against last month")))]
    rows += [
        (line.label, line.plan, line.now, line.of_plan, *line.before, line.change) for line in told.lines()
    ]
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    return "\n".join([*(_line(row, widths) for row in rows), *_note(told)])


def as_json(found: Summary) -> str:
    """The envelope {schema_version, month, months, unknown, figures, channels}; money in fen."""
    envelope = {
        "schema_version": SCHEMA_VERSION,
        "month": str(found.plan.month),
        "months": [str(month) for month in found.months],
        "unknown": {"part": found.unknown.part, "whole": found.unknown.whole},
        "figures": [_figure(figure) for figure in found.figures],
        "channels": [
            {"channel": line.channel, "budget": line.budget, "cost": line.committed + line.spent}
            for line in found.channels
        ],
    }
    return json.dumps(envelope, ensure_ascii=False, indent=2)


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "name": figure.name,
        "unit": figure.unit,
        "plan": figure.plan,
        "reached": list(figure.reached),
    }


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    """The first cell to the left, numbers to the right."""
    blanks = [" " * (width - display_width(cell)) for cell, width in zip(row, widths, strict=True)]
    numbers = [blank + cell for blank, cell in zip(blanks[1:], row[1:], strict=True)]
    return BETWEEN.join((row[0] + blanks[0], *numbers)).rstrip()


def _note(told: Told) -> Iterator[str]:
    if told.unknown():
        yield told.unknown()
