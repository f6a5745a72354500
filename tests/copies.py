"""Copies of a small folder, many of them: it is read once, and its copies are written from memory."""

import os
from functools import cache
from pathlib import Path


class Original:
    """What a folder holds: its folders, and its files with their bytes and the time of their last change."""

    def __init__(self, folder: Path) -> None:
        every = sorted(folder.rglob("*"))
        self.folders = [path.relative_to(folder).as_posix() for path in every if path.is_dir()]
        files = [path for path in every if path.is_file()]
        self.files = [
            (path.relative_to(folder).as_posix(), path.read_bytes(), path.stat().st_mtime_ns)
            for path in files
        ]

    def copy(self, target: Path) -> Path:
        """Write it into `target`, over what is there."""
        target.mkdir(parents=True, exist_ok=True)
        for name in self.folders:
            (target / name).mkdir(exist_ok=True)
        for name, data, changed in self.files:
            path = f"{target}/{name}"
            with open(path, "wb") as file:  # noqa: PTH123 seven hundred copies of seventy files
                file.write(data)
            os.utime(path, ns=(changed, changed))
        return target


@cache
def original(folder: Path) -> Original:
    """What a folder that no test changes holds."""
    return Original(folder)
