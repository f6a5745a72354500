"""Findings: what is wrong in a record, as values that every reader and rule gives back."""

from enum import StrEnum

from msgspec import Struct

from forecourt.words.text import Text


class Severity(StrEnum):
    """How much a finding weighs: only an error stops a build."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Problem(Struct, frozen=True, kw_only=True):
    """A finding before it has a place: a rule names the field, the engine finds line and column.

    `field` is a dotted path into the front matter ("costs.0.budget"; list places from 0), "" for the whole
    record. `line` and `column` (from 1) are set only by readers that know the place already; they count from
    the first line of the body when `in_body`. `at_key` points at the field's name instead of its value.
    `is_private`: the line itself must not be shown.
    """

    code: str
    message: Text
    hint: Text
    field: str = ""
    at_key: bool = False
    line: int = 0
    column: int = 0
    in_body: bool = False
    is_private: bool = False


class Finding(Struct, frozen=True, kw_only=True):
    """One fault in one file: stable code, place, the words and the next step.

    `line` and `column` count from 1, `column` in characters; `record` is the record's id or "". The line of
    one that `is_private` must not be shown.
    """

    code: str
    severity: Severity
    path: str
    line: int
    column: int
    record: str
    field: str
    message: Text
    hint: Text
    is_private: bool = False

    @property
    def sort_key(self) -> tuple[str, int, int, str]:
        """Order of report: by file, then place, then code."""
        return (self.path, self.line, self.column, self.code)
