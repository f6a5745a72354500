"""Rules about platform logs and accounts: who speaks, answers in time, gaps, fees (A9, S6, S9, W1.3)."""

from collections.abc import Iterator
from typing import Final

from forecourt.kinds.outlet import Outlet
from forecourt.kinds.platform import PlatformMonth
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.later import Later
from forecourt.model.months import Month
from forecourt.model.unread import readable
from forecourt.money.funnel import days_of, missing_days
from forecourt.money.platforms import (
    FEE_DAYS,
    FRESH_DAYS,
    LINK_DAYS,
    answer_within,
    days_stale,
    differs_from_front_desk,
    logs_of,
)
from forecourt.rules.near import listed
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, Text, text

_SPEAKER: Final = Later(r"经销商|4[sS]店?|本店|我店|门店|官方|特约店|专营店|展厅|销售顾问")
_COUNTS: Final = {"leads": N_("Leads"), "valid_leads": N_("Valid leads"), "orders": N_("Orders")}


@code("PL01")
def forum_post_hides_who_speaks(log: PlatformMonth, sight: Sight) -> Iterator[Problem]:
    """A forum post does not show that the dealership wrote it.

    Posts that look like a customer's are false publicity (Anti-Unfair Competition Law art. 8, 20). They are
    written by people, logged here with the way in which they show who speaks, and never made by a program.
    Where the title is said to show it, the logged title must.
    """
    for place, entry in readable(log.entries, "type", "disclosure", "subject"):
        if entry.type == "forum" and entry.disclosure == "named_in_title":
            if entry.subject and not _SPEAKER.search(entry.subject):
                yield Problem(
                    code="PL01",
                    field=f"entries.{place}.subject",
                    message=text(N_("The title does not say that the dealership speaks")),
                    hint=text(
                        N_("Put 【经销商】 before it in the post and here, or write how else it is shown")
                    ),
                )
        elif entry.type == "forum" and entry.disclosure is None:
            yield Problem(
                code="PL01",
                field=f"entries.{place}.type",
                message=text(N_("The forum post does not say that the dealership speaks")),
                hint=text(
                    N_('Say so in the post and write here how: "disclosure: named_in_title"; else delete it')
                ),
            )


@code("PL02", Severity.WARNING)
def answered_late(log: PlatformMonth, sight: Sight) -> Iterator[Problem]:
    """A question was answered later than the programme or the house allows, and it is not said why.

    Platforms take points for it, and of leads the one is won that is called first. The limit is the shorter
    of the programme's and the dealership's field "answer_within".
    """
    limit = answer_within(sight.records, log.month)
    for place, entry in readable(log.entries, "minutes", "note"):
        if entry.minutes is not None and entry.minutes > limit and entry.note is None:
            yield Problem(
                code="PL02",
                field=f"entries.{place}.minutes",
                message=text(
                    N_("Answered after {minutes} minutes; {limit} are allowed"),
                    minutes=entry.minutes,
                    limit=limit,
                ),
                hint=text(N_('Write in "note" why, and what is done so that it does not happen again')),
            )


@code("PL03")
def entry_of_another_month(log: PlatformMonth, sight: Sight) -> Iterator[Problem]:
    """A line of the log lies outside the log's month, or in the future."""
    for place, entry in readable(log.entries, "at"):
        if entry.at > sight.today:
            message = text(N_("{day} has not come yet; today is {today}"), day=entry.at, today=sight.today)
        elif Month.of(entry.at) != log.month:
            message = text(N_("{day} does not lie in {month}"), day=entry.at, month=str(log.month))
        else:
            continue
        yield Problem(
            code="PL03",
            field=f"entries.{place}.at",
            message=message,
            hint=text(N_("Correct the day, or move the line into the log of its month")),
        )


@code("PL04")
def second_log(log: PlatformMonth, sight: Sight) -> Iterator[Problem]:
    """Two logs are about the same platform and month, so nobody knows which one is whole."""
    key = (log.outlet.casefold(), str(log.month))
    others = listed(one.id for one in sight.platform_logs.get(key, ()) if one is not log)
    if others and sight.is_live(log):
        yield Problem(
            code="PL04",
            field="outlet",
            message=text(N_("{others} is a log of this platform and month too"), others=others),
            hint=text(N_("Put the lines together into one of them, and cancel the other")),
        )


@code("PL05", Severity.WARNING)
def not_refreshed(log: PlatformMonth, sight: Sight) -> Iterator[Problem]:
    """A page has not been touched for more than three days, in a month that is still logged.

    Platforms put fresh pages first (A9). A refresh, the day's prices, an offer or an article count.
    """
    stale = days_stale(log, sight.today)
    if stale > FRESH_DAYS and sight.is_open(log):
        yield Problem(
            code="PL05",
            field="entries",
            message=text(N_("The last refresh was {days} days ago"), days=stale),
            hint=text(N_("Refresh the page today and log it: a line with type: refresh")),
        )


@code("PL06", Severity.WARNING)
def front_desk_differs(log: PlatformMonth, sight: Sight) -> Iterator[Problem]:
    """Leads or orders of all platforms are not what the front desk counted of that source (W1.3 ②).

    Told once the month is over and every day has its report, at the first log of the month.
    """
    days = list(days_of(sight.records, log.month))
    first = next(iter(logs_of(sight.records, log.month)), None)
    if first is not log or sight.today <= log.month.last_day or missing_days(days, log.month, sight.today):
        return
    for name, told, found in differs_from_front_desk(sight.records, log.month):
        yield Problem(
            code="PL06",
            field="month",
            message=text(
                N_('"{count}": the platform logs of the month come to {told}, the front desk to {found}'),
                count=Text(_COUNTS[name]),
                told=told,
                found=found,
            ),
            hint=text(N_("Compare with the platforms' back offices, then correct the log or the day")),
        )


@code("PL07", Severity.WARNING)
def fee_ends(outlet: Outlet, sight: Sight) -> Iterator[Problem]:
    """The membership fee of a platform ends within 30 days, or has ended.

    Without it the shop page disappears, and with it the leads.
    """
    until = outlet.fee_until
    if until is None or not sight.is_live(outlet) or (until - sight.today).days > FEE_DAYS:
        return
    left = (until - sight.today).days
    yield Problem(
        code="PL07",
        field="fee_until",
        message=text(N_("The fee is paid until {day}, {days} days from now"), day=until, days=left)
        if left >= 0
        else text(N_("The fee was paid until {day} only"), day=until),
        hint=text(N_('Pay for the next term and write its last day here, or take the step "end"')),
    )


@code("PL08", Severity.WARNING)
def answer_without_minutes(log: PlatformMonth, sight: Sight) -> Iterator[Problem]:
    """An answered question does not say after how many minutes; nobody can say whether it was in time."""
    for place, entry in readable(log.entries, "type", "minutes"):
        if entry.type == "reply" and entry.minutes is None:
            yield Problem(
                code="PL08",
                field=f"entries.{place}.type",
                message=text(N_("It does not say after how many minutes the question was answered")),
                hint=text(N_('Add "minutes", from the question to the first answer')),
            )


@code("PL09", Severity.WARNING)
def link_is_dead(log: PlatformMonth, sight: Sight) -> Iterator[Problem]:
    """A post's link leads nowhere any more, and it is not said what was done.

    Readers, and the manufacturer who counts articles by their links, find nothing (A9; domain 2.7). What was
    deleted on purpose says so in "note".
    """
    for place, entry in readable(log.entries, "link_works", "link_checked_on", "note"):
        if entry.link_works is False and entry.note is None:
            yield Problem(
                code="PL09",
                field=f"entries.{place}.link_works",
                message=text(N_("The link of this post is dead")),
                hint=text(N_('Post it again and log that, or write in "note" why it is gone')),
            )


@code("PL10", Severity.WARNING)
def link_not_looked_at(log: PlatformMonth, sight: Sight) -> Iterator[Problem]:
    """A post has stood for more than seven days, and nobody has opened its link since.

    Platforms take posts down, and who advertises answers for the page behind the link too (Internet
    Advertising Measures, order 72, art. 18). A person looks and writes the day down; the program opens no
    link. Asked while the log is kept. No legal advice.
    """
    if not sight.is_open(log):
        return
    for place, entry in readable(log.entries, "at", "web_link", "link_checked_on"):
        is_due = (sight.today - entry.at).days > LINK_DAYS
        if entry.web_link and is_due and (entry.link_checked_on is None or entry.link_checked_on < entry.at):
            yield Problem(
                code="PL10",
                field=f"entries.{place}.web_link",
                message=text(
                    N_("Posted on {day}, and nobody has looked since whether the link works"), day=entry.at
                ),
                hint=text(
                    N_("Open it, then write: link_checked_on: {today} and link_works: yes or no"),
                    today=sight.today,
                ),
            )


@code("PL11")
def impossible_leads(log: PlatformMonth, sight: Sight) -> Iterator[Problem]:
    """A line has more valid leads than leads, so its share of valid leads passes 100 %."""
    for place, entry in readable(log.entries, "leads", "valid_leads"):
        if (entry.valid_leads or 0) > (entry.leads or 0):
            yield Problem(
                code="PL11",
                field=f"entries.{place}.valid_leads",
                message=text(
                    N_('"{part}" is {count}, but "{whole}" only {all}'),
                    part=Text(_COUNTS["valid_leads"]),
                    count=entry.valid_leads or 0,
                    whole=Text(_COUNTS["leads"]),
                    all=entry.leads or 0,
                ),
                hint=text(N_("Compare with the platform's back office; perhaps two columns were mixed up")),
            )


LOG: Final = (
    impossible_leads,
    forum_post_hides_who_speaks,
    answered_late,
    entry_of_another_month,
    second_log,
    not_refreshed,
    front_desk_differs,
    answer_without_minutes,
    link_is_dead,
    link_not_looked_at,
)
