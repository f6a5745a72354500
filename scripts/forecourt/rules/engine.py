"""Runs every rule over every record; knows no rule by name."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from forecourt.model.finding import Problem
from forecourt.model.record import Record, World
from forecourt.model.unread import UnreadError
from forecourt.rules.sight import Sight

# A rule looks at one record, and through Sight at all others, and yields problems of that record.
Rule: TypeAlias = Callable[[Any, Sight], Iterator[Problem]]
# Class of records -> the rules for it and everything that derives from it.
Rules: TypeAlias = Mapping[type[Record], Sequence[Rule]]


def judge(
    world: World, rules: Rules, records: Iterable[Record] | None = None
) -> Iterator[tuple[Record, Problem]]:
    """Every problem that `rules` find in `records` (all of the world's without them), with its record.

    Records that are read in part are judged as far as that goes: a rule ends where it asks for a value that
    could not be read, which reading has reported as an error.
    """
    sight = Sight(world=world)
    chosen: dict[type[Record], tuple[Rule, ...]] = {}
    for record in sight.everything if records is None else records:
        cls = type(record)
        if cls not in chosen:
            chosen[cls] = rules_for(cls, rules)
        for rule in chosen[cls]:
            try:
                for problem in rule(record, sight):
                    yield record, problem
            except UnreadError:
                continue


def rules_for(cls: type[Record], rules: Rules) -> tuple[Rule, ...]:
    """The rules that look at records of `cls`, in the order of the table."""
    return tuple(rule for base, some in rules.items() if issubclass(cls, base) for rule in some)
