"""Pages that show the tables of a month, the newest month first: media relations and the like."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from markupsafe import Markup, escape
from msgspec import Struct, field

from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.money.appraisals import months_of_appraisals
from forecourt.money.contacts import months_of_contacts
from forecourt.money.platforms import months_of_platforms
from forecourt.money.selfscores import months_of_scores
from forecourt.money.sem import months_of_search
from forecourt.money.surveys import months_of_surveys
from forecourt.portal.desk import Place
from forecourt.portal.extras import SCORE_TONES
from forecourt.portal.outlets import CONTACT_TONES
from forecourt.portal.settlement import Sheet
from forecourt.tables.appraisals import appraisal_tables
from forecourt.tables.cells import COUNTS, DASH, MONEY, percent, words_of
from forecourt.tables.contacts import contact_tables
from forecourt.tables.frames import Table
from forecourt.tables.layout import Column, Holds
from forecourt.tables.online import platform_tables, sem_tables
from forecourt.tables.selfscores import score_tables
from forecourt.tables.surveys import survey_tables
from forecourt.words.text import N_

Tables = Callable[[Place, Month], tuple[Table, ...]]
_NUMBERS: Final = COUNTS | MONEY | {Holds.PERCENT}


class Look(Struct, frozen=True, kw_only=True):
    """Which columns of names are links to the records that other columns name, what is left out, and the look
    of codes (done, open, bad).
    """

    links: Mapping[str, str] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    tones: Mapping[str, str] = field(default_factory=dict)


class Report(Look, frozen=True, kw_only=True):
    """One such page: its folder, title and what it tells (catalogue source strings), the duties that it
    serves, the command behind it, its months, its tables.
    """

    slug: str
    title: str
    about: str
    duties: tuple[str, ...]
    command: str
    months: Callable[[Records], list[Month]]
    tables: Tables


def _contacts(place: Place, month: Month) -> tuple[Table, ...]:
    return contact_tables(place.desk.records, month, place.desk.today)


def _surveys(place: Place, month: Month) -> tuple[Table, ...]:
    return survey_tables(place.display, month, place.desk.today)


def _appraisals(place: Place, month: Month) -> tuple[Table, ...]:
    return appraisal_tables(place.desk.records, month, place.desk.today)


def _scores(place: Place, month: Month) -> tuple[Table, ...]:
    return score_tables(place.desk.records, month, place.desk.today)


def _platforms(place: Place, month: Month) -> tuple[Table, ...]:
    return platform_tables(place.desk.records, month, place.desk.today)


def _sem(place: Place, month: Month) -> tuple[Table, ...]:
    return tuple(one for one in sem_tables(place.desk.records, month) if len(one.frame))


REPORTS: Final = (
    Report(
        slug="platforms",
        title=N_("Platforms"),
        about=N_(
            "Posts are written and posted by people and only logged here; in forums they say that the "
            "dealership speaks. Leads and orders are those of the platforms' back offices."
        ),
        duties=("S6", "S8", "A9", "S9", "W1.3"),
        command="platforms",
        months=months_of_platforms,
        tables=_platforms,
        links={"outlet_name": "outlet", "posts": "records", "answers": "records", "count": "records"},
    ),
    Report(
        slug="search-ads",
        title=N_("Search ads"),
        about=N_(
            "Opening + top-up + what came back - spend = closing, to the fen. A day stays as it was first "
            "exported; what a later report changed comes back on the day of that report."
        ),
        duties=("A10", "S6", "S10", "W1.3"),
        command="sem",
        months=months_of_search,
        tables=_sem,
        links={"outlet_name": "outlet"},
        left_out=frozenset({"records"}),
    ),
    Report(
        slug="relations",
        title=N_("Media relations"),
        about=N_(
            "Whoever was not spoken with for longer than agreed comes first. Of journalists only the role is "
            "kept, no name and no number."
        ),
        duties=("M4", "A6", "S4"),
        command="contacts",
        months=months_of_contacts,
        tables=_contacts,
        links={"outlet_name": "outlet", "by_name": "by", "subject": "records", "last_on": "records"},
        tones=CONTACT_TONES,
    ),
    Report(
        slug="competitors",
        title=N_("Competitors"),
        about=N_(
            "Money off = guide price - street price. Their price - ours: above nothing, our car is the "
            "cheaper one."
        ),
        duties=("M7", "A5"),
        command="competitors",
        months=months_of_surveys,
        tables=_surveys,
        # On each survey's own sheet.
        left_out=frozenset({"competitor", "trim", "own_fen", "gifts", "finance", "source"}),
        tones={"made": "done", "missed": "bad", "running": "open"},
    ),
    Report(
        slug="appraisals",
        title=N_("Appraisals"),
        about=N_(
            "Every item is asked of the records: points = weight × share found ÷ share for full marks. What "
            "was not due is left out, the rest is stretched to 100. Follow the links to what was counted."
        ),
        duties=("M12",),
        command="appraisal",
        months=months_of_appraisals,
        tables=_appraisals,
        links={"person_name": "person", "total": "records"},
        left_out=frozenset({"appraisal"}),
    ),
    Report(
        slug="selfscores",
        title=N_("Self-score by the manufacturer's criteria"),
        about=N_(
            "Points follow from the records where a query tells them; where none does somebody gives them, "
            "with a reason. Done before the volumes are posted."
        ),
        duties=("A2", "S2", "A3"),
        command="selfscore",
        months=months_of_scores,
        tables=_scores,
        left_out=frozenset({"criterion"}),
        tones=SCORE_TONES,
    ),
)


def index_of(report: Report) -> str:
    """The page of the newest month."""
    return f"{report.slug}/index.md"


def page_of(report: Report, month: Month) -> str:
    """The page of an earlier month."""
    return f"{report.slug}/{month}.md"


def sheets(place: Place, report: Report, month: Month) -> tuple[Sheet, ...]:
    """The tables of one month."""
    return tuple(sheet_of(place, report, table) for table in report.tables(place, month))


def sheet_of(place: Place, look: Look, table: Table) -> Sheet:
    """A table with links for ids and chips for the codes that say how something stands."""
    shown = table.without(*look.left_out, *_said_by_links(look, table))
    columns = shown.layout.columns
    rows = tuple(tuple(_cells(place, look, columns, row)) for row in _named(table))
    return Sheet(
        title=place.desk.words.gettext(table.layout.title),
        columns=tuple((place.desk.words.say(one.label), one.holds in _NUMBERS) for one in columns),
        rows=rows,
        total=_total(place, shown) if rows else (),
    )


def _said_by_links(look: Look, table: Table) -> set[str]:
    """Columns of ids to which another column of the same table leads."""
    names = {column.name for column in table.layout.columns}
    return {ids for name, ids in look.links.items() if name in names}


def _total(place: Place, shown: Table) -> tuple[Markup, ...]:
    sums = shown.total()
    if not sums:
        return ()
    others = shown.layout.columns[1:]
    cells = (Markup() if one.name not in sums else _plain(place, one, sums[one.name]) for one in others)
    return (escape(place.desk.words.gettext(N_("Total"))), *cells)


def _named(table: Table) -> Iterator[dict[str, Any]]:
    names = [one.name for one in table.layout.columns]
    yield from (dict(zip(names, row, strict=True)) for row in table.rows())


def _cells(place: Place, look: Look, columns: Iterable[Column], row: Mapping[str, Any]) -> Iterator[Markup]:
    for one in columns:
        record = row.get(look.links.get(one.name, ""))
        if not record:
            yield _cell(place, look, one, row[one.name])
        elif one.holds is Holds.DAY:
            yield Markup('<span class="fc-day">%s</span>') % (place.link(record, row[one.name]),)
        else:
            yield place.link(record, row[one.name])


def _cell(place: Place, look: Look, column: Column, value: Any) -> Markup:
    if value is None or value == "":
        return escape(DASH)
    if column.holds is Holds.IDS:
        return place.folded([place.link(id) for id in value.split()])
    if column.holds is Holds.DAY:
        return Markup('<span class="fc-day">%s</span>') % (value,)
    if column.holds is Holds.CODE and value in look.tones:
        label = words_of(column, value, place.desk.words)
        return Markup('<span class="fc-chip fc-%s">%s</span>') % (look.tones[value], label)
    return _plain(place, column, value)


def _plain(place: Place, column: Column, value: Any) -> Markup:
    if column.holds in MONEY:
        return escape(place.display.yuan(value))
    if column.holds is Holds.PERCENT:
        return escape(f"{percent(value)} %")
    if column.holds in COUNTS:
        return escape(f"{value:,}")
    return escape(words_of(column, value, place.desk.words))
