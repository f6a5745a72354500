"""A claim (核销单): what is asked back from the manufacturer, and what came of it (M2, A3; domain 2.10)."""

from datetime import date
from decimal import Decimal

from forecourt.kinds.common import ACTIVITY_MONTH, CODE_WORD, PERCENT, Common, Kind
from forecourt.kinds.fields import Choice, Day, Line, ListOf, Money, MonthField, Ref, may, need
from forecourt.model.months import Month
from forecourt.model.record import Group
from forecourt.model.vocabulary_programme import CLAIM_RESULTS, CREDIT_FORMS, DEFECTS, FUND_SOURCES
from forecourt.words.text import N_


class ClaimLine(Group, frozen=True, kw_only=True):
    """One paid record on the claim: spent − ineligible is what the match rate is taken of."""

    record: str = need(Ref(("ad", "event", "press")), N_("Record claimed"))
    spent: int = need(Money(), N_("Amount spent"), unit=N_("yuan"))
    ineligible: int | None = may(Money(), N_("Of it not eligible"), unit=N_("yuan"))
    rate: Decimal = need(PERCENT, N_("Match rate"), unit="%")
    claimed: int = need(Money(), N_("Amount claimed"), unit=N_("yuan"))
    granted: int | None = may(Money(), N_("Amount granted"), unit=N_("yuan"))
    deduction_reason: str | None = may(Line(), N_("Why it was cut"))
    defects: tuple[str, ...] = may(ListOf(Choice(DEFECTS)), N_("Defects found"))


class TrancheUse(Group, frozen=True, kw_only=True):
    """What the claim takes of one fund's accrual of one month."""

    fund: str = need(CODE_WORD, N_("Fund"))
    accrued_in: Month = need(MonthField(), N_("Accrued in"))
    amount: int = need(Money(), N_("Amount used"), unit=N_("yuan"))


class Claim(Common, frozen=True, kw_only=True):
    """One claim. Posted means: waybill and postmark stand here (pitfall 4)."""

    month: Month = ACTIVITY_MONTH
    programme: str = need(Ref(("programme",)), N_("Programme"))
    source: str | None = may(
        Choice(FUND_SOURCES), N_("Rebate type"), N_("Estimates never count as money issued (pitfall 9)")
    )
    lines: tuple[ClaimLine, ...] = need(ListOf(ClaimLine, least=1), N_("Claim lines"))
    tranches: tuple[TrancheUse, ...] = need(ListOf(TrancheUse, least=1), N_("Tranches used"))
    sent_on: date | None = may(Day(), N_("Sent on"))
    waybill: str | None = may(Line(), N_("Waybill"))
    postmark_on: date | None = may(Day(), N_("Postmark"), N_("The local postmark decides whether it is late"))
    received_on: date | None = may(Day(), N_("Received on"))
    audited_on: date | None = may(Day(), N_("Audited on"))
    result: str | None = may(Choice(CLAIM_RESULTS), N_("Audit result"))
    granted_cost: int | None = may(Money(), N_("Amount granted"), unit=N_("yuan"))
    resubmission_of: str | None = may(Ref(("claim",)), N_("Resubmission of"))
    credited_on: date | None = may(Day(), N_("Credited on"))
    credited_cost: int | None = may(Money(), N_("Amount credited"), unit=N_("yuan"))
    credit_form: str | None = may(
        Choice(CREDIT_FORMS), N_("Form of the credit"), N_("Account credit buys cars or parts only")
    )
    reason: str | None = may(Line(), N_("Reason"), N_("Why it was returned, cancelled or refused"))


KIND = Kind(
    name="claim",
    prefix="CLM",
    label=N_("Claim"),
    record=Claim,
    folder="plans/{month}/claims",
    duties=("M2", "M9", "A3"),
)
