"""Records and rules -> all findings with their places."""

from forecourt.checking.places import located
from forecourt.model.finding import Finding
from forecourt.model.record import World
from forecourt.rules.engine import judge
from forecourt.rules.table import RULES
from forecourt.store.load import Loaded


def check(loaded: Loaded, world: World) -> tuple[Finding, ...]:
    """Findings of reading and of every rule, in order of file and place."""
    found = [*loaded.findings, *located(judge(world, RULES), loaded.sources)]
    return tuple(sorted(found, key=lambda finding: finding.sort_key))
