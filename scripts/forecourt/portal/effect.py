"""What a month's advertising brought, as pages show it: each figure with both its numbers (M2, M11, A3)."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from forecourt.kinds.outlet import Outlet
from forecourt.model.months import Month
from forecourt.model.vocabulary import CHANNELS
from forecourt.money.effect import Effect, Rate, effect
from forecourt.money.effect_terms import COST_BASES, COUNTED, EFFECTS
from forecourt.money.ratio import Ratio
from forecourt.portal.desk import Place
from forecourt.tables.cells import DASH, percent
from forecourt.words.text import N_, text

_PER_CHANNEL: Final = ("cost_per_visit", "cpl", "cps")


class Figure(Struct, frozen=True, kw_only=True):
    """One figure: what it is, its quotient, and how it comes about; all as text."""

    label: str
    value: str
    how: str


class Line(Struct, frozen=True, kw_only=True):
    """What a channel or outlet cost, and for each kind of count: how many, and the cost for one."""

    label: str
    cost: str
    counts: tuple[tuple[str, str], ...]


class MonthEffect(Struct, frozen=True, kw_only=True):
    """A month's effect for its page; `unknown` is part, whole and share, None when nobody counted."""

    basis: str
    unknown: tuple[str, str, str] | None
    figures: tuple[Figure, ...]
    columns: tuple[str, ...]
    channels: tuple[Line, ...]
    outlets: tuple[Line, ...]


def month_effect(place: Place, month: Month) -> MonthEffect:
    """The effect of `month`; raises NoMonthError."""
    found = effect(place.desk.records, month)
    choice = place.display.choice
    return MonthEffect(
        basis=choice(COST_BASES, found.cost_basis),
        unknown=_unknown(found.unknown),
        figures=tuple(_figures(place, found)),
        columns=tuple(choice(EFFECTS, name) for name in _PER_CHANNEL),
        channels=tuple(
            _line(place, choice(CHANNELS, channel), rates) for channel, rates in _by_channel(found).items()
        ),
        outlets=tuple(_line(place, _outlet(place, rate.outlet), [rate]) for rate in found.outlets),
    )


def _unknown(ratio: Ratio) -> tuple[str, str, str] | None:
    return None if ratio.value is None else (f"{ratio.part:,}", f"{ratio.whole:,}", _share(ratio))


def _figures(place: Place, found: Effect) -> list[Figure]:
    yuan = place.display.yuan
    figures = [
        _figure(place, rate, value=_yuan(place, rate.ratio), part=yuan(rate.ratio.part or 0))
        for rate in found.month
    ]
    ratio = found.cost_ratio
    whole = None if ratio.ratio.whole is None else yuan(ratio.ratio.whole)
    figures.append(
        _figure(place, ratio, value=_share(ratio.ratio), part=yuan(ratio.ratio.part or 0), whole=whole)
    )
    figures += [
        _figure(place, rate, value=_share(rate.ratio), part=_count(rate.ratio.part))
        for rate in found.shares
        if not rate.channel
    ]
    return figures


def _figure(place: Place, rate: Rate, *, value: str, part: str, whole: str | None = None) -> Figure:
    counted = place.display.choice(COUNTED, rate.counted)
    how = text(
        N_("{part} ÷ {whole} ({counted})"),
        part=part,
        whole=_count(rate.ratio.whole) if whole is None else whole,
        counted=counted,
    )
    label = place.display.choice(EFFECTS, rate.name)
    return Figure(label=label, value=value, how=place.desk.words.say(how))


def _by_channel(found: Effect) -> dict[str, list[Rate]]:
    lines: dict[str, list[Rate]] = {}
    for rate in found.channels:
        lines.setdefault(rate.channel, []).append(rate)
    return lines


def _line(place: Place, label: str, rates: Sequence[Rate]) -> Line:
    return Line(
        label=label,
        cost=place.display.yuan(rates[0].ratio.part or 0),
        counts=tuple((_count(rate.ratio.whole), _yuan(place, rate.ratio)) for rate in rates),
    )


def _outlet(place: Place, id: str) -> str:
    outlet = place.desk.records.find(Outlet, id)
    return id if outlet is None else outlet.title


def _yuan(place: Place, ratio: Ratio) -> str:
    return DASH if ratio.rounded is None else place.display.yuan(ratio.rounded)


def _share(ratio: Ratio) -> str:
    share = ratio.hundredths_of_percent
    return DASH if share is None else f"{percent(share)} %"


def _count(count: int | None) -> str:
    return DASH if count is None else f"{count:,}"
