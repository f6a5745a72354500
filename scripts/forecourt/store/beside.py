"""Files that Git keeps outside content/ and plans/: no records, but a list of customers may be among them."""

from collections.abc import Iterator
from pathlib import Path

from forecourt.edge import files
from forecourt.edge.git import GitError, git
from forecourt.model.finding import Finding
from forecourt.store.faults import FOLDERS
from forecourt.store.load import personal_elsewhere
from forecourt.store.privacy import is_ours


def personal_beside(root: Path) -> Iterator[Finding]:
    """Personal data in tracked files outside the records' folders; nothing outside a repository.

    What Git does not keep is nobody's history yet: a visitors' list may lie there while it is imported.
    """
    try:
        told = git(root, "ls-files", "-z", "--", ".", *(f":(exclude){folder}" for folder in FOLDERS))
    except GitError:
        return
    paths = told.decode("utf-8", "surrogateescape").split("\0")[:-1]
    # A link may lead anywhere; where it leads is not what Git keeps.
    ours = [path for path in paths if is_ours(path) and not files.is_link(root / path)]
    yield from personal_elsewhere(root, ours, {})
