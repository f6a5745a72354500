"""Lists of leads and registers -> counts of the front desk's days, by source, platform and model (A7, S6).

A list that names people is counted row by row in memory; nothing of them is kept. The counts of a source are
set, not added, so that the same list imported again changes nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from msgspec import Struct, field

from forecourt.intake import faults
from forecourt.intake.aliases import CONTACT_KINDS, LEADS, NO, OPEN, SOURCE_WORDS, YES
from forecourt.intake.change import Change, Intake, Scene, created, edited, is_free
from forecourt.intake.table import Row, Table, one_of, table_of, whole_of
from forecourt.kinds.fields import slots_of
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
_LEADS: Final = ("leads", "valid_leads")
_ORDER: Final = FunnelRow.__struct_fields__
# Columns of counts, or of yes and no in a list of people; leads and valid leads have their own way.
_COUNTS: Final[tuple[str, ...]] = (
    "visits", "first_visits", "calls", "invited", "files", "test_drives", "orders", "deliveries", "losses",
)  # fmt: skip


class Where(NamedTuple):
    """What a count is of: the source, the outlet named ("" for none), the model ("" for none)."""

    source: str
    outlet: str
    model: str


class _Count(Struct):
    """What one source brought for one model: counts by field, and whether leads were judged."""

    row: Row
    counts: dict[str, int] = field(default_factory=dict)
    valid: int = 0
    is_judged: bool = False

    def add(self, name: str, count: int) -> None:
        self.counts[name] = self.counts.get(name, 0) + count

    @property
    def wanted(self) -> dict[str, int]:
        """What the record is to hold, in the order of its fields."""
        found = self.counts | (
            {"valid_leads": self.valid} if self.is_judged and "leads" in self.counts else {}
        )
        return {name: found[name] for name in _ORDER if name in found}


_Days = dict[date, dict[Where, _Count]]


def leads_intake(grids: Iterable[Grid], scene: Scene, name: str) -> Intake:
    """What a list of leads would change; raises RefusedError when it has no table with days."""
    needed = ("day",) if scene.outlet else ("day", "source")
    table = table_of(grids, LEADS, needed, frozenset(), name)
    if _is_list_of_leads(table):
        for one in _COUNTS:
            if one in table.columns:
                table.remark(table.header, table.columns[one], faults.not_read(table.labels[one]))
    days: _Days = defaultdict(dict)
    count = 0
    for row in table.rows():
        count += 1
        _take(row, days, scene)
    changes: list[Change] = []
    if not table.is_refused:
        changes = [one for day in sorted(days) for one in _changes(day, days[day], scene)]
    return Intake(rows=count, changes=tuple(changes), remarks=tuple(table.remarks))


def _take(row: Row, days: _Days, scene: Scene) -> None:
    """Add a row to the count of its day, source and model."""
    before = len(row.table.remarks)
    day, where = row.day("day"), _where(row, scene)
    counts = _counts_of(row)
    valid = row.count("valid_leads")
    is_valid: bool | None = row.read("valid", _judgement, Text(N_("valid or not valid")))
    if day is not None and day > scene.today:
        row.refuse("day", faults.unreadable(row.table.labels["day"], row.said("day"), UP_TO_TODAY))
    if day is None or where is None or len(row.table.remarks) > before:
        return
    found = days[day].setdefault(where, _Count(row))
    for name, count in counts.items():
        found.add(name, count)
    found.valid += valid if valid is not None else int(bool(is_valid)) * counts.get("leads", 0)
    found.is_judged = found.is_judged or valid is not None or is_valid is not None


def _counts_of(row: Row) -> dict[str, int]:
    """What a row counts: its columns of counts, else itself, as a lead or as what its way of contact says."""
    columns = row.table.columns
    if _is_list_of_leads(row.table):
        return {"leads": row.count("leads") or 0 if "leads" in columns else 1}
    found: dict[str, int] = {
        name: row.read(name, _counted, Text(N_("a whole number"))) or 0 for name in _COUNTS if name in columns
    }
    if row.said("contact"):
        kind: str | None = row.read("contact", _contact, Text(N_("a visit, a call or a lead")))
        return found | ({} if kind is None else {kind: max(1, found.get(kind, 0))})
    if "leads" in columns:
        return found | {"leads": row.count("leads") or 0}
    # A sheet of sums without a column of leads has none.
    return found or {"leads": 1}


def _is_list_of_leads(table: Table) -> bool:
    """Whether a row is a lead: people are named, and nobody says that they came or called.

    What became of them later is the front desk's to count, on the day on which it happens.
    """
    return bool(table.people) and "contact" not in table.columns


def _counted(said: str) -> int:
    """A count, or one and none for yes and no."""
    if plain(said) in NO - {"0"} or said.startswith(("未", "没", "无")):
        return 0
    return 1 if plain(said) in YES - {"1"} else whole_of(said)


def _contact(said: str) -> str:
    known = {plain(word): name for name, words in CONTACT_KINDS.items() for word in words}
    if plain(said) not in known:
        raise ValueError(said)
    return known[plain(said)]


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
        if _is_counted_otherwise(report, where, counts, found):
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


def _is_counted_otherwise(report: FunnelDay, where: Where, counts: Iterable[Where], found: _Count) -> bool:
    """Whether the same of the source is there without an outlet where the list has one, or with where not.

    Rows that the list itself sets are its own: it may name some platforms and not others.
    """
    return any(
        row.source == where.source
        and any(getattr(row, name) for name, count in found.counts.items() if count)
        and bool(row.outlet) != bool(where.outlet)
        and not any(_is_of(row, own) for own in counts)
        for row in report.rows
    )


def _edits(report: FunnelDay, where: Where, found: _Count) -> Iterator[Edit]:
    place = next((number for number, row in enumerate(report.rows) if _is_of(row, where)), None)
    if place is None:
        yield AppendEntry(path="rows", entry=_group(where, found), after=("month", "day"))
        return
    for name, value in found.wanted.items():
        if (getattr(report.rows[place], name) or 0) != value:
            behind = _ORDER[: _ORDER.index(name)]
            yield SetField(path=f"rows.{place}.{name}", value=str(value), after=behind)


def _is_of(row: FunnelRow, where: Where) -> bool:
    own = Where(row.source, (row.outlet or "").casefold(), row.model or "")
    return own == where._replace(outlet=where.outlet.casefold()) and row.came_in is None


def _group(where: Where, found: _Count) -> dict[str, str]:
    """A row as the record holds it."""
    entry = {"source": where.source, "model": where.model, "outlet": where.outlet}
    # A list of leads says 0 where there are none; of sums what is left out was nothing.
    counts = {name: str(value) for name, value in found.wanted.items() if value or name in _LEADS}
    return {name: value for name, value in (entry | counts).items() if value}


def _told(verb: str, where: Where, found: _Count, scene: Scene) -> Text:
    outlet = scene.names.title(("outlet",), where.outlet) if where.outlet else ""
    about = [Text(SOURCES.terms[where.source]), outlet, scene.names.models.get(where.model, "")]
    labels = {slot.key: slot.spec.label for slot in slots_of(FunnelRow)}
    counts: list[Text] = [
        text(N_("{label} {value}"), label=Text(labels[name]), value=value)
        for name, value in found.wanted.items()
        if name not in _LEADS and value
    ]
    if "leads" in found.counts:
        valid = found.valid if found.is_judged else "—"
        counts.append(text(N_("leads {leads}, valid {valid}"), leads=found.counts["leads"], valid=valid))
    return text(
        N_("{about}: {counts} ({verb})"),
        about=[one for one in about if one],
        counts=counts,
        verb=Text(verb),
    )
