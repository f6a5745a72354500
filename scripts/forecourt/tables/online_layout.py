"""The tables of platforms and search-ad accounts, declared; integer fen, counts, hundredths of a percent."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from forecourt.model.vocabulary_online import PLATFORM_ENTRIES, SEM_ALARMS
from forecourt.tables.layout import Holds, Layout, code, column
from forecourt.words.text import N_

_OUTLET: Final = (
    column("outlet", N_("Record of the outlet"), Holds.IDS),
    column("outlet_name", N_("Platform")),
)
_RECORDS: Final = column("records", N_("Records behind it"), Holds.IDS)

ACCOUNTS: Final = Layout(
    name="accounts",
    title=N_("Accounts and what they brought"),
    columns=(
        *_OUTLET,
        column("fee_until", N_("Membership fee paid until"), Holds.DAY),
        column("posts", N_("Posts and refreshes"), Holds.COUNT, summed=True),
        column("longest_gap", N_("Longest gap between refreshes (days)"), Holds.MAYBE_COUNT),
        column("followers", N_("Followers"), Holds.MAYBE_COUNT),
        column("growth", N_("Growth in the month"), Holds.MAYBE_COUNT),
        column("views", N_("Views"), Holds.COUNT, summed=True),
        column("leads", N_("Leads"), Holds.COUNT, summed=True),
        column("valid_leads", N_("Valid leads"), Holds.COUNT, summed=True),
        column("valid_bp", N_("Valid-lead rate"), Holds.PERCENT),
        column("orders", N_("Orders"), Holds.COUNT, summed=True),
        _RECORDS,
    ),
)
ANSWERS: Final = Layout(
    name="answers",
    title=N_("Questions answered"),
    columns=(
        *_OUTLET,
        column("answers", N_("Answers"), Holds.COUNT, summed=True),
        column("in_time", N_("Of them in time"), Holds.COUNT, summed=True),
        column("in_time_bp", N_("Share in time"), Holds.PERCENT),
        column("limit", N_("Limit (minutes)"), Holds.COUNT),
        column("typical", N_("Half of them within (minutes)"), Holds.MAYBE_COUNT),
        column("slowest", N_("Slowest (minutes)"), Holds.MAYBE_COUNT),
        _RECORDS,
    ),
)
WORK: Final = Layout(
    name="work",
    title=N_("What was done, by kind"),
    columns=(
        *_OUTLET,
        code("type", PLATFORM_ENTRIES),
        column("count", N_("Number"), Holds.COUNT, summed=True),
        _RECORDS,
    ),
)
PLATFORM_LAYOUTS: Final[Mapping[str, Layout]] = MappingProxyType(
    {one.name: one for one in (ACCOUNTS, ANSWERS, WORK)}
)

BALANCES: Final = Layout(
    name="balances",
    title=N_("Balance reconciled: opening + top-up + came back - spend = closing"),
    columns=(
        *_OUTLET,
        column("opening_fen", N_("Opening balance"), Holds.MAYBE_FEN),
        column("top_up_fen", N_("Top-up"), Holds.FEN, summed=True),
        column("refund_fen", N_("Came back for earlier days"), Holds.FEN, summed=True),
        column("cost_fen", N_("Spend as first exported"), Holds.FEN, summed=True),
        column("closing_fen", N_("Closing balance"), Holds.MAYBE_FEN),
        column("difference_fen", N_("Off by"), Holds.FEN, summed=True),
        column("days_left", N_("Days of balance"), Holds.MAYBE_COUNT),
        _RECORDS,
    ),
)
RESULTS: Final = Layout(
    name="results",
    title=N_("What the search ads brought, by the newest figures"),
    columns=(
        *_OUTLET,
        column("cost_fen", N_("Spend"), Holds.FEN, summed=True),
        column("impressions", N_("Impressions"), Holds.MAYBE_COUNT),
        column("clicks", N_("Clicks"), Holds.MAYBE_COUNT),
        column("click_bp", N_("Clicks ÷ impressions"), Holds.PERCENT),
        column("click_fen", N_("Cost of a click"), Holds.MAYBE_FEN),
        column("leads", N_("Conversions"), Holds.MAYBE_COUNT),
        column("lead_fen", N_("Cost of a conversion"), Holds.MAYBE_FEN),
        column("out_of_hours_bp", N_("Share out of hours"), Holds.PERCENT),
        _RECORDS,
    ),
)
ALARMS: Final = Layout(
    name="alarms",
    title=N_("What to look at"),
    columns=(
        *_OUTLET,
        column("day", N_("Day"), Holds.DAY),
        code("alarm", SEM_ALARMS),
        column("keyword", N_("Keyword")),
        column("amount_fen", N_("Balance, click or spend"), Holds.MAYBE_FEN),
        column("days", N_("Days of balance"), Holds.MAYBE_COUNT),
        column("share_bp", N_("Share out of hours"), Holds.PERCENT),
        _RECORDS,
    ),
)
KEYWORDS: Final = Layout(
    name="keywords",
    title=N_("Keywords since the first of the month"),
    columns=(
        *_OUTLET,
        column("keyword", N_("Keyword")),
        column("cost_fen", N_("Spend"), Holds.FEN, summed=True),
        column("impressions", N_("Impressions"), Holds.MAYBE_COUNT),
        column("clicks", N_("Clicks"), Holds.MAYBE_COUNT),
        column("leads", N_("Conversions"), Holds.MAYBE_COUNT),
        _RECORDS,
    ),
)
DAYS: Final = Layout(
    name="days",
    title=N_("Account by day"),
    columns=(
        *_OUTLET,
        column("day", N_("Day"), Holds.DAY),
        column("opening_fen", N_("Opening balance"), Holds.MAYBE_FEN),
        column("top_up_fen", N_("Top-up"), Holds.FEN, summed=True),
        column("refund_fen", N_("Came back for earlier days"), Holds.FEN, summed=True),
        column("cost_fen", N_("Spend as first exported"), Holds.FEN, summed=True),
        column("closing_fen", N_("Closing balance"), Holds.MAYBE_FEN),
        column("difference_fen", N_("Off by"), Holds.FEN, summed=True),
        column("now_fen", N_("Spend"), Holds.FEN, summed=True),
        column("clicks", N_("Clicks"), Holds.MAYBE_COUNT),
        column("click_fen", N_("Cost of a click"), Holds.MAYBE_FEN),
        column("leads", N_("Conversions"), Holds.MAYBE_COUNT),
        _RECORDS,
    ),
)
SEM_LAYOUTS: Final[Mapping[str, Layout]] = MappingProxyType(
    {one.name: one for one in (BALANCES, RESULTS, ALARMS, KEYWORDS, DAYS)}
)
