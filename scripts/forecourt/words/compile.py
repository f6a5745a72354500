"""Compile every room's .po below locale/zh into the catalogue files: python -m forecourt.words.compile"""

import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from forecourt.words.catalogue import CLICK, DOMAIN, SOURCES, compiled_file


class ConflictError(Exception):
    """Two rooms translate one source string differently."""


def merged(paths: Iterable[Path]) -> Catalog:
    """These .po files as one catalogue; raises ConflictError when two rooms disagree."""
    catalogue = Catalog(locale="zh")
    for path in paths:
        with path.open("rb") as source:
            for message in read_po(source, locale="zh", abort_invalid=True):
                if not message.id:
                    continue
                known = catalogue.get(message.id)
                if known is not None and known.string != message.string:
                    raise ConflictError(
                        f"{path.name}: {message.id!r} is already translated as {known.string!r}"
                    )
                catalogue.add(message.id, message.string)
    return catalogue


def compiled(catalogue: Catalog) -> bytes:
    """The .mo bytes of `catalogue`, the same for the same messages."""
    catalogue.creation_date = catalogue.revision_date = datetime(1970, 1, 1, tzinfo=UTC)
    target = BytesIO()
    write_mo(target, catalogue)
    return target.getvalue()


def main() -> int:
    """Write the compiled catalogues beside the sources; returns the exit status."""
    clicks = SOURCES / f"{CLICK}.po"
    rooms = {DOMAIN: sorted({*SOURCES.glob("*.po")} - {clicks}), CLICK: [clicks]}
    for domain, paths in rooms.items():
        target = compiled_file(domain)
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(compiled(merged(paths)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
