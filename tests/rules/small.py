"""The small dealership in memory, with some of its records changed."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from msgspec.structs import replace

from forecourt.kinds.common import Approval, Evidence
from forecourt.model.record import Record, Records, World
from forecourt.rules.engine import judge
from forecourt.rules.table import RULES
from forecourt.store.load import load
from forecourt.words.catalogue import words_for
from tests.broken.cases import DEALERSHIP, TODAY

AD = "AD-20261012-k3f7"
PRESS = "PR-20261103-m2p8"
EVENT = "EV-20261104-t6w2"
MONTH = "MON-2026-11"
ARCHIVE = "ARC-20261117-b5n9"
AMENDMENT = "AMD-20261117-h8r3"
OUTLET = "OUT-daily"
CLAIM = "CLM-20261117-q4n8"
OVERRIDE = "OVR-20261022-d7g3"

# Code, id of the record, field.
Found = tuple[str, str, str]


@cache
def dealership() -> Records:
    """All its records, read once."""
    return load(DEALERSHIP).records


def record(id: str) -> Any:
    """One of its records."""
    found = dealership().get(id)
    assert found is not None
    return found


def changed(one: str, /, **fields: Any) -> Any:
    """The record `one` with other fields; `id` among them makes it another record beside the first."""
    old = record(one)
    if "id" in fields:
        fields.setdefault("path", old.path.replace(one, fields["id"]))
    return replace(old, **fields)


def world(*others: Record, without: Iterable[str] = (), **more: Any) -> World:
    """The dealership with `others` in the place of the records that have their paths, or beside them."""
    by_path = {one.path: one for one in dealership() if one.id not in without}
    by_path |= {one.path: one for one in others}
    items = tuple(by_path[path] for path in sorted(by_path))
    files = {**dealership().files, **more.pop("files", {})}
    return World(records=Records(items=items, files=files, **more), today=TODAY)


def found(*others: Record, **more: Any) -> list[Found]:
    """What the rules find in that world."""
    return [(problem.code, one.id, problem.field) for one, problem in judge(world(*others, **more), RULES)]


def said(*others: Record, **more: Any) -> list[str]:
    """The findings as a person reads them: code, message → hint, in Chinese."""
    say = words_for("zh").say
    return [
        f"{problem.code} {say(problem.message)} → {say(problem.hint)}"
        for _, problem in judge(world(*others, **more), RULES)
    ]


def approval(step: str, by: str, role: str = "marketing_manager", at: date = date(2026, 10, 20)) -> Approval:
    """An entry of the approval log."""
    return Approval(step=step, by=by, role=role, at=at)


def proof(kind: str, file: str = "AD-20261012-k3f7/tear-sheet.png", sha256: str = "") -> Evidence:
    """An evidence entry; the tear sheet's own fingerprint unless another is given."""
    return Evidence(kind=kind, file=file, sha256=sha256 or record(AD).evidence[0].sha256)
