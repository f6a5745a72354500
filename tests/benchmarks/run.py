"""Run every benchmark and write the table of figures: ./forecourt bench [NAME …] [--runs N]"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from tests.benchmarks import generator, past, portal, printing, updates
from tests.benchmarks.timing import Figure, Row, inside, loop, once, side_by_side, told

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]
RESULTS: Final = HERE / "RESULTS.md"
PYTHON: Final = sys.executable
FORECOURT: Final = (PYTHON, "-m", "forecourt")
CHANGED: Final = 10
# All that must be read at the least: the changes of every commit, and the records' contents after them.
HISTORY_FLOOR: Final = (
    "git log --raw --no-abbrev --no-renames --topo-order --full-history --sparse "
    "--diff-merges=first-parent --format= HEAD -- content plans "
    "| cut -d' ' -f4 | grep '[1-9a-f]' | git cat-file --batch --buffer > /dev/null"
)
STEPS: Final = 100


def reading(work: Path, runs: int) -> Iterator[Row]:
    """Reading and validating 10,000 records cold, one process each."""
    generator.write(work, 10_000)
    ours, peer = side_by_side(
        [(PYTHON, "-m", f"tests.benchmarks.{name}", str(work)) for name in ("ours", "peer")], ROOT, runs
    )
    yield Row(
        name="read and validate 10,000 records",
        ours=ours,
        peer=peer,
        peer_name="python-frontmatter + pydantic",
        target="≤ 0.40",
        runs=runs,
    )


def growth(work: Path, runs: int) -> Iterator[Row]:
    """100,000 records against 10,000: linear growth is a ratio of 10."""
    small, large = work / "small", work / "large"
    generator.write(small, 10_000)
    generator.write(large, 100_000)
    commands = [(PYTHON, "-m", "tests.benchmarks.ours", str(folder)) for folder in (large, small)]
    ours, peer = side_by_side(commands, ROOT, min(runs, 3))
    yield Row(
        name="read and validate 100,000 records",
        ours=ours,
        peer=peer,
        peer_name="the same with 10,000",
        target="about 10 (linear)",
        runs=min(runs, 3),
    )


def hook(work: Path, runs: int) -> Iterator[Row]:
    """The hook with 10 changed of 10,000 records, beside the peer that reads them all."""
    shop, pile = work / "shop", work / "pile"
    generator.write(pile, 10_000)
    shutil.copytree(pile, shop)
    shutil.copytree(HERE.parent / "dealership", shop, dirs_exist_ok=True)
    (shop / ".gitignore").write_text("build/\n", encoding="utf-8")
    _committed(shop)
    for path in sorted((HERE.parent / "dealership" / "content").rglob("*.md"))[:CHANGED]:
        changed = shop / path.relative_to(HERE.parent / "dealership")
        changed.write_text(changed.read_text(encoding="utf-8") + "\n补充说明。\n", encoding="utf-8")
    _git(shop, "add", "--all")
    ours = (*FORECOURT, "hook", "--today", "2026-11-18")
    once(ours, shop)
    figure, peer = side_by_side([ours, (PYTHON, str(HERE / "peer.py"), str(pile))], shop, runs)
    yield Row(
        name=f"forecourt hook, {CHANGED} changed of 10,000",
        ours=figure,
        peer=peer,
        peer_name="python-frontmatter + pydantic, all 10,000",
        target="≤ 0.12, < 0.3 s",
        runs=runs,
    )


def step(work: Path, runs: int) -> Iterator[Row]:
    """Judging a branch of 20 commits that changes 100 of 10,000 records, beside git show for each version."""
    generator.write(work, 10_000)
    shutil.copytree(HERE.parent / "dealership", work, dirs_exist_ok=True)
    _committed(work)
    _git(work, "checkout", "--quiet", "-b", "work")
    generated = sorted({path for path, _ in map(generator.record, range(10_000))})
    chosen = generated[:: len(generated) // STEPS][:STEPS]
    for start in range(0, STEPS, STEPS // 20):
        for path in chosen[start : start + STEPS // 20]:
            changed = work / path
            changed.write_text(changed.read_text(encoding="utf-8") + "\n补充说明。\n", encoding="utf-8")
        _git(work, "commit", "--quiet", "--all", "--message", "changes")
    ours, peer = side_by_side(
        [(*FORECOURT, "step", "main", "work"), (PYTHON, str(HERE / "shows.py"), "main", "work")], work, runs
    )
    yield Row(
        name=f"forecourt step, {STEPS} changed of 10,000",
        ours=ours,
        peer=peer,
        peer_name="git show of each changed file at each of 21 revisions",
        target="≤ 0.10, ≤ 0.5 s",
        runs=runs,
    )
    told, plain = side_by_side(
        [(*FORECOURT, "step", "main", "work", *more) for more in (("--format", "markdown"), ())], work, runs
    )
    yield Row(
        name="the comment on that pull request, with money before and after",
        ours=told,
        peer=plain,
        peer_name="forecourt step alone",
        target="(no target)",
        runs=runs,
    )


def timeline(work: Path, runs: int) -> Iterator[Row]:
    """The timeline of 10,000 records over 5,000 commits, beside Git alone and beside twice the commits."""
    short, long = work / "short", work / "long"
    for folder, commits in ((short, 5_000), (long, 10_000)):
        past.write(folder, 10_000, commits)
        shutil.copytree(
            HERE.parent / "dealership" / "content" / "procedures", folder / "content" / "procedures"
        )
    ours = (*FORECOURT, "timeline", "--today", "2026-11-18")
    figure, floor = side_by_side([ours, ("sh", "-c", HISTORY_FLOOR)], short, runs)
    yield Row(
        name="forecourt timeline, 10,000 records over 5,000 commits",
        ours=figure,
        peer=floor,
        peer_name="git log --raw and cat-file --batch alone",
        target="≤ 3 s",
        runs=runs,
    )
    inside = [("sh", "-c", 'cd "$0" && exec "$@"', str(folder), *ours) for folder in (long, short)]
    twice, once_ = side_by_side(inside, work, min(runs, 3))
    yield Row(
        name="the same over 10,000 commits",
        ours=twice,
        peer=once_,
        peer_name="the same over 5,000 commits",
        target="< 2 (linear)",
        runs=min(runs, 3),
    )


def money(work: Path, runs: int) -> Iterator[Row]:
    """A year's ledger, schedules, claims and budgets, beside the sums alone in pandas and in SQLite."""

    def command(way: str, ads: int) -> tuple[str, ...]:
        return (PYTHON, "-m", "tests.benchmarks.money", way, str(ads))

    ours, pandas, sqlite, double = inside(
        [command("ours", 2_000), command("pandas", 2_000), command("sqlite", 2_000), command("ours", 4_000)],
        ROOT,
        runs,
    )
    name = "ledger, schedules, claims, budgets of a year: 40 outlets, 2,000 ads (no imports, no reading)"
    peers = ((pandas, "the sums alone in pandas"), (sqlite, "the sums alone in SQLite"))
    for peer, peer_name in peers:
        yield Row(name=name, ours=ours, peer=peer, peer_name=peer_name, target="≤ 0.5 s", runs=runs)
    yield Row(
        name="the same with 4,000 ads",
        ours=double,
        peer=ours,
        peer_name="the same with 2,000",
        target="about 2 (linear)",
        runs=runs,
    )


def _committed(folder: Path) -> None:
    """Make a repository of a folder, with everything in one commit on main."""
    _git(folder, "init", "--quiet", "--initial-branch", "main")
    _git(folder, "add", "--all")
    _git(folder, "commit", "--quiet", "--message", "records")


def _git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=bench", "-c", "user.email=bench@dealer.example", "-c", "gc.auto=0")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def start_up(work: Path, runs: int) -> Iterator[Row]:
    """How long --help takes, beside an empty Python."""
    ours, peer = side_by_side([(*FORECOURT, "--help"), (PYTHON, "-c", "pass")], ROOT, runs * 2)
    yield Row(
        name="forecourt --help",
        ours=ours,
        peer=peer,
        peer_name="python -c pass",
        target="< 0.15 s",
        runs=runs * 2,
    )


def build(work: Path, runs: int) -> Iterator[Row]:
    """The sample's build, cold and with one record changed, whole and stage by stage."""
    for folder in ("content", "plans", ".git"):
        shutil.copytree(ROOT / folder, work / folder)
    (work / ".gitignore").write_text("build/\n", encoding="utf-8")
    command = (*FORECOURT, "build", "--format", "json")
    cold = _stages(command, work)
    record = next((work / "plans").rglob("AD-*.md"))
    record.write_text(record.read_text(encoding="utf-8") + "\n补充说明。\n", encoding="utf-8")
    changed = _stages(command, work)
    for stage, (seconds, memory) in changed.items():
        yield Row(
            name=f"build with one record changed: {stage}",
            ours=Figure(seconds=seconds, mebibytes=memory),
            peer=Figure(seconds=cold[stage][0], mebibytes=cold[stage][1]),
            peer_name="the same, cold",
            target="",
            runs=1,
        )


def _stages(command: tuple[str, ...], folder: Path) -> dict[str, tuple[float, float]]:
    """Seconds by stage and as a whole; the memory is the whole process's."""
    _, memory, printed = told(command, folder)
    stages: dict[str, float] = json.loads(printed)["seconds"]
    return {name: (seconds, memory) for name, seconds in stages.items()}


BENCHMARKS: Final[Mapping[str, Callable[[Path, int], Iterator[Row]]]] = MappingProxyType(
    {
        "reading": reading,
        "growth": growth,
        "hook": hook,
        "step": step,
        "timeline": timeline,
        "money": money,
        "start": start_up,
        "binders": printing.binders,
        "build": build,
        "update": updates.update,
        "portal": portal.rows,
    }
)


HEAD: Final = """# Figures

Medians of whole processes, ours and the peer in turn. Ratios hold better than seconds; memory is the largest
process's, never below the measuring one's. Written by `./forecourt bench`; a NAME behind it renews one part.
"""
COLUMNS: Final = """| what | ours s | ours MiB | peer | peer s | peer MiB | ratio | target | runs |
| --- | ---: | ---: | --- | ---: | ---: | ---: | --- | ---: |
"""


def part(name: str, rows: list[Row]) -> str:
    """The rows of one benchmark as a Markdown table, with the machine they were measured on.

    Machines differ, and one machine from hour to hour: a loop of known length tells seconds apart.
    """
    about = (BENCHMARKS[name].__doc__ or "").partition("\n")[0]
    machine = f"Python {platform.python_version()}, {os.cpu_count()} processors"
    measured = f"{machine}; ten million turns of a loop took {loop():.2f} s."
    lines = "".join(f"{_line(row)}\n" for row in rows)
    return f"## {name}\n\n{about} {measured}\n\n{COLUMNS}{lines}"


def renewed(written: str, parts: Mapping[str, str]) -> str:
    """The table of figures with some parts renewed; those of benchmarks that are gone are left out."""
    known = {one.partition("\n")[0]: f"## {one.rstrip()}\n" for one in written.split("\n## ")[1:]}
    kept = {**known, **parts}
    return "\n".join([HEAD, *(kept[name] for name in BENCHMARKS if name in kept)])


def _line(row: Row) -> str:
    peer = (f"{row.peer.seconds:.3f}", f"{row.peer.mebibytes:.0f}") if row.peer else ("—", "—")
    cells = (
        row.name,
        f"{row.ours.seconds:.3f}",
        f"{row.ours.mebibytes:.0f}",
        row.peer_name,
        *peer,
        row.ratio,
        row.target,
        str(row.runs),
    )
    return f"| {' | '.join(cells)} |"


def main(arguments: list[str]) -> int:
    """Run the benchmarks that are named (all without a name); write and print their parts of the table."""
    parser = argparse.ArgumentParser(prog="forecourt bench")
    parser.add_argument("names", nargs="*", choices=[*BENCHMARKS, []], help="which benchmarks (all)")
    parser.add_argument("--runs", type=int, default=5, help="counted runs of each command")
    asked = parser.parse_args(arguments)
    for name in asked.names or BENCHMARKS:
        rows = []
        with tempfile.TemporaryDirectory() as folder:
            for row in BENCHMARKS[name](Path(folder), asked.runs):
                # Some take minutes: whoever waits sees what is measured already.
                sys.stderr.write(f"{_line(row)}\n")
                rows.append(row)
        found = part(name, rows)
        RESULTS.write_text(renewed(RESULTS.read_text(encoding="utf-8"), {name: found}), encoding="utf-8")
        sys.stdout.write(f"{found}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
