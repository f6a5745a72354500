"""forecourt import: take the edits of a schedule or budget sheet over into the records (W1.1, M2)."""

import shlex
from datetime import date
from pathlib import Path
from typing import Final

import click
from msgspec.structs import replace

from forecourt.commands.desk import Desk, open_desk
from forecourt.commands.import_exports import INTAKES, Wish, take_in
from forecourt.commands.importing import REFUSED, ahead, fresh_errors, write_or_stop
from forecourt.commands.options import CannotRun, cannot_use, lang_option, root_or_stop, today_option, words
from forecourt.edge import clock, files, terminal
from forecourt.model.finding import Finding
from forecourt.model.limits import MAX_WORKBOOK_BYTES
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
from forecourt.words.catalogue import Words
from forecourt.words.text import N_, text

ABOUT: Final = N_(
    "Take FILE over into the records. schedule and budget: an edited sheet (xlsx) changes ads or the month. "
    "sem, platform, leads, contacts: an export (csv, xlsx, xls) adds days of a search-ad account, lines of a "
    "platform's log, leads to the front desk's days, contacts with the media; columns with data of people "
    "are never kept. Shows what would change; with --write all of it is written, or nothing when one row is "
    "refused. Exit status: 0; 1 rows were refused; 2 could not run."
)
ONE_FILE: Final = N_("A sheet that was edited is imported alone; name one file")
NOT_WRITTEN: Final = N_(
    "Nothing of this workbook is written, because of what is refused above; without that it would change:"
)


@click.command("import", help=ABOUT)
@click.argument("what", type=click.Choice((*SUBJECTS, *INTAKES)))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), nargs=-1, required=True)
@click.option("--write", is_flag=True, help=N_("Write the changes into the records"))
@click.option("--diff", is_flag=True, help=N_("Also show the lines of the files that change"))
@click.option("--outlet", help=N_("Id or title of the platform or search engine that an export is of"))
@lang_option
@today_option
def command(
    *,
    what: str,
    file: tuple[Path, ...],
    outlet: str | None,
    lang: str | None,
    today: date | None,
    **how: bool,
) -> None:
    """Show what the files would change, and write it when asked to."""
    root = root_or_stop(lang)
    data = {one: _read(one, lang) for one in file}
    desk = open_desk(root, today=today, clock=clock.today())
    if what in INTAKES:
        take_in(desk, what, data, Wish(outlet=outlet, lang=lang, **how))
    elif len(data) > 1:
        raise CannotRun(text(ONE_FILE), lang)
    else:
        ((path, content),) = data.items()
        _sheet(desk, what, (path.name, content), lang, **how)


def _sheet(
    desk: Desk, what: str, file: tuple[str, bytes], lang: str | None, *, write: bool, diff: bool
) -> None:
    """An edited schedule or budget: its name and bytes."""
    name, data = file
    scene = scene_of(desk, what)
    try:
        plan = judged(planned(read_workbook(data, name), scene, name), desk)
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
        write_or_stop(desk.root, {one.record.path: (one.before, one.after) for one in plan.rewrites}, lang)
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
    later = ahead(desk.loaded, [(one.record_after, one.after) for one in plan.rewrites])
    refusals = (_refusal(one, plan) for one in fresh_errors(desk, later))
    return replace(plan, remarks=(*plan.remarks, *refusals))


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
    parts = [remarks_text(plan.remarks, spoken, names), *changes]
    if plan.unread:
        terminal.note(sheets_text(plan, spoken))
    told = "\n\n".join(part for part in parts if part)
    if told:
        terminal.out(told + "\n")


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
