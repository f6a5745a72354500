"""Platforms and search-ad accounts of a month as pandas frames: codes, integer fen, counts, ids (S6, A10)."""

from collections.abc import Iterable, Iterator
from datetime import date

from forecourt.kinds.outlet import Outlet
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.money.platforms import PlatformFigures, platform_figures
from forecourt.money.sem import AccountMonth, Alarm, Entry, account_months, alarms
from forecourt.tables.frames import Row, Table, table
from forecourt.tables.online_layout import (
    ACCOUNTS,
    ALARMS,
    ANSWERS,
    BALANCES,
    DAYS,
    KEYWORDS,
    RESULTS,
    WORK,
)

_OF_AMOUNT = frozenset({"low_balance", "cost_a_click", "wasted"})


def platform_tables(records: Records, month: Month, today: date) -> tuple[Table, ...]:
    """Accounts with what they brought, answers in time, and what was done, of `month` up to `today`."""
    found = platform_figures(records, month, today)
    return (
        table(ACCOUNTS, (_account(one) for one in found)),
        table(ANSWERS, (_answers(one) for one in found)),
        table(WORK, (row for one in found for row in _work(one))),
    )


def _of(one: PlatformFigures) -> tuple[str, str]:
    return one.log.outlet, one.log.outlet if one.outlet is None else one.outlet.title


def _account(one: PlatformFigures) -> Row:
    until = None if one.outlet is None or one.outlet.fee_until is None else one.outlet.fee_until.isoformat()
    return (
        *_of(one),
        until,
        one.posts,
        one.longest_gap,
        one.followers,
        one.growth,
        one.sums["views"],
        one.sums["leads"],
        one.sums["valid_leads"],
        one.valid_rate.hundredths_of_percent,
        one.sums["orders"],
        one.log.id,
    )


def _answers(one: PlatformFigures) -> Row:
    share = one.in_time
    counts = (share.whole or 0, share.part or 0, share.hundredths_of_percent)
    return (*_of(one), *counts, one.limit, one.typical, one.slowest, one.log.id)


def _work(one: PlatformFigures) -> Iterator[Row]:
    yield from ((*_of(one), type_, count, one.log.id) for type_, count in one.by_type.items() if count)


def sem_tables(records: Records, month: Month) -> tuple[Table, ...]:
    """Balances, results, alarms, keywords and days of every account of `month`."""
    found = account_months(records, month)
    names = [(one, _named(records, one)) for one in found]
    return (
        table(BALANCES, (_balance(one, name) for one, name in names)),
        table(RESULTS, (_results(one, name) for one, name in names)),
        table(ALARMS, (row for one, name in names for row in _alarms(one, name))),
        table(KEYWORDS, (row for one, name in names for row in _keywords(one, name))),
        table(DAYS, (_day(entry, name) for one, name in names for entry in one.entries)),
    )


def _named(records: Records, one: AccountMonth) -> tuple[str, str]:
    outlet = records.find(Outlet, one.account.outlet)
    return one.account.outlet, one.account.outlet if outlet is None else outlet.title


def _balance(one: AccountMonth, name: tuple[str, str]) -> Row:
    return (
        *name,
        *one.balance,
        None if one.days_left is None else int(one.days_left),
        one.record.id,
    )


def _results(one: AccountMonth, name: tuple[str, str]) -> Row:
    now = one.now
    return (
        *name,
        now.cost,
        now.impressions,
        now.clicks,
        now.click_rate.hundredths_of_percent,
        now.cost_a_click.rounded,
        now.leads,
        now.cost_a_lead.rounded,
        now.share_out_of_hours.hundredths_of_percent,
        one.record.id,
    )


def _alarms(one: AccountMonth, name: tuple[str, str]) -> Iterator[Row]:
    for alarm in alarms(one.account, one.record):
        yield (*name, *_alarm(alarm), one.record.id)


def _alarm(alarm: Alarm) -> Row:
    return (
        None if alarm.day is None else alarm.day.isoformat(),
        alarm.code,
        alarm.keyword,
        alarm.found if alarm.code in _OF_AMOUNT else None,
        alarm.found if alarm.code == "low_days" else None,
        alarm.found * 100 if alarm.code == "out_of_hours" else None,
    )


def _keywords(one: AccountMonth, name: tuple[str, str]) -> Iterable[Row]:
    words = sorted(one.record.keywords, key=lambda word: -word.cost)
    return (
        (*name, word.keyword, word.cost, word.impressions, word.clicks, word.leads, one.record.id)
        for word in words
    )


def _day(entry: Entry, name: tuple[str, str]) -> Row:
    now = entry.now
    return (
        *name,
        entry.day.day.isoformat(),
        entry.opening,
        entry.top_up,
        entry.refund,
        entry.day.cost,
        entry.closing,
        entry.difference,
        now.cost,
        now.clicks,
        now.cost_a_click.rounded,
        now.leads,
        entry.record.id,
    )
