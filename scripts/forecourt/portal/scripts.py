"""What the pages' own script says to a reader, as a script of its own: one file for every page."""

import json
from typing import Final

from forecourt.words.catalogue import Words
from forecourt.words.text import N_

SCRIPT_WORDS: Final = "assets/words.js"
WORDS: Final = {
    "search": N_("Search the portal"),
    "filter": N_("Filter this table"),
    "all": N_("all"),
    "save": N_("Save as Excel"),
    "sheet": N_("Table"),
    "shown": N_("{shown} of {all} shown"),
}


def script_words(words: Words) -> bytes:
    """The script that gives the others their words in the reader's language."""
    said = {name: words.gettext(source) for name, source in WORDS.items()}
    return f"window.fcWords = {json.dumps(said, ensure_ascii=False)};\n".encode()
