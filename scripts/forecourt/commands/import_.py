"""forecourt import: take the edits of a schedule or budget sheet over into the records (W1.1, M2)."""

import shlex
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

import click

from forecourt.checking.check import check
from forecourt.commands.desk import Desk, open_desk
from forecourt.commands.options import CannotRun, cannot_use, lang_option, root_or_stop, today_option, words
from forecourt.edge import clock, files, terminal
from forecourt.edge.together import ChangedMeanwhileError, write_all
from forecourt.kinds.common import Common
from forecourt.model.finding import Finding, Severity
from forecourt.model.limits import MAX_WORKBOOK_BYTES
from forecourt.model.record import Records, World
from forecourt.model.refusal import RefusedError
from forecourt.sheets import faults
from forecourt.sheets.display import changes_text, diff_text, remarks_text, sheets_text
from forecourt.sheets.faults import Remark
from forecourt.sheets.lines import Scene
from forecourt.sheets.names import Names
from forecourt.sheets.plan import Plan, planned
from forecourt.sheets.subjects import SUBJECTS
from forecourt.sheets.workbook import read_workbook
from forecourt.steps.law import Law
from forecourt.store.load import Loaded
from forecourt.words.catalogue import Words
from forecourt.words.text import N_, text

ABOUT: Final = N_(
    "Take the edited cells of FILE.xlsx over into the records: a schedule changes ads, a budget the month. "
    "Shows what would change; with --write all of it is written, or nothing when one row is refused. "
    "Exit status: 0; 1 rows were refused; 2 could not run."
)
REFUSED: Final = 1
NOT_WRITTEN: Final = N_(
    "Nothing of this workbook is written, because of what is refused above; without that it would change:"
)


@click.command("import", help=ABOUT)
@click.argument("what", type=click.Choice(tuple(SUBJECTS)))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--write", is_flag=True, help=N_("Write the changes into the records"))
@click.option("--diff", is_flag=True, help=N_("Also show the lines of the files that change"))
@lang_option
@today_option
def command(*, what: str, file: Path, write: bool, diff: bool, lang: str | None, today: date | None) -> None:
    """Show what the workbook would change, and write it when asked to."""
    root = root_or_stop(lang)
    data = _read(file, lang)
    desk = open_desk(root, today=today, clock=clock.today())
    scene = scene_of(desk, what)
    try:
        plan = judged(planned(read_workbook(data, file.name), scene, file.name), desk)
    except RefusedError as error:
        raise CannotRun(error.sentence, lang) from None
    spoken = words(lang)
    _tell(plan, scene.names, spoken, diff=diff)
    if plan.refusals:
        terminal.out(
            spoken.say(
                text(N_("{count} cell(s) or row(s) refused; nothing was written"), count=len(plan.refusals))
            )
        )
        raise SystemExit(REFUSED)
    if write and plan.rewrites:
        _write(plan, root, lang)
    terminal.out(_ending(plan, spoken, write=write))


def _read(file: Path, lang: str | None) -> bytes:
    try:
        return files.read_bytes(file, MAX_WORKBOOK_BYTES)
    except OSError as error:
        raise CannotRun(cannot_use(error), lang) from None


def scene_of(desk: Desk, what: str) -> Scene:
    """What a workbook of that subject is read against."""
    records = desk.loaded.records
    return Scene(
        subject=SUBJECTS[what],
        law=Law(records=records, today=desk.world.today),
        names=Names(records=records),
        sources=desk.loaded.sources,
        again=f"./forecourt {what} YYYY-MM --format xlsx --output …",
        make="./forecourt new ad" if what == "schedule" else "./forecourt new month",
    )


def judged(plan: Plan, desk: Desk) -> Plan:
    """The plan, refused where a record would have an error that it does not have now."""
    if plan.refusals or not plan.rewrites:
        return plan
    known = Counter(_key(one) for one in desk.findings)
    ahead = _ahead(plan, desk.loaded)
    found = check(ahead, World(records=ahead.records, today=desk.world.today))
    fresh = []
    for one in found:
        known[_key(one)] -= 1
        if one.severity is Severity.ERROR and known[_key(one)] < 0:
            fresh.append(one)
    return replace(plan, remarks=(*plan.remarks, *(_refusal(one, plan) for one in fresh)))


def _key(finding: Finding) -> tuple[str, str, str]:
    """What makes a finding the same one: its figures may change with the edit."""
    return (finding.path, finding.code, finding.field)


def _ahead(plan: Plan, loaded: Loaded) -> Loaded:
    """The dealership as it would be."""
    afters: dict[str, Common] = {one.record.path: one.record_after for one in plan.rewrites}
    records = Records(
        items=tuple(afters.get(record.path, record) for record in loaded.records),
        partial=loaded.records.partial,
        unreadable=loaded.records.unreadable,
        files=loaded.records.files,
        linked=loaded.records.linked,
    )
    sources = loaded.sources | {one.record.path: one.after for one in plan.rewrites}
    return replace(loaded, records=records, sources=sources)


def _refusal(finding: Finding, plan: Plan) -> Remark:
    """A finding at the cell that brings it: of its field, else of the record, else of the whole workbook."""
    wishes = [wish for one in plan.rewrites for wish in one.wishes]
    own = [wish for wish in wishes if wish.record.path == finding.path] or wishes
    at = next((wish for wish in own if finding.field in {wish.path, wish.root}), own[0])
    code, message, hint = faults.breaks_rule(finding.message, finding.hint)
    return Remark(
        code=code, sheet=at.sheet, place=at.place, record=finding.record, message=message, hint=hint
    )


def _tell(plan: Plan, names: Names, spoken: Words, *, diff: bool) -> None:
    changes = [changes_text(plan, names, spoken), *([diff_text(plan)] if diff else [])]
    if plan.refusals and plan.rewrites:
        # Beside a refused cell the others look as if they were taken over.
        changes.insert(0, spoken.gettext(NOT_WRITTEN))
    parts = [remarks_text(plan.remarks, spoken), *changes]
    if plan.unread:
        terminal.note(sheets_text(plan, spoken))
    told = "\n\n".join(part for part in parts if part)
    if told:
        terminal.out(told + "\n")


def _write(plan: Plan, root: Path, lang: str | None) -> None:
    try:
        write_all(root, {one.record.path: (one.before, one.after) for one in plan.rewrites})
    except ChangedMeanwhileError as error:
        sentence = N_("{path} was changed while this ran; nothing was written, run it again")
        raise CannotRun(text(sentence, path=str(error)), lang) from None


def _ending(plan: Plan, spoken: Words, *, write: bool) -> str:
    """What was done, and what to do next."""
    if not plan.rewrites:
        return spoken.say(text(N_("{rows} row(s) read: nothing differs from the records"), rows=plan.rows))
    cells, count = sum(len(one.wishes) for one in plan.rewrites), len(plan.rewrites)
    if not write:
        sentence = N_(
            "{rows} row(s) read: {cells} field(s) of {files} record(s) would change; write them with --write"
        )
        return spoken.say(text(sentence, rows=plan.rows, cells=cells, files=count))
    sentence = N_("{cells} field(s) of {files} record(s) written. Look at them, then commit:")
    paths = " ".join(shlex.quote(one.record.path) for one in plan.rewrites)
    return f"{spoken.say(text(sentence, cells=cells, files=count))}\n  git add -- {paths}"
