"""Rules about the days of an ad: copy deadline, issue days, copy approved in time (M9, W1.1)."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from forecourt.kinds.ad import Ad
from forecourt.kinds.outlet import Outlet
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.unread import is_read, readable
from forecourt.model.vocabulary import EVIDENCE, WEEKDAYS
from forecourt.money.insertions import day_fields, first_day, has_run, last_copy_day, per_day
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, Text, text

# Who must agree to the copy before it runs.
APPROVED_BY: Final = ("manufacturer_ok", "outlet_ok")
COPY_APPROVED_ON: Final = N_("Copy approved on")


@code("SC01", Severity.WARNING)
def copy_too_late_for_outlet(ad: Ad, sight: Sight) -> Iterator[Problem]:
    """The copy deadline leaves the outlet less time than it asks for.

    The outlet's record says how many working days before the issue it wants the copy; counted is from the
    first issue day, by the calendar with its make-up days. A deadline after the start of the flight is TM03.
    Not looked at once the ad has run (M9).
    """
    outlet = sight.find(Outlet, ad.outlet)
    if outlet is None or outlet.copy_lead_days is None or has_run(ad) or not sight.is_open(ad):
        return
    last = last_copy_day(ad, outlet.copy_lead_days)
    if last < ad.copy_deadline <= ad.flight_start:
        yield Problem(
            code="SC01",
            field="copy_deadline",
            message=text(
                N_(
                    "{outlet} wants the copy {days} working days before the issue of {issue}, by {last}; "
                    "the deadline here is {deadline}"
                ),
                outlet=outlet.title,
                days=outlet.copy_lead_days,
                issue=first_day(ad),
                last=last,
                deadline=ad.copy_deadline,
            ),
            hint=text(N_("Set the copy deadline to {last}, or agree on a later issue day"), last=last),
        )


@code("SC02", Severity.WARNING)
def outlet_does_not_appear(ad: Ad, sight: Sight) -> Iterator[Problem]:
    """An issue day is a weekday on which the outlet does not appear.

    A car page that comes out on Wednesdays cannot carry an ad on a Tuesday. The weekdays stand in the
    outlet's record; without issue days the start of a flight of one day is looked at (M9).
    """
    outlet = sight.find(Outlet, ad.outlet)
    one_day = ad.flight_start == ad.flight_end
    if outlet is None or not outlet.weekdays or not sight.is_open(ad) or not (ad.issue_days or one_day):
        return
    names = list(WEEKDAYS.terms)
    for field, day in _readable_days(ad):
        if names[day.weekday()] not in outlet.weekdays:
            yield Problem(
                code="SC02",
                field=field,
                message=text(
                    N_("{day} is a {weekday}; {outlet} appears on: {weekdays}"),
                    day=day,
                    weekday=Text(WEEKDAYS.terms[names[day.weekday()]]),
                    outlet=outlet.title,
                    weekdays=[Text(WEEKDAYS.terms[one]) for one in names if one in outlet.weekdays],
                ),
                hint=text(N_("Correct the day here, or the weekdays in {id}"), id=outlet.id),
            )


@code("SC03")
def issue_day_outside_flight(ad: Ad, sight: Sight) -> Iterator[Problem]:
    """An issue day lies before the flight starts or after it ends.

    The flight is what was approved; a day outside of it was not (W1.1).
    """
    for field, day in _readable_days(ad) if ad.issue_days else ():
        if not ad.flight_start <= day <= ad.flight_end:
            yield Problem(
                code="SC03",
                field=field,
                message=text(
                    N_("{day} lies outside of the flight, {start} to {end}"),
                    day=day,
                    start=ad.flight_start,
                    end=ad.flight_end,
                ),
                hint=text(N_("Correct the day, or the flight")),
            )


@code("SC04")
def other_number_of_issue_days(ad: Ad, sight: Sight) -> Iterator[Problem]:
    """There are not as many issue days as insertions.

    What is paid is the number of insertions; a day too many is not ordered, one too few is not used. For
    radio and television each day may stand once when the spots spread over them evenly, 20 spots over ten
    days; otherwise a day with two insertions stands twice (W1.1).
    """
    days = len(ad.issue_days)
    if days and days * per_day(ad) != ad.insertions:
        yield Problem(
            code="SC04",
            field="issue_days",
            message=text(
                N_("{days} issue days are written down for {insertions} insertions"),
                days=days,
                insertions=ad.insertions,
            ),
            hint=text(N_("Write each issue day once for every insertion, or correct their number")),
        )


@code("SC09", Severity.WARNING)
def copy_not_approved(ad: Ad, sight: Sight) -> Iterator[Problem]:
    """The copy deadline is over and the copy is not approved: no day of approval, or no confirmation by the
    manufacturer or the outlet.

    What runs unapproved is not paid back, and the outlet prints what it has (pitfall 3). Drafts and returned
    plans, which cost nothing yet, are left alone; once it has run, the state's own evidence counts (EV08).
    """
    state = sight.state(ad)
    if state is None or state.work != "open" or state.money == "none":
        return
    if ad.copy_deadline >= sight.today or has_run(ad):
        return
    held = {item.kind for _, item in readable(ad.evidence, "kind")}
    if len(list(readable(ad.evidence, "kind"))) < len(ad.evidence):
        return  # what could not be read may be the confirmation
    missing = [Text(EVIDENCE.terms[kind]) for kind in APPROVED_BY if kind not in held]
    if ad.copy_approved_on is None:
        missing.insert(0, Text(COPY_APPROVED_ON))
    if missing:
        yield Problem(
            code="SC09",
            field="copy_deadline",
            message=text(
                N_("The copy deadline {deadline} is over, but the copy is not approved; missing: {missing}"),
                deadline=ad.copy_deadline,
                missing=missing,
            ),
            hint=text(N_("Get the confirmation and enter copy_approved_on, or have the issue day changed")),
        )


def _readable_days(ad: Ad) -> Iterator[tuple[str, date]]:
    return ((field, day) for field, day in day_fields(ad) if is_read(day))
