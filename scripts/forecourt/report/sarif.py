"""Findings as SARIF 2.1.0, the format that code-scanning services read."""

import json
from typing import Any, Final
from urllib.parse import quote

from forecourt.model.codes import Code, declared
from forecourt.model.finding import Finding, Severity
from forecourt.report.report import Report
from forecourt.words.catalogue import Words

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def as_sarif(report: Report, words: Words) -> str:
    """One run with a rule for each code that was found; columns count Unicode characters."""
    codes = sorted({finding.code for finding in report.findings})
    run = {
        "tool": {"driver": {"name": "forecourt", "rules": [_rule(declared(id), words) for id in codes]}},
        "language": "zh-CN" if words.lang == "zh" else "en",
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, codes.index(finding.code), words) for finding in report.findings],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(code: Code, words: Words) -> dict[str, Any]:
    manual = words.say(code.manual)
    return {
        "id": code.id,
        "shortDescription": {"text": manual.partition("\n")[0]},
        "fullDescription": {"text": manual},
        "defaultConfiguration": {"level": _LEVELS[code.severity]},
    }


def _result(finding: Finding, rule: int, words: Words) -> dict[str, Any]:
    place = {
        # A path is no URI yet: Chinese, blanks and % are encoded.
        "artifactLocation": {"uri": quote(finding.path, errors="surrogateescape")},
        "region": {"startLine": finding.line, "startColumn": finding.column},
    }
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{words.say(finding.message)}\n{words.say(finding.hint)}"},
        "locations": [{"physicalLocation": place}],
        "properties": {"record": finding.record, "field": finding.field},
    }
