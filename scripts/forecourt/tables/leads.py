"""A month's leads as pandas frames: counts, and shares in hundredths of a percent."""

from collections.abc import Iterable

from forecourt.money.flights import FlightEffect
from forecourt.money.funnel import COUNTS, Funnel, Sums, summed
from forecourt.tables.display import Display
from forecourt.tables.frames import Row, Table, table
from forecourt.tables.leads_layout import BY_DAY, BY_MODEL, BY_SOURCE, FLIGHTS, RATES


def leads_tables(found: Funnel, flights: Iterable[FlightEffect], display: Display) -> tuple[Table, ...]:
    """Every table of the month's leads, in the order in which people read them."""
    rates = [
        (one.name, one.definition, one.ratio.part, one.ratio.whole, one.ratio.hundredths_of_percent)
        for one in found.rates
    ]
    for name, ratio in (("cohort", found.cohort), ("vague", found.vague)):
        rates.append((name, name, ratio.part, ratio.whole, ratio.hundredths_of_percent))
    return (
        table(BY_SOURCE, ((source, *_counts(sums)) for source, sums in found.by_source.items())),
        table(BY_MODEL, ((display.model(code), *_counts(sums)) for code, sums in found.by_model.items())),
        table(RATES, rates),
        table(FLIGHTS, (_flight(one, display) for one in flights)),
        table(BY_DAY, ((str(one.day), *_counts(summed(one.rows))) for one in found.days)),
    )


def _counts(sums: Sums) -> Row:
    return tuple(sums[name] for name in COUNTS)


def _flight(one: FlightEffect, display: Display) -> Row:
    windows = ((window.arrivals, window.days) for window in (one.before, one.during, one.after))
    return (
        one.ad.id,
        display.title(one.ad.outlet),
        str(one.ad.flight_start),
        str(one.ad.flight_end),
        *(number for pair in windows for number in pair),
    )
