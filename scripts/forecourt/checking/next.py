"""What may happen next to a record: the open steps, who may take them, and what is missing for each."""

from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from forecourt.checking.bench import Bench
from forecourt.kinds.common import Common
from forecourt.model.branch import Branch
from forecourt.steps.advice import label_of
from forecourt.steps.before import on_staff
from forecourt.steps.law import Law
from forecourt.steps.terms import role_words
from forecourt.steps.walk_branch import walk_branch
from forecourt.steps.ways import Way, ways
from forecourt.words.text import N_, Text, text


def branch_writers(root: Path, branch: Branch, law: Law) -> Mapping[str, tuple[str, frozenset[str]]]:
    """Records that the branch touches: path -> path on the target branch ("": born here), and who wrote it.

    Writers are staff ids, else e-mails. Raises GitError.
    """
    bench = Bench(root, branch)
    scene, _ = walk_branch(branch, bench.version, law, bench.newcomer)
    return {
        path: ("" if trail.start is None else trail.start.path, trail.writers | trail.authors)
        for path, trail in scene.live.items()
    }


def earlier_writers(root: Path, branch: Branch, law: Law, record: Common, path: str) -> frozenset[str]:
    """Staff ids of those who wrote `record` at `path` on the target branch, where a step minds them.

    Its whole history is read, which takes too long for many records. Raises GitError.
    """
    if not any(step.other_than_owner for step in law.steps(record, record.state)):
        return frozenset()
    found = Bench(root, replace(branch, commits=())).wrote_before((path,), law)
    return on_staff(key for keys in found.values() for key in keys)


def line(law: Law, record: Common, writers: frozenset[str]) -> Text:
    """One line: the record, its state, and every way on; `writers` as for `ways`."""
    found = tuple(ways(law, record, writers))
    told = text(N_("nothing more to do"))
    for number, way in enumerate(found):
        words = _way(law, record, way)
        told = words if not number else text(N_("{ways}; {way}"), ways=told, way=words)
    if law.procedure(record.kind) is None:
        told = text(N_("no procedure in force says what comes next"))
    elif law.state(record.kind, record.state) is None:
        told = text(N_('"{state}" is no state of the procedure'), state=record.state)
    return text(
        N_("{id} {title} · {state} → {ways}"),
        id=record.id,
        title=record.title,
        state=label_of(law, record, record.state),
        ways=told,
    )


def _way(law: Law, record: Common, way: Way) -> Text:
    who = way.people or _nobody(way)
    is_self = way.step.to == record.state
    target = way.step.label if is_self else label_of(law, record, way.step.to)
    if not way.missing:
        return text(N_("{state}: {people}"), state=target, people=who)
    missing: Text = way.missing[0].message
    for problem in way.missing[1:]:
        missing = text(N_("{ways}; {way}"), ways=missing, way=problem.message)
    return text(N_("{state}: {people} (first: {missing})"), state=target, people=who, missing=missing)


def _nobody(way: Way) -> Text:
    if way.unknown:
        return text(
            N_("nobody ({emails} wrote it and is nobody on the staff; commit it anew under a known e-mail)"),
            emails=way.unknown,
        )
    if way.barred:
        return text(
            N_(
                "nobody ({people} own or wrote it; the role must be lent to somebody else: "
                "./forecourt new delegation)"
            ),
            people=way.barred,
        )
    return text(N_("nobody ({roles})"), roles=role_words(way.step.roles))


def minds_writers(law: Law, record: Common) -> bool:
    """Whether it matters for a step that is open here who wrote the record before the branch began."""
    return any(step.other_than_owner for step in law.steps(record, record.state))


def is_open(law: Law, record: Common) -> bool:
    """Whether work on the record goes on, by its state's meaning; yes when nothing says it."""
    state = law.state(record.kind, record.state)
    return state is None or state.work == "open"
