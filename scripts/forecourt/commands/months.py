"""Why a month has no figures: no record, or one that cannot be read."""

from pathlib import PurePosixPath

from forecourt.commands.desk import Desk
from forecourt.kinds.month import MonthPlan
from forecourt.model.finding import Finding, Severity
from forecourt.model.months import Month
from forecourt.model.unread import is_read
from forecourt.money.budget import NoMonthError
from forecourt.words.text import N_, Text, text


def no_month(error: NoMonthError, desk: Desk) -> Text:
    """The sentence: where the month's record has its first error, or which months have a record."""
    fault = _fault_of(error.month, desk)
    if fault is not None:
        return text(
            N_("The record of {month} cannot be read: {path}:{line}: {message}"),
            month=str(error.month),
            path=fault.path,
            line=fault.line,
            message=fault.message,
        )
    if not error.known:
        return text(N_("No month has a record yet. Make one with: ./forecourt new month"))
    known = [str(month) for month in error.known]
    return text(
        N_("{month} has no record. Months that have one: {known}"), month=str(error.month), known=known
    )


def _fault_of(month: Month, desk: Desk) -> Finding | None:
    """The first error in the record of `month`, when it is there but not whole."""
    paths = {
        plan.path
        for plan in desk.loaded.records.partial
        if isinstance(plan, MonthPlan) and is_read(plan.month) and plan.month == month
    }
    # What cannot be read at all is known by its file's name.
    paths |= {
        path
        for path in desk.loaded.records.unreadable.values()
        if PurePosixPath(path).stem.casefold() == f"mon-{month}"
    }
    errors = (f for f in desk.findings if f.path in paths and f.severity is Severity.ERROR)
    return next(errors, None)
