"""A build that leaves finished pages alone gives the same site, byte by byte, as one that makes them all."""

import os
import shutil
import threading
from pathlib import Path

import pytest

from forecourt.edge import crew, finished, site
from forecourt.edge.finished import Finished, Page
from forecourt.edge.site import Builder, Places

CONFIG = Path(__file__).parents[2] / "mkdocs.yml"
MENU = [line.split("- ")[-1] for line in CONFIG.read_text("utf-8").splitlines() if line.endswith(".md")]
COUNT = 2 * crew.FEWEST
PHOTO = "evidence/photo.png"

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("site")]


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the tests themselves run in a process with threads."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(threading, "active_count", lambda: 1)


@pytest.fixture
def where(tmp_path: Path) -> Places:
    (tmp_path / "photo.png").write_bytes(b"photo")
    return site.places(tmp_path, CONFIG)


def source(title: str, words: str) -> bytes:
    return f'---\ntitle: "{title}"\n---\n\n<h1>{title}</h1>\n\n<p>{words}</p>\n'.encode()


def sources(**changed: bytes) -> dict[str, bytes]:
    """The pages of the menu and many others; some of these otherwise."""
    others = {f"ad/AD-{number}.md": source(f"广告{number}", f"试驾{number}") for number in range(COUNT)}
    return {name: source(name, "菜单") for name in MENU} | others | changed


def write(where: Places, pages: dict[str, bytes]) -> None:
    site.write_pages(where, pages, {PHOTO: "photo.png"})


def made(where: Places) -> dict[str, bytes]:
    """Every file of the site; what is packed carries the hour in it."""
    found = (path for path in where.site.rglob("*") if path.is_file() and path.suffix != ".gz")
    return {path.relative_to(where.site).as_posix(): path.read_bytes() for path in found}


def times(where: Places) -> dict[str, int]:
    return {path.stem: path.stat().st_mtime_ns for path in (where.site / "ad").glob("AD-*.html")}


def cold(where: Places, builder: Builder) -> dict[str, bytes]:
    """What comes out when nothing was there before."""
    assert where.finished is not None
    where.finished.unlink()
    shutil.rmtree(where.site)
    builder.build()
    return made(where)


def test_a_build_after_another_is_the_same_as_a_cold_one_and_makes_what_changed_only(where: Places) -> None:
    builder = Builder(where)
    write(where, sources())
    builder.build()
    first, then = made(where), times(where)
    builder.build()
    assert made(where) == first
    assert times(where) == then

    pages = sources(**{"ad/AD-1.md": source("广告1", "改了"), "ad/AD-new.md": source("新", "新的")})
    del pages["ad/AD-2.md"]
    write(where, pages)
    # Whatever else happened to the site meanwhile, nothing of it stays.
    (where.site / "ad/AD-3.html").write_text("somebody else", "utf-8")
    (where.site / "ad/AD-4.html").unlink()
    (where.site / "stray/old.html").parent.mkdir()
    (where.site / "stray/old.html").write_text("old", "utf-8")
    (where.site / PHOTO).unlink()
    (where.site / PHOTO).write_bytes(b"other")
    builder.build()
    found = made(where)
    assert {name for name, at in times(where).items() if then.get(name) != at} == {
        *("AD-1", "AD-3", "AD-4", "AD-new")
    }
    assert "改了" in found["ad/AD-1.html"].decode()
    assert found[PHOTO] == b"photo"
    kept = finished.load(where.finished)
    assert kept.pages.keys() == pages.keys()
    assert found == cold(where, builder)


def test_a_title_in_the_menu_is_new_on_every_page_and_links_are_left_to_the_engine(where: Places) -> None:
    builder = Builder(where)
    write(where, sources())
    builder.build()
    renamed = sources(**{"money/index.md": source("新名字", "钱")})
    write(where, renamed)
    builder.build()
    assert all(
        "新名字" in (where.site / f"ad/AD-{number}.html").read_text("utf-8") for number in range(COUNT)
    )

    # Where a page that is gone is linked to as Markdown links, only the engine finds out.
    linking = "---\ntitle: 甲\n---\n\n[乙](AD-5.md)\n".encode()
    pages = renamed | {"ad/AD-6.md": linking}
    write(where, pages)
    builder.build()
    del pages["ad/AD-5.md"]
    write(where, pages)
    with pytest.raises(site.SiteError, match=r"AD-5\.md"):
        builder.build()


def test_what_was_kept_is_read_again_and_nothing_when_it_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "cache" / "pages"
    whole = Finished(key="k", pages={"a.md": Page(source="1", made="2", entries=[{"location": "a.html"}])})
    assert finished.load(path) == Finished()
    finished.keep(path, whole)
    assert finished.load(path) == whole
    path.write_bytes(path.read_bytes().replace(b"a.html", b"b.html"))
    assert finished.load(path) == Finished()
    path.write_bytes(b"")
    assert finished.load(path) == Finished()


def test_a_small_copy_is_one_file_and_a_change_of_it_in_the_portal_does_not_last(where: Places) -> None:
    thumbs = where.root / site.THUMBS
    thumbs.mkdir(parents=True)
    (thumbs / "small.webp").write_bytes(b"small")
    copies = {"thumbs/photo.png.webp": str(thumbs / "small.webp"), PHOTO: "photo.png"}
    assert site.write_pages(where, {}, copies) == 2
    assert Path(thumbs / "small.webp").samefile(where.pages / "thumbs/photo.png.webp")
    assert not Path(where.root / "photo.png").samefile(where.pages / PHOTO)
    assert site.write_pages(where, {}, copies) == 0
    (where.pages / PHOTO).write_bytes(b"other")
    assert site.write_pages(where, {}, copies) == 1
    assert (where.root / "photo.png").read_bytes() == (where.pages / PHOTO).read_bytes() == b"photo"
