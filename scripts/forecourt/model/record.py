"""What every record has, and the collection of all of them."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from msgspec import Struct

from forecourt.model.declared import Declared
from forecourt.model.forms import OF_PHONES, Form, Inside
from forecourt.model.soundness import Fault


class Group(Struct, metaclass=Declared, frozen=True, kw_only=True):
    """A nested block of fields inside a record."""


class Record(Struct, metaclass=Declared, frozen=True, kw_only=True):
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
T = TypeVar("T")


class FileFact(Struct, frozen=True, kw_only=True):
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
        is_of_phones = self.form is not None and self.form.name == OF_PHONES
        return not (self.fault or is_short or is_of_phones or (self.inside is not None and self.inside.fault))


# Its dict holds what was looked up once, and is left behind when a copy is changed.
class Records(Struct, frozen=True, kw_only=True, dict=True):
    """All readable records of one dealership at one moment, and what their evidence files are.

    `unreadable` maps the ids of records whose files have findings that stopped them to their paths, so that a
    reference to them is not reported as well. `partial` holds those of them that could be read in part: rules
    judge them, nothing else may see them. `files` maps paths (relative to the root) to facts.
    `standing` says what stands at the path of a proof where no file is: "folder", "link", "other", or
    "twin": a file whose name looks the same.
    `linked` are the paths to which bodies link and where something is (None: not looked at).
    """

    items: tuple[Record, ...]
    partial: tuple[Record, ...] = ()
    unreadable: Mapping[str, str] = {}
    files: Mapping[str, FileFact] = {}
    standing: Mapping[str, str] = {}
    linked: frozenset[str] | None = None

    @cached_property
    def _by_id(self) -> dict[str, Record]:
        # The first of several with one id is the one that a reference means.
        return {record.id.casefold(): record for record in reversed(self.items)}

    @cached_property
    def _by_class(self) -> dict[type, list[Any]]:
        return {}

    @cached_property
    def _known(self) -> dict[Callable[["Records"], Any], Any]:
        return {}

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

    def once(self, work_out: Callable[["Records"], T]) -> T:
        """What a function says about these records, which is asked only once."""
        if work_out not in self._known:
            self._known[work_out] = work_out(self)
        found: T = self._known[work_out]
        return found

    def find(self, kind: type[R], id: str) -> R | None:
        """The record of that class with that id, or None."""
        record = self.get(id)
        return record if isinstance(record, kind) else None


class World(Struct, frozen=True, kw_only=True):
    """Records with the day that counts as today."""

    records: Records
    today: date
