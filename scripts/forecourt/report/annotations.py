"""Findings as GitHub workflow commands: each shows at its line in the pull request."""

from typing import Final

from forecourt.model.finding import Finding, Severity
from forecourt.report.report import Report
from forecourt.report.text import summary
from forecourt.words.catalogue import Words

_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_DATA: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def as_annotations(report: Report, words: Words) -> str:
    """One ::error, ::warning or ::notice a finding, then the sum as a plain line of the log."""
    return "\n".join([*(_annotation(finding, words) for finding in report.findings), summary(report, words)])


def _annotation(finding: Finding, words: Words) -> str:
    title = " ".join(part for part in (finding.code, finding.record, finding.field) if part)
    properties = {"file": finding.path, "line": finding.line, "col": finding.column, "title": title}
    listed = ",".join(f"{name}={str(value).translate(_PROPERTY)}" for name, value in properties.items())
    told = f"{words.say(finding.message)}\n→ {words.say(finding.hint)}"
    return f"::{_COMMANDS[finding.severity]} {listed}::{told.translate(_DATA)}"
