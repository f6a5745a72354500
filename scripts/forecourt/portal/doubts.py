"""Why a month's figures may be wrong: records of law or of money that are missing or cannot be read (M1, M2).

Law (procedures, the month's programme, the month itself) decides every figure: without it none is shown, as
`./forecourt budget` refuses them too. Where only records that cost money are lacking, figures are shown, and
over them stands what they do not count.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from msgspec import Struct

from forecourt.kinds.month import MonthPlan
from forecourt.kinds.procedure import Procedure
from forecourt.kinds.programme import Programme
from forecourt.kinds.table import KINDS
from forecourt.model.finding import Severity
from forecourt.model.months import Month
from forecourt.model.record import Record
from forecourt.model.unread import is_read
from forecourt.money.lifecycle import procedure_of
from forecourt.portal.desk import Desk
from forecourt.words.text import N_, Text, text

COUNTED: Final = frozenset(kind.name for kind in KINDS.values() if kind.cost is not None)
# Which outlet has which tier decides the points of the press quota.
BESIDE: Final = COUNTED | {"outlet"}
_FOLDER: Final = re.compile(r"plans/(\d{4}-(?:0[1-9]|1[0-2]))/")


class Doubts(Struct, frozen=True, kw_only=True):
    """What is wrong with a month's figures: `law` takes all of them away, `left_out` is what they lack."""

    law: tuple[Text, ...] = ()
    left_out: tuple[Text, ...] = ()


def doubts(desk: Desk, month: Month) -> Doubts:
    """What keeps the figures of `month` from being right."""
    law = (*_procedures(desk, month), *_programmes(desk, month), *_plans(desk, month))
    return Doubts(law=law, left_out=tuple(_left_out(desk, month)))


def lost_programmes(desk: Desk) -> tuple[str, ...]:
    """Files of programmes that cannot be read."""
    return tuple(_lost(desk, "programme"))


def lost_plan(desk: Desk, month: Month) -> str:
    """The file of the month's own record when it is there but cannot be read, else ""."""
    for path in _lost(desk, "month"):
        partial = _partial(desk, path)
        known = isinstance(partial, MonthPlan) and is_read(partial.month)
        # What cannot be read at all is known by its file's name.
        if (partial.month == month) if known else PurePosixPath(path).stem.casefold() == f"mon-{month}":  # type: ignore[union-attr]
            return path
    return ""


def _procedures(desk: Desk, month: Month) -> Iterator[Text]:
    for path in _lost(desk, "procedure"):
        partial = _partial(desk, path)
        known = isinstance(partial, Procedure) and is_read(partial.for_kind)
        if not known or partial.for_kind in COUNTED:  # type: ignore[union-attr]
            yield _unreadable(desk, path)
    for kind in sorted(COUNTED):
        used = any(record.kind == kind and _month_of(record, record.path) == month for record in desk.records)
        if used and procedure_of(desk.records, kind) is None:
            yield text(N_('"{label}" has no procedure'), label=Text(KINDS[kind].label))


def _programmes(desk: Desk, month: Month) -> Iterator[Text]:
    plan = next((plan for plan in desk.records.of(MonthPlan) if plan.month == month), None)
    if plan is None or desk.records.find(Programme, plan.programme) is not None:
        return
    path = desk.records.unreadable.get(plan.programme.casefold())
    yield (
        _unreadable(desk, path)
        if path
        else text(N_("The programme {id}, which the month names, is not there"), id=plan.programme)
    )


def _plans(desk: Desk, month: Month) -> Iterator[Text]:
    if path := lost_plan(desk, month):
        yield _unreadable(desk, path)


def _left_out(desk: Desk, month: Month) -> Iterator[Text]:
    """Records of the month, or of an unknown month, that are not counted because they cannot be read."""
    for kind in sorted(BESIDE):
        for path in _lost(desk, kind):
            if _month_of(_partial(desk, path), path) in (month, None):
                yield _unreadable(desk, path)


def _lost(desk: Desk, kind: str) -> Iterator[str]:
    """Files that cannot be read and are of `kind` by what they say or by where they lie."""
    folder = KINDS[kind].folder.format(month="*")
    for path in desk.records.unreadable.values():
        partial = _partial(desk, path)
        says = partial is not None and is_read(partial.kind) and partial.kind == kind
        if says or PurePosixPath(path).parent.match(folder):
            yield path


def _partial(desk: Desk, path: str) -> Record | None:
    return next((one for one in desk.records.partial if one.path == path), None)


def _month_of(record: Record | None, path: str) -> Month | None:
    """The month that a record, whole or in part, belongs to by what it says, else by its folder, or None."""
    said = getattr(record, "month", None)
    if said is not None and is_read(said):
        return said if isinstance(said, Month) else None
    folder = _FOLDER.match(path)
    return Month.parse(folder[1]) if folder else None


def _unreadable(desk: Desk, path: str) -> Text:
    """The file with its first error."""
    error = next((one for one in desk.findings_of(path) if one.severity is Severity.ERROR), None)
    if error is None:
        return text(N_("{path} cannot be read"), path=path)
    return text(
        N_("{path}:{line} cannot be read: {message}"), path=path, line=error.line, message=error.message
    )
