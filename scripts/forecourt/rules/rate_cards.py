"""Rules that hold an ad against its outlet: channel, rate card, list price (M3; pitfall 7)."""

from collections.abc import Iterator
from datetime import date

from forecourt.kinds.ad import Ad
from forecourt.kinds.outlet import Outlet, Rate
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.money import format_yuan
from forecourt.model.vocabulary import CHANNELS
from forecourt.money.insertions import day_fields
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, Text, text


@code("MO09", Severity.WARNING)
def other_channel_than_outlet(ad: Ad, sight: Sight) -> Iterator[Problem]:
    """The ad is counted under another channel than its outlet has.

    The channel decides which budget pays and which proofs are wanted (A2).
    """
    outlet = sight.find(Outlet, ad.outlet)
    if outlet is not None and outlet.channel != ad.channel:
        yield Problem(
            code="MO09",
            field="channel",
            message=text(
                N_('The ad counts under "{channel}", but {outlet} is "{other}"'),
                channel=Text(CHANNELS.terms[ad.channel]),
                outlet=outlet.title,
                other=Text(CHANNELS.terms[outlet.channel]),
            ),
            hint=text(N_("Correct the channel here or in {id}"), id=outlet.id),
        )


@code("MO10", Severity.WARNING)
def rate_card_not_valid(ad: Ad, sight: Sight) -> Iterator[Problem]:
    """The outlet's rate card is not valid on an issue day, or, without issue days, when the flight starts.

    Manufacturers want this year's rate card (pitfall 7). Judged is the row of the ad's position, or, when
    the rate card does not have it, every row; told is the first such day.
    """
    rates = _rates(ad, sight)
    for field, day in day_fields(ad) if rates else ():
        if not any(_is_valid(rate, day) for rate in rates):
            yield Problem(
                code="MO10",
                field=field,
                message=text(
                    N_("The rate card of {outlet} is not valid on {day}"), outlet=ad.outlet, day=day
                ),
                hint=text(N_("Ask for the present rate card and enter it in {id}"), id=ad.outlet),
            )
            return


@code("MO11", Severity.WARNING)
def other_price_than_rate_card(ad: Ad, sight: Sight) -> Iterator[Problem]:
    """The list price differs from the outlet's rate card for this position on one of the issue days.

    An old or mistyped list price makes the discount look better or worse than it is (W1.1). A make-good is
    free and has none.
    """
    rates = [rate for rate in _rates(ad, sight) if rate.position == ad.position]
    by_day = ({rate.list_price for rate in rates if _is_valid(rate, day)} for _, day in day_fields(ad))
    prices = next((found for found in by_day if found and ad.list_price not in found), None)
    if prices and ad.make_good_of is None:
        yield Problem(
            code="MO11",
            field="list_price",
            message=text(
                N_("The list price is {written} yuan, but the rate card of {outlet} says {right} yuan"),
                written=format_yuan(ad.list_price),
                outlet=ad.outlet,
                right=[format_yuan(price) for price in sorted(prices)],
            ),
            hint=text(N_("Correct the price here or in {id}"), id=ad.outlet),
        )


def _rates(ad: Ad, sight: Sight) -> tuple[Rate, ...]:
    """Rows of the rate card for the ad's position; all rows when the position is not among them."""
    outlet = sight.find(Outlet, ad.outlet)
    rates = () if outlet is None else outlet.rates
    return tuple(rate for rate in rates if rate.position == ad.position) or rates


def _is_valid(rate: Rate, day: date) -> bool:
    return rate.valid_from <= day <= rate.valid_to
