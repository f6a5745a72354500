"""The sums of a year, three ways: Forecourt's own, plain pandas, SQLite. Prints the seconds of the work.

    python -m tests.benchmarks.money (ours|pandas|sqlite|all) ADS

The peers get rows that are ready for them, so their time is that of the sums alone. They do less: no days,
no reasons, no expiry, no record behind a figure. What they do sum must be the same to the fen.
"""

import sqlite3
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from forecourt.kinds.ad import Ad
from forecourt.kinds.claim import Claim
from forecourt.kinds.month import MonthPlan
from forecourt.kinds.programme import Programme
from forecourt.model.record import Records
from forecourt.money.budget import budget
from forecourt.money.claims import ageing, asked
from forecourt.money.claims_recovery import recovery
from forecourt.money.claims_risk import at_risk, countdown
from forecourt.money.ledger import ledger
from forecourt.money.lifecycle import bucket_of, state_of
from forecourt.money.schedule import schedule
from tests.benchmarks import year

# Month and channel and bucket -> fen; fund -> fen accrued; outlet -> fen on the schedules; fen awaited.
Sums = tuple[dict[tuple[str, str, str], int], dict[str, int], dict[str, int], int]
HANDED_IN: Final = ("sent", "received", "granted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The year as plain rows."""

    costs: list[tuple[str, str, str, str, int]]
    cars: list[tuple[str, str, int]]
    rates: list[tuple[str, str, int]]
    claims: list[tuple[str, int]]


def ours(records: Records) -> Sums:
    """Ledger, twelve schedules and budgets, receivables, recovery, countdown and risk."""
    entries = ledger(records, year.TODAY)
    costs: dict[tuple[str, str, str], int] = {}
    outlets: dict[str, int] = {}
    for month in year.MONTHS:
        for line in budget(records, month).channels:
            for bucket in ("planned", "committed", "spent"):
                if getattr(line, bucket):
                    costs[str(month), line.channel, bucket] = getattr(line, bucket)
        for found in schedule(records, month, year.TODAY).outlets:
            if found.counted:
                outlets[found.key] = outlets.get(found.key, 0) + found.counted
    accrued: dict[str, int] = {}
    for entry in entries:
        if entry.type == "accrual":
            accrued[entry.fund] = accrued.get(entry.fund, 0) + entry.amount
    recovery(records)
    countdown(records, year.TODAY)
    at_risk(records, year.TODAY)
    return costs, accrued, outlets, sum(line.issued for line in ageing(records, year.TODAY))


def rows_of(records: Records) -> Rows:
    """The year's plain rows."""
    costs: list[tuple[str, str, str, str, int]] = []
    for ad in records.of(Ad):
        bucket = bucket_of(state_of(records, ad))
        if bucket is not None:
            costs.append((str(ad.month), ad.channel, ad.outlet, bucket, ad.net_cost))
    funds = records.of(Programme)[0].funds
    rates = [(fund.name, f"{fund.basis}:{row.model}", row.amount) for fund in funds for row in fund.per_unit]
    cars = [
        (str(plan.month), f"{basis}:{units.model}", getattr(units, basis))
        for plan in records.of(MonthPlan)
        for units in plan.units
        for basis in ("pick_up", "retail", "delivery")
    ]
    return Rows(
        costs=costs,
        cars=cars,
        rates=rates,
        claims=[(claim.state, asked(claim)) for claim in records.of(Claim)],
    )


def in_pandas(rows: Rows) -> Sums:
    """The same sums with pandas."""
    costs = pd.DataFrame(rows.costs, columns=["month", "channel", "outlet", "bucket", "fen"])
    cars = pd.DataFrame(rows.cars, columns=["month", "key", "cars"])
    rates = pd.DataFrame(rows.rates, columns=["fund", "key", "fen"])
    claims = pd.DataFrame(rows.claims, columns=["state", "fen"])
    by = costs.groupby(["month", "channel", "bucket"])["fen"].sum()
    joined = rates.merge(cars, on="key")
    accrued = (joined["fen"] * joined["cars"]).groupby(joined["fund"]).sum()
    outlets = costs.groupby("outlet")["fen"].sum()
    waiting = claims[claims["state"].isin(HANDED_IN)]["fen"].sum()
    return _plain(by), _plain(accrued), _plain(outlets), int(waiting)


def _plain(sums: "pd.Series[int]") -> dict[Any, int]:
    return {key: int(fen) for key, fen in sums.items()}


def in_sqlite(rows: Rows) -> Sums:
    """The same sums with SQLite in memory."""
    base = sqlite3.connect(":memory:")
    base.executescript(
        "create table costs(month, channel, outlet, bucket, fen); create table cars(month, key, cars);"
        "create table rates(fund, key, fen); create table claims(state, fen);"
    )
    base.executemany("insert into costs values (?,?,?,?,?)", rows.costs)
    base.executemany("insert into cars values (?,?,?)", rows.cars)
    base.executemany("insert into rates values (?,?,?)", rows.rates)
    base.executemany("insert into claims values (?,?)", rows.claims)
    by = {
        (month, channel, bucket): fen
        for month, channel, bucket, fen in base.execute(
            "select month, channel, bucket, sum(fen) from costs group by 1, 2, 3"
        )
    }
    accrued = dict(base.execute("select fund, sum(fen * cars) from rates join cars using (key) group by 1"))
    outlets = dict(base.execute("select outlet, sum(fen) from costs group by 1"))
    [(waiting,)] = base.execute(f"select sum(fen) from claims where state in {HANDED_IN}")  # noqa: S608
    base.close()
    return by, accrued, outlets, waiting


def ways(records: Records) -> Mapping[str, Callable[[], Sums]]:
    """Every way to the sums, by name."""
    rows = rows_of(records)
    return {
        "ours": lambda: ours(records),
        "pandas": lambda: in_pandas(rows),
        "sqlite": lambda: in_sqlite(rows),
    }


def main(name: str, ads: int) -> float:
    """Seconds that the sums take in that way; raises ValueError when a way gives other sums than ours."""
    known = ways(year.records(ads))
    if name == "all":
        found = {one: way() for one, way in known.items()}
        differing = [one for one, sums in found.items() if sums != found["ours"]]
        if differing:
            raise ValueError(f"other sums: {differing}")
    started = time.perf_counter()
    known["ours" if name == "all" else name]()
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.stdout.write(f"{main(sys.argv[1], int(sys.argv[2])):.6f}\n")
