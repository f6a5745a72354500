"""Bad records and the complete report over the small dealership that holds one of them.

A case is NAME.md with NAME.txt beside it: the line "place: PATH" (where the record lies in the dealership),
an empty line, then the report as the assistant reads it. A record that replaces one of the dealership has its
good twin there; another one has it in NAME.good.md, which must give no finding.
`--update-goldens` writes the reports anew and keeps the places; for a new case write the first line by hand
when the record's kind, id and month do not already say where it belongs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from forecourt.commands.desk import Desk, open_desk
from forecourt.kinds.table import KINDS
from forecourt.report.report import Report
from forecourt.report.text import as_text
from forecourt.words.catalogue import words_for
from tests.copies import original

HERE: Final = Path(__file__).parent
DEALERSHIP: Final = HERE.parent / "dealership"
FILES: Final = len(list(DEALERSHIP.rglob("*.md")))
TODAY: Final = date(2026, 11, 18)
# The dealership of the tests grows with every kind; that must not touch the reports.
_COUNTED: Final = re.compile(r"^检查了 \d+ 个文件", re.MULTILINE)
COUNTED: Final = "检查了 … 个文件"
_REPORTED: Final = re.compile(r"^\S.*:\d+:\d+: \S+ ([A-Z]{2}\d{2})\b", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Case:
    """One bad record."""

    name: str

    @property
    def record(self) -> Path:
        """The bad file."""
        return HERE / f"{self.name}.md"

    @property
    def good_twin(self) -> Path:
        """The same as it should be, when the dealership does not hold that."""
        return HERE / f"{self.name}.good.md"

    @property
    def expected(self) -> Path:
        """The complete report."""
        return HERE / f"{self.name}.txt"

    @property
    def place(self) -> str:
        """Where the record lies in the dealership."""
        if self.expected.exists():
            return self.expected.read_text(encoding="utf-8").partition("\n")[0].removeprefix("place: ")
        return usual_place(self.record.read_text(encoding="utf-8", errors="replace"), self.name)

    @property
    def codes(self) -> set[str]:
        """Finding codes of the expected report."""
        return set(_REPORTED.findall(self.expected.read_text(encoding="utf-8")))


def all_cases() -> list[Case]:
    """Every case, in order of name."""
    return [Case(path.stem) for path in sorted(HERE.glob("*.md")) if not path.stem.endswith(".good")]


def usual_place(source: str, name: str) -> str:
    """Where a record belongs by its kind, id and month."""
    found = dict(re.findall(r"^(kind|id|month): *([\w-]+)", source, re.MULTILINE))
    if found.get("kind") not in KINDS or "id" not in found:
        return f"content/press/{name}.md"
    folder = KINDS[found["kind"]].folder.format(month=found.get("month", ""))
    return f"{folder}/{found['id']}.md"


def dealership_with(folder: Path, place: str | None = None, data: bytes = b"") -> Path:
    """A copy of the small dealership in `folder`, with a file of its own at `place`."""
    original(DEALERSHIP).copy(folder)
    if place is not None:
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def opened(root: Path) -> Desk:
    """The dealership, read and checked on the day of the tests."""
    return open_desk(root, today=TODAY, clock=TODAY)


def report_of(root: Path) -> str:
    """The whole report in Chinese, without the number of files."""
    desk = opened(root)
    loaded = desk.loaded
    report = Report(findings=desk.findings, files=len(loaded.paths), sources=loaded.sources)
    return _COUNTED.sub(COUNTED, as_text(report, words_for("zh"))) + "\n"


def without_good_twin(cases: list[Case]) -> Iterator[Case]:
    """Cases whose code no good record stands against."""
    for case in cases:
        if not (DEALERSHIP / case.place).exists() and not case.good_twin.exists():
            yield case
