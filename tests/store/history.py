"""A builder of small Git histories: each commit says who, which day (China, at noon) and what it writes."""

import os
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

CLEAN: Final = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


class History:
    """A Git repository in `root`, on branch main."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for folder in ("content", "plans"):
            (root / folder).mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str, who: str = "he", day: str = "2026-11-02") -> str:
        """Run Git as somebody on a day, noon in China; `day` may be seconds since 1970 as well."""
        stamp = f"{day} +0800" if day.isdigit() else f"{day}T12:00:00+08:00"
        person = {"NAME": who, "EMAIL": f"{who}@dealer.example", "DATE": stamp}
        environ = {
            f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in person.items()
        }
        command = ["git", "-C", str(self.root), *arguments]
        environ = {**os.environ, **CLEAN, **environ}
        return subprocess.run(command, env=environ, check=True, capture_output=True, text=True).stdout

    def write(self, path: str, text: str | bytes) -> None:
        """Write a file without committing it."""
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_bytes(text if isinstance(text, bytes) else text.encode())

    def commit(self, day: str, files: Mapping[str, str | bytes | None], who: str = "he") -> str:
        """Write files (None: delete), commit them, and give the commit's hash."""
        for path, text in files.items():
            if text is None:
                (self.root / path).unlink()
            else:
                self.write(path, text)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", day, who=who, day=day)
        return self.git("rev-parse", "HEAD").strip()

    def merge(self, branch: str, day: str, who: str = "lin", *options: str) -> str:
        """Merge a branch with a merge commit."""
        self.git("merge", "--quiet", "--no-ff", *options, "--message", branch, branch, who=who, day=day)
        return self.git("rev-parse", "HEAD").strip()


def record(id: str, state: str, body: str = "正文。", kind: str = "ad") -> str:
    """A record's file of which history reads only the first lines."""
    return f"---\nkind: {kind}\nid: {id}\ntitle: {id}\nstate: {state}\nowner: ST-he\n---\n\n{body}\n"


def on(day: str) -> date:
    """The day of an ISO date."""
    return date.fromisoformat(day)
