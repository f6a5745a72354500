"""A workbook file as the parts inside it: limits first, then only the parts that hold text; no macros.

Read here and not by a library; both that could were tried in November 2026. python-calamine 0.9.1 tells
neither a formula without a result from an empty cell nor 25 % from 0.25, and gives floats. openpyxl 3.1 makes
an object of every cell below a merged block: 4.8 KB with A1:CV40000 merged took 80 seconds and 1.2 GB; its
read-only mode, which does not, knows no merged blocks. It needs two passes for formulas and their results,
gives floats, and has had no release since 2024.
"""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Final
from xml.etree.ElementTree import Element, ParseError, iterparse
from xml.parsers import expat

from msgspec import Struct

from forecourt.model.limits import (
    MAX_WORKBOOK_BYTES,
    MAX_WORKBOOK_PARTS,
    MAX_WORKBOOK_RATIO,
    MAX_WORKBOOK_UNPACKED,
)
from forecourt.model.refusal import RefusedError
from forecourt.words.text import N_, Text, text

# What programs write that are not asked for here, with what to do.
_OTHER_FILES: Final = (".xls", ".xlsm", ".xlsb", ".xltx", ".xltm", ".et", ".ett", ".ods", ".csv", ".numbers")
_OLD_OR_LOCKED: Final = b"\xd0\xcf\x11\xe0"
_ENCRYPTED: Final = 0x1
_SAVE_AS: Final = N_("{name}: only .xlsx workbooks are read; save it as .xlsx (Excel workbook) and try again")


class Package(Struct, frozen=True, kw_only=True):
    """An opened workbook; `part` unpacks one part, never more than the limit in all."""

    archive: zipfile.ZipFile
    name: str

    def part(self, path: str) -> bytes | None:
        """The bytes of a part, None when there is none; raises RefusedError when it is damaged."""
        try:
            with self.archive.open(path) as source:
                data = source.read(MAX_WORKBOOK_UNPACKED + 1)
        except KeyError:
            return None
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError):
            raise RefusedError(damaged(self.name)) from None
        if len(data) > MAX_WORKBOOK_UNPACKED:
            raise RefusedError(_too_large(self.name))
        return data

    def elements(self, path: str, *names: str) -> Iterator[Element]:
        """The elements with one of these local names, whole; none without the part.

        Raises RefusedError for damaged XML, and for a document type: with it come entities that unfold to
        gigabytes or name files of this computer.
        """
        data = self.part(path)
        if data is None:
            return
        try:
            _refuse_document_type(data, self.name)
            for _, element in iterparse(BytesIO(data)):  # noqa: S314  no document type, so no entity
                if local(element.tag) in names:
                    yield element
                    element.clear()
        except (ParseError, expat.ExpatError, ValueError, LookupError):
            raise RefusedError(damaged(self.name)) from None

    def targets(self, path: str) -> dict[str, tuple[str, str]]:
        """What a part points at inside the workbook, not outside: id -> (last word of the type, path)."""
        folder, name = posixpath.split(path)
        found = {}
        for link in self.elements(f"{folder}/_rels/{name}.rels".lstrip("/"), "Relationship"):
            if link.get("TargetMode") != "External":
                place = posixpath.normpath(posixpath.join("/" + folder, link.get("Target", "")))
                found[link.get("Id", "")] = (link.get("Type", "").rpartition("/")[2], place.lstrip("/"))
        return found


def opened(data: bytes, name: str) -> Package:
    """The workbook in `data`, a file called `name`; raises RefusedError when it is none or breaks a limit."""
    if name.casefold().endswith(_OTHER_FILES):
        raise RefusedError(text(_SAVE_AS, name=name))
    if data.startswith(_OLD_OR_LOCKED):
        raise RefusedError(
            text(
                N_("{name} is an old .xls or has a password; save it as .xlsx without a password"), name=name
            )
        )
    if len(data) > MAX_WORKBOOK_BYTES:
        raise RefusedError(_too_large(name))
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise RefusedError(text(_SAVE_AS, name=name)) from None
    _judge(archive, name, len(data))
    return Package(archive=archive, name=name)


def _judge(archive: zipfile.ZipFile, name: str, size: int) -> None:
    """Refuse by the table of contents what should not be unpacked."""
    infos = archive.infolist()
    unpacked = sum(info.file_size for info in infos)
    if len(infos) > MAX_WORKBOOK_PARTS or unpacked > min(MAX_WORKBOOK_UNPACKED, size * MAX_WORKBOOK_RATIO):
        raise RefusedError(_too_large(name))
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise RefusedError(text(N_("{name} has a password; save it without one"), name=name))
    if any(info.filename.casefold().endswith("vbaproject.bin") for info in infos):
        raise RefusedError(
            text(N_("{name} holds macros; save it as .xlsx, which leaves them out, and try again"), name=name)
        )


def local(tag: str) -> str:
    """An element's name without its namespace."""
    return tag.rpartition("}")[2]


def _refuse_document_type(data: bytes, name: str) -> None:
    """Read up to the first element; a document type can only stand before it."""

    def refuse(*_: object) -> None:
        raise RefusedError(
            text(
                N_("{name} holds definitions that no table needs; it was not written by Excel or WPS"),
                name=name,
            )
        )

    class Begun(Exception):  # noqa: N818  the way out, no error
        """The first element has begun."""

    def begin(*_: object) -> None:
        raise Begun

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = begin
    try:
        parser.Parse(data, True)
    except Begun:
        return


def damaged(name: str) -> Text:
    """What is said of a workbook whose inside does not fit together."""
    return text(N_("{name} is damaged; open it in Excel or WPS and save it again as .xlsx"), name=name)


def _too_large(name: str) -> Text:
    return text(
        N_(
            "{name} is larger than any schedule (at most {megabytes} MB, {unpacked} MB unpacked); "
            "delete pictures and the empty rows below the table, and save it again"
        ),
        name=name,
        megabytes=MAX_WORKBOOK_BYTES // 1024 // 1024,
        unpacked=MAX_WORKBOOK_UNPACKED // 1024 // 1024,
    )
