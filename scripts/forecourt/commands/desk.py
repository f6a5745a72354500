"""What most commands start from: the root, its records, today, and the findings."""

from datetime import date
from pathlib import Path

from msgspec import Struct

from forecourt.checking.check import check
from forecourt.edge import crew
from forecourt.kinds.dealership import pinned_day
from forecourt.model.finding import Finding, Severity
from forecourt.model.record import World
from forecourt.store.load import Loaded, load


class Desk(Struct, frozen=True, kw_only=True):
    """An opened dealership: where it lies, what it holds, what is wrong with it."""

    root: Path
    loaded: Loaded
    world: World
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(finding.severity is Severity.ERROR for finding in self.findings)


def open_desk(
    root: Path, *, today: date | None, clock: date, remember: bool = False, before: Desk | None = None
) -> Desk:
    """Load and check the dealership in `root`. Today is `today`, else the pinned day, else `clock`.

    Writes nothing, unless what is known of PDFs is to be remembered: by commands that write anyway. Of what
    was opened `before`, only what has changed is read again.
    """
    loaded = load(root, remember=remember, before=None if before is None else before.loaded)
    world = World(records=loaded.records, today=today or pinned_day(loaded.records) or clock)
    return Desk(root=root, loaded=loaded, world=world, findings=check(loaded, world, crew.in_parts))
