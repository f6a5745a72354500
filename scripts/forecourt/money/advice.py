"""Sentences of advice out of a month's figures, each with the figures it rests on (A7, A10)."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from msgspec import Struct

from forecourt.kinds.outlet import Outlet
from forecourt.model.record import Records
from forecourt.model.vocabulary import SOURCES
from forecourt.money.flights import FlightEffect
from forecourt.money.funnel import VAGUE, Funnel, Sums
from forecourt.money.ratio import half_up
from forecourt.words.text import N_, Text, text

MOST_VAGUE: Final = Fraction(20, 100)
# Fewer arrivals than this say nothing about a source.
LEAST_ARRIVALS: Final = 20
# A source that closes so much more or less than all together is worth a sentence.
MUCH: Final = Fraction(3, 2)
LITTLE: Final = Fraction(1, 2)
LEAST_DAYS: Final = 3


class Advice(Struct, frozen=True):
    """One sentence; `code` says by which rule."""

    code: str
    sentence: Text


def advice(records: Records, found: Funnel, flights: Sequence[FlightEffect]) -> tuple[Advice, ...]:
    """What the month's figures suggest, the most basic first; nothing for a month without reports."""
    if not found.days:
        return ()
    return (*_counting(found), *_sources(found), *_flights(records, flights))


def _counting(found: Funnel) -> Iterator[Advice]:
    if found.missing:
        sentence = text(
            N_("{count} day(s) lack a report ({days}): hand them in, or every daily mean is wrong."),
            count=len(found.missing),
            days=[f"{day:%m-%d}" for day in found.missing[:5]],
        )
        yield Advice("missing", sentence)
    share = found.vague.value
    if share is not None and share > MOST_VAGUE:
        sentence = text(
            N_(
                "{part} of {whole} visits and calls ({share}) have another or no source: ask at reception "
                "which medium it was, or no channel can be judged."
            ),
            part=found.vague.part,
            whole=found.vague.whole,
            share=as_percent(share),
        )
        yield Advice("vague", sentence)


def _sources(found: Funnel) -> Iterator[Advice]:
    """Sources that close much more, or much less, than all together."""
    whole = _closing(found.total)
    if not whole:
        return
    for source, sums in found.by_source.items():
        share = _closing(sums)
        if source in VAGUE or sums.arrivals < LEAST_ARRIVALS or share is None:
            continue
        figures = {
            "source": Text(SOURCES.terms[source]),
            "orders": sums["orders"],
            "arrivals": sums.arrivals,
            "share": as_percent(share),
            "all": as_percent(whole),
        }
        if share >= whole * MUCH:
            template = N_(
                '"{source}" closes well: {orders} orders from {arrivals} visits and calls ({share}, all '
                "together {all}): ask what these customers were promised, and do more of it."
            )
            yield Advice("closes_well", Text(template, figures))
        elif share <= whole * LITTLE:
            template = N_(
                '"{source}" brings people who do not buy: {orders} orders from {arrivals} visits and calls '
                "({share}, all together {all}): look at the copy and at who follows up, before more is spent."
            )
            yield Advice("closes_little", Text(template, figures))


def _flights(records: Records, flights: Sequence[FlightEffect]) -> Iterator[Advice]:
    """Flights that nobody noticed at the front desk."""
    for one in flights:
        before, during = one.before.mean, one.during.mean
        is_known = min(one.before.days, one.during.days) >= LEAST_DAYS
        if before is None or during is None or not is_known or during > before:
            continue
        outlet = records.find(Outlet, one.ad.outlet)
        sentence = text(
            N_(
                "{outlet}: {during} visits and calls a day in the flight, {before} before it "
                "({days} days each way): compare another position or day before it is booked again."
            ),
            outlet=one.ad.outlet if outlet is None else outlet.title,
            during=as_mean(during),
            before=as_mean(before),
            days=one.before.days,
        )
        yield Advice("flight", sentence)


def _closing(sums: Sums) -> Fraction | None:
    return Fraction(sums["orders"], sums.arrivals) if sums.arrivals else None


def as_percent(share: Fraction) -> str:
    """A share as "16.7%"."""
    tenths = half_up(share * 1_000)
    return f"{tenths // 10}.{tenths % 10}%"


def as_mean(mean: Fraction) -> str:
    """A mean as "3.4"."""
    tenths = half_up(mean * 10)
    return f"{tenths // 10}.{tenths % 10}"
