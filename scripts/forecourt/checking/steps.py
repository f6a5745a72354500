"""A branch -> findings about its steps, judged by the law of its target branch."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct

from forecourt.checking.bench import NOTHING_ELSE, Bench, Overlay
from forecourt.checking.history import personal_in_branch
from forecourt.checking.proofs import proofs
from forecourt.model.branch import Branch
from forecourt.model.finding import Finding
from forecourt.steps.before import guarded_paths, minded_paths, on_staff
from forecourt.steps.closing import closing
from forecourt.steps.law import Law
from forecourt.steps.walk_branch import Scene, walk_branch
from forecourt.store.signatures import with_signers


class StepCheck(Struct, frozen=True, kw_only=True):
    """What judging a branch gave.

    `findings` in order of place; `sources` the bytes that they point into; `scene` the touched records at the
    head; `law` what they were judged by; `judged` how many records the branch touches.
    """

    findings: tuple[Finding, ...]
    sources: Mapping[str, bytes]
    scene: Scene
    law: Law
    branch: Branch
    bench: Bench

    def writers_before(self) -> Mapping[str, frozenset[str]]:
        """Path on the target branch -> staff ids of those who wrote there.

        Of touched records whose next step minds it. Their history is read, which judging alone needs only for
        steps that were taken. Raises GitError.
        """
        found = self.bench.wrote_before(minded_paths(self.scene, self.law), self.law)
        return {path: on_staff(keys) for path, keys in found.items()}

    @property
    def judged(self) -> int:
        """How many records the branch touches."""
        return len(self.scene.live) + len(self.scene.gone)


def judge_branch(
    root: Path, branch: Branch, *, today: date | None, clock: date, overlay: Overlay = NOTHING_ELSE
) -> StepCheck:
    """Judge every step between the target branch and the head; raises GitError.

    `overlay` lets a commit be judged before it is made.
    """
    bench = Bench(root, branch, overlay)
    law, law_findings = bench.law(today=today, clock=clock)
    signed = with_signers(root, branch, law.records)
    scene, problems = walk_branch(signed, bench.version, law, bench.newcomer)
    problems += closing(scene, branch, law, bench.wrote_before(guarded_paths(scene), law))
    problems += proofs(bench, scene, law)
    findings = [*law_findings, *bench.file_faults(), *bench.located(problems)]
    findings += personal_in_branch(root, branch, overlay.data)
    return StepCheck(
        findings=tuple(sorted(_once(findings), key=lambda finding: finding.sort_key)),
        sources=bench.sources,
        scene=scene,
        law=law,
        branch=branch,
        bench=bench,
    )


def _once(findings: Iterable[Finding]) -> Iterable[Finding]:
    """Findings without those that say the same of the same place."""
    return {(*one.sort_key, one.field, repr(one.message)): one for one in reversed([*findings])}.values()
