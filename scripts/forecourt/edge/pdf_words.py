"""The words in a PDF, read by a process of its own: a file that takes too long or too much ends that one.

pypdfium2 (the reader of Chromium) puts digits together that stand on the page one by one, as invoices have
them; pypdf gives each a line of its own, and pdfminer.six is ten times slower and needs cryptography.

A new process and no copy of this one (`edge.copies`): a limit of memory must not count what the copy would
bring along, and what a hostile file makes of the reader speaks JSON to us, never pickle.
"""

import base64
import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import IO, Any, Final

from msgspec import Struct

from forecourt.edge.packages import version
from forecourt.model.forms import Fault
from forecourt.model.limits import (
    MAX_EVIDENCE_BYTES,
    MAX_PDF_ENCLOSURES,
    MAX_PDF_MEMORY,
    MAX_PDF_SECONDS,
    MAX_PDF_WORDS,
    MAX_PROOF_PAGES,
    MAX_TEXT_BYTES,
)

_SIZE: Final = 8


class PdfWords(Struct, frozen=True, kw_only=True):
    """What stands in a PDF: the text of each page, of remarks, fields and notes, and files that it carries.

    `fault` says why the text is not whole ("" when it is): "long" has more pages than are read, "bomb" took
    too much time or memory.
    """

    pages: tuple[str, ...] = ()
    notes: str = ""
    enclosures: tuple[tuple[str, bytes], ...] = ()
    fault: Fault = ""


def read_with() -> str:
    """What decides what is read: another version may see other words."""
    return f"pypdfium2 {version('pypdfium2')}"


class PdfReader:
    """Reads one PDF after the other; the process begins with the first and ends with `close`."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def words_of(self, data: bytes) -> PdfWords:
        """The words of a PDF with these bytes; whatever is wrong with it stands in `fault`."""
        if len(data) > MAX_EVIDENCE_BYTES:
            return PdfWords(fault="bomb")  # no caller asks for it
        process = self._running()
        if process.stdin is None or process.stdout is None:
            return PdfWords(fault="damaged")
        try:
            process.stdin.write(len(data).to_bytes(_SIZE) + data)
            process.stdin.flush()
            told = process.stdout.readline()
        except BrokenPipeError:
            told = b""
        if not told.endswith(b"\n"):
            # It ended over this file, by its clock or for want of memory; the next one gets a new process.
            self.close()
            return PdfWords(fault="bomb")
        return _words(json.loads(told))

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = subprocess.Popen(
                [sys.executable, "-m", __name__],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process

    def close(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except BrokenPipeError:
                    continue
        process.wait()


def _words(told: dict[str, Any]) -> PdfWords:
    return PdfWords(
        pages=tuple(told["pages"]),
        notes=told["notes"],
        enclosures=tuple((name, base64.b64decode(data)) for name, data in told["enclosures"]),
        fault=told["fault"],
    )


# What follows runs in the other process.


def main() -> None:
    """Answer each PDF on the standard input with a line of JSON, until there are no more."""
    resource.setrlimit(resource.RLIMIT_AS, (MAX_PDF_MEMORY, MAX_PDF_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Libraries write their complaints where the answers go.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    for data in _asked(sys.stdin.buffer):
        # The alarm's usual effect is the end, also in the middle of a library's work.
        signal.setitimer(signal.ITIMER_REAL, MAX_PDF_SECONDS)
        told = json.dumps(read(data)).encode()
        signal.setitimer(signal.ITIMER_REAL, 0)
        answers.write(told + b"\n")
        answers.flush()


def _asked(source: IO[bytes]) -> Iterator[bytes]:
    while len(size := source.read(_SIZE)) == _SIZE:
        yield source.read(int.from_bytes(size))


def read(data: bytes) -> dict[str, Any]:
    """The words of a PDF, as JSON can say them; without limits of time and memory."""
    import pypdfium2

    told: dict[str, Any] = {"pages": [], "notes": "", "enclosures": [], "fault": ""}
    try:
        with pypdfium2.PdfDocument(BytesIO(data)) as paper:
            told["fault"] = "long" if len(paper) > MAX_PROOF_PAGES else ""
            notes = [f"{key} {value}" for key, value in paper.get_metadata_dict(skip_empty=True).items()]
            for number in range(min(len(paper), MAX_PROOF_PAGES)):
                page = paper[number]
                told["pages"].append(page.get_textpage().get_text_range()[:MAX_PDF_WORDS])
                notes += _remarks(page)
            told["notes"] = "\n".join(notes)[:MAX_PDF_WORDS]
            told["enclosures"] = list(_enclosures(paper))
    except pypdfium2.PdfiumError as error:
        told["fault"] = "password" if "assword" in str(error) else "damaged"
    except Exception:  # noqa: BLE001 a broken file may raise anything; what was read of it counts
        told["fault"] = "damaged"
    return told


def _remarks(page: Any) -> Iterator[str]:
    """What stands in remarks and in fields that were filled in: seen, but no text of the page."""
    from pypdfium2 import raw

    for number in range(raw.FPDFPage_GetAnnotCount(page)):
        found = raw.FPDFPage_GetAnnot(page, number)
        if found:
            yield from filter(None, (_said(raw, found, key) for key in (b"Contents", b"V")))
            raw.FPDFPage_CloseAnnot(found)


def _said(raw: Any, found: Any, key: bytes) -> str:
    length = raw.FPDFAnnot_GetStringValue(found, key, None, 0)
    target = (raw.FPDF_WCHAR * (length // 2))()
    raw.FPDFAnnot_GetStringValue(found, key, target, length)
    return bytes(target).decode("utf-16-le", "replace").rstrip("\0")


def _enclosures(paper: Any) -> Iterator[tuple[str, str]]:
    for number in range(min(paper.count_attachments(), MAX_PDF_ENCLOSURES)):
        file = paper.get_attachment(number)
        data = bytes(file.get_data())[:MAX_TEXT_BYTES]
        yield file.get_name(), base64.b64encode(data).decode()


if __name__ == "__main__":
    main()
