"""The tables of a month's leads, declared; counts and hundredths of a percent, no float."""

from types import MappingProxyType
from typing import Final

from forecourt.model.vocabulary import SOURCES, Vocabulary, closed_list
from forecourt.model.vocabulary_leads import FUNNEL_DEFINITIONS, FUNNEL_RATES
from forecourt.money.funnel import COUNTS
from forecourt.tables.layout import Column, Holds, Layout
from forecourt.words.text import N_

TITLE: Final = N_("Leads of the month")
COUNT_LABELS: Final = closed_list(
    N_("What is counted"),
    visits=N_("Visits"),
    first_visits=N_("First visits"),
    calls=N_("Calls"),
    leads=N_("Leads"),
    valid_leads=N_("Valid leads"),
    call_backs=N_("First successful call-backs"),
    invited=N_("Invited arrivals"),
    files=N_("Files kept"),
    test_drives=N_("Test drives"),
    orders=N_("Orders"),
    deliveries=N_("Deliveries"),
    losses=N_("Lost prospects"),
)
COHORT: Final = N_("Close rate of those who first came this month")
RATES_SHOWN: Final = Vocabulary(
    FUNNEL_RATES.label,
    MappingProxyType({**FUNNEL_RATES.terms, "cohort": COHORT, "vague": N_("Another or no source")}),
)
DEFINITIONS_SHOWN: Final = Vocabulary(
    FUNNEL_DEFINITIONS.label,
    MappingProxyType(
        {
            **FUNNEL_DEFINITIONS.terms,
            "cohort": N_("Orders up to today ÷ files kept in the month"),
            "vague": N_("Visits and calls ÷ all visits and calls"),
        }
    ),
)
_COUNTED: Final = tuple(
    Column(name=name, label=COUNT_LABELS.terms[name], holds=Holds.COUNT, summed=True) for name in COUNTS
)


def _column(name: str, label: str, holds: Holds = Holds.COUNT) -> Column:
    return Column(name=name, label=label, holds=holds)


BY_SOURCE: Final = Layout(
    name="sources",
    title=N_("Funnel by source"),
    columns=(
        Column(name="source", label=SOURCES.label, holds=Holds.CODE, vocabulary=SOURCES),
        *_COUNTED,
    ),
)
BY_MODEL: Final = Layout(
    name="models", title=N_("Funnel by model"), columns=(_column("model", N_("Model"), Holds.TEXT), *_COUNTED)
)
BY_DAY: Final = Layout(
    name="days", title=N_("Funnel by day"), columns=(_column("day", N_("Day"), Holds.DAY), *_COUNTED)
)
RATES: Final = Layout(
    name="rates",
    title=N_("Rates with their definitions"),
    columns=(
        Column(name="rate", label=RATES_SHOWN.label, holds=Holds.CODE, vocabulary=RATES_SHOWN),
        Column(
            name="definition", label=DEFINITIONS_SHOWN.label, holds=Holds.CODE, vocabulary=DEFINITIONS_SHOWN
        ),
        _column("part", N_("Numerator"), Holds.MAYBE_COUNT),
        _column("whole", N_("Denominator"), Holds.MAYBE_COUNT),
        _column("share_bp", N_("Share"), Holds.PERCENT),
    ),
)
FLIGHTS: Final = Layout(
    name="flights",
    title=N_("Before, during and after each flight"),
    columns=(
        _column("ad", N_("Ad plan"), Holds.IDS),
        _column("outlet_name", N_("Outlet"), Holds.TEXT),
        _column("flight_start", N_("Flight start"), Holds.DAY),
        _column("flight_end", N_("Flight end"), Holds.DAY),
        _column("before", N_("Visits and calls before")),
        _column("before_days", N_("Days before")),
        _column("during", N_("Visits and calls during")),
        _column("during_days", N_("Days during")),
        _column("after", N_("Visits and calls after")),
        _column("after_days", N_("Days after")),
    ),
)
LAYOUTS: Final = MappingProxyType({one.name: one for one in (BY_SOURCE, BY_MODEL, RATES, FLIGHTS, BY_DAY)})
