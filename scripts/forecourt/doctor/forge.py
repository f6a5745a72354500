"""What the forge must do, and the repository alone cannot show."""

from collections.abc import Iterator
from typing import Final

from forecourt.doctor.clinic import Clinic
from forecourt.kinds.dealership import Dealership
from forecourt.model.codes import code, declared
from forecourt.model.finding import Finding, Problem, Severity
from forecourt.words.text import N_, text

CODEOWNERS: Final = ".github/CODEOWNERS"
PLACEHOLDER: Final = "@your-org/"


@code("DR18", Severity.INFO)
def branch_protection(dealership: Dealership, clinic: Clinic) -> Iterator[Problem]:
    """Whether the forge guards the target branch cannot be seen from here.

    All judging is worth nothing when somebody can push past it. On the forge (GitHub, GitLab, Gitea, Gitee),
    for the branch main: changes by pull request only; the checks "check" and "step" must pass; no force
    push, no deletion; code owners must approve; administrators are not exempt; merge commits instead of
    squashing, so that the approver's own commit survives.
    """
    yield Problem(
        code="DR18",
        message=text(N_("Whether the forge protects the branch main cannot be seen from here")),
        hint=text(
            N_(
                "Set there: pull requests only, check and step required, no force push, code owners approve, "
                "no exemption for administrators; see ./forecourt explain-code DR18"
            )
        ),
    )


@code("DR19", Severity.WARNING)
def placeholder_owners(source: str | None) -> Iterator[Finding]:
    """The file CODEOWNERS is missing, or still names the placeholder teams.

    The forge ignores a line whose owner does not exist: then nobody is asked to approve. `source` is the
    text of the file, None without it.
    """
    lines = [] if source is None else source.splitlines()
    marked = ((place, line) for place, line in enumerate(lines, 1) if not line.lstrip().startswith("#"))
    first = next(((place, line.find(PLACEHOLDER)) for place, line in marked if PLACEHOLDER in line), None)
    if source is not None and first is None:
        return
    line, column = (1, 0) if first is None else first
    yield Finding(
        code="DR19",
        severity=declared("DR19").severity,
        path=CODEOWNERS,
        line=line,
        column=column + 1,
        record="",
        field="",
        message=text(N_("There is no file that says who owns which folder"))
        if source is None
        else text(N_("The owners are still placeholders, which the forge ignores")),
        hint=text(N_("Write the teams or accounts of the dealership behind each folder")),
    )
