"""What the terminal shows while a long work goes on."""

import re
import threading

import pytest

from forecourt.edge import terminal


@pytest.fixture(autouse=True)
def watched(monkeypatch: pytest.MonkeyPatch) -> None:
    """A person sits at the terminal."""
    monkeypatch.setattr(terminal, "is_terminal", lambda: True)


def test_a_stage_without_a_bar_says_when_it_begins_and_ends_and_starts_no_thread(
    capsys: pytest.CaptureFixture[str],
) -> None:
    before, stages = threading.active_count(), terminal.Stages()
    with stages.stage("portal", "Making the portal", bar=False) as step:
        step(1, 2)
        assert threading.active_count() == before
    begun, ended = capsys.readouterr().err.splitlines()
    assert begun == "Making the portal …"
    assert re.fullmatch(r"Making the portal  \d+\.\d s", ended)
    assert stages.seconds.keys() == {"portal"}


def test_a_quiet_stage_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with terminal.Stages(quiet=True).stage("portal", "Making the portal", bar=False):
        pass
    assert capsys.readouterr() == ("", "")
