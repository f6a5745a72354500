"""What a new platform log and a new month of a search-ad account begin with."""

from typing import Any, Final

from forecourt.commands.start import Start
from forecourt.kinds.common import Kind
from forecourt.kinds.outlet import Outlet
from forecourt.kinds.platform import PlatformMonth
from forecourt.kinds.sem import SearchMonth
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.money.lifecycle import work_of
from forecourt.money.sem import account_of, search_months
from forecourt.words.text import N_, text

# The channel of the outlets that such records are about.
CHANNEL_OF: Final = {PlatformMonth: "online", SearchMonth: "search"}


def platform(start: Start) -> dict[str, Any]:
    """The first platform that has no log of the month yet, refreshed today."""
    outlet = _outlet(start, PlatformMonth, start.month)
    is_now = Month.of(start.today) == start.month
    entries = [{"at": str(start.today), "type": "refresh"}] if is_now else []
    return _named(start, outlet, N_("{outlet}, log of {month}")) | {"entries": entries}


def sem(start: Start) -> dict[str, Any]:
    """The first search engine that has no record of the month yet; today with the balance known last."""
    outlet = _outlet(start, SearchMonth, start.month)
    days: list[dict[str, str]] = []
    if Month.of(start.today) == start.month:
        balance = None if outlet is None else _balance(start, outlet)
        known = {} if balance is None else {"opening": balance, "closing": balance}
        days = [{"day": str(start.today), "cost": "0", **known}]
    return _named(start, outlet, N_("{outlet}, search ads of {month}")) | {"days": days}


def free_month(kind: Kind, records: Records, month: Month) -> Month:
    """The first month from `month` on of which one of the accounts in use has no record."""
    if not issubclass(kind.record, PlatformMonth | SearchMonth):
        return month
    known = _in_use(records, kind.record)
    while known and _taken(records, kind.record, month).issuperset(one.id.casefold() for one in known):
        month = month.plus(1)
    return month


def _balance(start: Start, outlet: Outlet) -> str | None:
    months = [one for one in search_months(start.records) if one.outlet.casefold() == outlet.id.casefold()]
    entries = account_of(months).entries
    last = entries[-1].closing if entries else None
    return None if last is None or last < 0 else f"{last // 100}.{last % 100:02}"


def _outlet(start: Start, kind: type[PlatformMonth | SearchMonth], month: Month) -> Outlet | None:
    """An account in use without a record of the month, else any outlet."""
    taken = _taken(start.records, kind, month)
    free = (one for one in _in_use(start.records, kind) if one.id.casefold() not in taken)
    return next(free, next(iter(start.records.of(Outlet)), None))


def _in_use(records: Records, kind: type[PlatformMonth | SearchMonth]) -> list[Outlet]:
    channel = CHANNEL_OF[kind]
    known = (one for one in records.of(Outlet) if one.channel == channel)
    return [one for one in known if work_of(records, one) != "cancelled"]


def _taken(records: Records, kind: type[PlatformMonth | SearchMonth], month: Month) -> set[str]:
    return {one.outlet.casefold() for one in records.of(kind) if one.month == month}


def _named(start: Start, outlet: Outlet | None, title: str) -> dict[str, Any]:
    if outlet is None:
        return {}
    return {
        "title": start.words.say(text(title, outlet=outlet.title, month=str(start.month))),
        "outlet": outlet.id,
    }
