"""What text a file holds, by the ending of its name: plain, of office programs, notes in pictures."""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, BinaryIO, Final

from forecourt.model.exif import words_of
from forecourt.model.forms import ENDINGS, HEAD, form_of
from forecourt.model.limits import MAX_TEXT_BYTES, MAX_WORKBOOK_UNPACKED
from forecourt.reading.encoding import decoded, guess

if TYPE_CHECKING:
    from zipfile import ZipInfo

# Packed files that cannot be opened here.
_PACKS: Final = frozenset({".rar", ".7z", ".gz", ".tgz", ".tar", ".bz2", ".xz"})
# Sound, film, fonts; whatever else has no NUL in it is text.
_OTHERS: Final = frozenset(
    ".mp3 .m4a .wav .amr .wma .mp4 .mov .avi .wmv .mkv .psd .ai .cdr .ttf .otf .woff2".split()  # noqa: SIM905 a line of endings
)
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_SNIFFED: Final = 8 * 1_024
_OFFICE: Final = (".xlsx", ".xlsm", ".docx", ".pptx", ".ods", ".odt")
# Before 2007: a workbook has cells to read; of the others the text lies among other bytes.
_OLD_BOOKS: Final = (".xls", ".et")
_OLD_TEXTS: Final = (".doc", ".ppt", ".wps", ".msg")
_ZIP: Final = ".zip"
# The bit of a part's flags that says that it asks for a password.
_LOCKED: Final = 0x1
_NAMED_IN_UTF_8: Final = 0x800
_OLE: Final = b"\xd0\xcf\x11\xe0"
_CELL_ENDS: Final = re.compile(rb"</(?:si|c|row|w:p|w:tc|a:p|text:p)>")
_TAG: Final = re.compile(rb"<[^>]*>")
_PICTURES: Final = frozenset(ending for ending, form in ENDINGS.items() if form != "PDF")
XMP: Final = re.compile(rb"<x:xmpmeta.{0,262144}?</x:xmpmeta>", re.DOTALL)
PDF: Final = ".pdf"


def may_hold_text(path: str) -> bool:
    """Whether text may be found in a file without opening a PDF or a picture; only its name is looked at."""
    ending = _ending(path)
    return ending not in _PICTURES and ending not in _OTHERS and ending not in _PACKS and ending != PDF


def is_pack(path: str) -> bool:
    """Whether a file's name says that it is packed in a way that nobody can open here."""
    return _ending(path) in _PACKS


def is_picture(path: str) -> bool:
    """Whether a file's name says that it is a picture, which may carry notes."""
    return _ending(path) in _PICTURES


def is_pdf(path: str) -> bool:
    """Whether a file's name says that it is a PDF."""
    return _ending(path) == PDF


def has_lines(path: str) -> bool:
    """Whether lines of the file's text are lines of the file."""
    return may_hold_text(path) and not path.casefold().endswith((*_OFFICE, *_OLD_BOOKS, *_OLD_TEXTS, _ZIP))


def _ending(path: str) -> str:
    # As a path's suffix; all files of a repository are asked several times, and paths take ten times as long.
    name = path.rpartition("/")[2]
    dot = name.rfind(".")
    return name[dot:].casefold() if 0 < dot < len(name) - 1 else ""


def text_of(path: str, data: bytes) -> str:
    """The text in the file; "" when there is none or it cannot be read."""
    name = path.casefold()
    if name.endswith(_OFFICE):
        return "\n".join(_office(data))
    if name.endswith(_ZIP):
        return "\n".join(_packed(data))
    if is_picture(path):
        return notes_in(BytesIO(data))
    if name.endswith(_OLD_TEXTS) and data.startswith(_OLE):
        return _old_text(data)
    if name.endswith(_OLD_BOOKS) and data.startswith(_OLE):
        return "\n".join(_old_book(data))
    return _plain(data) if may_hold_text(path) and not _is_binary(data) else ""


def notes_in(source: BinaryIO) -> str:
    """The notes in a picture's file: its words, never its pixels."""
    head = source.read(HEAD)
    form = form_of(head, b"", 0).name
    if form == "HEIC":
        found = XMP.search(head + source.read(MAX_TEXT_BYTES))
        return found[0].decode("utf-8", "replace") if found else ""
    return words_of(source, form)


def is_shut(path: str, data: bytes) -> bool:
    """Whether an office or packed file cannot be looked into: a password, damage, too much to unpack.

    Office programs pack a file with a password in the form of before 2007, which is no package at all.
    """
    name = path.casefold()
    if not data or not name.endswith((*_OFFICE, _ZIP)):
        return False
    import zipfile  # hardly any commit has such a file

    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, NotImplementedError, OSError):
        return True
    is_locked = any(part.flag_bits & _LOCKED for part in parts)
    return is_locked or sum(part.file_size for part in parts) > MAX_WORKBOOK_UNPACKED


def unopened_in(path: str, data: bytes) -> list[str]:
    """Names of the files in a zip that are not looked into: packed ones, and PDFs."""
    if not data or _ending(path) != _ZIP:
        return []
    import zipfile  # hardly any commit has such a file

    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            names = [_name(part) for part in package.infolist()]
    except (zipfile.BadZipFile, NotImplementedError, OSError):
        return []
    return [name for name in names if is_pack(name) or is_pdf(name) or _ending(name) == _ZIP]


def _name(part: "ZipInfo") -> str:
    """The name of a part; programs on Chinese Windows write GBK and do not say so."""
    if part.flag_bits & _NAMED_IN_UTF_8:
        return part.filename
    try:
        return part.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return part.filename


def _is_binary(data: bytes) -> bool:
    """Whether the beginning has what no text has; two bytes a sign have NUL as well, and say so first."""
    head = data[:_SNIFFED]
    return b"\0" in head and not head.startswith(_UTF_16)


def _plain(data: bytes) -> str:
    try:
        found = data[:MAX_TEXT_BYTES].decode("utf-8")
    except UnicodeDecodeError:
        encoding = guess(data)
        found = decoded(data, encoding) if encoding else data.decode("gb18030", "replace")
    found = found.removeprefix("\ufeff")
    return found.replace("\r\n", "\n").replace("\r", "\n") if "\r" in found else found


def _office(data: bytes) -> Iterator[str]:
    """The text of every part, a cell or a paragraph a line; nothing of a file that does not open."""
    for name, content in _parts(data):
        if name.endswith(".xml"):
            yield _TAG.sub(b"", _CELL_ENDS.sub(b"\n", content)).decode("utf-8", "replace")


def _packed(data: bytes) -> Iterator[str]:
    """Names and texts of the files in a package; packages within it are not opened."""
    for name, content in _parts(data):
        yield name
        if (may_hold_text(name) or is_picture(name)) and not name.casefold().endswith(_ZIP):
            yield text_of(name, content)


def _parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and content of every part, as long as they unpack to no more than is allowed."""
    import zipfile  # hardly any commit has such a file

    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            left = MAX_WORKBOOK_UNPACKED
            for part in package.infolist():
                left -= part.file_size
                if left < 0:
                    return
                yield _name(part), package.read(part)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error):
        return


def _old_book(data: bytes) -> Iterator[str]:
    """The cells of a workbook of before 2007, a row a line; numbers as they stand there."""
    import xlrd

    try:
        for sheet in xlrd.open_workbook(file_contents=data, logfile=StringIO()).sheets():
            for row in range(sheet.nrows):
                yield "\t".join(_cell(value) for value in sheet.row_values(row))
    except Exception:  # noqa: BLE001 a damaged book may raise anything; it holds nothing that can be read
        return


def _cell(value: object) -> str:
    return f"{value:.0f}" if isinstance(value, float) and value.is_integer() else str(value)


def _old_text(data: bytes) -> str:
    """Both ways in which Word, PowerPoint and Outlook of that time wrote text: two bytes a sign, or one."""
    return "\n".join(
        (
            data.decode("utf-16-le", "replace"),
            data[1:].decode("utf-16-le", "replace"),
            data.decode("gb18030", "replace"),
        )
    )
