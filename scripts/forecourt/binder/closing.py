"""The end of a volume: every record and file with its sha256, and one fingerprint for all of them (A11)."""

import hashlib
from collections.abc import Iterable, Iterator

from forecourt.binder.content import Fact, Item, Row, Sheet
from forecourt.binder.edition import DASH, Edition
from forecourt.words.text import N_


def manifest_sheet(edition: Edition, items: tuple[Item, ...]) -> Sheet:
    """Every record and every file with its sha256: what was bound can be checked years later (A11)."""
    return Sheet(
        anchor="manifest",
        title=edition.say(N_("List of files and fingerprints")),
        columns=edition.columns((N_("No."), 6, "centre"), (N_("Record or file"), 42), (N_("sha256"), 52)),
        rows=tuple(row for item in items for row in _rows(edition, item)),
        note=edition.say(
            N_("Commit {commit}. A file is unchanged when its sha256 is the one printed here."),
            commit=edition.commit or DASH,
        ),
        empty=edition.say(N_("No items this month")),
    )


def list_hash(sheet: Sheet) -> str:
    """The sha256 of the list itself, written as sha256sum writes it: fingerprint, two blanks, path, line end.

    A file that is named twice stands in it once, as it is printed first.
    """
    lines = dict.fromkeys(f"{row.cells[2]}  {row.cells[1]}\n" for row in sheet.rows)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def back_page(edition: Edition, sheet: Sheet) -> tuple[Fact, ...]:
    """What the last page says."""
    return (
        Fact(label=edition.say(N_("Records and files listed")), value=edition.count(len(_names(sheet.rows)))),
        Fact(label=edition.say(N_("Fingerprint of the list (sha256)")), value=list_hash(sheet)),
        Fact(label=edition.say(N_("Commit")), value=edition.commit or DASH),
    )


def _names(rows: Iterable[Row]) -> set[str]:
    return {row.cells[1] for row in rows}


def _rows(edition: Edition, item: Item) -> Iterator[Row]:
    for place, record in enumerate((item.record, *item.companions)):
        cells = (item.number if place == 0 else "", record.path, edition.digests.get(record.path, DASH))
        yield Row(cells=cells, strong=place == 0)
    for proof in item.proofs:
        yield Row(cells=("", proof.path, proof.sha256))
