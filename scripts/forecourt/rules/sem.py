"""Rules about search-ad accounts: reconciled balances, whole days, restatements, alarms (A10, S6, W1.3)."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from forecourt.kinds.ad import Ad
from forecourt.kinds.sem import SearchMonth
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.money import format_yuan
from forecourt.model.months import Month
from forecourt.model.unread import is_read, readable
from forecourt.money.sem import Alarm, Entry, alarms, newest
from forecourt.rules import sums
from forecourt.rules.near import listed
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, Text, text


@code("SE01")
def does_not_reconcile(record: SearchMonth, sight: Sight) -> Iterator[Problem]:
    """Opening balance + top-up + refunds - cost is not the closing balance of a day (W1.3 ③).

    A cost that was restated, a top-up that nobody noted, or a number typed wrongly. What came back for
    earlier days follows from the restatements.
    """
    for entry in _entries(record, sight):
        if entry.difference:
            yield Problem(
                code="SE01",
                field=f"days.{entry.place}.closing",
                message=text(
                    N_("{day}: {opening} + {top_up} + {refund} - {cost} is {expected}, not {closing}: {off}"),
                    day=entry.day.day,
                    opening=format_yuan(entry.opening or 0),
                    top_up=format_yuan(entry.top_up),
                    refund=format_yuan(entry.refund),
                    cost=format_yuan(entry.day.cost),
                    expected=format_yuan(entry.expected or 0),
                    closing=format_yuan(entry.day.closing or 0),
                    off=format_yuan(entry.difference),
                ),
                hint=text(N_("Compare with the bill of the day; a cost that changed later is a restatement")),
            )


@code("SE02")
def balance_does_not_carry_over(record: SearchMonth, sight: Sight) -> Iterator[Problem]:
    """A day does not begin with the balance that the day before ended with, also from month to month."""
    for entry in _entries(record, sight):
        if entry.gap:
            yield Problem(
                code="SE02",
                field=f"days.{entry.place}.opening",
                message=text(
                    N_("{day} begins with {opening}; the day before ended with {closing}: {off}"),
                    day=entry.day.day,
                    opening=format_yuan(entry.day.opening or 0),
                    closing=format_yuan((entry.day.opening or 0) - entry.gap),
                    off=format_yuan(entry.gap),
                ),
                hint=text(N_("Compare with the account's bill; perhaps a day or a top-up is missing")),
            )


@code("SE03")
def days_out_of_place(record: SearchMonth, sight: Sight) -> Iterator[Problem]:
    """A day stands twice, lies in another month or in the future; its cost would count twice or never."""
    known: set[date] = set()
    for place, row in readable(record.days, "day"):
        if row.day > sight.today:
            message = text(N_("{day} has not come yet; today is {today}"), day=row.day, today=sight.today)
        elif Month.of(row.day) != record.month:
            message = text(N_("{day} does not lie in {month}"), day=row.day, month=str(record.month))
        elif row.day in known:
            message = text(N_("{day} stands there twice"), day=row.day)
        else:
            known.add(row.day)
            continue
        yield Problem(
            code="SE03",
            field=f"days.{place}.day",
            message=message,
            hint=text(N_("Each day of the month once; a changed day is a restatement")),
        )


@code("SE04", Severity.WARNING)
def days_missing(record: SearchMonth, sight: Sight) -> Iterator[Problem]:
    """Between two days of the account others are missing, so that cost may be missing too.

    A day on which nothing ran gets a line with cost 0.
    """
    days = {row.day for _, row in readable(record.days, "day")}
    known = sorted(day for day in days if Month.of(day) == record.month)
    one = timedelta(days=1)
    missing = [
        first + one * number
        for first, second in pairwise(known)
        for number in range(1, (second - first).days)
    ]
    if missing:
        yield Problem(
            code="SE04",
            field="days",
            message=text(
                N_("{count} day(s) have no line: {days}"),
                count=len(missing),
                days=listed(map(str, missing)),
            ),
            hint=text(N_("Export them and take them over: ./forecourt import sem FILE")),
        )


@code("SE05")
def restates_nothing(record: SearchMonth, sight: Sight) -> Iterator[Problem]:
    """A restatement is about a day that has no line, is older than what it restates, or is out of order."""
    known = [row for _, row in readable(record.days, "day", "exported_on")]
    if not is_read(record.days) or len(known) < len(record.days):
        return
    first = {row.day: row.exported_on for row in known}
    newest: dict[date, date] = {}
    for place, one in readable(record.restatements, "day", "exported_on"):
        before = newest.get(one.day) or first.get(one.day) or one.day
        if one.day not in first:
            message = text(N_("{day} has no line that could be restated"), day=one.day)
        elif one.exported_on > sight.today:
            message = text(
                N_("{day} has not come yet; today is {today}"), day=one.exported_on, today=sight.today
            )
        elif one.exported_on < before:
            message = text(
                N_("The report of {day} is older than that of {before}"), day=one.exported_on, before=before
            )
        else:
            newest[one.day] = one.exported_on
            continue
        yield Problem(
            code="SE05",
            field=f"restatements.{place}.{'day' if one.day not in first else 'exported_on'}",
            message=message,
            hint=text(N_("Restatements are added at the end, each with the day of its report")),
        )


@code("SE06")
def second_account_month(record: SearchMonth, sight: Sight) -> Iterator[Problem]:
    """Two records are about the same account and month; every cost would count twice."""
    key = (record.outlet.casefold(), str(record.month))
    others = listed(one.id for one in sight.search_months.get(key, ()) if one is not record)
    if others and sight.is_live(record):
        yield Problem(
            code="SE06",
            field="outlet",
            message=text(N_("{others} is about this account and month too"), others=others),
            hint=text(N_("Put the days together into one of them, and cancel the other")),
        )


@code("SE07", Severity.WARNING)
def balance_is_low(record: SearchMonth, sight: Sight) -> Iterator[Problem]:
    """The balance of the newest day is below its limit, or lasts for fewer days than it should.

    Days of balance = balance ÷ mean cost of the last seven days with cost. Limits: the record's field
    "limits", else 500 yuan and 3 days.
    """
    for alarm in _newest(record, sight, "low_balance", "low_days"):
        if alarm.code == "low_balance":
            message = text(
                N_("{balance} yuan are left, and {limit} is the limit"),
                balance=format_yuan(alarm.found),
                limit=format_yuan(alarm.limit),
            )
        else:
            message = text(
                N_("The balance lasts {days} day(s) more, and {limit} is the limit"),
                days=alarm.found,
                limit=alarm.limit,
            )
        hint = text(N_("Have the account topped up, or lower its daily budget"))
        yield _of_newest("SE07", record, message, hint)


@code("SE08", Severity.WARNING)
def clicks_are_dear(record: SearchMonth, sight: Sight) -> Iterator[Problem]:
    """A click of the newest day cost far more than in the seven active days before.

    Limit: 130 % of their mean, or what the record's field "limits" says. Most often a competitor bids, or a
    keyword was matched too broadly.
    """
    for alarm in _newest(record, sight, "cost_a_click"):
        message = text(
            N_("A click costs {found} yuan; up to {limit} would be usual"),
            found=format_yuan(alarm.found),
            limit=format_yuan(alarm.limit),
        )
        yield _of_newest("SE08", record, message, text(N_("Look at the keywords and their bids of that day")))


@code("SE09", Severity.WARNING)
def spent_out_of_hours(record: SearchMonth, sight: Sight) -> Iterator[Problem]:
    """Too much of the newest day's cost lies outside the working hours, when nobody answers.

    Limit: 40 % of the day's cost, or what the record's field "limits" says.
    """
    for alarm in _newest(record, sight, "out_of_hours"):
        message = text(
            N_("{found} % of the cost lies out of hours, {limit} % are allowed"),
            found=alarm.found,
            limit=alarm.limit,
        )
        yield _of_newest("SE09", record, message, text(N_("Set the hours of the campaigns in the account")))


@code("SE10", Severity.WARNING)
def keyword_brings_nothing(record: SearchMonth, sight: Sight) -> Iterator[Problem]:
    """A keyword has cost much since the first of the month and brought no conversion.

    Limit: 200 yuan, or what the record's field "limits" says.
    """
    if not sight.is_open(record):
        return
    wasted = {alarm.keyword: alarm for alarm in _alarms(record, sight) if alarm.code == "wasted"}
    for place, one in enumerate(record.keywords):
        if one.keyword in wasted:
            yield Problem(
                code="SE10",
                field=f"keywords.{place}.keyword",
                message=text(
                    N_('"{keyword}" cost {cost} yuan and brought no conversion'),
                    keyword=one.keyword,
                    cost=format_yuan(one.cost),
                ),
                hint=text(N_("Pause it, bid less, or match it more narrowly")),
            )


@code("SE11")
def impossible_counts(record: SearchMonth, sight: Sight) -> Iterator[Problem]:
    """More clicks than impressions, more cost out of hours than cost, or keywords dearer than the account.

    Columns were mixed up, or keywords are of another account. Keywords are only compared while every day up
    to theirs is there.
    """
    for place, row in readable(record.days, "cost", "cost_out_of_hours", "impressions", "clicks"):
        parts = (
            ("clicks", row.clicks, row.impressions, N_("Clicks"), N_("Impressions")),
            ("cost_out_of_hours", row.cost_out_of_hours, row.cost, N_("Spend out of hours"), N_("Spend")),
        )
        for name, part, whole, part_label, whole_label in parts:
            if part is not None and whole is not None and part > whole:
                yield Problem(
                    code="SE11",
                    field=f"days.{place}.{name}",
                    message=text(
                        N_('"{part}" is more than "{whole}"'), part=Text(part_label), whole=Text(whole_label)
                    ),
                    hint=text(N_("Compare with the account's report; perhaps two columns were mixed up")),
                )
    yield from _keywords_too_dear(record)


def _keywords_too_dear(record: SearchMonth) -> Iterator[Problem]:
    until = record.keywords_to
    if not (is_read(until) and is_read(record.days) and is_read(record.month)) or until is None:
        return
    days = [row for _, row in readable(record.days, "day", "cost") if row.day <= until]
    if {row.day.day for row in days} != set(range(1, until.day + 1)):
        return
    whole = sum(newest(record, row).cost or 0 for row in days)
    part = sum(word.cost for _, word in readable(record.keywords, "cost"))
    if part > whole:
        yield Problem(
            code="SE11",
            field="keywords",
            message=text(
                N_("The keywords cost {part} yuan together, the account only {whole} until {day}"),
                part=format_yuan(part),
                whole=format_yuan(whole),
                day=until,
            ),
            hint=text(
                N_("Export the keywords of this account from the first of the month on, and import them")
            ),
        )


@code("SE12", Severity.WARNING)
def topped_up_otherwise(record: SearchMonth, sight: Sight) -> Iterator[Problem]:
    """What an ad paid for the account is not what was topped up in the months that name the ad.

    The ladder does not end with the payment: what was paid stands in the account (domain 3.1). More than the
    ad paid, or while it is unpaid than its contract or plan says, came out of another pocket and is in no
    budget. Less is asked about once the month is closed: the money went elsewhere, or a line is missing.
    """
    ad = sight.find(Ad, record.ad) if record.ad else None
    if ad is None or not sight.is_live(record):
        return
    spent = next((one for one in (ad.paid_cost, ad.contract_cost, ad.net_cost) if one is not None), 0)
    topped_up = sum(
        row.top_up or 0
        for one in sight.of(SearchMonth)
        if one.ad and one.ad.casefold() == ad.id.casefold() and sight.is_live(one)
        for row in one.days
    )
    is_settled = ad.paid_cost is not None and not sight.is_open(record) and not sight.records.unreadable
    if topped_up > spent or (is_settled and topped_up < spent):
        yield Problem(
            code="SE12",
            field="ad",
            message=text(
                N_("{topped_up} yuan were topped up, but {ad} comes to {spent} yuan"),
                topped_up=format_yuan(topped_up),
                ad=ad.id,
                spent=format_yuan(spent),
            ),
            hint=text(N_("Compare the account's top-ups with the payment, and note what is missing")),
        )


def _entries(record: SearchMonth, sight: Sight) -> Iterator[Entry]:
    account = sums.search_accounts(sight).get(record.outlet.casefold())
    return iter(()) if account is None else (one for one in account.entries if one.record is record)


def _alarms(record: SearchMonth, sight: Sight) -> Iterator[Alarm]:
    account = sums.search_accounts(sight).get(record.outlet.casefold())
    return iter(()) if account is None else alarms(account, record)


def _newest(record: SearchMonth, sight: Sight, *codes: str) -> Iterator[Alarm]:
    """Alarms of the newest day of an account that is still kept: earlier ones are past help."""
    if not record.days or not sight.is_open(record):
        return
    last = max(row.day for row in record.days)
    yield from (one for one in _alarms(record, sight) if one.code in codes and one.day == last)


def _of_newest(id: str, record: SearchMonth, message: Text, hint: Text) -> Problem:
    place = max(range(len(record.days)), key=lambda number: record.days[number].day)
    return Problem(code=id, field=f"days.{place}.day", message=message, hint=hint)


ACCOUNT: Final = (
    does_not_reconcile,
    balance_does_not_carry_over,
    days_out_of_place,
    days_missing,
    restates_nothing,
    second_account_month,
    balance_is_low,
    clicks_are_dear,
    spent_out_of_hours,
    keyword_brings_nothing,
    impossible_counts,
    topped_up_otherwise,
)
