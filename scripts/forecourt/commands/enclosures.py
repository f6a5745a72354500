"""What every volume carries inside its PDF: its own manifest, and the month's workbook (A3, A11)."""

import hashlib
import json
from pathlib import Path
from typing import Any, Final

from forecourt.binder.content import Volume
from forecourt.binder.edition import Edition
from forecourt.binder.manifest import manifest
from forecourt.edge import shelf
from forecourt.edge.pdf_archive import Enclosure
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.words.catalogue import Words
from forecourt.words.text import N_

MANIFEST: Final = "manifest.json"
WORKBOOK: Final = ".xlsx"
TITLE: Final = N_("Workbook of the month")


def enclosures(
    edition: Edition, volume: Volume, workbook: bytes, told: dict[str, Any]
) -> tuple[Enclosure, ...]:
    """The files of one volume. Its manifest is that of the folder, without what only the made PDF has."""
    own = {**manifest(edition, [volume]), **told}
    return (
        Enclosure(
            name=MANIFEST,
            about=edition.say(N_("Records and files of this volume with their fingerprints")),
            data=as_json(own),
            relationship="Supplement",
        ),
        Enclosure(
            name=f"{edition.month}{WORKBOOK}",
            about=edition.say(TITLE),
            data=workbook,
            relationship="Data",
        ),
    )


def workbook_of(edition: Edition, store: Path) -> bytes:
    """The month's money and effect as a workbook; kept in `store` until a record or the program changes."""
    key = _key(edition)
    kept = shelf.take_file(store, key, WORKBOOK)
    if kept is not None:
        return kept
    made = _workbook(edition.records, edition.month, edition.words)
    shelf.keep_file(store, key, WORKBOOK, made)
    return made


def _key(edition: Edition) -> str:
    told = hashlib.sha256(f"{shelf.program()} {edition.month} {edition.words.lang}".encode())
    for path, digest in sorted(edition.digests.items()):
        told.update(f"\n{digest} {path}".encode())
    return told.hexdigest()


def _workbook(records: Records, month: Month, words: Words) -> bytes:
    # pandas takes 0.25 s to import: only who prints anew pays for it.
    from forecourt.money.effect import effect
    from forecourt.tables.effect import effect_tables
    from forecourt.tables.frames import month_tables
    from forecourt.tables.workbook import as_xlsx

    tables = (*month_tables(records, month), *effect_tables(effect(records, month, "committed"), records))
    return as_xlsx(month, tables, words, title=TITLE)


def as_json(value: dict[str, Any]) -> bytes:
    """The bytes of a manifest, as people can read them."""
    return json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n"
