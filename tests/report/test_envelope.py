"""Findings for other programs."""

import json

from forecourt.model.finding import Severity
from forecourt.report.envelope import as_json
from forecourt.words.catalogue import words_for
from tests.report.make import PATH, finding, report


def test_the_envelope_has_a_version_counts_and_findings() -> None:
    told = json.loads(as_json(report(finding(), finding(severity=Severity.INFO)), words_for("zh")))

    assert list(told) == ["schema_version", "counts", "findings"]
    assert told["schema_version"] == 1
    assert told["counts"] == {"files": 4, "error": 1, "warning": 0, "info": 1}
    assert told["findings"][0] == {
        "code": "SH02",
        "severity": "error",
        "path": PATH,
        "line": 3,
        "column": 1,
        "record": "AD-1",
        "field": "theme",
        "message": "这里没有“theme”这个字段",
        "hint": "是不是想写“them”？",
    }


def test_no_finding_is_an_empty_list() -> None:
    assert json.loads(as_json(report(), words_for("en")))["findings"] == []


def test_chinese_is_written_as_it_is() -> None:
    assert "这里没有" in as_json(report(finding()), words_for("zh"))
