"""Tables of volume 2, media: press quota, articles, the manufacturer's direction (M6, M8, A12)."""

from collections.abc import Iterable, Mapping

from forecourt.binder.content import Row, Sheet
from forecourt.binder.edition import DASH, Edition
from forecourt.binder.sheets_contacts import contact_sheets
from forecourt.binder.sheets_effect import press_effect
from forecourt.binder.sheets_online import platform_sheets
from forecourt.binder.tabs import share
from forecourt.kinds import purchase
from forecourt.kinds.outlet import Outlet
from forecourt.kinds.press import Press
from forecourt.model.vocabulary import DIRECTIVE_TYPES, MEDIA_TIERS, PRESS_TYPES
from forecourt.money.quota import PressQuota, press_quota
from forecourt.money.volume_items import directives_of, press_items, press_of, ran_or_committed
from forecourt.words.text import N_

Anchors = Mapping[str, str]


def press_month(edition: Edition, anchors: Anchors) -> tuple[Sheet, ...]:
    """Quota, tiers, articles, directives, platforms, contacts; `anchors`: pages of records by their ids."""
    quota = press_quota(edition.records, edition.month)
    return (
        _quota(edition, quota),
        _tiers(edition, quota),
        _articles(edition, quota, anchors),
        _directives(edition, anchors),
        *platform_sheets(edition),
        *contact_sheets(edition),
    )


def press_results(edition: Edition, anchors: Anchors) -> tuple[Sheet, ...]:
    """What the articles reached."""
    return press_effect(edition)


def press_costs(edition: Edition, anchors: Anchors) -> tuple[Sheet, ...]:
    """What the articles cost."""
    articles = [
        press
        for press in press_items(edition.records, edition.month)
        if isinstance(press, Press) and press.cost and ran_or_committed(edition.records, press)
    ]
    rows = [
        Row(
            cells=(press.title, _outlet(edition, press), _paid(edition, press), *_amounts(edition, (press,))),
            target=anchors.get(press.id, ""),
        )
        for press in articles
    ]
    if rows:
        total = _amounts(edition, articles)
        rows.append(Row(cells=(edition.say(N_("Total")), "", "", *total), strong=True))
    sheet = Sheet(
        anchor="costs",
        title=edition.say(N_("Cost list of articles")),
        unit=edition.say(N_("Amounts in yuan")),
        columns=edition.columns(
            (N_("Title"), 24),
            (N_("Outlet"), 17),
            (N_("Paid"), 11),
            (N_("Cost"), 12, "right"),
            (N_("Contract amount"), 12, "right"),
            (N_("Invoice amount"), 12, "right"),
            (N_("Amount paid"), 12, "right"),
        ),
        rows=tuple(rows),
        empty=edition.say(N_("No article of this month costs money")),
    )
    return (sheet,)


def _amounts(edition: Edition, articles: Iterable[Press]) -> tuple[str, ...]:
    """Cost, contract, invoice and payment, added up; a dash for what stands in none of them."""
    found = [
        [fen for press in articles if (fen := getattr(press, field)) is not None]
        for field in ("cost", *purchase.COSTS)
    ]
    return tuple(edition.display.yuan(sum(known)) if known else DASH for known in found)


def quota_sheet(edition: Edition, title: str, lines: tuple[tuple[str, int, int, int | None], ...]) -> Sheet:
    """Required, done, in work and share done, one line a quota: (label, required, done, in work)."""
    rows = [
        Row(
            cells=(
                label,
                edition.count(required),
                edition.count(done),
                edition.count(open_),
                edition.count(max(0, required - done)),
                share(done, required),
            )
        )
        for label, required, done, open_ in lines
    ]
    return Sheet(
        anchor="quota",
        title=title,
        columns=edition.columns(
            (N_("Item"), 28),
            (N_("Required"), 14, "right"),
            (N_("Done"), 14, "right"),
            (N_("In work"), 14, "right"),
            (N_("Still missing"), 14, "right"),
            (N_("Done ÷ required"), 16, "right"),
        ),
        rows=tuple(rows),
    )


def _quota(edition: Edition, quota: PressQuota) -> Sheet:
    lines = (
        (edition.say(N_("Press quota")), quota.pieces_required, quota.pieces_done, quota.pieces_open),
        (
            edition.say(N_("Press quota in points")),
            quota.points_required,
            quota.points_done,
            quota.points_open,
        ),
    )
    return quota_sheet(edition, edition.say(N_("Press quota of the month")), lines)


def _tiers(edition: Edition, quota: PressQuota) -> Sheet:
    rows = [
        Row(
            cells=(
                edition.display.choice(MEDIA_TIERS, line.tier) if line.tier else edition.say(N_("No tier")),
                str(line.points_each),
                str(line.pieces_done),
                str(line.points_done),
                str(line.pieces_open),
            )
        )
        for line in quota.by_tier
    ]
    if rows:
        total = (quota.pieces_done, quota.points_done, quota.pieces_open)
        cells = (edition.say(N_("Total")), "", *(str(number) for number in total))
        rows.append(Row(cells=cells, strong=True))
    return Sheet(
        anchor="tiers",
        title=edition.say(N_("Press by media tier")),
        columns=edition.columns(
            (N_("Media tier"), 36),
            (N_("Points an article"), 16, "right"),
            (N_("Articles done"), 16, "right"),
            (N_("Points done"), 16, "right"),
            (N_("Articles in work"), 16, "right"),
        ),
        rows=tuple(rows),
        note=edition.say(N_("Points done = points an article × articles done")) if rows else "",
        empty=edition.say(N_("No article this month")),
    )


def _articles(edition: Edition, quota: PressQuota, anchors: Anchors) -> Sheet:
    points = {press.id: line.points_each for line in quota.by_tier for press in line.done}
    rows = [
        _article(edition, press, points.get(press.id), anchors)
        for press in press_of(edition.records, edition.month)
    ]
    return Sheet(
        anchor="articles",
        title=edition.say(N_("Press articles of the month")),
        columns=edition.columns(
            (N_("Published on"), 13),
            (N_("Title"), 26),
            (N_("Article type"), 10),
            (N_("Outlet"), 17),
            (N_("Paid"), 13),
            (N_("Points"), 7, "right"),
            (N_("State"), 14),
        ),
        rows=tuple(rows),
        empty=edition.say(N_("No article this month")),
    )


def _article(edition: Edition, press: Press, points: int | None, anchors: Anchors) -> Row:
    cells = (
        edition.day(press.published_on),
        press.title,
        edition.display.choice(PRESS_TYPES, press.type),
        _outlet(edition, press),
        _paid(edition, press),
        DASH if points is None else str(points),
        edition.display.state(press),
    )
    return Row(cells=cells, target=anchors.get(press.id, ""))


def _outlet(edition: Edition, press: Press) -> str:
    outlet = edition.records.find(Outlet, press.outlet)
    return press.outlet if outlet is None else outlet.title


def _paid(edition: Edition, press: Press) -> str:
    if not press.paid:
        return edition.say(N_("editorial"))
    return edition.say(N_("paid, labelled")) if press.ad_label else edition.say(N_("paid, no label"))


def _directives(edition: Edition, anchors: Anchors) -> Sheet:
    rows = [
        Row(
            cells=(
                directive.title,
                edition.display.choice(DIRECTIVE_TYPES, directive.type),
                edition.day(directive.received_on),
                edition.day(directive.due_on),
                edition.day(directive.replied_on),
                edition.display.state(directive),
            ),
            target=anchors.get(directive.id, ""),
        )
        for directive in directives_of(edition.records, edition.month)
    ]
    return Sheet(
        anchor="directives",
        title=edition.say(N_("The manufacturer's directives and our answers")),
        columns=edition.columns(
            (N_("Manufacturer's directive"), 31),
            (N_("Directive type"), 17),
            (N_("Received on"), 13),
            (N_("Due on"), 13),
            (N_("Replied on"), 13),
            (N_("State"), 13),
        ),
        rows=tuple(rows),
        empty=edition.say(N_("No directive for this month")),
    )
