"""The small dealership and the import of an export into it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from forecourt.commands import import_
from tests.broken.cases import TODAY, dealership_with

SEM = "plans/2026-11/sem/SEM-20261101-w7c3.md"
LOG = "plans/2026-11/platforms/PLT-20261102-k4m7.md"


@dataclass(frozen=True)
class Shop:
    """The dealership in `root`."""

    root: Path

    def run(
        self, what: str, data: bytes | str, *options: str, name: str = "export.csv", outlet: str = "京畿日报"
    ) -> Result:
        """Import one export; `outlet` "" names none."""
        file = self.root.parent / name
        file.write_bytes(data if isinstance(data, bytes) else data.encode())
        named = ["--outlet", outlet] if outlet else []
        arguments = [what, str(file), *named, "--today", TODAY.isoformat(), *options]
        return CliRunner().invoke(import_.command, arguments, catch_exceptions=False)

    def text(self, path: str) -> str:
        """A record's file as it is now."""
        return (self.root / path).read_text(encoding="utf-8")

    def snapshot(self) -> Mapping[str, bytes]:
        """All files."""
        paths = (path for path in sorted(self.root.rglob("*")) if path.is_file())
        return {str(path.relative_to(self.root)): path.read_bytes() for path in paths}


def told(result: Result) -> list[str]:
    """The lines that were said, without empty ones."""
    return [line for line in result.output.splitlines() if line]


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shop:
    """A copy of the dealership, in which the command runs."""
    root = dealership_with(tmp_path / "shop")
    monkeypatch.chdir(root)
    return Shop(root)
