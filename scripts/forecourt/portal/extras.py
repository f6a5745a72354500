"""What pages show of a record beyond its fields: figures that follow from them and are never written down."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

from markupsafe import Markup, escape
from msgspec.structs import replace

from forecourt.kinds.amendment import Amendment
from forecourt.kinds.appraisal import Appraisal
from forecourt.kinds.common import Common
from forecourt.kinds.fields import slots_of
from forecourt.kinds.platform import PlatformMonth
from forecourt.kinds.policy import Policy
from forecourt.kinds.selfscore import SelfScore
from forecourt.kinds.sem import SearchMonth
from forecourt.kinds.showroom import Showroom
from forecourt.kinds.stock import Stock
from forecourt.kinds.survey import Survey
from forecourt.kinds.task import Task
from forecourt.kinds.values import BODY
from forecourt.model.vocabulary_queries import SCORE_STANDINGS
from forecourt.money.appraisals import sheet_of
from forecourt.money.lifecycle import IN_FORCE
from forecourt.money.platforms import answer_within, sums_of
from forecourt.money.queries import Answer
from forecourt.money.readers import readers
from forecourt.money.selfscores import ScoreLine, score_of
from forecourt.money.sem import alarms, days_of_balance
from forecourt.money.showroom import failed, score
from forecourt.money.stock import StockLedger, ledger_of, receipt_values
from forecourt.money.surveys import offers
from forecourt.portal import outlets, people, procedures
from forecourt.portal.desk import Cell, Grid, Place
from forecourt.portal.evidence import exhibits
from forecourt.portal.facts import Fact, chip
from forecourt.rules import sums
from forecourt.tables.appraisals import points_text
from forecourt.tables.cells import DASH, percent
from forecourt.tables.settlement import standing
from forecourt.tables.settlement_layout import STANDINGS
from forecourt.tables.surveys import car_name
from forecourt.words.text import N_, text

SCORE_TONES: Final = MappingProxyType(
    {"computed": "done", "given": "open", "nothing_due": "open", "missing": "bad"}
)
_TONES: Final = MappingProxyType({"fine": "done", "low": "bad", "expired": "bad", "gone": "open"})


def facts(place: Place, record: Common) -> list[Fact]:
    """The computed figures of a record, the same ones for every record of its kind."""
    make = _FACTS.get(record.kind)
    return [] if make is None else make(place, record)


def grids(place: Place, record: Common) -> list[Grid]:
    """The record's tables, with what follows from each row beside it; a file of its evidence is a link."""
    make = _GRIDS.get(record.kind)
    found = place.grids(record) if make is None else make(place, record, place.grids(record, turns=False))
    links = {
        escape(one.file): Markup('<a href="%s">%s</a>') % (one.url, one.caption or one.kind)
        for one in exhibits(place, record)
        if one.url
    }
    return [_linked(grid, links) for grid in found] if links else found


def _linked(grid: Grid, links: Mapping[Markup, Markup]) -> Grid:
    rows = (
        tuple(replace(cell, html=links[cell.html]) if cell.html in links else cell for cell in row)
        for row in grid.rows
    )
    return replace(grid, rows=tuple(rows))


def note(place: Place, kind: str) -> str:
    """How the computed figures of a kind come about, "" where their names say it all."""
    words = _NOTES.get(kind)
    return "" if words is None else place.desk.words.gettext(words)


def _amendment_grids(place: Place, amendment: Amendment, grids: list[Grid]) -> list[Grid]:
    """What was corrected, by the names that the fields have on the corrected record's page."""
    record = place.desk.records.get(amendment.record)
    slots = () if record is None else slots_of(type(record))
    names = {slot.key: place.display.label(slot.spec) for slot in slots}
    names[BODY] = place.desk.words.gettext(N_("Text"))
    return [
        replace(
            grid,
            rows=tuple(
                (Cell(html=escape(names.get(change.field, change.field))), *row[1:])
                for change, row in zip(amendment.changes, grid.rows, strict=True)
            ),
        )
        for grid in grids
    ]


def _ledger(place: Place, stock: Stock) -> StockLedger:
    return ledger_of(stock, receipt_values(place.desk.records))


def _stock_facts(place: Place, stock: Stock) -> list[Fact]:
    ledger = _ledger(place, stock)
    code = standing(ledger, place.desk.today)
    say, left = place.desk.words.gettext, f"{ledger.balance:,}"
    return [
        (say(N_("Pieces left")), Cell(html=escape(left), number=True)),
        (say(N_("Worth")), Cell(html=escape(place.display.yuan(ledger.value)), number=True)),
        (say(STANDINGS.label), chip(place, _TONES[code], place.display.choice(STANDINGS, code))),
    ]


def _stock_grids(place: Place, stock: Stock, found: list[Grid]) -> list[Grid]:
    """The ledger with the balance after each line and what its pieces cost."""
    more = [
        (
            Cell(html=escape(place.display.yuan(entry.sign * entry.cost)), number=True),
            Cell(html=escape(f"{entry.balance:,}"), number=True),
        )
        for entry in _ledger(place, stock).entries
    ]
    return [_widened(place, grid, (N_("Amount"), N_("Pieces left")), more) for grid in found]


def _widened(
    place: Place,
    grid: Grid,
    labels: tuple[str, ...],
    more: Iterable[tuple[Cell, ...]],
    *,
    numbers: tuple[bool, ...] = (),
) -> Grid:
    """The table with more columns behind it, of numbers unless told, a tuple of cells a row."""
    return replace(
        grid,
        columns=(*grid.columns, *map(place.desk.words.gettext, labels)),
        numbers=(*grid.numbers, *(numbers or (True for _ in labels))),
        rows=tuple((*row, *extra) for row, extra in zip(grid.rows, more, strict=True)),
    )


def _showroom_facts(place: Place, check: Showroom) -> list[Fact]:
    """The weighted score, and how many items are still below the pass mark."""
    found = score(check.items).hundredths_of_percent
    say, bad = place.desk.words.gettext, sum(1 for item in check.items if failed(item))
    shown = DASH if found is None else f"{percent(found)} %"
    tone = "open" if found is None else "bad" if bad else "done"
    return [
        (say(N_("Weighted score")), Cell(html=escape(shown), number=True)),
        (say(N_("Items to be mended")), chip(place, tone, f"{bad} / {len(check.items)}")),
    ]


def _task_facts(place: Place, task: Task) -> list[Fact]:
    """Whether it was or is done in time."""
    label = place.desk.words.gettext(N_("Punctual"))
    is_done = task.done_on is not None or not place.desk.sight.is_open(task)
    day = task.done_on or (task.due_on if is_done else place.desk.today)
    late = (day - task.due_on).days
    if late > 0:
        words = place.desk.words.say(text(N_("{days} days late"), days=late))
    elif is_done:
        words = place.desk.words.gettext(N_("yes"))
    else:
        words = place.desk.words.say(text(N_("{days} days left"), days=-late))
    return [(label, chip(place, "bad" if late > 0 else "done" if is_done else "open", words))]


def _survey_facts(place: Place, survey: Survey) -> list[Fact]:
    """How many cars moved by so much that we should answer."""
    found = [one for one in offers(place.desk.records) if one.survey is survey]
    alerts = sum(one.is_alert for one in found)
    label = place.desk.words.gettext(N_("Prices that moved"))
    return [(label, chip(place, "open" if alerts else "done", f"{alerts} / {len(survey.cars)}"))]


def _survey_grids(place: Place, survey: Survey, found: list[Grid]) -> list[Grid]:
    """The weekly sheet: each offer with its discount, its change and the gap to our car."""
    more = [
        tuple(
            Cell(html=escape(place.display.yuan(fen)), number=True)
            for fen in (one.discount, one.change, one.gap)
        )
        for one in offers(place.desk.records)
        if one.survey is survey
    ]
    labels = (N_("Money off"), N_("Against the survey before"), N_("Their price - ours"))
    names = [Cell(html=escape(car_name(place.desk.records, car.competitor, None))) for car in survey.cars]
    named = [
        replace(grid, rows=tuple((name, *row[1:]) for name, row in zip(names, grid.rows, strict=True)))
        for grid in found
    ]
    return [_widened(place, grid, labels, more) for grid in named]


def _appraisal_facts(place: Place, appraisal: Appraisal) -> list[Fact]:
    """What the records give today, and the bonus in it."""
    sheet = sheet_of(place.desk.records, appraisal, place.desk.today)
    label = place.desk.words.gettext(N_("Total points"))
    return [(label, Cell(html=escape(points_text(sheet.total) or DASH), number=True))]


def _appraisal_grids(place: Place, appraisal: Appraisal, found: list[Grid]) -> list[Grid]:
    """Each item with both its numbers, its points, and links to every record that was counted."""
    sheet = sheet_of(place.desk.records, appraisal, place.desk.today)
    more = [
        (
            Cell(html=escape(f"{one.answer.ratio.part} ÷ {one.answer.ratio.whole}"), number=True),
            Cell(html=escape(points_text(one.points) or DASH), number=True),
            Cell(html=_counted(place, one.answer)),
        )
        for one in sheet.items
    ]
    labels = (N_("Reached ÷ counted"), N_("Points of the item"), N_("Records behind it"))
    first, *others = found
    return [_widened(place, first, labels, more, numbers=(True, True, False)), *others]


def _selfscore_facts(place: Place, record: SelfScore) -> list[Fact]:
    """What the month reaches today; a dash where the programme has no criteria."""
    found = score_of(place.desk.records, record.month, place.desk.today)
    shown = DASH if found is None else f"{points_text(found.total) or DASH} / {found.most}"
    tone = "open" if found is None or found.total is None else "bad" if found.is_below_line else "done"
    return [(place.desk.words.gettext(N_("Total points")), chip(place, tone, shown))]


def _selfscore_grids(place: Place, record: SelfScore, found: list[Grid]) -> list[Grid]:
    """The manufacturer's sheet, criterion by criterion, with links to every record that was counted, and the
    reason of what was given by hand.
    """
    score = score_of(place.desk.records, record.month, place.desk.today)
    say = place.desk.words.gettext
    labels = (N_("Criterion"), N_("At most"), N_("Points of the criterion"), SCORE_STANDINGS.label)
    sheet = Grid(
        label=say(N_("Points criterion by criterion")),
        columns=(*map(say, labels), say(N_("Records behind it"))),
        numbers=(False, True, True, False, False),
        rows=tuple(_score_row(place, line) for line in score.lines) if score is not None else (),
    )
    return [sheet] if sheet.rows else found


def _score_row(place: Place, line: ScoreLine) -> tuple[Cell, ...]:
    return (
        Cell(html=escape(line.criterion.label)),
        Cell(html=escape(str(line.criterion.points)), number=True),
        Cell(html=escape(points_text(line.points) or DASH), number=True),
        chip(place, SCORE_TONES[line.standing], place.display.choice(SCORE_STANDINGS, line.standing)),
        Cell(html=_behind(place, line)),
    )


def _behind(place: Place, line: ScoreLine) -> Markup:
    if line.answer is not None:
        return _counted(place, line.answer)
    return escape(DASH if line.given is None else line.given.reason)


def _counted(place: Place, answer: Answer) -> Markup:
    """A link to each record with what it gives: 1/1 in time, 0/1 too late."""
    pairs = [(hit.record, f"{hit.part}/{hit.whole}" if hit.whole else f"+{hit.part}") for hit in answer.hits]
    pattern = Markup("{} <small>{}</small>")
    return place.folded([pattern.format(place.link(record), shown) for record, shown in pairs])


def _policy_facts(place: Place, policy: Policy) -> list[Fact]:
    """How many have signed this edition, and who still has to."""
    say = place.desk.words.gettext
    if policy.state != IN_FORCE:
        # A draft cannot be signed yet, and what was superseded need not be any more.
        return [(say(label), Cell(html=escape(DASH))) for label in (N_("Have signed"), N_("Still to sign"))]
    found = readers(place.desk.records, policy, place.desk.today)
    waiting = [one.person for one in found if one.signature is None]
    count = f"{len(found) - len(waiting)} / {len(found)}"
    names = place.joined(map(place.link, waiting))
    return [
        (say(N_("Have signed")), chip(place, "open" if waiting else "done", count)),
        (say(N_("Still to sign")), Cell(html=names if waiting else escape(DASH))),
    ]


def _sem_facts(place: Place, record: SearchMonth) -> list[Fact]:
    """What is left, for how many days, and how many things there are to look at."""
    say, account = (
        place.desk.words.gettext,
        sums.search_accounts(place.desk.sight).get(record.outlet.casefold()),
    )
    lines = () if account is None else tuple(one for one in account.entries if one.record is record)
    if account is None or not lines or lines[-1].closing is None:
        names = (N_("Closing balance"), N_("Days of balance"), N_("What to look at"))
        return [(say(label), Cell(html=escape(DASH))) for label in names]
    until = (one for one in account.entries if one.day.day <= lines[-1].day.day)
    days, count = days_of_balance(until), sum(1 for _ in alarms(account, record))
    return [
        (say(N_("Closing balance")), Cell(html=escape(place.display.yuan(lines[-1].closing)), number=True)),
        (
            say(N_("Days of balance")),
            Cell(html=escape(DASH if days is None else str(int(days))), number=True),
        ),
        (say(N_("What to look at")), chip(place, "open" if count else "done", str(count))),
    ]


def _platform_facts(place: Place, log: PlatformMonth) -> list[Fact]:
    """Answers in time, and what the account brought."""
    say, sums = place.desk.words.gettext, sums_of(log.entries)
    limit = answer_within(place.desk.records, log.month)
    minutes = [one.minutes for one in log.entries if one.minutes is not None]
    in_time = sum(one <= limit for one in minutes)
    tone = "done" if in_time == len(minutes) else "open"
    return [
        (say(N_("Of them in time")), chip(place, tone, f"{in_time} / {len(minutes)}")),
        (say(N_("Leads")), Cell(html=escape(f"{sums['leads']:,}"), number=True)),
        (say(N_("Orders")), Cell(html=escape(f"{sums['orders']:,}"), number=True)),
    ]


_FACTS: Final[Mapping[str, Callable[[Place, Any], list[Fact]]]] = MappingProxyType(
    {
        "outlet": outlets.facts,
        "procedure": procedures.facts,
        "staff": people.facts,
        "appraisal": _appraisal_facts,
        "platform": _platform_facts,
        "policy": _policy_facts,
        "selfscore": _selfscore_facts,
        "sem": _sem_facts,
        "showroom": _showroom_facts,
        "stock": _stock_facts,
        "survey": _survey_facts,
        "task": _task_facts,
    }
)
_GRIDS: Final[Mapping[str, Callable[[Place, Any, list[Grid]], list[Grid]]]] = MappingProxyType(
    {
        "amendment": _amendment_grids,
        "appraisal": _appraisal_grids,
        "outlet": outlets.grids,
        "selfscore": _selfscore_grids,
        "staff": people.grids,
        "stock": _stock_grids,
        "survey": _survey_grids,
    }
)
_NOTES: Final[Mapping[str, str]] = MappingProxyType(
    {"outlet": outlets.NOTE, "procedure": procedures.NOTE, "staff": people.NOTE}
)
