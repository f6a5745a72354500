"""Names and numbers as people compare them: half-width, without blanks and case (pitfall 21)."""

import unicodedata


def name_key(name: str) -> str:
    """The name without what does not matter: "汽车专刊 通栏" is "汽车专刊通栏", "ＦＰ-１" is "fp-1"."""
    return unicodedata.normalize("NFKC", "".join(name.split())).casefold()
