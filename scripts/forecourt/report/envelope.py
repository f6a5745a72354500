"""Findings as JSON for other programs: a versioned envelope."""

import json
from typing import Any, Final

from forecourt.model.finding import Finding
from forecourt.report.report import Report
from forecourt.words.catalogue import Words

SCHEMA_VERSION: Final = 1


def as_json(report: Report, words: Words) -> str:
    """The envelope {schema_version, counts, findings}; places count from 1, columns in characters."""
    envelope = {
        "schema_version": SCHEMA_VERSION,
        "counts": report.counts(),
        "findings": [_entry(finding, words) for finding in report.findings],
    }
    return json.dumps(envelope, ensure_ascii=False, indent=2)


def _entry(finding: Finding, words: Words) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "record": finding.record,
        "field": finding.field,
        "message": words.say(finding.message),
        "hint": words.say(finding.hint),
    }
