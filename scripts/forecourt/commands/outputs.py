"""Where a command may write when the reader names the place (--output): never over somebody's work."""

import json
import stat
from pathlib import Path
from typing import Final

from forecourt.commands.options import CannotRun
from forecourt.edge import files
from forecourt.edge.git import is_tracked
from forecourt.model.limits import MAX_RECORD_BYTES
from forecourt.words.text import N_, Text, text

BUILD: Final = "build"
# Folders of the repository that hold what people wrote, and Git's own.
OURS: Final = frozenset({"content", "plans", "scripts", "templates", "tests", ".git", ".github", ".venv"})
MANIFEST: Final = "manifest.json"


def refuse_file(output: Path | None, ending: str, root: Path, lang: str | None) -> None:
    """Raise CannotRun unless a file may be written at `output`: new, or one of the same ending, outside of
    what people keep in the repository.
    """
    if output is None:
        return
    reason = _reason(output, root)
    if reason is None and (output.is_symlink() or output.exists()):
        if not stat.S_ISREG(output.lstat().st_mode):
            reason = text(N_("{path} is no ordinary file"), path=str(output))
        elif output.suffix.casefold() != ending and not _is_below(output.resolve(), root / BUILD):
            reason = text(
                N_("{path} exists and does not end in {ending}; it is not overwritten"),
                path=str(output),
                ending=ending,
            )
    if reason is not None:
        raise CannotRun(reason, lang)


def refuse_folder(output: Path | None, root: Path, lang: str | None) -> None:
    """Raise CannotRun unless volumes may be written into the folder `output`."""
    if output is None:
        return
    reason = _reason(output, root)
    if reason is None and not _is_ours(output):
        reason = text(
            N_("{path} holds a manifest.json or volumes that were not made here; name another folder"),
            path=str(output),
        )
    if reason is not None:
        raise CannotRun(reason, lang)


def _reason(output: Path, root: Path) -> Text | None:
    place = output.resolve()
    if _is_below(place, root):
        first = place.relative_to(root).parts[:1]
        if not first or first[0] in OURS or is_tracked(root, place):
            return text(
                N_("{path} belongs to the repository and is not overwritten; write to build/ or elsewhere"),
                path=str(output),
            )
        if first[0] == BUILD:
            return None
    if not place.parent.is_dir():
        return text(N_("There is no folder {path}; make it first"), path=str(output.parent))
    return None


def _is_below(place: Path, folder: Path) -> bool:
    return place.is_relative_to(folder.resolve())


def _is_ours(folder: Path) -> bool:
    """Whether the volumes in `folder`, if there are any, come from here: their manifest says so."""
    if not folder.is_dir():
        return not folder.exists()
    manifest = folder / MANIFEST
    if not manifest.exists():
        return not any(folder.glob("*.pdf"))
    try:
        held = json.loads(files.read_bytes(manifest, MAX_RECORD_BYTES * 16))
    except (OSError, ValueError):
        return False
    return isinstance(held, dict) and "schema_version" in held and "volumes" in held
