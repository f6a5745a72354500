"""Runs every rule over every record; knows no rule by name."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from forecourt.model.finding import Problem
from forecourt.model.record import Record, World

# A rule looks at one record within its world and yields problems of that record.
Rule: TypeAlias = Callable[[Record, World], Iterator[Problem]]


def judge(world: World, rules: Iterable[Rule]) -> Iterator[tuple[Record, Problem]]:
    """Every problem that `rules` find, with the record it belongs to."""
    rules = tuple(rules)
    for record in world.records:
        for rule in rules:
            for problem in rule(record, world):
                yield record, problem
