"""What the manufacturer's funds accrue in a month: by cars, or in percent of wholesale invoices (M2).

All amounts are integer fen. A figure that nobody gave is marked as missing and never taken for zero.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Final

from msgspec import Struct

from forecourt.kinds.month import MonthPlan, Units
from forecourt.kinds.programme import Fund, Programme
from forecourt.model.money import format_yuan, share_of
from forecourt.model.months import Month
from forecourt.model.vocabulary_programme import BASES
from forecourt.words.text import N_, Text, text

NOTHING: Final = "—"
IN_PERCENT: Final = Decimal("0.01")
PURCHASES: Final = "purchases"
LAST_YEAR: Final = "purchases_last_year"
# Bases that count invoiced money; the others count cars.
OF_INVOICES: Final = frozenset({PURCHASES, LAST_YEAR})


class AccrualLine(Struct, frozen=True, kw_only=True):
    """What one fund accrues: for one model `units` cars × `per_unit` fen, or `percent` % of `invoiced` fen.

    A line in percent is of no model: `model` and `model_label` are "", units and per_unit 0. `missing`: the
    number of cars or the invoices that the fund's basis counts are not given; amount is 0 then.
    """

    fund: str
    fund_label: str
    model: str
    model_label: str
    basis: str
    units: int
    per_unit: int
    amount: int
    missing: bool
    percent: Decimal | None = None
    invoiced: int | None = None

    @property
    def known(self) -> int | None:
        """The amount; None when a figure that it rests on is missing: nothing accrued is another thing."""
        return None if self.missing else self.amount


def accrual(
    plan: MonthPlan, programme: Programme, plans: Iterable[MonthPlan], labels: Mapping[str, str]
) -> Iterator[AccrualLine]:
    """The lines of each fund for the month of `plan`; `plans` are all months, `labels` model code -> name.

    A fund on the year before accrues once, in the programme's first month that has a record: a share of
    what the programme states, else of the sum of the year's twelve months.
    """
    known = tuple(plans)
    for fund in programme.funds:
        if fund.percent is None:
            yield from _by_cars(fund, plan, labels)
        elif fund.basis == PURCHASES:
            yield _in_percent(fund, fund.percent, plan.purchases)
        elif fund.basis == LAST_YEAR and plan.month == _first_month(programme, plan, known):
            yield _in_percent(fund, fund.percent, purchases_before(programme, known))


def share_text(line: AccrualLine) -> Text:
    """What a line in percent is a share of, as "3 % of 812,345.67"; a dash for an amount that nobody gave."""
    percent = Decimal(0) if line.percent is None else line.percent.normalize()
    invoiced = NOTHING if line.invoiced is None else format_yuan(line.invoiced)
    return text(N_("{percent} % of {invoiced}"), percent=f"{percent:f}", invoiced=invoiced)


def missing_text(line: AccrualLine) -> Text:
    """Which figure a line that is `missing` lacks."""
    basis = Text(BASES.terms[line.basis])
    if line.percent is None and line.basis not in OF_INVOICES:
        return text(
            N_('The fund "{fund}" counts "{basis}" of {model}, but the number is missing'),
            fund=line.fund_label,
            basis=basis,
            model=line.model_label,
        )
    return text(
        N_('The fund "{fund}" counts "{basis}", but the amount is missing'),
        fund=line.fund_label,
        basis=basis,
    )


def purchases_before(programme: Programme, plans: Iterable[MonthPlan]) -> int | None:
    """Fen invoiced in the year before the programme's; None unless it is stated or all months give it."""
    if programme.purchases_last_year is not None:
        return programme.purchases_last_year
    year = programme.effective_from.year - 1
    given: dict[Month, int | None] = {}
    for plan in plans:
        if plan.month.year == year:
            given.setdefault(plan.month, plan.purchases)
    amounts = [given.get(Month(year, number)) for number in range(1, 13)]
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if len(known) == len(amounts) else None


def _first_month(programme: Programme, plan: MonthPlan, plans: Iterable[MonthPlan]) -> Month:
    """A dealership that joins in March has no January; its year's money must not be lost with that."""
    begins = Month.of(programme.effective_from)
    own = (one.month for one in plans if one.programme.casefold() == programme.id.casefold())
    return min((month for month in own if month >= begins), default=plan.month)


def _in_percent(fund: Fund, percent: Decimal, invoiced: int | None) -> AccrualLine:
    return AccrualLine(
        fund=fund.name,
        fund_label=fund.label,
        model="",
        model_label="",
        basis=fund.basis,
        units=0,
        per_unit=0,
        amount=0 if invoiced is None else share_of(invoiced, percent * IN_PERCENT),
        missing=invoiced is None,
        percent=percent,
        invoiced=invoiced,
    )


def _by_cars(fund: Fund, plan: MonthPlan, labels: Mapping[str, str]) -> Iterator[AccrualLine]:
    per_unit: dict[str, int] = defaultdict(int)
    for row in fund.per_unit:
        per_unit[row.model] += row.amount
    for units in plan.units:
        if units.model in per_unit:
            yield _of_model(fund, units, per_unit[units.model], labels)


def _of_model(fund: Fund, units: Units, per_unit: int, labels: Mapping[str, str]) -> AccrualLine:
    """A basis that counts no cars has no number of cars, so that its line is marked as missing."""
    numbers = {"pick_up": units.pick_up, "retail": units.retail, "delivery": units.delivery}
    counted = numbers.get(fund.basis)
    cars = counted or 0
    return AccrualLine(
        fund=fund.name,
        fund_label=fund.label,
        model=units.model,
        model_label=labels.get(units.model, units.model),
        basis=fund.basis,
        units=cars,
        per_unit=per_unit,
        amount=cars * per_unit,
        missing=counted is None,
    )
