"""The form of printed volumes: standards, files inside, margins for binding, links both ways."""

import json
import re
import subprocess
import zipfile
from collections import defaultdict
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from msgspec.structs import replace
from PIL import ImageColor

from forecourt.binder.page import TEMPLATES
from forecourt.commands.binder_papers import fewer_standards
from forecourt.commands.volumes import Built
from forecourt.edge.pdf_archive import Blemish
from forecourt.words.catalogue import words_for
from tests.edge.standards import lacks, refused

# The volumes are made once: every test of this file on one worker.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("binder")]

POINTS_A_MM = 72 / 25.4
INNER, OUTER, WIDTH = 28, 17, 210
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)"')
COLOUR = re.compile(r"[{; ]color: (#[0-9a-f]+)")


def test_every_volume_keeps_to_both_standards(built: list[Built]) -> None:
    assert [lacks(made.pdf) for made in built] == [[], [], []]
    assert {made.standards for made in built} == {("PDF/UA-1", "PDF/A-3b")}
    assert [told for made in built for told in fewer_standards(made)] == []


def test_a_validator_of_pdf_a_refuses_no_volume(built: list[Built]) -> None:
    assert [refused(made.pdf) for made in built] == [[], [], []]


def test_qpdf_check_finds_nothing_in_any_volume_of_a_month(built: list[Built]) -> None:
    for made in built:
        check = pikepdf.Job(["qpdf", "--check", str(made.path)])
        check.run()
        assert (check.exit_code, check.has_warnings) == (0, False), made.path.name


def test_a_volume_carries_its_manifest_and_the_month_s_workbook(built: list[Built]) -> None:
    told = json.loads((built[0].path.parent / "manifest.json").read_text(encoding="utf-8"))
    only_printed = {"sha256", "bytes", "pages", "page_prints", "standards", "blemishes"}
    books = set()
    for made, entry in zip(built, told["volumes"], strict=True):
        with pikepdf.open(BytesIO(made.pdf)) as document:
            inside = {name: one.get_file().read_bytes() for name, one in document.attachments.items()}
        assert sorted(inside) == ["2026-11.xlsx", "manifest.json"]
        bare = {key: value for key, value in entry.items() if key not in only_printed}
        assert json.loads(inside["manifest.json"]) == {**told, "volumes": [bare]}
        books.add(inside["2026-11.xlsx"])
    (book,) = books
    with zipfile.ZipFile(BytesIO(book)) as archive:
        assert b"2026-11-01T00:00:00Z" in archive.read("docProps/core.xml")
        assert "各渠道预算执行".encode() in archive.read("xl/workbook.xml")


def test_the_wide_margin_lies_where_the_book_is_bound(built: list[Built]) -> None:
    for made in built:
        for number in range(2, made.pages + 1):
            command = ["pdftotext", "-bbox", "-f", str(number), "-l", str(number), str(made.path), "-"]
            done = subprocess.run(command, capture_output=True, check=True, text=True)
            edges = [(float(left), float(right)) for left, right in WORD.findall(done.stdout)]
            left, right = (INNER, OUTER) if number % 2 else (OUTER, INNER)
            assert min(one for one, _ in edges) >= left * POINTS_A_MM - 1, number
            assert max(one for _, one in edges) <= (WIDTH - right) * POINTS_A_MM + 1, number


def test_contents_items_and_proofs_lead_to_each_other(built: list[Built]) -> None:
    for made in built:
        links: dict[int, set[str]] = defaultdict(set)
        with pikepdf.open(BytesIO(made.pdf)) as document:
            named = pikepdf.NameTree(document.Root.Names.Dests)
            numbers: dict[Any, int] = {
                page.objgen: place for place, page in enumerate(document.pages, start=1)
            }
            place = {name: numbers[target[0].objgen] for name, target in named.items()}
            for number, page in enumerate(document.pages, start=1):
                links[number] = {str(note.Dest) for note in page.get("/Annots", pikepdf.Array())}
        anchors = {item.anchor for item in made.volume.items}
        assert anchors | {chapter.anchor for chapter in made.volume.chapters} <= links[2]
        for item in made.volume.items:
            printed = {link.target for link in item.links}
            following = links[place[item.anchor]] | links[place[item.anchor] + 1]
            assert printed <= following
            if item.proof_anchor:
                assert item.anchor in links[place[item.proof_anchor]]


def test_words_in_colour_are_dark_enough_without_it() -> None:
    colours = set(COLOUR.findall((TEMPLATES / "volume.css").read_text(encoding="utf-8")))

    assert {colour: contrast(colour) >= 4.5 for colour in colours} == dict.fromkeys(colours, True)
    assert len(colours) > 4


def contrast(colour: str) -> float:
    """How much darker than white paper a colour is (WCAG 2.2): 1 to 21."""
    linear = [
        (one / 255 / 12.92) if one <= 10 else ((one / 255 + 0.055) / 1.055) ** 2.4 for one in rgb(colour)
    ]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


def rgb(colour: str) -> tuple[int, ...]:
    return ImageColor.getrgb(colour)


def test_a_paper_without_its_fonts_is_named(built: list[Built]) -> None:
    spoiled = replace(
        built[0],
        standards=(),
        blemishes={"plans/a.pdf": (Blemish(what="cmyk"), Blemish(what="font", name="STSong-Light"))},
    )
    assert [words_for("zh").say(told) for told in fewer_standards(spoiled)] == [
        "不符合 PDF/UA-1、PDF/A-3b，因为 plans/a.pdf：用的是印刷油墨色（CMYK）、没有嵌入字体 STSong-Light。"
        "请对方重出一份嵌入字体的 PDF，或扫描成图片"
    ]


def test_every_line_of_the_contents_leads_to_the_page_that_it_names(built: list[Built]) -> None:
    for made in built:
        command = ["pdftotext", "-f", "2", "-l", "2", "-layout", str(made.path), "-"]
        text = subprocess.run(command, capture_output=True, check=True).stdout.decode()
        named = [int(number) for number in re.findall(r"(?:\. ?){3,}(\d+)$", text, re.MULTILINE)]
        assert len(named) > len(made.volume.chapters)
        with pikepdf.open(BytesIO(made.pdf)) as book:
            assert opened_by_links(book)[: len(named)] == named, made.path.name


def opened_by_links(book: pikepdf.Pdf) -> list[int]:
    """The page that each link of the second page opens, from above; a link over two boxes counts once."""
    number = {page.obj.objgen: at for at, page in enumerate(book.pages, start=1)}
    places = pikepdf.NameTree(book.Root.Names.Dests)
    links = [one for one in book.pages[1].Annots if "/Dest" in one]
    names = dict.fromkeys(str(one.Dest) for one in links)
    return [number[places[name][0].objgen] for name in names]
