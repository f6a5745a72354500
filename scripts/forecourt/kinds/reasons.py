"""Why a scalar cannot be taken, as exactly as its text allows, with the spelling that was meant."""

import re
from datetime import date
from decimal import Decimal
from typing import Final

from forecourt.model.later import Later
from forecourt.model.limits import FIRST_YEAR, LAST_YEAR, MAX_COUNT, MAX_MONEY_FEN
from forecourt.model.money import narrow
from forecourt.words.text import N_, Text, text

# What is wrong, and the next step.
Reason = tuple[Text, Text]

_BETWEEN: Final = r"\s*[-/.年\u2010-\u2015\u2212\uff0e\uff0f]\s*"
_ALMOST_MONTH: Final = Later(rf"([0-9]{{4}}){_BETWEEN}([0-9]{{1,2}})\s*月?(?:份)?")
_ALMOST_DAY: Final = Later(
    rf"([0-9]{{4}})(?:{_BETWEEN}([0-9]{{1,2}})\s*[-/.月\u2010-\u2015\u2212\uff0e\uff0f]\s*([0-9]{{1,2}})\s*[日号]?"
    r"|([0-9]{2})([0-9]{2}))"
)
_NUMBER: Final = Later(r"(?:[¥￥]\s*)?(-?)([0-9][0-9,]*)(\.[0-9]+)?\s*(万元|万|元)?")
# Thousands written with a point have at most three digits before it: 208.000.
_GROUP: Final = 1_000
# A longer text is cut in a message.
_SHOWN: Final = 40


def shown(source: str) -> str:
    """The text for a message, cut when it is long."""
    return source if len(source) <= _SHOWN else source[:_SHOWN] + "…"


def of_day(source: str) -> Reason:
    """Why `source` is no day."""
    found = _ALMOST_DAY.fullmatch(narrow(source))
    if found is None:
        return (
            text(N_('"{value}" is not a day'), value=shown(source)),
            text(N_("Write year-month-day with two digits each, for example 2026-11-01.")),
        )
    numbers = [int(part) for part in found.groups() if part is not None]
    if not FIRST_YEAR <= numbers[0] <= LAST_YEAR:
        return (
            text(N_('The year of the day "{value}" cannot be right'), value=source),
            text(
                N_("Write the year with four digits, from {first} to {last}, for example 2026-11-01."),
                first=FIRST_YEAR,
                last=LAST_YEAR,
            ),
        )
    try:
        day = date(numbers[0], numbers[1], numbers[2])
    except ValueError:
        return (
            text(N_('The day "{value}" does not exist'), value=source),
            text(N_("Look at a calendar: the month has fewer days, or the number of the month is wrong.")),
        )
    return text(N_('"{value}" is not written as a day'), value=source), text(
        N_("Write: {right}"), right=str(day)
    )


def of_month(source: str) -> Reason:
    """Why `source` is no month."""
    found = _ALMOST_MONTH.fullmatch(narrow(source))
    if found is None or not 1 <= int(found[2]) <= 12:
        return (
            text(N_('"{value}" is not a month'), value=shown(source)),
            text(N_("Write year-month, for example 2026-11.")),
        )
    if not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        return (
            text(N_('The year of the month "{value}" cannot be right'), value=source),
            text(
                N_("Write the year with four digits, from {first} to {last}, for example 2026-11."),
                first=FIRST_YEAR,
                last=LAST_YEAR,
            ),
        )
    right = f"{found[1]}-{int(found[2]):02}"
    return text(N_('"{value}" is not written as a month'), value=source), text(
        N_("Write: {right}"), right=right
    )


def of_amount(source: str) -> Reason:
    """Why `source` is no amount in yuan from 0 up."""
    how = text(N_("Write yuan with at most two decimals, for example 12800 or 12,800.50 or 1.28万."))
    found = _NUMBER.fullmatch(narrow(source))
    if found is None or not _is_grouped(found[2]):
        return text(N_('"{value}" is not an amount in yuan'), value=shown(source)), how
    if found[1]:
        return (
            text(N_('The amount "{value}" is below zero'), value=shown(source)),
            text(N_("Write it without the minus sign; money that comes back has a field of its own.")),
        )
    unit = 10_000 if found[4] and found[4].startswith("万") else 1
    if len(found[2]) > len(str(MAX_MONEY_FEN)) or _fen(found) * unit > MAX_MONEY_FEN:
        return (
            text(
                N_('The amount "{value}" is larger than any that the department could have'),
                value=shown(source),
            ),
            text(N_("Count the digits again; the field takes yuan, not fen.")),
        )
    is_group = found[2].isdecimal() and 0 < int(found[2]) < _GROUP
    if unit == 1 and is_group and len(found[3] or "") == len(".000"):
        return (
            text(N_('"{value}" has three digits after the point'), value=shown(source)),
            text(
                N_("If thousands are meant, write {thousands}; yuan have at most two decimals."),
                thousands=f"{found[2]}{found[3][1:]}",
            ),
        )
    return text(N_('The amount "{value}" is finer than one fen'), value=shown(source)), how


def _fen(found: re.Match[str]) -> Decimal:
    return Decimal(found[2].replace(",", "") + (found[3] or "")) * 100


def _is_grouped(digits: str) -> bool:
    """Whether commas, if there are any, stand between thousands."""
    return "," not in digits or re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+", digits) is not None


def of_count(source: str, least: int, most: int = MAX_COUNT) -> Reason:
    """Why `source` is no whole number from `least` up, to `most`."""
    how = text(N_("Write digits only, for example 12."))
    if most < MAX_COUNT:
        told = N_('"{value}" is not a whole number from {least} to {most}')
        return text(told, value=shown(source), least=least, most=most), how
    found = _NUMBER.fullmatch(narrow(source))
    if found is not None and not found[1] and _is_grouped(found[2]) and found[4] in (None, "万"):
        if len(found[2]) > len(str(MAX_COUNT)) or _fen(found) > MAX_COUNT * 100:
            return text(N_('The number "{value}" is too large'), value=shown(source)), how
        if _fen(found) * (10_000 if found[4] else 1) % 100:
            return text(N_('The number "{value}" has decimals'), value=shown(source)), how
    return text(N_('"{value}" is not a whole number from {least} up'), value=shown(source), least=least), how
