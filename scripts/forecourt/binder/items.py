"""A record with its papers -> its page among the items and its part of the proofs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from forecourt.binder.content import Fact, Item, Link, Proof, Row, Sheet
from forecourt.binder.details import details, is_detail
from forecourt.binder.edition import DASH, Edition
from forecourt.binder.figures import SHORT_DIGEST, figures_of
from forecourt.binder.layout import FEW_PHOTOS, PHOTO, PHOTO_KIND, PLAN, ROWS_OF_PHOTOS, pages_of, rows_of
from forecourt.binder.papers import Holder, is_shared
from forecourt.binder.printable import printable
from forecourt.binder.proofs import is_picture, is_printed, kind_label
from forecourt.binder.prose import prose
from forecourt.binder.tabs import event_figures, event_sheets
from forecourt.kinds.common import Common
from forecourt.kinds.event import Event
from forecourt.kinds.fields import slots_of
from forecourt.model.vocabulary import ROLES
from forecourt.money.lifecycle import procedure_of
from forecourt.money.volume_items import companions_of
from forecourt.tables.display import ELSEWHERE
from forecourt.words.text import N_

BYTES_A_KB: Final = 1024
# Shown as tables of their own.
TABLES: Final = frozenset({"targets", "results", "costs", "helpers", "run_down"})
# For the people in the house.
INTERNAL: Final = frozenset({"note"})
# A code of the dealership's own list of cars, printed as the car's name.
MODEL: Final = "model"
# What the prose of a kind is, where it is more than notes.
BODIES: Final = {
    "ad": N_("Copy and brief"),
    "press": N_("Text of the article"),
    "event": N_("Run-down and report"),
    "directive": N_("Text of the directive"),
}
# What was approved before anything ran: bound behind the approval log.
PLANS: Final = frozenset({"plan_sheet", "event_plan", "manufacturer_ok", "outlet_ok", "permit", "creative"})
# Cards and the like stand behind what proves the run.
OTHER: Final = "other"
ARCHIVE_FACTS: Final = frozenset({"archive_code", "ran_from", "ran_to", "retain_until", "paper_location"})


def item_of(edition: Edition, holder: Holder, elsewhere: Mapping[str, str]) -> Item:
    """The item of `holder`; `elsewhere` gives the place of papers that are bound by kind, by fingerprint."""
    record, anchor = holder.record, holder.anchor
    proofs = tuple(_placed(holder, elsewhere))
    own = [proof for proof in proofs if is_printed(proof) and not is_shared(proof)]
    plans = [proof for proof in own if proof.evidence.kind in PLANS]
    photos = [proof for proof in own if proof.evidence.kind == PHOTO_KIND and is_picture(proof)]
    if len(photos) <= FEW_PHOTOS:
        photos = []
    others = [proof for proof in own if proof not in photos and proof not in plans]
    others.sort(key=lambda proof: proof.evidence.kind == OTHER)
    companions = companions_of(edition.records, record)
    is_event = isinstance(record, Event)
    return Item(
        record=record,
        companions=companions,
        anchor=anchor,
        number=str(holder.number),
        kind=edition.display.kind(record.kind),
        state=edition.display.state(record),
        facts=(*_facts(edition, record), *_archive_facts(edition, companions)),
        details=tuple(details(edition, record, anchor, ELSEWHERE | TABLES | INTERNAL)),
        sheets=event_sheets(edition, record, anchor) if isinstance(record, Event) else (),
        results=(event_figures(edition, record, anchor),) if isinstance(record, Event) else (),
        body=prose(printable(record.body)),
        body_label=edition.words.gettext(BODIES.get(record.kind, N_("Notes"))),
        is_report=is_event,
        approvals=_approvals(edition, record, anchor),
        proofs=proofs,
        links=tuple(_links(edition, proofs)),
        plans=rows_of(figures_of(edition, plans, alike=PLAN)),
        rows=rows_of(figures_of(edition, others)),
        photos=pages_of(rows_of(figures_of(edition, photos, alike=PHOTO)), ROWS_OF_PHOTOS),
        files=_files(edition, [proof for proof in proofs if not is_printed(proof)], anchor),
    )


def _placed(holder: Holder, elsewhere: Mapping[str, str]) -> Iterator[Proof]:
    """The proofs with the places where they are printed."""
    for place, proof in enumerate(holder.proofs, start=1):
        if not is_printed(proof):
            yield replace(proof, anchor=f"{holder.anchor}-files")
        elif is_shared(proof):
            yield replace(proof, anchor=elsewhere[proof.sha256])
        else:
            yield replace(proof, anchor=f"{holder.anchor}-paper-{place}")


def _links(edition: Edition, proofs: Iterable[Proof]) -> Iterator[Link]:
    """The way to every paper; photos of an item, and files, are one place."""
    seen: set[str] = set()
    for proof in proofs:
        kind = proof.evidence.kind
        key = kind if kind == PHOTO_KIND else proof.anchor
        if key not in seen:
            seen.add(key)
            yield Link(label=kind_label(edition, kind), target=proof.anchor)


def _facts(edition: Edition, record: Common) -> list[Fact]:
    display = edition.display
    return [
        Fact(label=display.label(slot.spec), value=edition.model(shown) if slot.attribute == MODEL else shown)
        for slot in slots_of(type(record))
        if slot.key not in ELSEWHERE | TABLES | INTERNAL and not is_detail(slot.spec.type)
        if (shown := display.value(slot.spec.type, getattr(record, slot.attribute)))
    ]


def _archive_facts(edition: Edition, companions: Iterable[Common]) -> list[Fact]:
    """Where the papers of an ad are kept: what the store shows at an inspection (A11)."""
    return [
        Fact(label=edition.display.label(slot.spec), value=shown)
        for record in companions
        for slot in slots_of(type(record))
        if slot.key in ARCHIVE_FACTS
        if (shown := edition.display.value(slot.spec.type, getattr(record, slot.attribute)))
    ]


def _approvals(edition: Edition, record: Common, anchor: str) -> Sheet:
    display = edition.display
    rows = [
        Row(
            cells=(
                _step(edition, record, approval.step),
                display.title(approval.by),
                display.choice(ROLES, approval.role),
                edition.day(approval.at),
                approval.opinion or DASH,
            )
        )
        for approval in record.approvals
    ]
    return Sheet(
        anchor=f"{anchor}-approvals",
        title=edition.say(N_("Approvals")),
        columns=edition.columns(
            (N_("Step"), 20),
            (N_("Approved by"), 15),
            (N_("Role"), 17),
            (N_("Approved on"), 16),
            (N_("Opinion"), 32),
        ),
        rows=tuple(rows),
        empty=edition.say(N_("No approval is recorded")),
    )


def _step(edition: Edition, record: Common, name: str) -> str:
    """The label of a step, its code when the procedure has none of that name."""
    procedure = procedure_of(edition.records, record.kind)
    steps = () if procedure is None else procedure.steps
    return next((step.label for step in steps if step.name == name), name)


def _files(edition: Edition, proofs: Sequence[Proof], anchor: str) -> Sheet:
    rows = [
        Row(
            cells=(
                kind_label(edition, proof.evidence.kind),
                proof.evidence.caption or DASH,
                proof.path.rpartition("/")[2],
                f"{-(-proof.size // BYTES_A_KB):,} KB",
                proof.sha256[:SHORT_DIGEST],
            )
        )
        for proof in proofs
    ]
    return Sheet(
        anchor=f"{anchor}-files",
        title=edition.say(N_("Proofs kept as files")),
        columns=edition.columns(
            (N_("Evidence kind"), 20),
            (N_("Caption"), 28),
            (N_("File"), 24),
            (N_("Size"), 10, "right"),
            (N_("sha256"), 18),
        ),
        rows=tuple(rows),
        note=edition.say(
            N_("These files are no pictures; they lie beside the record and go with the volume on request.")
        )
        if rows
        else "",
    )
