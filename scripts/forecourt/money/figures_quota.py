"""The figures of a month's press and event quotas, each with the fields behind it (M6, M11)."""

from collections.abc import Iterable, Iterator

from forecourt.kinds.month import MonthPlan
from forecourt.kinds.programme import Programme
from forecourt.model.record import Record, Records
from forecourt.model.vocabulary import MEDIA_TIERS
from forecourt.money.budget import Budget
from forecourt.money.figure import Figure, Part, of_parts, part_of
from forecourt.money.quota import TierLine, event_quota, press_quota
from forecourt.words.text import N_, Text, text

NO_TIER = "none"
_WHAT = {
    "required": N_("Required"),
    "done": N_("Done"),
    "open": N_("In work"),
    "missing": N_("Still missing"),
}


def quota_figures(money: Budget, records: Records) -> Iterator[Figure]:
    """Press in pieces and points, by tier and in all, and events: required, done, in work, missing."""
    press, events = press_quota(records, money.month), event_quota(records, money.month)
    pieces = _sides(money.plan, "press_pieces", _pieces(press.done), _pieces(press.open))
    yield from _quota(money, "press.pieces", N_("Press quota"), pieces)
    points = [_points(line, money.programme) for line in press.by_tier]
    done = [part for line in points for part in line]
    open_ = [part for line in press.by_tier for part in _points(line, money.programme, done=False)]
    yield from _quota(
        money, "press.points", N_("Press quota in points"), _sides(money.plan, "press_points", done, open_)
    )
    held = _sides(money.plan, "event_quota", _pieces(events.done), _pieces(events.open))
    yield from _quota(money, "events", N_("Event quota"), held)
    for line in press.by_tier:
        yield from _tier(money, line)


def _sides(plan: MonthPlan, field: str, done: Iterable[Part], open_: Iterable[Part]) -> dict[str, list[Part]]:
    required = getattr(plan, field)
    return {
        "required": [part_of(plan, field, required)] if required else [],
        "done": list(done),
        "open": list(open_),
    }


def _quota(money: Budget, name: str, quota: str, sides: dict[str, list[Part]]) -> Iterator[Figure]:
    """Required, done (under the quota's own name), in work and missing; nothing is missing once it is met."""
    start = f"{money.month}.{name}"
    names = {"required": f"{start}.required", "done": start, "open": f"{start}.open"}
    made = {
        side: of_parts(names[side], _label(money, quota, side), parts, unit="count")
        for side, parts in sides.items()
    }
    yield from made.values()
    required, done = made["required"], made["done"]
    missing = max(required.value - done.value, 0)
    lacking = (*required.parts, *(_negative(part) for part in done.parts))
    yield Figure(
        name=f"{start}.missing",
        label=_label(money, quota, "missing"),
        value=missing,
        parts=lacking if missing else (),
        terms=(required.term(), done.term(-1)),
        how="excess",
        unit="count",
    )


def _negative(part: Part) -> Part:
    return Part(
        amount=-part.amount,
        record=part.record,
        path=part.path,
        field=part.field,
        note=part.note,
        also=part.also,
    )


def _label(money: Budget, quota: str, side: str) -> Text:
    return text(
        N_("{month} {channel}: {what}"), month=str(money.month), channel=Text(quota), what=Text(_WHAT[side])
    )


def _pieces(found: Iterable[Record]) -> list[Part]:
    return [part_of(record, "state", 1) for record in found]


def _points(line: TierLine, programme: Programme | None, *, done: bool = True) -> list[Part]:
    """The points of each article of a tier, with the programme's line for the tier."""
    rows = enumerate(() if programme is None else programme.press_points)
    also = (
        tuple(
            (programme.path, f"press_points.{place}.points") for place, row in rows if row.tier == line.tier
        )
        if programme
        else ()
    )
    return [
        Part(amount=line.points_each, record=one.id, path=one.path, field="state", also=also)
        for one in (line.done if done else line.open)
        if line.points_each
    ]


def _tier(money: Budget, line: TierLine) -> Iterator[Figure]:
    tier = line.tier or NO_TIER
    named = Text(MEDIA_TIERS.terms[line.tier]) if line.tier else Text(N_("Outlets without a tier"))
    for what, name, parts in (
        (N_("Articles done"), f"press.pieces.{tier}", _pieces(line.done)),
        (N_("Articles in work"), f"press.pieces.{tier}.open", _pieces(line.open)),
        (N_("Points done"), f"press.points.{tier}", _points(line, money.programme)),
        (N_("Points an article"), f"press.points.{tier}.each", _each(line, money.programme)),
    ):
        label = text(N_("{month} {channel}: {what}"), month=str(money.month), channel=named, what=Text(what))
        yield of_parts(f"{money.month}.{name}", label, parts, unit="count")


def _each(line: TierLine, programme: Programme | None) -> list[Part]:
    rows = enumerate(() if programme is None else programme.press_points)
    found = [(place, row) for place, row in rows if row.tier == line.tier]
    if programme is None or not found:
        return []
    place, row = found[-1]
    return [part_of(programme, f"press_points.{place}.points", row.points)]
