"""A month of a prepaid search-ad account: its days, keywords, and what was restated later (A10, S6, W1.3).

Figures are those of the account's own reports. Clicks that turn out to be invalid are refunded up to a day
later; then a restatement is added, and the day itself stays as it was first exported.
"""

from datetime import date, time

from forecourt.kinds.common import ACTIVITY_MONTH, Common, Kind
from forecourt.kinds.fields import Clock, Count, Day, Line, ListOf, Money, Ref, may, need
from forecourt.model.months import Month
from forecourt.model.record import Group
from forecourt.words.text import N_


class SearchDay(Group, frozen=True, kw_only=True):
    """One day as it was first exported: opening + top-up - cost = closing."""

    day: date = need(Day(), N_("Day"))
    opening: int | None = may(Money(signed=True), N_("Opening balance"), unit=N_("yuan"))
    top_up: int | None = may(Money(), N_("Top-up"), unit=N_("yuan"))
    cost: int = need(Money(), N_("Spend"), unit=N_("yuan"))
    closing: int | None = may(Money(signed=True), N_("Closing balance"), unit=N_("yuan"))
    impressions: int | None = may(Count(), N_("Impressions"))
    clicks: int | None = may(Count(), N_("Clicks"))
    leads: int | None = may(Count(), N_("Conversions"), N_("Forms, calls and chats that the account counts"))
    cost_out_of_hours: int | None = may(
        Money(), N_("Spend out of hours"), N_("Outside the working hours of this record"), unit=N_("yuan")
    )
    exported_on: date | None = may(Day(), N_("Exported on"))


class Restatement(Group, frozen=True, kw_only=True):
    """Figures of an earlier day as a later report gives them; what is left out did not change.

    The difference in cost comes back to the account (or leaves it) on the day of the report.
    """

    day: date = need(Day(), N_("Day"), N_("The day whose figures changed"))
    exported_on: date = need(Day(), N_("Exported on"))
    cost: int | None = may(Money(), N_("Spend"), unit=N_("yuan"))
    impressions: int | None = may(Count(), N_("Impressions"))
    clicks: int | None = may(Count(), N_("Clicks"))
    leads: int | None = may(Count(), N_("Conversions"))
    cost_out_of_hours: int | None = may(Money(), N_("Spend out of hours"), unit=N_("yuan"))
    note: str | None = may(Line(), N_("Note"))


class Keyword(Group, frozen=True, kw_only=True):
    """A keyword's sums from the first of the month to the day that `keywords_to` names."""

    keyword: str = need(Line(), N_("Keyword"))
    cost: int = need(Money(), N_("Spend"), unit=N_("yuan"))
    impressions: int | None = may(Count(), N_("Impressions"))
    clicks: int | None = may(Count(), N_("Clicks"))
    leads: int | None = may(Count(), N_("Conversions"))


class Limits(Group, frozen=True, kw_only=True):
    """When to raise an alarm; what is left out stands in forecourt.money.sem.DEFAULTS."""

    low_balance: int | None = may(Money(), N_("Balance is low below"), unit=N_("yuan"))
    low_days: int | None = may(Count(), N_("Balance lasts fewer than"), unit=N_("days"))
    cost_a_click: int | None = may(
        Count(least=100), N_("A click may cost"), N_("Of the mean of the seven active days before"), unit="%"
    )
    out_of_hours: int | None = may(Count(), N_("Out of hours at most"), N_("Of the cost of a day"), unit="%")
    wasted: int | None = may(
        Money(), N_("Keyword without conversion"), N_("From this cost on"), unit=N_("yuan")
    )
    opens_at: time | None = may(Clock(), N_("Working hours from"))
    closes_at: time | None = may(Clock(), N_("Working hours until"))


class SearchMonth(Common, frozen=True, kw_only=True):
    """One account in one month. Its cost is budgeted and claimed by the ad that tops it up, not here."""

    month: Month = ACTIVITY_MONTH
    outlet: str = need(Ref(("outlet",)), N_("Search engine"))
    ad: str | None = may(Ref(("ad",)), N_("Topped up by"), N_("The ad plan that pays for it"))
    days: tuple[SearchDay, ...] = need(
        ListOf(SearchDay), N_("Days"), N_("As first exported, never rewritten")
    )
    restatements: tuple[Restatement, ...] = may(
        ListOf(Restatement), N_("Restatements"), N_("Only ever added to")
    )
    keywords: tuple[Keyword, ...] = may(ListOf(Keyword), N_("Keywords"))
    keywords_to: date | None = may(Day(), N_("Keywords counted until"))
    limits: Limits | None = may(Limits, N_("Limits of the alarms"))


KIND = Kind(
    name="sem",
    prefix="SEM",
    label=N_("Search-ad account"),
    record=SearchMonth,
    folder="plans/{month}/sem",
    duties=("A10", "S6", "S10", "W1.3"),
)
