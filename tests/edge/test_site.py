"""Building the site: what is written, what is dropped, what is said."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment

from forecourt.edge import site
from forecourt.edge.site import Builder, Places, SiteError
from tests.edge.room import room_for

ROOT = Path(__file__).parents[2]
CONFIGURATION = """\
site_name: 店
use_directory_urls: false
theme: {name: material, language: zh, font: false}
plugins:
  - search: {lang: en, pipeline: []}
nav: [index.md]
validation:
  nav: {omitted_files: ignore}
extra: {edit_base: "https://git.example/edit/main/"}
"""

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("site")]


@pytest.fixture
def where(tmp_path: Path) -> Places:
    (tmp_path / "mkdocs.yml").write_text(CONFIGURATION, "utf-8")
    return site.places(tmp_path)


def write(where: Places, **pages: str) -> int:
    return site.write_pages(where, {f"{name}.md": text.encode() for name, text in pages.items()}, {})


def found(where: Places) -> list[str]:
    """Titles and texts of the search index, word by word."""
    index = json.loads((where.site / site.INDEX).read_bytes())
    return sorted(entry["title"].replace("\u200b", "") for entry in index["docs"])


def test_only_what_changed_is_written_and_what_is_gone_is_removed(where: Places) -> None:
    photo = where.root / "content" / "photo.png"
    photo.parent.mkdir()
    photo.write_bytes(b"png")
    copies = {"evidence/photo.png": "content/photo.png"}
    assert site.write_pages(where, {"index.md": b"# A", "b.md": b"# B"}, copies) == 3
    assert site.write_pages(where, {"index.md": b"# A", "b.md": b"# B"}, copies) == 0
    assert site.write_pages(where, {"index.md": b"# A2"}, {}) == 3
    assert [path.name for path in where.pages.rglob("*")] == ["index.md"]


def test_an_update_builds_what_changed_drops_what_is_gone_and_keeps_the_index_whole(where: Places) -> None:
    builder = Builder(where)
    write(where, index="# 看板", a="# 广告甲", b="# 广告乙")
    builder.build()
    kept = (where.site / "b.html").stat().st_mtime_ns
    assert found(where) == ["广告乙", "广告甲", "看板"]

    write(where, index="# 看板", a="# 广告丙\n\n## 附页", b="# 广告乙")
    builder.update()
    assert "广告丙" in (where.site / "a.html").read_text("utf-8")
    assert (where.site / "b.html").stat().st_mtime_ns == kept
    assert found(where) == ["广告丙", "广告乙", "看板", "附页"]

    write(where, index="# 看板", b="# 广告乙")
    builder.update()
    assert not (where.site / "a.html").exists()
    assert found(where) == ["广告乙", "看板"]


def test_an_update_is_the_same_as_a_whole_build(where: Places) -> None:
    builder = Builder(where)
    write(where, index="# 看板", a="# 甲")
    builder.build()
    write(where, index="# 看板\n\n逾期", a="# 甲", c="# 丙")
    builder.update()
    updated = {path.name: path.read_bytes() for path in where.site.glob("*.html")}
    index = found(where)
    shutil.rmtree(where.site)
    Builder(where).build()
    assert {path.name: path.read_bytes() for path in where.site.glob("*.html")} == updated
    assert found(where) == index


def test_a_page_that_finds_no_room_is_named_and_the_old_one_stays(where: Places) -> None:
    builder = Builder(where)
    write(where, index="# 看板", a="# 甲")
    builder.build()
    before = {path.name: path.read_bytes() for path in where.site.rglob("*") if path.is_file()}
    write(where, index="# 看板", a=f"# 乙\n\n{'字' * 300_000}")

    with room_for(600_000), pytest.raises(OSError, match="File too large") as refused:
        builder.update()
    assert refused.value.filename == str(where.site / "a.html")
    assert {path.name: path.read_bytes() for path in where.site.rglob("*") if path.is_file()} == before

    builder.update()
    assert "乙" in (where.site / "a.html").read_text("utf-8")


def test_an_update_does_not_compile_the_theme_anew(where: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_one = Environment.compile

    def counting(self: Any, source: Any, name: str, *rest: Any, **options: Any) -> Any:
        compiled.append(name)
        return compile_one(self, source, name, *rest, **options)

    monkeypatch.setattr(Environment, "compile", counting)
    builder = Builder(where)
    write(where, index="# 看板", a="# 甲")
    builder.build()
    assert "main.html" in compiled
    compiled.clear()
    write(where, index="# 看板", a="# 乙")
    builder.update()
    assert found(where) == ["乙", "看板"]
    # The search plugin looks up its own words in an environment of its own.
    assert [name for name in compiled if "language" not in name] == []


def test_the_menu_of_an_update_still_names_pages_that_did_not_change(where: Places) -> None:
    menu = CONFIGURATION.replace("[index.md]", "[index.md, {计划: [ads.md, money.md]}]")
    where.config.write_text(menu, "utf-8")
    pages = {"ads": "---\ntitle: 广告计划\n---\n广告", "money": "# 资金与指标", "b": "# 广告乙"}
    builder = Builder(where)
    write(where, index="# 看板", **pages)
    builder.build()
    write(where, index="# 看板", **pages | {"b": "# 广告丙"})
    builder.update()
    links = re.findall(r'class="md-ellipsis">\s*(.*?)\s*<', (where.site / "b.html").read_text("utf-8"))
    assert {"看板", "广告计划", "资金与指标"} <= set(links)
    assert "None" not in links


def test_a_complaint_of_the_engine_stops_the_build(where: Places) -> None:
    write(where, index="[weg](missing.md)")
    with pytest.raises(SiteError, match=r"missing\.md"):
        Builder(where).build()


def test_a_broken_configuration_is_said_and_not_a_crash(where: Places) -> None:
    where.config.write_text("site_name: [", "utf-8")
    with pytest.raises(SiteError):
        Builder(where).build()


def test_the_edit_address_is_read_from_the_configuration(where: Places) -> None:
    assert site.edit_base(where) == "https://git.example/edit/main/"
    where.config.write_text(CONFIGURATION.replace("https:", "javascript:"), "utf-8")
    assert site.edit_base(where) == ""


def test_a_dealership_without_configuration_takes_the_one_that_comes_with_forecourt(tmp_path: Path) -> None:
    assert site.places(tmp_path).config == ROOT / "mkdocs.yml"
