"""PDF/A-3b and PDF/UA-1 in one file, with files inside."""

import json
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from forecourt.edge import pdf
from forecourt.edge.pdf_archive import PDF_A, PDF_UA, Blemish, Enclosure, standards
from tests.binder.make import picture
from tests.edge.standards import lacks, refused
from tests.edge.test_pdf import HEAD

pytestmark = pytest.mark.slow

BODY = (
    '<h1>第一章</h1><p style="font-family: Noto Serif SC">正文<a href="#b">见下</a></p>'
    "<table><thead><tr><th>甲</th><th>乙</th></tr></thead>"
    "<tbody>" + "<tr><td>1</td><td>2</td></tr>" * 12 + "</tbody></table>"
    '<h2 id="b">第一节</h2><img src="picture:a" alt="图" style="image-rendering: crisp-edges">'
)
FILES = (
    Enclosure(name="manifest.json", about="清单", data=b"{}", relationship="Supplement"),
    Enclosure(name="2026-11.xlsx", about="数据表", data=b"PK", relationship="Data"),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("archive")
    (found / "a.png").write_bytes(picture(60, 40))
    return found


def made(folder: Path, body: str = BODY, **more: Any) -> bytes:
    job = pdf.Job(
        name="vol",
        html=HEAD + body,
        pictures={"picture:a": folder / "a.png"},
        work=folder / "fonts",
        made_at=datetime(2026, 11, 24, tzinfo=UTC),
        **more,
    )
    return pdf.render_all([job])["vol"].pdf


@pytest.fixture(scope="module")
def volume(folder: Path) -> bytes:
    return made(folder, enclosures=FILES)


def test_a_volume_meets_both_standards_as_far_as_can_be_seen(volume: bytes) -> None:
    assert lacks(volume) == []
    assert refused(volume) == []


def test_the_files_inside_are_named_dated_and_related_to_the_volume(volume: bytes) -> None:
    with pikepdf.open(BytesIO(volume)) as book:
        found = {name: book.attachments[name] for name in ("2026-11.xlsx", "manifest.json")}
        assert [str(one.UF) for one in book.Root.AF] == list(found)
        assert {name: one.get_file().read_bytes() for name, one in found.items()} == {
            "2026-11.xlsx": b"PK",
            "manifest.json": b"{}",
        }
        assert [str(one.AFRelationship) for one in book.Root.AF] == ["/Data", "/Supplement"]
        assert [str(one.EF.F.Params.ModDate) for one in book.Root.AF] == ["D:20261124000000Z"] * 2
        assert json.loads(found["manifest.json"].get_file().read_bytes()) == {}


@pytest.mark.usefixtures("own_printer")
def test_the_same_files_give_the_same_bytes(volume: bytes, folder: Path) -> None:
    assert made(folder, enclosures=FILES) == volume


@pytest.mark.parametrize(
    ("kept", "lacking"),
    [
        ((PDF_UA,), ["metadata do not say PDF/A-3b", "pdfuaid is not described"]),
        ((), ["metadata do not say PDF/A-3b", "pdfuaid is not described", "metadata do not say PDF/UA-1"]),
    ],
)
def test_a_volume_says_only_what_it_keeps_to(kept: tuple[str, ...], lacking: list[str], folder: Path) -> None:
    assert lacks(made(folder, enclosures=FILES, standards=kept)) == lacking


def test_what_is_looked_for_can_be_missed(folder: Path) -> None:
    spoiled = '<h1>第一章</h1><h3>第三级</h3><img src="picture:a" alt="图">'

    assert lacks(made(folder, spoiled)) == [
        "PostScript or smoothing",
        "a level of headings left out",
    ]
    assert refused(made(folder, spoiled)) == ["ISO_19005_3:6.2.8-3: /Interpolate shall be false"]


def test_heads_that_cannot_be_found_by_name_are_missed(volume: bytes) -> None:
    with pikepdf.open(BytesIO(volume)) as book:
        del book.Root.StructTreeRoot.IDTree
        target = BytesIO()
        book.save(target)

    assert lacks(target.getvalue()) == [
        "the table of names is not whole",
        "a cell whose head is not to be found",
    ]


@pytest.mark.parametrize(
    ("blemishes", "kept"),
    [
        ((), (PDF_UA, PDF_A)),
        ((Blemish(what="cmyk"),), (PDF_UA,)),
        ((Blemish(what="jpx"),), (PDF_UA,)),
        ((Blemish(what="cmyk"), Blemish(what="font", name="STSong-Light")), ()),
    ],
)
def test_bound_pages_of_another_house_lower_what_a_volume_keeps_to(
    blemishes: tuple[Blemish, ...], kept: tuple[str, ...]
) -> None:
    assert standards(blemishes) == kept


def test_the_fingerprint_of_a_page_is_that_of_its_words_and_pictures(folder: Path) -> None:
    def prints(body: str) -> tuple[str, ...]:
        job = pdf.Job(
            name="vol", html=HEAD + body, pictures={"picture:a": folder / "a.png"}, work=folder / "fonts"
        )
        return pdf.render_all([job])["vol"].prints

    second = '<p style="break-before: page">第二页</p>'
    plain = prints(f"<p>第一页</p>{second}")
    bold = prints(f"<p><b>第一页</b></p>{second}<style>@page {{ @top-left {{ content: '页眉' }} }}</style>")
    other = prints(f"<p>第1页</p>{second}")

    assert (bold, other[1], len({*plain, *other})) == (plain, plain[1], 3)
