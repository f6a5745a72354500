"""Lists of contacts with the media -> a record each (M4); who exactly it was is never kept, only the role.

A contact is known by its day, outlet and subject: one that is there already is passed over.
"""

from collections.abc import Iterable, Iterator

from forecourt.intake.aliases import CONTACTS, COUNTERPART_WORDS, WAY_WORDS, Aliases
from forecourt.intake.change import Change, Intake, Scene, created
from forecourt.intake.table import Row, one_of, table_of
from forecourt.kinds.contact import KIND, Contact
from forecourt.kinds.outlet import Outlet
from forecourt.kinds.staff import Staff
from forecourt.model.vocabulary import Vocabulary
from forecourt.model.vocabulary_contacts import CONTACT_WAYS, COUNTERPARTS
from forecourt.sheets.grid import Grid
from forecourt.sheets.names import code_of, plain
from forecourt.words.text import N_, Text

Known = tuple[str, str, str]


def contacts_intake(grids: Iterable[Grid], scene: Scene, name: str) -> Intake:
    """What a list of contacts would add; raises RefusedError when it has no such table."""
    table = table_of(grids, CONTACTS, ("day", "outlet", "way", "title"), frozenset(), name)
    rows = list(table.rows())
    wanted = [(row, fields) for row in rows if (fields := _fields(row, scene)) is not None]
    changes: list[Change] = [] if table.is_refused else list(_changes(wanted, scene))
    return Intake(rows=len(rows), changes=tuple(changes), remarks=tuple(table.remarks))


def _changes(wanted: list[tuple[Row, dict[str, str]]], scene: Scene) -> Iterator[Change]:
    known = {_key(str(one.day), one.outlet, one.title) for one in scene.records.of(Contact)}
    for row, fields in wanted:
        key = _key(fields["day"], fields["outlet"], fields["title"])
        if key not in known:
            known.add(key)
            yield created(KIND, fields, [Text(N_("added"))], row, scene)


def _key(day: str, outlet: str, title: str) -> Known:
    return day, outlet.casefold(), plain(title)


def _fields(row: Row, scene: Scene) -> dict[str, str] | None:
    """The record that a row is; None when something of it was refused."""
    before = len(row.table.remarks)
    day = row.day("day")
    found = {
        "title": row.words("title"),
        "day": str(day),
        "outlet": row.read("outlet", lambda said: _id(said, Outlet, scene), Text(N_("Outlet"))),
        "by": row.read("by", lambda said: _id(said, Staff, scene), Text(N_("somebody on the staff"))),
        "way": row.read("way", lambda said: _code(said, CONTACT_WAYS, WAY_WORDS), one_of(CONTACT_WAYS)),
        "counterpart": row.read(
            "counterpart", lambda said: _code(said, COUNTERPARTS, COUNTERPART_WORDS), one_of(COUNTERPARTS)
        ),
        "outcome": row.words("outcome"),
        "next_action": row.words("next_action"),
        "next_on": str(row.day("next_on")) if row.said("next_on") else None,
    }
    for name in ("title", "outlet", "way"):
        if not row.said(name):
            row.missing(name)
    if len(row.table.remarks) > before:
        return None
    found["by"] = found["by"] or (scene.owner or None)
    found["counterpart"] = found["counterpart"] or "other"
    return {name: value for name, value in found.items() if value is not None}


def _id(said: str, kind: type[Outlet | Staff], scene: Scene) -> str:
    found = scene.names.id((kind.__name__.lower(),), said)
    if found is None or scene.records.find(kind, found) is None:
        raise ValueError(said)
    return found


def _code(said: str, vocabulary: Vocabulary, words: Aliases) -> str:
    known = {plain(word): code for code, own in words.items() for word in own}
    found = code_of(vocabulary, said) or known.get(plain(said))
    if found is None:
        raise ValueError(said)
    return found
