"""A month's leads in words, for pages and volumes alike: tables of texts, a note, and advice (A7, A10)."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from msgspec import Struct

from forecourt.model.months import Month
from forecourt.model.vocabulary import SOURCES
from forecourt.money.advice import advice, as_mean
from forecourt.money.flights import FlightEffect, Window, flight_effects
from forecourt.money.funnel import COUNTS, Funnel, Sums, funnel
from forecourt.money.ratio import Ratio
from forecourt.tables.cells import DASH, percent
from forecourt.tables.display import Display
from forecourt.tables.leads_layout import (
    BY_MODEL,
    BY_SOURCE,
    COUNT_LABELS,
    DEFINITIONS_SHOWN,
    FLIGHTS,
    RATES,
    RATES_SHOWN,
)
from forecourt.words.text import N_, text

_MOST_DAYS: Final = 10


class Shown(Struct, frozen=True, kw_only=True):
    """A table in words; `texts` tells how many columns from the left are no numbers."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    texts: int = 1


class LeadsShown(Struct, frozen=True, kw_only=True):
    """A month's leads in words."""

    notes: tuple[str, ...]
    tables: tuple[Shown, ...]
    advice: tuple[str, ...]


def leads_shown(display: Display, month: Month, today: date) -> LeadsShown | None:
    """The leads of `month` as known on `today`; None when no day was reported."""
    records, words = display.records, display.words
    found = funnel(records, month, today)
    if not found.days:
        return None
    flights = tuple(flight_effects(records, month, today))
    maker = _Maker(found, display)
    return LeadsShown(
        notes=tuple(maker.notes()),
        tables=tuple(table for table in maker.tables(flights) if table.rows),
        advice=tuple(words.say(one.sentence) for one in advice(records, found, flights)),
    )


class _Maker(Struct, frozen=True):
    found: Funnel
    display: Display

    def notes(self) -> Iterator[str]:
        """What must stand beside the figures: days, gaps, vague sources, orders of earlier visitors."""
        found, say = self.found, self.display.words.say
        yield say(text(N_("Reports of {count} day(s)."), count=len(found.days)))
        if found.missing:
            days = [f"{day:%m-%d}" for day in found.missing[:_MOST_DAYS]]
            yield say(text(N_("No report: {count} day(s), {days}."), count=len(found.missing), days=days))
        yield say(
            text(
                N_("Another or no source: {part} of {whole} visits and calls ({share})."),
                part=found.vague.part,
                whole=found.vague.whole,
                share=_share(found.vague),
            )
        )
        yield say(
            text(
                N_("Of {orders} orders {carried} are of customers who first came in an earlier month."),
                orders=found.total["orders"],
                carried=found.carried["orders"],
            )
        )

    def tables(self, flights: tuple[FlightEffect, ...]) -> Iterator[Shown]:
        """The funnel by source and by model, rates, flights."""
        sources = {self.display.choice(SOURCES, code): sums for code, sums in self.found.by_source.items()}
        yield self._counts(BY_SOURCE.name, BY_SOURCE.title, SOURCES.label, sources)
        models = {self.display.model(code) or DASH: sums for code, sums in self.found.by_model.items()}
        yield self._counts(BY_MODEL.name, BY_MODEL.title, N_("Model"), models)
        yield self._table(
            RATES.name,
            RATES.title,
            (RATES_SHOWN.label, DEFINITIONS_SHOWN.label, N_("Numerator ÷ denominator"), N_("Share")),
            self._rates(),
            texts=2,
        )
        yield self._table(
            FLIGHTS.name,
            FLIGHTS.title,
            (N_("Outlet"), N_("Flight"), N_("Before, a day"), N_("During, a day"), N_("After, a day")),
            (self._flight(one) for one in flights),
            texts=2,
        )

    def _counts(self, name: str, title: str, label: str, groups: dict[str, Sums]) -> Shown:
        """Rows of counts without what nobody counted, and their sum."""
        counted = [one for one in COUNTS if self.found.total[one]]
        rows = [(shown, *(f"{sums[one]:,}" for one in counted)) for shown, sums in groups.items()]
        total = (f"{self.found.total[one]:,}" for one in counted)
        rows.append((self.display.words.gettext(N_("Total")), *total))
        labels = (label, *(COUNT_LABELS.terms[one] for one in counted))
        return self._table(name, title, labels, iter(rows))

    def _table(
        self,
        name: str,
        title: str,
        labels: tuple[str, ...],
        rows: Iterator[tuple[str, ...]],
        *,
        texts: int = 1,
    ) -> Shown:
        say = self.display.words.gettext
        return Shown(
            name=name, title=say(title), columns=tuple(map(say, labels)), rows=tuple(rows), texts=texts
        )

    def _rates(self) -> Iterator[tuple[str, ...]]:
        choice, found = self.display.choice, self.found
        for one in found.rates:
            parts = (self.display.words.gettext(COUNT_LABELS.terms[name]) for name in (one.part, one.whole))
            of = " ÷ ".join(parts)
            numbers = f"{one.ratio.part:,} ÷ {one.ratio.whole:,}（{of}）"
            yield (
                choice(RATES_SHOWN, one.name),
                choice(DEFINITIONS_SHOWN, one.definition),
                numbers,
                _share(one.ratio),
            )
        for name, ratio in (("cohort", found.cohort),):
            numbers = f"{ratio.part:,} ÷ {ratio.whole:,}"
            yield choice(RATES_SHOWN, name), choice(DEFINITIONS_SHOWN, name), numbers, _share(ratio)

    def _flight(self, one: FlightEffect) -> tuple[str, ...]:
        flight = f"{one.ad.flight_start:%m-%d} – {one.ad.flight_end:%m-%d}"
        means = (self._mean(window) for window in (one.before, one.during, one.after))
        return (self.display.title(one.ad.outlet), flight, *means)

    def _mean(self, window: Window) -> str:
        """The mean with what it is made of."""
        return DASH if window.mean is None else f"{as_mean(window.mean)}（{window.arrivals}/{window.days}）"


def _share(ratio: Ratio) -> str:
    share = ratio.hundredths_of_percent
    return DASH if share is None else f"{percent(share)} %"
