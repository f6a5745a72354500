"""What is known of evidence PDFs, remembered by sha256: opening one takes far longer than its sum."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Final, get_args

from msgspec.structs import replace

from forecourt.edge import files
from forecourt.model.forms import Fault, Inside
from forecourt.model.limits import MAX_RECORD_BYTES
from forecourt.model.record import FileFact

CACHE: Final = "build/cache/papers.tsv"
# Some years of a busy store.
MOST_KNOWN: Final = 20_000
_MOST_BYTES: Final = 16 * MAX_RECORD_BYTES
_FAULTS: Final = frozenset(get_args(Fault))


class Papers:
    """Looks into PDFs, and into each only once; `keep` writes down what was new."""

    def __init__(self, root: Path) -> None:
        self._path = root / CACHE
        self._known: dict[str, Inside] | None = None
        self._is_new = False

    def told(self, fact: FileFact, read: Callable[[], bytes]) -> FileFact:
        """The fact with what its PDF holds; other files, and those known to be broken, as they are."""
        if fact.form is None or fact.form.name != "PDF" or not fact.form.is_whole or fact.fault:
            return fact
        if self._known is None:
            self._known = self._remembered()
        inside = self._known.pop(fact.sha256, None)
        if inside is None:
            # Only who has PDFs waits for what reads them.
            from forecourt.edge import pdf_pages

            inside = pdf_pages.inside_of(read())
            self._is_new = True
        # Behind the others: what was not asked for longest is forgotten first.
        self._known[fact.sha256] = inside
        return replace(fact, inside=inside)

    def keep(self) -> None:
        """Write down what was new; a folder that cannot be written is no fault."""
        if not self._is_new or self._known is None:
            return
        kept = list(self._known.items())[-MOST_KNOWN:]
        body = "".join(f"{digest}\t{inside.pages}\t{inside.fault}\n" for digest, inside in kept).encode()
        try:
            files.write_whole(self._path, f"{_head(body)}\n".encode() + body)
        except OSError:
            return

    def _remembered(self) -> dict[str, Inside]:
        """What was written down; nothing when there is nothing, or other programs or hands wrote it."""
        try:
            head, _, body = files.read_bytes(self._path, _MOST_BYTES).partition(b"\n")
            if head.decode() != _head(body):
                return {}
            lines = [line.split("\t") for line in body.decode().split("\n")[:-1]]
            return {digest: _inside(pages, fault) for digest, pages, fault in lines}
        except (OSError, ValueError):
            return {}


def _inside(pages: str, fault: str) -> Inside:
    for known in _FAULTS:
        if fault == known:
            return Inside(pages=int(pages), fault=known)
    raise ValueError(fault)


def _head(body: bytes) -> str:
    """The first line: what looked into the PDFs, and that the lines are whole."""
    from forecourt.edge import pdf_pages

    return f"{pdf_pages.made_with()} {sha256(body).hexdigest()}"
