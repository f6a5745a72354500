"""forecourt doctor: prove that this dealership's procedures work, and fail closed."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from forecourt.checking.places import located
from forecourt.commands.check import HAS_ERRORS, opened
from forecourt.commands.desk import Desk
from forecourt.commands.options import lang_option, root_or_stop, today_option, words
from forecourt.doctor.clinic import Clinic
from forecourt.doctor.forge import CODEOWNERS, placeholder_owners
from forecourt.doctor.matrix import KindLine, StepLine, matrix
from forecourt.doctor.table import examine
from forecourt.edge import files, terminal
from forecourt.model.finding import Finding, Severity
from forecourt.model.limits import MAX_EVIDENCE_BYTES
from forecourt.report.display import printable
from forecourt.report.envelope import as_json
from forecourt.report.report import Report
from forecourt.report.text import as_text
from forecourt.words.catalogue import Words
from forecourt.words.text import N_, Text, text

ABOUT: Final = N_(
    "Search the declared procedures for states that cannot be reached or left, steps that nobody can take, "
    "proofs that nothing demands, money that no state means, and rules that are switched off. "
    "Exit status: 0 no errors (warnings and notes may stand), 1 errors, 2 could not run. Writes no file."
)
INDENT: Final = "  "


@click.command("doctor", help=ABOUT)
@click.option(
    "--format", type=click.Choice(("text", "json")), default="text", help=N_("How to write findings")
)
@lang_option
@today_option
def command(*, format: str, lang: str | None, today: date | None) -> None:
    """Print what the doctor finds, and who can take which step."""
    root = root_or_stop(lang)
    desk = opened(root, today, lang)
    report, lines, spoken = _report(desk, root), matrix(Clinic(world=desk.world)), words(lang)
    terminal.out(_as_json(report, lines, spoken) if format == "json" else _as_text(report, lines, spoken))
    if report.count(Severity.ERROR):
        raise SystemExit(HAS_ERRORS)


def _report(desk: Desk, root: Path) -> Report:
    sources = dict(desk.loaded.sources)
    owners = _owners(root)
    if owners is not None:
        sources[CODEOWNERS] = owners
    readable = None if owners is None else owners.decode("utf-8", "replace")
    # What could not be read was not examined, so it is part of the answer.
    found: list[Finding] = [*desk.loaded.findings, *located(examine(desk.world), desk.loaded.sources)]
    found += placeholder_owners(readable)
    ordered = tuple(sorted(found, key=lambda finding: finding.sort_key))
    return Report(findings=ordered, files=len(desk.loaded.paths), sources=sources)


def _owners(root: Path) -> bytes | None:
    try:
        return files.read_bytes(root / CODEOWNERS, MAX_EVIDENCE_BYTES)
    except OSError:
        return None


def _as_text(report: Report, lines: tuple[KindLine, ...], spoken: Words) -> str:
    parts = [as_text(report, spoken), "", spoken.gettext(N_("Who can take which step today"))]
    for line in lines:
        parts += ["", *_kind_lines(line, spoken)]
    return "\n".join([*parts, "", spoken.say(_verdict(report, lines))])


def _kind_lines(line: KindLine, spoken: Words) -> Iterator[str]:
    label = Text(line.label)
    if not line.procedure:
        yield spoken.say(text(N_("{kind}: no procedure in force"), kind=label))
        return
    yield spoken.say(
        text(
            N_("{kind} ({procedure}): {states} state(s), {steps} step(s)"),
            kind=label,
            procedure=line.procedure,
            states=line.states,
            steps=len(line.steps),
        )
    )
    for step in line.steps:
        yield INDENT + printable(spoken.say(_step_words(step)))


def _step_words(step: StepLine) -> Text:
    lent = N_("{name} (deputy until {day})")
    people: list[Text | str] = [
        person.name if person.until is None else text(lent, name=person.name, day=person.until)
        for person in step.people
    ]
    conditions = []
    if step.other_than_owner:
        conditions.append(text(N_("not the owner")))
    if step.needed > 1:
        conditions.append(text(N_("{count} people"), count=step.needed))
    label: Text | str = step.label
    if conditions:
        label = text(N_("{label} ({conditions})"), label=step.label, conditions=conditions)
    if not step.is_open:
        return text(N_("{label}: NOBODY CAN"), label=label)
    return text(N_("{label}: {people}"), label=label, people=people)


def _verdict(report: Report, lines: tuple[KindLine, ...]) -> Text:
    closed = sum(line.closed for line in lines)
    missing = sum(not line.procedure for line in lines)
    if report.count(Severity.ERROR) or closed or missing:
        return text(
            N_(
                "Verdict: NOT fit to judge by. {closed} step(s) that nobody can take, "
                "{missing} kind(s) without a procedure in force, {errors} error(s)"
            ),
            closed=closed,
            missing=missing,
            errors=report.count(Severity.ERROR),
        )
    return text(
        N_(
            "Verdict: every kind has a procedure in force, and somebody can take each of the {steps} steps; "
            "{warnings} warning(s) to decide on"
        ),
        steps=sum(len(line.steps) for line in lines),
        warnings=report.count(Severity.WARNING),
    )


def _as_json(report: Report, lines: tuple[KindLine, ...], spoken: Words) -> str:
    envelope = json.loads(as_json(report, spoken))
    envelope["kinds"] = [_kind_entry(line) for line in lines]
    envelope["verdict"] = spoken.say(_verdict(report, lines))
    return json.dumps(envelope, ensure_ascii=False, indent=2)


def _kind_entry(line: KindLine) -> dict[str, Any]:
    return {
        "kind": line.kind,
        "procedure": line.procedure or None,
        "states": line.states,
        "steps": [
            {
                "name": step.name,
                "needed": step.needed,
                "other_than_owner": step.other_than_owner,
                "open": step.is_open,
                "people": [
                    {"id": one.id, "until": None if one.until is None else one.until.isoformat()}
                    for one in step.people
                ],
            }
            for step in line.steps
        ],
    }
