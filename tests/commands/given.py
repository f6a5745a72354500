"""Commands over records that a test gives, in an otherwise empty dealership, in Chinese."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click import Command
from click.testing import CliRunner, Result

from forecourt.commands import figures
from forecourt.commands.desk import Desk
from forecourt.model.finding import Finding, Severity
from forecourt.model.record import Records, World
from forecourt.store.load import Loaded
from forecourt.words.text import text

Run = Callable[..., Result]


def finding(severity: Severity = Severity.ERROR) -> Finding:
    """A finding of that severity."""
    return Finding(
        code="X1",
        severity=severity,
        path="plans/2026-11/AD-1.md",
        line=1,
        column=1,
        record="AD-1",
        field="",
        message=text("wrong"),
        hint=text("mend it"),
    )


def given(
    command: Command, records: Callable[[], Records], today: date, root: Path, patch: pytest.MonkeyPatch
) -> Run:
    """Runs `command` over `records`, or over those `found` in the call, with the call's `findings`."""
    (root / "content").mkdir()
    (root / "plans").mkdir()
    patch.chdir(root)
    patch.setenv("FORECOURT_LANG", "zh")

    def call(*arguments: str, found: Records | None = None, findings: tuple[Finding, ...] = ()) -> Result:
        items = records() if found is None else found
        # Records of tests have no files; a sheet's marks are made from what stands here.
        sources = {record.path: record.id.encode() for record in items}
        loaded = Loaded(records=items, findings=(), sources=sources)
        desk = Desk(root=Path(), loaded=loaded, world=World(records=items, today=today), findings=findings)
        patch.setattr(figures, "open_desk", lambda *_, **__: desk)
        return CliRunner().invoke(command, arguments)

    return call
