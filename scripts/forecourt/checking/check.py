"""Records and rules -> all findings with their places."""

from collections.abc import Callable, Sequence
from itertools import chain

from forecourt.checking.places import located
from forecourt.model.finding import Finding
from forecourt.model.record import Record, World
from forecourt.rules.engine import judge
from forecourt.rules.table import RULES
from forecourt.store.load import Loaded

Part = Sequence[Record]
InParts = Callable[[Callable[[Part], list[Finding]], Part], list[list[Finding]]]


def _whole(work: Callable[[Part], list[Finding]], records: Part) -> list[list[Finding]]:
    return [work(records)]


def check(loaded: Loaded, world: World, in_parts: InParts = _whole) -> tuple[Finding, ...]:
    """Findings of reading and of every rule, in order of file and place.

    `in_parts` applies a function to all records a part at a time: each is judged by itself, beside all.
    """

    def judged(part: Part) -> list[Finding]:
        return [*located(judge(world, RULES, part), loaded.sources)]

    records = (*world.records.items, *world.records.partial)
    found = [*loaded.findings, *chain.from_iterable(in_parts(judged, records))]
    return tuple(sorted(found, key=lambda finding: finding.sort_key))
