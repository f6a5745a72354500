"""A month's log of one platform account: posts, refreshes, replies, leads, orders (A9, S6, S8, S9, W1.3).

The account itself (its fee, until when it is paid) stands in the outlet's record. Posts are only ever logged
here; nothing is posted by a program, and a post in a forum says who speaks.
"""

from datetime import date

from forecourt.kinds.common import ACTIVITY_MONTH, Common, Kind
from forecourt.kinds.fields import (
    Choice,
    Count,
    Day,
    Line,
    ListOf,
    Pattern,
    Ref,
    YesNo,
    may,
    need,
)
from forecourt.model.months import Month
from forecourt.model.record import Group
from forecourt.model.vocabulary_online import DISCLOSURES, PLATFORM_ENTRIES
from forecourt.words.text import N_

WEB_LINK = Pattern(N_("web address"), r"https?://\S{1,400}", "https://www.example.com/post/1")


class PlatformEntry(Group, frozen=True, kw_only=True):
    """One line of the log; counts that are left out were nothing."""

    at: date = need(Day(), N_("Day"))
    type: str = need(Choice(PLATFORM_ENTRIES), N_("Kind of work"))
    subject: str | None = may(Line(), N_("Title of the post"))
    web_link: str | None = may(WEB_LINK, N_("Web address"))
    link_checked_on: date | None = may(
        Day(), N_("Link looked at"), N_("When somebody last opened the link, and the pages that it leads to")
    )
    link_works: bool | None = may(YesNo(), N_("Link works"))
    press: str | None = may(Ref(("press",)), N_("Press article"))
    disclosure: str | None = may(
        Choice(DISCLOSURES), N_("Who speaks"), N_("How the post itself shows that the dealership wrote it")
    )
    minutes: int | None = may(
        Count(), N_("Answered after"), N_("From the question to the first answer"), unit=N_("minutes")
    )
    views: int | None = may(Count(), N_("Views"))
    followers: int | None = may(Count(), N_("Followers"), N_("How many there are at the end of the day"))
    leads: int | None = may(Count(), N_("Leads"), N_("From forms, 400 calls and chats of the platforms"))
    valid_leads: int | None = may(Count(), N_("Valid leads"))
    orders: int | None = may(Count(), N_("Orders"))
    note: str | None = may(Line(), N_("Note"))


class PlatformMonth(Common, frozen=True, kw_only=True):
    """What one account did and brought in a month."""

    month: Month = ACTIVITY_MONTH
    outlet: str = need(Ref(("outlet",)), N_("Platform"))
    entries: tuple[PlatformEntry, ...] = need(
        ListOf(PlatformEntry), N_("Log"), N_("In the order of days; only ever added to")
    )


KIND = Kind(
    name="platform",
    prefix="PLT",
    label=N_("Platform log"),
    record=PlatformMonth,
    folder="plans/{month}/platforms",
    duties=("S6", "S8", "A9", "S9", "W1.3"),
)
