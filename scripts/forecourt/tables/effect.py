"""A month's effect as pandas frames: integer fen, counts, hundredths of a percent; no quotient is a float."""

from collections.abc import Iterator

from forecourt.kinds.outlet import Outlet
from forecourt.model.record import Records
from forecourt.money.effect import Effect, Rate
from forecourt.money.traffic import arrivals
from forecourt.tables.effect_layout import BY_CHANNEL, BY_OUTLET, MONTH, RATIO, SHARES, TRAFFIC
from forecourt.tables.frames import Row, Table, table


def effect_tables(found: Effect, records: Records) -> tuple[Table, ...]:
    """Every table of the month's effect, in the order in which people read them."""
    ratio = found.cost_ratio
    share = ratio.ratio.hundredths_of_percent
    return (
        table(MONTH, ((rate.name, *_per_count(rate, found)) for rate in found.month)),
        table(
            RATIO,
            [
                (
                    ratio.name,
                    ratio.ratio.part,
                    found.cost_basis,
                    ratio.ratio.whole,
                    share,
                    *_behind(ratio, found),
                )
            ],
        ),
        table(BY_CHANNEL, ((rate.channel, rate.name, *_per_count(rate, found)) for rate in found.channels)),
        table(BY_OUTLET, (_outlet_row(rate, found, records) for rate in found.outlets)),
        table(SHARES, (_share_row(rate, found) for rate in found.shares)),
        table(TRAFFIC, _traffic_rows(found)),
    )


def _per_count(rate: Rate, found: Effect) -> Row:
    ratio = rate.ratio
    numbers = (ratio.part, found.cost_basis, ratio.whole, rate.counted, ratio.rounded)
    return (*numbers, *_behind(rate, found))


def _behind(rate: Rate, found: Effect) -> Row:
    return (found.unknown_of(rate).hundredths_of_percent, _ids(rate))


def _outlet_row(rate: Rate, found: Effect, records: Records) -> Row:
    outlet = records.find(Outlet, rate.outlet)
    name = rate.outlet if outlet is None else outlet.title
    return (rate.outlet, name, rate.name, *_per_count(rate, found))


def _share_row(rate: Rate, found: Effect) -> Row:
    ratio = rate.ratio
    whole, together = ("named", "ads") if rate.name == "source_share" else ("source", "all")
    numbers = (ratio.part, rate.counted, ratio.whole, whole, ratio.hundredths_of_percent)
    return (rate.name, rate.channel or together, *numbers, *_behind(rate, found))


def _traffic_rows(found: Effect) -> Iterator[Row]:
    for row in found.traffic:
        yield (row.source, row.visits, row.calls, arrivals(row), row.leads, row.orders)


def _ids(rate: Rate) -> str:
    return " ".join(dict.fromkeys(record.id for record in rate.records))
