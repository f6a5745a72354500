"""Whose key signed which commit, by Git's own verification, offline."""

import tempfile
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from forecourt.edge.git import git
from forecourt.kinds.procedure import Procedure
from forecourt.kinds.staff import Staff
from forecourt.model.branch import Branch
from forecourt.model.record import Records

# Good, and the key belongs to somebody on the list.
_GOOD: Final = "G"
# Only SSH keys stand in staff records. A key ring of this machine would count as well, and whatever program
# is configured for it would run.
_NOTHING_ELSE: Final = tuple(f"gpg.{form}program=false" for form in ("", "openpgp.", "x509."))


def with_signers(root: Path, branch: Branch, law: Records) -> Branch:
    """`branch` with the staff id of each commit's verified signer; asked only when a procedure demands it.

    Keys come from the staff records of the law alone; Git's own configuration of signers is passed over.
    A machine without ssh-keygen verifies nothing, and every demanded signature counts as missing.
    """
    if not any(procedure.signed_roles for procedure in law.of(Procedure)):
        return branch
    lines = [f"{person.id.casefold()} {key}\n" for person in law.of(Staff) for key in person.ssh_keys]
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".signers") as signers:
        signers.writelines(lines)
        signers.flush()
        found = _signers(root, branch, signers.name)
    commits = tuple(
        replace(commit, author=replace(commit.author, signer=found.get(commit.id, commit.author.signer)))
        for commit in branch.commits
    )
    return replace(branch, commits=commits)


def _signers(root: Path, branch: Branch, allowed: str) -> dict[str, str]:
    settings = (
        "gpg.ssh.allowedSignersFile=" + allowed,
        "gpg.ssh.program=ssh-keygen",
        "gpg.ssh.revocationFile=",
        *_NOTHING_ELSE,
    )
    options = [part for setting in settings for part in ("-c", setting)]
    # A commit that is judged before it is made says itself who will sign it.
    made = "".join(f"{commit.id}\n" for commit in branch.commits if not commit.author.signer)
    if not made:
        return {}
    told = git(root, *options, "log", "--no-walk", "--stdin", "--format=%H %G? %GS", stdin=made.encode())
    found = {}
    for line in told.decode("utf-8", "replace").splitlines():
        commit, mark, signer = (*line.split(" ", 2), "", "")[:3]
        if mark == _GOOD:
            found[commit] = signer
    return found
