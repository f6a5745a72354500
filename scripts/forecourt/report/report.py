"""What a formatter gets: findings with the sources that they point into, and counts of them."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from forecourt.model.finding import Finding, Severity
from forecourt.words.text import N_

SEVERITIES = {
    Severity.ERROR: N_("error"),
    Severity.WARNING: N_("warning"),
    Severity.INFO: N_("note"),
}


class Report(Struct, frozen=True, kw_only=True):
    """The outcome of one check: `files` record files were looked at; `sources` are their bytes by path."""

    findings: Sequence[Finding]
    files: int
    sources: Mapping[str, bytes]

    def count(self, severity: Severity) -> int:
        """How many findings have that severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def counts(self) -> dict[str, int]:
        """Files looked at and findings by severity, as programs read them."""
        return {"files": self.files} | {severity.value: self.count(severity) for severity in Severity}
