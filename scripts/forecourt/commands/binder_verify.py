"""forecourt binder verify: are the posted volumes still what they were (A3, A11)?

Three witnesses are asked. The commit: the volumes built from it again have the recorded bytes. A copy of the
PDFs in the folder that is named: it has the recorded sha256, which answers also when the commit is gone (a
squash, a shallow clone, another computer). The manifest beside the record: which page, item or paper differs.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, Final

from msgspec import Struct, field

from forecourt.binder.book import VOLUMES
from forecourt.commands.binder_compare import (
    Manifest,
    differences,
    papers_of,
    papers_since,
    paths_of,
    records_since,
    tools,
    volumes_of,
)
from forecourt.commands.binder_papers import binder_of
from forecourt.commands.desk import Desk
from forecourt.commands.enclosures import MANIFEST
from forecourt.commands.options import CannotRun
from forecourt.edge import files, git, rebuild, terminal
from forecourt.kinds.binder import Binder, BoundVolume
from forecourt.model.limits import MAX_RECORD_BYTES
from forecourt.model.months import Month
from forecourt.store.load import evidence_path
from forecourt.words.catalogue import Words
from forecourt.words.text import N_, Text, text

SCHEMA_VERSION: Final = 2
SAME, DIFFERS, UNKNOWN = 0, 1, 2
SHORT: Final = 10
WHY: Final = {
    rebuild.Standing.ELSEWHERE: N_(
        "The commit {commit} is not in the history of this branch, so its program was never approved here "
        "and is not run. After a squash or rebase: merge the commit, or ask for copies of the PDFs"
    ),
    rebuild.Standing.CUT_OFF: N_(
        "This is a shallow clone without the commit {commit}. Fetch the whole history: git fetch --unshallow"
    ),
    rebuild.Standing.GONE: N_(
        "The commit {commit} is not in this repository; a squash or rebase may have dropped it. If another "
        "computer has it: git fetch THERE {commit}. To keep it from now on: git tag posted-{month} {commit}"
    ),
}


class Copy(Struct, frozen=True, kw_only=True):
    """A PDF in the reader's folder that has the name of a volume, and its sha256."""

    path: str
    sha256: str


class Answer(Struct, frozen=True, kw_only=True):
    """What the three witnesses say: `then` the manifest that was kept, `now` that of the volumes built again
    (None: they could not be, and `why`), copies by the number of the volume, sha256 of today's files by path.
    """

    binder: Binder
    then: Manifest | None
    now: Manifest | None = None
    why: Text | None = None
    own_program: bool = True
    folder: str = ""
    copies: Mapping[int, Copy] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)

    @property
    def differing(self) -> tuple[int, ...]:
        """Volumes whose bytes, built again, are not the recorded ones; without a build, those whose copy."""
        made = {number: entry.get("sha256") for number, entry in volumes_of(self.now).items()}
        if self.now is None:
            made = {number: copy.sha256 for number, copy in self.copies.items()}
        return tuple(one.number for one in self.binder.volumes if made.get(one.number, "") != one.sha256)

    @property
    def status(self) -> int:
        """The exit status: 0 all the same, 1 some differ, 2 nobody can tell."""
        unknown = self.now is None and len(self.copies) < len(self.binder.volumes)
        others = any(self.copies[one].sha256 for one in self.differing if one in self.copies)
        if unknown and not others:
            return UNKNOWN
        return DIFFERS if self.differing else SAME


def verify(desk: Desk, month: Month, words: Words, *, folder: Path, lang: str | None, as_json: bool) -> int:
    """Tell whether the volumes of `month` are as recorded: 0 the same bytes, 1 others, 2 nobody can tell.

    `folder` is where copies of the PDFs may lie. Raises CannotRun when no volumes are recorded.
    """
    answer = _answer(desk, _binder(desk, month, lang), folder)
    if as_json:
        terminal.out(_as_json(answer, words))
    else:
        terminal.out("\n".join(words.say(line) for line in _lines(answer)))
    return answer.status


def _binder(desk: Desk, month: Month, lang: str | None) -> Binder:
    binder = binder_of(desk, month)
    if binder is None or not binder.volumes:
        sentence = N_(
            "No record of the volumes of {month} names the commit and figures that they were built with"
        )
        raise CannotRun(text(sentence, month=month), lang)
    return binder


def _answer(desk: Desk, binder: Binder, folder: Path) -> Answer:
    then = _recorded(desk.root, binder)
    now, own_program, why = _built_again(desk.root, binder, then)
    shown = folder.relative_to(desk.root).as_posix() if folder.is_relative_to(desk.root) else str(folder)
    return Answer(
        binder=binder,
        then=then,
        now=now,
        why=why,
        own_program=own_program,
        folder=shown,
        copies=dict(_copies(folder, shown, volumes_of(then))),
        digests=dict(_digests(desk.root, then)) if then else {},
    )


def _built_again(
    root: Path, binder: Binder, then: Manifest | None
) -> tuple[Manifest | None, bool, Text | None]:
    """The manifest of the volumes built again, whether the commit's own program did it, or why not."""
    commit = binder.commit or ""
    short = commit[:SHORT]
    stands = rebuild.standing(root, commit)
    if stands is not rebuild.Standing.MERGED:
        return None, True, text(WHY[stands], commit=short, month=binder.month)
    try:
        with rebuild.rebuilt(root, commit, str(binder.month), today=_day(binder, then)) as made:
            now = _read(made.folder / MANIFEST)
            sentence = N_("The volumes cannot be built from {commit}: {complaint}")
            why = None if now else text(sentence, commit=short, complaint=made.complaint)
            return now, made.own_program, why
    except git.GitError as error:
        return None, True, text(N_("Git: {reason}"), reason=str(error))


def _copies(folder: Path, shown: str, kept: Mapping[int, Any]) -> Iterator[tuple[int, Copy]]:
    for plan in VOLUMES:
        name = str(kept.get(plan.number, {}).get("file", f"{plan.slug}.pdf"))
        fact = files.fact_of(folder / name) if Path(name).name == name else None
        if fact is not None:
            yield plan.number, Copy(path=f"{shown}/{name}", sha256=fact.sha256)


def _digests(root: Path, then: Manifest) -> Iterator[tuple[str, str]]:
    """The sha256 that records and papers of a manifest have today, by path; what is gone is left out."""
    for name in paths_of(then):
        # The manifest is text that somebody filed: it is not to lead out of the repository.
        path = (root / name).resolve()
        fact = files.fact_of(path) if path.is_relative_to(root.resolve()) else None
        if fact is not None:
            yield name, fact.sha256


def _day(binder: Binder, manifest: Manifest | None) -> date | None:
    """The day that counted as today when the volumes were printed, None when nobody wrote it down."""
    told = (manifest or {}).get("today")
    if binder.printed_on is None and isinstance(told, str):
        with suppress(ValueError):
            return date.fromisoformat(told)
    return binder.printed_on


def _recorded(root: Path, binder: Binder) -> Manifest | None:
    """The manifest that was kept beside the record, None when there is none."""
    item = next((one for one in binder.evidence if one.kind == "manifest"), None)
    path = None if item is None else evidence_path(binder, item.file)
    return None if path is None else _read(root / path)


def _read(path: Path) -> Manifest | None:
    try:
        found = json.loads(files.read_bytes(path, MAX_RECORD_BYTES * 16))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and isinstance(found.get("volumes"), list) else None


def _lines(answer: Answer) -> Iterator[Text]:
    binder = answer.binder
    commit = (binder.commit or "")[:SHORT]
    if answer.now is None:
        yield text(
            N_("The volumes of {month}, {id}, cannot be built again"), month=binder.month, id=binder.id
        )
        yield answer.why or text(N_("No reason is known"))
    else:
        head = N_("The volumes of {month}, {id}, built again from {commit}")
        yield text(head, month=binder.month, id=binder.id, commit=commit)
    for volume in binder.volumes:
        yield from _volume(answer, volume)
    if answer.now is not None and answer.differing:
        yield from tools(answer.then, answer.now, own_program=answer.own_program)
    if answer.then is not None:
        yield from _since(answer.then, answer.digests, is_built=answer.now is not None)
    if answer.status == UNKNOWN:
        sentence = N_(
            "So nobody can tell whether they are unchanged. Put copies of the posted PDFs into a folder and "
            "name it: ./forecourt binder verify {month} --output FOLDER"
        )
        yield text(sentence, month=binder.month)


def _since(then: Manifest, digests: Mapping[str, str], *, is_built: bool) -> Iterator[Text]:
    """What became of the records and papers that were bound; that nothing did, where nothing else answers."""
    yield from records_since(then, digests)
    changed = list(papers_since(then, digests))
    yield from changed
    if not changed and not is_built:
        unchanged = N_("All papers that were bound are there unchanged ({count} files)")
        yield text(unchanged, count=len(papers_of(then)))


def _volume(answer: Answer, volume: BoundVolume) -> Iterator[Text]:
    copy, kept = answer.copies.get(volume.number), volumes_of(answer.then)
    is_posted = copy is not None and copy.sha256 == volume.sha256
    if answer.now is None:
        yield _copy(volume, copy, answer.folder)
    elif volume.number not in answer.differing:
        same = N_("  Volume {number}: the same bytes ({pages} pages)")
        yield text(same, number=volume.number, pages=volume.pages)
    else:
        again = volumes_of(answer.now).get(volume.number, {})
        yield text(
            N_("  Volume {number} differs: {then} pages then, {now} now"),
            number=volume.number,
            then=volume.pages,
            now=again.get("pages", 0),
        )
        yield from differences(kept.get(volume.number), again)
        if copy is not None and is_posted:
            yield text(N_("    The copy {path} is the one that was posted"), path=copy.path)


def _copy(volume: BoundVolume, copy: Copy | None, folder: str) -> Text:
    if copy is None:
        return text(N_("  Volume {number}: no copy in {folder}"), number=volume.number, folder=folder)
    if copy.sha256 == volume.sha256:
        same = N_("  Volume {number}: the copy {path} is the one that was posted, byte for byte")
        return text(same, number=volume.number, path=copy.path)
    other = N_(
        "  Volume {number}: the copy {path} is not the one that was posted: sha256 {now}, posted {then}"
    )
    return text(
        other,
        number=volume.number,
        path=copy.path,
        now=copy.sha256[:SHORT],
        then=volume.sha256[:SHORT],
    )


def _as_json(answer: Answer, words: Words) -> str:
    built = volumes_of(answer.now)
    envelope = {
        "schema_version": SCHEMA_VERSION,
        "month": str(answer.binder.month),
        "binder": answer.binder.id,
        "commit": answer.binder.commit,
        "same": None if answer.status == UNKNOWN else answer.status == SAME,
        "not_built": words.say(answer.why) if answer.why else None,
        "volumes": [
            {
                "number": volume.number,
                "recorded": volume.sha256,
                "built": built.get(volume.number, {}).get("sha256"),
                "copy": answer.copies[volume.number].sha256 if volume.number in answer.copies else None,
            }
            for volume in answer.binder.volumes
        ],
    }
    return json.dumps(envelope, ensure_ascii=False, indent=2)
