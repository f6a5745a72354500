"""The highest shares of a fund for channels or kinds of cost, period by period (domain 3.3). Integer fen."""

from collections.abc import Mapping, Sequence
from datetime import date

from forecourt.kinds.programme import Fund, Share
from forecourt.model.money import share_of
from forecourt.money.accrual import IN_PERCENT
from forecourt.money.funds_periods import Period, period_of
from forecourt.money.funds_pots import Pot
from forecourt.money.tranches import Demand, Tranche


class Shares:
    """What the highest shares of funds still allow, by fund, share and period."""

    def __init__(
        self,
        tranches: Sequence[Tranche],
        pots: Mapping[str, Sequence[Pot]],
        funds: Mapping[str, Fund],
        demands: Sequence[Demand],
    ) -> None:
        self._tranches, self._pots, self._demands = tranches, pots, demands
        self._funds = {name: fund for name, fund in funds.items() if fund.shares}
        self._left: dict[tuple[str, int, Period], int] = {}

    def begin(self, day: date) -> None:
        """Fix the limits of the periods of `day`: balances are those before the first draw in it."""
        for name, fund in self._funds.items():
            for place, share in enumerate(fund.shares):
                period = period_of(day, share.per)
                if (name, place, period) not in self._left:
                    whole = self._whole(name, share, period)
                    self._left[name, place, period] = share_of(whole, share.most * IN_PERCENT)

    def left(self, name: str, demand: Demand, cost_type: str) -> int | None:
        """Fen that the shares still allow; None when none of them is about it."""
        return min((self._left[key] for key in self._keys(name, demand, cost_type)), default=None)

    def book(self, name: str, demand: Demand, cost_type: str, fen: int) -> None:
        """Note what was paid."""
        for key in self._keys(name, demand, cost_type):
            self._left[key] -= fen

    def _keys(self, name: str, demand: Demand, cost_type: str) -> list[tuple[str, int, Period]]:
        fund = self._funds.get(name)
        return [
            (name, place, period_of(demand.day, share.per))
            for place, share in enumerate(() if fund is None else fund.shares)
            if _is_about(share, demand.channel, cost_type)
        ]

    def _whole(self, name: str, share: Share, period: Period) -> int:
        if share.of == "spending":
            return sum(demand.eligible for demand in self._demands if period.has(demand.day))
        if share.of == "accrual":
            own = (one for one in self._tranches if one.fund == name)
            return sum(one.amount for one in own if period.has(one.month.first_day))
        return sum(pot.left for pot in self._pots.get(name, ()) if pot.since <= period.first <= pot.until)


def _is_about(share: Share, channel: str, cost_type: str) -> bool:
    of_channel = not share.channels or channel in share.channels
    return of_channel and (not share.cost_types or cost_type in share.cost_types)
