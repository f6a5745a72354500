"""A small dealership in Git whose volumes are printed and posted: what its people write down."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

RECORD = "plans/2026-11/binders/BND-20261117-x3r6.md"
PROGRAMME = "plans/programmes/PRG-2026.md"
COMMITTED = "2026-11-18T09:00:00+08:00"


def git(root: Path, *arguments: str) -> str:
    names = ("-c", "user.name=Li", "-c", "user.email=li@example.cn", "-c", "commit.gpgsign=false")
    command = ["git", "-C", str(root), *names, *arguments]
    environ = {**os.environ, "GIT_COMMITTER_DATE": COMMITTED}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environ)
    return done.stdout.strip()


def committed(root: Path) -> str:
    """The commit of everything that stands in `root` now; the same files give the same commit."""
    git(root, "add", "-A", "content", "plans")
    git(root, "commit", "-q", "-m", "x", "--date", COMMITTED)
    return git(root, "rev-parse", "HEAD")


def replace_in(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def demand(root: Path, rule: str) -> None:
    """The programme wants more of newspaper ads."""
    head = "proof_rules:\n  - channel: newspaper\n    always: [tear_sheet]\n"
    replace_in(root / PROGRAMME, "mix_rules:", f"{head}{rule}mix_rules:")


def record_volumes(root: Path, manifest: dict[str, Any], *, posted: bool = False) -> None:
    """Write the figures of `manifest` into the month's binder record, as the assistant does."""
    volumes = "".join(
        f"  - number: {one['number']}\n    items: {len(one['items'])}\n    pages: {one['pages']}\n"
        f"    sha256: {one['sha256']}\n"
        for one in manifest["volumes"]
    )
    fields = f"preparer: ST-he\ncommit: {manifest['commit']}\nprinted_on: 2026-11-18\nvolumes:\n{volumes}"
    out = "posted_on: 2026-11-18\nwaybill: SF-1\npostmark_on: 2026-11-18\n" if posted else ""
    replace_in(root / RECORD, "preparer: ST-he\n", fields + out)
    if posted:
        replace_in(root / RECORD, "state: draft", "state: posted")


def keep_manifest(root: Path, manifest: dict[str, Any]) -> None:
    """File the manifest beside the record of the volumes, as evidence."""
    beside = root / "plans/2026-11/binders/BND-20261117-x3r6"
    beside.mkdir()
    (beside / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    entry = (
        f"evidence:\n  - kind: manifest\n    file: BND-20261117-x3r6/manifest.json\n    sha256: {'2' * 64}\n"
    )
    replace_in(root / RECORD, "month: 2026-11\n", f"{entry}month: 2026-11\n")


def with_pages(manifest: dict[str, Any], prints: list[str]) -> dict[str, Any]:
    """The first volume of a manifest, with other fingerprints of its pages."""
    return {**manifest["volumes"][0], "page_prints": prints}
