"""Rules that find mistyped list prices and old rate cards (M3; pitfall 7)."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from forecourt.kinds.ad import Ad
from forecourt.kinds.outlet import Outlet
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.money import format_yuan
from forecourt.model.unread import readable
from forecourt.money.area_prices import cheaper_though_larger, per_cm2
from forecourt.rules import sums
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, Text, text

YEAR: Final = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
FAR: Final = N_("{price} yuan for a square centimetre is more than three times off the usual {usual} yuan")
LOOK: Final = N_("Compare it with the stamped rate card; a figure may be missing, or too many")


@code("SC05", Severity.WARNING)
def edition_of_another_year(outlet: Outlet, sight: Sight) -> Iterator[Problem]:
    """A row of the rate card is valid in a year that is not the year of its edition.

    Manufacturers want this year's edition with the outlet's fresh stamp; last year's card with new days is
    refused (pitfall 7).
    """
    for place, rate in readable(outlet.rates, "edition", "valid_from", "valid_to"):
        years = [int(year) for year in YEAR.findall(rate.edition or "")]
        if years and not any(rate.valid_from.year <= year <= rate.valid_to.year for year in years):
            yield Problem(
                code="SC05",
                field=f"rates.{place}.edition",
                message=text(
                    N_('The edition "{edition}" is not of the time {start} to {end}'),
                    edition=rate.edition,
                    start=rate.valid_from,
                    end=rate.valid_to,
                ),
                hint=text(N_("Ask the outlet for its present rate card, stamped, and enter what it says")),
            )


@code("SC06", Severity.WARNING)
def odd_price_of_ad(ad: Ad, sight: Sight) -> Iterator[Problem]:
    """An ad's list price for a square centimetre is more than three times away from what others cost.

    Compared is with the median of the outlet's other sized ads and rates, or, when there are fewer than
    three, of the channel's. Most likely a figure is missing or too many, or 208.000 was meant as 208,000
    (M3).
    """
    price = per_cm2(ad.list_price, ad.width_cm, ad.height_cm)
    if price is None or not sight.is_open(ad):
        return
    usual = sums.area_prices(sight).usual(price, ad.outlet, ad.channel)
    if usual is not None:
        yield Problem(code="SC06", field="list_price", message=_far(price, usual), hint=text(LOOK))


@code("SC07", Severity.WARNING)
def odd_price_of_rate(outlet: Outlet, sight: Sight) -> Iterator[Problem]:
    """A row of the rate card costs more than three times more, or less, for a square centimetre than others.

    Compared is as in SC06. A special position may really cost that much; then the row is right (M3).
    """
    for place, price, usual in _odd_rates(outlet, sight):
        yield Problem(
            code="SC07", field=f"rates.{place}.list_price", message=_far(price, usual), hint=text(LOOK)
        )


@code("SC08", Severity.WARNING)
def larger_costs_less(outlet: Outlet, sight: Sight) -> Iterator[Problem]:
    """A row of the rate card costs less than a third of a smaller one.

    A full page at 24,300 yuan beside a half page at 123,000 is mistyped. Sizes are those in centimetres, or
    words such as 整版 and 半版 in the position's name (M3).
    """
    told = {place for place, *_ in _odd_rates(outlet, sight)}
    rows = list(readable(outlet.rates, "list_price", "position", "width_cm", "height_cm", "valid_from"))
    for place, smaller in cheaper_though_larger(rows):
        if place in told:
            continue
        rate = outlet.rates[place]
        yield Problem(
            code="SC08",
            field=f"rates.{place}.list_price",
            message=text(
                N_('"{larger}" costs {low} yuan, but the smaller "{smaller}" {high} yuan'),
                larger=rate.position,
                low=format_yuan(rate.list_price),
                smaller=smaller.position,
                high=format_yuan(smaller.list_price),
            ),
            hint=text(LOOK),
        )


def _odd_rates(outlet: Outlet, sight: Sight) -> Iterator[tuple[int, Fraction, Fraction]]:
    for place, rate in readable(outlet.rates, "list_price", "width_cm", "height_cm"):
        price = per_cm2(rate.list_price, rate.width_cm, rate.height_cm)
        usual = None if price is None else sums.area_prices(sight).usual(price, outlet.id, outlet.channel)
        if price is not None and usual is not None:
            yield place, price, usual


def _far(price: Fraction, usual: Fraction) -> Text:
    return text(FAR, price=format_yuan(round(price)), usual=format_yuan(round(usual)))
