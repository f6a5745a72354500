"""./forecourt test: what stops it, and what it comes to when only the types are wrong."""

from pathlib import Path

import pytest

from forecourt.commands import test


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose types are wrong, though nothing else is."""
    (tmp_path / "typed.py").write_text("print('a.py:1: error')\nraise SystemExit(1)\n", encoding="utf-8")
    monkeypatch.setattr(test, "CHECKS", ())
    monkeypatch.setattr(test, "TYPES", ("typed",))
    monkeypatch.setattr(test, "run_tests", lambda *_: 0)
    return tmp_path


def test_wrong_types_are_told_after_the_tests_and_are_a_failure(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert test.run_all(root) == 1
    assert capsys.readouterr().err.splitlines() == ["$ typed", "$ typed", "a.py:1: error"]


def test_without_a_fault_of_the_types_the_tests_alone_decide(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "typed.py").write_text("", encoding="utf-8")
    assert test.run_all(root) == 0
    monkeypatch.setattr(test, "run_tests", lambda *_: 2)
    assert test.run_all(root) == 2
    assert capsys.readouterr().err.splitlines() == ["$ typed", "$ typed"]


def test_a_quick_check_that_fails_stops_before_the_tests(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(test, "CHECKS", (("typed",),))
    monkeypatch.setattr(test, "run_tests", lambda *_: pytest.fail("a test was run"))
    assert test.run_all(root) == 1
