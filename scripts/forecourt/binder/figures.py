"""Proofs as printed: pictures in rows, and papers that are PDFs page by page, each with words below it."""

from collections.abc import Iterator, Sequence
from typing import Final

from forecourt.binder.content import Figure, Proof
from forecourt.binder.edition import Edition, Picture
from forecourt.binder.layout import PHOTO_KIND, WHOLE, Box, box_of, roomy, size_in
from forecourt.binder.proofs import is_paper, is_withheld, kind_label
from forecourt.words.text import N_

SHORT_DIGEST: Final = 12
NO_PICTURE: Final = Picture(url="", width=80, height=30)


def figures_of(
    edition: Edition, proofs: Sequence[Proof], *, alike: Box | None = None
) -> list[tuple[Figure, Box]]:
    """Figures with the room of each, in the order of `proofs`; `alike`: all pictures have that room."""
    shown = [(proof, page, picture) for proof in proofs for page, picture in _pictures_of(edition, proof)]
    boxes = roomy(
        [
            WHOLE if page else alike or box_of(proof.evidence.kind, picture.width, picture.height)
            for proof, page, picture in shown
        ]
    )
    return [
        (_figure(edition, proof, picture, box, page=page), box)
        for (proof, page, picture), box in zip(shown, boxes, strict=True)
    ]


def _pictures_of(edition: Edition, proof: Proof) -> Iterator[tuple[int, Picture]]:
    """What is printed of a proof: the pages of a paper with their numbers from 1, or one picture (0)."""
    if is_withheld(edition, proof):
        yield 0, NO_PICTURE
        return
    sheets = edition.sheets.get(proof.path, ())
    if is_paper(proof) and sheets:
        yield from enumerate(sheets, start=1)
        return
    picture = edition.pictures.get(proof.path, NO_PICTURE)
    yield 0, picture if picture.url else NO_PICTURE


def _figure(edition: Edition, proof: Proof, picture: Picture, box: Box, *, page: int) -> Figure:
    evidence = proof.evidence
    width, height = size_in(box, picture.width, picture.height) if picture.url else (str(box.width), "50")
    label = kind_label(edition, evidence.kind)
    name = " · ".join(dict.fromkeys(part for part in (label, evidence.caption) if part))
    parts = [name, edition.day(evidence.taken_on) if evidence.taken_on else ""]
    if page:
        count = len(edition.sheets[proof.path])
        parts.append(edition.say(N_("sheet {number} of {count}"), number=page, count=count))
    # A caption that only repeats the label says nothing twice.
    caption = " · ".join(part for part in parts if part)
    return Figure(
        url=picture.url,
        width=width,
        height=height,
        alt=caption,
        caption=caption,
        fingerprint=proof.sha256[:SHORT_DIGEST],
        instead="" if picture.url else _instead(edition, proof),
        # Photos stand below a heading of their own.
        bookmark=name if page == 1 or (page == 0 and evidence.kind != PHOTO_KIND) else "",
        anchor=proof.anchor if page <= 1 else "",
        source=proof.source,
        back=proof.back,
    )


def _instead(edition: Edition, proof: Proof) -> str:
    if is_withheld(edition, proof):
        return edition.say(
            N_(
                "This photo is not printed: nobody has said yet whether somebody on it can be recognised. "
                "See the page of missing papers."
            )
        )
    return edition.say(N_("This proof cannot be read. See the page of missing papers."))
