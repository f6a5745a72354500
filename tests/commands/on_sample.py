"""Commands over the repository's own sample, in Chinese."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click import Command
from click.testing import CliRunner, Result

ROOT = Path(__file__).parents[2]
Run = Callable[..., Result]


def runner(command: Command, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `command` with arguments where the sample lies."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("FORECOURT_LANG", "zh")
    return lambda *arguments: CliRunner().invoke(command, arguments)
