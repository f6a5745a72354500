"""forecourt explain: a printed figure traced to the records and lines behind it (M2)."""

from datetime import date
from typing import Final

import click

from forecourt.commands.claims import days_option
from forecourt.commands.desk import Desk
from forecourt.commands.figures import anyway_option, figures_of
from forecourt.commands.options import CannotRun, lang_option, root_or_stop, today_option, words
from forecourt.edge import terminal
from forecourt.model.money import format_yuan, narrow, parse_fen
from forecourt.money.figure import Figure
from forecourt.money.figures import figure, figures, near_names, worth
from forecourt.money.figures_record import NAMES
from forecourt.reading.places import lines_of
from forecourt.report.explained import as_list, as_text
from forecourt.words.text import N_, Text, text

ABOUT: Final = N_(
    "Where a figure comes from: its formula with numbers, then every record, file and line behind it with "
    "its part. Without FIGURE: the names of all figures; with an amount such as 12,000.00: the names of all "
    "that are so much. Exit status: 0; 1 when records have errors; 2 when there is no such figure."
)


@click.command("explain", help=ABOUT)
@click.argument("name", metavar="FIGURE", required=False)
@days_option
@anyway_option
@lang_option
@today_option
def command(*, name: str | None, days: int, anyway: bool, lang: str | None, today: date | None) -> None:
    """Print one figure with all that is behind it, or the list of figures."""
    with figures_of(root_or_stop(lang), today=today, anyway=anyway, lang=lang) as desk:
        terminal.out(_told(desk, name, days, lang))


def _told(desk: Desk, name: str | None, within: int, lang: str | None) -> str:
    if name is None:
        return _list(desk, within, lang)
    try:
        return _worth(desk, parse_fen(name), within, lang)
    except ValueError:
        return _explained(desk, narrow(name), within, lang)


def _worth(desk: Desk, fen: int, within: int, lang: str | None) -> str:
    """The figures of that amount, as it stands in a table: which one it is, its reader knows."""
    found = tuple(worth(desk.loaded.records, desk.world.today, fen, within=within))
    if not found:
        raise CannotRun(text(N_("No figure is {amount} yuan"), amount=format_yuan(fen)), lang)
    return as_list(found, words(lang))


def _list(desk: Desk, within: int, lang: str | None) -> str:
    spoken = words(lang)
    listed = as_list(figures(desk.loaded.records, desk.world.today, within=within).values(), spoken)
    own = spoken.say(text(N_("Of one record: ID.NAME, for example {id}.reimbursable"), id=_example(desk)))
    names = spoken.say(text(N_("NAME is one of: {names}"), names=list(NAMES)))
    return f"{listed}\n\n{own}\n{names}"


def _example(desk: Desk) -> str:
    return next((one.id for one in desk.loaded.records if one.kind == "ad"), "AD-20261012-k3f7")


def _explained(desk: Desk, name: str, within: int, lang: str | None) -> str:
    found = figure(desk.loaded.records, desk.world.today, name, within=within)
    if found is None:
        raise CannotRun(_unknown(desk, name), lang)
    lines = _lines(found, desk)
    return as_text(found, words(lang), lambda path, field: lines[path][field])


def _lines(found: Figure, desk: Desk) -> dict[str, dict[str, int]]:
    """Path -> dotted path of a field -> its line, for every field behind the figure."""
    fields: dict[str, set[str]] = {}
    for part in (*found.parts, *(part for one in found.over for part in one.parts)):
        for path, field in ((part.path, part.field), *part.also):
            fields.setdefault(path, set()).add(field)
    return {path: lines_of(sorted(wanted), desk.loaded.sources[path]) for path, wanted in fields.items()}


def _unknown(desk: Desk, name: str) -> Text:
    near = near_names(desk.loaded.records, desk.world.today, name)
    if near:
        return text(N_('There is no figure "{name}". Near ones: {near}'), name=name, near=near)
    return text(N_('There is no figure "{name}". See all with: ./forecourt explain'), name=name)
