"""Rules that hold a month and its ads against the programme: mix, costs that count, brand area (M2, A2)."""

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Final

from msgspec import Struct

from forecourt.kinds.ad import Ad
from forecourt.kinds.event import Event
from forecourt.kinds.month import MonthPlan
from forecourt.kinds.programme import MixRule, Programme
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.money import format_yuan, share_of
from forecourt.model.months import Month
from forecourt.model.unread import is_read, readable
from forecourt.model.vocabulary import CHANNELS, COST_TYPES
from forecourt.money.accrual import IN_PERCENT
from forecourt.money.budget import Budget
from forecourt.money.funds_costs import eligible_cost, parts_by_type
from forecourt.money.funds_periods import Period, period_of
from forecourt.rules import sums
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, Text, text

HUNDREDTH: Final = Decimal("0.01")


class _Mix(Struct, frozen=True, kw_only=True):
    """A channel's fen and all fen of a period, held against one mix rule."""

    rule: MixRule
    period: Period
    amount: int
    whole: int

    @property
    def lacking(self) -> int:
        """Fen below the lowest share."""
        least = Decimal(self.whole) * (self.rule.least or 0) * IN_PERCENT
        return max(0, int(least.to_integral_value(rounding=ROUND_CEILING)) - self.amount)

    @property
    def beyond(self) -> int:
        """Fen above the highest share."""
        most = Decimal(self.whole) * (100 if self.rule.most is None else self.rule.most) * IN_PERCENT
        return max(0, self.amount - int(most.to_integral_value(rounding=ROUND_FLOOR)))


@code("PG08", Severity.WARNING)
def budgets_break_the_mix(plan: MonthPlan, sight: Sight) -> Iterator[Problem]:
    """The channel budgets give a channel a lower or higher share than the programme's mix rules allow.

    A manufacturer that wants 30 % for events pays nothing back for a plan without them (domain 2.1). Judged
    while the month is open; a rule by the quarter or year adds up its months and is told at the last of them.
    """
    for mix in _mixes(plan, sight, is_budget=True):
        yield from _broken("PG08", plan, mix, _BUDGETED)


@code("PG09", Severity.WARNING)
def spending_breaks_the_mix(plan: MonthPlan, sight: Sight) -> Iterator[Problem]:
    """What the ended month's records use gives a channel another share than the mix rules allow.

    Judged from the month's end until it is closed: before that, records are still being added.
    """
    if sight.today > plan.month.last_day:
        for mix in _mixes(plan, sight, is_budget=False):
            yield from _broken("PG09", plan, mix, _USED)


@code("PG10", Severity.WARNING)
def claims_what_is_not_eligible(record: Ad | Event, sight: Sight) -> Iterator[Problem]:
    """More is to be paid back than the eligible part of the cost allows.

    Production, agency commission and the like are cut from every claim (pitfall 8), so a plan that counts on
    them is short of money later. Without ineligible parts nothing is said here.
    """
    programme = _programme(record.month, sight)
    asked = record.approved_reimbursement
    if programme is None or not asked:
        return
    cost = eligible_cost(record, programme)
    rate = max((fund.match_rate for fund in programme.funds), default=Decimal(0))
    most = share_of(cost.eligible, rate * IN_PERCENT)
    if cost.ineligible and asked > most:
        kinds = dict.fromkeys(kind for kind, _ in parts_by_type(record) if kind in programme.ineligible)
        yield Problem(
            code="PG10",
            field="approved_reimbursement",
            message=text(
                N_(
                    "Of {spent} yuan {ineligible} are not eligible ({kinds}): at most {most} can be paid back"
                ),
                spent=format_yuan(cost.spent),
                ineligible=format_yuan(cost.ineligible),
                kinds=[Text(COST_TYPES.terms[kind]) for kind in kinds],
                most=format_yuan(most),
            ),
            hint=text(N_("Correct the amount, or pay these costs out of own money")),
        )


@code("PG11", Severity.WARNING)
def brand_too_small(ad: Ad, sight: Sight) -> Iterator[Problem]:
    """The brand has less of the ad's area than the programme wants.

    An ad in which the dealership is larger than the brand is not paid back (PACE: half of the area).
    """
    programme = _programme(ad.month, sight)
    least = None if programme is None else programme.brand_area_least
    if least is not None and ad.brand_area is not None and ad.brand_area < least:
        yield Problem(
            code="PG11",
            field="brand_area",
            message=text(
                N_("The brand has {area} % of the area, the programme wants at least {least} %"),
                area=str(ad.brand_area),
                least=str(least),
            ),
            hint=text(N_("Have the layout changed before it is printed, or correct the figure")),
        )


class _Words(Struct, frozen=True, kw_only=True):
    """What a broken mix is called."""

    low: str
    high: str
    raise_hint: str
    lower_hint: str


_BUDGETED: Final = _Words(
    low=N_('"{channel}" has {share} % of the budgets ({period}), the programme wants at least {limit} %'),
    high=N_('"{channel}" has {share} % of the budgets ({period}), the programme wants at most {limit} %'),
    raise_hint=N_("Move {fen} yuan to it from other channels"),
    lower_hint=N_("Move {fen} yuan of it to other channels"),
)
_USED: Final = _Words(
    low=N_('"{channel}" took {share} % of the money used ({period}), the programme wants at least {limit} %'),
    high=N_('"{channel}" took {share} % of the money used ({period}), the programme wants at most {limit} %'),
    raise_hint=N_("{fen} yuan are lacking; clear it with the manufacturer before the claim"),
    lower_hint=N_("{fen} yuan are too much; clear it with the manufacturer before the claim"),
)


def _mixes(plan: MonthPlan, sight: Sight, *, is_budget: bool) -> Iterator[_Mix]:
    """Each mix rule with the sums of its period, when `plan` is the one that tells about it."""
    programme = _programme(plan.month, sight)
    if programme is None or not sight.is_open(plan) or not _is_counted(plan, sight):
        return
    for _, rule in readable(programme.mix_rules, "channel", "least", "most", "per"):
        period = period_of(plan.month.first_day, rule.per or "month")
        months = [month for month in sums.budgets(sight) if period.has(month.first_day)]
        if plan.month == max(months):
            found = [_sums(sums.budgets(sight)[month], rule.channel, is_budget=is_budget) for month in months]
            amount, whole = (sum(part) for part in zip(*found, strict=True))
            yield _Mix(rule=rule, period=period, amount=amount, whole=whole)


def _sums(money: Budget, channel: str, *, is_budget: bool) -> tuple[int, int]:
    lines = {line.channel: line for line in money.channels}
    own = [lines[channel]] if channel in lines else []
    both = (own, money.channels)
    amount, whole = (
        sum(line.budget if is_budget else line.budget - line.left for line in some) for some in both
    )
    return amount, whole


def _broken(id: str, plan: MonthPlan, mix: _Mix, words: _Words) -> Iterator[Problem]:
    if not mix.whole or not (mix.lacking or mix.beyond):
        return
    is_low = mix.lacking > 0
    share = (Decimal(mix.amount) * 100 / mix.whole).quantize(HUNDREDTH, rounding=ROUND_HALF_UP)
    yield Problem(
        code=id,
        field="channel_budgets",
        at_key=True,
        message=Text(
            words.low if is_low else words.high,
            {
                "channel": Text(CHANNELS.terms[mix.rule.channel]),
                "share": str(share),
                "period": _period(mix, plan),
                "limit": str(mix.rule.least if is_low else mix.rule.most),
            },
        ),
        hint=Text(
            words.raise_hint if is_low else words.lower_hint,
            {"fen": format_yuan(mix.lacking if is_low else mix.beyond)},
        ),
    )


def _period(mix: _Mix, plan: MonthPlan) -> Text | str:
    match mix.rule.per:
        case "quarter":
            number = (plan.month.number - 1) // 3 + 1
            return text(N_("quarter {number} of {year}"), number=number, year=str(plan.month.year))
        case "year":
            return str(plan.month.year)
    return str(plan.month)


def _is_counted(plan: MonthPlan, sight: Sight) -> bool:
    money = sums.budgets(sight).get(plan.month)
    return money is not None and money.plan is plan


def _programme(month: Month, sight: Sight) -> Programme | None:
    plans = sight.months.get(month, []) if is_read(month) else []
    return sight.find(Programme, plans[0].programme) if plans else None
