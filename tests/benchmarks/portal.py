"""A dealership after years of work: the sample's three months again and again, each time a quarter earlier.

In a dealership, `python -m tests.benchmarks.portal` builds its portal as `forecourt build` does once the
volumes are there.
"""

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from forecourt.commands.desk import open_desk
from forecourt.commands.portal import build_portal
from forecourt.edge import clock
from forecourt.kinds.table import KINDS
from forecourt.model.months import Month
from forecourt.words.catalogue import words_for

SAMPLE: Final = Path(__file__).parents[2]
QUARTER: Final = 3  # months
# What stays as it is while time passes: people, rules, outlets, stock.
LASTING: Final = ("dealership", "delegation", "outlet", "policy", "procedure", "programme", "staff", "stock")
_PASSING: Final = "|".join(kind.prefix for kind in KINDS.values() if kind.name not in LASTING)
_ID: Final = re.compile(rf"\b({_PASSING})-(20\d\d)(\d\d)(\d\d)-")
_DAY: Final = re.compile(r"\b(20\d\d)-(0[1-9]|1[0-2])(-\d\d)?\b")
# What no two records may share.
_NUMBERED: Final = re.compile(r"(?m)^((?:archive_code|contract_no|invoice_no|waybill): \"?.+?)(\d{4})(\"?)$")
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


if __name__ == "__main__":
    desk = open_desk(Path.cwd(), today=None, clock=clock.today(), remember=True)
    built = build_portal(desk, words=words_for("zh"))
    sys.stdout.write(f"{built.pages}\n")
