"""The one module that calls Git."""

import os
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import IO, Final, cast

# Grafts, like replaced objects, exist on one computer only and would show another history.
os.environ["GIT_GRAFT_FILE"] = f"{os.devnull}/none"
# So many ids fit into any pipe: whoever asks need not wait until they are read.
_ASKED_AT_ONCE: Final = 64
# What Linux lets anybody have.
_LARGEST_PIPE: Final = 1 << 20


class GitError(Exception):
    """Git could not do what was asked; the text is its own message."""


def git(root: Path, *arguments: str, stdin: bytes | None = None) -> bytes:
    """Run one Git command in `root` and give its output; raises GitError."""
    try:
        done = subprocess.run(_command(root, arguments), input=stdin, capture_output=True, check=False)
    except FileNotFoundError:
        raise GitError("git is not installed") from None
    if done.returncode != 0:
        raise GitError(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout


def _command(root: Path, arguments: Iterable[str]) -> list[str]:
    # Replaced objects (git replace) exist on one computer only and would show another history.
    settings = ("-c", "core.quotepath=false", "-c", "log.showSignature=false")
    return ["git", "--no-replace-objects", *settings, "-C", str(root), *arguments]


def ask(root: Path, commands: Iterable[Sequence[str]]) -> Callable[[], list[bytes]]:
    """Start several Git commands in `root` that run side by side while the program does something else.

    The result must be called once: it waits for them and gives their outputs. Both raise GitError.
    """
    with ExitStack() as opened:
        running = []
        for arguments in commands:
            try:
                process = subprocess.Popen(
                    _command(root, arguments),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                )
            except FileNotFoundError:
                raise GitError("git is not installed") from None
            running.append(opened.enter_context(process))
            if process.stdout is not None:
                _widen(process.stdout)
        waiting = opened.pop_all()

    def answer() -> list[bytes]:
        with waiting:
            told = [process.communicate() for process in running]
        failed = [told[at][1] for at, process in enumerate(running) if process.returncode != 0]
        if failed:
            raise GitError(failed[0].decode("utf-8", "replace").strip())
        return [out for out, _ in told]

    return answer


@contextmanager
def contents(root: Path) -> Iterator[Callable[[Iterable[str]], dict[str, bytes]]]:
    """While the block runs, a Git process that hands out contents of blobs by their ids, as often as asked.

    It starts while the program does something else. Blobs that are gone are left out. What is called raises
    GitError when the process ended.
    """
    try:
        process = subprocess.Popen(
            _command(root, ("cat-file", "--batch")),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except FileNotFoundError:
        raise GitError("git is not installed") from None
    with process:
        yield partial(_handed_out, cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout))


def _handed_out(asking: IO[bytes], telling: IO[bytes], blobs: Iterable[str]) -> dict[str, bytes]:
    wanted, found = list(blobs), dict[str, bytes]()
    for start in range(0, len(wanted), _ASKED_AT_ONCE):
        some = wanted[start : start + _ASKED_AT_ONCE]
        try:
            asking.write("".join(f"{blob}\n" for blob in some).encode())
            asking.flush()
        except BrokenPipeError:
            raise GitError("git cat-file stopped before the end") from None
        for _ in some:
            header = telling.readline().decode().split()
            if not header:
                raise GitError("git cat-file stopped before the end")
            # A missing object has no size: "<name> missing".
            if len(header) == 3:
                found[header[0]] = telling.read(int(header[2]))
                telling.read(1)
    return found


def _widen(pipe: IO[bytes]) -> None:
    """Let a pipe hold a whole answer, where the system allows it: Git need not wait for the reader."""
    with suppress(AttributeError, ImportError, OSError):
        from fcntl import F_SETPIPE_SZ, fcntl  # Linux only

        fcntl(pipe, F_SETPIPE_SZ, _LARGEST_PIPE)


def merge_in_memory(root: Path, ours: str, theirs: str) -> tuple[str, tuple[str, ...]]:
    """The tree that merging two commits gives, and the paths in conflict (from the top of the repository).

    Git 2.38 or newer. Touches no ref, no index and no file; new objects stay loose until Git tidies them
    away. Raises GitError.
    """
    command = _command(
        root, ("merge-tree", "--write-tree", "-z", "--name-only", "--no-messages", ours, theirs)
    )
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    except FileNotFoundError:
        raise GitError("git is not installed") from None
    # 1: merged, with conflicts.
    if done.returncode not in (0, 1):
        raise GitError(done.stderr.decode("utf-8", "replace").strip())
    tree, *paths = done.stdout.decode("utf-8", "surrogateescape").split("\0")[:-1]
    return tree, tuple(paths)


def version(root: Path) -> tuple[int, ...]:
    """Git's version as numbers: (2, 39, 5); raises GitError."""
    told = git(root, "version").decode("utf-8", "replace").split()
    numbers = told[2].split(".") if len(told) > 2 else []
    return tuple(int(number) for number in numbers if number.isdigit())


def head_commit(root: Path) -> str:
    """The full hash of HEAD, or "" outside a repository or before the first commit."""
    try:
        return git(root, "rev-parse", "--verify", "--end-of-options", "HEAD").decode().strip()
    except GitError:
        return ""


def is_repository(root: Path) -> bool:
    """Whether `root` lies in the work tree of a repository."""
    try:
        return git(root, "rev-parse", "--is-inside-work-tree").strip() == b"true"
    except GitError:
        return False


def origin(root: Path) -> tuple[str, str, str]:
    """Address of the remote "origin", its main branch, and the folder of `root` in the repository.

    The address is "" without such a remote, the branch "main" where nothing says otherwise; the folder is ""
    or ends with "/".
    """
    address = configured(root, "remote.origin.url")
    if not address:
        return "", "main", ""
    try:
        head = git(root, "symbolic-ref", "--short", "refs/remotes/origin/HEAD").decode().strip()
    except GitError:
        head = "origin/main"
    folder = git(root, "rev-parse", "--show-prefix").decode("utf-8", "replace").strip()
    return address, head.removeprefix("origin/"), folder


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


def is_tracked(root: Path, path: Path) -> bool:
    """Whether Git keeps a file at `path` or below it; False outside Git."""
    try:
        return bool(git(root, "ls-files", "-z", "--", str(path)))
    except GitError:
        return False


def stream_blobs(root: Path, blobs: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Id and content of each blob that is there, by one Git process and with one in memory at a time.

    Raises GitError when Git stops before the end.
    """
    # 4 ms that every command would wait for, and few stream.
    import tempfile

    command = ["git", "--no-replace-objects", "-C", str(root), "cat-file", "--batch", "--buffer"]
    # A file, no pipe: Git may write as much as it likes while nobody is left who feeds it.
    with tempfile.TemporaryFile() as wanted:
        wanted.write("".join(f"{blob}\n" for blob in blobs).encode())
        wanted.seek(0)
        with subprocess.Popen(command, stdin=wanted, stdout=subprocess.PIPE) as process:
            if process.stdout is not None:
                yield from _blobs(process.stdout)
        if process.returncode != 0:
            raise GitError("git cat-file stopped before the end")


def _blobs(output: IO[bytes]) -> Iterator[tuple[str, bytes]]:
    for line in output:
        header = line.decode().split()
        # A missing object has no size: "<name> missing".
        if len(header) == 3:
            yield header[0], output.read(int(header[2]))
            output.read(1)


def configured(root: Path, key: str) -> str:
    """A value of Git's configuration, "" when it is not set."""
    try:
        return git(root, "config", "--get", key).decode("utf-8", "replace").strip()
    except GitError:
        return ""
