"""What the month brought: figures with numerator, denominator and the share nobody asked about (A10, A7)."""

from collections.abc import Iterable, Iterator
from typing import Final

from forecourt.binder.content import Row, Sheet
from forecourt.binder.edition import DASH, Edition
from forecourt.kinds.outlet import Outlet
from forecourt.kinds.press import Press
from forecourt.model.vocabulary import CHANNELS
from forecourt.money.effect import Effect, Rate, effect
from forecourt.money.effect_terms import COUNTED, EFFECTS
from forecourt.money.quota import press_quota
from forecourt.money.ratio import Ratio
from forecourt.money.traffic import sum_known
from forecourt.tables.effect_layout import GROUPS, WHOLES
from forecourt.words.text import N_

NO_ADS: Final = frozenset({"press", "event"})


def ad_effect(edition: Edition) -> tuple[Sheet, ...]:
    """Costs ÷ counts of the month and its ad channels, and where customers came from."""
    found = effect(edition.records, edition.month)
    channels = [rate for rate in found.channels if rate.channel not in NO_ADS and rate.ratio.part]
    shares = [rate for rate in found.shares if rate.name == "source_share"]
    return (
        _costs(edition, found, (*found.month, *channels), title=N_("Cost of what the month brought")),
        _shares(edition, found, (found.cost_ratio, *shares)),
    )


def event_effect(edition: Edition) -> tuple[Sheet, ...]:
    """Costs ÷ counts of the events."""
    found = effect(edition.records, edition.month)
    rates = [rate for rate in found.channels if rate.channel == "event"]
    return (_costs(edition, found, rates, title=N_("Cost of what the events brought")),)


def press_effect(edition: Edition) -> tuple[Sheet, ...]:
    """How far each article that counts was read and reprinted."""
    done = press_quota(edition.records, edition.month).done
    rows = [_reach(edition, press) for press in done]
    if rows:
        sums = (sum_known(getattr(press, name) for press in done) for name in ("words", "reprints", "reads"))
        cells = (edition.say(N_("Total")), "", *(edition.count(number) for number in sums))
        rows.append(Row(cells=cells, strong=True))
    sheet = Sheet(
        anchor="reach",
        title=edition.say(N_("Reach of the articles")),
        columns=edition.columns(
            (N_("Title"), 42),
            (N_("Outlet"), 22),
            (N_("Length in characters"), 12, "right"),
            (N_("Reprints"), 12, "right"),
            (N_("Reads"), 12, "right"),
        ),
        rows=tuple(rows),
        note=edition.say(N_("— was not counted; totals are of what was counted")) if rows else "",
        empty=edition.say(N_("No article that counts appeared this month")),
    )
    return (sheet,)


def _reach(edition: Edition, press: Press) -> Row:
    outlet = edition.records.find(Outlet, press.outlet)
    numbers = (edition.count(number) for number in (press.words, press.reprints, press.reads))
    return Row(cells=(press.title, press.outlet if outlet is None else outlet.title, *numbers))


def _costs(edition: Edition, found: Effect, rates: Iterable[Rate], *, title: str) -> Sheet:
    yuan = edition.display.yuan
    rows = tuple(
        Row(
            cells=(
                _name(edition, rate),
                yuan(rate.ratio.part),
                edition.display.choice(COUNTED, rate.counted),
                edition.count(rate.ratio.whole),
                yuan(rate.ratio.rounded),
            )
        )
        for rate in rates
    )
    return Sheet(
        anchor="month-effect",
        title=edition.words.gettext(title),
        unit=edition.say(N_("Amounts in yuan")),
        columns=edition.columns(
            (N_("Figure"), 30),
            (N_("Cost"), 15, "right"),
            (N_("Divided by"), 27),
            (N_("Count"), 12, "right"),
            (N_("For one"), 16, "right"),
        ),
        rows=rows,
        note=_unknown(edition, found.unknown) if rows else "",
        empty=edition.say(N_("Nothing was committed or spent this month")),
    )


def _name(edition: Edition, rate: Rate) -> str:
    name = edition.display.choice(EFFECTS, rate.name)
    return f"{edition.display.choice(CHANNELS, rate.channel)} · {name}" if rate.channel else name


def _shares(edition: Edition, found: Effect, rates: Iterable[Rate]) -> Sheet:
    return Sheet(
        anchor="shares",
        title=edition.say(N_("Where customers came from")),
        columns=edition.columns(
            (N_("Figure"), 34),
            (N_("Numerator"), 17, "right"),
            (N_("Denominator"), 17, "right"),
            (N_("What is divided"), 19),
            (N_("Share"), 13, "right"),
        ),
        rows=tuple(_share_rows(edition, rates)),
        note=_unknown(edition, found.unknown),
        empty=edition.say(N_("The front desk counted nothing this month")),
    )


def _share_rows(edition: Edition, rates: Iterable[Rate]) -> Iterator[Row]:
    for rate in rates:
        if rate.ratio.part is None or rate.ratio.whole is None:
            continue
        is_money = rate.name == "cost_ratio"
        shown = edition.display.yuan if is_money else edition.count
        group = "" if is_money else f" · {edition.display.choice(GROUPS, rate.channel or 'ads')}"
        yield Row(
            cells=(
                edition.display.choice(EFFECTS, rate.name) + group,
                shown(rate.ratio.part),
                shown(rate.ratio.whole),
                edition.say(N_("Cost ÷ new-car revenue")) if is_money else _named(edition),
                percent(rate.ratio),
            )
        )


def _named(edition: Edition) -> str:
    return edition.display.choice(WHOLES, "named")


def _unknown(edition: Edition, unknown: Ratio) -> str:
    if not unknown.whole:
        return edition.say(
            N_("The front desk counted nothing this month; costs are committed and spent ones")
        )
    return edition.say(
        N_(
            "Source unknown: {part} of {whole} visits and calls ({share}); costs are committed and spent ones"
        ),
        part=edition.count(unknown.part),
        whole=edition.count(unknown.whole),
        share=percent(unknown),
    )


def percent(ratio: Ratio) -> str:
    """A share as "16.67%", a dash when it cannot be said."""
    hundredths = ratio.hundredths_of_percent
    return DASH if hundredths is None else f"{hundredths // 100}.{hundredths % 100:02}%"
