"""The prepaid search-ad account as a ledger: opening + top-up - cost = closing, day by day (W1.3 ③, S6, A10).

Money is integer fen. A day's figures are those of its newest restatement; its line in the ledger keeps the
cost as first exported, and the difference comes back on the day of the report that restated it. So the
account always holds opening + Σ top-ups - Σ newest costs, whatever was restated.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, time
from fractions import Fraction
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from forecourt.kinds.outlet import Outlet
from forecourt.kinds.sem import Limits, SearchDay, SearchMonth
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.money.lifecycle import work_of
from forecourt.money.ratio import Ratio

# Days with cost that a mean is made of (domain 2.13).
ACTIVE_DAYS: Final = 7


class Thresholds(Struct, frozen=True, kw_only=True):
    """When an alarm is raised: fen, days, percent, times of day. A record's `limits` replace single ones."""

    low_balance: int = 50_000
    low_days: int = 3
    cost_a_click: int = 130
    out_of_hours: int = 40
    wasted: int = 20_000
    opens_at: time = time(8, 30)
    closes_at: time = time(18, 0)


DEFAULTS: Final = Thresholds()


class Counts(Struct, frozen=True, kw_only=True):
    """What a day, a keyword or a month cost (fen) and brought; None: no report says it."""

    cost: int = 0
    impressions: int | None = None
    clicks: int | None = None
    leads: int | None = None
    cost_out_of_hours: int | None = None

    @property
    def click_rate(self) -> Ratio:
        """Clicks ÷ impressions."""
        return Ratio(part=self.clicks, whole=self.impressions)

    @property
    def cost_a_click(self) -> Ratio:
        """Fen ÷ clicks (CPC)."""
        return Ratio(part=self.cost, whole=self.clicks)

    @property
    def cost_a_lead(self) -> Ratio:
        """Fen ÷ conversions (CPL)."""
        return Ratio(part=self.cost, whole=self.leads)

    @property
    def share_out_of_hours(self) -> Ratio:
        """Cost out of hours ÷ cost."""
        return Ratio(part=self.cost_out_of_hours, whole=self.cost)


COUNTED: Final = Counts.__struct_fields__


class Entry(Struct, frozen=True, kw_only=True):
    """One day in the ledger of an account, in fen.

    `place` is the day's number in its record, `now` its newest figures. `opening` is as noted, before what
    came back over night, else carried over from the line before. `refund` came in on the day for earlier
    days. `expected` is what must be left, None before the first known balance. `gap` is opening - closing of
    the line before, when the day's own opening says something else.
    """

    record: SearchMonth
    place: int
    day: SearchDay
    now: Counts
    opening: int | None
    refund: int
    expected: int | None
    gap: int

    @property
    def top_up(self) -> int:
        """What was paid in on the day."""
        return self.day.top_up or 0

    @property
    def difference(self) -> int:
        """Closing as noted - closing as it must be."""
        if self.day.closing is None or self.expected is None:
            return 0
        return self.day.closing - self.expected

    @property
    def closing(self) -> int | None:
        """The balance after the day: as noted, else as it must be."""
        return self.expected if self.day.closing is None else self.day.closing


class Account(Struct, frozen=True, kw_only=True):
    """One account over all its months, oldest line first; `pending` fen come back after the last line."""

    outlet: str
    entries: tuple[Entry, ...]
    pending: int

    def of(self, month: Month) -> tuple[Entry, ...]:
        """The lines of one month's record."""
        return tuple(entry for entry in self.entries if entry.record.month == month)

    @property
    def days_left(self) -> Fraction | None:
        """Balance ÷ mean cost of the last seven active days; None without a balance or any cost."""
        return days_of_balance(self.entries)


def thresholds(limits: Limits | None) -> Thresholds:
    """The defaults, with what a record says in their place."""
    if limits is None:
        return DEFAULTS
    own = {name: getattr(limits, name) for name in Thresholds.__struct_fields__}
    return replace(DEFAULTS, **{name: value for name, value in own.items() if value is not None})


def search_months(records: Records) -> list[SearchMonth]:
    """Records that count, oldest first."""
    found = (one for one in records.of(SearchMonth) if work_of(records, one) != "cancelled")
    return sorted(found, key=lambda one: (one.month, one.id))


def accounts(records: Records) -> tuple[Account, ...]:
    """The ledger of every account, in order of the outlets' names.

    Of two records about the same month only the first counts; that there are two is a finding.
    """
    groups: dict[str, dict[Month, SearchMonth]] = defaultdict(dict)
    for one in search_months(records):
        groups[one.outlet.casefold()].setdefault(one.month, one)
    found = (account_of(group.values()) for group in groups.values())
    return tuple(sorted(found, key=lambda one: _name(records, one.outlet)))


def _name(records: Records, id: str) -> str:
    outlet = records.find(Outlet, id)
    return id if outlet is None else outlet.title


def account_of(months: Iterable[SearchMonth]) -> Account:
    """The ledger of one account from its records, oldest first."""
    records = list(months)
    days = [(day, record, place) for record in records for place, day in enumerate(record.days)]
    days.sort(key=lambda row: row[0].day)
    refunds = sorted(refund for record in records for refund in _refunds(record))
    entries: list[Entry] = []
    for day, record, place in days:
        due = 0
        while refunds and refunds[0][0] <= day.day:
            due += refunds.pop(0)[1]
        entries.append(_entry((record, place, day), entries[-1] if entries else None, due))
    return Account(
        outlet=records[0].outlet if records else "",
        entries=tuple(entries),
        pending=sum(fen for _, fen in refunds),
    )


def _entry(row: tuple[SearchMonth, int, SearchDay], before: Entry | None, refund: int) -> Entry:
    record, place, day = row
    previous = None if before is None else before.closing
    opening, gap = previous, 0
    # What came back over night is in the opening balance already.
    if day.opening is not None and (previous is None or day.opening != previous + refund):
        opening = day.opening
        gap = 0 if previous is None else day.opening - previous
    expected = None if opening is None else opening + refund + (day.top_up or 0) - day.cost
    return Entry(
        record=record,
        place=place,
        day=day,
        now=newest(record, day),
        opening=opening,
        refund=refund,
        expected=expected,
        gap=gap,
    )


def _refunds(record: SearchMonth) -> Iterator[tuple[date, int]]:
    """Day of the report and fen that came back, of every restatement that changed a cost."""
    known = {day.day: day.cost for day in record.days}
    for one in record.restatements:
        if one.cost is not None and one.day in known:
            yield max(one.exported_on, one.day), known[one.day] - one.cost
            known[one.day] = one.cost


def newest(record: SearchMonth, day: SearchDay) -> Counts:
    """The figures of a day by its newest report."""
    found = {name: getattr(day, name) for name in COUNTED}
    for one in record.restatements:
        if one.day == day.day:
            found.update({name: value for name in COUNTED if (value := getattr(one, name)) is not None})
    return Counts(**found)


def summed(counts: Iterable[Counts]) -> Counts:
    """Sums; a count stays None when no report says it."""
    found = list(counts)

    def total(name: str) -> int | None:
        known = [value for one in found if (value := getattr(one, name)) is not None]
        return sum(known) if known else None

    return Counts(
        cost=sum(one.cost for one in found),
        impressions=total("impressions"),
        clicks=total("clicks"),
        leads=total("leads"),
        cost_out_of_hours=total("cost_out_of_hours"),
    )


def days_of_balance(entries: Iterable[Entry]) -> Fraction | None:
    """Balance of the last line (0 when it is overdrawn) ÷ mean cost of the last seven days with cost (domain
    2.13).
    """
    lines = list(entries)
    costs = [entry.now.cost for entry in lines if entry.now.cost][-ACTIVE_DAYS:]
    if not costs or lines[-1].closing is None:
        return None
    return Fraction(max(0, lines[-1].closing) * len(costs), sum(costs))


class Alarm(Struct, frozen=True, kw_only=True):
    """Something to look at: its code (SEM_ALARMS), the day or keyword, what was found and what is allowed.

    Both numbers are fen for balances, costs and clicks, days for `low_days`, percent for `out_of_hours`.
    """

    code: str
    day: date | None
    keyword: str
    found: int
    limit: int


def alarms(account: Account, record: SearchMonth) -> Iterator[Alarm]:
    """Everything that one month's record gives cause to look at, by day, keywords last."""
    limit = thresholds(record.limits)
    for place, entry in enumerate(account.entries):
        if entry.record is record:
            yield from _of_day(account.entries[: place + 1], limit)
    for one in record.keywords:
        if one.cost >= limit.wasted and one.leads == 0:
            yield Alarm(code="wasted", day=None, keyword=one.keyword, found=one.cost, limit=limit.wasted)


def _of_day(entries: tuple[Entry, ...], limit: Thresholds) -> Iterator[Alarm]:
    entry, before = entries[-1], entries[:-1]

    def alarm(code: str, found: int, allowed: int) -> Alarm:
        return Alarm(code=code, day=entry.day.day, keyword="", found=found, limit=allowed)

    if entry.closing is not None and entry.closing < limit.low_balance:
        yield alarm("low_balance", entry.closing, limit.low_balance)
    left = days_of_balance(entries)
    if left is not None and left < limit.low_days:
        yield alarm("low_days", int(left), limit.low_days)
    usual = _usual_click(before)
    click = entry.now.cost_a_click.value
    if usual is not None and click is not None and click * 100 > usual * limit.cost_a_click:
        yield alarm("cost_a_click", round(click), int(usual * limit.cost_a_click / 100))
    share = entry.now.share_out_of_hours.value
    if share is not None and share * 100 > limit.out_of_hours:
        yield alarm("out_of_hours", int(share * 100), limit.out_of_hours)


def _usual_click(before: tuple[Entry, ...]) -> Fraction | None:
    """Mean fen a click of the seven active days before; None before there are so many."""
    active = [entry.now for entry in before if entry.now.cost and entry.now.clicks][-ACTIVE_DAYS:]
    return summed(active).cost_a_click.value if len(active) == ACTIVE_DAYS else None


class AccountMonth(Struct, frozen=True, kw_only=True):
    """One account in one month: its record, its lines, and the newest figures of its days together."""

    account: Account
    record: SearchMonth
    entries: tuple[Entry, ...]
    now: Counts

    @property
    def opening(self) -> int | None:
        """Fen at the beginning of the month."""
        return self.entries[0].opening if self.entries else None

    @property
    def closing(self) -> int | None:
        """Fen at the end of the last day."""
        return self.entries[-1].closing if self.entries else None

    @property
    def balance(self) -> tuple[int | None, ...]:
        """The month as its sheet shows it, in fen: opening, paid in, came back for earlier days, spend as
        first exported, closing, and what the noted balances are off.
        """
        return (
            self.opening,
            sum(entry.top_up for entry in self.entries),
            sum(entry.refund for entry in self.entries),
            sum(entry.day.cost for entry in self.entries),
            self.closing,
            self.difference,
        )

    @property
    def difference(self) -> int:
        """Fen that the noted balances are off, within and between the days."""
        return sum(one.difference for one in self.entries) + sum(one.gap for one in self.entries[1:])

    @property
    def days_left(self) -> Fraction | None:
        """Days of balance after the month's last day."""
        last = self.entries[-1] if self.entries else None
        until = (one for one in self.account.entries if last and one.day.day <= last.day.day)
        return days_of_balance(until) if last else None


def account_months(records: Records, month: Month) -> tuple[AccountMonth, ...]:
    """Every account of the month, in order of the outlets' names."""
    found = []
    for account in accounts(records):
        entries = account.of(month)
        if entries:
            now = summed(entry.now for entry in entries)
            found.append(AccountMonth(account=account, record=entries[0].record, entries=entries, now=now))
    return tuple(found)


def months_of_search(records: Records) -> list[Month]:
    """Every month of an account, newest first."""
    return sorted({one.month for one in search_months(records) if one.days}, reverse=True)
