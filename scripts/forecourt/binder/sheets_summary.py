"""Tables and charts of the monthly summary: this month against its plan and the two months before (A3)."""

from collections.abc import Iterator

from forecourt.binder.content import Align, Column, Row, Sheet
from forecourt.binder.edition import Edition
from forecourt.money.summary import summary
from forecourt.tables.charts import Chart, svg
from forecourt.tables.summary import EVERYTHING, Told
from forecourt.words.text import N_


def summary_sheets(edition: Edition, volume: int = EVERYTHING) -> tuple[Sheet, ...]:
    """The figures and charts of one volume, or all; raises NoMonthError."""
    told = Told(summary(edition.records, edition.month), edition.records, edition.display)
    return (_figures(edition, told, volume), *(_chart(edition, chart) for chart in told.charts(volume)))


def _figures(edition: Edition, told: Told, volume: int) -> Sheet:
    months = tuple(_column(month, 13) for month in told.months)
    return Sheet(
        anchor="summary-figures",
        title=edition.say(N_("Figures of the month")),
        columns=(
            *edition.columns((N_("Figure"), 27), (N_("Plan"), 13, "right")),
            months[0],
            *edition.columns((N_("Of plan"), 10, "right")),
            *months[1:],
            *edition.columns((N_("Against last month"), 11, "right")),
        ),
        rows=tuple(
            Row(cells=(line.label, line.plan, line.now, line.of_plan, *line.before, line.change))
            for line in told.lines(volume)
        ),
        note=told.unknown() if volume in (EVERYTHING, 1) else "",
        empty=edition.say(N_("Nothing is recorded for this month yet")),
    )


def _chart(edition: Edition, chart: Chart) -> Sheet:
    share = 66 // len(chart.series)
    return Sheet(
        anchor=chart.anchor,
        title=chart.title,
        unit=chart.unit,
        columns=(
            *edition.columns((N_("Figure"), 100 - share * len(chart.series))),
            *(_column(name, share) for name in chart.series),
        ),
        rows=tuple(_rows(chart)),
        drawing=svg(chart),
    )


def _rows(chart: Chart) -> Iterator[Row]:
    for group in chart.groups:
        yield Row(cells=(group.label, *group.shown))


def _column(label: str, width: int, align: Align = "right") -> Column:
    return Column(label=label, width=width, align=align)
