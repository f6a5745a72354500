"""Online work in the volumes: search-ad accounts in volume 1, platforms in volume 2 (W1.3; domain 7.5)."""

from forecourt.binder.content import Row, Sheet
from forecourt.binder.edition import DASH, Edition
from forecourt.binder.tabs import share
from forecourt.model.vocabulary_online import SEM_ALARMS
from forecourt.money.platforms import PlatformFigures, platform_figures
from forecourt.money.sem import AccountMonth, Alarm, account_months, alarms
from forecourt.words.text import N_


def sem_sheets(edition: Edition) -> tuple[Sheet, ...]:
    """Balances, results and alarms; nothing in a month without an account."""
    found = account_months(edition.records, edition.month)
    if not found:
        return ()
    made = (_balances(edition, found), _results(edition, found), _alarms(edition, found))
    return tuple(sheet for sheet in made if sheet.rows)


def _balances(edition: Edition, found: tuple[AccountMonth, ...]) -> Sheet:
    return Sheet(
        anchor="sem-balance",
        title=edition.say(N_("Search-ad accounts, balance reconciled")),
        unit=edition.say(N_("Amounts in yuan")),
        columns=edition.columns(
            (N_("Search engine"), 18),
            (N_("Opening balance"), 14, "right"),
            (N_("Top-up"), 14, "right"),
            (N_("Came back for earlier days"), 13, "right"),
            (N_("Spend as first exported"), 14, "right"),
            (N_("Closing balance"), 14, "right"),
            (N_("Off by"), 13, "right"),
        ),
        rows=tuple(_balance(edition, one) for one in found),
        note=edition.say(N_("Opening + top-up + came back - spend = closing")),
    )


def _balance(edition: Edition, one: AccountMonth) -> Row:
    return Row(cells=(edition.display.title(one.account.outlet), *map(edition.display.yuan, one.balance)))


def _results(edition: Edition, found: tuple[AccountMonth, ...]) -> Sheet:
    return Sheet(
        anchor="sem-results",
        title=edition.say(N_("What the search ads brought, by the newest figures")),
        unit=edition.say(N_("Amounts in yuan")),
        columns=edition.columns(
            (N_("Search engine"), 18),
            (N_("Spend"), 12, "right"),
            (N_("Impressions"), 12, "right"),
            (N_("Clicks"), 10, "right"),
            (N_("Clicks ÷ impressions"), 12, "right"),
            (N_("Cost of a click"), 12, "right"),
            (N_("Conversions"), 10, "right"),
            (N_("Cost of a conversion"), 14, "right"),
        ),
        rows=tuple(_result(edition, one) for one in found),
        note=edition.say(N_("Cost of a click = spend ÷ clicks; cost of a conversion = spend ÷ conversions")),
    )


def _result(edition: Edition, one: AccountMonth) -> Row:
    now, yuan = one.now, edition.display.yuan
    cells = (
        edition.display.title(one.account.outlet),
        yuan(now.cost),
        edition.count(now.impressions),
        edition.count(now.clicks),
        share(now.clicks, now.impressions),
        yuan(now.cost_a_click.rounded),
        edition.count(now.leads),
        yuan(now.cost_a_lead.rounded),
    )
    return Row(cells=cells)


def _alarms(edition: Edition, found: tuple[AccountMonth, ...]) -> Sheet:
    rows = [
        Row(
            cells=(
                edition.display.title(one.account.outlet),
                edition.day(alarm.day),
                edition.display.choice(SEM_ALARMS, alarm.code),
                _told(edition, alarm),
            )
        )
        for one in found
        for alarm in alarms(one.account, one.record)
    ]
    return Sheet(
        anchor="sem-alarms",
        title=edition.say(N_("What stood out in the search-ad accounts")),
        columns=edition.columns(
            (N_("Search engine"), 22), (N_("Day"), 16), (SEM_ALARMS.label, 30), (N_("Found"), 32)
        ),
        rows=tuple(rows),
    )


def _told(edition: Edition, alarm: Alarm) -> str:
    if alarm.code == "out_of_hours":
        return f"{alarm.found}%"
    if alarm.code == "low_days":
        return edition.say(N_("{days} day(s)"), days=alarm.found)
    amount = edition.say(N_("{amount} yuan"), amount=edition.display.yuan(alarm.found))
    return f"{alarm.keyword}，{amount}" if alarm.keyword else amount


def platform_sheets(edition: Edition) -> tuple[Sheet, ...]:
    """One table; none in a month without a log."""
    found = platform_figures(edition.records, edition.month, edition.world.today)
    if not found:
        return ()
    return (
        Sheet(
            anchor="platforms",
            title=edition.say(N_("Platforms of the month")),
            columns=edition.columns(
                (N_("Platform"), 18),
                (N_("Posts and refreshes"), 12, "right"),
                (N_("Questions answered"), 12, "right"),
                (N_("Of them in time"), 14, "right"),
                (N_("Followers"), 12, "right"),
                (N_("Leads"), 10, "right"),
                (N_("Valid leads"), 12, "right"),
                (N_("Orders"), 10, "right"),
            ),
            rows=tuple(_platform(edition, one) for one in found),
            note=edition.say(N_("In time: within {limit} minutes"), limit=found[0].limit),
        ),
    )


def _platform(edition: Edition, one: PlatformFigures) -> Row:
    growth = "" if one.growth is None else f"（{one.growth:+,}）"
    in_time = f"{one.in_time.part}（{share(one.in_time.part, one.in_time.whole)}）"
    cells = (
        edition.display.title(one.log.outlet),
        edition.count(one.posts),
        edition.count(one.in_time.whole),
        in_time if one.in_time.whole else DASH,
        DASH if one.followers is None else f"{one.followers:,}{growth}",
        edition.count(one.sums["leads"]),
        edition.count(one.sums["valid_leads"]),
        edition.count(one.sums["orders"]),
    )
    return Row(cells=cells)
