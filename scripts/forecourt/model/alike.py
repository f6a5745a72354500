"""Which known word a wrong one most likely is: a slip of the pen, never just another word."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

from forecourt.words.catalogue import LANGUAGES, words_for
from forecourt.words.text import N_, Text, text

# "tilte" is title, but "date" is not state: a hint that leads astray is worse than none.
SAME_WORD: Final = 0.75
MOST_RELATED: Final = 5
# Comparing is slow for endless words, and nobody means a name by one.
LONGEST_NAME: Final = 40


def alike(word: str, known: Iterable[str], least: float = SAME_WORD) -> str | None:
    """The one of `known` that `word` was meant to be, or None; slow for endless words."""
    import difflib  # only who mistypes waits for it

    near = difflib.get_close_matches(word, list(known), n=1, cutoff=least)
    return near[0] if near else None


def meant_name(word: str, labels: Mapping[str, str]) -> str | None:
    """The name that `word` was meant to be: a slip of the pen in it, or its label in any language; or None.

    `labels` maps names to labels (catalogue source strings). A part of a label will do when only one has it.
    """
    wide = unicodedata.normalize("NFKC", word).strip().casefold()
    near = alike(re.sub(r"[-.\s]+", "_", wide), labels)
    if near or not wide:
        return near
    spoken = {
        words_for(lang).gettext(label).casefold(): name
        for lang in LANGUAGES
        for name, label in labels.items()
    }
    if wide in spoken:
        return spoken[wide]
    parts = {name for label, name in spoken.items() if len(wide) > 1 and wide in label}
    return parts.pop() if len(parts) == 1 else None


def meant_by(word: str, labels: Mapping[str, str]) -> Text:
    """A hint: the name that `word` was meant to be, else all names with their labels."""
    near = meant_name(word, labels)
    return text(N_('Did you mean "{near}"?'), near=near) if near else one_of(labels)


def one_of(labels: Mapping[str, str]) -> Text:
    """A hint: all names with their labels."""
    pair = N_("{code} ({label})")
    known = [text(pair, code=name, label=Text(label)) for name, label in labels.items()]
    return text(N_("Use one of: {known}"), known=known)


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
