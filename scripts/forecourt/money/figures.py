"""Every figure that budget, ledger and portal print, by its stable name, with what stands behind it (M2)."""

from collections.abc import Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Final

from forecourt.kinds.claim import Claim
from forecourt.kinds.programme import Programme
from forecourt.kinds.table import kind_of
from forecourt.model.record import Record, Records
from forecourt.money.appraisals import appraisal_figures
from forecourt.money.budget import budget
from forecourt.money.claims_risk import SOON
from forecourt.money.figure import Figure
from forecourt.money.figures_claims import claim_figures
from forecourt.money.figures_effect import effect_figures
from forecourt.money.figures_entries import entries_worth, entry_figure, standing_figures
from forecourt.money.figures_fields import field_figures
from forecourt.money.figures_funds import fund_figures, funds_of_months, ledger_figures
from forecourt.money.figures_month import money_figures
from forecourt.money.figures_online import search_figures
from forecourt.money.figures_outlets import outlet_figures
from forecourt.money.figures_quota import quota_figures
from forecourt.money.figures_record import NAMES, record_figures, record_sums
from forecourt.money.figures_risk import risk_figures
from forecourt.money.figures_schedule import schedule_figures
from forecourt.money.figures_stock import stock_figures
from forecourt.money.figures_summary import summary_figures
from forecourt.money.figures_surveys import survey_figures
from forecourt.money.figures_volume import volume_figures
from forecourt.money.ledger import ledger
from forecourt.money.ledger_ends import plans_of
from forecourt.money.ledger_entry import Entry
from forecourt.money.selfscores import score_figures
from forecourt.money.settlement import by_record

MOST: Final = 3


def figures(records: Records, today: date, *, within: int = SOON) -> dict[str, Figure]:
    """The figures of all months, funds and the ledger by name, months first; without those of records.

    What is lost `within` so many calendar days is at risk.
    """
    return {one.name: one for one in _all(records, today, within)}


def figure(records: Records, today: date, name: str, *, within: int = SOON) -> Figure | None:
    """The figure of that name (compared without case): of a month, a fund, the ledger, a record; or None."""
    wanted = name.casefold()
    record = records.get(wanted.partition(".")[0])
    if record is not None:
        known = _of_record(record, records, today, ledger(records, today))
        own = (one for one in known if one.name.casefold() == wanted)
        found = next(own, None)
        if found is not None:
            return found
    line = entry_figure(ledger(records, today), _labels(records), wanted)
    if line is not None:
        return line
    everything = figures(records, today, within=within)
    return next((one for own, one in everything.items() if own.casefold() == wanted), None)


def worth(records: Records, today: date, fen: int, *, within: int = SOON) -> Iterator[Figure]:
    """Every figure of that amount, those of records and of lines of the ledger too, each once."""
    lines = entries_worth(ledger(records, today), fen)
    known = {one.name: one for one in (*every_figure(records, today, within=within), *lines)}
    return (one for one in known.values() if one.unit == "fen" and one.value == fen and not one.nothing)


def every_figure(records: Records, today: date, *, within: int = SOON) -> Iterator[Figure]:
    """The figures of all months, funds and the ledger, then what every record has moved and holds.

    What may be paid back of a single record is left out: it is worked out for one alone.
    """
    yield from _all(records, today, within)
    entries = by_record(ledger(records, today))
    for record in records:
        yield from record_sums(record, entries.get(record.id, ()))
        yield from field_figures(record)


def near_names(records: Records, today: date, name: str) -> list[str]:
    """Names that are most like `name`, the nearest first: at most three."""
    start, _, end = name.rpartition(".")
    with_figures = (one.id for one in records if kind_of(one).cost is not None or one.kind == "claim")
    # Comparing thousands of names is slow: a record's id is looked for alone, its figure's name afterwards.
    ids = get_close_matches(start, list(with_figures), n=MOST) if start else []
    own = [one for id in ids for known in NAMES if (one := f"{id}.{known}") != name]
    return get_close_matches(name, [*figures(records, today), *own], n=MOST) or [
        f"{id}.{known}" for id in ids for known in get_close_matches(end, NAMES, n=1)
    ]


def _of_record(record: Record, records: Records, today: date, entries: Sequence[Entry]) -> Iterator[Figure]:
    """What the record moves and gets, then what its own fields hold."""
    if kind_of(record).cost is not None or isinstance(record, Claim):
        yield from record_figures(record, entries, records, today)
    yield from field_figures(record)


def _all(records: Records, today: date, within: int) -> Iterator[Figure]:
    effects: dict[str, Figure] = {}
    for month in sorted(plans_of(records)):
        money = budget(records, month)
        of_month = (
            *money_figures(money, records),
            *quota_figures(money, records),
            *effect_figures(records, month),
        )
        yield from of_month
        effects |= {one.name: one for one in of_month}
        yield from summary_figures(records, month, {one.name: one for one in of_month})
        yield from schedule_figures(records, month, today)
    yield from outlet_figures(records, effects)
    entries = ledger(records, today)
    by_id = by_record(entries)
    for plan in plans_of(records).values():
        yield from volume_figures(records, plan, by_id, today)
    labels = _labels(records)
    funds = list(fund_figures(entries, labels))
    yield from funds
    made = {one.name: one for one in funds}
    yield from funds_of_months(entries, made, labels)
    yield from risk_figures(records, today, made, within=within)
    yield from standing_figures(entries, today, labels)
    yield from ledger_figures(entries, labels)
    yield from claim_figures(records, today)
    yield from stock_figures(records)
    yield from survey_figures(records)
    yield from appraisal_figures(records, today)
    yield from score_figures(records, today)
    yield from search_figures(records)


def _labels(records: Records) -> dict[str, str]:
    """Fund code -> its name, of the newest programme that has it."""
    programmes = sorted(records.of(Programme), key=lambda one: one.effective_from)
    return {fund.name: fund.label for programme in programmes for fund in programme.funds}
