"""The tables of claims, declared: claims, their lines, ageing, recovery, what is at risk, the countdown."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from forecourt.model.vocabulary import Vocabulary, closed_list
from forecourt.model.vocabulary_programme import CREDIT_FORMS
from forecourt.money.claims import AGES
from forecourt.money.claims_risk import RISKS
from forecourt.tables.layout import Column, Holds, Layout
from forecourt.words.text import N_

CERTAINTY: Final = closed_list(
    N_("Cars counted"),
    counted=N_("Month is over"),
    forecast=N_("So far, month still runs"),
)


def _column(name: str, label: str, holds: Holds = Holds.TEXT, *, summed: bool = False) -> Column:
    return Column(name=name, label=label, holds=holds, summed=summed)


def _code(name: str, vocabulary: Vocabulary) -> Column:
    return Column(name=name, label=vocabulary.label, holds=Holds.CODE, vocabulary=vocabulary)


def _share(name: str, label: str, *above: str) -> Column:
    """A share of the eligible cost that was paid."""
    return Column(name=name, label=label, holds=Holds.PERCENT, quotient=(above, "eligible_fen"))


_BEHIND: Final = _column("records", N_("Records behind it"), Holds.IDS)

CLAIMS: Final = Layout(
    name="claims",
    title=N_("Claims"),
    columns=(
        _column("claim", N_("Id"), Holds.IDS),
        _column("title", N_("Title")),
        _column("state", N_("State")),
        _column("month", N_("Activity month")),
        _column("postmark_on", N_("Postmark"), Holds.DAY),
        _column("days", N_("Days on the way"), Holds.MAYBE_COUNT),
        # No sum: what was returned stands here, and once more on the claim that replaces it.
        _column("asked_fen", N_("Amount claimed"), Holds.FEN),
        _column("granted_fen", N_("Amount granted"), Holds.MAYBE_FEN, summed=True),
        _column("credited_fen", N_("Amount credited"), Holds.MAYBE_FEN, summed=True),
        _code("credit_form", CREDIT_FORMS),
        _BEHIND,
    ),
)
LINES: Final = Layout(
    name="lines",
    title=N_("Claim lines"),
    columns=(
        _column("claim", N_("Claim"), Holds.IDS),
        _column("record", N_("Record claimed"), Holds.IDS),
        _column("title", N_("Title")),
        _column("spent_fen", N_("Amount spent"), Holds.FEN, summed=True),
        _column("ineligible_fen", N_("Of it not eligible"), Holds.FEN, summed=True),
        _column("rate_bp", N_("Match rate"), Holds.PERCENT),
        _column("claimed_fen", N_("Amount claimed"), Holds.FEN, summed=True),
        _column("granted_fen", N_("Amount granted"), Holds.MAYBE_FEN, summed=True),
        _column("deduction_reason", N_("Why it was cut")),
    ),
)
AGEING: Final = Layout(
    name="ageing",
    title=N_("Claims awaited, by age"),
    columns=(
        _code("age", AGES),
        _column("claims", N_("Claims"), Holds.COUNT, summed=True),
        _column("issued_fen", N_("Awaited"), Holds.FEN, summed=True),
        _column("estimated_fen", N_("Estimated only"), Holds.FEN, summed=True),
        _BEHIND,
    ),
)
RECOVERY: Final = Layout(
    name="recovery",
    title=N_("What came back of what was paid"),
    columns=(
        _column("month", N_("Activity month")),
        _column("eligible_fen", N_("Eligible cost paid"), Holds.FEN, summed=True),
        _column("granted_fen", N_("Amount granted"), Holds.FEN, summed=True),
        _share("granted_bp", N_("Granted, share"), "granted_fen"),
        _column("cash_fen", N_("Credited in cash"), Holds.FEN, summed=True),
        _column("credit_fen", N_("Credited to an account"), Holds.FEN, summed=True),
        _share("recovered_bp", N_("Recovery rate"), "cash_fen", "credit_fen"),
        _BEHIND,
    ),
)
RISK_SUMS: Final = Layout(
    name="risk_sums",
    title=N_("Rebate at risk, by kind (they overlap and are not added up)"),
    columns=(
        _code("risk", RISKS),
        _column("items", N_("Items"), Holds.COUNT),
        _column("amount_fen", N_("Amount"), Holds.FEN),
    ),
)
RISK: Final = Layout(
    name="risk",
    title=N_("Rebate at risk"),
    columns=(
        _code("risk", RISKS),
        _column("title", N_("Title")),
        _column("amount_fen", N_("Amount"), Holds.FEN),
        _column("day", N_("Last day"), Holds.DAY),
        _column("days", N_("Days left"), Holds.COUNT),
        _column("workdays", N_("Working days left"), Holds.COUNT),
        _BEHIND,
    ),
)
COUNTDOWN: Final = Layout(
    name="countdown",
    title=N_("Countdown of the funds"),
    columns=(
        _column("fund", N_("Fund code")),
        _column("fund_label", N_("Fund")),
        _column("accrued_in", N_("Accrued in")),
        _code("certainty", CERTAINTY),
        _column("open_fen", N_("Still open"), Holds.FEN, summed=True),
        _column("use_by", N_("For costs until"), Holds.DAY),
        _column("use_days", N_("Days left"), Holds.COUNT),
        _column("use_workdays", N_("Working days left"), Holds.COUNT),
        _column("claim_by", N_("Claim by"), Holds.DAY),
        _column("claim_days", N_("Days left to claim"), Holds.COUNT),
        _column("claim_workdays", N_("Working days left to claim"), Holds.COUNT),
        _BEHIND,
    ),
)
LAYOUTS: Final[Mapping[str, Layout]] = MappingProxyType(
    {layout.name: layout for layout in (CLAIMS, LINES, AGEING, RECOVERY, RISK_SUMS, RISK, COUNTDOWN)}
)
# Tables and columns that the plain view leaves out and --records shows.
DETAIL: Final = (LINES.name,)
DETAIL_COLUMNS: Final = ("records", "fund")
