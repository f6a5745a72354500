"""Money as integer fen: reading what people write, printing what finance expects."""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from forecourt.model.limits import MAX_MONEY_FEN

WIDE_DIGITS: Final = str.maketrans("０１２３４５６７８９．，－：％（）＋　", "0123456789.,-:%()+ ")
_AMOUNT = re.compile(r"(?:[¥￥]\s*)?(-?[0-9]{1,3}(?:,[0-9]{3})+|-?[0-9]+)(\.[0-9]+)?\s*(万元|万|元)?")


def narrow(source: str) -> str:
    """Full-width digits and signs as their ASCII twins, outer blanks removed (domain pitfall 21)."""
    return source.translate(WIDE_DIGITS).strip()


def parse_fen(source: str) -> int:
    """Read yuan as people write them ("12,000.50", "1.2万", "¥８００元") and give fen; raises ValueError."""
    match = _AMOUNT.fullmatch(narrow(source))
    if match is None:
        raise ValueError(f"not an amount in yuan: {source!r}")
    whole, fraction, unit = match.groups()
    yuan = Decimal(whole.replace(",", "") + (fraction or ""))
    in_wan = unit in ("万", "万元")
    # Rate cards write thousands as 208.000; taken for 208 yuan, the list price would be a thousandth.
    if not in_wan and len(fraction or "") > len(".00"):
        raise ValueError(f"more than two decimals: {source!r}")
    fen = yuan * (1_000_000 if in_wan else 100)
    if fen != fen.to_integral_value():
        raise ValueError(f"finer than one fen: {source!r}")
    if abs(fen) > MAX_MONEY_FEN:
        raise ValueError(f"beyond the largest amount: {source!r}")
    return int(fen)


def format_yuan(fen: int) -> str:
    """Fen as yuan with two decimals and thousands commas: 1234550 -> "12,345.50"."""
    sign = "-" if fen < 0 else ""
    yuan, rest = divmod(abs(fen), 100)
    return f"{sign}{yuan:,}.{rest:02}"


def share_of(fen: int, rate: Decimal) -> int:
    """`fen` × `rate`, rounded half up to the fen."""
    return int((Decimal(fen) * rate).quantize(Decimal(1), rounding=ROUND_HALF_UP))
