"""Printing volumes, beside WeasyPrint alone with the same HTML, one volume after the other in one process."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from tests.benchmarks import volumes
from tests.benchmarks.timing import Figure, Row, by_turns, once

ROOT: Final = Path(__file__).parents[2]
MONTH: Final = (sys.executable, "-m", "forecourt", "binder", volumes.MONTH, "--anyway")
FOLDER: Final = f"build/binders/{volumes.MONTH}"
MANIFEST: Final = f"{FOLDER}/manifest.json"
ALONE: Final = "WeasyPrint alone, same HTML, one process"
# How somebody without Forecourt may print the photos as they came from the phone.
PHOTOS: Final = {
    "the photos upright, as it prints them by itself": (volumes.UPRIGHT,),
    "the photos upright and as small as ours": (volumes.UPRIGHT, volumes.SMALL),
    "the photos as they lie, untouched": (volumes.AS_IT_LIES,),
}
MEGABYTE: Final = 1e6


def binders(work: Path, runs: int) -> Iterator[Row]:
    """Speed of three volumes, of none changed, memory of a large one, photos."""
    yield from _hundred(work / "hundred", min(runs, 2))
    yield from _three_hundred(work / "three")
    yield from _photos(work / "photos", min(runs, 2))


def _hundred(folder: Path, runs: int) -> Iterator[Row]:
    """Three volumes of about 100 pages each, made and then found unchanged."""
    volumes.write(folder, volumes.HUNDRED)
    pages, _ = _printed(folder, MONTH)
    _keep_html(folder)
    ours, peer = by_turns([_shelf_emptied(MONTH), _plain(folder)], folder, runs)
    (unchanged,) = by_turns([_drafted(MONTH)], folder, runs)
    name = f"three volumes, {' + '.join(map(str, pages))} pages"
    yield Row(name=name, ours=ours, peer=peer, peer_name=ALONE, target="≤ 0.55", runs=runs)
    name = "the same with nothing changed"
    yield Row(name=name, ours=unchanged, peer=peer, peer_name=ALONE, target="≤ 0.05", runs=runs)


def _three_hundred(folder: Path) -> Iterator[Row]:
    """One volume of about 300 pages: what a process needs at most."""
    volumes.write(folder, volumes.THREE_HUNDRED)
    (count,), ours = _printed(folder, (*MONTH, "--volume", "1"))
    _keep_html(folder, 1)
    (peer,) = by_turns([_plain(folder)], folder, 1)
    # Ours has prepared its pictures as well, so the seconds of the two tell nothing.
    name, alone = f"one volume, {count} pages, nothing prepared", f"{ALONE}: {peer.mebibytes:.0f} MiB"
    yield Row(name=name, ours=ours, peer=None, peer_name=alone, target="≤ 600 MiB", runs=1)


def _photos(folder: Path, runs: int) -> Iterator[Row]:
    """The month's three volumes, one of them with 50 photos whose small copies are made already."""
    # In a process of its own, for no figure of memory is below that of the process that measures.
    once((sys.executable, "-m", "tests.benchmarks.volumes", "photos", str(folder)), ROOT)
    _printed(folder, MONTH)
    _keep_html(folder)
    size = (folder / FOLDER / "vol3-events.pdf").stat().st_size / MEGABYTE
    ways = [_plain(folder, str(folder), *way) for way in PHOTOS.values()]
    ours, *peers = by_turns([_shelf_emptied(MONTH), *ways], folder, runs)
    for named, command, peer in zip(PHOTOS, ways, peers, strict=True):
        yield Row(
            name=f"the month with {volumes.PHOTOS} photos of 3 MB, that volume {size:.1f} MB",
            ours=ours,
            peer=peer,
            peer_name=f"{ALONE}, {named}: {_size_of(folder, command):.0f} MB",
            target="≤ 0.55, < 5 MB",
            runs=runs,
        )


def _size_of(folder: Path, command: Sequence[str]) -> float:
    """Megabytes of the volume with the photos that a way to print them alone gives; the last one printed."""
    return (folder / volumes.plain_name(command[-1])).stat().st_size / MEGABYTE


def _printed(folder: Path, command: tuple[str, ...]) -> tuple[list[int], Figure]:
    """Print once, and give the pages of each volume and what it took."""
    seconds, mebibytes = once(_drafted(command), folder)
    told = json.loads((folder / MANIFEST).read_bytes())
    return [entry["pages"] for entry in told["volumes"]], Figure(seconds=seconds, mebibytes=mebibytes)


def _keep_html(folder: Path, *numbers: int) -> None:
    """Keep what the volumes (all without `numbers`) are printed from."""
    once((sys.executable, "-m", "tests.benchmarks.volumes", "jobs", str(folder), *map(str, numbers)), ROOT)


def _drafted(command: tuple[str, ...]) -> tuple[str, ...]:
    """The command, which ends with 1 although drafts are made, for copied records spend more than there is.

    The manifest is written last: without a new one nothing was made, and the benchmark stops.
    """
    return ("sh", "-c", f'rm -f {MANIFEST}; "$@"; test $? -le 1 && test -s {MANIFEST}', "sh", *command)


def _shelf_emptied(command: tuple[str, ...]) -> tuple[str, ...]:
    """The same with no volume kept, but pictures and workbook."""
    return ("sh", "-c", 'rm -rf build/cache/volumes; exec "$@"', "sh", *_drafted(command))


def _plain(folder: Path, *more: str) -> tuple[str, ...]:
    """WeasyPrint alone over what Forecourt prints in `folder`; `more`: the folder of originals, their way."""
    run = (sys.executable, "-m", "tests.benchmarks.volumes", "plain", str(folder), *more)
    return ("sh", "-c", 'cd "$0" && exec "$@"', str(ROOT), *run)
