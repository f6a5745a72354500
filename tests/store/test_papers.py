"""What is known of evidence PDFs, opened once and remembered."""

import shutil
from functools import partial
from pathlib import Path

import pytest

from forecourt.edge import pdf_pages
from forecourt.edge.files import fact_of_bytes
from forecourt.model.forms import Inside
from forecourt.store.load import load
from forecourt.store.papers import CACHE, Papers
from tests.broken.cases import DEALERSHIP
from tests.edge.paper import A4, pdf, photo
from tests.edge.test_pdf_pages import LOCKED


def told(root: Path, *contents: bytes) -> list[Inside | None]:
    papers = Papers(root)
    found = [papers.told(fact_of_bytes(data), partial(bytes, data)).inside for data in contents]
    papers.keep()
    return found


def test_a_pdf_is_looked_into_and_a_photo_is_not(tmp_path: Path) -> None:
    assert told(tmp_path, pdf(A4, A4), LOCKED, photo()) == [Inside(pages=2), Inside(fault="password"), None]


def test_a_broken_pdf_is_left_to_who_told_that_already(tmp_path: Path) -> None:
    assert told(tmp_path, pdf(A4)[:-30], b"%PDF-1.7 nothing %%EOF") == [None, None]


def test_it_is_opened_only_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = told(tmp_path, pdf(A4, A4), LOCKED)
    monkeypatch.setattr(pdf_pages, "inside_of", lambda _: pytest.fail("opened again"))

    assert told(tmp_path, LOCKED, pdf(A4, A4)) == first[::-1]


def test_lines_that_somebody_changed_are_not_trusted(tmp_path: Path) -> None:
    told(tmp_path, LOCKED)
    cache = tmp_path / CACHE
    cache.write_bytes(cache.read_bytes().replace(b"password", b""))

    assert told(tmp_path, LOCKED) == [Inside(fault="password")]


def test_without_a_pdf_nothing_is_written(tmp_path: Path) -> None:
    told(tmp_path, photo())

    assert not (tmp_path / CACHE).exists()


def test_only_who_asks_for_it_has_anything_written(tmp_path: Path) -> None:
    shutil.copytree(DEALERSHIP, tmp_path, dirs_exist_ok=True)
    (tmp_path / "content/press/order.pdf").write_bytes(pdf(A4))
    record = tmp_path / "content/press/PR-20261103-m2p8.md"
    proof = f"evidence:\n  - kind: contract\n    file: order.pdf\n    sha256: {'0' * 64}\n"
    record.write_text(
        record.read_text(encoding="utf-8").replace("\n---\n", f"\n{proof}---\n", 1), encoding="utf-8"
    )

    assert load(tmp_path).records.files["content/press/order.pdf"].inside == Inside(pages=1)
    assert not (tmp_path / CACHE).exists()
    load(tmp_path, remember=True)
    assert (tmp_path / CACHE).exists()
