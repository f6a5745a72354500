"""Rules about a programme: funds that accrue, last and follow each other as they can (M2; domain 3.1)."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from forecourt.kinds.programme import Fund, Programme
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.unread import readable
from forecourt.model.vocabulary import CHANNELS
from forecourt.model.vocabulary_programme import BASES, PERIODS
from forecourt.money.accrual import OF_INVOICES
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, Text, text

BY_MONTH = "month"
WHOLE = Decimal(100)


@code("PG01")
def accrues_by_both_or_neither(programme: Programme, sight: Sight) -> Iterator[Problem]:
    """A fund says both an amount for each car and a percentage of the invoices, or neither of them.

    `per_unit` pays for each car of a model, `percent` is a share of what the cars cost the dealership. With
    both nobody can say what the fund accrues; with neither it accrues nothing (M2).
    """
    for place, fund in readable(programme.funds, "label", "percent", "per_unit"):
        if bool(fund.per_unit) != (fund.percent is not None):
            continue
        both = (
            N_('The fund "{fund}" gives both an amount for each car and a percentage')
            if fund.per_unit
            else N_('The fund "{fund}" gives neither an amount for each car nor a percentage')
        )
        yield Problem(
            code="PG01",
            field=f"funds.{place}.percent" if fund.per_unit else f"funds.{place}",
            message=Text(both, {"fund": fund.label}),
            hint=text(N_("Keep one of the two: per_unit (amounts by model) or percent (of the invoices)")),
        )


@code("PG02")
def basis_of_the_other_kind(programme: Programme, sight: Sight) -> Iterator[Problem]:
    """A fund in percent counts cars, or a fund with amounts for each car counts invoices.

    A percentage can only be taken of money: the wholesale invoices of the month or of the year before. An
    amount for each car needs a number of cars: pick-ups, retail sales or deliveries.
    """
    for place, fund in readable(programme.funds, "label", "basis", "percent", "per_unit"):
        of_money = fund.basis in OF_INVOICES
        if bool(fund.per_unit) == (fund.percent is not None) or of_money == (fund.percent is not None):
            continue
        message = (
            N_('The fund "{fund}" pays for each car, but its basis is "{basis}"')
            if of_money
            else N_('The fund "{fund}" is a percentage of invoices, but its basis is "{basis}"')
        )
        fitting = [basis for basis in BASES.terms if (basis in OF_INVOICES) != of_money]
        yield Problem(
            code="PG02",
            field=f"funds.{place}.basis",
            message=Text(message, {"fund": fund.label, "basis": Text(BASES.terms[fund.basis])}),
            hint=text(N_("Use one of: {choices}"), choices=[_choice(basis) for basis in fitting]),
        )


@code("PG03")
def lasts_by_both_or_neither(programme: Programme, sight: Sight) -> Iterator[Problem]:
    """A fund says both for how many months and until which end it can be used, or neither of them.

    Money that nobody knows the end of expires unnoticed (pitfall 1).
    """
    for place, fund in readable(programme.funds, "label", "usable_months", "usable_until"):
        if (fund.usable_months is None) != (fund.usable_until is None):
            continue
        message = (
            N_('The fund "{fund}" does not say how long it can be used')
            if fund.usable_months is None
            else N_('The fund "{fund}" says both for how many months and until when it can be used')
        )
        yield Problem(
            code="PG03",
            field=f"funds.{place}" if fund.usable_months is None else f"funds.{place}.usable_until",
            message=Text(message, {"fund": fund.label}),
            hint=text(N_("Keep one of the two: usable_months (a number) or usable_until (quarter or year)")),
        )


@code("PG04")
def waits_for_ever(programme: Programme, sight: Sight) -> Iterator[Problem]:
    """A fund is usable only after another one that the programme does not have, or that waits for it.

    Such a fund would never pay, or at once, and either is not what the policy says.
    """
    funds = {fund.name: fund for _, fund in readable(programme.funds, "name", "label", "only_after")}
    if len(funds) < len(programme.funds):
        return
    for place, fund in enumerate(programme.funds):
        if fund.only_after is None:
            continue
        circle = _circle(fund, funds)
        if fund.only_after not in funds:
            message = text(
                N_('The fund "{fund}" waits for "{other}", which the programme does not have'),
                fund=fund.label,
                other=fund.only_after,
            )
        elif circle:
            message = text(
                N_("These funds wait for one another, so that none of them ever pays: {funds}"), funds=circle
            )
        else:
            continue
        yield Problem(
            code="PG04",
            field=f"funds.{place}.only_after",
            message=message,
            hint=text(N_("Write the code of the fund that must be used up first, or delete the line")),
        )


@code("PG05")
def shares_that_cannot_hold(programme: Programme, sight: Sight) -> Iterator[Problem]:
    """The lowest shares add up to more than 100 %, or one is higher than the highest share beside it.

    No plan could ever meet such rules.
    """
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for place, rule in readable(programme.mix_rules, "channel", "least", "most", "per"):
        sums[rule.per or BY_MONTH] += rule.least or 0
        if rule.least is not None and rule.most is not None and rule.least > rule.most:
            yield Problem(
                code="PG05",
                field=f"mix_rules.{place}.least",
                message=text(
                    N_('The lowest share of "{channel}" is {least} %, its highest only {most} %'),
                    channel=Text(CHANNELS.terms[rule.channel]),
                    least=str(rule.least),
                    most=str(rule.most),
                ),
                hint=text(N_("Correct the share that is wrong")),
            )
    for per, whole in sums.items():
        if whole > WHOLE:
            yield Problem(
                code="PG05",
                field="mix_rules",
                at_key=True,
                message=text(
                    N_("The lowest shares add up to {sum} % ({period})"),
                    sum=str(whole),
                    period=Text(PERIODS.terms[per]),
                ),
                hint=text(N_("Correct the share that is wrong")),
            )


@code("PG06")
def window_by_both_or_neither(programme: Programme, sight: Sight) -> Iterator[Problem]:
    """The claim window is given in days and in months, or not at all for a fund without a fixed last day.

    A late claim is paid nothing, whatever was approved (pitfall 4).
    """
    days, months = programme.claim_window_days, programme.claim_window_months
    if days is not None and months is not None:
        yield Problem(
            code="PG06",
            field="claim_window_months",
            message=text(N_("The claim window is given both in days and in months")),
            hint=text(N_("Keep one of the two: claim_window_days or claim_window_months")),
        )
    elif days is None and months is None:
        open_ended = [
            fund.label for _, fund in readable(programme.funds, "label", "claim_by") if not fund.claim_by
        ]
        if open_ended:
            yield Problem(
                code="PG06",
                message=text(
                    N_("Nothing says until when these funds must be claimed: {funds}"), funds=open_ended
                ),
                hint=text(N_("Add a line: {key}: …"), key="claim_window_days"),
            )


@code("PG07", Severity.WARNING)
def carries_over_nothing(programme: Programme, sight: Sight) -> Iterator[Problem]:
    """A fund says what may be carried over, but does not end with the quarter.

    Only what ends with a quarter can be carried into the next one; elsewhere the line has no effect.
    """
    for place, fund in readable(programme.funds, "label", "carry_over", "usable_until"):
        if fund.carry_over is not None and fund.usable_until != "quarter":
            yield Problem(
                code="PG07",
                field=f"funds.{place}.carry_over",
                message=text(
                    N_('The fund "{fund}" does not end with the quarter, so nothing is carried over'),
                    fund=fund.label,
                ),
                hint=text(N_("Write usable_until: quarter, or delete the line")),
            )


def _choice(basis: str) -> Text:
    return text(N_("{code} ({label})"), code=basis, label=Text(BASES.terms[basis]))


def _circle(fund: Fund, funds: dict[str, Fund]) -> list[str]:
    """Labels of the funds on the way from `fund` back to itself; none when no way leads back."""
    labels = [fund.label]
    name = fund.only_after
    while name in funds and len(labels) <= len(funds):
        if name == fund.name:
            return labels
        labels.append(funds[name].label)
        name = funds[name].only_after
    return []
