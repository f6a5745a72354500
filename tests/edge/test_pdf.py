"""HTML -> PDF: our fonts, named pictures, no warning, the same bytes."""

import hashlib
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from forecourt.edge import pdf
from tests.binder.make import picture
from tests.house.stub import ROOT

pytestmark = pytest.mark.slow

HEAD = (
    '<html lang="zh-CN"><head><title>试册</title><meta name="dcterms.created" content="2026-11-24T00:00:00Z">'
    '<style>html { font-family: "Noto Sans SC" }</style></head><body>'
)


def job(body: str, folder: Path, name: str = "vol", **pictures: Path) -> pdf.Job:
    named = {f"picture:{key}": path for key, path in pictures.items()}
    return pdf.Job(name=name, html=HEAD + body, pictures=named, work=folder / "fonts")


def refused(body: str, folder: Path) -> tuple[str, ...]:
    with pytest.raises(pdf.RenderingError) as raised:
        pdf.render_all([job(body, folder)])
    assert raised.value.name == "vol"
    return raised.value.complaints


def test_documents_are_made_side_by_side_and_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    jobs = [job(f"<p>第{number}册</p>", tmp_path, f"vol{number}") for number in (1, 2)]

    made = pdf.render_all(jobs, lambda done, total: told.append((done, total)))

    assert sorted(made) == ["vol1", "vol2"]
    assert {rendered.pages for rendered in made.values()} == {1}
    assert told == [(1, 2), (2, 2)]


def test_nothing_to_make_starts_nothing() -> None:
    assert pdf.render_all([]) == {}


def test_the_document_is_tagged_titled_and_holds_both_weights_of_our_font_as_subsets(tmp_path: Path) -> None:
    image = tmp_path / "a.png"
    image.write_bytes(picture(60, 40))
    body = '<h1>第一章</h1><p>正文<b>粗体</b></p><img src="picture:a" alt="图">'

    made = pdf.render_all([job(body, tmp_path, a=image)])["vol"]

    with pikepdf.open(BytesIO(made.pdf)) as document:
        fonts = {str(font.BaseFont) for page in document.pages for font in page.resources.Font.values()}
        assert {name[1:].split("+")[-1] for name in fonts} == {"Noto-Sans-SC", "Noto-Sans-SC-Bold"}
        assert all("+" in name for name in fonts)
        assert document.Root.MarkInfo.Marked == True  # noqa: E712 a PDF boolean
        assert str(document.Root.Lang) == "zh-CN"
        assert str(document.docinfo.Title) == "试册"
        assert str(document.docinfo.CreationDate) == "D:20261124000000Z"
        assert "/StructTreeRoot" in document.Root
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def test_a_missing_glyph_is_an_error(tmp_path: Path) -> None:
    assert refused("<p>𰻝</p>", tmp_path) == (
        '.notdef glyph rendered for Unicode string unsupported by fonts: "𰻝" (U+30EDD)',
    )


def test_any_warning_is_an_error(tmp_path: Path) -> None:
    (complaint,) = refused('<p style="colour: red">文</p>', tmp_path)

    assert complaint == "Ignored `colour: red` at 1:1, unknown property."


def test_nothing_but_named_pictures_is_opened(tmp_path: Path) -> None:
    addresses = (
        "https://evil.example/a.png",
        "http://127.0.0.1:9/a.png",
        "file:///etc/hostname",
        "picture:b",
    )
    assert refused("".join(f'<img src="{one}" alt="图">' for one in addresses), tmp_path) == tuple(
        f"Failed to load image at '{one}': ValueError: refused: {one}" for one in addresses
    )


def test_the_fonts_print_common_names_and_no_emoji() -> None:
    characters = pdf.characters()

    assert {ord(char) for char in "喆堃镕珺宋PLUS○×÷→"} <= characters
    assert not {ord("😀"), ord("𰻝")} & characters


def test_without_pango_the_one_line_to_run_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # What WeasyPrint does at import when the library is not there.
    (tmp_path / "weasyprint.py").write_text(
        "raise OSError('cannot load library libpango')\n", encoding="utf-8"
    )
    monkeypatch.syspath_prepend(tmp_path)

    with pytest.raises(pdf.BinderUnavailable) as raised:
        pdf.render_all([job("<p>文</p>", tmp_path)])

    assert raised.value.line == "sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


@pytest.mark.usefixtures("own_printer")
def test_volumes_are_made_where_nothing_can_be_shared_between_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("multiprocessing.synchronize.SemLock.__init__", refuse)

    made = pdf.render_all([job("<p>文</p>", tmp_path, name) for name in ("vol1", "vol2", "vol3")])
    assert {name: one.pages for name, one in made.items()} == {"vol1": 1, "vol2": 1, "vol3": 1}


def test_a_process_that_the_system_ends_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "weasyprint.py").write_text("import os\nos._exit(9)\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)

    with pytest.raises(pdf.RenderingError) as raised:
        pdf.render_all([job("<p>文</p>", tmp_path)])

    assert raised.value.args == ("vol", ("its process ended before it was done",))


def test_what_weasyprint_prints_without_pango_is_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "weasyprint.py").write_text(
        "import sys\nprint('WeasyPrint could not import some external libraries')\n"
        "print('see the web', file=sys.stderr)\nraise OSError('cannot load library libpango')\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(tmp_path)

    with pytest.raises(pdf.BinderUnavailable):
        pdf.render_all([job("<p>文</p>", tmp_path, name) for name in ("vol1", "vol2", "vol3")])

    assert capfd.readouterr() == ("", "")


PROGRAM = """
import hashlib, sys
from pathlib import Path
from tests.edge.test_pdf import job
from forecourt.edge import pdf
if __name__ == "__main__":
    body = "<h1>广告</h1><p>正文 <b>粗体</b> 2026</p><table><tr><th>甲</th><td>乙</td></tr></table>"
    made = pdf.render_all([job(body, Path(sys.argv[1]))])["vol"]
    print(hashlib.sha256(made.pdf).hexdigest())
"""


def test_the_same_html_gives_the_same_bytes_in_two_processes(tmp_path: Path) -> None:
    program = tmp_path / "twice.py"
    program.write_text(PROGRAM, encoding="utf-8")
    sums = set()
    for seed in ("1", "2"):
        environ = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{ROOT}/scripts:{ROOT}"}
        # Another folder each time: neither paths nor fresh font caches may show in the bytes.
        command = [sys.executable, str(program), str(tmp_path / seed)]
        done = subprocess.run(command, env=environ, capture_output=True, text=True, check=True)
        sums.add(done.stdout.strip())

    assert len(sums) == 1
    assert len(sums.pop()) == hashlib.sha256().digest_size * 2
