"""Records and rules -> all findings with their places."""

from collections.abc import Iterable, Mapping

from forecourt.model.finding import Finding, Problem
from forecourt.model.record import Record, World
from forecourt.reading.record import locate
from forecourt.rules.engine import judge
from forecourt.rules.table import RULES
from forecourt.store.load import Loaded


def check(loaded: Loaded, world: World) -> tuple[Finding, ...]:
    """Findings of reading and of every rule, in order of file and place."""
    found = [*loaded.findings, *located(judge(world, RULES), loaded.sources)]
    return tuple(sorted(found, key=lambda finding: finding.sort_key))


def located(pairs: Iterable[tuple[Record, Problem]], sources: Mapping[str, bytes]) -> Iterable[Finding]:
    """Findings of rules, with their places in the records' bytes."""
    by_path: dict[str, tuple[Record, list[Problem]]] = {}
    for record, problem in pairs:
        by_path.setdefault(record.path, (record, []))[1].append(problem)
    for record, problems in by_path.values():
        yield from locate(problems, record, sources[record.path])
