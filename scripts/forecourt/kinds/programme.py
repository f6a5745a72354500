"""The manufacturer's programme: funds, quotas, deadlines and proof rules (M2, A2)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from forecourt.kinds.common import CODE_WORD, PERCENT, Common, Kind, ModelCode
from forecourt.kinds.fields import Choice, Count, Day, Line, ListOf, Money, YesNo, may, need
from forecourt.model.record import Group
from forecourt.model.vocabulary import BASES, CHANNELS, DEADLINE_KINDS, EVIDENCE, MEDIA_TIERS, ROLES, ROLLS
from forecourt.words.text import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class PerUnit(Group):
    """What a fund accrues for one car of a model."""

    model: str = need(ModelCode(), N_("Model"))
    amount: int = need(Money(), N_("Per unit"), unit=N_("yuan a car"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fund(Group):
    """A co-op fund: basis, per-unit accrual, match rate and how long it can be used."""

    name: str = need(CODE_WORD, N_("Fund"))
    label: str = need(Line(), N_("Label"))
    basis: str = need(Choice(BASES), N_("Basis"))
    match_rate: Decimal = need(PERCENT, N_("Match rate"), unit="%")
    usable_months: int = need(Count(least=1), N_("Usable for"), unit=N_("months"))
    per_unit: tuple[PerUnit, ...] = need(ListOf(PerUnit, least=1), N_("Per-unit accrual"))


@dataclass(frozen=True, slots=True, kw_only=True)
class TierPoints(Group):
    """Points that one published article counts."""

    tier: str = need(Choice(MEDIA_TIERS), N_("Media tier"))
    points: int = need(Count(), N_("Points"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofRule(Group):
    """Proofs that an item of a channel must carry (programme; M9)."""

    channel: str = need(Choice(CHANNELS), N_("Channel"))
    always: tuple[str, ...] = need(ListOf(Choice(EVIDENCE)), N_("Always"))
    photos: int | None = may(Count(), N_("Fewest photos"))


@dataclass(frozen=True, slots=True, kw_only=True)
class MixRule(Group):
    """Lowest and highest share of the month's spending for a channel."""

    channel: str = need(Choice(CHANNELS), N_("Channel"))
    least: Decimal | None = may(PERCENT, N_("Lowest share"), unit="%")
    most: Decimal | None = may(PERCENT, N_("Highest share"), unit="%")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit(Group):
    """Above this amount a contract needs a higher signature (programme; W1.1)."""

    above: int = need(Money(), N_("Above"), unit=N_("yuan"))
    role: str = need(Choice(ROLES), N_("Signature of"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme(Common):
    """One edition of the manufacturer's policy."""

    manufacturer: str = need(Line(), N_("Manufacturer"))
    sample: bool | None = may(YesNo(), N_("Sample, no real policy"))
    effective_from: date = need(Day(), N_("In force from"))
    effective_to: date = need(Day(), N_("In force until"))
    funds: tuple[Fund, ...] = need(ListOf(Fund, least=1), N_("Funds"))
    press_points: tuple[TierPoints, ...] = need(ListOf(TierPoints), N_("Press points by media tier"))
    proof_rules: tuple[ProofRule, ...] = may(ListOf(ProofRule), N_("Proof rules"))
    mix_rules: tuple[MixRule, ...] = may(ListOf(MixRule), N_("Mix rules"))
    limits: tuple[Limit, ...] = may(ListOf(Limit), N_("Signature limits"))
    claim_window_days: int = need(Count(), N_("Claim window"), unit=N_("days after the end"))
    plan_due_day: int = need(Count(least=1), N_("Plan due on this day of the month before"))
    deadline_kind: str = need(Choice(DEADLINE_KINDS), N_("How the posting deadline counts"))
    deadline_roll: str = need(Choice(ROLLS), N_("When the deadline is not a working day"))
    courier_days: int = need(Count(), N_("Courier days"), unit=N_("days"))
    ready_workdays_before: int = need(Count(), N_("Volumes ready before posting"), unit=N_("working days"))


KIND = Kind(
    name="programme",
    prefix="PRG",
    label=N_("Manufacturer's programme"),
    record=Programme,
    folder="plans/programmes",
    duties=("M2", "A2", "S2"),
    law=True,
)
