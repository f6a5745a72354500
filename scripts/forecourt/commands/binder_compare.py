"""What differs between volumes as posted and as built again: pages, items, papers, tools (A3, A11)."""

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any, Final

from forecourt.words.text import N_, Text, text

Manifest = Mapping[str, Any]
MOST_NAMED: Final = 10


def volumes_of(manifest: Manifest | None) -> dict[int, Any]:
    """The entries of a manifest by the number of the volume."""
    return {} if manifest is None else {entry["number"]: entry for entry in manifest["volumes"]}


def differences(then: Any, now: Any) -> Iterator[Text]:
    """What differs between two entries of one volume, the first one None when no manifest was kept."""
    if then is None:
        yield text(N_("    No manifest was kept beside the record, so pages and items cannot be compared"))
        return
    items = list(_items(then, now))
    yield from _pages(then.get("page_prints"), now.get("page_prints"))
    yield from items or [text(N_("    All items and papers are the same"))]


def _pages(then: Any, now: Any) -> Iterator[Text]:
    if not then or not now:
        yield text(N_("    They were printed before pages had fingerprints, so pages cannot be compared"))
        return
    if then == now:
        yield text(N_("    The words and pictures of all pages are the same; only how they are set differs"))
        return
    matcher = SequenceMatcher(None, then, now, autojunk=False)
    for how, start, end, first, last in matcher.get_opcodes():
        before, after = _range(start, end), _range(first, last)
        if how == "replace" and before == after:
            yield text(N_("    Differing pages: {pages}"), pages=before)
        elif how == "replace":
            yield text(
                N_("    Pages {before} then are pages {after} now, and differ"), before=before, after=after
            )
        elif how == "delete":
            yield text(N_("    No more in it, pages then: {pages}"), pages=before)
        elif how == "insert":
            yield text(N_("    Not in it then, pages now: {pages}"), pages=after)


def _range(start: int, end: int) -> str:
    """Pages from 1 for a slice from 0."""
    return str(end) if end - start == 1 else f"{start + 1}–{end}"


def _items(then: Any, now: Any) -> Iterator[Text]:
    """Which items of a volume are others than those of the manifest that was kept."""
    before = {item["record"]: item for item in then.get("items", ())}
    after = {item["record"]: item for item in now.get("items", ())}
    yield from (text(N_("    {id} is no more in it"), id=id) for id in before if id not in after)
    yield from (text(N_("    {id} was not in it"), id=id) for id in after if id not in before)
    for id, item in before.items():
        if id in after and item != after[id]:
            yield _other(item, after[id])


def _other(then: Any, now: Any) -> Text:
    """An item of which the record or papers differ."""
    had, has = ({(paper["file"], paper["sha256"]) for paper in item["evidence"]} for item in (then, now))
    papers = sorted({file for file, _ in had ^ has})
    if not papers:
        return text(N_("    {id}: the record is another: {path}"), id=then["record"], path=then["path"])
    return text(N_("    {id}: other papers: {papers}"), id=then["record"], papers=papers)


def tools(then: Manifest | None, now: Manifest, *, own_program: bool) -> Iterator[Text]:
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


def records_since(then: Manifest, digests: Mapping[str, str]) -> Iterator[Text]:
    """Which records were written on after they were bound, by the sha256 that their files have today."""
    bound = [record for item in _all_items(then) for record in (item, *item.get("companions", ()))]
    other = sorted({one["record"] for one in bound if digests.get(one["path"]) != one["sha256"]})
    if other:
        sentence = N_("Records changed since; what was posted stays as it is ({count}): {records}")
        yield text(sentence, count=len(other), records=other[:MOST_NAMED])


def papers_since(then: Manifest, digests: Mapping[str, str]) -> Iterator[Text]:
    """Which papers that were bound are gone or others, by the sha256 that their files have today."""
    papers = papers_of(then)
    gone = sorted(path for path in papers if path not in digests)
    other = sorted(path for path in papers if path in digests and digests[path] != papers[path])
    if gone:
        yield text(N_("Papers of that time that are no more there: {papers}"), papers=gone)
    if other:
        yield text(N_("Papers that are others today: {papers}"), papers=other)


def papers_of(then: Manifest) -> dict[str, str]:
    """The papers that were bound: sha256 by path."""
    return {paper["file"]: paper["sha256"] for item in _all_items(then) for paper in item.get("evidence", ())}


def paths_of(then: Manifest) -> Iterator[str]:
    """The path of every record and paper that was bound."""
    yield from papers_of(then)
    for item in _all_items(then):
        yield from (one["path"] for one in (item, *item.get("companions", ())))


def _all_items(then: Manifest) -> Iterator[Any]:
    for entry in then["volumes"]:
        yield from entry.get("items", ())
