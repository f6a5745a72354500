"""A series of edits while `serve` runs: each update leaves what a build from nothing would leave."""

import hashlib
import shutil
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

import pytest

from forecourt.commands.desk import open_desk
from forecourt.commands.portal import build_portal, inputs_of
from forecourt.commands.serve import Session
from forecourt.edge.site import Places
from forecourt.portal.site import portal
from forecourt.words.catalogue import words_for
from tests.commands.test_serve import AD, ROOT, shop

TODAY: Final = date(2026, 11, 18)
PRESS: Final = "content/press/PR-20261103-m2p8.md"
# Its first bytes tell when it was packed; no reader of the site asks for it.
PACKED: Final = "sitemap.xml.gz"

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("serve")]


def replaced(path: Path, old: str, new: str) -> None:
    source = path.read_text("utf-8")
    assert old in source
    path.write_text(source.replace(old, new), "utf-8")


def field_changed(root: Path) -> None:
    replaced(root / AD, "title: 云岭Y7 上市通栏", "title: 云岭Y7 上市跨页")


def record_born(root: Path) -> None:
    text = (root / AD).read_text("utf-8").replace("AD-20261012-k3f7", "AD-20261012-z9z9")
    (root / AD).with_name("AD-20261012-z9z9.md").write_text(text, "utf-8")


def record_gone(root: Path) -> None:
    (root / PRESS).unlink()


def record_broken(root: Path) -> None:
    replaced(root / AD, "insertions: 1", "insertions: 很多")


def record_mended(root: Path) -> None:
    replaced(root / AD, "insertions: 很多", "insertions: 1")


def procedure_changed(root: Path) -> None:
    replaced(root / "content/procedures/PROC-ad.md", "label: 已批准", "label: 批下来了")


def evidence(root: Path) -> Path:
    return (root / AD).with_suffix("") / "tear-sheet.png"


def evidence_changed(root: Path) -> None:
    """Another picture, and the sum in the record that belongs to it."""
    path = evidence(root)
    was = hashlib.sha256(path.read_bytes()).hexdigest()
    other = next(
        one for one in sorted(ROOT.glob("content/**/*.png")) if one.read_bytes() != path.read_bytes()
    )
    shutil.copyfile(other, path)
    now = hashlib.sha256(path.read_bytes()).hexdigest()
    for record in (path for folder in ("content", "plans") for path in (root / folder).rglob("*.md")):
        if was in record.read_text("utf-8"):
            replaced(record, was, now)


def evidence_lost(root: Path) -> None:
    evidence(root).unlink()


EDITS: Final[tuple[Callable[[Path], None], ...]] = (
    field_changed,
    record_born,
    record_gone,
    record_broken,
    record_mended,
    procedure_changed,
    evidence_changed,
    evidence_lost,
)
# After these the whole site is built beside, which takes its time; pages are compared after each.
LOOKED_AT: Final = (record_broken, evidence_lost)
# The next edit is there before the server has done with these; what they left undone must not stay.
OVERTAKEN: Final = (record_mended, procedure_changed)


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != PACKED
    }


def session_of(root: Path, folder: Path) -> Session:
    where = Places(root=root, config=ROOT / "mkdocs.yml", pages=folder / "pages", site=folder / "site")
    return Session(root=root, today=TODAY, words=words_for("zh"), where=where)


def test_after_any_series_of_edits_pages_and_site_are_those_of_a_whole_build(tmp_path: Path) -> None:
    root = shop(tmp_path)
    session = session_of(root, tmp_path)
    session.refresh()
    for edit in EDITS:
        edit(root)
        session.is_waiting = partial(OVERTAKEN.__contains__, edit)
        session.refresh()
        desk = open_desk(root, today=TODAY, clock=TODAY)
        whole_pages = portal(inputs_of(desk, words=words_for("zh"), where=session.where)).files
        stale = [
            path for path, page in whole_pages.items() if (session.where.pages / path).read_bytes() != page
        ]
        if edit in OVERTAKEN:
            assert stale != [], edit.__name__
            assert f"ad/{Path(AD).name}" not in stale, edit.__name__
            continue
        assert stale == [], edit.__name__
        if edit not in LOOKED_AT:
            continue
        fresh = tmp_path / edit.__name__
        where = Places(root=root, config=ROOT / "mkdocs.yml", pages=fresh / "pages", site=fresh / "site")
        build_portal(desk, words=words_for("zh"), where=where)
        for name, updated in (("pages", session.where.pages), ("site", session.where.site)):
            ours, whole = content(updated), content(fresh / name)
            assert sorted(ours) == sorted(whole), (edit.__name__, name)
            assert [path for path in whole if ours[path] != whole[path]] == [], (edit.__name__, name)
        shutil.rmtree(fresh)
