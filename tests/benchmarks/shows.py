"""The naive way to see every step of a branch: one `git show` for each changed file at each revision."""

import subprocess
import sys


def main(base: str, head: str) -> None:
    """Read every changed file at `base` and at each commit after it."""
    paths = _lines("diff", "--name-only", base, head)
    for revision in [base, *_lines("rev-list", f"{base}..{head}")]:
        for path in paths:
            subprocess.run(["git", "show", f"{revision}:{path}"], check=True, capture_output=True)


def _lines(*arguments: str) -> list[str]:
    told = subprocess.run(["git", *arguments], check=True, capture_output=True, text=True)
    return told.stdout.splitlines()


if __name__ == "__main__":
    main(*sys.argv[1:])
