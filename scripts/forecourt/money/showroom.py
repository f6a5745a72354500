"""What a showroom check comes to: the weighted score, what is still wrong (M10)."""

from collections.abc import Iterable
from typing import Final

from forecourt.kinds.showroom import FULL_MARKS, CheckItem, Showroom
from forecourt.model.record import Records
from forecourt.money.lifecycle import work_of
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


def newest(records: Records) -> Showroom | None:
    """The check that was made last, None before the first."""
    made = [
        check
        for check in records.of(Showroom)
        if check.checked_on is not None and work_of(records, check) != "cancelled"
    ]
    return max(made, key=lambda check: (str(check.checked_on), check.id), default=None)
