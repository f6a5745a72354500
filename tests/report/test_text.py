"""Findings for a person."""

from forecourt.model.finding import Severity
from forecourt.model.limits import MAX_FINDINGS_SHOWN
from forecourt.report.text import as_text
from forecourt.words.catalogue import words_for
from forecourt.words.text import text
from tests.report.make import finding, report

ZH, EN = words_for("zh"), words_for("en")
SOURCE = "---\r\nkind: ad\r\n题目: 云岭Y7\r\n---\r\n".encode()


def test_a_finding_shows_place_words_line_and_next_step() -> None:
    shown = as_text(report(finding(column=5), source=SOURCE), ZH)

    assert shown == (
        "plans/2026-11/ads/AD-1.md:3:5: 错误 SH02 · AD-1 · theme\n"
        "    这里没有“theme”这个字段\n"
        "      3 | 题目: 云岭Y7\n"
        "        |       ^\n"
        "    → 是不是想写“them”？\n"
        "\n"
        "检查了 4 个文件：1 个错误"
    )


def test_the_same_in_english() -> None:
    shown = as_text(report(finding(severity=Severity.WARNING, record="", field="")), EN)

    assert shown == (
        "plans/2026-11/ads/AD-1.md:3:1: warning SH02\n"
        '    There is no field "theme" here\n'
        '    → Did you mean "them"?\n'
        "\n"
        "4 file(s) checked: 1 warning(s)"
    )


def test_no_finding_is_said_plainly() -> None:
    assert as_text(report(), ZH) == "检查了 4 个文件：0 个问题"
    assert as_text(report(), EN) == "4 file(s) checked: 0 findings"


def test_the_sum_names_each_severity() -> None:
    found = [finding(severity=severity) for severity in (Severity.INFO, Severity.ERROR, Severity.ERROR)]

    assert as_text(report(*found), ZH).endswith("检查了 4 个文件：2 个错误、1 个提示")


def test_a_flood_is_cut_and_the_rest_counted() -> None:
    shown = as_text(report(*[finding()] * (MAX_FINDINGS_SHOWN + 7)), ZH)

    assert shown.count("SH02") == MAX_FINDINGS_SHOWN
    assert shown.endswith("507 个错误（后面 7 个没有列出，--format json 可看全部）")


def test_a_value_cannot_paint_the_terminal() -> None:
    shown = as_text(report(finding(message=text("bad {value}", value="\x1b[2J\nx"))), EN)

    assert "\x1b" not in shown
    assert "    bad \ufffd[2J x\n" in shown


def test_a_source_that_is_no_text_is_not_shown() -> None:
    assert " | " not in as_text(report(finding(), source="云岭".encode("gbk")), ZH)
