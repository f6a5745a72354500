"""manifest.json: what each volume holds, so that a posted volume can be checked years later (A3, A11)."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, Final

from forecourt.binder.content import Item, Volume
from forecourt.binder.edition import Edition

SCHEMA_VERSION: Final = 1
NOTHING_MADE: Final[Mapping[int, Mapping[str, Any]]] = {}


def manifest(
    edition: Edition, volumes: Sequence[Volume], made: Mapping[int, Mapping[str, Any]] = NOTHING_MADE
) -> dict[str, Any]:
    """The manifest of an edition's volumes; `made` tells what only a printed one has, by its number."""
    return {
        "schema_version": SCHEMA_VERSION,
        "month": str(edition.month),
        "git": edition.git,
        "commit": edition.commit if edition.git else None,
        "dirty": edition.dirty if edition.git else None,
        "volumes": [_volume(edition, volume, made.get(volume.number, {})) for volume in volumes],
    }


def printed(pdf: bytes, prints: Sequence[str], standards: Sequence[str]) -> dict[str, Any]:
    """What a manifest tells of a printed volume: `prints` has a fingerprint a page, `standards` what it keeps
    to.
    """
    return {
        "sha256": hashlib.sha256(pdf).hexdigest(),
        "bytes": len(pdf),
        "pages": len(prints),
        "page_prints": list(prints),
        "standards": list(standards),
    }


def _volume(edition: Edition, volume: Volume, made: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "number": volume.number,
        "title": volume.cover.title,
        "file": f"{volume.slug}.pdf",
        **made,
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
