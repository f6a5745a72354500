"""Which known word a wrong one most likely is: a slip of the pen, never just another word."""

from collections.abc import Iterable
from typing import Final

# "tilte" is title, but "date" is not state: a hint that leads astray is worse than none.
SAME_WORD: Final = 0.75
MOST_RELATED: Final = 5


def alike(word: str, known: Iterable[str], least: float = SAME_WORD) -> str | None:
    """The one of `known` that `word` was meant to be, or None; slow for endless words."""
    import difflib  # only who mistypes waits for it

    near = difflib.get_close_matches(word, list(known), n=1, cutoff=least)
    return near[0] if near else None


def related(word: str, known: Iterable[str]) -> list[str]:
    """The first few of `known` that share a part with `word`, in their order: price has list_price."""
    parts = set(word.casefold().split("_"))
    return [name for name in known if parts & set(name.casefold().split("_"))][:MOST_RELATED]


def is_slip(written: str, meant: str) -> bool:
    """Whether two ids differ by one sign, two neighbours that changed places, or the order of letters alone.

    Digits in another order are another day or another number.
    """
    if written == meant:
        return True
    shorter, longer = sorted((written, meant), key=len)
    half = (len(shorter) - 1) // 2
    # Of thousands of ids nearly all are passed here: one slip leaves one of the halves as it is.
    if len(longer) - len(shorter) > 1 or (
        shorter[:half] != longer[:half] and shorter[len(shorter) - half :] != longer[len(longer) - half :]
    ):
        return False
    pairs = enumerate(zip(shorter, longer, strict=False))
    at = next((place for place, (one, other) in pairs if one != other), len(shorter))
    if len(shorter) < len(longer):
        return shorter[at:] == longer[at + 1 :]
    if shorter[at + 1 :] == longer[at + 1 :] or _are_swapped(shorter[at:], longer[at:]):
        return True
    return not any(sign.isdigit() for sign in meant) and sorted(written) == sorted(meant)


def _are_swapped(one: str, other: str) -> bool:
    return one[:2] == other[1::-1] and one[2:] == other[2:]
