"""Rules about prices, gifts and figures in copy: what the law wants stated beside them. No legal advice."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from forecourt.kinds.ad import Ad
from forecourt.kinds.event import Event, Prize
from forecourt.kinds.offer import Offer
from forecourt.kinds.press import Press
from forecourt.kinds.print_job import PrintJob
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.later import Later
from forecourt.model.money import format_yuan
from forecourt.model.unread import readable
from forecourt.rules.law import with_notice
from forecourt.rules.law_copy import is_current, last_seen, problem_at, public_parts, public_text
from forecourt.rules.law_text import COMPARED, DATA, GIFT, PRICE, SOURCE
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, text

Promoted = Ad | Press | Event | PrintJob
PRICES: Final = ("price", "compared_price", "finance")
GIFTS: Final = ("gift", "draw")
# The most that one prize of a draw may be worth: 反不正当竞争法 (2019) art. 10; order 32 of 2020.
MOST_FOR_A_PRIZE: Final = 50_000_00
_CHINESE: Final = "零一二三四五六七八九"


@code("AL06")
def price_without_terms(record: Promoted, sight: Sight) -> Iterator[Problem]:
    """The copy names a price, a discount or credit, and the record has no offer that says what it means.

    Price, term and promise must be exact and clear (Advertising Law art. 8); price conditions must be shown
    (order 56 art. 6, 16; car price guide of 2026-02-12). Write the offer with its days and conditions below
    "offers". No legal advice.
    """
    yield from _lacks("AL06", record, sight, PRICE, PRICES)


@code("AL07")
def gift_without_terms(record: Promoted, sight: Sight) -> Iterator[Problem]:
    """The copy names a gift, and the record has no offer of a gift.

    An ad with gifts states their kind, specification, quantity, term and way (Advertising Law art. 8; order
    56 art. 18). Write them below "offers" and into the copy. No legal advice.
    """
    yield from _lacks("AL07", record, sight, GIFT, GIFTS)


@code("AL08")
def offer_incomplete(record: Promoted, sight: Sight) -> Iterator[Problem]:
    """An offer lacks what the law wants of its kind: a gift's quantity, or what a price is compared with.

    A compared price without a stated basis counts as the lowest own deal of the last seven days (order 56
    art. 17); a guide price is named as the manufacturer's, with its day. No legal advice.
    """
    if not is_current(record, sight):
        return
    for place, offer in readable(record.offers, "type", "quantity", "compare_basis"):
        if offer.type in GIFTS and offer.quantity is None:
            message = text(N_("The gift has no quantity"))
            hint = text(N_("Add a line: {key}: …"), key="quantity")
        elif offer.type == "compared_price" and not offer.compare_basis:
            message = text(N_("The price is compared, but not said with what"))
            hint = text(N_("Add a line: {key}: …"), key="compare_basis")
        else:
            continue
        yield Problem(code="AL08", field=f"offers.{place}", message=message, hint=with_notice(hint))
    compared = COMPARED.search(public_text(record))
    if compared and record.offers and all(offer.type != "compared_price" for offer in record.offers):
        yield Problem(
            code="AL08",
            field="offers",
            message=text(N_('"{word}" compares a price, but no offer is a compared one'), word=compared[0]),
            hint=with_notice(text(N_("Make it type: compared_price, with compare_basis"))),
        )


@code("AL09", Severity.WARNING)
def offer_not_in_copy(record: Promoted, sight: Sight) -> Iterator[Problem]:
    """The copy keeps quiet about what the offer says: a gift's quantity, or its last day.

    The record is for the house; the law wants quantity and term in the ad itself (art. 8). "While stocks
    last" alone does not say how many there are. Numbers count in digits or Chinese. No legal advice.
    """
    said = public_text(record)
    if not is_current(record, sight) or not said:
        return
    for place, offer in readable(record.offers, "type", "quantity", "valid_to"):
        missing = [part for part, is_said in _wanted(offer, said) if not is_said]
        if missing:
            yield Problem(
                code="AL09",
                field=f"offers.{place}",
                message=text(N_("The copy does not say: {missing}"), missing=missing),
                hint=with_notice(text(N_("Put it into the copy, as the record has it"))),
            )


@code("AL10", Severity.WARNING)
def offer_ends_before_ad(record: Promoted, sight: Sight) -> Iterator[Problem]:
    """The ad is seen longer than its offer lasts.

    Who comes after the last day is promised what is no longer given (art. 28; order 56 art. 16).
    """
    if not is_current(record, sight):
        return
    last = last_seen(record, sight.today)
    for place, offer in readable(record.offers, "valid_to"):
        if offer.valid_to < last:
            yield Problem(
                code="AL10",
                field=f"offers.{place}.valid_to",
                message=text(
                    N_("The offer ends on {end}, but it is seen until {last}"), end=offer.valid_to, last=last
                ),
                hint=text(N_("Let the offer last as long, or take the ad down earlier")),
            )


@code("AL11", Severity.WARNING)
def figure_without_source(record: Promoted, sight: Sight) -> Iterator[Problem]:
    """The copy gives a figure about sales, value, satisfaction or growth without saying where it comes from.

    Data and statistics in ads must be true, with their source, and with range and validity when these are
    limited (Advertising Law art. 11). No legal advice.
    """
    if not is_current(record, sight) or SOURCE.search(public_text(record)):
        return
    for part in public_parts(record):
        found = DATA.search(part.text)
        if found is not None:
            message = text(N_('"{word}" has no source'), word=found[0])
            hint = text(N_("Name who counted, where and when, beside the figure"))
            yield problem_at("AL11", part, found.start(), message, with_notice(hint))


@code("JE05")
def prize_too_large(record: Promoted, sight: Sight) -> Iterator[Problem]:
    """One prize of a draw is worth more than 50,000 yuan.

    That is the most that the law allows (反不正当竞争法 art. 10; order 32 of 2020). A car as a prize counts
    with its price, the use of a car with what it is worth. Prizes stand below an event's "draw", and in
    whatever is promoted as an offer of the type "draw". Not legal advice.
    """
    prizes = [
        (f"draw.prizes.{place}.value", prize.name, prize.value)
        for place, prize in readable(_drawn(record), "value", "name")
    ]
    prizes += [
        (f"offers.{place}.amount", offer.what, offer.amount)
        for place, offer in readable(record.offers, "type", "amount", "what")
        if offer.type == "draw" and offer.amount is not None
    ]
    for field, name, value in prizes:
        if value > MOST_FOR_A_PRIZE:
            yield Problem(
                code="JE05",
                field=field,
                message=text(
                    N_("{prize} is worth {value} yuan; a prize of a draw may be worth {most} yuan at most"),
                    prize=name,
                    value=format_yuan(value),
                    most=format_yuan(MOST_FOR_A_PRIZE),
                ),
                hint=text(N_("Choose a smaller prize, or give it without a draw")),
            )


def _drawn(record: Promoted) -> tuple[Prize, ...]:
    return record.draw.prizes if isinstance(record, Event) and record.draw is not None else ()


def _lacks(
    id: str, record: Promoted, sight: Sight, pattern: Later, types: tuple[str, ...]
) -> Iterator[Problem]:
    """The first place that promises something of which no offer tells the terms."""
    if not is_current(record, sight) or any(offer.type in types for offer in record.offers):
        return
    for part in public_parts(record):
        found = pattern.search(part.text)
        if found is not None:
            message = text(N_('"{word}" promises something; its terms are missing'), word=found[0])
            hint = text(
                N_('Add it below "offers" (type: {type}) with kind, quantity, days and conditions'),
                type=types[0],
            )
            yield problem_at(id, part, found.start(), message, with_notice(hint))
            return


def _wanted(offer: Offer, said: str) -> Iterator[tuple[str, bool]]:
    """What a copy must say of an offer, and whether it does."""
    if offer.type in GIFTS and offer.quantity is not None:
        numbers = {f"{offer.quantity}", f"{offer.quantity:,}", _in_chinese(offer.quantity)}
        yield f"{offer.quantity}", any(number in said for number in numbers if number)
    day: date = offer.valid_to
    yield f"{day}", f"{day.day}日" in said or f"{day.month}.{day.day}" in said or str(day) in said


def _in_chinese(number: int) -> str:
    """三百, 五十, 一百二十 …; "" beyond 999, where digits are usual."""
    if not 0 < number < 1_000:
        return ""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    found = f"{_CHINESE[hundreds]}百" if hundreds else ""
    if tens:
        found += f"{'' if tens == 1 and not hundreds else _CHINESE[tens]}十"
    elif hundreds and ones:
        found += "零"
    return found + (_CHINESE[ones] if ones else "")


OFFERS: Final = (
    price_without_terms,
    gift_without_terms,
    offer_incomplete,
    offer_not_in_copy,
    offer_ends_before_ad,
    figure_without_source,
    prize_too_large,
)
