"""Findings for tests of reports."""

from typing import Any

from forecourt.model.finding import Finding, Severity
from forecourt.report.report import Report
from forecourt.words.text import N_, text

PATH = "plans/2026-11/ads/AD-1.md"


def finding(**fields: Any) -> Finding:
    """An error in the ad AD-1."""
    values: dict[str, Any] = {
        "code": "SH02",
        "severity": Severity.ERROR,
        "path": PATH,
        "line": 3,
        "column": 1,
        "record": "AD-1",
        "field": "theme",
        "message": text(N_('There is no field "{key}" here'), key="theme"),
        "hint": text(N_('Did you mean "{near}"?'), near="them"),
    }
    return Finding(**(values | fields))


def report(*findings: Finding, files: int = 4, source: bytes = b"") -> Report:
    """A report over four files."""
    return Report(findings=findings, files=files, sources={PATH: source})
