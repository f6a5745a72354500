"""Personal data in PDFs: pages, fields, remarks, notes, enclosed files; read once and within limits."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest

from forecourt.edge.pdf_words import PdfReader, PdfWords
from forecourt.model.limits import MAX_EVIDENCE_BYTES, MAX_PROOF_PAGES
from forecourt.store import pdfs
from forecourt.store.load import load
from forecourt.words.catalogue import words_for
from tests.broken.cases import dealership_with
from tests.edge.paper import A4, pdf

PHONE = "13812345678"
LIST = "content/list.pdf"


def told(root: Path, *, remember: bool = False) -> list[str]:
    spoken = words_for("zh")
    findings = load(root, remember=remember).findings
    return [f"{one.path} {one.code} {spoken.say(one.message)}" for one in findings]


def one_paper(root: Path, data: bytes, *, remember: bool = False) -> list[str]:
    return told(dealership_with(root, LIST, data), remember=remember)


def test_a_number_is_told_by_its_page(tmp_path: Path) -> None:
    def second(paper: pikepdf.Pdf) -> None:
        paper.pages[1].Contents = paper.make_stream(f"BT /F1 40 Tf 60 700 Td (Tel {PHONE}) Tj ET".encode())

    assert one_paper(tmp_path, pdf(A4, A4, change=second)) == [
        f"{LIST} PD01 第 2 页有个人信息：手机号 138…78"
    ]


@pytest.mark.parametrize(
    "drawn",
    [
        "(138) Tj 90 0 Td (1234) Tj 90 0 Td (5678) Tj",
        "12 Tc (13812345678) Tj",
        " ".join(f"({digit}) Tj 60 0 Td" for digit in PHONE),
        " ".join(f"({digit}) Tj 22 0 Td" for digit in PHONE),
        "[(138) -900 (12345678)] TJ",
    ],
    ids=["groups", "wide", "boxes", "one by one", "gap"],
)
def test_figures_that_are_drawn_apart_are_one_number(drawn: str, tmp_path: Path) -> None:
    def apart(paper: pikepdf.Pdf) -> None:
        paper.pages[0].Contents = paper.make_stream(f"BT /F1 40 Tf 20 700 Td {drawn} ET".encode())

    found = one_paper(tmp_path, pdf((1200, 842), change=apart))
    assert found == [f"{LIST} PD01 第 1 页有个人信息：手机号 138…78"]


def a_remark(paper: pikepdf.Pdf) -> None:
    remark = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[9, 9, 30, 30], Contents=f"来电 {PHONE}"
    )
    paper.pages[0].Annots = paper.make_indirect(pikepdf.Array([remark]))


def a_field(paper: pikepdf.Pdf) -> None:
    field = paper.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Tx,
            T="phone",
            V=PHONE,
            Rect=[9, 9, 90, 30],
        )
    )
    paper.pages[0].Annots = paper.make_indirect(pikepdf.Array([field]))
    paper.Root.AcroForm = pikepdf.Dictionary(Fields=[field])


def a_title(paper: pikepdf.Pdf) -> None:
    paper.docinfo["/Title"] = f"客户 {PHONE}"


def a_caption(paper: pikepdf.Pdf) -> None:
    with paper.open_metadata() as notes:
        notes["dc:title"] = f"客户 {PHONE}"


def an_enclosure(paper: pikepdf.Pdf) -> None:
    paper.attachments["名单.csv"] = f"姓名,电话\n某某,{PHONE}\n".encode("gb18030")


@pytest.mark.parametrize("change", [a_remark, a_field, a_title, a_caption, an_enclosure])
def test_what_stands_beside_the_pages_is_searched_too(
    change: Callable[[pikepdf.Pdf], None], tmp_path: Path
) -> None:
    assert one_paper(tmp_path, pdf(A4, change=change)) == [
        f"{LIST} PD01 这份 PDF 的表单、批注或附注里有个人信息：手机号 138…78"
    ]


def test_an_honest_invoice_is_silent(tmp_path: Path) -> None:
    assert one_paper(tmp_path, pdf(A4, text="No 26112000000138123456 12,000.00")) == []


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (pdf(A4, encryption=pikepdf.Encryption(user="1", owner="2")), "打开要密码"),
        (pdf(A4)[:400] + b"\n/Font\n", "文件已损坏"),
        (pdf(*[A4] * (MAX_PROOF_PAGES + 1)), "只读了前 100 页"),
    ],
    ids=["locked", "damaged", "long"],
)
def test_what_cannot_be_searched_is_told(data: bytes, why: str, tmp_path: Path) -> None:
    assert one_paper(tmp_path, data) == [f"{LIST} PD02 这份 PDF 没有查过个人信息：{why}"]


def test_one_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    root = dealership_with(tmp_path, LIST, pdf(A4))
    with (root / LIST).open("r+b") as file:
        file.truncate(MAX_EVIDENCE_BYTES + 1)

    assert told(root) == [f"{LIST} PD02 这份 PDF 没有查过个人信息：超过 50 MB"]


@pytest.fixture
def reader() -> Iterator[PdfReader]:
    found = PdfReader()
    yield found
    found.close()


def test_a_reader_that_ends_over_one_file_reads_the_next(
    reader: PdfReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The alarm or the want of memory ends the process in the middle of a file."""
    dying = [sys.executable, "-c", "import sys; sys.stdin.buffer.read(100)"]
    real = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda _, **options: real(dying, **options))
    assert reader.words_of(pdf(A4)) == PdfWords(fault="bomb")

    monkeypatch.setattr(subprocess, "Popen", real)
    assert reader.words_of(pdf(A4)).pages == ("Invoice 1",)


def test_the_alarm_ends_the_reader_of_a_slow_file() -> None:
    slow = (
        "import time\n"
        "from forecourt.edge import pdf_words\n"
        "pdf_words.MAX_PDF_SECONDS = 0.05\n"
        "pdf_words.read = lambda data: time.sleep(60)\n"
        "pdf_words.main()\n"
    )
    data = pdf(A4)
    asked = len(data).to_bytes(8) + data
    done = subprocess.run([sys.executable, "-c", slow], input=asked, capture_output=True, check=False)

    assert (done.returncode, done.stdout) == (-14, b"")


def test_a_pdf_is_read_once_and_what_is_kept_shows_no_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = dealership_with(tmp_path, LIST, pdf(A4, text=f"Tel {PHONE} /"))
    first = told(root, remember=True)
    assert first == [f"{LIST} PD01 第 1 页有个人信息：手机号 138…78"]
    assert PHONE not in (root / pdfs.CACHE).read_text(encoding="utf-8")

    monkeypatch.setattr(PdfReader, "words_of", None)
    assert told(root) == first


def test_a_damaged_cache_is_not_believed(tmp_path: Path) -> None:
    root = dealership_with(tmp_path, LIST, pdf(A4, text=f"Tel {PHONE} /"))
    first = told(root, remember=True)
    cache = root / pdfs.CACHE
    cache.write_bytes(cache.read_bytes().replace(b"mobile", b"plate!"))

    assert told(root) == first


def test_check_writes_no_file(tmp_path: Path) -> None:
    root = dealership_with(tmp_path, LIST, pdf(A4, text=f"Tel {PHONE} /"))
    told(root)

    assert not (root / "build").exists()
