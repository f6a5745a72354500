"""Building the portal for commands: an opened dealership -> pages -> the site."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from forecourt.commands.desk import Desk
from forecourt.edge import site
from forecourt.kinds.dealership import pinned_day
from forecourt.model.months import Month
from forecourt.portal.inputs import Inputs, Volume
from forecourt.portal.site import portal
from forecourt.words.catalogue import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A built portal: where its first page is, how many pages it has, how many files changed."""

    index: Path
    pages: int
    changed: int


def build_portal(desk: Desk, *, words: Words, where: site.Places | None = None) -> Built:
    """Write every page below build/portal and build the site; raises site.SiteError, OSError."""
    where = where or site.places(desk.root)
    made = portal(inputs_of(desk, words=words, where=where))
    changed = site.write_pages(where, made.files, made.copies)
    site.Builder(where).build()
    count = sum(name.endswith(".md") for name in made.files)
    return Built(index=where.site / "index.html", pages=count, changed=changed)


def inputs_of(desk: Desk, *, words: Words, where: site.Places) -> Inputs:
    """What the portal of an opened dealership is made from."""
    return Inputs(
        world=desk.world,
        words=words,
        findings=desk.findings,
        volumes=volumes_in(desk.root / "build" / "binders"),
        edit_base=site.edit_base(where),
        pinned=pinned_day(desk.loaded.records) == desk.world.today,
    )


def volumes_in(folder: Path) -> tuple[Volume, ...]:
    """The volumes that were built, by each month's manifest; one that cannot be read is passed over."""
    found: list[Volume] = []
    for path in sorted(folder.glob("*/manifest.json")):
        try:
            manifest = json.loads(path.read_bytes())
            month = Month.parse(manifest["month"])
            found.extend(_volume(path.parent, month, manifest, one) for one in manifest["volumes"])
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return tuple(found)


def _volume(folder: Path, month: Month, manifest: dict[str, Any], one: dict[str, Any]) -> Volume:
    return Volume(
        month=month,
        file=Path(one["file"]).name,
        title=one.get("title") or Path(one["file"]).stem,
        pages=int(one["pages"]),
        items=len(one["items"]),
        size=(folder / Path(one["file"]).name).stat().st_size,
        sha256=one["sha256"],
        commit=str(manifest["commit"]),
        dirty=bool(manifest["dirty"]),
    )
