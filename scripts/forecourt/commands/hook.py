"""forecourt hook: what pre-commit calls before every commit."""

from datetime import date
from typing import Final

import click

from forecourt.commands.options import CannotRun, lang_option, root_or_stop, today_option, words
from forecourt.edge import clock, terminal
from forecourt.edge.git import GitError
from forecourt.model.finding import Severity
from forecourt.report.report import Report
from forecourt.report.text import as_text
from forecourt.store.staged import ask_staged, reading_blobs
from forecourt.words.text import N_, text

ABOUT: Final = N_(
    "Check the records that are about to be committed, as Git has them staged. Quick: all other records are "
    "known by id alone. Sums over a month, and what a changed person, procedure or programme means for other "
    "records, are left to: ./forecourt check. Exit status: 0 no errors, 1 errors, 2 could not run."
)
HAS_ERRORS: Final = 1


@click.command("hook", help=ABOUT)
@lang_option
@today_option
def command(*, lang: str | None, today: date | None) -> None:
    """Print the findings about staged records, or one line."""
    spoken = words(lang)
    root = root_or_stop(lang)
    try:
        with reading_blobs(root) as read:
            staged = ask_staged(root)
            # All kinds and rules cost 80 ms to import; Git reads the index meanwhile.
            from forecourt.checking.staged import check_staged

            found = check_staged(root, staged(), read, today=today, clock=clock.today())
    except GitError as error:
        raise CannotRun(text(N_("Git could not be asked: {reason}"), reason=str(error)), lang) from None
    if not found.changed and not found.findings:
        terminal.out(spoken.say(N_("No record is about to be committed")))
        return
    report = Report(findings=found.findings, files=len(found.judged), sources=found.sources)
    terminal.out(as_text(report, spoken))
    if report.count(Severity.ERROR):
        raise SystemExit(HAS_ERRORS)
