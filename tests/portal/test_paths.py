import pytest

from forecourt.kinds.archive import Archive
from forecourt.kinds.common import Evidence
from forecourt.portal.paths import evidence_file, href, suffix_of
from forecourt.store.load import load
from tests.portal.make import SMALL


def test_a_page_names_another_relative_to_itself() -> None:
    assert href("index.md", "ad/AD-1.md") == "ad/AD-1.html"
    assert href("ad/AD-1.md", "ad/index.md") == "index.html"
    assert href("ad/AD-1.md", "money/2026-11.md", "c-event") == "../money/2026-11.html#c-event"


def test_a_chinese_file_name_is_written_as_a_url() -> None:
    assert href("ad/AD-1.md", "evidence/样报 1.png") == "../evidence/%E6%A0%B7%E6%8A%A5%201.png"


def test_suffix_is_in_small_letters() -> None:
    assert suffix_of("a.b/照片.JPG") == ".jpg"
    assert suffix_of("a.b/README") == ""


@pytest.mark.parametrize("file", ["x.svg", "x.html", "x.js", "x", "../../../x.png", "/etc/x.png"])
def test_what_could_run_in_a_browser_or_lies_outside_is_not_copied(file: str) -> None:
    record = load(SMALL).records.of(Archive)[0]
    assert evidence_file(record, Evidence(kind="photo", file=file, sha256="0" * 64)) is None


def test_a_picture_is_copied_below_evidence() -> None:
    record = load(SMALL).records.of(Archive)[0]
    item = Evidence(kind="photo", file="x/照片.png", sha256="0" * 64)
    assert evidence_file(record, item) == "evidence/content/archive/x/照片.png"
