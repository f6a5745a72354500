"""Lists of leads -> counts of the front desk's days, by source, platform and model (A7, S6).

A list that names people is counted row by row in memory; nothing of them is kept. The counts of a source are
set, not added, so that the same list imported again changes nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from msgspec import Struct

from forecourt.intake import faults
from forecourt.intake.aliases import LEADS, NO, OPEN, SOURCE_WORDS, YES
from forecourt.intake.change import Change, Intake, Scene, created, edited, is_free
from forecourt.intake.sem import table_refuses
from forecourt.intake.table import Row, one_of, table_of
from forecourt.kinds.funnel import KIND, FunnelDay, FunnelRow
from forecourt.kinds.outlet import Outlet
from forecourt.model.months import Month
from forecourt.model.vocabulary import SOURCES
from forecourt.money.lifecycle import work_of
from forecourt.reading.splice import AppendEntry, Edit, SetField
from forecourt.sheets.grid import Grid
from forecourt.sheets.names import code_of, plain
from forecourt.words.text import N_, Text, text

ROWS: Final = ("rows", Text(N_("Counts by source and model")))
UP_TO_TODAY: Final = Text(N_("a day up to today"))
_BEHIND: Final = ("source", "model", "outlet", "came_in", "visits", "first_visits", "calls", "leads")


class Where(NamedTuple):
    """What a count is of: the source, the outlet named ("" for none), the model ("" for none)."""

    source: str
    outlet: str
    model: str


class _Count(Struct):
    """Leads and valid leads of one source and model; whether anybody said which are valid."""

    row: Row
    leads: int = 0
    valid: int = 0
    is_judged: bool = False


_Days = dict[date, dict[Where, _Count]]


def leads_intake(grids: Iterable[Grid], scene: Scene, name: str) -> Intake:
    """What a list of leads would change; raises RefusedError when it has no table with days."""
    needed = ("day",) if scene.outlet else ("day", "source")
    table = table_of(grids, LEADS, needed, frozenset(), name)
    days: _Days = defaultdict(dict)
    count = 0
    for row in table.rows():
        count += 1
        _take(row, days, scene)
    changes: list[Change] = []
    if not table_refuses(table):
        changes = [one for day in sorted(days) for one in _changes(day, days[day], scene)]
    return Intake(rows=count, changes=tuple(changes), remarks=tuple(table.remarks))


def _take(row: Row, days: _Days, scene: Scene) -> None:
    """Add a row to the count of its day, source and model."""
    before = len(row.table.remarks)
    day, where = row.day("day"), _where(row, scene)
    leads = row.count("leads") if "leads" in row.table.columns else 1
    valid = row.count("valid_leads")
    is_valid: bool | None = row.read("valid", _judgement, Text(N_("valid or not valid")))
    if day is not None and day > scene.today:
        row.refuse("day", faults.unreadable(row.table.labels["day"], row.said("day"), UP_TO_TODAY))
    if day is None or where is None or len(row.table.remarks) > before:
        return
    found = days[day].setdefault(where, _Count(row))
    found.leads += leads or 0
    found.valid += valid if valid is not None else int(bool(is_valid)) * (leads or 0)
    found.is_judged = found.is_judged or valid is not None or is_valid is not None


def _where(row: Row, scene: Scene) -> Where | None:
    model = row.read("model", lambda said: _model(said, scene), Text(N_("a model that the dealership sells")))
    if scene.outlet is not None:
        return Where(_source_of(scene.outlet), scene.outlet.id, model or "")
    if not row.said("source"):
        row.refuse("source", faults.missing(row.table.labels["source"]))
        return None
    found: tuple[str, str] | None = row.read("source", lambda said: _source(said, scene), one_of(SOURCES))
    return None if found is None else Where(source=found[0], outlet=found[1], model=model or "")


def _model(said: str, scene: Scene) -> str:
    known = said if said in scene.names.models else scene.names.model(said)
    if known is None:
        raise ValueError(said)
    return known


def _source(said: str, scene: Scene) -> tuple[str, str]:
    """Source and outlet: a platform by its title, else a word for a source; raises ValueError."""
    id = scene.names.id(("outlet",), said)
    outlet = None if id is None else scene.records.find(Outlet, id)
    if outlet is not None:
        return _source_of(outlet), outlet.id
    known = {plain(word): code for code, words in SOURCE_WORDS.items() for word in words}
    source = code_of(SOURCES, said) or known.get(plain(said))
    if source is None:
        raise ValueError(said)
    return source, ""


def _source_of(outlet: Outlet) -> str:
    return outlet.channel if outlet.channel in SOURCES.terms else "other"


def _judgement(said: str) -> bool | None:
    """Whether a lead is valid; None while nobody has said so."""
    if plain(said) in YES:
        return True
    if plain(said) in OPEN:
        return None
    if plain(said) in NO:
        return False
    raise ValueError(said)


def _changes(day: date, counts: dict[Where, _Count], scene: Scene) -> Iterator[Change]:
    report = _report_of(day, scene)
    first = next(iter(counts.values())).row
    if report is None:
        title = text(N_("{day}, visits and calls"), day=f"{day:%m-%d}")
        fields = {"title": scene.words.say(title), "month": str(Month.of(day)), "day": str(day)}
        groups = [_group(where, found) for where, found in counts.items()]
        told = [_told(N_("added"), where, found, scene) for where, found in counts.items()]
        yield created(KIND, {**fields, "rows": groups}, told, first, scene)
        return
    edits: list[Edit] = []
    lines: list[Text] = []
    for where, found in counts.items():
        if _is_counted_otherwise(report, where, counts):
            source = Text(SOURCES.terms[where.source])
            found.row.refuse("source", faults.counted_by_hand(str(day), source))
            continue
        own = list(_edits(report, where, found))
        edits += own
        lines += [_told(N_("set"), where, found, scene)] if own else []
    if edits and is_free(report, [ROWS], first, scene):
        yield edited(report, edits, lines, first, scene)


def _report_of(day: date, scene: Scene) -> FunnelDay | None:
    for one in scene.records.of(FunnelDay):
        if one.day == day and work_of(scene.records, one) != "cancelled":
            return one
    return None


def _is_counted_otherwise(report: FunnelDay, where: Where, counts: Iterable[Where]) -> bool:
    """Whether leads of the source are there without an outlet where the list has one, or with where not.

    Rows that the list itself sets are its own: it may name some platforms and not others.
    """
    return any(
        row.source == where.source
        and row.leads
        and bool(row.outlet) != bool(where.outlet)
        and not any(_is_of(row, own) for own in counts)
        for row in report.rows
    )


def _edits(report: FunnelDay, where: Where, found: _Count) -> Iterator[Edit]:
    wanted = {"leads": found.leads} | ({"valid_leads": found.valid} if found.is_judged else {})
    place = next((number for number, row in enumerate(report.rows) if _is_of(row, where)), None)
    if place is None:
        yield AppendEntry(path="rows", entry=_group(where, found), after=("month", "day"))
        return
    for name, value in wanted.items():
        if (getattr(report.rows[place], name) or 0) != value:
            behind = _BEHIND[: _BEHIND.index("leads") + (name == "valid_leads")]
            yield SetField(path=f"rows.{place}.{name}", value=str(value), after=behind)


def _is_of(row: FunnelRow, where: Where) -> bool:
    own = Where(row.source, (row.outlet or "").casefold(), row.model or "")
    return own == where._replace(outlet=where.outlet.casefold()) and row.came_in is None


def _group(where: Where, found: _Count) -> dict[str, str]:
    """A row as the record holds it."""
    entry = {"source": where.source, "model": where.model, "outlet": where.outlet, "leads": str(found.leads)}
    entry |= {"valid_leads": str(found.valid)} if found.is_judged else {}
    return {name: value for name, value in entry.items() if value}


def _told(verb: str, where: Where, found: _Count, scene: Scene) -> Text:
    outlet = scene.names.title(("outlet",), where.outlet) if where.outlet else ""
    about = [Text(SOURCES.terms[where.source]), outlet, scene.names.models.get(where.model, "")]
    return text(
        N_("{about}: leads {leads}, valid {valid} ({verb})"),
        about=[one for one in about if one],
        leads=found.leads,
        valid=found.valid if found.is_judged else "—",
        verb=Text(verb),
    )
