"""The monthly summary as text and charts, the same for its page and for the volumes (A3)."""

from typing import Final

from msgspec import Struct

from forecourt.kinds.event import Event
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.model.vocabulary import CHANNELS
from forecourt.money.lifecycle import work_of
from forecourt.money.ratio import Ratio
from forecourt.money.summary import FIGURES, Figure, Summary
from forecourt.money.traffic import sum_known
from forecourt.money.volume_items import events_of
from forecourt.tables.cells import DASH, percent
from forecourt.tables.charts import Chart, Group, without_empty
from forecourt.tables.display import Display
from forecourt.words.text import N_, text

# Which figures and charts stand in which volume; the summary itself has them all.
EVERYTHING: Final = 0
OF_VOLUME: Final = {1: "ads", 2: "press", 3: "events"}
EVENTS: Final = ("events",)
PRESS: Final = ("press_pieces", "press_points")
FUNNEL: Final = ("visits", "leads", "orders")
UNIT_COSTS: Final = ("cost_per_visit", "cpl", "cps", "cost_per_car")
CARS: Final = ("retail", "pick_up", "delivery")
RESULTS: Final = ("visits", "test_drives", "leads", "orders")
RESULT_LABELS: Final = {
    "visits": N_("Visitors"),
    "test_drives": N_("Test drives"),
    "leads": N_("New prospects"),
    "orders": N_("Orders on site"),
}


class Line(Struct, frozen=True, kw_only=True):
    """One figure in words: planned, reached this month, share of the plan, the months before, the change."""

    label: str
    plan: str
    now: str
    of_plan: str
    before: tuple[str, ...]
    change: str


class Told:
    """A summary in the reader's words."""

    def __init__(self, found: Summary, records: Records, display: Display) -> None:
        self.found = found
        self.records = records
        self.display = display
        self.words = display.words

    def month(self, month: Month) -> str:
        """2026年11月, or 2026-11."""
        return f"{month.year}年{month.number}月" if self.words.lang == "zh" else str(month)

    @property
    def title(self) -> str:
        """What the document is called."""
        return self._say(N_("Monthly summary of {month}"), month=self.months[0])

    @property
    def months(self) -> tuple[str, ...]:
        """The months of the figures, this one first."""
        return tuple(self.month(month) for month in self.found.months)

    def lines(self, volume: int = EVERYTHING) -> tuple[Line, ...]:
        """Every figure of one volume, or of all, that has a plan or a number."""
        return tuple(
            self._line(figure)
            for figure in self.found.figures
            if volume in (EVERYTHING, _volume_of(figure))
            if figure.plan is not None or any(number is not None for number in figure.reached)
        )

    def unknown(self) -> str:
        """How many visits and calls came without a source; "" when the front desk counted nothing."""
        unknown = self.found.unknown
        if not unknown.whole:
            return ""
        return self.words.say(
            text(
                N_(
                    "Counted at the front desk, doubles included; source unknown: {part} of {whole} ({share})"
                ),
                part=f"{unknown.part:,}",
                whole=f"{unknown.whole:,}",
                share=_share(unknown),
            )
        )

    def charts(self, volume: int = EVERYTHING) -> tuple[Chart, ...]:
        """The charts of one volume, or all."""
        made = {
            "ads": (self._money, self._funnel, self._unit_costs, self._cars),
            "press": (self._press,),
            "events": (self._events,),
        }
        groups = [OF_VOLUME[volume]] if volume else list(made)
        charts = (without_empty(make()) for group in groups for make in made[group])
        return tuple(chart for chart in charts if any(n for group in chart.groups for n in group.numbers))

    def _line(self, figure: Figure) -> Line:
        now, *before = (self._shown(figure, number) for number in figure.reached)
        change = _share(figure.change)
        return Line(
            label=self.display.choice(FIGURES, figure.name),
            plan=self._shown(figure, figure.plan),
            now=now,
            of_plan=_share(figure.of_plan),
            before=tuple(before),
            change=f"+{change}" if (figure.change.value or 0) > 0 else change,
        )

    def _shown(self, figure: Figure, number: int | None) -> str:
        if number is None:
            return DASH
        return self.display.yuan(number) if figure.unit == "fen" else f"{number:,}"

    def _say(self, template: str, **params: object) -> str:
        return self.words.say(text(template, **params))

    def _money(self) -> Chart:
        lines = [line for line in self.found.channels if line.budget or line.committed or line.spent]
        return Chart(
            anchor="channels-chart",
            title=self._say(N_("Budget and cost by channel")),
            about=self._say(
                N_("Bars: budget and cost of {month} by channel, in yuan; the table says the same"),
                month=self.months[0],
            ),
            unit=self._say(N_("Amounts in yuan")),
            series=(self._say(N_("Committed and spent")), self._say(N_("Budget"))),
            groups=tuple(
                Group(
                    label=self.display.choice(CHANNELS, line.channel),
                    numbers=(line.committed + line.spent, line.budget),
                    shown=(self.display.yuan(line.committed + line.spent), self.display.yuan(line.budget)),
                )
                for line in lines
            ),
        )

    def _funnel(self) -> Chart:
        return self._months("funnel-chart", N_("Visits, prospects and orders"), FUNNEL)

    def _unit_costs(self) -> Chart:
        return self._months("unit-costs-chart", N_("What one of them cost"), UNIT_COSTS)

    def _cars(self) -> Chart:
        return self._months("cars-chart", N_("Cars of three months"), CARS)

    def _press(self) -> Chart:
        return self._against_plan("press-chart", N_("Press quota reached"), PRESS)

    def _months(self, anchor: str, title: str, names: tuple[str, ...]) -> Chart:
        """The figures side by side with the months before."""
        said = self.words.gettext(title)
        return Chart(
            anchor=anchor,
            title=said,
            about=self._say(
                N_("Bars: {title} of {months}; the table says the same"), title=said, months=list(self.months)
            ),
            unit="",
            series=self.months,
            groups=tuple(self._group(self.found.figure(name)) for name in names),
        )

    def _group(self, figure: Figure) -> Group:
        return Group(
            label=self.display.choice(FIGURES, figure.name),
            numbers=figure.reached,
            shown=tuple(self._shown(figure, number) for number in figure.reached),
        )

    def _against_plan(self, anchor: str, title: str, names: tuple[str, ...]) -> Chart:
        figures = [self.found.figure(name) for name in names]
        groups = tuple(
            Group(
                label=self.display.choice(FIGURES, one.name),
                numbers=(one.reached[0], one.plan),
                shown=(self._shown(one, one.reached[0]), self._shown(one, one.plan)),
            )
            for one in figures
        )
        return self._plan_chart(anchor, title, groups)

    def _events(self) -> Chart:
        """Targets and results of the month's events, of those that have results only."""
        events = [
            event
            for event in events_of(self.records, self.found.plan.month)
            if event.results is not None and work_of(self.records, event) != "cancelled"
        ]
        groups = tuple(
            Group(
                label=self.words.gettext(RESULT_LABELS[name]),
                numbers=(pair := _pair(events, name)),
                shown=tuple(DASH if number is None else f"{number:,}" for number in pair),
            )
            for name in RESULTS
        )
        return self._plan_chart("events-chart", N_("Results of the events against their targets"), groups)

    def _plan_chart(self, anchor: str, title: str, groups: tuple[Group, ...]) -> Chart:
        said = self.words.gettext(title)
        return Chart(
            anchor=anchor,
            title=said,
            about=self._say(
                N_("Bars: {title} of {months}; the table says the same"), title=said, months=[self.months[0]]
            ),
            unit="",
            series=(self._say(N_("Reached")), self._say(N_("Plan"))),
            groups=groups,
        )


def _volume_of(figure: Figure) -> int:
    if figure.name in PRESS:
        return 2
    return 3 if figure.name in EVENTS else 1


def _pair(events: list[Event], name: str) -> tuple[int | None, int | None]:
    """Results and targets of all of them."""
    results = sum_known(getattr(event.results, name) for event in events)
    return results, sum_known(getattr(event.targets, name) for event in events)


def _share(ratio: Ratio) -> str:
    hundredths = ratio.hundredths_of_percent
    return DASH if hundredths is None else f"{percent(hundredths):.1f}%"
