"""Draws from tranches, one demand after the other, within every limit of the programme (domain 3.1).

A demand is served fund by fund, a fund tranche by tranche. What a fund has paid for is not asked of the next
one; the rest is. All amounts are integer fen.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import Final

from msgspec import Struct, field

from forecourt.kinds.programme import Programme
from forecourt.model.money import share_of
from forecourt.model.vocabulary_programme import SHORTFALLS
from forecourt.money.accrual import IN_PERCENT
from forecourt.money.funds_deadlines import claim_deadline
from forecourt.money.funds_pots import Pot, pots_by_fund
from forecourt.money.funds_shares import Shares
from forecourt.money.tranches import Demand, Draw, Settlement, Tranche, TrancheBalance, Unmet

ANY_COST: Final = ""
# Which of several reasons is told: the first.
_REASONS: Final = {reason: place for place, reason in enumerate(SHORTFALLS.terms)}


class _Part(Struct, kw_only=True):
    """What no fund has paid for yet of a demand's costs of one kind."""

    cost_type: str
    left: int


class _Asked(Struct, kw_only=True):
    """A demand while it is served: its parts, what may still be approved, and why something was not paid."""

    demand: Demand
    claimed_on: date
    parts: list[_Part]
    approved: int | None
    reasons: set[str] = field(default_factory=set)

    @property
    def left(self) -> int:
        return sum(part.left for part in self.parts)


class _Paying(Struct, kw_only=True):
    """What one fund pays for one demand: `granted` fen for `used` eligible fen, never above the rate."""

    rate: Decimal
    granted: int = 0
    used: int = 0
    last: Tranche | None = None

    def allowance(self, eligible: int) -> int:
        """Fen that `eligible` more fen would be worth; all of a record's rounding is done once."""
        return share_of(self.used + eligible, self.rate) - self.granted

    def pay(self, fen: int, eligible: int) -> int:
        """Pay `fen` and give how many of the `eligible` fen this takes; a fen rounded up takes no more."""
        self.granted += fen
        needed = int((self.granted / self.rate).to_integral_value(rounding=ROUND_CEILING))
        taken = min(max(0, needed - self.used), eligible)
        self.used += taken
        return taken


class Till:
    """Tranches from which demands are served in order; `refused` are pairs of claim and fund left out."""

    def __init__(
        self,
        tranches: Sequence[Tranche],
        programme: Programme,
        demands: Sequence[Demand],
        *,
        today: date,
        refused: frozenset[tuple[str, str]] = frozenset(),
    ) -> None:
        self._programme = programme
        self._today = today
        self._refused = refused
        self._tranches = tuple(tranches)
        self._funds = {fund.name: fund for fund in programme.funds}
        self._pots = pots_by_fund(self._tranches, self._funds)
        self._shares = Shares(self._tranches, self._pots, self._funds, demands)
        self._draws: dict[tuple[str, date, str, date], Draw] = {}
        self._by_claim: dict[tuple[str, str], int] = defaultdict(int)
        self._unmet: list[Unmet] = []

    def serve(self, demand: Demand) -> None:
        """Draw for one demand whatever the funds pay for it."""
        self._shares.begin(demand.day)
        claimed_on = demand.claimed_on or max(self._today, demand.day)
        asked = _Asked(
            demand=demand, claimed_on=claimed_on, parts=list(_parts(demand)), approved=demand.approved
        )
        deadline = claim_deadline(self._programme, demand.day)
        if deadline is not None and claimed_on > deadline:
            asked.reasons.add("late")
        else:
            for name in self._pots:
                self._ask(name, asked)
        if asked.left > 0:
            reason = min(asked.reasons or {"no_money"}, key=_REASONS.__getitem__)
            self._unmet.append(
                Unmet(record=demand.record, day=demand.day, eligible=asked.left, reason=reason)
            )

    def below_least(self) -> set[tuple[str, str]]:
        """Pairs of claim and fund that draw something, but less than the fund's least claim."""
        least = {name: fund.least_claim or 0 for name, fund in self._funds.items()}
        return {key for key, fen in self._by_claim.items() if 0 < fen < least.get(key[1], 0)}

    def settlement(self) -> Settlement:
        """What was drawn, where the tranches stand, and what nobody pays."""
        draws = tuple(self._draws.values())
        return Settlement(draws=draws, balances=tuple(self._balances(draws)), unmet=tuple(self._unmet))

    def _balances(self, draws: Iterable[Draw]) -> Iterator[TrancheBalance]:
        lost: dict[int, int] = defaultdict(int)
        left: dict[int, int] = defaultdict(int)
        for pots in self._pots.values():
            for pot in pots:
                left[id(pot.tranche)] += pot.left
                ends = min(pot.until, pot.tranche.claim_by or pot.until)
                lost[id(pot.tranche)] += pot.left if self._today > ends else 0
        for tranche in self._tranches:
            used = tranche.amount - left[id(tranche)]
            yield TrancheBalance(tranche=tranche, used=used, expired=lost[id(tranche)])

    def _ask(self, name: str, asked: _Asked) -> None:
        """Draw from one fund."""
        if asked.left == 0:
            return
        pots = self._open(name, asked)
        reason = self._refusal(name, asked, pots)
        if reason:
            asked.reasons.add(reason)
            return
        paying = _Paying(rate=pots[0].tranche.match_rate * IN_PERCENT)
        for part in asked.parts:
            self._pay_part(name, asked, part, paying)

    def _refusal(self, name: str, asked: _Asked, pots: list[Pot]) -> str:
        """Why the fund pays nothing at all for the demand; "" when it pays."""
        if not pots or pots[0].tranche.match_rate == 0:
            return "no_money"
        if (_claim_of(asked.demand), name) in self._refused:
            return "least_claim"
        after = pots[0].tranche.after
        return "waiting" if after and self._open(after, asked) else ""

    def _open(self, name: str, asked: _Asked) -> list[Pot]:
        pots = self._pots.get(name, [])
        return [pot for pot in pots if pot.is_open(asked.demand, asked.claimed_on)]

    def _pay_part(self, name: str, asked: _Asked, part: _Part, paying: _Paying) -> None:
        """Draw for one part of the demand from the fund's tranches in their order."""
        whole = paying.allowance(part.left)
        wanted = self._limited(name, asked, part, (whole, paying.granted))
        paid = 0
        for pot in self._open(name, asked):
            fen = min(pot.left, wanted - paid)
            if fen > 0:
                eligible = paying.pay(fen, part.left)
                part.left -= eligible
                pot.left -= fen
                paid += fen
                paying.last = pot.tranche
                self._draw(asked.demand, pot.tranche, eligible, fen)
        if paid < wanted:
            asked.reasons.add("no_money")
        if paying.last is not None and paid == whole:
            # Paid in full at the rate: the rest of it is the dealership's own share.
            self._draw(asked.demand, paying.last, part.left, 0)
            paying.used += part.left
            part.left = 0
        asked.approved = None if asked.approved is None else asked.approved - paid
        self._shares.book(name, asked.demand, part.cost_type, paid)

    def _limited(self, name: str, asked: _Asked, part: _Part, so_far: tuple[int, int]) -> int:
        """`so_far` is what the rate allows and what the fund has paid for the demand already."""
        allowed, granted = so_far
        limits = {"line_cap": self._line_cap(name, asked.demand), "approval": asked.approved}
        if limits["line_cap"] is not None:
            limits["line_cap"] -= granted
        limits["share"] = self._shares.left(name, asked.demand, part.cost_type)
        for reason, limit in limits.items():
            if limit is not None and limit < allowed:
                asked.reasons.add(reason)
                allowed = max(0, limit)
        return allowed

    def _line_cap(self, name: str, demand: Demand) -> int | None:
        fund = self._funds.get(name)
        caps = () if fund is None else fund.line_caps
        return min((cap.most for cap in caps if cap.channel == demand.channel), default=None)

    def _draw(self, demand: Demand, tranche: Tranche, eligible: int, fen: int) -> None:
        self._by_claim[_claim_of(demand), tranche.fund] += fen
        key = (demand.record, demand.day, tranche.fund, tranche.month.first_day)
        before = self._draws.get(key)
        self._draws[key] = Draw(
            record=demand.record,
            fund=tranche.fund,
            month=tranche.month,
            day=demand.day,
            eligible=eligible + (before.eligible if before else 0),
            amount=fen + (before.amount if before else 0),
        )


def _claim_of(demand: Demand) -> str:
    return demand.claim or demand.record


def _parts(demand: Demand) -> Iterator[_Part]:
    """Costs of no stated kind first: what a share holds back shall not stand in their way."""
    left = demand.eligible
    typed = []
    for cost_type, fen in sorted(demand.cost_types.items()):
        own = min(fen, left)
        typed.append(_Part(cost_type=cost_type, left=own))
        left -= own
    yield _Part(cost_type=ANY_COST, left=left)
    yield from typed
