"""Numbers that were ever given, by Git's history: what was deleted since must not be given again."""

import re
from pathlib import Path

from forecourt.edge.git import GitError, git
from forecourt.store.faults import FOLDERS

OPTIONS = ("--all", "--format=", "--patch", "--unified=0", "--no-renames", "--no-ext-diff", "--no-textconv")


def ever_given(root: Path, field: str) -> frozenset[str]:
    """Every value that a line `field: value` of a record had in any version on any branch that is here.

    Without Git nothing is known, and nothing is given back.
    """
    line = re.compile(rf"^\+{re.escape(field)}:[ \t]*(.+?)[ \t\r]*$", re.MULTILINE)
    try:
        told = git(root, "log", *OPTIONS, f"-G^{field}:", "--", *FOLDERS)
    except GitError:
        return frozenset()
    return frozenset(found.strip("\"'") for found in line.findall(told.decode("utf-8", "replace")))
