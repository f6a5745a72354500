"""What a month's advertising brought: cost per visit, CPL, CPS, cost per car, cost ratio, sources.

Definitions of a store training deck (广宣客户来源贡献度, 单批费用) and of the trade (CPL, CPS, 单车广宣费用,
广宣费用率). Every figure keeps numerator, denominator, what was counted and the records behind it. All rates
are of the period: orders of the month ÷ visits of the month, whenever these customers first came.
"""

from collections.abc import Callable, Iterable, Iterator
from types import MappingProxyType
from typing import Final, Literal

from msgspec import Struct

from forecourt.kinds.ad import Ad
from forecourt.kinds.event import Event
from forecourt.kinds.month import MonthPlan, Traffic, Units
from forecourt.model.months import Month
from forecourt.model.record import Record, Records
from forecourt.model.vocabulary import CHANNELS, SOURCES
from forecourt.money.budget import CostEntry, cost_entries, month_plan
from forecourt.money.ratio import Ratio
from forecourt.money.traffic import Desk, sum_all

CostBasis = Literal["committed", "spent"]

# Sources that are advertising: newspaper, magazine, radio, TV, net and outdoor.
AD_SOURCES: Final = ("newspaper", "magazine", "radio", "tv", "outdoor", "online", "search")
# Sources on which a channel's money is spent; the channel has the same code.
PAID_SOURCES: Final = tuple(code for code in SOURCES.terms if code in CHANNELS.terms)
# Fields of an event's report that count something, the first that is filled in.
EVENT_FIELDS: Final = MappingProxyType(
    {
        "event_visits": ("visits",),
        "event_leads": ("leads",),
        "event_orders": ("orders_30_days", "orders_7_days", "orders"),
    }
)
_BUCKETS: Final = {"committed": frozenset({"committed", "spent"}), "spent": frozenset({"spent"})}


class Rate(Struct, frozen=True, kw_only=True):
    """One figure: numerator, denominator, what they are, and the records behind it.

    `name` and `counted` are codes of tables.effect_layout (EFFECTS, COUNTED).
    `channel` and `outlet` (id) are "" for the whole; shares name the source in `channel`. Costs are fen.
    """

    name: str
    ratio: Ratio
    counted: str
    records: tuple[Record, ...]
    channel: str = ""
    outlet: str = ""
    entries: tuple[CostEntry, ...] = ()


class Effect(Struct, frozen=True, kw_only=True):
    """A month's figures; `unknown` is the share of visits and calls of which nobody asked the source,
    `unknown_leads` and `unknown_orders` that of new prospects and of orders.

    `month`, `channels` and `outlets` are costs in fen ÷ counts, `cost_ratio` is fen ÷ fen, `shares` are
    counts ÷ counts. `traffic` is what the front desk counted, a row a source.
    """

    plan: MonthPlan
    cost_basis: CostBasis
    unknown: Ratio
    unknown_leads: Ratio
    unknown_orders: Ratio
    month: tuple[Rate, ...]
    cost_ratio: Rate
    channels: tuple[Rate, ...]
    outlets: tuple[Rate, ...]
    shares: tuple[Rate, ...]
    traffic: tuple[Traffic, ...]

    def unknown_of(self, rate: Rate) -> Ratio:
        """How much of what the rate divides by came without a source; of visits and calls unless named."""
        if rate.name == "cpl":
            return self.unknown_leads
        return self.unknown_orders if rate.name == "cps" else self.unknown


def effect(records: Records, month: Month, cost_basis: CostBasis = "committed") -> Effect:
    """The effect of `month`; "committed" costs include those spent already. Raises NoMonthError."""
    plan = month_plan(records, month)
    sight = _Sight(records, plan, cost_basis)
    return Effect(
        plan=plan,
        cost_basis=cost_basis,
        unknown=sight.desk.unknown,
        unknown_leads=sight.desk.unknown_leads,
        unknown_orders=sight.desk.unknown_orders,
        month=tuple(_month(sight)),
        cost_ratio=_rate(sight.entries, plan, "cost_ratio", ("revenue", plan.revenue)),
        channels=tuple(_channels(sight)),
        outlets=tuple(_outlets(sight)),
        shares=tuple(_shares(sight.desk)),
        traffic=sight.desk.rows,
    )


class _Sight:
    """What the figures are made of: the month, its costs, its front desk."""

    def __init__(self, records: Records, plan: MonthPlan, cost_basis: CostBasis) -> None:
        buckets = _BUCKETS[cost_basis]
        self.plan = plan
        self.desk = Desk(plan)
        self.entries = [entry for entry in cost_entries(records, plan.month) if entry.bucket in buckets]

    def on(self, channels: Iterable[str]) -> list[CostEntry]:
        """The costs on these channels."""
        wanted = frozenset(channels)
        return [entry for entry in self.entries if entry.channel in wanted]


def _rate(
    entries: Iterable[CostEntry],
    plan: MonthPlan,
    name: str,
    count: tuple[str, int | None],
    *,
    channel: str = "",
    outlet: str = "",
) -> Rate:
    """Cost of the entries in fen ÷ a count with its COUNTED code."""
    behind = tuple(entries)
    return Rate(
        name=name,
        ratio=Ratio(part=sum(entry.amount for entry in behind), whole=count[1]),
        counted=count[0],
        records=(plan, *(entry.record for entry in behind)),
        channel=channel,
        outlet=outlet,
        entries=behind,
    )


def _month(sight: _Sight) -> Iterator[Rate]:
    plan, desk = sight.plan, sight.desk
    ads, paid = sight.on(AD_SOURCES), sight.on(PAID_SOURCES)
    visits = ("desk_visits", desk.visits(AD_SOURCES)) if desk.rows else _of_ads(ads)
    yield _rate(ads, plan, "cost_per_visit", visits)
    yield _rate(paid, plan, "cpl", ("desk_leads", desk.leads(PAID_SOURCES)))
    yield _rate(paid, plan, "cps", ("desk_orders", desk.orders(PAID_SOURCES)))
    bases: dict[str, Callable[[Units], int | None]] = {
        "pick_up": lambda units: units.pick_up,
        "retail": lambda units: units.retail,
        "delivery": lambda units: units.delivery,
    }
    for basis, read in bases.items():
        # A model without its number makes the sum too small and the cost per car too high.
        cars = sum_all(read(units) for units in plan.units)
        yield _rate(sight.entries, plan, "cost_per_car", (basis, cars))


def _channels(sight: _Sight) -> Iterator[Rate]:
    for channel in CHANNELS.terms:
        entries = sight.on((channel,))
        if entries or sight.desk.visits((channel,)):
            for name, count in _counts(sight, channel, entries):
                yield _rate(entries, sight.plan, name, count, channel=channel)


def _counts(
    sight: _Sight, channel: str, entries: list[CostEntry]
) -> Iterator[tuple[str, tuple[str, int | None]]]:
    """What the channel brought: by the front desk where it counted, else by the ads and event reports."""
    desk, source = sight.desk, (channel,)
    if channel in PAID_SOURCES and desk.rows:
        yield "cost_per_visit", ("desk_visits", desk.visits(source))
    elif channel == "event":
        yield "cost_per_visit", _of_events(entries, "event_visits")
    else:
        yield "cost_per_visit", _of_ads(entries)
    for name, desk_count, from_events in (
        ("cpl", ("desk_leads", desk.leads(source)), "event_leads"),
        ("cps", ("desk_orders", desk.orders(source)), "event_orders"),
    ):
        use_reports = channel == "event" and desk_count[1] is None
        yield name, _of_events(entries, from_events) if use_reports else desk_count


def _of_ads(entries: Iterable[CostEntry]) -> tuple[str, int | None]:
    """What the ads' own records count; None when one of them does not say, or there is none."""
    ads = [entry.record for entry in entries if isinstance(entry.record, Ad)]
    return "ad_visits", sum_all(ad.visits for ad in ads) if ads else None


def _of_events(entries: Iterable[CostEntry], counted: str) -> tuple[str, int | None]:
    """Sums over the event reports; orders by the longest time that a report counts them for.

    None when an event has no report yet, or its report does not say.
    """
    events = [entry.record for entry in entries if isinstance(entry.record, Event)]
    fields = EVENT_FIELDS[counted]
    counts = (
        next((count for field in fields if (count := getattr(event.results, field, None)) is not None), None)
        for event in events
    )
    return counted, sum_all(counts) if events else None


def _outlets(sight: _Sight) -> Iterator[Rate]:
    by_outlet: dict[str, list[CostEntry]] = {}
    for entry in sight.entries:
        if isinstance(entry.record, Ad):
            by_outlet.setdefault(entry.record.outlet, []).append(entry)
    for outlet in sorted(by_outlet):
        entries = by_outlet[outlet]
        yield _rate(entries, sight.plan, "cost_per_visit", _of_ads(entries), outlet=outlet)


def _shares(desk: Desk) -> Iterator[Rate]:
    """Contribution of each ad source, and what became of the visits and calls of every source."""
    if not desk.rows:
        return
    named = desk.visits(desk.named)
    ads = tuple(source for source in desk.named if source in AD_SOURCES)
    for source, group in (("", ads), *((one, (one,)) for one in ads)):
        yield _share(desk, "source_share", "desk_visits", source, (desk.visits(group), named))
    for name, counted, read in (
        ("lead_rate", "desk_leads", desk.leads),
        ("order_rate", "desk_orders", desk.orders),
    ):
        everything = tuple(row.source for row in desk.rows)
        for source, group in (("", everything), *((one, (one,)) for one in everything)):
            # A source whose leads nobody counted must not make the others look worse.
            known = tuple(one for one in group if read((one,)) is not None)
            part = read(known) if known else None
            yield _share(desk, name, counted, source, (part, desk.visits(known or group)))


def _share(desk: Desk, name: str, counted: str, source: str, numbers: tuple[int | None, int | None]) -> Rate:
    part, whole = numbers
    ratio = Ratio(part=part, whole=whole)
    return Rate(name=name, ratio=ratio, counted=counted, records=(desk.plan,), channel=source)
