"""Building the portal for commands: an opened dealership -> pages -> the site."""

import json
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from forecourt.commands.desk import Desk
from forecourt.edge import collector, crew, git, pictures, published, site, terminal
from forecourt.edge.alone import alone
from forecourt.kinds.binder import Binder
from forecourt.kinds.dealership import pinned_day
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.model.refusal import RefusedError
from forecourt.money.lifecycle import work_of
from forecourt.portal.editing import edit_base_of
from forecourt.portal.inputs import Inputs, Site, Volume
from forecourt.portal.site import portal
from forecourt.store.log import read_history
from forecourt.timeline.stand import Line, lines
from forecourt.timeline.track import tracks
from forecourt.words.catalogue import DEFAULT_LANGUAGE, Words, words_for
from forecourt.words.text import N_

PUBLISHED: Final = "build/cache/published"
LOCK: Final = ".portal.lock"
# Every word that mkdocs.yml shows; it stands there in Chinese, so that any engine builds from it as it is.
LABELS: Final = (
    N_("Marketing desk"),
    N_("Plans and work"),
    N_("Materials and showroom"),
    N_("Binding and scores"),
    N_("Reference"),
    N_("Rules and people"),
    N_("Switch to dark"),
    N_("Switch to light"),
)


class Built(Struct, frozen=True, kw_only=True):
    """A built portal: where its first page is, how many pages it has, how many files changed."""

    index: Path
    pages: int
    changed: int


def build_portal(desk: Desk, *, words: Words, where: site.Places | None = None) -> Built:
    """Write every page below build/portal and build the site; raises site.SiteError, OSError."""
    where = in_words(where or site.places(desk.root), words)
    with collector.paused(), building(where, words):
        made = portal(inputs_of(desk, words=words, where=where), crew.each)
        changed = write_portal(made, where)
        site.Builder(where).build()
    count = sum(name.endswith(".md") for name in made.files)
    return Built(index=where.site / "index.html", pages=count, changed=changed)


def building(where: site.Places, words: Words) -> AbstractContextManager[None]:
    """Nobody else builds this portal meanwhile; who has to wait for that is told."""
    sentence = words.gettext(N_("Another window is building the portal, waiting ..."))
    return alone(where.site.parent / LOCK, lambda: terminal.note(sentence))


def write_portal(made: Site, where: site.Places, before: Site | None = None) -> int:
    """Write pages, evidence and its small copies; returns how many files changed. Raises OSError.

    Where, with what and by whom a photo was taken is not published. `before` is what this process wrote last:
    pages that are as they were then, and evidence of the same sha256, are not read and compared again.
    """
    same = frozenset() if before is None else _unchanged(made, before, where)
    digests = {
        source: made.digests[source]
        for target, source in (*made.copies.items(), *((path, one[0]) for path, one in made.thumbs.items()))
        if target not in same and source in made.digests
    }
    bare = published.bare_copies(where.root, digests, where.root / PUBLISHED)
    whole = {target: str(bare.get(source, source)) for target, source in made.copies.items()}
    wanted = {target: one for target, one in made.thumbs.items() if target not in same}
    small = pictures.thumbs_of(where.root, dict(wanted.values()), where.root / site.THUMBS)
    # A picture that takes less room as it is is shown so.
    thumbs = {target: str(small.get(source, bare[source])) for target, (source, _) in wanted.items()}
    kept = dict.fromkeys(same - made.files.keys(), "")
    return site.write_pages(where, made.files, {**whole, **thumbs, **kept}, same)


def _unchanged(made: Site, before: Site, where: site.Places) -> frozenset[str]:
    """Pages, and copies of evidence, whole and small, that are there and were made from the same content."""
    whole = {target: made.digests.get(source) for target, source in made.copies.items()}
    small = {target: sha256 for target, (_, sha256) in made.thumbs.items()}
    were = {target: before.digests.get(source) for target, source in before.copies.items()}
    were |= {target: sha256 for target, (_, sha256) in before.thumbs.items()}
    same = [target for target, sha256 in {**whole, **small}.items() if sha256 and were.get(target) == sha256]
    same += [target for target, page in made.files.items() if before.files.get(target) == page]
    return frozenset(target for target in same if (where.pages / target).is_file())


def in_words(where: site.Places, words: Words) -> site.Places:
    """The same places, with what mkdocs.yml says in Chinese said in the reader's language."""
    chinese = words_for(DEFAULT_LANGUAGE)
    labels = {chinese.gettext(label): words.gettext(label) for label in LABELS}
    return replace(where, lang=words.lang, labels=labels)


def inputs_of(desk: Desk, *, words: Words, where: site.Places) -> Inputs:
    """What the portal of an opened dealership is made from."""
    return Inputs(
        world=desk.world,
        words=words,
        findings=desk.findings,
        volumes=compared(volumes_in(desk.root / "build" / "binders"), desk.loaded.records),
        edit_base=site.edit_base(where) or edit_base_of(*git.origin(desk.root)),
        pinned=pinned_day(desk.loaded.records) == desk.world.today,
        lines=_lines(desk),
    )


def _lines(desk: Desk) -> Mapping[str, Line]:
    """What Git's history tells of each record; nothing where there is no whole history."""
    try:
        told = tracks(read_history(desk.root), desk.world.today)
    except RefusedError:
        return {}
    return lines(desk.world, told)


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


def compared(volumes: Iterable[Volume], records: Records) -> tuple[Volume, ...]:
    """The volumes, those of posted months with whether they are the posted ones, by the recorded sha256."""
    posted: dict[Month, set[str]] = {}
    for binder in records.of(Binder):
        if binder.posted_on is not None and work_of(records, binder) != "cancelled":
            posted.setdefault(binder.month, set()).update(one.sha256 for one in binder.volumes)
    return tuple(
        replace(one, posted=one.sha256 in posted[one.month]) if one.month in posted else one
        for one in volumes
    )


def _volume(folder: Path, month: Month, manifest: dict[str, Any], one: dict[str, Any]) -> Volume:
    return Volume(
        month=month,
        file=Path(one["file"]).name,
        title=one.get("title") or Path(one["file"]).stem,
        pages=int(one["pages"]),
        items=len(one["items"]),
        size=(folder / Path(one["file"]).name).stat().st_size,
        sha256=one["sha256"],
        commit=str(manifest["commit"] or ""),
        dirty=bool(manifest["dirty"]),
        missing=int(one["missing"]),
    )
