"""What an import would do, for a person at a terminal: remarks by cell, changes by record, the diff."""

import difflib
from collections.abc import Iterator, Sequence
from typing import Any, Final

from forecourt.kinds.fields import FieldType, ListOf, Money
from forecourt.model.finding import Severity
from forecourt.model.money import format_yuan
from forecourt.model.record import Records
from forecourt.sheets.faults import Remark
from forecourt.sheets.names import Names
from forecourt.sheets.plan import Plan, Rewrite
from forecourt.sheets.values import shown
from forecourt.words.catalogue import Words
from forecourt.words.text import N_, text

_NOTHING: Final = N_("(nothing)")
_LABELS: Final = {
    Severity.ERROR: N_("refused"),
    Severity.WARNING: N_("mind"),
    Severity.INFO: N_("note"),
}


def sheets_text(plan: Plan, words: Words) -> str:
    """Which sheets were read, and that the others change nothing."""
    read, unread = ([_clean(name) for name in names] for names in (plan.sheets, plan.unread))
    said = N_("Read: {read}. Not read, changes there are not taken over: {unread}")
    return words.say(text(said, read=read, unread=unread))


def remarks_text(remarks: Sequence[Remark], words: Words, names: Names | None = None) -> str:
    """One block for each remark: sheet, cell, weight, code, record; the words; the next step.

    A stale row's names every field in which record and sheet differ, with what each says; `names` are those
    of records that such fields mean.
    """
    known = names or Names(records=Records(items=()))
    return "\n".join(line for one in remarks for line in _remark(one, words, known))


def _remark(one: Remark, words: Words, names: Names) -> Iterator[str]:
    about = " · ".join(part for part in (one.code, one.record) if part)
    yield f"{_clean(one.sheet)}!{one.place}: {words.gettext(_LABELS[one.severity])} {_clean(about)}"
    yield f"    {_clean(words.say(one.message))}"
    for field in one.differs:
        now, said = (value_text(field.type_, value, names, words) for value in (field.now, field.said))
        sides = text(
            N_("{label}: the record says {now}, the sheet {said}"), label=field.label, now=now, said=said
        )
        yield f"      {_clean(words.say(sides))}"
    yield f"    → {_clean(words.say(one.hint))}"


def changes_text(plan: Plan, names: Names, words: Words) -> str:
    """One block for each record: id, title and file, then each field before and after."""
    return "\n".join(line for one in plan.rewrites for line in _record(one, names, words))


def _record(one: Rewrite, names: Names, words: Words) -> Iterator[str]:
    yield f"{one.record.id}  {_clean(one.record.title)}  ({one.record.path})"
    for wish in one.wishes:
        before, after = (
            _clean(value_text(wish.slot.spec.type, value, names, words))
            for value in (wish.present, wish.value)
        )
        yield "    " + words.say(
            text(N_("{label}: {before} → {after}"), label=wish.named, before=before, after=after)
        )


def value_text(type_: FieldType, value: Any, names: Names, words: Words) -> str:
    """A value as readers know it: "12,000.00" yuan, a day, the label of a code, the title of a record."""
    if value is None or value == ():
        return words.gettext(_NOTHING)
    if isinstance(type_, Money):
        return format_yuan(value)
    if isinstance(type_, ListOf):
        return "、".join(value_text(type_.item, one, names, words) for one in value)
    return str(shown(type_, value, names, words))


def diff_text(plan: Plan) -> str:
    """The files' changes as a unified diff."""
    found = (difference(one.record.path, one.before, one.after) for one in plan.rewrites)
    return "".join(found).rstrip("\n")


def difference(path: str, before: bytes | None, after: bytes) -> str:
    """The change of one file as a unified diff; of a new file (before: None) every line."""
    old, new = (data.decode("utf-8-sig").replace("\r\n", "\n") for data in (before or b"", after))
    lines = difflib.unified_diff(
        old.splitlines(keepends=True),
        new.splitlines(keepends=True),
        "/dev/null" if before is None else f"a/{path}",
        f"b/{path}",
        n=1,
    )
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def _clean(said: str) -> str:
    """Text of a sheet without line ends and signs that a terminal would obey."""
    return "".join(sign if sign.isprintable() else " " for sign in said)
