"""Each evidence file is there, is the registered one, and the state lacks none."""

import pytest
from msgspec.structs import replace

from forecourt.model.record import FileFact
from forecourt.model.unread import UNREAD
from tests.rules.small import AD, ARCHIVE, EVENT, changed, found, proof, record, said

TEAR_SHEET = "../../plans/2026-11/ads/AD-20261012-k3f7/tear-sheet.png"


def test_an_archived_ad_shares_the_proofs_of_its_ad() -> None:
    assert found(changed(ARCHIVE, evidence=(proof("tear_sheet", TEAR_SHEET),))) == []


def test_an_archived_ad_does_not_share_the_proofs_of_another() -> None:
    other = changed(ARCHIVE, ad="AD-20261013-p4q5", evidence=(proof("tear_sheet", TEAR_SHEET),))

    assert [code for code, *_ in found(other)] == ["RF01", "EV07", "EV07"]


def test_contracts_and_invoices_may_serve_several_records() -> None:
    for kind in ("contract", "rate_card", "invoice"):
        assert found(changed(EVENT, evidence=(proof(kind, TEAR_SHEET),))) == []


def test_the_finding_gives_the_fingerprint_to_copy() -> None:
    right = record(AD).evidence[0].sha256

    assert said(changed(AD, evidence=(proof("tear_sheet", sha256="0" * 64),))) == [
        (
            "EV04 文件 AD-20261012-k3f7/tear-sheet.png 不是登记时的那一份"
            f" → 恢复原来的文件；如果新的才对，改成 sha256: {right}"
        )
    ]


@pytest.mark.parametrize("file", ["\\\\nas\\share\\a.png", "C:\\a.png", "/home/he/a.png"])
def test_a_file_on_another_computer_is_no_evidence(file: str) -> None:
    assert said(changed(EVENT, evidence=(proof("contract", file),))) == [
        f"EV01 这个文件只在某个人的电脑上：{file} → 把文件放到记录旁边的文件夹里，再从那里写路径"
    ]


def test_an_empty_file_is_said_to_be_empty_only() -> None:
    path = "plans/2026-11/ads/AD-20261012-k3f7/tear-sheet.png"

    assert found(files={path: FileFact(size=0, sha256="e" * 64)}) == [("EV03", AD, "evidence.0.file")]


def test_a_file_beyond_the_limit_is_said_to_be_too_large_only() -> None:
    path = "plans/2026-11/ads/AD-20261012-k3f7/tear-sheet.png"

    assert found(files={path: FileFact(size=60 * 1024 * 1024, sha256="")}) == [
        ("EV05", AD, "evidence.0.file")
    ]


def test_a_missing_file_proves_nothing_of_others() -> None:
    gone = (proof("photo", "gone.png"),)

    assert found(changed(EVENT, evidence=gone)) == [("EV02", EVENT, "evidence.0.file")]


def test_any_file_of_the_demanded_kind_is_enough() -> None:
    assert found(changed(AD, state="published")) == []
    assert found(changed(AD, state="published", evidence=(proof("photo"),))) == [("EV08", AD, "state")]


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("图\\样报.png", "EV01 路径里有反斜杠：图\\样报.png → 改用 / 分隔：图/样报.png"),
        (
            "https://example.com/a.png",
            "EV01 网址不能当凭证：https://example.com/a.png"
            " → 把网页截图或存成 PDF，放到记录旁边，这里写那个文件",
        ),
        (
            "/home/x.png",
            "EV01 这个文件只在某个人的电脑上：/home/x.png → 把文件放到记录旁边的文件夹里，再从那里写路径",
        ),
        (".", "EV02 plans/2026-11/ads 是文件夹，不是文件 → 写出里面的那个文件"),
        (
            "AD-20261012-k3f7",
            "EV02 plans/2026-11/ads/AD-20261012-k3f7 是文件夹，不是文件 → 写出里面的那个文件",
        ),
    ],
)
def test_why_a_path_names_no_evidence(file: str, told: str) -> None:
    assert said(changed(AD, evidence=(*record(AD).evidence, proof("photo", file, "0" * 64)))) == [told]


def test_a_fingerprint_that_cannot_be_read_is_given_to_copy() -> None:
    right = record(AD).evidence[0]
    unread = (replace(right, sha256=UNREAD), *record(AD).evidence[1:])

    assert said(changed(AD, evidence=unread)) == [
        f"EV04 文件 AD-20261012-k3f7/tear-sheet.png 的指纹还没有登记 → 请写：sha256: {right.sha256}"
    ]
