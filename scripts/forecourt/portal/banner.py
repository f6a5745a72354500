"""What `./forecourt serve` adds to the pages: a banner of what is wrong right now, and the page for none."""

from collections.abc import Sequence

from forecourt.model.finding import Severity
from forecourt.portal.broken import where
from forecourt.portal.desk import Desk
from forecourt.portal.inputs import Inputs
from forecourt.portal.paths import HOME
from forecourt.portal.render import Renderer
from forecourt.words.catalogue import Words
from forecourt.words.text import N_, text


def banner(inputs: Inputs, complaints: Sequence[str] = ()) -> str:
    """Errors among the findings, or what kept the pages from being built, as HTML; "" when all is well."""
    errors = tuple(finding for finding in inputs.findings if finding.severity is Severity.ERROR)
    if not errors and not complaints:
        return ""
    warnings = len(inputs.findings) - len(errors)
    heading = N_("The portal could not be built") if complaints else N_("Findings in the records")
    note = N_("Pages of records that cannot be read show their findings; all other pages work.")
    return Renderer(inputs.words).fragment(
        "banner",
        heading=inputs.words.gettext(heading),
        summary=inputs.words.say(
            text(N_("{errors} errors, {warnings} warnings"), errors=len(errors), warnings=warnings)
        ),
        note="" if complaints else inputs.words.gettext(note),
        complaints=complaints,
        findings=errors,
        place=Desk(inputs).at(HOME),
        where=where,
    )


def missing(words: Words) -> str:
    """The page for an address at which nothing is (any more)."""
    return Renderer(words).fragment("missing", lang=words.lang)
