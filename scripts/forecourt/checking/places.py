"""Problems of records -> findings with their places; knows no rule, so that it loads none."""

from collections.abc import Iterable, Mapping

from forecourt.model.finding import Finding, Problem
from forecourt.model.record import Record
from forecourt.reading.record import locate


def located(pairs: Iterable[tuple[Record, Problem]], sources: Mapping[str, bytes]) -> Iterable[Finding]:
    """Findings of rules, with their places in the records' bytes."""
    by_path: dict[str, tuple[Record, list[Problem]]] = {}
    for record, problem in pairs:
        by_path.setdefault(record.path, (record, []))[1].append(problem)
    for record, problems in by_path.values():
        yield from locate(problems, record, sources[record.path])
