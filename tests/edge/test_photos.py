"""The photos of the speed figures: as large as a phone's, none twice, and neither noise nor flat colour."""

import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from forecourt.edge.pictures import Wanted, prepare_all
from tests.benchmarks import volumes
from tests.benchmarks.photos import photo

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def shot() -> bytes:
    return photo(1)


def test_a_photo_is_twelve_megapixels_in_three_megabytes_with_the_camera_s_day(shot: bytes) -> None:
    with Image.open(BytesIO(shot)) as image:
        told = image.getexif().get_ifd(0x8769)[0x9003]
        assert (image.format, image.size, told) == ("JPEG", (4000, 3000), "2026:11:07 10:30:00")
    assert 2_900_000 < len(shot) < 3_100_000


def test_the_same_number_is_the_same_photo_and_another_another(shot: bytes) -> None:
    other = photo(2)

    assert photo(1) == shot
    assert abs(len(other) - len(shot)) < len(shot) // 20
    assert other != shot


def test_its_printed_copy_is_as_large_as_that_of_a_real_photo(shot: bytes, tmp_path: Path) -> None:
    # Noise of this size takes 120 KB and more, a drawing without texture 20; fifty stay below 4 MB.
    (tmp_path / "a.jpg").write_bytes(shot)
    wanted = Wanted(path="a.jpg", sha256=hashlib.sha256(shot).hexdigest(), longest=732)

    made = prepare_all(tmp_path, [wanted], tmp_path / "cache")["a.jpg"]

    assert made.file is not None
    assert 50_000 < made.file.stat().st_size < 80_000


def test_an_event_of_the_month_gets_them_as_evidence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(volumes, "photo", lambda number: f"photo {number}".encode())
    root = tmp_path / "shop"
    root.mkdir()

    volumes.write_photos(root)

    names = sorted(path.name for path in root.rglob("many-*.jpg"))
    assert names == [f"many-{number:02d}.jpg" for number in range(50)]
    (record,) = (path for path in root.rglob("EV-*.md") if "many-00.jpg" in path.read_text(encoding="utf-8"))
    told = record.read_text(encoding="utf-8")
    assert told.count("    people: none\n") >= 50
    assert hashlib.sha256(b"photo 49").hexdigest() in told
