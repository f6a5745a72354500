"""Files that could not be read as records: each keeps its page, which says what is wrong and where."""

from collections.abc import Iterator

from msgspec import Struct

from forecourt.kinds.table import KINDS
from forecourt.model.finding import Finding
from forecourt.portal.desk import Desk
from forecourt.words.text import N_, Text, text


class Broken(Struct, frozen=True, kw_only=True):
    """A record that its findings keep from being read: id, file, and the page that it would have."""

    id: str
    path: str
    page: str
    findings: tuple[Finding, ...]


def broken(desk: Desk) -> Iterator[Broken]:
    """Every record that could not be read but whose id and kind are known."""
    kinds = {kind.prefix.casefold(): kind for kind in KINDS.values()}
    for path in sorted(desk.records.unreadable.values()):
        id = path.rpartition("/")[2].removesuffix(".md")
        kind = kinds.get(id.partition("-")[0].casefold())
        if kind is not None and desk.records.get(id) is None and id.replace("-", "").isalnum():
            yield Broken(id=id, path=path, page=f"{kind.name}/{id}.md", findings=desk.findings_of(path))


def where(finding: Finding) -> Text:
    """The place of a finding in words."""
    return text(N_("line {line}, column {column}"), line=finding.line, column=finding.column)
