"""What a new record of posted volumes and a new exception begin with."""

from typing import Any

from forecourt.commands.start import Start, programme_of
from forecourt.kinds.binder import Binder
from forecourt.kinds.month import MonthPlan
from forecourt.money.volume_items import ITEMS
from forecourt.money.workdays import add_workdays
from forecourt.rules.completeness import ItemScore, completeness
from forecourt.words.text import N_, text

COLLECT_DAYS = 10


def binder(start: Start) -> dict[str, Any]:
    """The volumes of the first month without such a record that is over or runs, else of the asked one."""
    taken = {one.month for one in start.records.of(Binder)}
    months = sorted(plan.month for plan in start.records.of(MonthPlan) if plan.month <= start.month)
    month = next((month for month in months if month not in taken), start.month)
    programme = programme_of(start)
    return {
        "title": start.words.say(text(N_("Volumes of {month}"), month=str(month))),
        "month": str(month),
        "programme": programme.id if programme else start.open_text,
        "preparer": start.owner,
    }


def exception(start: Start) -> dict[str, Any]:
    """The first paper that the month's volumes lack and nothing excuses."""
    found = completeness(start.records, start.month, start.today)
    items = (item for volume in found.volumes for item in volume.items)
    item = next((item for item in items if item.unexcused), None)
    return {
        **_lacking(item, start),
        "reason": start.open_text,
        "collector": start.owner,
        "collect_until": str(add_workdays(start.today, COLLECT_DAYS)),
    }


def _lacking(item: ItemScore | None, start: Start) -> dict[str, str]:
    if item is not None:
        return {"record": item.record.id, "evidence_kind": item.unexcused[0].kind}
    known = (record for select in ITEMS.values() for record in select(start.records, start.month))
    return {"record": next((record.id for record in known), start.open_text)}
