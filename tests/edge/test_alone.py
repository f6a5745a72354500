"""One process at a time."""

import subprocess
import sys
from pathlib import Path

from forecourt.edge.alone import alone

HOLDS = """
import sys
from pathlib import Path
from forecourt.edge.alone import alone
with alone(Path(sys.argv[1]), lambda: None):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_who_comes_second_is_told_and_goes_on_when_the_first_has_ended(tmp_path: Path) -> None:
    lock = tmp_path / "build" / ".lock"
    told: list[str] = []
    command = [sys.executable, "-c", HOLDS, str(lock)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"

        def waits() -> None:
            told.append("waits")
            first.kill()

        with alone(lock, waits):
            told.append("goes on")
    with alone(lock, lambda: told.append("waits")):
        told.append("at once")
    assert told == ["waits", "goes on", "at once"]
