"""Personal data in files as Git holds them: those about to be committed, those of the commits of a branch."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path

from forecourt.edge.git import stream_blobs
from forecourt.model.finding import Finding
from forecourt.store.privacy import personal_in
from forecourt.store.texts import is_pdf, is_picture, may_hold_text

# A path and the blob that lies there.
Place = tuple[str, str]


def personal_in_blobs(root: Path, places: Iterable[Place]) -> Iterator[tuple[Place, Finding]]:
    """Findings about files by path and blob; each blob is read once, those that hold no text never.

    Raises GitError. What was found in PDFs is remembered.
    """
    wanted: dict[str, list[str]] = {}
    for path, blob in sorted(places):
        if may_hold_text(path) or is_picture(path) or is_pdf(path):
            wanted.setdefault(blob, []).append(path)
        else:
            yield from (((path, blob), one) for one in personal_in(path, b""))
    if wanted:
        yield from _personal_in_contents(root, wanted)


def _personal_in_contents(root: Path, wanted: dict[str, list[str]]) -> Iterator[tuple[Place, Finding]]:
    with ExitStack() as opened:
        search = None
        for blob, data in stream_blobs(root, wanted):
            for path in wanted[blob]:
                if not is_pdf(path):
                    found = personal_in(path, data)
                else:
                    if search is None:
                        # Imported here: few commits have a PDF.
                        from forecourt.store.pdfs import PdfSearch

                        search = opened.enter_context(PdfSearch(root))
                    found = search.found(path, sha256(data).hexdigest(), data.__bytes__)
                yield from (((path, blob), one) for one in found)
        if search is not None:
            search.keep()
