"""The figures of the manufacturer's funds and of the ledger, each with the entries behind it (M2).

What an entry adds to a balance is the difference that it makes to it, so the parts always add up.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from forecourt.model.vocabulary import ENTRY_TYPES
from forecourt.money.figure import Figure, Part, combined, of_parts, part_of_entry
from forecourt.money.ledger_balance import Balance, Key
from forecourt.money.ledger_costs import INVOICE, PAYMENT
from forecourt.money.ledger_entry import Entry
from forecourt.money.unbilled import unbilled
from forecourt.words.text import N_, Text, text

AMOUNTS: Final = {
    "accrued": N_("Accrued"),
    "claimed": N_("Claimed"),
    "refused": N_("Refused"),
    "granted": N_("Amount granted"),
    "credited": N_("Credited"),
    "used": N_("Amount used"),
    "expired": N_("Expired"),
    "overdrawn": N_("Overdrawn"),
}
OPEN: Final = "open"


def fund_figures(entries: Iterable[Entry], labels: dict[str, str]) -> Iterator[Figure]:
    """Every amount of a tranche (fund.main.2026-11.open), a fund (fund.main.open) and all (funds.open)."""
    tranches: dict[Key, dict[str, Figure]] = {}
    for key, parts in sorted(_parts(entries).items(), key=lambda pair: (pair[0][0], pair[0][1])):
        tranches[key] = _tranche(key, parts, labels)
        yield from tranches[key].values()
    funds: dict[str, dict[str, Figure]] = {}
    for fund in dict.fromkeys(fund for fund, _ in tranches):
        own = [figures for key, figures in tranches.items() if key[0] == fund]
        funds[fund] = {
            name: _sum(f"fund.{fund}.{name}", labels.get(fund, fund), own, name) for name in own[0]
        }
        yield from funds[fund].values()
    if funds:
        own = list(funds.values())
        yield from (_sum(f"funds.{name}", Text(N_("All funds")), own, name) for name in own[0])


def funds_of_months(
    entries: Iterable[Entry], made: Mapping[str, Figure], labels: Mapping[str, str]
) -> Iterator[Figure]:
    """What the tranches hold that the entries of an activity month name: in all (2026-10.funds.open) and of
    one fund (2026-10.fund.main.open).

    `made` are the figures of the tranches by name.
    """
    keys: dict[str, dict[Key, None]] = defaultdict(dict)
    for entry in entries:
        if entry.accrued_in is not None:
            keys[str(entry.month)][entry.fund, entry.accrued_in] = None
    for month, own in sorted(keys.items()):
        named = text(N_("Funds that {month} moves"), month=month)
        yield from _moved(f"{month}.funds", named, own, made)
        for fund in dict.fromkeys(fund for fund, _ in own):
            alone = text(N_("{fund}, moved by {month}"), fund=labels.get(fund, fund), month=month)
            yield from _moved(f"{month}.fund.{fund}", alone, (key for key in own if key[0] == fund), made)


def _moved(start: str, named: Text, keys: Iterable[Key], made: Mapping[str, Figure]) -> Iterator[Figure]:
    tranches = [f"fund.{fund}.{accrued}" for fund, accrued in sorted(keys)]
    for amount in (*AMOUNTS, OPEN):
        what = AMOUNTS.get(amount, N_("Still open"))
        found = ((1, made[f"{tranche}.{amount}"]) for tranche in tranches)
        yield combined(f"{start}.{amount}", _label(named, what), *found)


def ledger_figures(entries: Iterable[Entry], labels: Mapping[str, str]) -> Iterator[Figure]:
    """The sum of each kind of entry, in all (ledger.claim), by activity month (2026-11.ledger.claim), by
    fund (fund.main.ledger.claim) and by both (2026-11.fund.main.ledger.claim).
    """
    sums: dict[tuple[str, str], dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        for scope in _scopes(entry):
            sums[scope][entry.type].append(entry)
    for (month, fund), by_type in sorted(sums.items()):
        start = ".".join(part for part in (month, fund and f"fund.{fund}", "ledger") if part)
        named = " ".join(part for part in (month, labels.get(fund, fund)) if part)
        for type in (one for one in ENTRY_TYPES.terms if one in by_type):
            what = Text(ENTRY_TYPES.terms[type])
            whole = text(N_("Ledger: {what}"), what=what)
            label = text(N_("Ledger of {month}: {what}"), month=named, what=what) if named else whole
            yield of_parts(
                f"{start}.{type}", label, (part_of_entry(one, one.amount) for one in by_type[type])
            )
        if not fund:
            yield from _unbilled(f"{start}.unbilled", month, [one for own in by_type.values() for one in own])


def _unbilled(name: str, month: str, entries: list[Entry]) -> Iterator[Figure]:
    """What was paid without an invoice on record, of all months or of one."""
    gaps = {one.record for one in unbilled(entries)}
    signs = {PAYMENT: 1, INVOICE: -1}
    parts = [
        part_of_entry(one, signs[one.type] * one.amount)
        for one in entries
        if one.record in gaps and one.type in signs
    ]
    what = Text(N_("Paid, and no invoice on record"))
    if parts:
        label = text(N_("Ledger of {month}: {what}"), month=month, what=what) if month else what
        yield of_parts(name, label, parts)


def _scopes(entry: Entry) -> Iterator[tuple[str, str]]:
    """Month and fund ("": any) that the entry counts in."""
    month = str(entry.month)
    yield from (("", ""), (month, ""))
    if entry.fund:
        yield from (("", entry.fund), (month, entry.fund))


def _parts(entries: Iterable[Entry]) -> dict[Key, dict[str, list[Part]]]:
    """Tranche -> amount of its balance -> what each entry made of it."""
    balances: dict[Key, Balance] = {}
    found: dict[Key, dict[str, list[Part]]] = {}
    for entry in entries:
        if entry.accrued_in is None:
            continue
        key = (entry.fund, entry.accrued_in)
        before = balances.get(key) or Balance(fund=entry.fund, accrued_in=entry.accrued_in)
        after = balances[key] = before.after(entry)
        parts = found.setdefault(key, {name: [] for name in AMOUNTS})
        for name in AMOUNTS:
            moved = getattr(after, name) - getattr(before, name)
            if moved:
                parts[name].append(part_of_entry(entry, moved))
    return found


def _tranche(key: Key, parts: dict[str, list[Part]], labels: dict[str, str]) -> dict[str, Figure]:
    fund, month = key
    start = f"fund.{fund}.{month}"
    named = f"{labels.get(fund, fund)} {month}"
    made = {
        name: of_parts(f"{start}.{name}", _label(named, what), parts[name]) for name, what in AMOUNTS.items()
    }
    made[OPEN] = combined(
        f"{start}.{OPEN}",
        _label(named, N_("Still open")),
        (1, made["accrued"]),
        (-1, made["used"]),
        (-1, made["expired"]),
    )
    return made


def _sum(name: str, named: str | Text, own: list[dict[str, Figure]], amount: str) -> Figure:
    what = AMOUNTS.get(amount, N_("Still open"))
    return combined(name, _label(named, what), *((1, figures[amount]) for figures in own))


def _label(named: str | Text, what: str) -> Text:
    return text(N_("{fund}: {what}"), fund=named, what=Text(what))
