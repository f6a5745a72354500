"""What a square centimetre of list price costs, and what its neighbours cost: mistyped prices stand out (M3).

Prices are exact fractions of fen; nothing is rounded before it is shown.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import chain
from typing import Final

from msgspec import Struct

from forecourt.kinds.ad import Ad
from forecourt.kinds.outlet import Outlet, Rate
from forecourt.model.unread import UnreadError, is_read, readable
from forecourt.money.names import name_key

FACTOR: Final = 3
LEAST_PEERS: Final = 3
# How much of a page a unit takes that is sold without centimetres.
PAGES: Final[Mapping[str, Fraction]] = {
    "整版": Fraction(1),
    "全版": Fraction(1),
    "半版": Fraction(1, 2),
    "1/2版": Fraction(1, 2),
    "三分之一版": Fraction(1, 3),
    "1/3版": Fraction(1, 3),
    "四分之一版": Fraction(1, 4),
    "1/4版": Fraction(1, 4),
    "八分之一版": Fraction(1, 8),
    "1/8版": Fraction(1, 8),
}
# No name of a section: sizes in cm and shares of a page are never compared.
_CM2: Final = "\0cm²"
_PAGE: Final = re.compile("|".join(map(re.escape, PAGES)))


class AreaPrices(Struct, frozen=True, kw_only=True):
    """All prices per cm² in fen, in order, by outlet (id without case) and by channel."""

    by_outlet: Mapping[str, Sequence[Fraction]]
    by_channel: Mapping[str, Sequence[Fraction]]

    def usual(self, price: Fraction, outlet: str, channel: str) -> Fraction | None:
        """The median of the others in the outlet, else in the channel, when it is more than `FACTOR` times
        away from `price`; None when it is not, or when there are too few others.
        """
        for prices in (self.by_outlet.get(outlet.casefold(), ()), self.by_channel.get(channel, ())):
            if len(prices) > LEAST_PEERS:
                usual = _median_without(prices, price)
                return usual if _is_far(price, usual) else None
        return None

    def of_outlet(self, outlet: str) -> Fraction | None:
        """The median price of one outlet; None when nothing there is sold by size."""
        # 2 ms that every commit would wait for, and only pages ask.
        from statistics import median

        prices = self.by_outlet.get(outlet.casefold(), ())
        return median(prices) if prices else None

    def peers(self, outlet: str, channel: str) -> Sequence[Fraction]:
        """The prices of all other outlets in the channel, in order."""
        own = Counter(self.by_outlet.get(outlet.casefold(), ()))
        return sorted((Counter(self.by_channel.get(channel, ())) - own).elements())


class Measure(Struct, frozen=True, kw_only=True):
    """A size that can be compared with others of its family: cm², or shares of a page of one section."""

    family: str
    size: Fraction


def area_prices(outlets: Iterable[Outlet], ads: Iterable[Ad]) -> AreaPrices:
    """The prices of every rate card's row and every ad with a width and a height."""
    by_outlet: dict[str, list[Fraction]] = defaultdict(list)
    by_channel: dict[str, list[Fraction]] = defaultdict(list)
    sold: Iterable[Outlet | Ad] = chain(outlets, ads)
    for record in sold:
        for outlet, channel, price in _priced(record):
            by_outlet[outlet].append(price)
            if is_read(channel):
                by_channel[channel].append(price)
    for prices in (*by_outlet.values(), *by_channel.values()):
        prices.sort()
    return AreaPrices(by_outlet=by_outlet, by_channel=by_channel)


def per_cm2(list_price: int, width: Decimal | None, height: Decimal | None) -> Fraction | None:
    """Fen for a square centimetre; None without both sides or without a price."""
    if width is None or height is None or not width or not height or not list_price:
        return None
    return Fraction(list_price) / (Fraction(width) * Fraction(height))


def measure(rate: Rate) -> Measure | None:
    """The size of a row: of its sides in cm, else of the share of a page that its position names."""
    if rate.width_cm is not None and rate.height_cm is not None:
        return Measure(family=_CM2, size=Fraction(rate.width_cm) * Fraction(rate.height_cm))
    name = name_key(rate.position)
    found = _PAGE.search(name)
    if found is None:
        return None
    return Measure(family=name.replace(found[0], "", 1), size=PAGES[found[0]])


def cheaper_though_larger(rates: Sequence[tuple[int, Rate]]) -> Iterator[tuple[int, Rate]]:
    """Places of rows that cost less than a third of a smaller one of the same year, with that smaller one."""
    families: dict[tuple[str, int], list[tuple[Fraction, int, Rate]]] = defaultdict(list)
    for place, rate in rates:
        found = measure(rate)
        if found is not None:
            families[found.family, rate.valid_from.year].append((found.size, place, rate))
    for members in families.values():
        yield from _falling(sorted(members, key=lambda one: one[0]))


def _falling(members: list[tuple[Fraction, int, Rate]]) -> Iterator[tuple[int, Rate]]:
    """Of rows in order of size, those that cost too little beside the dearest of the smaller ones."""
    dearest: Rate | None = None
    waiting: list[Rate] = []
    size = Fraction(0)
    for area, place, rate in members:
        if area > size:
            dearest = max((*waiting, *([dearest] if dearest else [])), key=_price, default=None)
            waiting, size = [], area
        if dearest is not None and rate.list_price * FACTOR < dearest.list_price:
            yield place, dearest
        waiting.append(rate)


def _price(rate: Rate) -> int:
    return rate.list_price


def _priced(record: Outlet | Ad) -> Iterator[tuple[str, str, Fraction]]:
    """Outlet (id without case), channel and price of what is sized; nothing of what cannot be read."""
    try:
        if isinstance(record, Ad):
            price = per_cm2(record.list_price, record.width_cm, record.height_cm)
            if price is not None:
                yield record.outlet.casefold(), record.channel, price
            return
        for _, rate in readable(record.rates, "list_price", "width_cm", "height_cm"):
            price = per_cm2(rate.list_price, rate.width_cm, rate.height_cm)
            if price is not None:
                yield record.id.casefold(), record.channel, price
    except UnreadError:
        return


def _median_without(prices: Sequence[Fraction], own: Fraction) -> Fraction:
    """The median of `prices` (in order) when one of the value `own` is left out."""
    gap, count = bisect_left(prices, own), len(prices) - 1

    def at(place: int) -> Fraction:
        return prices[place if place < gap else place + 1]

    return (at((count - 1) // 2) + at(count // 2)) / 2


def _is_far(price: Fraction, median: Fraction) -> bool:
    return price > median * FACTOR or price * FACTOR < median
