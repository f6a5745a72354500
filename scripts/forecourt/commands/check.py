"""forecourt check: every finding of every record, in one run; never writes a file."""

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Final

import click

from forecourt.commands.desk import Desk, open_desk
from forecourt.commands.options import CannotRun, lang_option, root_or_stop, today_option, words
from forecourt.edge import clock, terminal
from forecourt.model.finding import Severity
from forecourt.report.report import Report
from forecourt.report.table import FORMATS
from forecourt.store.beside import personal_beside
from forecourt.store.faults import reason_of
from forecourt.words.text import N_, Text, text

ABOUT: Final = N_(
    "Check records and print every finding. "
    "PATHS (files or folders) limit what is printed; references still see every record. "
    "Exit status: 0 no errors (warnings and notes may stand), 1 errors, 2 could not run. Writes no file."
)
HAS_ERRORS: Final = 1


@click.command("check", help=ABOUT)
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--format", type=click.Choice(tuple(FORMATS)), default="text", help=N_("How to write findings"))
@lang_option
@today_option
def command(*, paths: tuple[str, ...], format: str, lang: str | None, today: date | None) -> None:
    """Print the findings of the dealership that the current folder lies in."""
    root = root_or_stop(lang)
    wanted = [_inside(root, path, lang) for path in paths]
    desk = opened(root, today, lang)
    report = _report(desk, wanted, paths, lang)
    terminal.out(FORMATS[format](report, words(lang)))
    if report.count(Severity.ERROR):
        raise SystemExit(HAS_ERRORS)


def _inside(root: Path, given: str, lang: str | None) -> str:
    """`given` relative to the root, with forward slashes ("." for the root); a link is not followed."""
    lexical = Path(os.path.abspath(given))  # noqa: PTH100  Path.resolve would follow the link
    path = lexical.parent.resolve() / lexical.name
    if not given or not os.path.lexists(path):
        raise CannotRun(text(N_("There is no file or folder {path}"), path=given), lang)
    if not path.is_relative_to(root):
        raise CannotRun(text(N_("{path} lies outside this dealership"), path=given), lang)
    return path.relative_to(root).as_posix()


def opened(root: Path, today: date | None, lang: str | None, *, remember: bool = False) -> Desk:
    """The checked dealership in `root`; raises CannotRun when it cannot be read or holds no record."""
    try:
        desk = open_desk(root, today=today, clock=clock.today(), remember=remember)
    except OSError as error:
        path = str(error.filename or root)
        sentence = text(N_("Cannot read {path}: {reason}"), path=path, reason=Text(reason_of(error)))
        raise CannotRun(sentence, lang) from None
    if not desk.loaded.paths:
        raise CannotRun(text(N_("content/ and plans/ hold no record (*.md), so nothing was checked")), lang)
    return desk


def _report(desk: Desk, wanted: list[str], given: tuple[str, ...], lang: str | None) -> Report:
    loaded = desk.loaded
    if not wanted:
        findings = [*desk.findings, *personal_beside(desk.root)]
        return Report(findings=findings, files=len(loaded.paths), sources=loaded.sources)
    for path, name in zip(wanted, given, strict=True):
        if not (desk.root / path).is_dir() and path not in loaded.paths:
            raise CannotRun(
                text(N_("{path} is no record: records are *.md files below content/ and plans/"), path=name),
                lang,
            )
        if not any(_below(one, [path]) for one in loaded.paths):
            raise CannotRun(
                text(N_("There is no record (*.md) in {path}, so nothing was checked"), path=name), lang
            )
    return Report(
        findings=[finding for finding in desk.findings if _below(finding.path, wanted)],
        files=sum(_below(path, wanted) for path in loaded.paths),
        sources=loaded.sources,
    )


def _below(path: str, folders: Iterable[str]) -> bool:
    return any(folder in (".", path) or path.startswith(folder + "/") for folder in folders)
