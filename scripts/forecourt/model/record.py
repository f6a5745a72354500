"""What every record has, and the collection of all of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from forecourt.model.forms import Form, Inside
from forecourt.model.soundness import Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A nested block of fields inside a record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One Markdown file: where it is, what its front matter begins with, and its prose.

    `path` is relative to the root, with forward slashes; `body` is Markdown. The fields of every kind
    (evidence, approvals) are declared in `kinds.common`.
    """

    path: str
    body: str
    kind: str
    id: str
    title: str
    state: str
    owner: str


R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFact:
    """What is known of an evidence file: bytes, sha256 (hex, "" when it is beyond the size limit), what its
    bytes look like (None: not looked at), what is wrong inside, the day that a camera noted (None: it noted
    none), and what a PDF holds (None: it is none, or was not opened).
    """

    size: int
    sha256: str
    form: Form | None = None
    fault: Fault = ""
    taken_on: date | None = None
    inside: Inside | None = None

    @property
    def is_usable(self) -> bool:
        """Whether it can be shown and printed, as far as is known without decoding it."""
        is_short = self.form is not None and self.form.name == "PDF" and not self.form.is_whole
        return not (self.fault or is_short or (self.inside is not None and self.inside.fault))


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """All readable records of one dealership at one moment, and what their evidence files are.

    `unreadable` maps the ids of records whose files have findings that stopped them to their paths, so that a
    reference to them is not reported as well. `partial` holds those of them that could be read in part: rules
    judge them, nothing else may see them. `files` maps paths (relative to the root) to facts.
    `standing` says what stands at the path of a proof where no file is: "folder", "link" or "other".
    `linked` are the paths to which bodies link and where something is (None: not looked at).
    """

    items: tuple[Record, ...]
    partial: tuple[Record, ...] = field(default=(), compare=False)
    unreadable: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, FileFact] = field(default_factory=dict)
    standing: Mapping[str, str] = field(default_factory=dict)
    linked: frozenset[str] | None = None
    _by_id: dict[str, Record] = field(default_factory=dict, init=False, repr=False, compare=False)
    _by_class: dict[type, list[Any]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for record in self.items:
            self._by_id.setdefault(record.id.casefold(), record)

    def __iter__(self) -> Iterator[Record]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def get(self, id: str) -> Record | None:
        """The record with that id (compared without case), or None."""
        return self._by_id.get(id.casefold())

    def of(self, kind: type[R]) -> list[R]:
        """All records of one kind's class, in order of path."""
        if kind not in self._by_class:
            # Every rule asks for the procedures, once for each record.
            self._by_class[kind] = [record for record in self.items if isinstance(record, kind)]
        return list(self._by_class[kind])

    def find(self, kind: type[R], id: str) -> R | None:
        """The record of that class with that id, or None."""
        record = self.get(id)
        return record if isinstance(record, kind) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Records with the day that counts as today."""

    records: Records
    today: date
