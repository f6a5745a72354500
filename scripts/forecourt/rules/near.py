"""Hints that name what a person most likely meant."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Final

from forecourt.kinds.staff import Staff
from forecourt.model.alike import alike, is_slip, one_of, related
from forecourt.model.record import Record
from forecourt.words.text import N_, Text, text

MOST_NAMED: Final = 5
SAME_LABEL: Final = 0.5


def meant(word: str, known: Sequence[str]) -> Text:
    """The nearest of `known` as "Did you mean", else the list of them."""
    near = alike(word.casefold(), known)
    if near:
        return text(N_('Did you mean "{near}"?'), near=near)
    return text(N_("Use one of: {known}"), known=related(word, known) or list(dict.fromkeys(known)))


def meant_term(word: str, terms: Mapping[str, str]) -> Text:
    """The nearest of `terms` (word -> label) by its word or by its label, else all of them with labels."""
    labels = {label: code for code, label in terms.items()}
    code = alike(word.casefold(), terms)
    # Two of Chinese labels' few characters say as much as many letters: 草稿 is 起草.
    label = labels.get(word) or labels.get(alike(word, labels, SAME_LABEL) or "")
    if code is None and label is not None:
        return text(N_("Did you mean {code} ({label})?"), code=label, label=terms[label])
    return text(N_('Did you mean "{near}"?'), near=code) if code is not None else one_of(terms)


def meant_record(id: str, candidates: Sequence[Record]) -> Text | None:
    """The record that is meant by a wrong id: the one with that title, else with the nearest id.

    An id of another person is never offered, however near: who has approved or owns something is no guess.
    """
    # A path or a file's name was copied, letters are of full width, or the title stands behind in brackets.
    plain = unicodedata.normalize("NFKC", id).partition("(")[0].strip()
    wanted = plain.rpartition("/")[2].removesuffix(".md").casefold()
    found = None
    for record in candidates:
        if record.title == id.strip():
            return _named(record)
        near = record.id.casefold()
        if _bare(near) == _bare(wanted) if isinstance(record, Staff) else is_slip(wanted, near):
            found = found or record
    return _named(found) if found else None


def _bare(id: str) -> str:
    """Letters and digits of an id, without the letters of its kind: "ST he" is ST-he."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", id).removeprefix("st") if sign.isalnum())


def listed(names: Iterable[str], most: int = MOST_NAMED) -> list[str]:
    """Names for a message, each once, at most `most` of them and then an ellipsis; no more are looked at."""
    few = list(dict.fromkeys(islice(names, most + 1)))
    return few if len(few) <= most else [*few[:most], "…"]


def _named(record: Record) -> Text:
    if isinstance(record, Staff):
        return text(N_("Did you mean {id} ({title})?"), id=record.id, title=record.title)
    return text(N_("Did you mean {id}: {title}?"), id=record.id, title=record.title)
