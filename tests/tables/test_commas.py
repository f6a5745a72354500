"""CSV as Excel opens it."""

from forecourt.tables.commas import as_csv
from forecourt.words.catalogue import words_for
from tests.tables.month import tables

BOM = b"\xef\xbb\xbf"


def test_channels_in_chinese_with_exact_yuan() -> None:
    data = as_csv(tables()["channels"], words_for("zh"))
    assert data.startswith(BOM)
    assert data.removeprefix(BOM).decode() == (
        "渠道,预算（元）,已计划（元）,已承诺（元）,已支出（元）,余额（元）,预算情况,对应记录\r\n"
        "报纸,20000.50,12000.50,4800.00,0.00,3200.00,有余额,AD-1 AD-2\r\n"
        "广播,1000.00,0.00,0.00,1000.01,-0.01,超预算,AD-3\r\n"
    )


def test_a_title_never_becomes_a_formula() -> None:
    lines = as_csv(tables()["entries"], words_for("en")).decode().splitlines()
    assert lines[1] == (
        "Newspaper,AD-1,Ad plan,'=HYPERLINK(1),状态approved,Planned,12000.50,plans/2026-11/AD-1.md"
    )


def test_an_unknown_number_is_an_empty_cell() -> None:
    lines = as_csv(tables()["accrual"], words_for("en")).decode().splitlines()
    assert lines[2] == "bonus,基金bonus,y3,云岭Y3,Retail sales,,90.00,—,MON-2026-11 PRG-2026"
