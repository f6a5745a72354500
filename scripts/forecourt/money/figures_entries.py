"""The figures of single lines of the ledger, and its running balance behind each (M2).

A line is named by its day and its number on that day: ledger.2026-11-14.2, ledger.2026-11-14.2.balance, of
one fund alone fund.main.2026-11-14.2.balance. They are made when asked for: each balance holds all before it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from forecourt.model.vocabulary import ENTRY_TYPES
from forecourt.money.figure import Figure, Part, of_parts, part_of_entry
from forecourt.money.ledger_balance import running
from forecourt.money.ledger_entry import Entry
from forecourt.words.text import N_, Text, text

_NAME: Final = re.compile(
    r"(?:ledger|fund\.(?P<fund>[^.]+))\.(?P<day>\d{4}-\d{2}-\d{2})\.(?P<no>\d+)(?P<rest>\.balance)?"
)


def numbered(entries: Iterable[Entry]) -> Iterator[tuple[Entry, int]]:
    """Every entry with its number on its day, from 1."""
    counts = Counter[date]()
    for entry in entries:
        counts[entry.day] += 1
        yield entry, counts[entry.day]


def entry_figure(entries: Iterable[Entry], labels: Mapping[str, str], name: str) -> Figure | None:
    """The figure of that name (in small letters); None when it names no line of the ledger."""
    asked = _NAME.fullmatch(name)
    if asked is None:
        return None
    found = list(numbered(entries))
    line = f"{asked['day']}.{int(asked['no'])}"
    if asked["fund"] is not None:
        found = [pair for pair in found if pair[0].fund.casefold() == asked["fund"]]
    before = []
    for entry, number in found:
        before.append(entry)
        if f"{entry.day}.{number}" == line:
            return _balance(before, line, labels, asked["fund"]) if asked["rest"] else _amount(entry, line)
    return None


def standing_figures(entries: Iterable[Entry], today: date, labels: Mapping[str, str]) -> Iterator[Figure]:
    """What is open by the entries dated up to today: in all funds (funds.open_today) and in each."""
    known = [one for one in entries if one.accrued_in is not None]
    funds = dict.fromkeys(one.fund for one in known)
    for name, named, fund in (
        ("funds", Text(N_("All funds")), None),
        *((f"fund.{fund}", labels.get(fund, fund), fund) for fund in funds),
    ):
        own = [one for one in known if fund in (None, one.fund) and one.day <= today]
        label = text(N_("{fund}: {what}"), fund=named, what=text(N_("Open as of {day}"), day=today))
        yield of_parts(f"{name}.open_today", label, _differences(own))


def entries_worth(entries: Iterable[Entry], fen: int) -> Iterator[Figure]:
    """The lines of the ledger with that amount, or after which so much is open in all funds."""
    known = tuple(entries)
    for (entry, left), (_, number) in zip(running(known), numbered(known), strict=True):
        line = f"{entry.day}.{number}"
        if entry.amount == fen:
            yield _amount(entry, line)
        if left == fen:
            yield _named(f"ledger.{line}.balance", Text(N_("All funds")), left, line)


def _amount(entry: Entry, line: str) -> Figure:
    label = text(N_("Ledger: {what}"), what=Text(ENTRY_TYPES.terms[entry.type]))
    return of_parts(f"ledger.{line}", label, (part_of_entry(entry, entry.amount),))


def _balance(entries: list[Entry], line: str, labels: Mapping[str, str], fund: str | None) -> Figure:
    name = f"{'ledger' if fund is None else f'fund.{fund}'}.{line}.balance"
    named = Text(N_("All funds")) if fund is None else labels.get(fund, fund)
    return of_parts(name, _label(named, line), _differences(entries))


def _differences(entries: Iterable[Entry]) -> Iterator[Part]:
    """What each entry made of the balance."""
    last = 0
    for entry, left in running(entries):
        if left != last:
            yield part_of_entry(entry, left - last)
        last = left


def _named(name: str, named: str | Text, left: int, line: str) -> Figure:
    return Figure(name=name, label=_label(named, line), value=left)


def _label(named: str | Text, line: str) -> Text:
    day, _, number = line.rpartition(".")
    return text(N_("{fund}: open after line {number} of {day}"), fund=named, number=int(number), day=day)
