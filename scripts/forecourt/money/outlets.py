"""What ads at each outlet cost and brought, month by month (M3, A6). All amounts in fen."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from forecourt.kinds.month import MonthPlan
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.money.effect import Rate, effect
from forecourt.money.ratio import Ratio


def rates_by_outlet(records: Records) -> Mapping[str, tuple[tuple[Month, Rate], ...]]:
    """By id of the outlet in small letters: committed and spent cost ÷ visits by month, newest first."""
    found: dict[str, list[tuple[Month, Rate]]] = defaultdict(list)
    for month in sorted({plan.month for plan in records.of(MonthPlan)}, reverse=True):
        for rate in effect(records, month).outlets:
            found[rate.outlet.casefold()].append((month, rate))
    return {id: tuple(rates) for id, rates in found.items()}


def cost_of(rates: Iterable[tuple[Month, Rate]]) -> int:
    """What the ads of all these months cost."""
    return sum(rate.ratio.part or 0 for _, rate in rates)


def per_visit(rates: Iterable[tuple[Month, Rate]]) -> Ratio:
    """Cost ÷ visits of the months whose visits somebody counted; nothing when nobody ever did."""
    counted = [rate.ratio for _, rate in rates if rate.ratio.whole is not None]
    if not counted:
        return Ratio(part=None, whole=None)
    return Ratio(part=sum(one.part or 0 for one in counted), whole=sum(one.whole or 0 for one in counted))
