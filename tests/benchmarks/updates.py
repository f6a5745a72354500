"""One edit while `serve` runs, and the whole portal built anew: prints the seconds. Runs in a dealership.

`shown`: until the pages are there at which the edit is looked for; `settled`: until all others are, too.
"""

import shutil
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from forecourt.commands.desk import open_desk
from forecourt.commands.portal import build_portal, in_words
from forecourt.commands.serve import Session
from forecourt.edge import site
from forecourt.edge.live import Live
from forecourt.words.catalogue import words_for
from tests.benchmarks.timing import Row, inside

ROOT = Path(__file__).parents[2]


class Noting(Live):
    """Notes when pages were renewed."""

    def renew(self) -> None:
        """The built site has changed."""
        Live.renew(self)
        renewed.append(time.perf_counter())


renewed: list[float] = []


def main(way: str) -> float:
    """Seconds that `way` (shown, settled, whole) takes for one more line in an ad."""
    root, words = Path.cwd(), words_for("zh")
    session = Session(root=root, today=None, words=words, where=in_words(site.places(root), words))
    session.live = Noting()
    session.refresh()
    record = next((root / "plans").rglob("AD-*.md"))
    for line in ("补充一。", "补充二。"):  # the first edit finds many a thing cold
        record.write_text(f"{record.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
        renewed.clear()
        started = time.perf_counter()
        if way == "whole":
            build_portal(open_desk(root, today=None, clock=date(2026, 11, 18)), words=words)
        else:
            session.refresh()
        ended = time.perf_counter()
    return (renewed[0] if way == "shown" else ended) - started


def update(work: Path, runs: int) -> Iterator[Row]:
    """One edit while `serve` runs, beside a whole build of the portal in the same process."""
    for folder in ("content", "plans", ".git"):
        shutil.copytree(ROOT / folder, work / folder)
    commands = [
        (
            "sh",
            "-c",
            f'PYTHONPATH="$0" exec "$1" -P -m tests.benchmarks.updates {way}',
            str(ROOT),
            sys.executable,
        )
        for way in ("shown", "settled", "whole")
    ]
    shown, settled, whole = inside(commands, work, min(runs, 3))
    for name, ours, target in (
        ("serve: an edit, until it shows", shown, "≤ 0.35, < 2 s"),
        ("serve: an edit, until all pages are renewed", settled, ""),
    ):
        yield Row(
            name=name,
            ours=ours,
            peer=whole,
            peer_name="the whole portal, same process",
            target=target,
            runs=min(runs, 3),
        )


if __name__ == "__main__":
    sys.stdout.write(f"{main(sys.argv[1])}\n")
