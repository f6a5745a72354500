"""Rules about what claims take of the manufacturer's funds (M2; domain 3.1)."""

from collections.abc import Iterator
from datetime import date

from forecourt.kinds.claim import Claim, TrancheUse
from forecourt.kinds.programme import Programme
from forecourt.model.codes import code
from forecourt.model.finding import Problem
from forecourt.model.unread import readable
from forecourt.money.claims import first_posted
from forecourt.money.funds_deadlines import last_run_day
from forecourt.money.ledger_balance import Key
from forecourt.money.tranches import Tranche
from forecourt.rules import sums
from forecourt.rules.near import meant
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, Text, text


@code("CL07")
def no_such_tranche(claim: Claim, sight: Sight) -> Iterator[Problem]:
    """The claim takes money of a fund and month that accrued none.

    Either the fund is misspelt, or there is no month record whose cars fill it.
    """
    funds = [fund.name for one in sight.of(Programme) for _, fund in readable(one.funds, "name")]
    for place, use in readable(claim.tranches, "fund", "accrued_in"):
        if use.fund not in funds and not sight.is_lost(claim.programme):
            key, hint = "fund", meant(use.fund, funds)
        elif use.accrued_in not in sight.months and not _may_be_hidden(use, sight):
            key, hint = "accrued_in", text(N_("Name a month that has a record"))
        else:
            continue
        yield Problem(
            code="CL07",
            field=f"tranches.{place}.{key}",
            message=text(N_("{fund} accrued nothing in {month}"), fund=use.fund, month=str(use.accrued_in)),
            hint=hint,
        )


@code("CL08")
def used_outside_its_days(claim: Claim, sight: Sight) -> Iterator[Problem]:
    """The claim takes of a tranche that cannot pay for any of its lines.

    A tranche pays for what runs within its days of use; a fund may also end claims on a day of its own. What
    ran before or after is paid by another month's accrual, or by nobody (domain 3.1).
    """
    days = [day for line in claim.lines if (day := _run_day(line.record, sight)) is not None]
    posted = first_posted(sight.records, claim)
    for place, use in readable(claim.tranches, "fund", "accrued_in"):
        if _key(use) not in sums.tranches(sight) or not days:
            continue
        tranche = sums.tranches(sight)[_key(use)][1]
        if tranche.claim_by is not None and posted is not None and posted > tranche.claim_by:
            message = text(N_("Claims on it had to be posted by {day}"), day=tranche.claim_by)
        elif not any(tranche.usable_from <= day <= tranche.last_day for day in days):
            message = _outside(tranche)
        else:
            continue
        yield Problem(
            code="CL08",
            field=f"tranches.{place}.accrued_in",
            message=message,
            hint=text(N_("Use a tranche that pays for these days")),
        )


def _outside(tranche: Tranche) -> Text:
    return text(
        N_("{fund} of {month} pays for what runs from {first} to {last}; no line of this claim did"),
        fund=tranche.label,
        month=str(tranche.month),
        first=tranche.usable_from,
        last=tranche.last_day,
    )


def _key(use: TrancheUse) -> Key:
    return (use.fund, use.accrued_in)


def _may_be_hidden(use: TrancheUse, sight: Sight) -> bool:
    """Whether there may be a record of the month that cannot be read, which is told there."""
    return sight.is_hidden("month", "month", month=str(use.accrued_in))


def _run_day(id: str, sight: Sight) -> date | None:
    record = sight.records.get(id)
    return None if record is None else last_run_day(record)
