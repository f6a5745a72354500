"""Hints that name what a person most likely meant."""

import difflib
from collections.abc import Iterable, Sequence

from forecourt.kinds.staff import Staff
from forecourt.model.record import Record
from forecourt.words.text import N_, Text, text

MOST_NAMED = 5


def meant(word: str, known: Sequence[str]) -> Text:
    """The nearest of `known` as "Did you mean", else the list of them."""
    near = difflib.get_close_matches(word.casefold(), known, n=1)
    if near:
        return text(N_('Did you mean "{near}"?'), near=near[0])
    return text(N_("Use one of: {known}"), known=list(dict.fromkeys(known)))


def meant_record(id: str, candidates: Iterable[Record]) -> Text | None:
    """The record that is meant by a wrong id: the one with that title, else with the nearest id."""
    by_id = {}
    for record in candidates:
        if record.title == id.strip():
            return _named(record)
        by_id[record.id.casefold()] = record
    near = difflib.get_close_matches(id.casefold(), list(by_id), n=1, cutoff=0.75)
    return _named(by_id[near[0]]) if near else None


def listed(records: Iterable[Record], most: int = MOST_NAMED) -> list[str]:
    """Ids for a message, at most `most` of them and then an ellipsis; people by id too."""
    ids = [record.id for record in records]
    return ids if len(ids) <= most else [*ids[:most], "…"]


def _named(record: Record) -> Text:
    if isinstance(record, Staff):
        return text(N_("Did you mean {id} ({title})?"), id=record.id, title=record.title)
    return text(N_("Did you mean {id}: {title}?"), id=record.id, title=record.title)
