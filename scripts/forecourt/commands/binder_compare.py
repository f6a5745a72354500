"""What differs between volumes as posted and as built again: pages, items, papers, tools (A3, A11)."""

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from forecourt.words.text import N_, Text, text

Manifest = Mapping[str, Any]


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


def papers_since(then: Manifest, digests: Mapping[str, str]) -> Iterator[Text]:
    """What became of the papers that were bound, by the sha256 that their files have today."""
    papers = {
        paper["file"]: paper["sha256"]
        for entry in then["volumes"]
        for item in entry.get("items", ())
        for paper in item.get("evidence", ())
    }
    gone = sorted(path for path in papers if path not in digests)
    other = sorted(path for path in papers if path in digests and digests[path] != papers[path])
    if gone:
        yield text(N_("Papers of that time that are no more there: {papers}"), papers=gone)
    if other:
        yield text(N_("Papers that are others today: {papers}"), papers=other)
    if not gone and not other:
        yield text(N_("All papers that were bound are there unchanged ({count} files)"), count=len(papers))
