"""Tables of volume 1, advertising: funds, budget, schedule, costs, effect (M2, M3, M9, W1.1)."""

from collections.abc import Mapping
from typing import Final

from forecourt.binder.content import Row, Sheet
from forecourt.binder.edition import DASH, Edition
from forecourt.binder.sheets_effect import ad_effect
from forecourt.binder.sheets_leads import leads_sheets
from forecourt.binder.sheets_online import sem_sheets
from forecourt.binder.sheets_schedule import schedule_sheet
from forecourt.binder.sheets_waivers import waiver_sheets
from forecourt.kinds import purchase
from forecourt.kinds.ad import Ad
from forecourt.model.vocabulary import CHANNELS
from forecourt.model.vocabulary_programme import BASES
from forecourt.money.accrual import missing_text, share_text
from forecourt.money.budget import STATUSES, TOTAL, Budget, Line, budget
from forecourt.money.lifecycle import bucket_of, state_of
from forecourt.money.volume_items import ad_items
from forecourt.tables.frames import money_table
from forecourt.tables.layout import MONEY_ITEMS
from forecourt.words.text import N_

Anchors = Mapping[str, str]
FEN_A_YUAN: Final = 100


def ad_month(edition: Edition, anchors: Anchors) -> tuple[Sheet, ...]:
    """The quota sheet and the schedule; `anchors` gives the page of a record by its id."""
    money = budget(edition.records, edition.month)
    return (
        _money(edition, money),
        _accrual(edition, money),
        _channels(edition, money),
        schedule_sheet(edition, anchors),
        *waiver_sheets(edition),
    )


def ad_costs(edition: Edition, anchors: Anchors) -> tuple[Sheet, ...]:
    """What the ads cost."""
    return (_costs(edition, ad_items(edition.records, edition.month), anchors),)


def ad_results(edition: Edition, anchors: Anchors) -> tuple[Sheet, ...]:
    """What the ads brought, and what the month brought."""
    return (
        _effect(edition, ad_items(edition.records, edition.month), anchors),
        *ad_effect(edition),
        *sem_sheets(edition),
        *leads_sheets(edition),
    )


def _money(edition: Edition, money: Budget) -> Sheet:
    strong = ("available", "unallocated")
    rows = [
        Row(
            cells=(edition.display.choice(MONEY_ITEMS, item), edition.display.yuan(fen)),
            strong=item in strong,
        )
        for item, fen, _ in money_table(money).rows()
    ]
    return Sheet(
        anchor="money",
        title=edition.say(N_("Money of the month")),
        unit=edition.say(N_("Amounts in yuan")),
        columns=edition.columns((N_("Item"), 65), (N_("Amount"), 35, "right")),
        rows=tuple(rows),
        note=edition.say(N_("Available = carried over + accrued + own money")),
    )


def _accrual(edition: Edition, money: Budget) -> Sheet:
    yuan = edition.display.yuan
    rows = [
        Row(
            cells=(
                line.fund_label,
                line.model_label if line.percent is None else edition.words.say(share_text(line)),
                edition.display.choice(BASES, line.basis),
                DASH if line.missing or line.percent is not None else edition.count(line.units),
                yuan(line.per_unit) if line.percent is None else DASH,
                yuan(line.known),
            )
        )
        for line in money.accrual
    ]
    if rows:
        rows.append(Row(cells=(edition.say(N_("Total")), "", "", "", "", yuan(money.accrued)), strong=True))
    return Sheet(
        anchor="accrual",
        title=edition.say(N_("Accrual by fund and model")),
        unit=edition.say(N_("Amounts in yuan")),
        columns=edition.columns(
            (N_("Fund"), 24),
            (N_("Model"), 20),
            (N_("Basis"), 18),
            (N_("Cars"), 9, "right"),
            (N_("Per unit"), 13, "right"),
            (N_("Accrued"), 16, "right"),
        ),
        rows=tuple(rows),
        empty=edition.say(N_("No fund accrues for this month")),
        note=" ".join(edition.words.say(missing_text(line)) for line in money.accrual if line.missing),
    )


def _channels(edition: Edition, money: Budget) -> Sheet:
    rows = [_channel(edition, line) for line in money.channels]
    if rows:
        rows.append(_channel(edition, money.total))
    return Sheet(
        anchor="channels",
        title=edition.say(N_("Budget by channel")),
        unit=edition.say(N_("Amounts in yuan")),
        columns=edition.columns(
            (N_("Channel"), 16),
            (N_("Budget"), 15, "right"),
            (N_("Planned"), 14, "right"),
            (N_("Committed"), 14, "right"),
            (N_("Spent"), 15, "right"),
            (N_("Left"), 14, "right"),
            (N_("Budget status"), 12),
        ),
        rows=tuple(rows),
        note=edition.say(N_("Left = budget - planned - committed - spent")) if rows else "",
        empty=edition.say(N_("No channel has a budget this month")),
    )


def _channel(edition: Edition, line: Line) -> Row:
    display = edition.display
    is_total = line.channel == TOTAL
    name = edition.say(N_("Total")) if is_total else display.choice(CHANNELS, line.channel)
    amounts = (line.budget, line.planned, line.committed, line.spent, line.left)
    cells = (name, *(display.yuan(fen) for fen in amounts), display.choice(STATUSES, line.status))
    return Row(cells=cells, strong=is_total)


def _costs(edition: Edition, ads: list[Ad], anchors: Anchors) -> Sheet:
    yuan = edition.display.yuan
    rows = [
        Row(
            cells=(
                ad.title,
                yuan(ad.list_price),
                f"{ad.discount.normalize():f}",
                yuan(ad.net_cost),
                yuan(ad.contract_cost),
                yuan(ad.invoice_cost),
                yuan(ad.paid_cost),
            ),
            target=anchors.get(ad.id, ""),
        )
        for ad in ads
    ]
    if rows:
        sums = (
            sum(ad.net_cost for ad in ads),
            *(sum(getattr(ad, field) or 0 for ad in ads) for field in purchase.COSTS),
        )
        cells = (edition.say(N_("Total")), "", "", *(yuan(fen) for fen in sums))
        rows.append(Row(cells=cells, strong=True))
    return Sheet(
        anchor="costs",
        title=edition.say(N_("Cost list of ads")),
        unit=edition.say(N_("Amounts in yuan")),
        columns=edition.columns(
            (N_("Ad plan"), 25),
            (N_("List price"), 13, "right"),
            (N_("Discount (of 10)"), 8, "right"),
            (N_("Net cost"), 14, "right"),
            (N_("Contract amount"), 14, "right"),
            (N_("Invoice amount"), 13, "right"),
            (N_("Amount paid"), 13, "right"),
        ),
        rows=tuple(rows),
        note=edition.say(N_("Net cost = list price × discount ÷ 10 × insertions")) if rows else "",
        empty=edition.say(N_("No ad ran or was committed this month")),
    )


def _effect(edition: Edition, ads: list[Ad], anchors: Anchors) -> Sheet:
    rows = [
        Row(
            cells=(
                ad.title,
                edition.display.yuan(paid),
                edition.count(ad.visits),
                per_visit(paid, ad.visits),
            ),
            target=anchors.get(ad.id, ""),
        )
        for ad in ads
        if ad.visits is not None and (paid := _spent(edition, ad)) is not None
    ]
    return Sheet(
        anchor="effect",
        title=edition.say(N_("Effect of ads that ran")),
        unit=edition.say(N_("Amounts in yuan")),
        columns=edition.columns(
            (N_("Ad plan"), 43),
            (N_("Spent"), 18, "right"),
            (N_("Visits and calls naming it"), 21, "right"),
            (N_("Cost per visit"), 18, "right"),
        ),
        rows=tuple(rows),
        note=edition.say(N_("Cost per visit = amount spent ÷ visits and calls naming the ad"))
        if rows
        else "",
        empty=edition.say(N_("No visits were counted for an ad that was paid")),
    )


def per_visit(fen: int, visits: int | None) -> str:
    """Yuan a visit with two decimals, rounded half up; a dash without visits."""
    if not visits:
        return DASH
    rounded = (fen * 2 + visits) // (visits * 2)
    return f"{rounded // FEN_A_YUAN:,}.{rounded % FEN_A_YUAN:02}"


def _spent(edition: Edition, ad: Ad) -> int | None:
    if bucket_of(state_of(edition.records, ad)) != "spent":
        return None
    return ad.paid_cost if ad.paid_cost is not None else (ad.contract_cost or ad.net_cost)
