"""Workbooks made part by part, as no well-meaning program would write them."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Final

TYPES: Final = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
ROOT_LINKS: Final = (
    f'<Relationships xmlns="{PACKAGE}">'
    f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
BOOK_LINKS: Final = (
    f'<Relationships xmlns="{PACKAGE}">'
    f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="/xl/worksheets/sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    f'<Relationship Id="r3" Type="{OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="r9" Type="{OFFICE}/externalLink" TargetMode="External" Target="http://host.example/x"/>'
    "</Relationships>"
)


def workbook(rows: str = "", *, book: str = "", **parts: str | bytes) -> bytes:
    """A workbook whose one sheet, 表, holds `rows` (XML); `parts` replace whole parts by their last name."""
    found: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": ROOT_LINKS,
        "xl/_rels/workbook.xml.rels": BOOK_LINKS,
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{book}'
        '<sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
    }
    places = {"strings": "xl/sharedStrings.xml", "styles": "xl/styles.xml"}
    places["sheet"] = "xl/worksheets/sheet1.xml"
    return zipped(found | {places[name]: text for name, text in parts.items()})


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """The parts as one file."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target.getvalue()
