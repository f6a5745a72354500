"""Hints that name what a person most likely meant."""

import difflib
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final

from forecourt.kinds.staff import Staff
from forecourt.model.record import Record
from forecourt.words.text import N_, Text, text

MOST_NAMED: Final = 5
# Comparing ids is slow; among many, only those with the same beginning (kind and day) or end are compared.
MOST_COMPARED: Final = 200
SAME_START: Final = len("AD-20261012")


def meant(word: str, known: Sequence[str]) -> Text:
    """The nearest of `known` as "Did you mean", else the list of them."""
    near = difflib.get_close_matches(word.casefold(), known, n=1)
    if near:
        return text(N_('Did you mean "{near}"?'), near=near[0])
    return text(N_("Use one of: {known}"), known=list(dict.fromkeys(known)))


def meant_record(id: str, candidates: Sequence[Record]) -> Text | None:
    """The record that is meant by a wrong id: the one with that title, else with the nearest id."""
    wanted = id.strip().casefold()
    by_id = {}
    for record in candidates:
        if record.title == id.strip():
            return _named(record)
        near = record.id.casefold()
        if (
            len(candidates) <= MOST_COMPARED
            or near[:SAME_START] == wanted[:SAME_START]
            or near[-4:] == wanted[-4:]
        ):
            by_id[near] = record
    few = list(by_id)[:MOST_COMPARED]
    found = difflib.get_close_matches(wanted, few, n=1, cutoff=0.75)
    return _named(by_id[found[0]]) if found else None


def listed(names: Iterable[str], most: int = MOST_NAMED) -> list[str]:
    """Names for a message, each once, at most `most` of them and then an ellipsis; no more are looked at."""
    few = list(dict.fromkeys(islice(names, most + 1)))
    return few if len(few) <= most else [*few[:most], "…"]


def _named(record: Record) -> Text:
    if isinstance(record, Staff):
        return text(N_("Did you mean {id} ({title})?"), id=record.id, title=record.title)
    return text(N_("Did you mean {id}: {title}?"), id=record.id, title=record.title)
