"""The figures of what is at risk and of the countdown, by the funds, records and claims behind them (M2)."""

from collections.abc import Iterator, Mapping
from datetime import date

from forecourt.kinds.claim import Claim
from forecourt.kinds.table import kind_of
from forecourt.model.record import Record, Records
from forecourt.money.claims_risk import RISKS, SOON, Risk, at_risk, countdown
from forecourt.money.figure import Figure, Part, combined, of_parts, part_of
from forecourt.money.ledger_costs import sums_of
from forecourt.words.text import N_, Text, text


def risk_figures(
    records: Records, today: date, known: Mapping[str, Figure], *, within: int = SOON
) -> Iterator[Figure]:
    """Each kind of risk (claims.risk.unclaimed), how often it occurs, and what the countdown has left in all.

    `known` are the figures of the funds: what expires is what is open there. What is lost `within` so many
    calendar days is at risk.
    """
    risks = at_risk(records, today, within=within)
    for kind, label in RISKS.terms.items():
        own = [one for one in risks if one.risk == kind]
        told = text(N_("Rebate at risk: {what}"), what=Text(label))
        yield of_parts(f"claims.risk.{kind}", told, (part for one in own for part in _parts(one, known)))
        for one in own:
            name = f"claims.risk.{kind}.{_subject(one)}"
            yield of_parts(name, text(N_("{title}: {what}"), title=one.title, what=told), _parts(one, known))
        count = [part_of(one.records[0], "title", 1) for one in own]
        yield of_parts(f"claims.risk.{kind}.count", told, count, unit="count")
    left = [known[_fund_name(one.tranche.fund, one.tranche.month)] for one in countdown(records, today)]
    whole = Text(N_("What the funds still have"))
    yield combined("claims.countdown", whole, *((1, one) for one in left))


def _subject(risk: Risk) -> str:
    """What is at risk: the tranche, else the record."""
    if risk.tranche is not None:
        return f"{risk.tranche.fund}.{risk.tranche.month}"
    return risk.records[0].id


def _fund_name(fund: str, month: object) -> str:
    return f"fund.{fund}.{month}.open"


def _parts(risk: Risk, known: Mapping[str, Figure]) -> Iterator[Part]:
    if risk.tranche is not None:
        yield from known[_fund_name(risk.tranche.fund, risk.tranche.month)].parts
        return
    for record in risk.records:
        if isinstance(record, Claim):
            for place, line in enumerate(record.lines):
                yield part_of(record, f"lines.{place}.claimed", line.claimed)
        else:
            yield part_of(record, _cost_field(record), risk.amount)


def _cost_field(record: Record) -> str:
    """The first field of what the record cost: the refund is a share of it."""
    found = () if kind_of(record).cost is None else sums_of(record, "spent")
    return next((one.field for one in found if one.type == "payment" and one.amount), "title")
