"""Rules about evidence: each file is there, is the registered one, and the state lacks none."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from forecourt.kinds.ad import Ad
from forecourt.kinds.archive import Archive
from forecourt.kinds.common import Common, Evidence
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.forms import ENDINGS
from forecourt.model.limits import MAX_EVIDENCE_BYTES
from forecourt.model.record import FileFact
from forecourt.model.unread import is_read, readable
from forecourt.model.vocabulary import EVIDENCE, OF_ONE_RUN
from forecourt.rules.near import listed
from forecourt.rules.sight import Sight
from forecourt.store.load import evidence_path
from forecourt.words.text import N_, Text, text

# What stands where a file should be -> what to say of it, and the next step.
_INSTEAD: Final = {
    "": (
        N_("There is no file {path}"),
        N_("Put the file there, or correct its name; capital and small letters count"),
    ),
    "twin": (
        N_("There is no file {path}; one is there whose name looks the same but is made of other signs"),
        N_(
            "Rename that file: type its name anew, as the record has it; a Mac writes letters and accents "
            "as two signs"
        ),
    ),
    "unread": (
        N_("{path} cannot be read"),
        N_("Close the program that has it open; look at the file's permissions, or fetch it from Git again"),
    ),
    "folder": (N_("{path} is a folder"), N_("Name the file in it")),
    "link": (
        N_("{path} is, or lies behind, a symbolic link (a shortcut), which others do not have"),
        N_("Put the file itself there"),
    ),
    "other": (N_("{path} is a pipe or a device, not a file"), N_("Delete it, and put the file itself there")),
}
_DAMAGED: Final = N_("something else or damaged")


@code("EV01")
def leaves_repository(record: Common, sight: Sight) -> Iterator[Problem]:
    """The path of an evidence file leads out of the repository.

    Such a file exists on one computer only. Paths count from the record's own folder, use / and stay below
    content/ or plans/.
    """
    for index, item in readable(record.evidence, "file"):
        if evidence_path(record, item.file) is None:
            message, hint = _why_outside(item.file)
            yield Problem(
                code="EV01",
                field=f"evidence.{index}.file",
                message=text(message, file=item.file),
                hint=text(hint, file=item.file.replace("\\", "/")),
            )


@code("EV02")
def no_file(record: Common, sight: Sight) -> Iterator[Problem]:
    """An evidence file is not there, or is no ordinary file.

    Papers get lost when people leave and files stay on private computers (pitfall 14), so proofs lie in the
    repository beside their record. A symbolic link is not accepted.
    """
    for index, item in readable(record.evidence, "file"):
        path = evidence_path(record, item.file)
        if path is not None and path not in sight.records.files:
            message, hint = _INSTEAD[_standing(path, item.file, sight)]
            yield Problem(
                code="EV02",
                field=f"evidence.{index}.file",
                message=text(message, path=path),
                hint=text(hint),
            )


@code("EV03")
def empty_file(record: Common, sight: Sight) -> Iterator[Problem]:
    """An evidence file has no content.

    Usually a download or a copy was broken off.
    """
    for index, item, fact in facts_of(record, sight):
        if fact.size == 0:
            yield Problem(
                code="EV03",
                field=f"evidence.{index}.file",
                message=text(N_("The file {file} is empty"), file=item.file),
                hint=text(N_("Fetch it again from where it came")),
            )


@code("EV04")
def other_fingerprint(record: Common, sight: Sight) -> Iterator[Problem]:
    """An evidence file is not the one that was registered: its sha256 differs.

    A proof that changes after it was filed proves nothing. Either the file was replaced by mistake, or a
    better one came and the record still names the old fingerprint.
    """
    for index, item, fact in facts_of(record, sight):
        if evidence_path(record, item.file) == record.path:
            # It would be another one with every fingerprint that is written into it.
            continue
        if not (fact.size and fact.sha256) or (is_read(item.sha256) and fact.sha256 == item.sha256):
            continue
        message = N_("The file {file} is not the one that was registered")
        hint = N_("Restore the file, or, when the new one is right, write: sha256: {actual}")
        if not is_read(item.sha256):
            # Missing or of a wrong form, which reading has told; only here the right one is known.
            message = N_("The fingerprint of the file {file} is not registered yet")
            hint = N_("Write: sha256: {actual}")
        yield Problem(
            code="EV04",
            field=f"evidence.{index}.sha256",
            message=text(message, file=item.file),
            hint=text(hint, actual=fact.sha256),
        )


@code("EV05")
def file_too_large(record: Common, sight: Sight) -> Iterator[Problem]:
    """An evidence file is larger than the program takes.

    Large films and scans make everybody's copy of the repository slow for ever.
    """
    most = MAX_EVIDENCE_BYTES // (1024 * 1024)
    for index, item, fact in facts_of(record, sight):
        if not fact.sha256:
            yield Problem(
                code="EV05",
                field=f"evidence.{index}.file",
                message=text(N_("The file {file} is larger than {most} MB"), file=item.file, most=most),
                hint=text(N_("Make it smaller: a cut, a lower resolution, or a photo of it")),
            )


@code("EV06", Severity.WARNING)
def same_file_twice(record: Common, sight: Sight) -> Iterator[Problem]:
    """One record lists the same file twice.

    Two entries look like two proofs. Four photos mean four different photos.
    """
    seen: dict[str, int] = {}
    for index, item in readable(record.evidence, "sha256"):
        if item.sha256 in seen:
            yield Problem(
                code="EV06",
                field=f"evidence.{index}.file",
                message=text(N_("This is the same file as evidence no. {first}"), first=seen[item.sha256]),
                hint=text(N_("Delete one entry, or name the file that was meant")),
            )
        seen.setdefault(item.sha256, index + 1)


@code("EV07", Severity.WARNING)
def proof_of_another_record(record: Common, sight: Sight) -> Iterator[Problem]:
    """A proof of one run is used by another record as well.

    A tear sheet, a screenshot or an event's photo proves one ad or one event; using it twice costs the
    claim of both. Contracts, rate cards and invoices may be shared, and an archived ad shares the proofs of
    its ad.
    """
    for index, item, _ in facts_of(record, sight, "sha256", "kind"):
        others = listed(
            other.id
            for other, twin in sight.proofs.get(item.sha256, ())
            if other is not record and {item.kind, twin.kind} <= OF_ONE_RUN and not _belong(record, other)
        )
        if others:
            yield Problem(
                code="EV07",
                field=f"evidence.{index}.file",
                message=text(N_("The same file proves {others} too"), others=others),
                hint=text(N_("Look which of them it belongs to, and file the other one's own proof")),
            )


@code("EV08")
def demanded_by_state(record: Common, sight: Sight) -> Iterator[Problem]:
    """The record lacks evidence that its state demands.

    Which proofs a state demands is written in the procedure of the kind (M1; proof matrix). Without them the
    manufacturer pays nothing.
    """
    state = sight.state(record)
    if state is None:
        return
    held = {item.kind for item in record.evidence}
    missing = [kind for kind in state.evidence if kind not in held]
    if missing:
        pair = N_("{label} ({code})")
        yield Problem(
            code="EV08",
            field="state",
            message=text(
                N_('The state "{state}" demands evidence that is missing: {missing}'),
                state=state.label,
                missing=[text(pair, label=Text(EVIDENCE.terms[kind]), code=kind) for kind in missing],
            ),
            hint=text(N_('Add it below "evidence", or go back to the state before')),
        )


@code("EV09")
def other_form(record: Common, sight: Sight) -> Iterator[Problem]:
    """An evidence file is not what its name's ending says.

    A picture that is none cannot be shown on pages or printed in the volumes; usually a download failed and
    left an error page, or a file was given another ending. Only the first bytes are looked at.
    """
    for index, item, fact in facts_of(record, sight):
        wanted = _promised(item.file)
        if not fact.size or fact.form is None or fact.fault == "program" or wanted in ("", fact.form.name):
            continue
        hint = N_("Fetch it again from where it came, and open it before you register it")
        if fact.form.name:
            hint = N_("Give it the right ending, here too")
        yield Problem(
            code="EV09",
            field=f"evidence.{index}.file",
            message=text(
                N_("The file {file} is no {wanted} file, but {actual}"),
                file=item.file,
                wanted=wanted,
                actual=fact.form.name or Text(_DAMAGED),
            ),
            hint=text(hint),
        )


@code("EV10", Severity.WARNING)
def broken_off(record: Common, sight: Sight) -> Iterator[Problem]:
    """The end of an evidence file is missing.

    A copy or a download was broken off: the lower part of the picture or the last pages are not there.
    """
    for index, item, fact in facts_of(record, sight):
        if fact.form is not None and not fact.form.is_whole and fact.form.name == _promised(item.file):
            yield Problem(
                code="EV10",
                field=f"evidence.{index}.file",
                message=text(N_("The end of the file {file} is missing"), file=item.file),
                hint=text(N_("Open it and look; when a part is missing, fetch it again from where it came")),
            )


@code("EV17")
def record_as_evidence(record: Common, sight: Sight) -> Iterator[Problem]:
    """A record is named as a file of evidence.

    A record says what was done; the proof is a file beside it that somebody else made: a scan, a picture, a
    PDF. A record's own fingerprint could never be right either.
    """
    for index, item, _ in facts_of(record, sight):
        path = evidence_path(record, item.file)
        if path is not None and path.endswith(".md"):
            yield Problem(
                code="EV17",
                field=f"evidence.{index}.file",
                message=text(N_("{file} is a record, no proof"), file=item.file),
                hint=text(N_("Name the scan, the picture or the PDF that proves it")),
            )


def _why_outside(file: str) -> tuple[str, str]:
    """What is wrong with a path that names no place in the repository, and the next step."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:", file):
        return (
            N_("A web address is no evidence: {file}"),
            N_("Save the page as a picture or PDF beside the record, and name that file"),
        )
    if re.match(r"[A-Za-z]:", file) or file.startswith(("/", "\\\\")):
        return (
            N_("The file lies on somebody's own computer: {file}"),
            N_("Put the file into a folder beside the record and name it from there"),
        )
    if "\\" in file:
        return N_("The path has a backslash: {file}"), N_("Write it with /: {file}")
    return (
        N_("The path leads out of the repository: {file}"),
        N_("Put the file into a folder beside the record and name it from there"),
    )


def _standing(path: str, file: str, sight: Sight) -> str:
    """What stands at a path where no file is; a folder also by its name's end, or by what lies in it."""
    if path in sight.records.standing:
        return sight.records.standing[path]
    if file.endswith("/") or PurePosixPath(file).name in ("", ".", ".."):
        return "folder"
    known = (*sight.records.files, *(record.path for record in sight.everything))
    return "folder" if any(one.startswith(path + "/") for one in known) else ""


def _promised(file: str) -> str:
    """What a file's bytes are by the ending of its name, "" when that is not known."""
    return ENDINGS.get(PurePosixPath(file).suffix.casefold(), "")


def facts_of(record: Common, sight: Sight, *names: str) -> Iterator[tuple[int, Evidence, FileFact]]:
    """Evidence whose file is there and whose attributes `names` are known, with its place and the file's
    facts.
    """
    for index, item in readable(record.evidence, "file", *names):
        path = evidence_path(record, item.file)
        if path is not None and path in sight.records.files:
            yield index, item, sight.records.files[path]


def _belong(one: Common, other: Common) -> bool:
    """Whether one of the two is the archive record of the other."""
    for archive, ad in ((one, other), (other, one)):
        if isinstance(archive, Archive) and isinstance(ad, Ad):
            return archive.ad.casefold() == ad.id.casefold()
    return False
