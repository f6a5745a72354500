"""Rules that hold what claims ask for against the programme's funds (M2; domain 3.1). Integer fen."""

from collections.abc import Iterator
from decimal import Decimal

from forecourt.kinds.claim import Claim, ClaimLine
from forecourt.kinds.programme import Fund, Programme
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.money import format_yuan, share_of
from forecourt.model.unread import readable
from forecourt.money.accrual import IN_PERCENT
from forecourt.money.funds_costs import eligible_cost
from forecourt.money.tranches import Tranche
from forecourt.rules import sums
from forecourt.rules.claims_allowed import Allowance, allowance
from forecourt.rules.claims_asked import eligible_of
from forecourt.rules.claims_order import misplaced
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, Text, text


@code("CL16")
def more_than_fund_pays(claim: Claim, sight: Sight) -> Iterator[Problem]:
    """The claim takes more of a fund than the programme lets it take.

    A fund may pay only once another has nothing left, only a share for a channel or kind of cost, only so
    much for one item, nothing below its least claim, and of last quarter's money only what carries over
    (domain 3.1). Earlier claims count. What is beyond the accrual itself is told as overdrawn.
    """
    for place, fund, found in _allowances(claim, sight):
        if found.taken > found.most:
            yield Problem(
                code="CL16",
                field=f"tranches.{place}.amount",
                message=text(
                    N_("The claim takes {taken} yuan of the fund {fund}; the programme lets it take {most}"),
                    taken=format_yuan(found.taken),
                    fund=fund.name,
                    most=format_yuan(found.most),
                ),
                hint=text(N_("Take the rest of another fund, or claim less")),
            )


@code("CL20", Severity.WARNING)
def not_known_yet(claim: Claim, sight: Sight) -> Iterator[Problem]:
    """Whether the claim keeps to the programme cannot be told yet: a figure that it rests on is not given.

    A share of what a fund accrued, or a fund that pays only once another has nothing left, rests on the
    figures of every month. What is too much whatever the figure will be is told all the same. Judged while
    the claim is open.
    """
    # Nearly always every figure is there, and then there is nothing to settle a second time.
    unsure = bool(sums.funds(sight).unsure) and sight.is_open(claim)
    for place, fund, found in _allowances(claim, sight) if unsure else ():
        if found.lacking and found.taken <= found.most:
            yield Problem(
                code="CL20",
                field=f"tranches.{place}.fund",
                message=text(
                    N_(
                        'Whether the fund "{fund}" pays so much cannot be told yet; no figure for: {tranches}'
                    ),
                    fund=fund.label,
                    tranches=[_named(one) for one in found.lacking],
                ),
                hint=text(N_("Fill in the cars or invoices of these months, then check again")),
            )


@code("CL19")
def out_of_order(claim: Claim, sight: Sight) -> Iterator[Problem]:
    """The claim takes of a fund or month while another one that comes first had money for its lines.

    Which fund pays first is said by `priority`, which month's accrual by `use_order`; a programme that says
    neither leaves it open. Held against what the claims before had left on the day of the postmark, today for
    a claim that is not posted yet, and told while the claim is open. Money of a month that was not over
    then need not come before that of one that was. A fund that pays only after another is CL16's.
    """
    programme = sight.records.find(Programme, claim.programme)
    if programme is None or not _is_counted(claim, sight) or not sight.is_open(claim):
        return
    for found in misplaced(claim, programme, sight):
        yield Problem(
            code="CL19",
            field=f"tranches.{found.place}.fund",
            message=text(
                N_("{taken} yuan are taken of {later}, but {first} comes first and pays {open} yuan more"),
                taken=format_yuan(claim.tranches[found.place].amount),
                later=_named(found.later),
                first=_named(found.first),
                open=format_yuan(found.open),
            ),
            hint=text(
                N_("Take {fen} yuan of it instead: {first}"),
                fen=format_yuan(found.fen),
                first=_named(found.first),
            ),
        )


@code("CL17")
def rate_above_fund(claim: Claim, sight: Sight) -> Iterator[Problem]:
    """A line claims at a higher match rate than any fund that the claim uses.

    The programme says which share of the eligible cost a fund pays back (domain 3.1).
    """
    programme = sight.records.find(Programme, claim.programme)
    if programme is None:
        return
    used = {use.fund for _, use in readable(claim.tranches, "fund")}
    rates = [fund.match_rate for fund in programme.funds if fund.name in used]
    for place, line in readable(claim.lines, "spent", "ineligible", "rate"):
        if rates and line.rate > max(rates):
            yield Problem(
                code="CL17",
                field=f"lines.{place}.rate",
                message=text(
                    N_("{rate} % is claimed; the funds used pay {most} %, at most {fen} yuan"),
                    rate=f"{line.rate.normalize():f}",
                    most=f"{max(rates).normalize():f}",
                    fen=format_yuan(share_of(eligible_of(line), max(rates) * IN_PERCENT)),
                ),
                hint=text(N_("Write the rate of the programme, and claim at most that")),
            )


@code("CL18")
def ineligible_left_in(claim: Claim, sight: Sight) -> Iterator[Problem]:
    """A line claims costs that the programme never pays back.

    Production, agency commission and the like are cut from every claim (pitfall 8).
    """
    programme = sight.records.find(Programme, claim.programme)
    if programme is None:
        return
    for place, line in readable(claim.lines, "record", "spent", "ineligible", "rate"):
        record = sight.get(line.record)
        cost = None if record is None else eligible_cost(record, programme)
        if cost is None or (line.ineligible or 0) >= cost.ineligible or eligible_of(line) <= cost.eligible:
            continue
        most = share_of(cost.eligible, _rate(claim, line, programme) * IN_PERCENT)
        yield Problem(
            code="CL18",
            field=f"lines.{place}.ineligible",
            message=text(
                N_("Of {spent} yuan spent {ineligible} are not eligible: at most {most} can be claimed"),
                spent=format_yuan(cost.spent),
                ineligible=format_yuan(cost.ineligible),
                most=format_yuan(most),
            ),
            hint=text(N_("Write what is not eligible into the line, and claim at most that")),
        )


def _allowances(claim: Claim, sight: Sight) -> Iterator[tuple[int, Fund, Allowance]]:
    """Each fund that the claim uses, with the place of its first use and what the claim may take of it."""
    programme = sight.records.find(Programme, claim.programme)
    if programme is None or not _is_counted(claim, sight):
        return
    funds = {fund.name: fund for fund in reversed(programme.funds)}
    first: dict[str, int] = {}
    for place, use in enumerate(claim.tranches):
        first.setdefault(use.fund, place)
    for name, place in first.items():
        found = allowance(claim, funds[name], programme, sight) if name in funds else None
        if found is not None:
            yield place, funds[name], found


def _is_counted(claim: Claim, sight: Sight) -> bool:
    return claim in sight.records.items and sight.is_live(claim)


def _named(tranche: Tranche) -> Text:
    return text(N_('"{fund}" of {month}'), fund=tranche.label, month=str(tranche.month))


def _rate(claim: Claim, line: ClaimLine, programme: Programme) -> Decimal:
    """The line's rate, never above the highest of the funds that the claim uses."""
    used = {use.fund for _, use in readable(claim.tranches, "fund")}
    rates = [fund.match_rate for fund in programme.funds if fund.name in used]
    return min(line.rate, max(rates, default=line.rate))
