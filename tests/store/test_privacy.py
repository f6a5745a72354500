"""Customers' data in any text file below content/ or plans/ is an error; nothing of it is shown again."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from forecourt.model.limits import MAX_PRIVATE_SHOWN
from forecourt.store.load import load
from forecourt.store.privacy import personal_in
from forecourt.store.texts import text_of
from forecourt.words.catalogue import words_for
from tests.broken.cases import COUNTED, dealership_with, report_of

PHONE = "13812345678"
PRESS = "content/press/PR-20261103-m2p8.md"


def book(*cells: str) -> bytes:
    """The parts of a workbook that hold text."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        parts = "".join(f"<si><r><t>{cell[:4]}</t></r><r><t>{cell[4:]}</t></r></si>" for cell in cells)
        package.writestr("xl/sharedStrings.xml", f"<sst>{parts}</sst>")
    return target.getvalue()


def packed(name: str, content: bytes) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        # Without a time of its own it is the same file in every process that collects the tests.
        package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def remark(words: str) -> bytes:
    """A picture about which a program noted something."""
    target = BytesIO()
    notes = PngImagePlugin.PngInfo()
    notes.add_itxt("Comment", words)
    Image.new("RGB", (4, 4)).save(target, "PNG", pnginfo=notes)
    return target.getvalue()


def caption(words: str) -> bytes:
    return f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{words}</x:xmpmeta>".encode()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FILES: list[tuple[str, bytes, list[tuple[int, int]]]] = [
    ("content/visitors.csv", f"姓名,电话\n某某,{PHONE}\n".encode(), [(2, 4)]),
    ("content/visitors.csv", f"姓名,电话\n某某,{PHONE}\n".encode("gb18030"), [(2, 4)]),
    ("content/visitors.csv", b"\xef\xbb\xbf" + f"电话\r\n{PHONE}\r\n".encode(), [(2, 1)]),
    ("content/visitors.txt", PHONE.encode("utf-16"), [(1, 1)]),
    ("plans/2026-11/ads/page.html", f"<p>{PHONE}</p>".encode(), [(1, 4)]),
    ("content/list.xlsx", book("车主来电", PHONE, "备注"), [(1, 1)]),
    (f"content/{PHONE}.png", b"\x89PNG", [(1, 1)]),
    ("content/list.xlsx", book("车主来电"), []),
    ("content/photo.png", PHONE.encode(), []),
    ("content/photo.png", remark(f"客户 {PHONE}"), [(1, 1)]),
    ("content/photo.png", remark("展厅正面"), []),
    ("content/photo.heic", b"\0\0\0\x18ftypheic" + bytes(40) + caption(PHONE), [(1, 1)]),
    ("content/名单", f"某某 {PHONE}\n".encode(), [(1, 4)]),
    ("content/名单.bak", f"某某\n{PHONE}\n".encode("gb18030"), [(2, 1)]),
    ("content/名单.dat", b"\x7fELF\0\0" + PHONE.encode(), []),
    ("content/recording.mp3", PHONE.encode(), []),
    ("content/list.zip", packed("名单.csv", f"电话\n{PHONE}\n".encode("gb18030")), [(1, 1)]),
    ("content/list.zip", packed("内/名单.xlsx", book(PHONE)), [(1, 1)]),
    ("content/list.doc", OLE + bytes(500) + f"电话 {PHONE}".encode("utf-16-le") + bytes(100), [(1, 1)]),
    ("content/list.doc", OLE + bytes(501) + f"电话 {PHONE}".encode("utf-16-le") + bytes(100), [(1, 1)]),
    ("content/list.doc", OLE + bytes(500) + f"电话 {PHONE}".encode("gb18030") + bytes(100), [(1, 1)]),
    ("content/list.xls", (Path(__file__).parents[1] / "intake" / "report.xls").read_bytes(), []),
    ("content/list.xls", OLE + bytes(900), []),
    ("content/list.xls", f"<table><tr><td>{PHONE}</td></tr></table>".encode("gb18030"), [(1, 1)]),
    ("content/sums.csv", "日期,来店\n2026-11-13,12\n".encode(), []),
]


@pytest.mark.parametrize(("path", "data", "places"), FILES)
def test_files_that_are_no_records(
    path: str, data: bytes, places: list[tuple[int, int]], tmp_path: Path
) -> None:
    found = load(dealership_with(tmp_path, path, data)).findings

    assert [(one.code, one.path, one.line, one.column) for one in found] == [
        ("PD01", path, line, column) for line, column in places
    ]


def edited(root: Path, change: Callable[[bytes], bytes]) -> Path:
    record = root / PRESS
    record.write_bytes(change(record.read_bytes()))
    return root


def test_a_record_is_refused_and_the_number_is_not_printed_again(tmp_path: Path) -> None:
    report = report_of(edited(dealership_with(tmp_path), lambda data: data + f"联系人 {PHONE}\n".encode()))

    assert report == (
        f"{PRESS}:17:5: 错误 PD01 · PR-20261103-m2p8\n"
        "    个人信息：手机号 138…78\n"
        "    → 提交之前先删掉；资料库里只留汇总数，名单放在资料库外面\n\n"
        f"{COUNTED}：1 个错误\n"
    )


def test_a_record_that_cannot_be_read_is_searched_all_the_same(tmp_path: Path) -> None:
    broken = edited(
        dealership_with(tmp_path),
        lambda data: (data + f"{PHONE}\n".encode()).decode().encode("gb18030"),
    )

    assert {"FM04", "PD01"} <= {one.code for one in load(broken).findings}


def test_a_long_list_is_told_in_part() -> None:
    data = f"{PHONE}\n".encode() * 1_000

    assert len(list(personal_in("content/list.csv", data))) == MAX_PRIVATE_SHOWN


def test_cells_of_an_old_workbook_are_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing writes the old form any more, so a book that was read stands in for one with a list."""
    import xlrd

    class Sheet:
        nrows = 1

        def row_values(self, row: int) -> list[object]:
            return ["某某", float(PHONE), 3.5]

    monkeypatch.setattr(
        xlrd, "open_workbook", lambda **_: type("Book", (), {"sheets": lambda _: [Sheet()]})()
    )

    assert text_of("名单.xls", OLE) == f"某某\t{PHONE}\t3.5"
    assert [one.code for one in personal_in("名单.xls", OLE)] == ["PD01"]


def locked(data: bytes) -> bytes:
    """The package with the sign of a password on every part, here and in its list."""
    return data.replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01").replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"
    )


@pytest.mark.parametrize(
    ("name", "data"),
    [
        # What an office program makes of a workbook with a password.
        ("list.xlsx", b"\xd0\xcf\x11\xe0" + b"\0" * 600),
        ("list.zip", locked(packed("list.csv", PHONE.encode()))),
        ("list.xlsx", b"PK\x03\x04 broken off"),
        ("list.docx", packed("word/document.xml", b"<w:t/>")[:40]),
    ],
    ids=["workbook with a password", "locked zip", "broken workbook", "broken text"],
)
def test_a_file_that_cannot_be_looked_into_is_told(name: str, data: bytes) -> None:
    (finding,) = personal_in(f"content/{name}", data)

    assert (finding.code, words_for("zh").say(finding.message)) == (
        "PD02",
        "这份文件没有查过个人信息：要密码、已损坏或者太大",
    )


def test_an_empty_file_and_one_that_opens_are_not_told() -> None:
    assert list(personal_in("content/list.xlsx", b"")) == []
    assert list(personal_in("content/list.zip", packed("list.csv", b"11"))) == []


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("签到.rar", b"", "这种压缩包打不开，里面没有查过个人信息"),
        ("签到.7z", b"", "这种压缩包打不开，里面没有查过个人信息"),
        (
            "list.zip",
            packed("内.zip", packed("名单.csv", PHONE.encode())),
            "压缩包里的 内.zip 没有查过个人信息",
        ),
        ("list.zip", packed("扫描/合同.pdf", b"%PDF-1.7"), "压缩包里的 扫描/合同.pdf 没有查过个人信息"),
    ],
)
def test_packed_files_that_nobody_opens_are_told(name: str, data: bytes, expected: str) -> None:
    (finding,) = personal_in(f"content/{name}", data)

    assert (finding.code, words_for("zh").say(finding.message)) == ("PD02", expected)


def test_names_in_a_zip_from_chinese_windows_are_read_and_numbers_in_them_are_not_told() -> None:
    """Programs there write GBK and leave the sign for UTF-8 out."""
    inside = packed("__", b"").replace(b"__", "内.rar".encode("gb18030")[:2])
    found = list(personal_in("content/list.zip", packed(f"王某{PHONE}.pdf", b"%PDF")))
    (finding,) = (one for one in found if one.code == "PD02")

    assert words_for("zh").say(finding.message) == "压缩包里的 .pdf 没有查过个人信息"
    assert text_of("list.zip", inside).splitlines()[0] == "内"
