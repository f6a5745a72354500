"""Names and numbers as people compare them: half-width, without blanks and case (pitfall 21)."""

import unicodedata
from typing import Final

# What stands where nobody has decided yet; blanks say it in both languages.
_UNDECIDED: Final = frozenset(("待定", "未定", "待确认", "tobedecided", "tbd"))


def name_key(name: str) -> str:
    """The name without what does not matter: "汽车专刊 通栏" is "汽车专刊通栏", "ＦＰ-１" is "fp-1"."""
    return unicodedata.normalize("NFKC", "".join(name.split())).casefold()


def is_decided(name: str) -> bool:
    """Whether a name names something: two events whose place is "to be decided" are not in one place."""
    key = name_key(name)
    return bool(key) and key not in _UNDECIDED
