"""Evidence as the portal shows it."""

import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from forecourt.edge import published
from forecourt.edge.published import bare_copies
from tests.binder.make import picture
from tests.edge.paper import A4, SECRETS, pdf, photo
from tests.edge.test_pdf_pages import LOCKED, lively


def shown(root: Path, name: str, data: bytes) -> Path:
    (root / name).write_bytes(data)
    return bare_copies(root, {name: hashlib.sha256(data).hexdigest()}, root / "cache")[name]


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp"])
@pytest.mark.parametrize("orientation", [1, 6])
def test_no_published_photo_tells_where_and_with_what_it_was_taken(
    name: str, orientation: int, tmp_path: Path
) -> None:
    form = {"a.jpg": "JPEG", "a.png": "PNG", "a.webp": "WEBP"}[name]
    data = shown(tmp_path, name, photo(form=form, orientation=orientation)).read_bytes()

    assert [secret for secret in SECRETS if secret in data] == []
    with Image.open(BytesIO(data)) as image:
        assert image.size == ((60, 80) if orientation == 6 else (80, 60))
        assert image.format == form


def test_a_broken_photo_that_lies_on_its_side_loses_its_notes_at_least(tmp_path: Path) -> None:
    data = shown(tmp_path, "a.jpg", photo(orientation=6)[:-300]).read_bytes()

    assert [secret for secret in SECRETS if secret in data] == []


def test_a_picture_without_notes_is_published_itself_and_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shown(tmp_path, "a.png", picture(30, 20)) == tmp_path / "a.png"
    monkeypatch.setattr(published, "_without_notes", lambda _: pytest.fail("read again"))
    assert shown(tmp_path, "a.png", picture(30, 20)) == tmp_path / "a.png"


def test_a_second_build_takes_the_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = shown(tmp_path, "a.jpg", photo())
    monkeypatch.setattr(published, "_without_notes", lambda _: pytest.fail("made again"))

    assert shown(tmp_path, "a.jpg", photo()) == first
    assert first.parent == tmp_path / "cache"


def test_a_pdf_is_published_without_anything_that_acts(tmp_path: Path) -> None:
    data = shown(tmp_path, "a.pdf", pdf(A4, change=lively)).read_bytes()

    assert b"JavaScript" not in data
    assert b"SecretPhone" not in data


def test_what_cannot_be_opened_and_other_files_stay_as_they_are(tmp_path: Path) -> None:
    assert shown(tmp_path, "a.pdf", LOCKED) == tmp_path / "a.pdf"
    assert shown(tmp_path, "a.mp3", b"ID3 sound") == tmp_path / "a.mp3"


def test_the_cache_stays_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(published, "MOST_COPIES", 2)
    for width in range(4):
        shown(tmp_path, "a.jpg", photo(size=(80, 60 + width)))

    assert len(list((tmp_path / "cache").iterdir())) == 2
