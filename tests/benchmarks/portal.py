"""A dealership after years of work: the sample's three months again and again, each time a quarter earlier.

In a dealership, `python -m tests.benchmarks.portal` builds its portal as `forecourt build` does once the
volumes are there.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from forecourt.commands.desk import open_desk
from forecourt.commands.portal import build_portal
from forecourt.edge import clock
from forecourt.kinds.table import KINDS
from forecourt.model.months import Month
from forecourt.words.catalogue import words_for
from tests.benchmarks.timing import Figure, Row, by_turns, once

SAMPLE: Final = Path(__file__).parents[2]
QUARTER: Final = 3  # months
# What stays as it is while time passes: people, rules, outlets, stock.
LASTING: Final = ("dealership", "delegation", "outlet", "policy", "procedure", "programme", "staff", "stock")
_PASSING: Final = "|".join(kind.prefix for kind in KINDS.values() if kind.name not in LASTING)
_ID: Final = re.compile(rf"\b({_PASSING})-(20\d\d)(\d\d)(\d\d)-")
_DAY: Final = re.compile(r"\b(20\d\d)-(0[1-9]|1[0-2])(-\d\d)?\b")
# What no two records may share.
_NUMBERED: Final = re.compile(r"(?m)^((?:archive_code|contract_no|invoice_no|waybill): \"?.+?)(\d{4})(\"?)$")
OURS: Final = (
    "env",
    f"PYTHONPATH={SAMPLE}:{SAMPLE / 'scripts'}",
    sys.executable,
    "-m",
    "tests.benchmarks.portal",
)
PRUNED: Final = "mkdocs-material with navigation.prune, same pages"
HUGO: Final = "hugo, plain theme, same Markdown"
CHANGED: Final = 10
PLAIN: Final = (
    "<!doctype html><html lang=zh><head><meta charset=utf-8><title>{{ .Title }}</title></head>"
    "<body><nav>{{ range .Site.Sections }}<a href='{{ .RelPermalink }}'>{{ .Title }}</a> {{ end }}</nav>"
    "<main>{{ .Content }}</main></body></html>"
)
HUGO_SETTINGS: Final = """\
contentDir = "peer-content"
layoutDir = "peer-layouts"
disableKinds = ["taxonomy", "term", "RSS"]
[markup.goldmark.renderer]
unsafe = true
"""
_POLICY: Final = "plans/programmes/PRG-2026.md"


def write(root: Path, records: int) -> None:
    """A dealership of exactly so many records in `root`, at least those of the sample."""
    for folder in ("content", "plans"):
        shutil.copytree(SAMPLE / folder, root / folder)
    (root / ".gitignore").write_text("build/\n", encoding="utf-8")
    policy = root / _POLICY
    earlier = policy.read_text(encoding="utf-8").replace("effective_from: 2026", "effective_from: 2010")
    policy.write_text(earlier, encoding="utf-8")
    left = records - len(_records(root))
    for back, path in _backwards():
        if left <= 0:
            break
        left -= 1
        _copy(path, root, back)


def _records(root: Path) -> list[Path]:
    return sorted(path for folder in ("plans", "content") for path in (root / folder).rglob("*.md"))


def _backwards() -> Iterator[tuple[int, Path]]:
    """Quarters back and a record of the sample that happens again: whole quarters, one after the other."""
    homes = tuple(f"{KINDS[name].folder}/" for name in LASTING)
    passing = [path for path in _records(SAMPLE) if not path.relative_to(SAMPLE).as_posix().startswith(homes)]
    back = 0
    while True:
        back += 1
        yield from ((back, path) for path in passing)


def _copy(path: Path, root: Path, back: int) -> None:
    """The record and its papers once more, that many quarters earlier."""
    target = root / _earlier(path.relative_to(SAMPLE).as_posix(), back)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(_earlier(path.read_text(encoding="utf-8"), back), encoding="utf-8")
    papers = path.with_suffix("")
    if papers.is_dir():
        shutil.copytree(papers, target.with_suffix(""))


def _earlier(text: str, back: int) -> str:
    def month(year: str, number: str) -> Month:
        return Month(int(year), int(number)).plus(-QUARTER * back)

    def within(month: Month, day: str) -> str:
        return f"{min(int(day), month.last_day.day):02}"

    def named(found: re.Match[str]) -> str:
        then = month(found[2], found[3])
        return f"{found[1]}-{then.year}{then.number:02}{within(then, found[4])}-"

    def dated(found: re.Match[str]) -> str:
        then = month(found[1], found[2])
        return f"{then}-{within(then, found[3][1:])}" if found[3] else str(then)

    def numbered(found: re.Match[str]) -> str:
        return f"{found[1]}{(int(found[2]) + 50 * back) % 10_000:04}{found[3]}"

    return _DAY.sub(dated, _ID.sub(named, _NUMBERED.sub(numbered, text)))


def rows(work: Path, runs: int) -> Iterator[Row]:
    """The portal of 2,000 and of 5,000 records, beside other makers of sites with the same Markdown.

    Cold: without pages and site, but with the small copies of proofs, which no peer makes. Changed: ten
    records more than in the build before, in a new process. All sides in turn.
    """
    found: dict[int, Figure] = {}
    for records, target, few in ((2_000, "≤ 0.50", min(runs, 3)), (5_000, "≤ 0.40", 1)):
        root = work / str(records)
        write(root, records)
        _committed(root)
        once(OURS, root)
        shutil.copy(SAMPLE / "mkdocs.yml", root)
        peers = _peers(root)
        cold, changed, *theirs = by_turns([_cold(OURS), _changed(OURS), *peers.values()], root, few)
        found[records] = cold
        name = f"portal of {records:,} records"
        for peer_name, peer in zip(peers, theirs, strict=True):
            goal = target if peer_name == PRUNED else ""
            yield from _both(f"{name}, cold, {_sizes(root)}", cold, peer, peer_name, (goal, few))
        if HUGO not in peers:
            peer_name = "hugo is not installed"
            yield Row(name=f"{name}, cold", ours=cold, peer=None, peer_name=peer_name, target="", runs=few)
        yield from _both(f"{name}, {CHANGED} changed", changed, theirs[0], f"{PRUNED}, cold", ("≤ 0.30", few))
    yield from _both(
        "portal of 5,000 records, cold",
        found[5_000],
        found[2_000],
        "the same with 2,000",
        ("about 2.5 (linear)", 1),
    )


def _both(name: str, ours: Figure, peer: Figure, peer_name: str, goal: tuple[str, int]) -> Iterator[Row]:
    """Seconds that somebody waits, then those of all processors together."""
    target, few = goal
    yield Row(name=name, ours=ours, peer=peer, peer_name=peer_name, target=target, runs=few)
    spent = [replace(one, seconds=one.processors) for one in (ours, peer)]
    name = f"{name}: processors' seconds"
    yield Row(name=name, ours=spent[0], peer=spent[1], peer_name=peer_name, target="", runs=few)


def _committed(root: Path) -> None:
    who = ("-c", "user.name=bench", "-c", "user.email=bench@dealer.example")
    for command in (("init", "-q"), ("add", "--all"), ("commit", "-q", "-m", "records")):
        subprocess.run(["git", *who, *command], cwd=root, check=True)


def _cold(command: tuple[str, ...]) -> tuple[str, ...]:
    return ("sh", "-c", 'rm -rf build/portal build/site build/cache/pages; exec "$@"', "sh", *command)


def _changed(command: tuple[str, ...]) -> tuple[str, ...]:
    """The same once some records have one more line each."""
    ads = f"find plans -name 'AD-*.md' | sort | head -n {CHANGED}"
    line = "printf '\\n补充说明。\\n' >> \"$ad\""
    return ("sh", "-c", f'{ads} | while read -r ad; do {line}; done; exec "$@"', "sh", *command)


def _peers(root: Path) -> dict[str, tuple[str, ...]]:
    """Commands that build the same pages into another folder, by name."""
    pruned = (sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", "peer/mkdocs")
    found: dict[str, tuple[str, ...]] = {PRUNED: pruned}
    if shutil.which("hugo"):
        for page in (root / "build/portal").rglob("*.md"):
            # What hugo calls index.md swallows its neighbours.
            name = "_index.md" if page.name == "index.md" else page.name
            target = root / "peer-content" / page.relative_to(root / "build/portal").with_name(name)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(page, target)
        layouts = root / "peer-layouts" / "_default"
        layouts.mkdir(parents=True)
        for name in ("single", "list"):
            (layouts / f"{name}.html").write_text(PLAIN, encoding="utf-8")
        (root / "hugo.toml").write_text(HUGO_SETTINGS, encoding="utf-8")
        found[HUGO] = ("hugo", "--quiet", "--config", "hugo.toml", "--destination", "peer/hugo")
    return found


def _sizes(root: Path) -> str:
    """The mean size of a page and the size of what a browser loads to search."""
    pages = [path.stat().st_size for path in (root / "build/site").rglob("*.html")]
    index = (root / "build/site/search/search_index.json").stat().st_size
    return f"{sum(pages) / len(pages) / 1000:.0f} KB a page, search index {index / 1e6:.1f} MB"


if __name__ == "__main__":
    desk = open_desk(Path.cwd(), today=None, clock=clock.today(), remember=True)
    built = build_portal(desk, words=words_for("zh"))
    sys.stdout.write(f"{built.pages}\n")
