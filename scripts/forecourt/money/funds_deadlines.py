"""Until when a claim must be handed in (domain 3.3; pitfall 4: the postmark decides)."""

import calendar
from datetime import date, timedelta

from forecourt.kinds.ad import Ad
from forecourt.kinds.event import Event
from forecourt.kinds.press import Press
from forecourt.kinds.programme import Programme
from forecourt.model.months import Month
from forecourt.model.record import Record
from forecourt.money.workdays import NONE, Overrides, last_posting_day


def claim_deadline(programme: Programme, ran_until: date, *, overrides: Overrides = NONE) -> date | None:
    """The last day to post a claim for what ran until that day; None when the programme has no claim window.

    The window begins on that day or at the end of its month; a day off rolls as the programme says, and when
    the claim must be received, the courier's calendar days come off.
    """
    end = _window_end(programme, ran_until)
    if end is None:
        return None
    return last_posting_day(
        end,
        kind=programme.claim_kind or programme.deadline_kind,
        roll=programme.claim_roll or programme.deadline_roll,
        courier_days=programme.courier_days,
        overrides=overrides,
    )


def received_by(programme: Programme, ran_until: date, *, overrides: Overrides = NONE) -> date | None:
    """The last day on which the claim must be there; None when posting it in time is enough."""
    end = _window_end(programme, ran_until)
    if end is None or (programme.claim_kind or programme.deadline_kind) != "received":
        return None
    roll = programme.claim_roll or programme.deadline_roll
    return last_posting_day(end, kind="posted", roll=roll, courier_days=0, overrides=overrides)


def last_run_day(record: Record) -> date | None:
    """The last day that an ad, event or article ran, as planned until it has run; None for other kinds."""
    match record:
        case Ad():
            return max((insertion.day for insertion in record.ran), default=record.flight_end)
        case Event():
            return record.ends_on
        case Press():
            return record.published_on or record.due_on
    return None


def _window_end(programme: Programme, ran_until: date) -> date | None:
    by_month = programme.claim_from == "month_end"
    start = Month.of(ran_until).last_day if by_month else ran_until
    if programme.claim_window_months is not None:
        month = Month.of(start).plus(programme.claim_window_months)
        return month.last_day if by_month else _same_day(month, start.day)
    if programme.claim_window_days is not None:
        return start + timedelta(days=programme.claim_window_days)
    return None


def _same_day(month: Month, day: int) -> date:
    """That day of the month, or its last one when it is shorter."""
    return date(month.year, month.number, min(day, calendar.monthrange(month.year, month.number)[1]))
