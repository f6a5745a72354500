"""What the portal writes of evidence: nothing that tells where and with what a photo was taken."""

import hashlib
from pathlib import Path

from forecourt.commands.portal import write_portal
from forecourt.edge.site import Places
from forecourt.portal.inputs import Site
from tests.edge.paper import A4, SECRETS, pdf, photo
from tests.edge.test_pdf_pages import lively, whole

FILES = {
    "small.jpg": photo(),
    "large.jpg": photo(size=(900, 700), orientation=8),
    "a.png": photo(form="PNG", size=(900, 700)),
    "a.webp": photo(form="WEBP"),
    "a.pdf": pdf(A4, change=lively),
}


def test_neither_the_pictures_nor_their_small_copies_have_notes(tmp_path: Path) -> None:
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in FILES.items()}
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(data)
    made = Site(
        files={},
        copies={f"evidence/{name}": name for name in FILES},
        thumbs={f"thumbs/{name}": (name, digests[name]) for name in ("small.jpg", "large.jpg", "a.png")},
        digests=digests,
    )
    pages = tmp_path / "pages"
    where = Places(root=tmp_path, config=tmp_path / "mkdocs.yml", pages=pages, site=tmp_path / "site")

    assert write_portal(made, where) == 8
    assert write_portal(made, where) == 0
    written = {path.relative_to(pages).as_posix(): path.read_bytes() for path in pages.rglob("*.*")}
    unpacked = {name: whole(data) if name.endswith(".pdf") else data for name, data in written.items()}
    assert len(unpacked) == 8
    assert {name: [secret for secret in SECRETS if secret in data] for name, data in unpacked.items()} == {
        name: [] for name in unpacked
    }
