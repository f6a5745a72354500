"""forecourt binder verify: builds posted volumes again from their commit, and says what differs (A3, A11)."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from forecourt.commands.binder_papers import binder_of
from forecourt.commands.desk import Desk
from forecourt.commands.options import CannotRun
from forecourt.edge import files, git, rebuild, terminal
from forecourt.kinds.binder import Binder
from forecourt.model.limits import MAX_RECORD_BYTES
from forecourt.model.months import Month
from forecourt.store.load import evidence_path
from forecourt.words.catalogue import Words
from forecourt.words.text import N_, Text, text

MANIFEST: Final = "manifest.json"
SCHEMA_VERSION: Final = 1
DIFFERS: Final = 1
SHORT: Final = 10
Manifest = Mapping[str, Any]


def verify(desk: Desk, month: Month, words: Words, *, lang: str | None, as_json: bool) -> int:
    """Tell whether the volumes of `month` come out as recorded: 0 the same bytes, 1 others.

    Raises CannotRun when there is nothing to compare or it cannot be built.
    """
    binder = _binder(desk, month, lang)
    commit = binder.commit or ""
    if not rebuild.is_merged(desk.root, commit):
        sentence = N_(
            "The commit {commit} of {id} is none that this branch rests on; fetch it, or correct it"
        )
        raise CannotRun(text(sentence, commit=commit[:SHORT], id=binder.id), lang)
    then = _recorded(desk.root, binder)
    try:
        with rebuild.rebuilt(desk.root, commit, str(month), today=_day(binder, then)) as made:
            now = _read(made.folder / MANIFEST)
            if now is None:
                sentence = N_("The volumes cannot be built from {commit}: {complaint}")
                raise CannotRun(text(sentence, commit=commit[:SHORT], complaint=made.complaint), lang)
            own_program = made.own_program
    except git.GitError as error:
        raise CannotRun(text(N_("Git: {reason}"), reason=str(error)), lang) from None
    differing = list(_differing(binder, now))
    if as_json:
        terminal.out(_as_json(binder, differing, now))
    else:
        lines = _lines(binder, then, now, own_program=own_program)
        terminal.out("\n".join(words.say(line) for line in lines))
    return DIFFERS if differing else 0


def _binder(desk: Desk, month: Month, lang: str | None) -> Binder:
    binder = binder_of(desk, month)
    if binder is None or not binder.volumes:
        sentence = N_(
            "No record of the volumes of {month} names the commit and figures that they were built with"
        )
        raise CannotRun(text(sentence, month=month), lang)
    return binder


def _day(binder: Binder, manifest: Manifest | None) -> date | None:
    """The day that counted as today when the volumes were printed, None when nobody wrote it down."""
    told = (manifest or {}).get("today")
    try:
        return binder.printed_on or (date.fromisoformat(told) if isinstance(told, str) else None)
    except ValueError:
        return None


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


def _volumes(manifest: Manifest | None) -> dict[int, Any]:
    return {} if manifest is None else {entry["number"]: entry for entry in manifest["volumes"]}


def _differing(binder: Binder, now: Manifest) -> Iterator[int]:
    """Numbers of the volumes whose bytes are not the recorded ones."""
    made = _volumes(now)
    for volume in binder.volumes:
        if made.get(volume.number, {}).get("sha256") != volume.sha256:
            yield volume.number


def _lines(binder: Binder, then: Manifest | None, now: Manifest, *, own_program: bool) -> Iterator[Text]:
    commit = (binder.commit or "")[:SHORT]
    yield text(
        N_("The volumes of {month}, {id}, built again from {commit}"),
        month=binder.month,
        id=binder.id,
        commit=commit,
    )
    made, kept, differing = _volumes(now), _volumes(then), set(_differing(binder, now))
    for volume in binder.volumes:
        if volume.number not in differing:
            yield text(
                N_("  Volume {number}: the same bytes ({pages} pages)"),
                number=volume.number,
                pages=volume.pages,
            )
            continue
        again = made.get(volume.number, {})
        yield text(
            N_("  Volume {number} differs: {then} pages then, {now} now"),
            number=volume.number,
            then=volume.pages,
            now=again.get("pages", 0),
        )
        yield from _items(kept.get(volume.number), again)
    if differing:
        yield from _machines(then, now, own_program=own_program)


def _items(then: Any, now: Any) -> Iterator[Text]:
    """Which items of a volume are others than those of the manifest that was kept."""
    if then is None:
        yield text(N_("    No manifest was kept beside the record, so items cannot be compared"))
        return
    before = {item["record"]: item for item in then.get("items", ())}
    after = {item["record"]: item for item in now.get("items", ())}
    found = [
        *(text(N_("    {id} is no more in it"), id=id) for id in before if id not in after),
        *(text(N_("    {id} was not in it"), id=id) for id in after if id not in before),
        *(_other(before[id], after[id]) for id in before if id in after and before[id] != after[id]),
    ]
    yield from found or [text(N_("    All items and papers are the same"))]


def _other(then: Any, now: Any) -> Text:
    """An item of which the record or papers differ."""
    had, has = ({(paper["file"], paper["sha256"]) for paper in item["evidence"]} for item in (then, now))
    papers = sorted({file for file, _ in had ^ has})
    if not papers:
        return text(N_("    {id}: the record is another"), id=then["record"])
    return text(N_("    {id}: other papers: {papers}"), id=then["record"], papers=papers)


def _machines(then: Manifest | None, now: Manifest, *, own_program: bool) -> Iterator[Text]:
    """Whether other libraries or fonts can be why the bytes differ."""
    before, after = ({str(tool) for tool in (one or {}).get("tools", ())} for one in (then, now))
    if before and before != after:
        changed = N_("Fonts or libraries are others than then: {then} became {now}")
        yield text(changed, then=sorted(before - after), now=sorted(after - before))
    elif before:
        yield text(N_("Fonts and libraries are the same as then"))
    else:
        yield text(
            N_("It is not known with which fonts and libraries they were printed; others give other bytes")
        )
    if not own_program:
        yield text(N_("The commit holds no program, so today's has printed; a newer one may print otherwise"))


def _as_json(binder: Binder, differing: list[int], now: Manifest) -> str:
    envelope = {
        "schema_version": SCHEMA_VERSION,
        "month": str(binder.month),
        "binder": binder.id,
        "commit": binder.commit,
        "same": not differing,
        "volumes": [
            {
                "number": volume.number,
                "recorded": volume.sha256,
                "built": _volumes(now).get(volume.number, {}).get("sha256"),
            }
            for volume in binder.volumes
        ],
    }
    return json.dumps(envelope, ensure_ascii=False, indent=2)
