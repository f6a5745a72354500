import logging
import threading
import warnings
from pathlib import Path

import pytest

from forecourt.edge.watch import watching

PATIENCE = 20.0
# Long enough for a late event to arrive; nothing may come in it.
QUIET = 0.6


def test_a_change_below_a_folder_is_noticed_and_a_burst_leads_to_few_calls(tmp_path: Path) -> None:
    calls = 0
    called = threading.Event()

    def changed() -> None:
        nonlocal calls
        calls += 1
        called.set()

    deep = tmp_path / "plans" / "2026-11"
    deep.mkdir(parents=True)
    with watching([tmp_path / "plans", tmp_path / "missing"], changed):
        for number in range(50):
            (deep / f"AD-{number}.md").write_text("x", "utf-8")
        assert called.wait(PATIENCE)
        threading.Event().wait(QUIET)
        assert calls <= 3


def test_files_that_editors_leave_for_a_moment_and_reading_are_no_change(tmp_path: Path) -> None:
    called = threading.Event()
    kept = tmp_path / "a.md"
    kept.write_text("x", "utf-8")
    with watching([tmp_path], called.set):
        (tmp_path / ".a.md.swp").write_text("x", "utf-8")
        kept.read_text("utf-8")
        assert not called.wait(QUIET)


def test_a_change_during_a_call_leads_to_one_more(tmp_path: Path) -> None:
    first, second = threading.Event(), threading.Event()

    def changed() -> None:
        if first.is_set():
            second.set()
            return
        first.set()
        (tmp_path / "b.md").write_text("x", "utf-8")

    with watching([tmp_path], changed):
        (tmp_path / "a.md").write_text("x", "utf-8")
        assert first.wait(PATIENCE)
        assert second.wait(PATIENCE)


def test_a_folder_that_is_moved_away_and_back_is_watched_on_in_silence(tmp_path: Path) -> None:
    called = threading.Event()
    content = tmp_path / "content"
    (content / "press").mkdir(parents=True)
    with warnings.catch_warnings(record=True) as complaints, watching([content], called.set):
        for _ in range(3):
            (content / "press").rename(tmp_path / "away")
            threading.Event().wait(QUIET)
            (tmp_path / "away").rename(content / "press")
            threading.Event().wait(QUIET)
        called.clear()
        (content / "press" / "a.md").write_text("x", "utf-8")
        assert called.wait(PATIENCE)

    assert [str(complaint.message) for complaint in complaints] == []


def test_what_watchdog_says_about_its_own_bookkeeping_is_not_for_people(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    say = "import warnings; warnings.warn('page-long', RuntimeWarning, stacklevel=1)"
    with warnings.catch_warnings(record=True) as complaints, watching([tmp_path], lambda: None):
        exec(compile(say, "inotify_c.py", "exec"), {"__name__": "watchdog.observers.inotify_c"})  # noqa: S102
        logging.getLogger("watchdog.observers.inotify").error("called when the thread is inactive")
    assert complaints == []
    assert capfd.readouterr() == ("", "")
