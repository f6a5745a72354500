"""The one visible table of report formats."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

from forecourt.report.annotations import as_annotations
from forecourt.report.envelope import as_json
from forecourt.report.report import Report
from forecourt.report.sarif import as_sarif
from forecourt.report.text import as_text
from forecourt.words.catalogue import Words

Formatter: TypeAlias = Callable[[Report, Words], str]

FORMATS: Final[Mapping[str, Formatter]] = MappingProxyType(
    {"text": as_text, "json": as_json, "github": as_annotations, "sarif": as_sarif}
)
