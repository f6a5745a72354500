"""forecourt binder with papers that are PDFs: their pages stand in the volume as pages of it."""

import re
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pikepdf
import pytest
from msgspec.structs import replace

from forecourt.commands.volumes import Built, print_volumes
from forecourt.kinds.common import Common
from forecourt.model.record import Records
from forecourt.words.catalogue import words_for
from tests.binder import make
from tests.binder.make import desk, evidence, november
from tests.edge.paper import A4, SECRETS, pdf, photo
from tests.edge.test_pdf_pages import LOCKED, lively
from tests.money.make import NOVEMBER

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("papers")]

INVOICE: Final = pdf(A4, (842, 595), text="Bound invoice", change=lively)
PAPERS: Final = {
    "invoice.pdf": INVOICE,
    "contract.pdf": LOCKED,
    "photo.webp": photo(form="WEBP", size=(900, 600), orientation=6),
    **{f"phone-{number}.jpg": photo(size=(800, 600 + number), orientation=3) for number in range(1, 6)},
}


def with_papers(record: Common) -> Common:
    """The ad with its invoice and contract as PDFs, the event with photos from phones."""
    if record.id == "AD-1":
        papers = (
            evidence("invoice", "invoice.pdf", caption="广告费"),
            evidence("contract", "contract.pdf"),
            evidence("screenshot", "photo.webp"),
        )
        kept = tuple(item for item in record.evidence if item.kind not in ("invoice", "contract"))
        return replace(record, evidence=(*kept, *papers))
    if record.id == "EV-1":
        photos = (evidence("photo", f"phone-{number}.jpg", caption=f"现场{number}") for number in range(1, 6))
        return replace(record, evidence=tuple(photos))
    return record


def papers_of_november() -> Records:
    found = november()
    changed = tuple(with_papers(record) if isinstance(record, Common) else record for record in found)
    bare = Records(items=changed)
    return Records(items=changed, files=make.facts(bare))


@pytest.fixture(scope="module", autouse=True)
def more_papers() -> Iterator[None]:
    """The papers of these tests lie beside the others."""
    with pytest.MonkeyPatch.context() as patch:
        for name, data in PAPERS.items():
            patch.setitem(make.FILES, name, data)
        yield


def printed(root: Path, *numbers: int) -> list[Built]:
    """Those volumes of November, printed in a folder of their own."""
    opened = desk(root, papers_of_november())
    return print_volumes(opened, NOVEMBER, words_for("zh"), output=root / "build", only=frozenset(numbers))[1]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, more_papers: None) -> list[Built]:
    """The volumes that have such papers: of ads and of events."""
    return printed(tmp_path_factory.mktemp("papers"), 1, 3)


@pytest.fixture(scope="module")
def ads(made: list[Built]) -> Built:
    return made[0]


def lines_of(path: Path, *options: str) -> list[str]:
    """The lines of a PDF without white space."""
    done = subprocess.run(["pdftotext", *options, str(path), "-"], capture_output=True, check=True)
    return [re.sub(r"\s+", "", line) for line in done.stdout.decode().splitlines()]


def page_of(bookmark: Any) -> Any:
    """The identity of the page that a bookmark opens."""
    return bookmark.destination[0].objgen


def pages_of(volume: Built) -> list[str]:
    """The text of every page without white space."""
    command = ["pdftotext", "-layout", str(volume.path), "-"]
    done = subprocess.run(command, capture_output=True, check=True)
    return [re.sub(r"\s+", "", page) for page in done.stdout.decode().split("\f")[:-1]]


def test_pages_of_an_invoice_are_pages_of_the_volume_below_our_own_head(ads: Built) -> None:
    pages = pages_of(ads)
    first = next(number for number, page in enumerate(pages) if "Boundinvoice1" in page)

    assert "Boundinvoice2" in pages[first + 1]
    for number in (first, first + 1):
        assert "示例汽车销售有限公司2026年11月·广告宣传·第1册共3册" in pages[number]
        assert f"第{number + 1}页共{ads.pages}页" in pages[number]
    assert "发票·广告费·第1张，共2张" in pages[first]
    assert "发票·广告费·第2张，共2张" in pages[first + 1]
    assert len(pages) == ads.pages


def test_contents_and_bookmarks_behind_bound_pages_name_the_right_pages(ads: Built) -> None:
    pages = pages_of(ads)
    entry = next(line for line in lines_of(ads.path, "-f", "2", "-l", "2", "-layout") if "二次投放" in line)
    second = int(entry.rpartition(".")[2])

    assert "AD-2" in pages[second - 1]
    with pikepdf.open(BytesIO(ads.pdf)) as document, document.open_outline() as opened:
        number_of: dict[Any, int] = {
            page.objgen: number for number, page in enumerate(document.pages, start=1)
        }
        items = next(item for item in opened.root if item.title == "项目与审批").children
        _, other = items
        papers = next(item for item in opened.root if item.title == "发票与付款凭证").children
        titles = {child.title: number_of[page_of(child)] for child in papers}
        assert number_of[page_of(other)] == second
    assert (
        "Boundinvoice1"
        in pages[
            next(page for title, page in titles.items() if title.startswith("发票 · 广告费 · 第 1 项")) - 1
        ]
    )


def test_what_cannot_be_bound_is_a_line_on_the_page_of_missing_papers(ads: Built) -> None:
    printed = "".join(lines_of(ads.path))

    assert "已盖章合同：PDF文件plans/2026-11/papers/contract.pdf装订不进来" in printed
    assert "缺已盖章合同" in printed
    assert "这份凭证打不开，见“缺失材料”页。" in printed
    assert ads.volume.cover.draft == "材料缺失（2 项）"


@pytest.mark.usefixtures("own_printer")
def test_the_same_commit_gives_the_same_bytes_in_another_folder(ads: Built, tmp_path: Path) -> None:
    (again,) = printed(tmp_path, 1)

    assert again.seconds > 0
    assert again.pdf == ads.pdf


def test_bound_pages_are_figures_with_words_for_who_cannot_see_them(ads: Built) -> None:
    with pikepdf.open(BytesIO(ads.pdf)) as document:
        words = [
            str(found.Alt)
            for found in document.objects
            if isinstance(found, pikepdf.Dictionary) and found.get("/S") == pikepdf.Name.Figure
        ]

    assert "发票 · 广告费 · 第 1 张，共 2 张" in words
    assert "发票 · 广告费 · 第 2 张，共 2 张" in words


def test_qpdf_check_finds_nothing_in_volumes_with_bound_pages(made: list[Built]) -> None:
    for volume in made:
        check = pikepdf.Job(["qpdf", "--check", str(volume.path)])
        check.run()
        assert (check.exit_code, check.has_warnings) == (0, False), volume.path.name


def test_nothing_that_acts_and_no_note_of_a_camera_is_in_any_volume(made: list[Built]) -> None:
    for volume in made:
        with pikepdf.open(BytesIO(volume.pdf)) as document:
            target = BytesIO()
            document.save(
                target,
                compress_streams=False,
                stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
                object_stream_mode=pikepdf.ObjectStreamMode.disable,
            )
        # The volume's own title and language stand in notes of this form.
        unwanted = (*SECRETS, b"/JavaScript", b"app.alert", b"/URI", b"between us", b"macro")
        found = [word for word in unwanted if word in target.getvalue() and word != b"xmpmeta"]
        assert found == []
