"""Rules about a month's money (M2): budgets, what is available, and what funds count."""

from collections.abc import Iterator

from forecourt.kinds.month import MonthPlan
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.money import format_yuan
from forecourt.model.vocabulary import CHANNELS
from forecourt.money.accrual import OF_INVOICES, PURCHASES, AccrualLine, missing_text
from forecourt.money.budget import Budget, Line
from forecourt.money.ladder import PLAN, override_for
from forecourt.rules import sums
from forecourt.rules.near import listed
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, Text, text


@code("MO13")
def channel_exceeded(plan: MonthPlan, sight: Sight) -> Iterator[Problem]:
    """A channel has planned, committed and spent more than its budget.

    Exactly 100 % is used up and no fault. `./forecourt budget MONTH --records` shows every record behind the
    sum. A record whose own override for the rung "plan" reaches its amount counts beside the budget.
    """
    money = _money(plan, sight)
    for line in () if money is None else money.channels:
        if line.status == "exceeded" and -line.left > _allowed(line, sight):
            yield Problem(
                code="MO13",
                field=_place(plan, line.channel),
                message=text(
                    N_('"{channel}" uses {used} yuan of a budget of {budget} yuan: {over} yuan too much'),
                    channel=Text(CHANNELS.terms[line.channel]),
                    used=format_yuan(_used(line)),
                    budget=format_yuan(line.budget),
                    over=format_yuan(-line.left),
                ),
                hint=text(N_("Cut one of these, or raise the budget: {records}"), records=_largest(line)),
            )


@code("MO14")
def month_exceeded(plan: MonthPlan, sight: Sight) -> Iterator[Problem]:
    """The month's records use more money than the month has.

    Available is what was carried over, what the funds accrue, and the dealership's own money. Exactly all
    of it is no fault. An override of the month for the rung "plan" that reaches what is used allows more;
    a record with an override of its own counts beside the month's money.
    """
    money = _money(plan, sight)
    if money is not None and money.programme is not None and _is_beyond(money, plan, sight):
        yield Problem(
            code="MO14",
            field="own_money",
            message=text(
                N_("{month} uses {used} yuan, but has only {available} yuan"),
                month=str(plan.month),
                used=format_yuan(_used(money.total)),
                available=format_yuan(money.available),
            ),
            hint=text(
                N_("Cut one of these, or raise the own money: {records}"), records=_largest(money.total)
            ),
        )


@code("MO15")
def budgets_promise_too_much(plan: MonthPlan, sight: Sight) -> Iterator[Problem]:
    """The channels' budgets add up to more than the month has.

    Each channel could stay within its budget, and the month would still run out of money.
    """
    money = _money(plan, sight)
    if money is not None and money.programme is not None and money.unallocated < 0:
        yield Problem(
            code="MO15",
            field="channel_budgets",
            at_key=True,
            message=text(
                N_("The channels' budgets add up to {sum} yuan, but the month has only {available} yuan"),
                sum=format_yuan(money.total.budget),
                available=format_yuan(money.available),
            ),
            hint=text(
                N_("Available: carried over {balance}, accrued {accrued}, own money {own} yuan"),
                balance=format_yuan(money.opening_balance),
                accrued=format_yuan(money.accrued),
                own=format_yuan(money.own_money),
            ),
        )


@code("MO16", Severity.WARNING)
def basis_not_given(plan: MonthPlan, sight: Sight) -> Iterator[Problem]:
    """A fund counts retail sales, deliveries or invoices, but the month does not give them.

    提车, 零售 and 交车 are three different numbers. Without the one that the fund counts, the model accrues
    nothing; without the amount of the wholesale invoices a fund in percent of them accrues nothing.
    """
    money = _money(plan, sight)
    places = {units.model: index for index, units in enumerate(plan.units)}
    for line in () if money is None else money.accrual:
        if not line.missing:
            continue
        if line.percent is None and line.basis not in OF_INVOICES:
            yield _cars_missing(line, f"units.{places[line.model]}.{line.basis}")
        elif line.percent is not None:
            yield _invoices_missing(line, plan)


def _cars_missing(line: AccrualLine, field: str) -> Problem:
    return Problem(
        code="MO16",
        field=field,
        message=missing_text(line),
        hint=text(N_("Add a line: {key}: …"), key=line.basis),
    )


def _invoices_missing(line: AccrualLine, plan: MonthPlan) -> Problem:
    """The month's own invoices stand in the month, those of the year before in the programme."""
    here = line.basis == PURCHASES
    hint = (
        text(N_("Add a line: {key}: …"), key=PURCHASES)
        if here
        else text(N_("Add to {id} a line: {key}: …"), id=plan.programme, key=line.basis)
    )
    return Problem(
        code="MO16",
        field=PURCHASES if here else "programme",
        message=missing_text(line),
        hint=hint,
    )


def _money(plan: MonthPlan, sight: Sight) -> Budget | None:
    """The month's money, None when it is counted over another record of the same month."""
    money = sums.budgets(sight).get(plan.month)
    return money if money is not None and money.plan is plan else None


def _place(plan: MonthPlan, channel: str) -> str:
    for index, row in enumerate(plan.channel_budgets):
        if row.channel == channel:
            return f"channel_budgets.{index}.amount"
    return "channel_budgets"


def _is_beyond(money: Budget, plan: MonthPlan, sight: Sight) -> bool:
    used = _used(money.total)
    if used <= money.available:
        return False
    override = override_for(sight.records, (plan.id,), PLAN)
    is_allowed = override is not None and override.amount >= used
    return not is_allowed and used - money.available > _allowed(money.total, sight)


def _allowed(line: Line, sight: Sight) -> int:
    """Fen of the records behind the line whose own overrides reach what they cost."""
    found = ((entry, override_for(sight.records, (entry.record.id,), PLAN)) for entry in line.records)
    return sum(entry.amount for entry, one in found if one is not None and one.amount >= entry.amount)


def _used(line: Line) -> int:
    return line.budget - line.left


def _largest(line: Line) -> list[str]:
    """Ids of the records behind a line, the dearest first."""
    return listed(entry.record.id for entry in sorted(line.records, key=lambda entry: -entry.amount))
