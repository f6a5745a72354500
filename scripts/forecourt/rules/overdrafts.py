"""Rules about what claims take of the manufacturer's funds (M2; pitfalls 1, 4)."""

from collections.abc import Iterator
from datetime import date

from forecourt.kinds.claim import Claim, TrancheUse
from forecourt.model.codes import code
from forecourt.model.finding import Problem
from forecourt.model.money import format_yuan
from forecourt.model.months import Month
from forecourt.model.unread import readable
from forecourt.money.claims import first_posted
from forecourt.money.ledger_claims import ESTIMATE, is_handed_in
from forecourt.rules import sums
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, text


@code("LD04")
def tranche_overdrawn(claim: Claim, sight: Sight) -> Iterator[Problem]:
    """The claim takes more of a fund's accrual of one month than is left of it.

    What is beyond is not the tranche's money: the manufacturer will not pay it. Of several claims the one
    that came last is at fault. A claim that is still being written is held against what is open today.
    `./forecourt ledger --fund FUND` shows every entry of the tranche.
    """
    for place, fund, month, over in _overdrafts(claim, sight):
        yield Problem(
            code="LD04",
            field=f"tranches.{place}.amount",
            message=text(
                N_("The fund {fund} of {month} is overdrawn by {over} yuan"),
                fund=fund,
                month=str(month),
                over=format_yuan(over),
            ),
            hint=text(
                N_("Take less of it, or name another month; see: ./forecourt ledger --fund {fund}"), fund=fund
            ),
        )


@code("LD05")
def tranche_expired(claim: Claim, sight: Sight) -> Iterator[Problem]:
    """The claim takes money of a fund that can no longer be claimed on the day of its postmark.

    A tranche ends with its last day of use and the claim window after it; then what is left of it is lost
    (pitfall 1). A claim that is not posted yet is held against today.
    """
    day = _day(claim, sight)
    for place, use in readable(claim.tranches, "fund", "accrued_in"):
        last = sums.funds(sight).last_days.get((use.fund, use.accrued_in))
        if claim.source != ESTIMATE and last is not None and last < day and not _is_off(claim, sight):
            yield Problem(
                code="LD05",
                field=f"tranches.{place}.accrued_in",
                message=text(
                    N_("Fund {fund} of {month} could be claimed until {last} only; this claim is of {day}"),
                    fund=use.fund,
                    month=str(use.accrued_in),
                    last=last,
                    day=day,
                ),
                hint=text(N_("Name a month whose money is still there; what has expired is own cost")),
            )


def _overdrafts(claim: Claim, sight: Sight) -> Iterator[tuple[int, str, Month, int]]:
    """Place of the tranche in the claim, fund, month and fen that are beyond; expired money is LD05's."""
    is_in = is_handed_in(claim, sight.state(claim))
    if claim.source == ESTIMATE or (not is_in and _is_off(claim, sight)):
        return
    for place, use in readable(claim.tranches, "fund", "accrued_in", "amount"):
        if _is_judged(claim, use, sight):
            over = _taken(claim, place, sight) if is_in else use.amount - _open(use, sight)
            if over > 0:
                yield place, use.fund, use.accrued_in, over


def _is_judged(claim: Claim, use: TrancheUse, sight: Sight) -> bool:
    """Whether it is known what the tranche holds (else CL07 or MO16 speaks), and it has not expired."""
    key = (use.fund, use.accrued_in)
    last = sums.funds(sight).last_days.get(key)
    return last is not None and last >= _day(claim, sight) and key not in sums.funds(sight).unsure


def _taken(claim: Claim, place: int, sight: Sight) -> int:
    """Fen that the claim took beyond its tranche, as far as that has not been given back since."""
    use = claim.tranches[place]
    beyond = sums.funds(sight).beyond.get((claim.id, f"tranches.{place}.amount"), 0)
    balance = sums.funds(sight).balances.get((use.fund, use.accrued_in))
    return min(beyond, 0 if balance is None else balance.overdrawn)


def _open(use: TrancheUse, sight: Sight) -> int:
    balance = sums.funds(sight).balances.get((use.fund, use.accrued_in))
    return 0 if balance is None else balance.open


def _day(claim: Claim, sight: Sight) -> date:
    """The postmark of the claim or of the first that it replaces; today for one that is not posted yet."""
    return first_posted(sight.records, claim) or sight.today


def _is_off(claim: Claim, sight: Sight) -> bool:
    """Whether nothing comes of the claim any more, so that its tranches do not matter."""
    state = sight.state(claim)
    return state is None or state.work == "cancelled" or (state.work == "done" and state.money == "none")
