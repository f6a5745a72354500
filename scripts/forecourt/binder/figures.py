"""Proofs as printed: pictures in rows, and papers that are PDFs page by page, each with words below it."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from forecourt.binder.content import Figure, Proof
from forecourt.binder.edition import Edition, Picture
from forecourt.binder.layout import PHOTO_KIND, STRIP, WHOLE, Box, box_of, roomy, size_in, strips_of
from forecourt.binder.proofs import is_paper, is_withheld, kind_label
from forecourt.words.text import N_

SHORT_DIGEST: Final = 12
NO_PICTURE: Final = Picture(url="", width=80, height=30)


class _Shown(Struct, frozen=True, kw_only=True):
    """A picture to print: `page` of a paper, from 1 (0: no paper), or `strip` of a long picture, from 1 (0:
    whole), of so many `strips`, with their places and heights as the layout gives them.
    """

    proof: Proof
    picture: Picture
    page: int = 0
    strip: int = 0
    strips: tuple[tuple[str, str], ...] = ()


def figures_of(
    edition: Edition, proofs: Sequence[Proof], *, alike: Box | None = None
) -> list[tuple[Figure, Box]]:
    """Figures with the room of each, in the order of `proofs`; `alike`: all pictures have that room but those
    that are too long for one.
    """
    shown = [one for proof in proofs for one in _pictures_of(edition, proof)]
    boxes = roomy([_box(one, alike) for one in shown])
    return [(_figure(edition, one, box), box) for one, box in zip(shown, boxes, strict=True)]


def _box(shown: _Shown, alike: Box | None) -> Box:
    if shown.page:
        return WHOLE
    if shown.strip:
        return STRIP
    return alike or box_of(shown.proof.evidence.kind, shown.picture.width, shown.picture.height)


def _pictures_of(edition: Edition, proof: Proof) -> Iterator[_Shown]:
    """What is printed of a proof: the pages of a paper, one picture, or the strips of a long one."""
    if is_withheld(edition, proof):
        yield _Shown(proof=proof, picture=NO_PICTURE)
        return
    sheets = edition.sheets.get(proof.path, ())
    if is_paper(proof) and sheets:
        for page, sheet in enumerate(sheets, start=1):
            yield _Shown(proof=proof, picture=sheet, page=page)
        return
    picture = edition.pictures.get(proof.path, NO_PICTURE)
    if not picture.url:
        yield _Shown(proof=proof, picture=NO_PICTURE)
        return
    strips = strips_of(picture.width, picture.height)
    for strip in range(1, len(strips) + 1):
        yield _Shown(proof=proof, picture=picture, strip=strip, strips=strips)
    if not strips:
        yield _Shown(proof=proof, picture=picture)


def _figure(edition: Edition, shown: _Shown, box: Box) -> Figure:
    proof, picture, evidence = shown.proof, shown.picture, shown.proof.evidence
    from_top, (width, height) = "", (str(box.width), "50")
    if shown.strip:
        from_top, height = shown.strips[shown.strip - 1]
    elif picture.url:
        width, height = size_in(box, picture.width, picture.height)
    label = kind_label(edition, evidence.kind)
    name = " · ".join(dict.fromkeys(part for part in (label, evidence.caption) if part))
    parts = [name, edition.day(evidence.taken_on) if evidence.taken_on else "", _part(edition, shown)]
    # A caption that only repeats the label says nothing twice.
    caption = " · ".join(part for part in parts if part)
    is_first = shown.page <= 1 and shown.strip <= 1
    # Photos stand below a heading of their own.
    is_named = is_first and (shown.page == 1 or evidence.kind != PHOTO_KIND)
    return Figure(
        url=picture.url,
        width=width,
        height=height,
        alt=caption,
        caption=caption,
        fingerprint=proof.sha256[:SHORT_DIGEST],
        instead="" if picture.url else _instead(edition, proof),
        bookmark=name if is_named else "",
        anchor=proof.anchor if is_first else "",
        source=proof.source,
        back=proof.back,
        from_top=from_top,
    )


def _part(edition: Edition, shown: _Shown) -> str:
    """Which part of its proof a figure is."""
    if shown.page:
        count = len(edition.sheets[shown.proof.path])
        return edition.say(N_("sheet {number} of {count}"), number=shown.page, count=count)
    if len(shown.strips) > 1:
        count = len(shown.strips)
        return edition.say(N_("part {number} of {count}"), number=shown.strip, count=count)
    return ""


def _instead(edition: Edition, proof: Proof) -> str:
    if is_withheld(edition, proof):
        return edition.say(
            N_(
                "This photo is not printed: nobody has said yet whether somebody on it can be recognised. "
                "See the page of missing papers."
            )
        )
    return edition.say(N_("This proof cannot be read. See the page of missing papers."))
