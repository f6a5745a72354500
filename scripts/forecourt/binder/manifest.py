"""manifest.json: what each volume holds, so that a posted volume can be checked years later (A3, A11)."""

import hashlib
from collections.abc import Sequence
from typing import Any, Final

from forecourt.binder.content import Item, Volume
from forecourt.binder.edition import Edition

SCHEMA_VERSION: Final = 1


def manifest(edition: Edition, made: Sequence[tuple[Volume, bytes, int]]) -> dict[str, Any]:
    """The manifest of an edition's made volumes: (volume, PDF bytes, pages)."""
    return {
        "schema_version": SCHEMA_VERSION,
        "month": str(edition.month),
        "git": edition.git,
        "commit": edition.commit if edition.git else None,
        "dirty": edition.dirty if edition.git else None,
        "volumes": [_volume(edition, volume, pdf, pages) for volume, pdf, pages in made],
    }


def _volume(edition: Edition, volume: Volume, pdf: bytes, pages: int) -> dict[str, Any]:
    return {
        "number": volume.number,
        "title": volume.cover.title,
        "file": f"{volume.slug}.pdf",
        "sha256": hashlib.sha256(pdf).hexdigest(),
        "bytes": len(pdf),
        "pages": pages,
        "missing": len(volume.gaps),
        "items": [_item(edition, item) for item in volume.items],
    }


def _item(edition: Edition, item: Item) -> dict[str, Any]:
    record = item.record
    return {
        "record": record.id,
        "title": record.title,
        "state": record.state,
        "path": record.path,
        "sha256": edition.digests.get(record.path, ""),
        "companions": [
            {"record": other.id, "path": other.path, "sha256": edition.digests.get(other.path, "")}
            for other in item.companions
        ],
        "evidence": [
            {"kind": proof.evidence.kind, "file": proof.path, "sha256": proof.sha256} for proof in item.proofs
        ],
    }
