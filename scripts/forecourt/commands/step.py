"""forecourt step: judge what a branch does to its records, step by step."""

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

import click

from forecourt.checking.steps import StepCheck, judge_branch
from forecourt.commands.options import CannotRun, lang_option, root_or_stop, today_option, words
from forecourt.edge import clock, terminal
from forecourt.edge.git import GitError
from forecourt.model.finding import Severity
from forecourt.model.refusal import RefusedError
from forecourt.report.report import Report
from forecourt.report.table import FORMATS
from forecourt.store.branch import read_branch, target_branch
from forecourt.words.catalogue import Words
from forecourt.words.text import N_, text

ABOUT: Final = N_(
    "Judge every step that records take between BASE (default: the branch that pull requests go to) and HEAD "
    "(default: the commit that is checked out): was it declared, taken by the right person, the proof "
    "there? The procedures, staff and programme are those of BASE. "
    "--format markdown is the comment for the pull request: all records that move, who is next, money and "
    "quotas before and after. "
    "Exit status: 0 no errors, 1 errors, 2 could not run. Writes no file."
)
HAS_ERRORS: Final = 1
COMMENT: Final = "markdown"


@click.command("step", help=ABOUT)
@click.argument("base", required=False)
@click.argument("head", default="HEAD")
@click.option(
    "--format",
    type=click.Choice((*FORMATS, COMMENT)),
    default="text",
    help=N_("How to write findings"),
)
@lang_option
@today_option
def command(*, base: str | None, head: str, format: str, lang: str | None, today: date | None) -> None:
    """Print the findings about the steps between two commits."""
    found = judged(base, head, lang=lang, today=today)
    report = Report(findings=found.findings, files=found.judged, sources=found.sources)
    spoken = words(lang)
    if format == COMMENT:
        terminal.out(_comment(found, root_or_stop(lang), spoken))
    elif format == "text" and not found.judged and not found.findings:
        terminal.out(_nothing(found, spoken))
    else:
        terminal.out(FORMATS[format](report, spoken))
    if report.count(Severity.ERROR):
        raise SystemExit(HAS_ERRORS)


def _comment(found: StepCheck, root: Path, spoken: Words) -> str:
    # Imported here: whoever only judges need not wait for the sums of the comment.
    from forecourt.review.comment import as_comment
    from forecourt.review.figures import entered_before
    from forecourt.store.ends import read_ends
    from forecourt.store.log import history_of

    ends = read_ends(root, found.branch)
    since: Mapping[str, date] = {}
    if ends.changed:
        # Limits that count from the day of entry rest on the target branch's history.
        history = history_of(root, found.branch.base, sorted(ends.changed))
        since = entered_before(ends, history, found.law.today)
    return as_comment(found, ends, spoken, since)


def judged(base: str | None, head: str, *, lang: str | None, today: date | None) -> StepCheck:
    """The judged branch of the dealership that the current folder lies in; raises CannotRun."""
    root = root_or_stop(lang)
    try:
        branch = read_branch(root, base or target_branch(root, os.environ), head)
        return judge_branch(root, branch, today=today, clock=clock.today())
    except RefusedError as error:
        raise CannotRun(error.sentence, lang) from None
    except GitError as error:
        raise CannotRun(text(N_("Git could not be asked: {reason}"), reason=str(error)), lang) from None


def _nothing(found: StepCheck, spoken: Words) -> str:
    return spoken.say(
        text(
            N_("{count} commit(s) between {base} and {head}, none of them touches a record"),
            count=len(found.branch.commits),
            base=found.branch.base[:8],
            head=found.branch.head[:8],
        )
    )
