"""Findings as GitHub shows them at their lines."""

from forecourt.model.finding import Severity
from forecourt.report.annotations import as_annotations
from forecourt.words.catalogue import words_for
from forecourt.words.text import text
from tests.report.make import PATH, finding, report


def test_each_finding_is_one_command() -> None:
    found = [finding(), finding(severity=Severity.WARNING, line=9), finding(severity=Severity.INFO, field="")]

    told = "这里没有“theme”这个字段%0A→ 是不是想写“them”？"
    assert as_annotations(report(*found), words_for("zh")).split("\n") == [
        f"::error file={PATH},line=3,col=1,title=SH02 AD-1 theme::{told}",
        f"::warning file={PATH},line=9,col=1,title=SH02 AD-1 theme::{told}",
        f"::notice file={PATH},line=3,col=1,title=SH02 AD-1::{told}",
        "检查了 4 个文件：1 个错误、1 个警告、1 个提示",
    ]


def test_values_cannot_break_out_of_their_command() -> None:
    bad = finding(
        path="a,b:c%.md", message=text("50% {value}", value="x\r\n::error::y"), hint=text("z"), field="a::b"
    )

    assert as_annotations(report(bad), words_for("en")).split("\n")[0] == (
        "::error file=a%2Cb%3Ac%25.md,line=3,col=1,title=SH02 AD-1 a%3A%3Ab::50%25 x%0D%0A::error::y%0A→ z"
    )


def test_no_finding_is_said_plainly() -> None:
    assert as_annotations(report(), words_for("zh")) == "检查了 4 个文件：0 个问题"
