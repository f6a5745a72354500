"""forecourt import sem|platform|leads|contacts: exports taken over into the records (W1.3, A7, M4)."""

import shlex
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from forecourt.commands.desk import Desk
from forecourt.commands.importing import REFUSED, ahead, fresh_errors, write_or_stop
from forecourt.commands.options import CannotRun, words
from forecourt.edge import clock, terminal
from forecourt.intake import faults
from forecourt.intake.change import Change, Intake, Scene
from forecourt.intake.contacts import contacts_intake
from forecourt.intake.files import grids_of
from forecourt.intake.leads import leads_intake
from forecourt.intake.platform import platform_intake
from forecourt.intake.sem import sem_intake
from forecourt.kinds.outlet import Outlet
from forecourt.model.finding import Finding
from forecourt.model.record import Records
from forecourt.model.refusal import RefusedError
from forecourt.money.lifecycle import work_of
from forecourt.sheets.display import difference, remarks_text
from forecourt.sheets.faults import Remark
from forecourt.sheets.grid import place_name
from forecourt.sheets.names import Names
from forecourt.steps.law import Law
from forecourt.store.load import Loaded
from forecourt.words.catalogue import Words
from forecourt.words.text import N_, text

INTAKES: Final[Mapping[str, Callable[..., Intake]]] = MappingProxyType(
    {"sem": sem_intake, "platform": platform_intake, "leads": leads_intake, "contacts": contacts_intake}
)
# Subjects that are about one account; the channel of the outlets among which it is when none is named.
ACCOUNTS: Final = MappingProxyType({"sem": "search", "platform": "online"})
NOT_WRITTEN: Final = N_("Nothing is written, because of what is refused above; without that it would change:")


class Wish(Struct, frozen=True, kw_only=True):
    """What was asked for beside the files."""

    outlet: str | None
    write: bool
    diff: bool
    lang: str | None


def take_in(desk: Desk, what: str, data: Mapping[Path, bytes], wish: Wish) -> None:
    """Show what the files would change one after the other, and write all of it when asked to.

    Raises CannotRun, and SystemExit when something is refused.
    """
    spoken = words(wish.lang)
    try:
        found, loaded = _read(desk, what, data, wish)
    except RefusedError as error:
        raise CannotRun(error.sentence, wish.lang) from None
    changes = _merged(found)
    remarks = [one for intake in found for one in intake.remarks]
    if not any(one.stops for one in remarks) and changes:
        remarks += [_refusal(one, changes) for one in fresh_errors(desk, loaded)]
    refused = sum(one.stops for one in remarks)
    _tell(remarks, changes, spoken, is_refused=bool(refused), diff=wish.diff)
    if refused:
        sentence = N_("{count} cell(s) or row(s) refused; nothing was written")
        terminal.out(spoken.say(text(sentence, count=refused)))
        raise SystemExit(REFUSED)
    if wish.write and changes:
        _inside(desk.root, changes, wish.lang)
        write_or_stop(desk.root, {one.record.path: (one.before, one.after) for one in changes}, wish.lang)
    terminal.out(_ending(sum(one.rows for one in found), changes, spoken, write=wish.write))


def _read(desk: Desk, what: str, data: Mapping[Path, bytes], wish: Wish) -> tuple[list[Intake], Loaded]:
    """What each file would do, the later ones on top of the earlier, and the dealership after all of them."""
    loaded, found = desk.loaded, list[Intake]()
    outlet = _outlet(what, wish.outlet, loaded.records)
    for file, content in data.items():
        scene = Scene(
            law=Law(records=loaded.records, today=desk.world.today),
            names=Names(records=loaded.records),
            sources=loaded.sources,
            today=desk.world.today,
            outlet=outlet,
            words=words(wish.lang),
            chance=clock.short_random,
            taken={record.id.casefold() for record in loaded.records} | set(loaded.records.unreadable),
        )
        found.append(INTAKES[what](grids_of(content, file.name), scene, file.name))
        loaded = ahead(loaded, [(one.record, one.after) for one in found[-1].changes])
    return found, loaded


def _outlet(what: str, said: str | None, records: Records) -> Outlet | None:
    """The outlet that the export is of: the one named, else the only one of its channel that is in use."""
    if said is not None:
        id = Names(records=records).id(("outlet",), said)
        named = None if id is None else records.find(Outlet, id)
        if named is None:
            raise RefusedError(text(N_("No single outlet is called {said}"), said=said))
        return named
    known = [one for one in records.of(Outlet) if one.channel == ACCOUNTS.get(what)]
    known = [one for one in known if work_of(records, one) != "cancelled"]
    if what in ACCOUNTS and len(known) != 1:
        titles = [one.title for one in known] or ["—"]
        raise RefusedError(
            text(N_("Say of which platform the file is, with --outlet: {titles}"), titles=titles)
        )
    return known[0] if what in ACCOUNTS else None


def _merged(found: list[Intake]) -> list[Change]:
    """One change a file: from what is there now to what the last of the imports makes of it."""
    changes: dict[str, Change] = {}
    for one in (change for intake in found for change in intake.changes):
        path, first = one.record.path, changes.get(one.record.path)
        changes[path] = (
            one
            if first is None
            else replace(
                one, before=first.before, told=(*first.told, *one.told), rows={**first.rows, **one.rows}
            )
        )
    return list(changes.values())


def _refusal(finding: Finding, changes: list[Change]) -> Remark:
    """A finding at the first row behind its record, else behind all of it."""
    at = next((one for one in changes if one.record.path == finding.path), changes[0]).row_of(finding.field)
    code, message, hint = faults.breaks_rule(finding.message, finding.hint)
    sheet, place = at.table.grid.name, place_name(at.number, 1)
    return Remark(code=code, sheet=sheet, place=place, record=finding.record, message=message, hint=hint)


def _tell(
    remarks: list[Remark], changes: list[Change], spoken: Words, *, is_refused: bool, diff: bool
) -> None:
    blocks = [line for one in changes for line in _told(one, spoken)]
    if is_refused and blocks:
        blocks.insert(0, spoken.gettext(NOT_WRITTEN))
    parts = [remarks_text(remarks, spoken), "\n".join(blocks)]
    if diff:
        lines = (difference(one.record.path, one.before, one.after) for one in changes)
        parts.append("".join(lines).rstrip("\n"))
    told = "\n\n".join(part for part in parts if part)
    if told:
        terminal.out(told + "\n")


def _told(change: Change, spoken: Words) -> list[str]:
    record = change.record
    lines = (f"    {spoken.say(one)}" for one in change.told)
    return [f"{record.id}  {record.title}  ({record.path})", *lines]


def _inside(root: Path, changes: list[Change], lang: str | None) -> None:
    """Stop when the folder of a file is a link that leads out of the dealership."""
    for one in changes:
        if not (root / one.record.path).parent.resolve().is_relative_to(root.resolve()):
            sentence = N_("The folder of {path} leads out of the dealership")
            raise CannotRun(text(sentence, path=one.record.path), lang)


def _ending(rows: int, changes: list[Change], spoken: Words, *, write: bool) -> str:
    """What was done, and what to do next."""
    if not rows:
        return spoken.gettext(N_("There is no row of data below the header: nothing to take over"))
    if not changes:
        return spoken.say(text(N_("{rows} row(s) read: nothing differs from the records"), rows=rows))
    if not write:
        sentence = N_("{rows} row(s) read: {files} record(s) would change; write them with --write")
        return spoken.say(text(sentence, rows=rows, files=len(changes)))
    sentence = N_("{files} record(s) written. Look at them, then commit:")
    paths = " ".join(shlex.quote(one.record.path) for one in changes)
    return f"{spoken.say(text(sentence, files=len(changes)))}\n  git add -- {paths}"
