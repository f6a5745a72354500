"""forecourt timeline: how long records stood in their states by Git's history, and what rots (M1, M8)."""

import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final

import click

from forecourt.commands.options import CannotRun, lang_option, root_or_stop, today_option, words
from forecourt.edge import clock, terminal
from forecourt.edge.aside import aside
from forecourt.kinds.dealership import pinned_day
from forecourt.kinds.table import KINDS
from forecourt.model.finding import Severity
from forecourt.model.record import World
from forecourt.model.refusal import RefusedError
from forecourt.money.lifecycle import procedure_of, state_of
from forecourt.store.load import Loaded, load
from forecourt.store.log import History, ask_history
from forecourt.timeline.notes import Notes, is_unsure
from forecourt.timeline.stand import Line, lines
from forecourt.timeline.track import tracks
from forecourt.timeline.verdict import Standing, attention, standings
from forecourt.words.catalogue import Words
from forecourt.words.text import N_, Text, text

ABOUT: Final = N_(
    "How long records stood in their states, from Git's history and the approvals from before it; "
    "which are overdue, due soon or stale. "
    "WHAT is a record's id or a kind; without it, all records. "
    "Working days are China's; the clock stops while the ball is with the manufacturer or the outlet. "
    "Exit status: 0; 2 when there is no whole history. Writes no file."
)
FORMATS: Final = ("text", "json")
MOST_NAMED: Final = 5


@click.command("timeline", help=ABOUT)
@click.argument("what", required=False)
@click.option("--format", type=click.Choice(FORMATS), default="text", help=N_("How to write the timeline"))
@lang_option
@today_option
def command(*, what: str | None, format: str, lang: str | None, today: date | None) -> None:
    """Print one record's timeline, or what wants attention among all records or those of a kind."""
    root = root_or_stop(lang)
    loaded, history = _read(root, lang)
    world = World(records=loaded.records, today=today or pinned_day(loaded.records) or clock.today())
    told = tracks(history, world.today)
    known = lines(world, told)
    chosen = _chosen(known, what, lang)
    found = standings(world, chosen)
    shown = found if format == "json" or _is_one(known, what) else attention(found)
    notes = Notes(
        unreadable=history.unreadable, corrected=told.corrected, provisional=is_unsure(shown, world.today)
    )
    if format == "json":
        # rich is for text only and costs its import.
        from forecourt.timeline.envelope import as_json

        terminal.out(as_json(found, notes, world.today))
    else:
        terminal.out(_as_text(found, notes, words(lang), is_one=_is_one(known, what)))
    for sentence in _cautions(loaded):
        terminal.note(words(lang).say(sentence))


def _read(root: Path, lang: str | None) -> tuple[Loaded, History]:
    try:
        history = aside(ask_history(root))
        return load(root, searched=False), history()
    except RefusedError as error:
        raise CannotRun(error.sentence, lang) from None
    except OSError as error:
        sentence = text(
            N_("Cannot read {path}: {reason}"), path=str(error.filename or root), reason=error.strerror or ""
        )
        raise CannotRun(sentence, lang) from None


def _is_one(known: Mapping[str, Line], what: str | None) -> bool:
    return what is not None and what.casefold() in known


def _chosen(known: Mapping[str, Line], what: str | None, lang: str | None) -> Mapping[str, Line]:
    if what is None:
        return known
    if _is_one(known, what):
        return {what.casefold(): known[what.casefold()]}
    if what in KINDS:
        return {id: line for id, line in known.items() if line.kind == what}
    raise CannotRun(_unknown(known, what), lang)


def _unknown(known: Mapping[str, Line], what: str) -> Text:
    # difflib costs its import; only who mistypes pays for it.
    from forecourt.rules.near import meant, meant_record

    near = meant_record(what, [line.record for line in known.values() if line.record is not None])
    hint = meant(what, list(KINDS)) if near is None else near
    return text(N_('"{what}" is neither the id of a record nor a kind. {hint}'), what=what, hint=hint)


def _as_text(found: tuple[Standing, ...], notes: Notes, words: Words, *, is_one: bool) -> str:
    from forecourt.timeline.screen import one, several

    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    if is_one:
        return one(found[0], notes, words, width=width)
    return several(found, notes, words, width=width)


def _cautions(loaded: Loaded) -> Iterator[Text]:
    """What has no limits here, or those of another record, which nobody may take for "in time"."""
    errors = sum(finding.severity is Severity.ERROR for finding in loaded.findings)
    if errors:
        yield text(
            N_(
                "Caution: the records have errors ({count}); these limits may be wrong. "
                "See: ./forecourt check"
            ),
            count=errors,
        )
    undeclared = [
        one.id
        for one in loaded.records
        if procedure_of(loaded.records, one.kind) is not None and state_of(loaded.records, one) is None
    ]
    if undeclared:
        yield text(
            N_(
                "Caution: no procedure has the state of {records}, so nothing tells how long they may take. "
                "See: ./forecourt check"
            ),
            records=_few(undeclared),
        )
    twice = [id for id, count in Counter(one.id.casefold() for one in loaded.records).items() if count > 1]
    if twice:
        yield text(
            N_(
                "Caution: several files have the id {records}, and their days are mixed here. "
                "See: ./forecourt check"
            ),
            records=_few(twice),
        )


def _few(ids: list[str]) -> list[str]:
    return ids if len(ids) <= MOST_NAMED else [*ids[:MOST_NAMED], "…"]
