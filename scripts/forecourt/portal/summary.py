"""The monthly summary as a page: the figures and drawings of the PDF, and the month's own words (A3, M2)."""

from markupsafe import Markup
from msgspec import Struct

from forecourt.model.months import Month
from forecourt.money.summary import Summary, summary
from forecourt.portal.desk import Place
from forecourt.portal.doubts import Doubts, doubts
from forecourt.portal.records import body
from forecourt.tables.charts import Chart, svg
from forecourt.tables.summary import Line, Told


class MonthSummary(Struct, frozen=True, kw_only=True):
    """What the page shows; no figures while records that decide all of them cannot be read."""

    title: str
    found: Summary
    doubts: Doubts
    months: tuple[str, ...]
    lines: tuple[Line, ...]
    unknown: str
    charts: tuple[tuple[Chart, Markup], ...]
    words: Markup


def month_summary(place: Place, month: Month) -> MonthSummary:
    """The summary of `month`; raises NoMonthError."""
    found = summary(place.desk.records, month)
    told, doubted = Told(found, place.desk.records, place.display), doubts(place.desk, month)
    return MonthSummary(
        title=told.title,
        found=found,
        doubts=doubted,
        months=told.months,
        lines=() if doubted.law else told.lines(),
        unknown=told.unknown(),
        charts=() if doubted.law else tuple((chart, svg(chart)) for chart in told.charts()),
        words=body(place, found.plan),
    )
