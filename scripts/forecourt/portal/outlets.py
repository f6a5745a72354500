"""What an outlet costs and brings: rate card, price beside others', ads, last contact (M3, M4, A6)."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from statistics import median
from types import MappingProxyType
from typing import Final

from markupsafe import Markup
from msgspec.structs import replace

from forecourt.kinds.outlet import Outlet, Rate
from forecourt.model.months import Month
from forecourt.money import effect as effects
from forecourt.money.area_prices import per_cm2
from forecourt.money.contacts import Relation
from forecourt.money.outlets import cost_of, per_visit, rates_by_outlet
from forecourt.money.ratio import Ratio, half_up
from forecourt.portal.desk import Cell, Desk, Grid, Place
from forecourt.portal.facts import NO_NUMBER, NOTHING, Fact, chip, number
from forecourt.rules import sums
from forecourt.tables.cells import DASH
from forecourt.words.text import N_, text

CONTACT_TONES: Final = MappingProxyType(
    {"late": "bad", "never": "bad", "in_touch": "done", "no_rhythm": "open"}
)
NOTE: Final = N_(
    "Cost of the ads: committed and spent, of all months. Cost per visit: their cost ÷ visits and calls that "
    "the ads brought, of the months that have a count. Yuan per cm²: list price ÷ area, the median of all "
    "sized rows of the rate card and ads, against the median of the other outlets of the channel."
)
_Rates = tuple[tuple[Month, effects.Rate], ...]


def facts(place: Place, outlet: Outlet) -> list[Fact]:
    """Rate card, cost, cost per visit, price beside others', days since the last contact."""
    say = place.desk.words.gettext
    rates = _rates(place.desk).get(outlet.id.casefold(), ())
    return [
        (say(N_("Rate card today")), _card(place, outlet)),
        (
            say(N_("Cost of the ads (yuan)")),
            number(place.display.yuan(cost_of(rates))) if rates else NO_NUMBER,
        ),
        (say(N_("Cost per visit (yuan)")), _quotient(place, per_visit(rates))),
        (say(N_("Yuan per cm²")), _beside_peers(place, outlet)),
        (say(N_("Days since the last contact")), _contact(place, outlet)),
    ]


def grids(place: Place, outlet: Outlet, found: list[Grid]) -> list[Grid]:
    """The rate card with validity and price per area, then what the ads of each month cost and brought."""
    rates = _rates(place.desk).get(outlet.id.casefold(), ())
    cards = [
        _card_grid(place, outlet, grid) if len(grid.rows) == len(outlet.rates) else grid for grid in found
    ]
    return [*cards, *([_months_grid(place, rates)] if rates else [])]


def _rates(desk: Desk) -> Mapping[str, _Rates]:
    return desk.once(_all_rates)


def _all_rates(desk: Desk) -> Mapping[str, _Rates]:
    return rates_by_outlet(desk.records)


def _card(place: Place, outlet: Outlet) -> Cell:
    """Until when all that is sold today has a price, or since when nothing has."""
    say, today = place.desk.words, place.desk.today
    if not outlet.rates:
        return NOTHING
    valid = [rate.valid_to for rate in outlet.rates if rate.valid_from <= today <= rate.valid_to]
    if valid:
        return chip(place, "done", say.say(text(N_("valid until {day}"), day=min(valid))))
    return chip(place, "bad", say.gettext(N_("none valid today")))


def _quotient(place: Place, ratio: Ratio) -> Cell:
    if ratio.rounded is None:
        return NO_NUMBER
    return number(place.display.yuan(ratio.rounded), f"{place.display.yuan(ratio.part)} ÷ {ratio.whole:,}")


def _beside_peers(place: Place, outlet: Outlet) -> Cell:
    prices = sums.area_prices(place.desk.sight)
    own, peers = prices.of_outlet(outlet.id), prices.peers(outlet.id, outlet.channel)
    if own is None:
        return NO_NUMBER
    if not peers:
        return number(_yuan(own), place.desk.words.gettext(N_("nobody to compare with")))
    usual = Fraction(median(peers))
    how = text(
        N_("{percent} against {usual} of others"),
        percent=_difference(own, usual),
        usual=_yuan(usual),
    )
    return number(_yuan(own), place.desk.words.say(how))


def _difference(own: Fraction, usual: Fraction) -> str:
    percent = half_up((own - usual) * 100 / usual)
    return f"{percent:+d} %" if percent else "±0 %"


def _yuan(fen: Fraction) -> str:
    """A price per cm² for comparing, in yuan with one decimal."""
    return f"{Decimal(half_up(fen / 10)) / 10:,.1f}"


def _contact(place: Place, outlet: Outlet) -> Cell:
    """When somebody last spoke with them; a dash for an outlet with no rhythm and no contact."""
    relation: Relation | None = sums.market(place.desk.sight).relations.get(outlet.id.casefold())
    if relation is None:
        return NOTHING
    days = DASH if relation.days is None else f"{relation.days:,}"
    cell = chip(place, CONTACT_TONES[relation.standing], days)
    if relation.last is None:
        return cell
    day = relation.last.day.isoformat()
    return Cell(
        html=cell.html + Markup(' <small class="fc-how">%s</small>') % (place.link(relation.last, day),)
    )


def _card_grid(place: Place, outlet: Outlet, grid: Grid) -> Grid:
    say = place.desk.words.gettext
    return replace(
        grid,
        columns=(*grid.columns, say(N_("Today")), say(N_("Yuan per cm²"))),
        numbers=(*grid.numbers, False, True),
        rows=tuple(
            (*row, _validity(place, rate), _per_area(place, rate))
            for row, rate in zip(grid.rows, outlet.rates, strict=True)
        ),
    )


def _validity(place: Place, rate: Rate) -> Cell:
    today, say = place.desk.today, place.desk.words.gettext
    if rate.valid_to < today:
        return chip(place, "bad", say(N_("expired")))
    if rate.valid_from > today:
        return chip(place, "open", say(N_("not yet valid")))
    return chip(place, "done", say(N_("valid")))


def _per_area(place: Place, rate: Rate) -> Cell:
    price = per_cm2(rate.list_price, rate.width_cm, rate.height_cm)
    return NO_NUMBER if price is None else number(_yuan(price))


def _months_grid(place: Place, rates: _Rates) -> Grid:
    """A row a month: ads, cost, visits, cost per visit."""
    say = place.desk.words.gettext
    return Grid(
        label=say(N_("What the ads cost and brought")),
        columns=(
            say(N_("Activity month")),
            say(N_("Ads")),
            say(N_("Cost (yuan)")),
            say(N_("Visits and calls")),
            say(N_("Cost per visit (yuan)")),
        ),
        numbers=(False, False, True, True, True),
        rows=tuple(_month_row(place, month, rate) for month, rate in rates),
    )


def _month_row(place: Place, month: Month, rate: effects.Rate) -> tuple[Cell, ...]:
    ratio = rate.ratio
    return (
        Cell(html=place.month(month)),
        Cell(html=place.joined(place.link(entry.record) for entry in rate.entries)),
        number(place.display.yuan(ratio.part)),
        NO_NUMBER if ratio.whole is None else number(f"{ratio.whole:,}"),
        NO_NUMBER if ratio.rounded is None else number(place.display.yuan(ratio.rounded)),
    )
