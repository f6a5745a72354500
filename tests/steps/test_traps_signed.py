"""Traps of roles that sign: only SSH keys of the target branch count, whatever this machine trusts."""

import subprocess
from pathlib import Path
from typing import Final

import pytest

from tests.histories.history import History

PROC: Final = "content/procedures/PROC-ad.md"
GM: Final = "content/staff/ST-zhou.md"
MM: Final = "content/staff/ST-lin.md"
UNSIGNED: Final = ("SP18", "周岩 的提交没有用档案里的密钥签名；总经理必须签名")
# What GnuPG says of a good signature by a key that it trusts fully, under the staff id as its name.
GOOD_TO_GPG: Final = """\
#!/bin/sh
touch "$0.ran"
echo '[GNUPG:] NEWSIG'
echo '[GNUPG:] GOODSIG 0123456789ABCDEF st-zhou'
echo '[GNUPG:] VALIDSIG 0123456789ABCDEF0123456789ABCDEF01234567 2026-11-18 1 0 4 0 1 8 00 0123456789ABCDEF'
echo '[GNUPG:] TRUST_ULTIMATE 0 pgp'
"""
PGP: Final = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n iQ==\n -----END PGP SIGNATURE-----\n"


class Keys:
    """Key pairs of SSH by name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def public(self, name: str) -> str:
        """The public key, made when it is asked for first."""
        path = self._folder / name
        if not path.exists():
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", path], check=True)
        return path.with_suffix(".pub").read_text(encoding="utf-8").strip()

    def sign(self, shop: History, name: str, who: str = "gm") -> None:
        """Sign the last commit anew."""
        key = f"user.signingkey={self._folder / name}"
        shop.git(
            "-c", "gpg.format=ssh", "-c", key, "commit", "--quiet", "--amend", "--no-edit", "-S", who=who
        )


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    return Keys(tmp_path)


@pytest.fixture
def shop(tmp_path: Path, keys: Keys) -> History:
    """The general manager has to sign; the deputy has a key as well."""
    shop = History(tmp_path)
    shop.on_main(
        "gm",
        (PROC, "for_kind: ad\n", "for_kind: ad\nsigned_roles: [general_manager]\n"),
        (GM, "emails:", f'ssh_keys: ["{keys.public("gm")}"]\nemails:'),
        (MM, "emails:", f'ssh_keys: ["{keys.public("mm")}"]\nemails:'),
    )
    shop.restart()
    shop.proof()
    shop.commit("ma")
    return shop


def test_a_deputy_signs_with_the_own_key(shop: History, keys: Keys) -> None:
    assert shop.move("approved", "mm").exit_code == 0
    unsigned = (UNSIGNED[0], UNSIGNED[1].replace("周岩", "林晓棠"))
    assert shop.refusals() == [unsigned]
    keys.sign(shop, "gm", who="mm")
    assert shop.refusals() == [unsigned]
    keys.sign(shop, "mm", who="mm")
    assert shop.refusals() == []


def test_a_key_that_the_same_pull_request_adds_does_not_count(shop: History, keys: Keys) -> None:
    assert shop.move("approved", "gm").exit_code == 0
    keys.public("new")
    keys.sign(shop, "new")
    shop.edit(keys.public("gm"), keys.public("new"), GM)
    commit = shop.git("rev-parse", "--short=8", "HEAD")
    shop.commit("gm")
    assert {found.code for found in shop.step()} == {"SP10", "SP18"}
    assert (UNSIGNED[0], f"{UNSIGNED[1]}（提交 {commit}）") in shop.refusals()


def test_a_merge_that_takes_the_step_is_signed_too(shop: History, keys: Keys) -> None:
    shop.git("checkout", "--quiet", "-b", "side")
    shop.write("content/note.txt", "x")
    shop.commit("ma")
    shop.git("checkout", "--quiet", "work")
    shop.git("merge", "--quiet", "--no-ff", "--no-commit", "side", who="gm")
    assert shop.move("approved", "gm").exit_code == 0
    assert shop.refusals() == [UNSIGNED]
    keys.sign(shop, "gm")
    assert shop.refusals() == []


def test_what_this_machine_trusts_counts_for_nothing_and_is_not_run(
    shop: History, keys: Keys, tmp_path: Path
) -> None:
    assert shop.move("approved", "gm").exit_code == 0
    keys.public("new")
    keys.sign(shop, "new")
    by_ssh = shop.git("rev-parse", "HEAD")
    head, _, message = shop.git("cat-file", "commit", "HEAD").partition("\ngpgsig ")
    unsigned = f"{head}\n{PGP}\n{message.partition(chr(10) * 2)[2]}\n"
    (tmp_path / "commit").write_text(unsigned, encoding="utf-8")
    by_pgp = shop.git("hash-object", "-t", "commit", "-w", str(tmp_path / "commit"))
    (tmp_path / "signers").write_text(f"st-zhou {keys.public('new')}\n", encoding="utf-8")
    program = tmp_path / "program"
    program.write_text(GOOD_TO_GPG, encoding="utf-8")
    program.chmod(0o755)
    for place in ("gpg.program", "gpg.openpgp.program", "gpg.x509.program", "gpg.ssh.program"):
        shop.git("config", place, str(program))
    shop.git("config", "gpg.ssh.allowedSignersFile", str(tmp_path / "signers"))
    shop.git("config", "log.showSignature", "true")
    for commit in (by_ssh, by_pgp):
        shop.git("reset", "--quiet", "--hard", commit)
        assert shop.refusals() == [UNSIGNED]
    assert not (tmp_path / "program.ran").exists()
