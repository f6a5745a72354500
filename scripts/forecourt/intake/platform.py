"""Exports of platforms -> lines of their logs (A9, S6, S9); only ever added, counts of a line filled up.

Two lines are the same when day, kind, title and address are; answers, which have none, when their minutes
are too. So a file that is imported again adds nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final

from msgspec.structs import replace

from forecourt.intake.aliases import ENTRY_WORDS, PLATFORM
from forecourt.intake.change import Change, Intake, Scene, created, edited, is_free
from forecourt.intake.table import Row, one_of, table_of
from forecourt.kinds.platform import KIND, WEB_LINK, PlatformEntry, PlatformMonth
from forecourt.model.months import Month
from forecourt.model.vocabulary_online import DISCLOSURES, PLATFORM_ENTRIES
from forecourt.money.lifecycle import work_of
from forecourt.reading.splice import AppendEntry, Edit, SetField
from forecourt.sheets.grid import Grid
from forecourt.sheets.names import code_of, plain
from forecourt.words.text import N_, Text, text

LOG: Final = ("entries", Text(N_("Log")))
_COUNTS: Final = ("views", "followers", "leads", "valid_leads", "orders")
_ORDER: Final = PlatformEntry.__struct_fields__
# What makes a line the same one; counts may be filled up or grow later.
_KEY: Final = ("at", "type", "subject", "web_link", "minutes")


_Line = tuple[Row, PlatformEntry]


def platform_intake(grids: Iterable[Grid], scene: Scene, name: str) -> Intake:
    """What a platform's export would add; raises RefusedError when it has no table with days."""
    table = table_of(grids, PLATFORM, ("at",), frozenset(), name)
    months: dict[Month, list[_Line]] = defaultdict(list)
    count = 0
    for row in table.rows():
        count += 1
        entry = _entry(row)
        if entry is not None:
            months[Month.of(entry.at)].append((row, entry))
    changes: list[Change] = []
    if not table.is_refused:
        changes = [one for month in sorted(months) for one in _changes(month, months[month], scene)]
    return Intake(rows=count, changes=tuple(changes), remarks=tuple(table.remarks))


def _entry(row: Row) -> PlatformEntry | None:
    """The line that a row is; None when something of it was refused."""
    before = len(row.table.remarks)
    day = row.day("at")
    kind = row.read("type", _kind, one_of(PLATFORM_ENTRIES)) if row.said("type") else "figures"
    entry: dict[str, Any] = {
        "subject": row.words("subject"),
        "web_link": row.read("web_link", WEB_LINK.read, Text(WEB_LINK.name)),
        "disclosure": row.read("disclosure", _disclosure, one_of(DISCLOSURES)),
        "minutes": row.minutes("minutes"),
        "note": row.words("note"),
        **{name: row.count(name) for name in _COUNTS},
    }
    if day is None or len(row.table.remarks) > before:
        return None
    return PlatformEntry(at=day, type=kind, **entry)


def _kind(said: str) -> str:
    found = code_of(PLATFORM_ENTRIES, said)
    known = {plain(word): code for code, words in ENTRY_WORDS.items() for word in words}
    found = found or known.get(plain(said))
    if found is None:
        raise ValueError(said)
    return found


def _disclosure(said: str) -> str:
    found = code_of(DISCLOSURES, said)
    if found is None:
        raise ValueError(said)
    return found


def _changes(month: Month, rows: list[_Line], scene: Scene) -> Iterator[Change]:
    outlet = scene.outlet
    if outlet is None:  # pragma: no cover  the command asks for one
        raise AssertionError(month)
    log = _log_of(month, outlet.id, scene)
    if log is None:
        title = text(N_("{outlet}, log of {month}"), outlet=outlet.title, month=str(month))
        fields = {"title": scene.words.say(title), "month": str(month), "outlet": outlet.id}
        rows = sorted(rows, key=lambda pair: pair[1].at)
        groups = [_group(entry) for _, entry in rows]
        told = [text(N_("{count} line(s) added"), count=len(rows))]
        change = created(KIND, {**fields, "entries": groups}, told, rows[0][0], scene)
        yield replace(change, rows=_places(0, rows))
        return
    edits, new = _edits(log, rows)
    if edits and is_free(log, [LOG], rows[0][0], scene):
        added = sum(isinstance(one, AppendEntry) for one in edits)
        told = [text(N_("{count} line(s) added"), count=added)] if added else []
        if len(edits) > added:
            sentence = N_("{count} figure(s) of lines that are there changed")
            told.append(text(sentence, count=len(edits) - added))
        yield replace(edited(log, edits, told, rows[0][0], scene), rows=_places(len(log.entries), new))


def _places(begin: int, rows: Iterable[_Line]) -> dict[str, Row]:
    """The row of each line that is added, by its place in the log."""
    return {f"entries.{place}": row for place, (row, _) in enumerate(rows, begin)}


def _log_of(month: Month, outlet: str, scene: Scene) -> PlatformMonth | None:
    for one in scene.records.of(PlatformMonth):
        is_its = one.month == month and one.outlet.casefold() == outlet.casefold()
        if is_its and work_of(scene.records, one) != "cancelled":
            return one
    return None


def _edits(log: PlatformMonth, rows: Iterable[_Line]) -> tuple[list[Edit], list[_Line]]:
    """Lines that the log lacks, and counts that differ in lines that it has; then the new lines themselves.

    Each line is met once.
    """
    places: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for place, one in enumerate(log.entries):
        places[_key(one)].append(place)
    met: Counter[tuple[Any, ...]] = Counter()
    changed: list[Edit] = []
    added: list[_Line] = []
    for row, entry in sorted(rows, key=lambda pair: pair[1].at):
        key = _key(entry)
        own = places.get(key, [])
        if met[key] < len(own):
            place = own[met[key]]
            changed += _differing(place, log.entries[place], entry)
        else:
            added.append((row, entry))
        met[key] += 1
    appended = [AppendEntry(path="entries", entry=_group(entry)) for _, entry in added]
    return [*changed, *appended], added


def _key(entry: PlatformEntry) -> tuple[Any, ...]:
    return tuple(getattr(entry, name) for name in _KEY)


def _differing(place: int, old: PlatformEntry, new: PlatformEntry) -> Iterator[Edit]:
    """Counts are taken over; who speaks and notes only where the log says nothing."""
    said = _group(new)
    for name in (*_COUNTS, "disclosure", "note"):
        before, after = getattr(old, name), getattr(new, name)
        if after is not None and after != before and (name in _COUNTS or before is None):
            behind = _ORDER[: _ORDER.index(name)]
            yield SetField(path=f"entries.{place}.{name}", value=said[name], after=behind)


def _group(entry: PlatformEntry) -> dict[str, str]:
    """A line as the record holds it."""
    return {name: str(value) for name in _ORDER if (value := getattr(entry, name)) is not None}
