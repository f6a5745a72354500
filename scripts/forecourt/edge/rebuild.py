"""Builds a month's volumes again as a commit has them: a clone in a temporary folder, and its own program."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Final

from msgspec import Struct

from forecourt.edge import git

# What a dealership's repository brings of the program; without it today's program builds.
PROGRAM: Final = "scripts/forecourt/__main__.py"
TEMPLATES: Final = "templates/binder"
HERE: Final = Path(__file__).parents[2]


class Rebuilt(Struct, frozen=True, kw_only=True):
    """What came of it: the folder with PDFs and manifest, the exit status, what the program complained of.

    `own_program`: the program and templates of the commit made them, not today's.
    """

    folder: Path
    own_program: bool
    status: int
    complaint: str


class Standing(Enum):
    """How a commit stands to the branch that is checked out."""

    MERGED = "merged"
    ELSEWHERE = "elsewhere"
    CUT_OFF = "cut off"
    GONE = "gone"


def standing(root: Path, commit: str) -> Standing:
    """Whether `commit` is one that HEAD rests on (only such a commit's program has been approved), lies on
    another branch, may lie in the part of the history that a shallow clone left out, or is not there.
    """
    if _works(root, "merge-base", "--is-ancestor", "--end-of-options", commit, "HEAD"):
        return Standing.MERGED
    if _works(root, "cat-file", "-e", f"{commit}^{{commit}}"):
        return Standing.ELSEWHERE
    shallow = git.git(root, "rev-parse", "--is-shallow-repository") if git.is_repository(root) else b""
    return Standing.CUT_OFF if shallow.strip() == b"true" else Standing.GONE


def _works(root: Path, *arguments: str) -> bool:
    try:
        git.git(root, *arguments)
    except git.GitError:
        return False
    return True


@contextmanager
def rebuilt(root: Path, commit: str, month: str, *, today: date | None) -> Iterator[Rebuilt]:
    """The volumes of `month` built from `commit`, taking `today` as today; gone when the block ends.

    Raises GitError when the commit cannot be checked out. The work tree in `root` is not touched.
    """
    with tempfile.TemporaryDirectory(prefix="forecourt-verify-") as temporary:
        clone = Path(temporary) / "clone"
        top = git.git(root, "rev-parse", "--show-toplevel").decode().rstrip("\n")
        prefix = git.git(root, "rev-parse", "--show-prefix").decode().rstrip("\n")
        git.git(root, "clone", "-q", "--shared", "--no-checkout", "--", top, str(clone))
        # Hooks of this computer have no part in it.
        git.git(clone, "-c", "core.hooksPath=/dev/null", "checkout", "-q", "--detach", commit, "--")
        yield built(clone / prefix, Path(temporary) / "volumes", month, today)


def built(place: Path, output: Path, month: str, today: date | None) -> Rebuilt:
    """The volumes of `month` printed into `output` by the program of the checked-out `place`, or today's."""
    own = (place / PROGRAM).is_file() and (place / TEMPLATES).is_dir()
    scripts = place / "scripts" if own else HERE
    environment = {**os.environ, "PYTHONPATH": str(scripts), "PYTHONUTF8": "1", "FORECOURT_LANG": "zh"}
    if own:
        _run(["-m", "forecourt.words.compile"], place, environment)
    day = () if today is None else ("--today", today.isoformat())
    command = [
        "-m",
        "forecourt",
        "binder",
        month,
        "--format",
        "json",
        "--anyway",
        "--output",
        str(output),
        *day,
    ]
    done = _run(command, place, environment)
    complaint = done.stderr.decode("utf-8", "replace").strip()
    return Rebuilt(folder=output, own_program=own, status=done.returncode, complaint=complaint)


def _run(
    arguments: list[str], place: Path, environment: dict[str, str]
) -> subprocess.CompletedProcess[bytes]:
    # -P: the folder in which it runs is no place to import from.
    command = [sys.executable, "-P", *arguments]
    return subprocess.run(command, cwd=place, env=environment, capture_output=True, check=False)
