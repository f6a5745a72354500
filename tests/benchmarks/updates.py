"""One edit while `serve` runs, and the whole portal built anew: prints the seconds. Runs in a dealership.

`shown`: until the pages are there at which the edit is looked for; `settled`: until all others are, too.
"""

import json
import statistics
import subprocess
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
from tests.benchmarks.timing import Figure, Row, told

ROOT = Path(__file__).parents[2]


class Noting(Live):
    """Notes when pages were renewed."""

    def renew(self) -> None:
        """The built site has changed."""
        Live.renew(self)
        renewed.append(time.perf_counter())


renewed: list[float] = []


def main() -> dict[str, float]:
    """Seconds for one more line in an ad: until it is shown, until all is settled, and a whole build."""
    root, words = Path.cwd(), words_for("zh")
    session = Session(root=root, today=None, words=words, where=in_words(site.places(root), words))
    session.live = Noting()
    session.refresh()
    record = next((root / "plans").rglob("AD-*.md"))
    for line in ("补充一。", "补充二。"):  # the first edit finds many a thing cold
        _add(record, line)
        renewed.clear()
        started = time.perf_counter()
        session.refresh()
        settled = time.perf_counter() - started
    if not renewed:
        raise RuntimeError("no page was renewed")
    shown = renewed[0] - started
    _add(record, "补充三。")
    started = time.perf_counter()
    build_portal(open_desk(root, today=None, clock=date(2026, 11, 18)), words=words)
    return {"shown": shown, "settled": settled, "whole": time.perf_counter() - started}


def _add(record: Path, line: str) -> None:
    record.write_text(f"{record.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")


def update(work: Path, runs: int) -> Iterator[Row]:
    """One edit while `serve` runs, beside a whole build of the portal in the same process."""
    subprocess.run(["git", "clone", "--quiet", "--", str(ROOT), str(work)], check=True)
    command = (
        "sh",
        "-c",
        'PYTHONPATH="$0" exec "$1" -P -m tests.benchmarks.updates',
        str(ROOT),
        sys.executable,
    )
    few = min(runs, 3)
    measured = [told(command, work) for _ in range(few)]
    found = [(json.loads(output), memory) for _, memory, output in measured]
    memory = statistics.median(memory for _, memory in found)

    def figure(way: str) -> Figure:
        return Figure(seconds=statistics.median(seconds[way] for seconds, _ in found), mebibytes=memory)

    for name, way, target in (
        ("serve: an edit, until it shows", "shown", "≤ 0.35, < 2 s"),
        ("serve: an edit, until all pages are renewed", "settled", ""),
    ):
        yield Row(
            name=name,
            ours=figure(way),
            peer=figure("whole"),
            peer_name="the whole portal, same process",
            target=target,
            runs=few,
        )


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main()) + "\n")
