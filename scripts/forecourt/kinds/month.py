"""An activity month: pick-ups, own money, channel budgets, press and event quotas (M2, M6, M11)."""

from forecourt.kinds.common import ACTIVITY_MONTH, Common, Kind, ModelCode
from forecourt.kinds.fields import Choice, Count, Line, ListOf, Money, Ref, may, need
from forecourt.model.months import Month
from forecourt.model.record import Group
from forecourt.model.vocabulary import CHANNELS, SOURCES
from forecourt.words.text import N_


class Units(Group, frozen=True, kw_only=True):
    """Cars of one model in the month; 提车, 零售 and 交车 are three different numbers."""

    model: str = need(ModelCode(), N_("Model"))
    target: int | None = may(Count(), N_("Sales target"), unit=N_("cars"))
    pick_up: int = need(Count(), N_("Pick-ups"), unit=N_("cars"))
    retail: int | None = may(Count(), N_("Retail sales"), unit=N_("cars"))
    delivery: int | None = may(Count(), N_("Deliveries"), unit=N_("cars"))


class ChannelBudget(Group, frozen=True, kw_only=True):
    """What the month may spend on one channel."""

    channel: str = need(Choice(CHANNELS), N_("Channel"))
    amount: int = need(Money(), N_("Budget"), unit=N_("yuan"))


class Traffic(Group, frozen=True, kw_only=True):
    """What the front desk counted of one source in the month; sums only, never a customer's data."""

    source: str = need(Choice(SOURCES), N_("Source"))
    visits: int = need(Count(), N_("Visits"), unit=N_("parties"))
    calls: int | None = may(Count(), N_("Calls"), unit=N_("calls"))
    leads: int | None = may(Count(), N_("New prospects"))
    orders: int | None = may(Count(), N_("Orders"), N_("Signed in the month, whenever they first came"))


class MonthPlan(Common, frozen=True, kw_only=True):
    """One month's frame: what may be spent and what must be reached."""

    month: Month = ACTIVITY_MONTH
    programme: str = need(Ref(("programme",)), N_("Programme"))
    theme: str | None = may(Line(), N_("Theme"))
    units: tuple[Units, ...] = need(ListOf(Units, least=1), N_("Cars by model"))
    purchases: int | None = may(
        Money(), N_("Wholesale invoices"), N_("What the cars picked up cost the dealership"), unit=N_("yuan")
    )
    revenue: int | None = may(Money(), N_("New-car revenue"), unit=N_("yuan"))
    own_money: int = need(Money(), N_("Own money"), unit=N_("yuan"))
    opening_balance: int | None = may(Money(), N_("Balance carried over"), unit=N_("yuan"))
    channel_budgets: tuple[ChannelBudget, ...] = need(ListOf(ChannelBudget), N_("Channel budgets"))
    press_pieces: int = need(Count(), N_("Press quota"), unit=N_("articles"))
    press_points: int = need(Count(), N_("Press quota in points"), unit=N_("points"))
    event_quota: int = need(Count(), N_("Event quota"), unit=N_("events"))
    traffic: tuple[Traffic, ...] = may(
        ListOf(Traffic), N_("Visits and calls by source"), N_("Month's sums of the front desk's register")
    )


KIND = Kind(
    name="month",
    prefix="MON",
    label=N_("Month"),
    record=MonthPlan,
    folder="plans/{month}",
    duties=("M2", "M11", "A3"),
    law=True,
)
