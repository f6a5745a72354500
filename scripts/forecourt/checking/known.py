"""All records of the index by what the hook remembers of them, and who is connected with whom.

Ten thousand records are looked up, never walked through: what would need a loop over all of them is worked
out when they are remembered.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from hashlib import blake2b
from pathlib import PurePosixPath
from typing import Final

from msgspec import Struct

from forecourt.checking.summary import Summary, has_id
from forecourt.store.load import path_beside
from forecourt.store.staged import Staged

# Rules look for them without a reference that leads there.
FRAME: Final = frozenset({"dealership", "staff", "procedure", "programme", "month"})
_STEPS: Final = 2


class Stored(Struct, frozen=True, kw_only=True):
    """What is kept of records from run to run: few long values, read much sooner than many short ones.

    Row by row, one a blob: `blobs`, `ids` and `lines` (summaries), joined to one value each. `frame` are the
    rows that rules look for by themselves, `nameless` those whose id could not be read. `marks` are the
    sorted fingerprints of all that should be one record's own, `rows` whose they are.
    """

    blobs: str = ""
    ids: str = ""
    lines: bytes = b""
    frame: tuple[int, ...] = ()
    nameless: tuple[int, ...] = ()
    marks: bytes = b""
    rows: bytes = b""


class Remembered:
    """What records say, by their blobs: `ids` are the ids in them, "" for none.

    Blobs that are in no index any more do no harm.
    """

    def __init__(self, stored: Stored) -> None:
        self._blobs = stored.blobs.split(" ") if stored.blobs else []
        self._lines = stored.lines.split(b"\n")
        self._marks, self._rows = array("Q", stored.marks), array("L", stored.rows)
        self._added: dict[str, Summary] = {}
        self.ids = dict(zip(self._blobs, stored.ids.split("\n"), strict=False))
        self._row_of = dict(zip(self._blobs, range(len(self._blobs)), strict=True))
        self.frame = {self._blobs[row] for row in stored.frame}
        self.nameless = {self._blobs[row] for row in stored.nameless}

    def add(self, blob: str, summary: Summary) -> None:
        """Remember one more."""
        self._added[blob] = summary
        self.ids[blob] = summary.id
        if summary.kind in FRAME:
            self.frame.add(blob)
        if not has_id(summary.line):
            self.nameless.add(blob)

    def summary(self, blob: str) -> Summary:
        """The summary of a record that is remembered."""
        return self._added.get(blob) or Summary.parse(self._lines[self._row_of[blob]].decode())

    def having(self, uniques: AbstractSet[str]) -> Iterator[str]:
        """Blobs of records that have something in `uniques`, and hardly ever one more."""
        yield from (blob for blob, one in self._added.items() if not uniques.isdisjoint(one.uniques))
        for unique in uniques:
            mark = _mark(unique)
            for place in range(bisect_left(self._marks, mark), len(self._marks)):
                if self._marks[place] != mark:
                    break
                yield self._blobs[self._rows[place]]

    def stored(self, blobs: Iterable[str]) -> Stored:
        """These records, to be kept."""
        rows = {blob: self.summary(blob) for blob in dict.fromkeys(blobs)}
        marks = sorted(
            (_mark(unique), row) for row, one in enumerate(rows.values()) for unique in one.uniques
        )
        return Stored(
            blobs=" ".join(rows),
            ids="\n".join(one.id for one in rows.values()),
            lines="\n".join(one.line for one in rows.values()).encode(),
            frame=tuple(row for row, one in enumerate(rows.values()) if one.kind in FRAME),
            nameless=tuple(row for row, one in enumerate(rows.values()) if not has_id(one.line)),
            marks=array("Q", [mark for mark, _ in marks]).tobytes(),
            rows=array("L", [row for _, row in marks]).tobytes(),
        )


def _mark(unique: str) -> int:
    return int.from_bytes(blake2b(unique.encode("utf-8", "surrogatepass"), digest_size=8).digest())


class Known:
    """The records of an index: `blobs` by their paths, in order of these."""

    def __init__(self, staged: Staged, blobs: Mapping[str, str], remembered: Remembered) -> None:
        self._staged = staged
        self._blobs = blobs
        self._remembered = remembered
        paths, contents = list(blobs), list(blobs.values())
        self._places = _Places(paths, contents)
        self._ids = _Places(paths, list(map(remembered.ids.__getitem__, contents)))

    def ids(self) -> Mapping[str, str]:
        """Path of the first record with each id; "" stands for those without."""
        return self._ids.first

    def by_name_alone(self) -> dict[str, str]:
        """Records whose id cannot be read by their files' names: most likely that is it."""
        unknown = (path for blob in self._remembered.nameless for path in self._places.of(blob))
        return {PurePosixPath(path).stem.casefold(): path for path in unknown}

    def judged(self) -> list[str]:
        """Paths of changed records, of records that lose a reference, and of those whose evidence changed."""
        changed = self._staged.changed.keys() & self._blobs.keys()
        return sorted(changed | set(self._orphans()) | set(self._with_changed_evidence()))

    def _summary(self, path: str) -> Summary:
        return self._remembered.summary(self._blobs[path])

    def _orphans(self) -> Iterator[str]:
        """Records that name an id which the commit takes away."""
        old = {self._remembered.ids.get(blob, "") for blob in self._staged.changed.values()}
        gone = {id for id in old if id and id not in self._ids.first}
        if gone:
            yield from (path for path in self._blobs if gone.intersection(self._summary(path).names))

    def _with_changed_evidence(self) -> Iterator[str]:
        files = {path for path in self._staged.changed if not path.endswith(".md")}
        if files:
            for path in self._blobs:
                if any(path_beside(path, file) in files for file in self._summary(path).evidence):
                    yield path

    def world(self, judged: Iterable[str]) -> set[str]:
        """Paths of everything that rules over `judged` records can ask for."""
        found = set(judged)
        uniques = {unique for path in found for unique in self._summary(path).uniques}
        near = {*self._remembered.frame, *self._remembered.having(uniques)}
        found.update(path for blob in near for path in self._places.of(blob))
        for _ in range(_STEPS):
            named = {id for path in found for id in self._summary(path).names}
            found.update(path for id in named for path in self._ids.of(id))
        return found


class _Places:
    """Paths by names, one for each. Hardly ever have two the same, so lists are made only then."""

    def __init__(self, paths: Sequence[str], names: Sequence[str]) -> None:
        self.first = dict(zip(reversed(names), reversed(paths), strict=True))
        self._all: dict[str, list[str]] = {}
        if len(self.first) < len(paths):
            for path, name in zip(paths, names, strict=True):
                self._all.setdefault(name, []).append(path)

    def of(self, name: str) -> Iterable[str]:
        """Every path with that name."""
        if self._all:
            return self._all.get(name, ())
        return (self.first[name],) if name in self.first else ()
