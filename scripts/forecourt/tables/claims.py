"""Claims as pandas frames, language-free: codes, integer fen, days as text, record ids (M2, A3)."""

from collections.abc import Iterable, Iterator
from datetime import date

from forecourt.kinds.claim import Claim
from forecourt.kinds.common import Common
from forecourt.model.months import Month
from forecourt.model.record import Record, Records
from forecourt.money.claims import AgeLine, ageing, asked, ended_on
from forecourt.money.claims_recovery import Recovery, recovery
from forecourt.money.claims_risk import (
    RISKS,
    Countdown,
    Risk,
    at_risk,
    countdown,
    days_to,
    sums,
    workdays_to,
)
from forecourt.money.lifecycle import state_of
from forecourt.tables.claims_layout import AGEING, CLAIMS, COUNTDOWN, LINES, RECOVERY, RISK, RISK_SUMS
from forecourt.tables.frames import Row, Table, table

# Percent as a decimal -> hundredths of a percent.
_IN_HUNDREDTHS = 100


def claim_tables(records: Records, today: date, *, month: Month | None, within: int) -> tuple[Table, ...]:
    """Claims, lines, ageing, recovery, risk and countdown as of `today`.

    `month` leaves the claims and the recovery of other activity months out. Risk (`within` days) and
    countdown are of all months: money that is lost is lost whatever the month.
    """
    claims = [claim for claim in records.of(Claim) if month in (None, claim.month)]
    risks = at_risk(records, today, within=within)
    return (
        table(CLAIMS, (_claim_row(records, claim, today) for claim in claims)),
        table(LINES, _line_rows(records, claims)),
        table(AGEING, (_age_row(line, claims) for line in ageing(records, today))),
        table(RECOVERY, (_recovery_row(line) for line in recovery(records) if month in (None, line.month))),
        table(RISK_SUMS, _risk_sums(risks)),
        table(RISK, (_risk_row(risk, today) for risk in risks)),
        table(COUNTDOWN, (_countdown_row(one) for one in countdown(records, today))),
    )


def _claim_row(records: Records, claim: Claim, today: date) -> Row:
    state = state_of(records, claim)
    posted = claim.postmark_on or claim.sent_on
    return (
        claim.id,
        claim.title,
        claim.state if state is None else state.label,
        str(claim.month),
        None if posted is None else posted.isoformat(),
        None if posted is None else days_to(posted, ended_on(claim) or today),
        asked(claim),
        claim.granted_cost,
        claim.credited_cost,
        claim.credit_form,
        " ".join(line.record for line in claim.lines),
    )


def _line_rows(records: Records, claims: Iterable[Claim]) -> Iterator[Row]:
    for claim in claims:
        for line in claim.lines:
            record = records.get(line.record)
            yield (
                claim.id,
                line.record,
                record.title if isinstance(record, Common) else None,
                line.spent,
                line.ineligible or 0,
                int(line.rate * _IN_HUNDREDTHS),
                line.claimed,
                line.granted,
                line.deduction_reason,
            )


def _age_row(line: AgeLine, claims: list[Claim]) -> Row:
    found = [one for one in line.receivables if one.claim in claims]
    return (
        line.age,
        len(found),
        sum(one.amount for one in found if not one.is_estimate),
        sum(one.amount for one in found if one.is_estimate),
        _ids(one.claim for one in found),
    )


def _recovery_row(line: Recovery) -> Row:
    return (
        str(line.month),
        line.eligible,
        line.granted,
        line.granted_rate.hundredths_of_percent,
        line.cash,
        line.credit,
        line.rate.hundredths_of_percent,
        _ids((*line.paid, *line.claims)),
    )


def _risk_sums(risks: tuple[Risk, ...]) -> Iterator[Row]:
    amounts = sums(risks)
    for risk in RISKS.terms:
        yield risk, sum(one.risk == risk for one in risks), amounts[risk]


def _risk_row(risk: Risk, today: date) -> Row:
    return (
        risk.risk,
        risk.title,
        risk.amount,
        risk.day.isoformat(),
        days_to(today, risk.day),
        workdays_to(today, risk.day),
        _ids(risk.records),
    )


def _countdown_row(one: Countdown) -> Row:
    return (
        one.tranche.fund,
        one.tranche.label,
        str(one.tranche.month),
        "forecast" if one.is_forecast else "counted",
        one.open,
        one.use_by.isoformat(),
        days_to(one.today, one.use_by),
        workdays_to(one.today, one.use_by),
        one.claim_by.isoformat(),
        days_to(one.today, one.claim_by),
        workdays_to(one.today, one.claim_by),
        _ids(one.records),
    )


def _ids(records: Iterable[Record]) -> str:
    return " ".join(record.id for record in records)
