"""Findings for a person at a terminal: place, words, the line itself with a caret, the next step."""

from collections.abc import Iterator
from typing import Final

from forecourt.model.finding import Finding
from forecourt.model.limits import MAX_FINDINGS_SHOWN
from forecourt.report.display import excerpt, printable
from forecourt.report.report import SEVERITIES, Report
from forecourt.words.catalogue import Words
from forecourt.words.text import N_, text

_INDENT: Final = "    "


def as_text(report: Report, words: Words) -> str:
    """All findings (at most MAX_FINDINGS_SHOWN), then one line that sums up; no line end after it."""
    lines = _Lines(report)
    blocks = ["\n".join(_block(finding, words, lines)) for finding in report.findings[:MAX_FINDINGS_SHOWN]]
    return "\n\n".join([*blocks, summary(report, words)])


def summary(report: Report, words: Words) -> str:
    """One sentence: how many files, how many findings of each severity."""
    if not report.findings:
        return words.say(text(N_("{files} file(s) checked: 0 findings"), files=report.files))
    parts = [
        text(N_("{count} {severity}(s)"), count=report.count(severity), severity=text(word))
        for severity, word in SEVERITIES.items()
        if report.count(severity)
    ]
    sentence = words.say(text(N_("{files} file(s) checked: {parts}"), files=report.files, parts=parts))
    hidden = len(report.findings) - MAX_FINDINGS_SHOWN
    if hidden > 0:
        sentence += words.say(
            text(N_("; the last {hidden} are not shown here, --format json has them"), hidden=hidden)
        )
    return sentence


class _Lines:
    """Lines of the sources, decoded once a file; findings of one file stand together."""

    def __init__(self, report: Report) -> None:
        self._sources = report.sources
        self._path = ""
        self._lines: list[str] = []

    def line(self, path: str, number: int) -> str:
        """The text of a line (from 1); "" where there is none to show."""
        if path != self._path:
            self._path, self._lines = path, _decoded(self._sources.get(path, b""))
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""


def _decoded(data: bytes) -> list[str]:
    try:
        source = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return []
    return source.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _block(finding: Finding, words: Words, lines: _Lines) -> Iterator[str]:
    severity = words.say(SEVERITIES[finding.severity])
    place = f"{printable(finding.path)}:{finding.line}:{finding.column}"
    about = [finding.code, *(printable(part) for part in (finding.record, finding.field) if part)]
    yield f"{place}: {severity} {' · '.join(about)}"
    yield _INDENT + printable(words.say(finding.message))
    line = "" if finding.is_private else lines.line(finding.path, finding.line)
    if line.strip():
        shown, before = excerpt(line, finding.column)
        gutter = f"{finding.line:>{len(_INDENT) + 3}} | "
        yield gutter + shown
        yield " " * (len(gutter) - 2) + "| " + " " * before + "^"
    yield _INDENT + "→ " + printable(words.say(finding.hint))
