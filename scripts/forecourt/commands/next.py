"""forecourt next: what may happen now, who must act, and what is missing."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path, PurePath
from typing import Final

import click

from forecourt.checking.move import law_of
from forecourt.checking.next import branch_writers, earlier_writers, is_open, line, minds_writers
from forecourt.commands.options import CannotRun, lang_option, root_or_stop, today_option, words
from forecourt.edge import clock, files, terminal
from forecourt.edge.git import GitError
from forecourt.kinds.common import Common
from forecourt.model.refusal import RefusedError
from forecourt.reading.record import read_record
from forecourt.store.branch import target_branch
from forecourt.store.faults import FOLDERS, is_record_path
from forecourt.store.load import load
from forecourt.store.worktree import read_file
from forecourt.words.text import N_, text

ABOUT: Final = N_(
    "One line a record: its state, the steps that are open, who may take them, what is missing for each. "
    "RECORD is an id or a file; without it, every record whose work is open. The procedures and staff are "
    "those of the branch that pull requests go to. Exit status: 0; 1 when no procedure has the state of a "
    "record; 2 when there is no such record, or it cannot be read."
)
# Looking it up for each record of a long list would take many seconds.
LEFT_OUT: Final = N_(
    "Who wrote a record before this branch began is not looked up for the list, and may not approve it "
    "either; ask for the one record before: ./forecourt next RECORD"
)


UNDECLARED: Final = 1


@click.command("next", help=ABOUT)
@click.argument("record", required=False)
@click.option("--base", help=N_("Branch whose law counts (default: the branch that pull requests go to)"))
@lang_option
@today_option
def command(*, record: str | None, base: str | None, lang: str | None, today: date | None) -> None:
    """Print the lines."""
    root = root_or_stop(lang)
    with _git_asked(lang):
        law, branch = law_of(root, base or target_branch(root, os.environ), today=today, clock=clock.today())
        here = branch_writers(root, branch, law)
    if record is None:
        everything = load(root, searched=False).records
        chosen = [one for one in everything if isinstance(one, Common) and is_open(law, one)]
    else:
        chosen = [_asked_for(root, record, lang)]
    spoken = words(lang)
    for one in chosen:
        before, writers = here.get(one.path, (one.path, frozenset()))
        if record is not None and before:
            with _git_asked(lang):
                writers |= earlier_writers(root, branch, law, one, before)
        terminal.out(spoken.say(line(law, one, writers)))
    if not chosen:
        terminal.out(spoken.say(N_("No record has open work")))
    elif record is None and any(minds_writers(law, one) for one in chosen):
        terminal.out(spoken.say(LEFT_OUT))
    if any(law.state(one.kind, one.state) is None for one in chosen):
        raise SystemExit(UNDECLARED)


def _asked_for(root: Path, asked: str, lang: str | None) -> Common:
    """The record with that id or file; only files of that name are read, for there may be thousands.

    Raises CannotRun when there is none, when there are several, or when it has errors.
    """
    wanted = asked.removesuffix(".md").rpartition("/")[2].casefold()
    found = [
        path
        for folder in FOLDERS
        for path, form in files.walk(root, folder)
        if form == "file" and PurePath(path).stem.casefold() == wanted and is_record_path(path)
    ]
    if not found:
        raise CannotRun(text(N_('There is no record "{id}"'), id=asked), lang)
    if len(found) > 1:
        sentence = text(
            N_('"{id}" stands in several files: {paths}; only one may stay'), id=asked, paths=found
        )
        raise CannotRun(sentence, lang)
    record = read_record(found[0], read_file(root, found[0])).record
    if not isinstance(record, Common):
        raise CannotRun(text(N_("{path} has errors; ./forecourt check shows them"), path=found[0]), lang)
    return record


@contextmanager
def _git_asked(lang: str | None) -> Iterator[None]:
    """What Git cannot answer ends the command."""
    try:
        yield
    except RefusedError as error:
        raise CannotRun(error.sentence, lang) from None
    except GitError as error:
        raise CannotRun(text(N_("Git could not be asked: {reason}"), reason=str(error)), lang) from None
