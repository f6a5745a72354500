"""Papers and photos that are put in the place of the tear sheet of the small dealership's ad."""

import hashlib
import unicodedata
from pathlib import Path

from pikepdf import Encryption

from forecourt.model.limits import MAX_PROOF_PAGES
from tests.edge.paper import A4, huge, pdf, photo

TEAR_SHEET = "plans/2026-11/ads/AD-20261012-k3f7/tear-sheet.png"


def register(root: Path, data: bytes) -> None:
    """Put `data` in the place of the ad's tear sheet, with the right fingerprint in the record."""
    record = root / "plans/2026-11/ads/AD-20261012-k3f7.md"
    old = hashlib.sha256((root / TEAR_SHEET).read_bytes()).hexdigest()
    (root / TEAR_SHEET).write_bytes(data)
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace(old, hashlib.sha256(data).hexdigest()), encoding="utf-8")


def file_instead(root: Path, name: str, data: bytes, more: str = "") -> None:
    """Put `data` in the place of the ad's tear sheet under another name, and `more` behind its entry."""
    register(root, data)
    (root / TEAR_SHEET).rename((root / TEAR_SHEET).with_name(name))
    record = root / "plans/2026-11/ads/AD-20261012-k3f7.md"
    text = record.read_text(encoding="utf-8").replace("tear-sheet.png", name)
    text = text.replace("month: 2026-11\noutlet", f"{more}month: 2026-11\noutlet", 1)
    record.write_text(text, encoding="utf-8")


def make_early_photo(root: Path) -> None:
    file_instead(root, "paper.jpg", photo(taken="2026:11:04 09:30:00"))


def make_late_photo(root: Path) -> None:
    file_instead(root, "paper.jpg", photo(taken="2026:12:06 09:30:00"))


def make_photo_of_another_day(root: Path) -> None:
    file_instead(root, "paper.jpg", photo(taken="2026:11:06 09:30:00"), "    taken_on: 2026-11-05\n")


def make_locked_paper(root: Path) -> None:
    file_instead(root, "paper.pdf", pdf(A4, encryption=Encryption(user="1234", owner="5678")))


def make_locked_list(root: Path) -> None:
    (root / "content/list.pdf").write_bytes(pdf(A4, encryption=Encryption(user="1234", owner="5678")))


def make_empty_paper(root: Path) -> None:
    file_instead(root, "paper.pdf", pdf())


def make_long_paper(root: Path) -> None:
    file_instead(root, "paper.pdf", pdf(*[A4] * (MAX_PROOF_PAGES + 1)))


def make_endless_paper(root: Path) -> None:
    file_instead(root, "paper.pdf", pdf(A4, change=huge))


def make_photo_of_a_phone(root: Path) -> None:
    file_instead(root, "paper.heic", b"\0\0\0\x18ftypheic" + bytes(40))


def make_photo_of_somebody(root: Path) -> None:
    shop = root / "content/dealership/DLR-hengyuan.md"
    text = shop.read_text(encoding="utf-8")
    shop.write_text(text.replace("today:", "people_from: 2026-11-01\ntoday:"), encoding="utf-8")
    shot = photo(taken="2026:11:05 09:30:00")
    (root / TEAR_SHEET).with_name("shot.jpg").write_bytes(shot)
    entry = (
        "  - kind: photo\n"
        "    file: AD-20261012-k3f7/shot.jpg\n"
        f"    sha256: {hashlib.sha256(shot).hexdigest()}\n"
    )
    record = root / "plans/2026-11/ads/AD-20261012-k3f7.md"
    text = record.read_text(encoding="utf-8")
    text = text.replace("month: 2026-11\noutlet", f"{entry}month: 2026-11\noutlet", 1)
    record.write_text(text, encoding="utf-8")


def make_proof_in_other_signs(root: Path) -> None:
    """The name has accents: in the record within the letters, in the folder signs of their own."""
    name = "yàngbào.png"
    record = (root / TEAR_SHEET).parent.with_suffix(".md")
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("tear-sheet.png", unicodedata.normalize("NFC", name)), encoding="utf-8")
    (root / TEAR_SHEET).rename((root / TEAR_SHEET).with_name(unicodedata.normalize("NFD", name)))


def make_program(root: Path) -> None:
    register(root, b"MZ\x90\x00\x03" + bytes(200))


def make_half_proof(root: Path) -> None:
    register(root, (root / TEAR_SHEET).read_bytes()[:-40])


def make_other_form(root: Path) -> None:
    register(root, b"notpng\n")
