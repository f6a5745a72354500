"""What the index is remembered by."""

import shutil
from pathlib import Path

from forecourt.store import staged


def test_another_program_has_another_version(tmp_path: Path) -> None:
    package = shutil.copytree(staged.PACKAGE, tmp_path / "forecourt", ignore=shutil.ignore_patterns("*.pyc"))
    before = staged.program_version(package)
    assert staged.program_version(package) == before
    rule = package / "rules" / "engine.py"
    text = rule.read_text(encoding="utf-8")

    rule.write_text(text.replace("judge", "weigh"), encoding="utf-8")  # as long as it was
    assert staged.program_version(package) != before
    (package / "rules" / "other.py").write_text("", encoding="utf-8")
    rule.unlink()
    assert staged.program_version(package) != before
