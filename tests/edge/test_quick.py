"""The site comes out the same, byte by byte, whether its pages are hastened or made by the engine alone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from forecourt.edge import markup, quick, site
from forecourt.edge.site import Builder, Places
from tests.portal.make import site as small_portal

CONFIG = Path(__file__).parents[2] / "mkdocs.yml"
HEAD = "---\ntitle: 页\n---\n\n"
TITLE = "<h1>页</h1>\n"
# Pages that are not, or hardly, of the form that our templates write.
FORMS = {
    "index": "# 首页\n",
    "prose": f"{TITLE}\nEin *Satz* mit `code`.\n",
    "list": "## 清单 { #list }\n\n- 一\n- 二\n",
    "inline": f"{TITLE}\n## 甲 {'{ #a }'}\n\n<b>粗</b> 字\n",
    "same_line": f"{TITLE}\n<div>一</div><div>二</div>\n",
    "twice": f"{TITLE}\n## 甲 {{ #a }}\n\n<p>一</p>\n\n## 乙 {{ #a }}\n\n<p>二</p>\n",
    "slugs": f"{TITLE}\n## 看 Board（2026）\n\n<p>一</p>\n\n## 二：甲＋乙\n\n<p>二</p>\n",
    "deep": f"{TITLE}\n<div><h3 id='x'>三</h3><h3 id=\"y\">四</h3><p>五</p></div>\n\n<p>六</p>\n",
    "kept": f"{TITLE}\n<div>一<p> </p><ul><li>二</li></ul>三<code>x &lt; y &amp; z</code></div>\n",
    "excluded": f'{TITLE}\n<div data-search-exclude><p>一</p>二</div>\n\n<p data-search-exclude="1">三</p>\n',
    "nested": f"{TITLE}\n<div data-search-exclude><div>一</div>二</div>\n",
    "left_out": f"{TITLE}\n## 甲 {{ #a data-search-exclude }}\n\n<p>一</p>\n\n## 乙 {{ #b }}\n\n<p>二</p>\n",
    "void": f'{TITLE}\n<p>一<br>二<img alt="a > b" src="x.png">三</p>\n',
    "svg": f'{TITLE}\n<figure><svg><title>图</title><rect width="1"/></svg></figure>\n',
    "open": f"{TITLE}\n<div>一\n\n## 甲 {{ #a }}\n\n<p>二</p>\n",
    "fence": f"{TITLE}\n<div>\n```\n## 甲 {{ #a }}\n```\n</div>\n",
    "comment": f"{TITLE}\n<!-- <p> -->\n\n<p>一</p>\n",
    "script": f"{TITLE}\n<p>一</p><script>if (1 < 2) {{}}</script>\n",
    "sub": f"{TITLE}\n## 甲 <small>3</small> {{ #a }}\n\n<p>一</p>\n\n### 乙\n\n<p>二</p>\n",
    "untitled": "<p>没有标题</p>\n",
    "quoted": "---\ntitle: '双 \"引号\" {{ x }} \\1'\nsearch: {boost: 5}\nhide: [toc]\n---\n\n<h1>页</h1>\n",
    "hidden": "---\ntitle: 不找\nsearch: {exclude: true}\n---\n\n<h1>页</h1>\n",
    "more": "---\ntitle: 页\ndescription: 说明\n---\n\n<h1>页</h1>\n",
}

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("site")]


def both_ways(where: Places, tmp_path: Path) -> list[dict[str, bytes]]:
    """Every file of the site, hastened and made by the engine alone."""
    made = []
    for hastened in (True, False):
        out = replace(where, site=tmp_path / f"site-{hastened}")
        Builder(out, hastened=hastened).build()
        files = [path for path in out.site.rglob("*") if path.is_file()]
        made.append({path.relative_to(out.site).as_posix(): path.read_bytes() for path in files})
    return made


def noting_refusals(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The beginnings of pages that were left to the engine."""
    refused: list[str] = []

    def noted(read: Callable[..., Any]) -> Callable[..., Any]:
        def tried(text: str, *more: Any) -> Any:
            try:
                return read(text, *more)
            except markup.UnknownFormError:
                refused.append(text[:80])
                raise

        return tried

    monkeypatch.setattr(quick, "html_of", noted(markup.html_of))
    monkeypatch.setattr(quick, "sections_of", noted(markup.sections_of))
    return refused


def test_the_portal_comes_out_the_same_and_hardly_a_page_is_left_to_the_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = noting_refusals(monkeypatch)
    where = site.places(tmp_path, CONFIG)
    pages = small_portal().files
    site.write_pages(where, pages, {})
    hastened, plain = both_ways(where, tmp_path)
    assert hastened == plain
    assert len(refused) <= sum(name.endswith(".md") for name in pages) * 0.1, refused


def test_pages_of_other_forms_come_out_the_same(tmp_path: Path) -> None:
    where = site.places(tmp_path, CONFIG)
    pages = {name: body if body.startswith("---") else HEAD + body for name, body in FORMS.items()}
    menu = [line for line in CONFIG.read_text("utf-8").splitlines() if line.strip().endswith(".md")]
    there = {line.split("- ")[-1] for line in menu} | {f"forms/{name}.md" for name in pages}
    files = dict.fromkeys(there, HEAD.encode()) | {
        f"forms/{name}.md": body.encode() for name, body in pages.items()
    }
    site.write_pages(where, files, {})
    hastened, plain = both_ways(where, tmp_path)
    assert {name for name, data in hastened.items() if plain[name] != data} == set()


@pytest.mark.parametrize(
    "line",
    [
        "  - codehilite\n",
        "hooks: [hook.py]\n",
        "  - toc: {permalink: true}\n",
    ],
)
def test_a_configuration_with_more_in_it_is_left_to_the_engine(line: str, tmp_path: Path) -> None:
    (tmp_path / "hook.py").write_text("", "utf-8")
    plain = CONFIG.read_text("utf-8").replace("plugins:\n", f"{line}\nplugins:\n", 1)
    if "toc" in line:
        plain = plain.replace("permalink: false", "permalink: true").replace(line, "")
    (tmp_path / "mkdocs.yml").write_text(plain, "utf-8")
    config = site._config(site.places(tmp_path))
    before = {name: list(handlers) for name, handlers in config.plugins.events.items()}
    quick.hasten(config)
    assert config.plugins.events == before
