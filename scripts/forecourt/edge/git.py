"""The one module that calls Git."""

import subprocess
from pathlib import Path


class GitError(Exception):
    """Git could not do what was asked; the text is its own message."""


def git(root: Path, *arguments: str, stdin: bytes | None = None) -> bytes:
    """Run one Git command in `root` and give its output; raises GitError."""
    command = ["git", "-c", "core.quotepath=false", "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, input=stdin, capture_output=True, check=False)
    except FileNotFoundError:
        raise GitError("git is not installed") from None
    if done.returncode != 0:
        raise GitError(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout


def head_commit(root: Path) -> str:
    """The full hash of HEAD, or "" outside a repository or before the first commit."""
    try:
        return git(root, "rev-parse", "--verify", "--end-of-options", "HEAD").decode().strip()
    except GitError:
        return ""


def commit_time(root: Path) -> int:
    """Committer time of HEAD in seconds since 1970, 0 without a commit."""
    try:
        return int(git(root, "log", "-1", "--format=%ct").decode().strip() or 0)
    except GitError:
        return 0


def is_dirty(root: Path, *paths: str) -> bool:
    """Whether the work tree (or `paths` in it) differs from HEAD, untracked files too; False outside Git."""
    try:
        return bool(git(root, "status", "--porcelain", "-z", "--", *paths))
    except GitError:
        return False
