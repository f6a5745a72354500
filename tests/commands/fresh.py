"""New records and what check finds in them, for tests of `./forecourt new`."""

import shutil
from pathlib import Path

from click.testing import CliRunner, Result

from forecourt.commands import new
from forecourt.commands.desk import open_desk
from forecourt.commands.new import Wish, write
from forecourt.kinds.common import Kind
from forecourt.kinds.table import KINDS
from forecourt.model.finding import Finding, Severity
from forecourt.model.record import Record
from forecourt.reading.record import read_record
from forecourt.words.catalogue import words_for
from tests.broken.cases import TODAY, dealership_with

ZH = words_for("zh")


def made(root: Path, kind: str, **wishes: object) -> tuple[str, Record]:
    """Path and record of a new record of `kind`, made on the day of the tests."""
    path = write(root, KINDS[kind], ZH, Wish(today=TODAY, **wishes), chance=lambda: "k3f7")  # type: ignore[arg-type]
    reading = read_record(path, (root / path).read_bytes())
    assert reading.findings == ()
    assert reading.record is not None
    return path, reading.record


def empty(root: Path) -> None:
    """A dealership without any record."""
    (root / "content").mkdir()
    (root / "plans").mkdir()


def with_second_ad(root: Path, state: str = "archived") -> None:
    """Another ad that ran, later than the first."""
    first = root / "plans/2026-11/ads/AD-20261012-k3f7.md"
    source = first.read_text(encoding="utf-8").replace("k3f7", "m8q2").replace("上市通栏", "再次通栏")
    source = source.replace("state: archived", f"state: {state}")
    first.with_name("AD-20261012-m8q2.md").write_text(source, encoding="utf-8")


def blank_of(kind: Kind, root: Path) -> str:
    """A new record of `kind` where one may be made of each."""
    dealership_with(root)
    if kind.name in ("dealership", "archive"):
        shutil.rmtree(root / "content" / kind.name)
    if kind.name == "claim":
        with_second_ad(root, "published")
    return write(root, kind, ZH, Wish(today=TODAY, for_kind="ad" if kind.name == "procedure" else None))


def errors(root: Path) -> list[tuple[str, str]]:
    """Code and file of every error."""
    return [(one.code, one.path) for one in findings(root) if one.severity is Severity.ERROR]


def findings(root: Path) -> list[Finding]:
    return list(open_desk(root, today=None, clock=TODAY).findings)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(new.command, arguments, env={"FORECOURT_LANG": "zh"})
