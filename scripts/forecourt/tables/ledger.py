"""The ledger as pandas frames, language-free: codes, integer fen, record ids and fields (M2)."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from forecourt.kinds.programme import Programme
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.money.figures_entries import numbered
from forecourt.money.ledger import ledger, shown_in, sums_of_types
from forecourt.money.ledger_balance import Key, balances, running
from forecourt.money.ledger_entry import Entry
from forecourt.money.ledger_view import last_days
from forecourt.tables.frames import Row, Table, table
from forecourt.tables.ledger_layout import BALANCES, ENTRIES, STANDING, SUMS


class Choice(Struct, frozen=True, kw_only=True):
    """What of the ledger is wanted: one fund, one activity month, both, or (None) all."""

    fund: str | None = None
    month: Month | None = None


def ledger_tables(records: Records, today: date, choice: Choice) -> tuple[Table, ...]:
    """Entries with the running balance of the chosen funds, sums by kind of entry, what is open as of today,
    and the tranches that the entries name.

    Balances count every entry of their tranche, also those of months that are not shown, and those that are
    dated after today: what is open as of today stands apart.
    """
    entries = ledger(records, today)
    numbers = {id(entry): number for entry, number in numbered(entries)}
    whole = shown_in(entries, fund=choice.fund, month=None)
    labels = fund_labels(records)
    rows = [pair for pair in running(whole) if choice.month in (None, pair[0].month)]
    shown = [entry for entry, _ in rows]
    return (
        table(ENTRIES, (_entry_row(entry, numbers[id(entry)], left, labels) for entry, left in rows)),
        table(SUMS, _sum_rows(shown)),
        table(STANDING, (_standing_row(whole, today),)),
        table(BALANCES, _balance_rows(whole, shown, labels, last_days(records, today))),
    )


def fund_labels(records: Records) -> dict[str, str]:
    """Fund code -> its name, of the newest programme that has it."""
    programmes = sorted(records.of(Programme), key=lambda one: one.effective_from)
    return {fund.name: fund.label for programme in programmes for fund in programme.funds}


def _entry_row(entry: Entry, number: int, left: int, labels: dict[str, str]) -> Row:
    return (
        entry.day.isoformat(),
        number,
        entry.type,
        str(entry.month),
        entry.fund or None,
        labels.get(entry.fund, entry.fund) or None,
        None if entry.accrued_in is None else str(entry.accrued_in),
        entry.channel or None,
        entry.amount,
        left,
        entry.record,
        entry.path,
        entry.field,
    )


def _standing_row(entries: tuple[Entry, ...], today: date) -> Row:
    moving = [entry for entry in entries if entry.accrued_in is not None]
    due = [entry for entry in moving if entry.day <= today]
    return (today.isoformat(), _open(due), len(moving) - len(due), _open(moving))


def _open(entries: list[Entry]) -> int:
    return sum(one.open for one in balances(entries).values())


def _sum_rows(entries: list[Entry]) -> Iterator[Row]:
    counts = Counter(entry.type for entry in entries)
    for type, amount in sums_of_types(entries).items():
        yield type, counts[type], amount


def _balance_rows(
    whole: tuple[Entry, ...], shown: list[Entry], labels: dict[str, str], last: dict[Key, date]
) -> Iterator[Row]:
    named = {(entry.fund, entry.accrued_in) for entry in shown}
    for key, one in balances(whole).items():
        if key in named:
            by = last.get(key)
            yield (
                one.fund,
                labels.get(one.fund, one.fund),
                str(one.accrued_in),
                None if by is None else by.isoformat(),
                *(one.accrued, one.used, one.expired, one.open, one.overdrawn, one.granted, one.credited),
            )
