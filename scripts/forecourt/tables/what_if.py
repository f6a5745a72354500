"""A month now and with branches merged, as pandas frames: codes, integer fen, counts."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from forecourt.model.vocabulary import CHANNELS
from forecourt.money.budget import CostEntry, Line
from forecourt.money.standing import Stand, Standing
from forecourt.tables.frames import Row, Table, table
from forecourt.tables.what_if_layout import ITEMS, LINE_FIGURES, QUOTA_FIGURES, layouts

SHORT: Final = 12


def what_if_tables(stands: Sequence[Stand]) -> tuple[Table, ...]:
    """Every table, in the order in which people read them; the first stand is the target branch."""
    made = layouts([stand.name for stand in stands[1:]])
    standings = [stand.standing for stand in stands]
    rows: Mapping[str, Iterator[Row]] = {
        "branches": _branches(stands),
        "money": _money(standings),
        "statuses": _statuses(standings),
        "channels": _channels(standings),
        "accrual": _accrual(standings),
        "quotas": _quotas(standings),
        "entries": _entries(stands),
    }
    return tuple(table(made[name], found) for name, found in rows.items())


def moving(whole: Table) -> Table:
    """The table without what stays as it is; a channel or a quota of which one figure moves stays whole."""
    if whole.layout.name not in {"channels", "accrual", "quotas"}:
        return whole
    frame, first = whole.frame, whole.layout.columns[0].name
    shares = [name for name in frame.columns if name.startswith("share_")]
    moved = set(frame.loc[(frame[shares] != 0).any(axis=1), first])
    return Table(layout=whole.layout, frame=frame[frame[first].isin(moved)])


def moves_nothing(tables: Sequence[Table]) -> bool:
    """Whether no amount, no quota and no status differs anywhere."""
    frames = [one.frame for one in tables]
    shares = [frame[name] for frame in frames for name in frame.columns if name.startswith("share_")]
    return all((column == 0).all() for column in shares)


def _figures(values: Sequence[int | None]) -> Row:
    """Now, each branch's share, and what comes of it; what is not there counts as nothing in a share."""
    shares = ((new or 0) - (old or 0) for old, new in pairwise(values))
    return (values[0], *shares, values[-1])


def _branches(stands: Sequence[Stand]) -> Iterator[Row]:
    for place, stand in enumerate(stands):
        yield (place, stand.name, stand.commit[:SHORT], stand.changed)


def _money(standings: Sequence[Standing]) -> Iterator[Row]:
    for item in ITEMS.terms:
        yield (item, *_figures([_item(one, item) for one in standings]))


def _item(one: Standing, item: str) -> int | None:
    if one.money is None:
        return None
    if item == "budgeted":
        return one.money.total.budget
    source = one.money.total if item in LINE_FIGURES.terms else one.money
    return int(getattr(source, item))


def _channel_names(standings: Sequence[Standing]) -> list[str]:
    found = {channel for one in standings for channel in one.lines}
    return [channel for channel in CHANNELS.terms if channel in found]


def _channels(standings: Sequence[Standing]) -> Iterator[Row]:
    for channel in _channel_names(standings):
        lines = [one.lines.get(channel) for one in standings]
        for figure in LINE_FIGURES.terms:
            yield (channel, figure, *_figures([_read(line, figure) for line in lines]))


def _read(line: Line | None, figure: str) -> int | None:
    return None if line is None else int(getattr(line, figure))


def _statuses(standings: Sequence[Standing]) -> Iterator[Row]:
    for channel in _channel_names(standings):
        lines = [one.lines.get(channel) for one in standings]
        statuses = [None if line is None else line.status for line in lines]
        yield (channel, *statuses, _flip(statuses[0], statuses[-1]))


def _flip(now: str | None, then: str | None) -> str | None:
    if now == then:
        return None
    if then == "exceeded":
        return "exceeds"
    return "recovers" if now == "exceeded" else "other"


def _accrual(standings: Sequence[Standing]) -> Iterator[Row]:
    labels = {name: label for one in standings for name, label in one.fund_labels.items()}
    for name, label in labels.items():
        yield (name, label, *_figures([one.funds.get(name) for one in standings]))


def _quotas(standings: Sequence[Standing]) -> Iterator[Row]:
    names = {name: None for one in standings for name in one.quotas}
    for name in names:
        quotas = [one.quotas.get(name) for one in standings]
        for figure in QUOTA_FIGURES.terms:
            counts = [None if quota is None else getattr(quota, figure) for quota in quotas]
            if any(count is not None for count in counts):
                yield (name, figure, *_figures(counts))


def _entries(stands: Sequence[Stand]) -> Iterator[Row]:
    for old, new in pairwise(stands):
        before, after = ({entry.record.id: entry for entry in stand.costs} for stand in (old, new))
        for id in sorted(before.keys() | after.keys()):
            if _counted(before.get(id)) != _counted(after.get(id)):
                yield _entry(new.name, before.get(id), after.get(id))


def _counted(entry: CostEntry | None) -> tuple[str, str, int] | None:
    return None if entry is None else (entry.channel, entry.bucket, entry.amount)


def _entry(branch: str, before: CostEntry | None, after: CostEntry | None) -> Row:
    known = next(entry for entry in (after, before) if entry is not None)
    sides = ((None, None) if side is None else (side.bucket, side.amount) for side in (before, after))
    (old, had), (new, has) = sides
    record = known.record
    return (branch, known.channel, record.id, record.title, old, had, new, has, record.path)
