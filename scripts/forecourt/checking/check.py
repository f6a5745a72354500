"""Records and rules -> all findings with their places."""

from collections import defaultdict
from collections.abc import Iterable

from forecourt.model.finding import Finding, Problem
from forecourt.model.record import Record, World
from forecourt.reading.record import locate
from forecourt.rules.engine import judge
from forecourt.rules.table import RULES
from forecourt.store.load import Loaded


def check(loaded: Loaded, world: World) -> tuple[Finding, ...]:
    """Findings of reading and of every rule, in order of file and place."""
    found = [*loaded.findings, *_judged(loaded, judge(world, RULES))]
    return tuple(sorted(found, key=lambda finding: finding.sort_key))


def _judged(loaded: Loaded, pairs: Iterable[tuple[Record, Problem]]) -> Iterable[Finding]:
    by_path: dict[str, tuple[Record, list[Problem]]] = defaultdict()
    for record, problem in pairs:
        by_path.setdefault(record.path, (record, []))[1].append(problem)
    for record, problems in by_path.values():
        yield from locate(problems, record, loaded.sources[record.path])
