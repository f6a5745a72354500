"""A page per record: where it stands in its procedure, fields, approvals, evidence, prose, neighbours."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from posixpath import basename

from markupsafe import Markup
from msgspec import Struct

from forecourt.kinds.common import Common
from forecourt.kinds.procedure import Procedure, State
from forecourt.kinds.table import KINDS
from forecourt.model.record import Record
from forecourt.model.vocabulary import ROLES
from forecourt.money.lifecycle import procedure_of, state_of
from forecourt.portal.desk import Desk, Place, references
from forecourt.portal.paths import PICTURES, evidence_file, record_page, suffix_of
from forecourt.portal.prose import prose
from forecourt.portal.spine import spine
from forecourt.portal.tasks import open_ways
from forecourt.portal.turns import lacking, person_link
from forecourt.steps.ways import Way
from forecourt.store.load import evidence_path
from forecourt.words.text import N_


class Stop(Struct, frozen=True, kw_only=True):
    """One state on the way of a record: passed, here, or still ahead."""

    label: str
    place: str


class Next(Struct, frozen=True, kw_only=True):
    """One step that is open: its words, the state it leads to, who may take it, and what is missing for it.

    `forward`: it leads on, and is not a way out.
    """

    label: str
    to: str
    who: Markup
    missing: tuple[str, ...]
    forward: bool


class Position(Struct, frozen=True, kw_only=True):
    """Where a record stands in the procedure of its kind."""

    procedure: Procedure
    state: State | None
    stops: tuple[Stop, ...]
    beside: str
    steps: tuple[Next, ...]


def position(place: Place, record: Common) -> Position | None:
    """Where `record` stands; None when its kind has no procedure."""
    procedure = procedure_of(place.desk.records, record.kind)
    if procedure is None:
        return None
    state = state_of(place.desk.records, record)
    return Position(
        procedure=procedure,
        state=state,
        stops=tuple(_stops(procedure, record.state)),
        beside="" if state is None or state in spine(procedure) else state.label,
        steps=tuple(_next(place, record, procedure, way) for way in open_ways(place.desk, record)),
    )


def _stops(procedure: Procedure, current: str) -> Iterator[Stop]:
    main = spine(procedure)
    names = [state.name for state in main]
    here = names.index(current) if current in names else -1
    for number, state in enumerate(main):
        if here < 0:
            yield Stop(label=state.label, place="aside")
        else:
            place = "here" if number == here else "passed" if number < here else "ahead"
            yield Stop(label=state.label, place=place)


def _next(place: Place, record: Common, procedure: Procedure, way: Way) -> Next:
    target = procedure.state_named(way.step.to)
    people = place.joined(person_link(place, person.id) for person in way.able)
    nobody = Markup('<span class="fc-chip fc-bad">%s</span>') % (place.desk.words.gettext(N_("nobody")),)
    return Next(
        label=way.step.label,
        to=target.label if target else way.step.to,
        who=Markup("%s <small>%s</small>") % (people or nobody, roles(place, way.step.roles)),
        missing=lacking(place, record, way),
        forward=way.forward,
    )


def roles(place: Place, codes: tuple[str, ...]) -> str:
    """Roles in words."""
    separator = "、" if place.desk.words.lang == "zh" else ", "
    return separator.join(place.display.choice(ROLES, code) for code in codes)


def step_label(place: Place, record: Record, name: str) -> str:
    """What a step of the record's procedure is called."""
    procedure = procedure_of(place.desk.records, record.kind)
    steps = () if procedure is None else procedure.steps
    return next((step.label for step in steps if step.name == name), name)


def neighbours(desk: Desk) -> Mapping[str, list[Record]]:
    """Which records name a record: id in small letters -> those that refer to it, in order of id."""
    named: dict[str, list[Record]] = defaultdict(list)
    for record in sorted(desk.records, key=lambda record: record.id):
        for id in dict.fromkeys(references(record)):
            named[id.casefold()].append(record)
    return named


def by_kind(place: Place, records: list[Record]) -> list[tuple[str, list[Record]]]:
    """Records by the label of their kind, in the order of the table of kinds."""
    return [
        (place.display.kind(name), found)
        for name in KINDS
        if (found := [record for record in records if record.kind == name])
    ]


def body(place: Place, record: Common) -> Markup:
    """The record's prose as safe HTML: links lead to pages of records, pictures are its own evidence."""
    shown = {
        path: evidence_file(record, item)
        for item in record.evidence
        if (path := evidence_path(record, item.file)) in place.desk.records.files
    }

    def link(target: str) -> str | None:
        if target.startswith(("https://", "http://", "mailto:")):
            return target
        found = place.desk.records.get(basename(target).removesuffix(".md"))
        return place.href(record_page(found)) if found else None

    def picture(target: str) -> str | None:
        file = shown.get(evidence_path(record, target))
        return place.href(file) if file and suffix_of(file) in PICTURES else None

    return Markup(prose(record.body, link=link, picture=picture))  # noqa: S704 prose() has sanitised it
