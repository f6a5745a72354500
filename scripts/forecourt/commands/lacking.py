"""Where the signs stand that the volumes' fonts lack: file, line and field, a line for each."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from typing import Final

from forecourt.binder.glyphs import Unprintable
from forecourt.kinds.fields import slots_of
from forecourt.model.record import Record, Records
from forecourt.words.text import N_, Text, text

MOST_NAMED: Final = 10
MOST_FILES: Final = 3
MOST_LINES: Final = 3
FENCE: Final = "---"
_KEY: Final = re.compile(r"([a-z][a-z0-9_]*):")


def lacking(found: Iterable[Unprintable], records: Records, sources: Mapping[str, bytes]) -> Text:
    """Every sign with its places, each on a line of its own; `sources` are the bytes of the files."""
    known = {path: _plain(data.decode(errors="replace")) for path, data in sources.items()}
    places = dict(_places(sorted(found), records, known))
    shown = [
        text(N_("The fonts of the volumes lack characters that stand in records. Write them differently:")),
        *list(places.values())[:MOST_NAMED],
    ]
    if len(places) > MOST_NAMED:
        shown.append(text(N_("and {count} more"), count=len(places) - MOST_NAMED))
    return reduce(lambda above, below: text(N_("{above}\n  {below}"), above=above, below=below), shown)


def _places(
    found: Iterable[Unprintable], records: Records, sources: Mapping[str, str]
) -> Iterator[tuple[tuple[str, str], Text]]:
    """(file, sign) and what is said of it. A chapter shows parts of other records: these are searched too."""
    paths = {record.path: record for record in records}
    for lack in found:
        own = records.get(lack.record)
        holding = [path for path in sorted(paths) if lack.character in sources.get(path, "")]
        if own is not None and (own.path in holding or not holding):
            holding = [own.path]
        for path in holding[:MOST_FILES] or [""]:
            sign = text(N_('"{sign}" (U+{code})'), sign=lack.character, code=f"{ord(lack.character):04X}")
            yield (path, lack.character), _place(sign, lack.character, paths.get(path), sources.get(path, ""))


def _place(sign: Text, character: str, record: Record | None, source: str) -> Text:
    if record is None:
        return text(N_("{sign} in the tables or on the cover"), sign=sign)
    lines = source.split("\n")
    numbers = [number for number, line in enumerate(lines, 1) if character in line]
    if not numbers:
        return text(N_("{path}: {sign}"), path=record.path, sign=sign)
    return text(
        N_("{path}: {sign}, line {lines}, {field}"),
        path=record.path,
        sign=sign,
        lines=[*numbers[:MOST_LINES], *("…" for _ in numbers[MOST_LINES : MOST_LINES + 1])],
        field=_field(record, lines, numbers[0]),
    )


def _field(record: Record, lines: list[str], number: int) -> Text:
    """The field of the front matter that the line belongs to, by its label; else the body."""
    ends = [place for place, line in enumerate(lines, 1) if line.rstrip() == FENCE]
    if len(ends) > 1 and number > ends[1]:
        return text(N_("in the text below the fields"))
    keys = (match[1] for line in reversed(lines[:number]) if (match := _KEY.match(line)))
    key = next(keys, "")
    labels = {slot.key: slot.spec.label for slot in slots_of(type(record))}
    return text(N_("{label} ({code})"), label=Text(labels[key]), code=key) if key in labels else Text(key)


def _plain(source: str) -> str:
    return unicodedata.normalize("NFC", source).replace("\r\n", "\n")
