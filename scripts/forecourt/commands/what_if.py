"""What if: a month as it would be with branches merged, for `forecourt budget --with`."""

import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from msgspec import Struct

from forecourt.checking.check import check
from forecourt.commands.desk import Desk
from forecourt.commands.months import no_month
from forecourt.commands.options import CannotRun
from forecourt.edge import clock
from forecourt.edge.git import GitError
from forecourt.kinds.dealership import pinned_day
from forecourt.model.finding import Finding, Severity
from forecourt.model.months import Month
from forecourt.model.record import World
from forecourt.model.refusal import RefusedError
from forecourt.money.budget import NoMonthError, cost_entries, month_plan
from forecourt.money.standing import Stand, standing
from forecourt.store.branch import target_branch
from forecourt.store.faults import is_record_path
from forecourt.store.merged import Stage, left_out, merged_stages
from forecourt.store.trees import TreeReader
from forecourt.words.text import N_, Text, text

# A channel or the month beyond its money: that is an answer to the question, not a reason to refuse it.
SAID_BY_FIGURES: Final = frozenset({"MO13", "MO14", "MO15"})


class Fault(Struct, frozen=True, kw_only=True):
    """An error, with the branch that brings it; the base has its own."""

    branch: str
    from_base: bool
    finding: Finding

    @property
    def misleads(self) -> bool:
        """Whether figures would be wrong because of it: not when it is what the figures say themselves."""
        return self.finding.code not in SAID_BY_FIGURES

    def told(self) -> Text:
        """One line: where it comes from, where it stands, what it is."""
        one = self.finding
        base = N_("On {branch} already: {path}:{line}: {code} {message}")
        brought = N_("With {branch}: {path}:{line}: {code} {message}")
        return text(
            base if self.from_base else brought,
            branch=self.branch,
            path=one.path,
            line=one.line,
            code=one.code,
            message=one.message,
        )


class Scenario(Struct, frozen=True, kw_only=True):
    """The stages of a merge with the dealership at each, and what a person at this work tree may miss."""

    stages: tuple[Stage, ...]
    desks: tuple[Desk, ...]
    missed: tuple[str, ...]

    @property
    def branches(self) -> tuple[str, ...]:
        """Names of what is merged, in order."""
        return tuple(stage.name for stage in self.stages[1:])

    def faults(self) -> list[Fault]:
        """Every error, once, with the stage at which it first comes up."""
        found: dict[tuple[str, ...], Fault] = {}
        for place, (stage, desk) in enumerate(zip(self.stages, self.desks, strict=True)):
            for one in desk.findings:
                if one.severity is Severity.ERROR:
                    fault = Fault(branch=stage.name, from_base=place == 0, finding=one)
                    found.setdefault((one.path, one.code, one.record, one.field), fault)
        return list(found.values())

    def stands(self, month: Month, lang: str | None) -> list[Stand]:
        """The month at every stage; raises CannotRun when it has no record at any of them."""
        if not any(_has(desk, month) for desk in self.desks):
            last = self.desks[-1]
            try:
                month_plan(last.loaded.records, month)
            except NoMonthError as error:
                raise CannotRun(no_month(error, last), lang) from None
        return list(self._stands(month))

    def _stands(self, month: Month) -> Iterator[Stand]:
        before = self.stages[0].tree.blobs
        for stage, desk in zip(self.stages, self.desks, strict=True):
            records, blobs = desk.loaded.records, stage.tree.blobs
            yield Stand(
                name=stage.name,
                commit=stage.commit,
                changed=len({path for path, _ in before.items() ^ blobs.items() if is_record_path(path)}),
                standing=standing(records, month),
                costs=tuple(cost_entries(records, month)),
            )
            before = blobs

    def lead(self, month: Month) -> Text:
        """What the figures are."""
        base = self.stages[0]
        return text(
            N_("{month} as it would be if {branches} were merged into {base} ({commit})"),
            month=str(month),
            branches=self.branches,
            base=base.name,
            commit=base.commit[:8],
        )

    def notes(self) -> Iterator[Text]:
        """What does not count although one might think so."""
        for place, stage in enumerate(self.stages):
            if stage.adds_nothing:
                before = " + ".join(one.name for one in self.stages[:place])
                yield text(
                    N_("{branch} adds nothing: all of it is in {others} already"),
                    branch=stage.name,
                    others=before,
                )
        if "commits" in self.missed:
            yield text(N_("What you have committed on your own branch is not counted; add: --with HEAD"))
        if "edits" in self.missed:
            yield text(N_("Edits that are not committed yet are not counted"))


def scenario(
    root: Path, base: str | None, names: Sequence[str], *, today: date | None, lang: str | None
) -> Scenario:
    """Merge the branches into `base` (without it: the branch that pull requests go to), in memory.

    Raises CannotRun, with the reason.
    """
    try:
        stages = merged_stages(root, base or target_branch(root, os.environ), names)
        reader = TreeReader(root)
        desks = tuple(_desk(root, reader, stage, today) for stage in stages)
        return Scenario(stages=stages, desks=desks, missed=tuple(left_out(root, stages)))
    except RefusedError as error:
        raise CannotRun(error.sentence, lang) from None
    except GitError as error:
        raise CannotRun(text(N_("Git could not be asked: {reason}"), reason=str(error)), lang) from None


def _desk(root: Path, reader: TreeReader, stage: Stage, today: date | None) -> Desk:
    loaded = reader.load(stage.tree)
    day = today or pinned_day(loaded.records) or clock.today()
    world = World(records=loaded.records, today=day)
    return Desk(root=root, loaded=loaded, world=world, findings=check(loaded, world))


def _has(desk: Desk, month: Month) -> bool:
    try:
        month_plan(desk.loaded.records, month)
    except NoMonthError:
        return False
    return True
