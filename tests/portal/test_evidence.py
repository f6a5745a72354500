"""Which files of evidence the portal shows."""

from dataclasses import replace

import pytest

from forecourt.kinds.common import Evidence
from forecourt.model.forms import Form, Inside
from forecourt.model.record import FileFact, Records
from forecourt.portal.evidence import copies
from tests.binder.make import paid_ad

SOUND = FileFact(size=9, sha256="a" * 64)


def shown(file: str, fact: FileFact) -> list[str]:
    """What is copied of an ad whose only evidence is that file."""
    ad = replace(paid_ad(), evidence=(Evidence(kind="photo", file=file, sha256="a" * 64),))
    folder = ad.path.rpartition("/")[0]
    return [source for _, source in copies(Records(items=(ad,), files={f"{folder}/{file}": fact}))]


@pytest.mark.parametrize(
    ("file", "fact"),
    [
        ("a.jpg", SOUND),
        ("a.jpg", replace(SOUND, form=Form("JPEG", is_whole=False))),
        ("a.pdf", replace(SOUND, form=Form("PDF"), inside=Inside(pages=2))),
        ("a.docx", replace(SOUND, form=Form(""))),
    ],
)
def test_what_is_what_it_says_is_shown(file: str, fact: FileFact) -> None:
    assert len(shown(file, fact)) == 1


@pytest.mark.parametrize(
    ("file", "fact"),
    [
        ("a.jpg", replace(SOUND, form=Form("HEIC"))),
        ("a.png", replace(SOUND, form=Form(""))),
        ("a.jpg", replace(SOUND, form=Form("JPEG"), fault="damaged")),
        ("a.docx", replace(SOUND, form=Form(""), fault="program")),
        ("a.pdf", replace(SOUND, form=Form("PDF"), inside=Inside(fault="password"))),
        ("a.pdf", replace(SOUND, form=Form("PDF", is_whole=False))),
        ("a.svg", SOUND),
    ],
)
def test_what_is_broken_or_something_else_is_not_shown(file: str, fact: FileFact) -> None:
    assert shown(file, fact) == []
