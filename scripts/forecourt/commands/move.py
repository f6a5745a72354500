"""forecourt move: take one step of one record, correctly."""

import os
import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

import click

from forecourt.checking.hidden import Hidden, with_hidden
from forecourt.checking.move import Move, Unreadable, Wish, law_of, path_of, planned
from forecourt.commands.options import CannotRun, lang_option, root_or_stop, today_option, words
from forecourt.edge import clock, files, terminal
from forecourt.edge.git import GitError, configured, git
from forecourt.kinds.common import Common
from forecourt.kinds.staff import Staff
from forecourt.model.limits import MAX_LINE_CHARS
from forecourt.model.refusal import RefusedError
from forecourt.reading.splice import SpliceError
from forecourt.report.report import Report
from forecourt.report.text import as_text
from forecourt.steps.advice import label_of
from forecourt.steps.law import Law
from forecourt.store.branch import target_branch
from forecourt.store.load import evidence_path
from forecourt.words.catalogue import Words
from forecourt.words.text import N_, Text, text

ABOUT: Final = N_(
    "Take the step of RECORD (id or file) to STATE: checks it first, then edits the file (state, approval "
    "entry with its seal) and prints what to commit. Nothing is written when the step is not allowed. "
    "Exit status: 0 written, 1 refused, 2 could not run."
)
REFUSED: Final = 1


@click.command("move", help=ABOUT)
@click.argument("record")
@click.argument("state")
@click.option(
    "--as", "person", help=N_("Who takes the step: staff id, name or e-mail (default: git's user.email)")
)
@click.option("--opinion", default="", help=N_("Opinion for the approval log, or the reason of the step"))
@click.option("--base", help=N_("Branch whose law counts (default: the branch that pull requests go to)"))
@lang_option
@today_option
def command(
    *,
    record: str,
    state: str,
    person: str | None,
    opinion: str,
    base: str | None,
    lang: str | None,
    today: date | None,
) -> None:
    """Write the step, or print why not."""
    root = root_or_stop(lang)
    try:
        law, branch = law_of(root, base or target_branch(root, os.environ), today=today, clock=clock.today())
        who, email = _who(law, root, person)
        path = path_of(branch, root, record)
        wish = Wish(path=path, to=state, person=who, email=email, opinion=_opinion(opinion))
        move = planned(root, branch, law, wish, clock=clock.today())
        if isinstance(move, Move):
            move = with_hidden(move, _hidden(root, _proofs(root, move.record)))
    except RefusedError as error:
        raise CannotRun(error.sentence, lang) from None
    except (GitError, OSError, SpliceError) as error:
        raise CannotRun(text(N_("The step could not be tried: {reason}"), reason=str(error)), lang) from None
    spoken = words(lang)
    if isinstance(move, Unreadable) or move.is_refused:
        report = Report(findings=move.findings, files=1, sources={path: move.data})
        terminal.out(as_text(report, spoken))
        raise SystemExit(REFUSED)
    files.write_whole(root / path, move.data)
    terminal.out(_done(move, wish, root, law, spoken))


def _opinion(given: str) -> str:
    """The opinion on one line; raises RefusedError when it is too long or holds invisible signs."""
    opinion = " ".join(given.split())
    if len(opinion) > MAX_LINE_CHARS:
        raise RefusedError(text(N_("The opinion is longer than {limit} characters"), limit=MAX_LINE_CHARS))
    if not opinion.isprintable():
        raise RefusedError(text(N_("The opinion holds a sign that cannot be shown; type it anew")))
    return opinion


def _who(law: Law, root: Path, asked: str | None) -> tuple[Staff, str]:
    """The person and the e-mail that the commit will have; raises RefusedError."""
    own = configured(root, "user.email")
    if asked is None:
        person = law.person(own)
        if person is None:
            raise RefusedError(
                text(
                    N_('git\'s user.email "{email}" is nobody on the staff of the target branch; use --as'),
                    email=own,
                )
            )
        return person, own
    for person in law.staff:
        names = {
            person.id.casefold(),
            person.title.casefold(),
            *(email.casefold() for email in person.emails),
        }
        if asked.strip().casefold() in names:
            known = {email.casefold() for email in person.emails}
            if not known:
                raise RefusedError(
                    text(
                        N_(
                            "{person} has no e-mail in the staff record, so no commit counts as this "
                            "person's; merge one first"
                        ),
                        person=person.title,
                    )
                )
            return person, own if own.casefold() in known else person.emails[0]
    raise RefusedError(text(N_('Nobody on the staff of the target branch is "{who}"'), who=asked))


def _proofs(root: Path, record: Common) -> list[str]:
    """The files of the record's evidence that are there."""
    named = [path for item in record.evidence if (path := evidence_path(record, item.file)) is not None]
    return [path for path in dict.fromkeys(named) if (root / path).is_file()]


def _hidden(root: Path, paths: list[str]) -> Iterator[Hidden]:
    """Which of the files Git does not keep yet and ignores, and by which rule; raises GitError."""
    wanted = [f":(literal){path}" for path in paths]
    asked = ("ls-files", "--others", "--ignored", "--exclude-standard", "-z", "--", *wanted)
    names = git(root, *asked) if paths else b""
    # Without a file that is ignored check-ignore counts its search as failed.
    told = git(root, "check-ignore", "--verbose", "-z", "--stdin", stdin=names) if names else b""
    parts = iter(told.decode("utf-8", "replace").split("\0")[:-1])
    for source, line, rule, path in zip(parts, parts, parts, parts, strict=True):
        yield Hidden(path=path, source=source, line=int(line), rule=rule)


def _force(root: Path, paths: list[str]) -> str:
    """What makes Git add files that it keeps already although an ignore rule fits their folder."""
    wanted = [f":(literal){path}" for path in paths]
    asked = ("ls-files", "--cached", "--ignored", "--exclude-standard", "-z", "--", *wanted)
    return "-f " if git(root, *asked) else ""


def _done(move: Move, wish: Wish, root: Path, law: Law, spoken: Words) -> str:
    """What was written, and the two lines that commit it."""
    record = move.record
    lines = [spoken.say(_what(move, law, record)), spoken.say(text(N_("Commit it now:")))]
    paths = [wish.path, *_proofs(root, record)]
    lines.append(f"  git add {_force(root, paths)}-- " + " ".join(shlex.quote(path) for path in paths))
    message = f"{record.id}: {move.step.label}"
    own = configured(root, "user.email").casefold() == wish.email.casefold()
    identity = (
        ""
        if own
        else f"-c user.name={shlex.quote(wish.person.title)} -c user.email={shlex.quote(wish.email)} "
    )
    lines.append(f"  git {identity}commit {'-S ' if move.is_signed else ''}-m {shlex.quote(message)}")
    if not own:
        lines.append(
            spoken.say(
                text(
                    N_("{person} commits it personally; nobody else's commit counts"),
                    person=wish.person.title,
                )
            )
        )
    return "\n".join(lines)


def _what(move: Move, law: Law, record: Common) -> Text:
    before, after = (label_of(law, record, name) for name in (record.state, move.step.to))
    if move.waits_for:
        return text(
            N_('{id}: approval of "{step}" added; {count} more must approve before it is "{after}"'),
            id=record.id,
            step=move.step.label,
            count=move.waits_for,
            after=after,
        )
    return text(
        N_("{id}: {before} → {after}, written to {path}"),
        id=record.id,
        before=before,
        after=after,
        path=record.path,
    )
