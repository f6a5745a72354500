"""A day's visits, calls and what became of them, by source and model: sums only (A7, A10, S6).

The register itself, with names and numbers, stays outside the repository.
"""

from datetime import date

from forecourt.kinds.common import Common, Kind, ModelCode
from forecourt.kinds.fields import Choice, Count, Day, ListOf, MonthField, Ref, may, need
from forecourt.model.months import Month
from forecourt.model.record import Group
from forecourt.model.vocabulary import SOURCES
from forecourt.words.text import N_


class FunnelRow(Group, frozen=True, kw_only=True):
    """What one source brought for one model on the day; a count that is left out was nothing."""

    source: str = need(Choice(SOURCES), N_("Source"))
    model: str | None = may(ModelCode(), N_("Model"))
    outlet: str | None = may(Ref(("outlet",)), N_("Outlet named"))
    came_in: Month | None = may(
        MonthField(), N_("First came in"), N_("Of orders and deliveries; left out: in this month")
    )
    visits: int | None = may(Count(), N_("Visits"), unit=N_("parties"))
    first_visits: int | None = may(Count(), N_("First visits"), unit=N_("parties"))
    calls: int | None = may(Count(), N_("Calls"), unit=N_("calls"))
    leads: int | None = may(Count(), N_("Leads"), N_("From forms, 400 calls and chats of the platforms"))
    valid_leads: int | None = may(Count(), N_("Valid leads"))
    call_backs: int | None = may(Count(), N_("First successful call-backs"))
    invited: int | None = may(Count(), N_("Invited arrivals"))
    files: int | None = may(Count(), N_("Files kept"), N_("New prospects who left their data"))
    test_drives: int | None = may(Count(), N_("Test drives"))
    orders: int | None = may(Count(), N_("Orders"))
    deliveries: int | None = may(Count(), N_("Deliveries"))
    losses: int | None = may(Count(), N_("Lost prospects"))


class FunnelDay(Common, frozen=True, kw_only=True):
    """One day of the front desk."""

    month: Month = need(MonthField(), N_("Month"))
    day: date = need(Day(), N_("Day"))
    rows: tuple[FunnelRow, ...] = need(ListOf(FunnelRow), N_("Counts by source and model"))


KIND = Kind(
    name="funnel",
    prefix="FUN",
    label=N_("Visits and calls of a day"),
    record=FunnelDay,
    folder="plans/{month}/funnel",
    duties=("A7", "A10", "S6", "S7", "S10"),
)
