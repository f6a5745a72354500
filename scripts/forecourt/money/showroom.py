"""What a showroom check comes to: the weighted score, what is still wrong (M10)."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from forecourt.kinds.showroom import FULL_MARKS, CheckItem, Display, Showroom
from forecourt.model.record import Records
from forecourt.model.unread import readable
from forecourt.money.lifecycle import work_of
from forecourt.money.names import name_key
from forecourt.money.ratio import Ratio

# Below this somebody must mend it.
PASS_MARK: Final = 6


def score(items: Iterable[CheckItem]) -> Ratio:
    """Σ weight × last score ÷ Σ weight × 10, of the items that have a score."""
    known = [(item.weight, item.last_score) for item in items if item.last_score is not None]
    part = sum(weight * marks for weight, marks in known)
    return Ratio(part=part, whole=sum(weight for weight, _ in known) * FULL_MARKS)


def failed(item: CheckItem) -> bool:
    """Whether the item's last score is below the pass mark."""
    return item.last_score is not None and item.last_score < PASS_MARK


def still_hanging(records: Records, day: date) -> list[tuple[Showroom, Display]]:
    """Displays past their date on `day` that hung when they were last looked at, each with that check.

    A display that later checks do not name is not forgotten: nobody has taken it down.
    """
    last: dict[tuple[str, str], tuple[Showroom, Display]] = {}
    for check in _made(records):
        for _, one in readable(check.displays, "item", "place", "valid_to", "on_display"):
            last[name_key(one.item), name_key(one.place)] = (check, one)
    return [(check, one) for check, one in last.values() if one.on_display and one.valid_to < day]


def newest(records: Records) -> Showroom | None:
    """The check that was made last, None before the first."""
    made = _made(records)
    return made[-1] if made else None


def _made(records: Records) -> list[Showroom]:
    """The checks that were made, oldest first."""
    made = [
        check
        for check in records.of(Showroom)
        if check.checked_on is not None and work_of(records, check) != "cancelled"
    ]
    return sorted(made, key=lambda check: (str(check.checked_on), check.id))
