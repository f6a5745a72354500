"""The manufacturer's programme: funds, quotas, deadlines and proof rules (M2, A2)."""

from datetime import date
from decimal import Decimal
from typing import Final

from forecourt.kinds.common import CODE_WORD, PERCENT, Common, Kind, ModelCode
from forecourt.kinds.fields import Choice, Count, Day, Line, ListOf, Money, Pattern, YesNo, may, need
from forecourt.model.proof_words import FRESHNESS, MUST_SHOW
from forecourt.model.record import Group
from forecourt.model.vocabulary import CHANNELS, COST_TYPES, EVIDENCE, MEDIA_TIERS, ROLES
from forecourt.model.vocabulary_programme import (
    BASES,
    CLAIM_STARTS,
    DEADLINE_KINDS,
    PERIOD_ENDS,
    PERIODS,
    ROLLS,
    SHARE_BASES,
    USE_ORDERS,
)
from forecourt.model.vocabulary_queries import QUERIES
from forecourt.words.text import N_

_DAYS_OF_31: Final = r"(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
_DAYS_OF_30: Final = r"(0[469]|11)-(0[1-9]|[12][0-9]|30)"
DAY_OF_YEAR: Final = Pattern(
    N_("month and day"), rf"({_DAYS_OF_31}|{_DAYS_OF_30}|02-(0[1-9]|1[0-9]|2[0-8]))", "12-01"
)
# Every month has this day.
LAST_FIRST_DAY: Final = 28


class PerUnit(Group, frozen=True, kw_only=True):
    """What a fund accrues for one car of a model."""

    model: str = need(ModelCode(), N_("Model"))
    amount: int = need(Money(), N_("Per unit"), unit=N_("yuan a car"))


class Share(Group, frozen=True, kw_only=True):
    """The highest share of a fund for channels or kinds of cost (PACE: digital; Gemaire: give-aways)."""

    channels: tuple[str, ...] = may(ListOf(Choice(CHANNELS)), N_("Channels"))
    cost_types: tuple[str, ...] = may(ListOf(Choice(COST_TYPES)), N_("Kinds of cost"))
    most: Decimal = need(PERCENT, N_("Highest share"), unit="%")
    of: str = need(Choice(SHARE_BASES), N_("Share of what"))
    per: str = need(Choice(PERIODS), N_("Counted"))


class LineCap(Group, frozen=True, kw_only=True):
    """The most that a fund pays for one item of a channel."""

    channel: str = need(Choice(CHANNELS), N_("Channel"))
    most: int = need(Money(), N_("At most for one item"), unit=N_("yuan"))


class Fund(Group, frozen=True, kw_only=True):
    """A co-op fund: what it accrues (`per_unit` or `percent`), how long it can be used and for what.

    `usable_after` counts months from the accrual month to the first month of use (0: the same month). What
    is usable runs for `usable_months` or to the end named by `usable_until`. `carry_over` is the share of a
    quarter's accrual that may still be used in the next quarter of the same year. Of funds that are all
    usable, the lower `priority` pays first, else the one written first; `only_after` names a fund that must
    have nothing left that day. `claim_by` is a month and day of the year in which the money ends.
    """

    name: str = need(CODE_WORD, N_("Fund"))
    label: str = need(Line(), N_("Label"))
    basis: str = need(Choice(BASES), N_("Basis"))
    match_rate: Decimal = need(PERCENT, N_("Match rate"), unit="%")
    percent: Decimal | None = may(
        PERCENT, N_("Accrual in percent"), N_("Of the invoices; instead of an amount by model"), unit="%"
    )
    per_unit: tuple[PerUnit, ...] = may(ListOf(PerUnit), N_("Per-unit accrual"))
    usable_after: int | None = may(
        Count(),
        N_("Usable after"),
        N_("1: what September accrues can be used from October"),
        unit=N_("months"),
    )
    usable_months: int | None = may(Count(least=1), N_("Usable for"), unit=N_("months"))
    usable_until: str | None = may(Choice(PERIOD_ENDS), N_("Usable until"), N_("Instead of months"))
    carry_over: Decimal | None = may(
        PERCENT,
        N_("Carried over at most"),
        N_("Of a quarter's accrual to the next quarter, never beyond the year"),
        unit="%",
    )
    priority: int | None = may(Count(), N_("Priority"), N_("The lower number pays first"))
    use_order: str | None = may(Choice(USE_ORDERS), N_("Order of use"))
    only_after: str | None = may(
        CODE_WORD, N_("Only after"), N_("Pays only once this other fund has nothing left")
    )
    least_claim: int | None = may(Money(), N_("Least claim"), unit=N_("yuan"))
    claim_by: str | None = may(DAY_OF_YEAR, N_("Claims in by"), N_("Month and day, every year"))
    shares: tuple[Share, ...] = may(ListOf(Share), N_("Highest shares"))
    line_caps: tuple[LineCap, ...] = may(ListOf(LineCap), N_("Most for one item"))


class TierPoints(Group, frozen=True, kw_only=True):
    """Points that one published article counts."""

    tier: str = need(Choice(MEDIA_TIERS), N_("Media tier"))
    points: int = need(Count(), N_("Points"))


class ProofNeed(Group, frozen=True, kw_only=True):
    """How one kind of proof must be: pieces, age, what is visible, copies handed in (domain 3.2)."""

    kind: str = need(Choice(EVIDENCE), N_("Evidence kind"))
    pieces: int | None = may(Count(least=1), N_("Fewest pieces"))
    fresh: str | None = may(Choice(FRESHNESS), N_("How fresh"))
    shows: tuple[str, ...] = may(ListOf(Choice(MUST_SHOW)), N_("Visible on every piece"))
    among: tuple[str, ...] = may(ListOf(Choice(MUST_SHOW)), N_("Visible on at least one piece"))
    copies: int | None = may(Count(least=1), N_("Copies to hand in"))


class ProofRule(Group, frozen=True, kw_only=True):
    """Proofs that an item of a channel must carry (programme; M9).

    `always` and `photos` say how many; `proofs` may name further kinds and say how each must be.
    """

    channel: str = need(Choice(CHANNELS), N_("Channel"))
    always: tuple[str, ...] = need(ListOf(Choice(EVIDENCE)), N_("Always"))
    photos: int | None = may(Count(), N_("Fewest photos"))
    proofs: tuple[ProofNeed, ...] = may(ListOf(ProofNeed), N_("How each proof must be"))


class MixRule(Group, frozen=True, kw_only=True):
    """Lowest and highest share of the month's or quarter's spending for a channel."""

    channel: str = need(Choice(CHANNELS), N_("Channel"))
    least: Decimal | None = may(PERCENT, N_("Lowest share"), unit="%")
    most: Decimal | None = may(PERCENT, N_("Highest share"), unit="%")
    per: str | None = may(Choice(PERIODS), N_("Counted"), N_("By the month when nothing stands here"))


class Limit(Group, frozen=True, kw_only=True):
    """Above this amount a contract needs a higher signature (programme; W1.1)."""

    above: int = need(Money(), N_("Above"), unit=N_("yuan"))
    role: str = need(Choice(ROLES), N_("Signature of"))


class Criterion(Group, frozen=True, kw_only=True):
    """One line of the sheet by which the manufacturer scores the dealer's marketing (A2).

    With a `query` its points follow from the records, in proportion up to full marks from `target` percent
    on; without one somebody gives them, with a reason.
    """

    name: str = need(CODE_WORD, N_("Criterion"))
    label: str = need(Line(), N_("Label"))
    points: int = need(Count(least=1), N_("At most"), unit=N_("points"))
    query: str | None = may(Choice(QUERIES), N_("Asked of the records"))
    target: Decimal | None = may(PERCENT, N_("Full marks from"), N_("Left out: 100 %"), unit="%")
    standard: str | None = may(Line(), N_("How it is judged"))


class Programme(Common, frozen=True, kw_only=True):
    """One edition of the manufacturer's policy.

    `period_from_day` begins the days that a month's volumes report, in the month before unless it is 1;
    posting is due before the 1st of the next month all the same.
    The claim window is `claim_window_days` or `claim_window_months` after `claim_from`; how its last day
    counts and rolls is `claim_kind` and `claim_roll`, else as for the volumes.
    """

    manufacturer: str = need(Line(), N_("Manufacturer"))
    sample: bool | None = may(YesNo(), N_("Sample, no real policy"))
    effective_from: date = need(Day(), N_("In force from"))
    effective_to: date = need(Day(), N_("In force until"))
    funds: tuple[Fund, ...] = need(ListOf(Fund, least=1), N_("Funds"))
    purchases_last_year: int | None = may(
        Money(),
        N_("Wholesale invoices of the year before"),
        N_("When the months of that year are not kept here"),
        unit=N_("yuan"),
    )
    press_points: tuple[TierPoints, ...] = need(ListOf(TierPoints), N_("Press points by media tier"))
    proof_rules: tuple[ProofRule, ...] = may(ListOf(ProofRule), N_("Proof rules"))
    mix_rules: tuple[MixRule, ...] = may(ListOf(MixRule), N_("Mix rules"))
    brand_area_least: Decimal | None = may(PERCENT, N_("Least share of an ad's area for the brand"), unit="%")
    criteria: tuple[Criterion, ...] = may(ListOf(Criterion), N_("Criteria of the manufacturer's scoring"))
    score_line: int | None = may(
        Count(),
        N_("Line of the scoring"),
        N_("Below it the volumes are looked over again"),
        unit=N_("points"),
    )
    ineligible: tuple[str, ...] = may(ListOf(Choice(COST_TYPES)), N_("Costs that are never paid back"))
    limits: tuple[Limit, ...] = may(ListOf(Limit), N_("Signature limits"))
    claim_window_days: int | None = may(Count(), N_("Claim window"), unit=N_("days after the end"))
    claim_window_months: int | None = may(
        Count(least=1), N_("Claim window in months"), N_("Instead of days"), unit=N_("months")
    )
    claim_from: str | None = may(Choice(CLAIM_STARTS), N_("Claim window from"))
    claim_kind: str | None = may(
        Choice(DEADLINE_KINDS), N_("How the claim deadline counts"), N_("Left out: as for the volumes")
    )
    claim_roll: str | None = may(
        Choice(ROLLS), N_("When the claim deadline is not a working day"), N_("Left out: as for the volumes")
    )
    plan_due_day: int = need(Count(least=1), N_("Plan due on this day of the month before"))
    period_from_day: int | None = may(
        Count(least=1, most=LAST_FIRST_DAY),
        N_("First day of the reporting period"),
        N_("26: from the 26th of the month before to the 25th. Left out: by activity month"),
    )
    deadline_kind: str = need(Choice(DEADLINE_KINDS), N_("How the posting deadline counts"))
    deadline_roll: str = need(Choice(ROLLS), N_("When the deadline is not a working day"))
    courier_days: int = need(Count(), N_("Courier days"), unit=N_("days"))
    ready_workdays_before: int = need(Count(), N_("Volumes ready before posting"), unit=N_("working days"))
    answer_within: int | None = may(
        Count(least=1), N_("Questions answered within"), N_("On platforms"), unit=N_("minutes")
    )


KIND = Kind(
    name="programme",
    prefix="PRG",
    label=N_("Manufacturer's programme"),
    record=Programme,
    folder="plans/programmes",
    duties=("M2", "A2", "S2"),
    law=True,
)
