"""Proofs that Git ignores: a step that rests on one could not be committed whole."""

import shlex
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from forecourt.checking.move import Move
from forecourt.checking.places import located
from forecourt.model.codes import code
from forecourt.model.finding import Problem
from forecourt.store.load import evidence_path
from forecourt.words.text import N_, text


class Hidden(Struct, frozen=True, kw_only=True):
    """A file that Git ignores: `rule` is the line of the file `source` that hides it."""

    path: str
    source: str
    line: int
    rule: str


@code("MV01")
def hidden_proof(index: int, hidden: Hidden) -> Problem:
    """A proof of the record is hidden from Git by an ignore rule, so it cannot be committed with the step.

    "git add" refuses such a file, and without the file the step is refused on the target branch. The rule
    stands in a .gitignore, or in this computer's own settings. What was added once with "git add -f" stays,
    whatever the rules say.
    """
    return Problem(
        code="MV01",
        field=f"evidence.{index}.file",
        message=text(
            N_(
                "The proof {path} cannot be committed: an ignore rule hides it "
                '({source}, line {line}: "{rule}")'
            ),
            path=hidden.path,
            source=hidden.source,
            line=hidden.line,
            rule=hidden.rule,
        ),
        hint=text(
            N_("Delete or change the rule; if the file shall be handed in, run first: git add -f -- {path}"),
            path=shlex.quote(hidden.path),
        ),
    )


def with_hidden(move: Move, hidden: Iterable[Hidden]) -> Move:
    """The move with a finding for each of its proofs that Git ignores."""
    by_path = {one.path: one for one in hidden}
    places = enumerate(evidence_path(move.record, item.file) for item in move.record.evidence)
    problems = [hidden_proof(index, by_path[path]) for index, path in places if path in by_path]
    found = located(((move.record, one) for one in problems), {move.record.path: move.data})
    return replace(move, findings=(*move.findings, *found))
