"""A month's money and quotas as one value, so that two or more states of the records can be compared (M2)."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from msgspec import Struct

from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.money.budget import Budget, CostEntry, Line, NoMonthError, budget
from forecourt.money.quota import event_quota, press_quota

T = TypeVar("T")


class Quota(Struct, frozen=True, kw_only=True):
    """How much of a quota is required, done and in work (None: not known before the work is done)."""

    required: int
    done: int
    open: int | None


class Standing(Struct, frozen=True, kw_only=True):
    """What `month` comes to in one state of the records; `money` is None without a record of the month.

    `quotas` are press pieces, press points and events by table code; empty without a record of the month.
    """

    month: Month
    money: Budget | None
    quotas: Mapping[str, Quota]

    @property
    def available(self) -> int | None:
        """Fen that the month may spend."""
        return None if self.money is None else self.money.available

    @property
    def funds(self) -> dict[str, int]:
        """Fen that each fund accrues, by fund code."""
        sums: dict[str, int] = {}
        for line in () if self.money is None else self.money.accrual:
            sums[line.fund] = sums.get(line.fund, 0) + line.amount
        return sums

    @property
    def fund_labels(self) -> dict[str, str]:
        """What each fund is called, by fund code."""
        return {} if self.money is None else {line.fund: line.fund_label for line in self.money.accrual}

    @property
    def lines(self) -> dict[str, Line]:
        """Every channel's line by channel code, and the month's under "" at the end."""
        if self.money is None:
            return {}
        return {line.channel: line for line in (*self.money.channels, self.money.total)}


class Stand(Struct, frozen=True, kw_only=True):
    """The month at one stage: the target branch, or what it is with the branch `name` merged as well.

    `changed` counts the records that differ from the stage before; `costs` are the month's cost entries.
    """

    name: str
    commit: str
    changed: int
    standing: Standing
    costs: tuple[CostEntry, ...]


def standing(records: Records, month: Month) -> Standing:
    """The figures of `month`; a month without a record has none."""
    return Standing(month=month, money=_known(budget, records, month), quotas=_quotas(records, month))


def _known(compute: Callable[[Records, Month], T], records: Records, month: Month) -> T | None:
    try:
        return compute(records, month)
    except NoMonthError:
        return None


def _quotas(records: Records, month: Month) -> dict[str, Quota]:
    press, events = _known(press_quota, records, month), _known(event_quota, records, month)
    if press is None or events is None:
        return {}
    return {
        "press_pieces": Quota(required=press.pieces_required, done=press.pieces_done, open=press.pieces_open),
        "press_points": Quota(required=press.points_required, done=press.points_done, open=None),
        "events": Quota(required=events.required, done=len(events.done), open=len(events.open)),
    }
