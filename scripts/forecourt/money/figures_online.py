"""The figures of search-ad accounts by name, with the fields behind (W1.3, A10).

2026-10.sem.OUT-….cost, .top_up, .refund, .opening, .closing, .difference, .cost_a_click, .cost_a_lead; of a
day SEM-….days.3.now, .refund, .closing, .difference, .cost_a_click.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from forecourt.kinds.outlet import Outlet
from forecourt.model.record import Records
from forecourt.money.figure import Figure, divided, of_parts, part_of
from forecourt.money.sem import AccountMonth, Entry, account_months, months_of_search
from forecourt.words.text import N_, Text, text

# What of a day is named, and summed up over the month: its label, and its fen (None: not known).
_Fen = Callable[[Entry], int | None]
_AMOUNTS: Final[dict[str, tuple[str, _Fen]]] = {
    "top_up": (N_("Top-up"), lambda one: one.top_up),
    "cost": (N_("Spend as first exported"), lambda one: one.day.cost),
    "now": (N_("Spend"), lambda one: one.now.cost),
    "refund": (N_("Came back for earlier days"), lambda one: one.refund),
}
_BALANCES: Final[dict[str, tuple[str, _Fen]]] = {
    "opening": (N_("Opening balance"), lambda one: one.opening),
    "closing": (N_("Closing balance"), lambda one: one.closing),
    "difference": (N_("Off by"), lambda one: one.difference),
}


def search_figures(records: Records) -> Iterator[Figure]:
    """Every amount of every account's days and months."""
    for month in months_of_search(records):
        for one in account_months(records, month):
            for entry in one.entries:
                yield from _of_day(entry)
            yield from _of_month(one, records)


def _of_day(entry: Entry) -> Iterator[Figure]:
    title = text(N_("{title}, {day}"), title=entry.record.title, day=entry.day.day)
    start = f"{entry.record.id}.days.{entry.place}"
    for name, (label, fen) in {**_AMOUNTS, **_BALANCES}.items():
        yield _sum(f"{start}.line.{name}", _labelled(title, label), [entry], fen)
    spent = _sum(f"{start}.line.now", _labelled(title, N_("Spend")), [entry], _AMOUNTS["now"][1])
    clicks = _count(f"{start}.line.clicks", _labelled(title, N_("Clicks")), [entry], "clicks")
    yield divided(f"{start}.line.cost_a_click", _labelled(title, N_("Cost of a click")), spent, clicks)


def _of_month(one: AccountMonth, records: Records) -> Iterator[Figure]:
    outlet = records.find(Outlet, one.account.outlet)
    name = one.account.outlet if outlet is None else outlet.title
    title = text(N_("{outlet}, search ads of {month}"), outlet=name, month=str(one.record.month))
    start = f"{one.record.month}.sem.{one.account.outlet}"
    entries, made = one.entries, {}
    for what, (label, fen) in _AMOUNTS.items():
        made[what] = _sum(f"{start}.{what}", _labelled(title, label), entries, fen)
    yield from made.values()
    yield _sum(f"{start}.opening", _labelled(title, N_("Opening balance")), entries[:1], lambda e: e.opening)
    yield _sum(f"{start}.closing", _labelled(title, N_("Closing balance")), entries[-1:], lambda e: e.closing)
    off = _labelled(title, N_("Off by"))
    part = part_of(one.record, "days", one.difference)
    yield of_parts(f"{start}.difference", off, [part] if one.difference else [])
    for per, counted, label in (
        ("cost_a_click", "clicks", N_("Cost of a click")),
        ("cost_a_lead", "leads", N_("Cost of a conversion")),
    ):
        whole = _count(f"{start}.{counted}", _labelled(title, label), entries, counted)
        yield divided(f"{start}.{per}", _labelled(title, label), made["now"], whole)


def _sum(name: str, label: Text, entries: Iterable[Entry], fen: _Fen) -> Figure:
    parts = [
        part_of(one.record, f"days.{one.place}", amount, str(one.day.day))
        for one in entries
        if (amount := fen(one))
    ]
    return of_parts(name, label, parts)


def _count(name: str, label: Text, entries: Iterable[Entry], counted: str) -> Figure:
    parts = [
        part_of(one.record, f"days.{one.place}", number, str(one.day.day))
        for one in entries
        if (number := getattr(one.now, counted))
    ]
    return of_parts(name, label, parts, unit="count")


def _labelled(title: Text, label: str) -> Text:
    return text(N_("{item}, {label}"), item=title, label=Text(label))
