"""Table of volume 3: the month's print jobs, what was made for promotion (A13, W1.2)."""

from forecourt.binder.content import Row, Sheet
from forecourt.binder.edition import DASH, Edition
from forecourt.kinds.print_job import PrintJob
from forecourt.model.vocabulary import DEPARTMENTS, PRINT_TYPES
from forecourt.money.volume_items import print_jobs_of
from forecourt.words.text import N_


def print_sheets(edition: Edition) -> tuple[Sheet, ...]:
    """What was ordered, made and delivered; no table in a month without a print job."""
    jobs = print_jobs_of(edition.records, edition.month)
    if not jobs:
        return ()
    rows = [_row(edition, job) for job in jobs]
    total = (
        edition.say(N_("Total")),
        "",
        "",
        "",
        "",
        "",
        edition.display.yuan(sum(job.charged for job in jobs)),
    )
    rows.append(Row(cells=total, strong=True))
    return (
        Sheet(
            anchor="print-jobs",
            title=edition.say(N_("Print and give-aways of the month")),
            unit=edition.say(N_("Amounts in yuan")),
            columns=edition.columns(
                (N_("Print job"), 27),
                (PRINT_TYPES.label, 15),
                (DEPARTMENTS.label, 11),
                (N_("Ordered"), 10, "right"),
                (N_("Good pieces"), 11, "right"),
                (N_("State"), 12),
                (N_("Cost"), 14, "right"),
            ),
            rows=tuple(rows),
        ),
    )


def _row(edition: Edition, job: PrintJob) -> Row:
    cells = (
        job.title,
        edition.display.choice(PRINT_TYPES, job.type),
        edition.display.choice(DEPARTMENTS, job.department),
        edition.count(job.quantity),
        DASH if job.delivered is None else edition.count(job.accepted),
        edition.display.state(job),
        edition.display.yuan(job.charged),
    )
    return Row(cells=cells)
