"""A portal of the small dealership in tests/dealership, and records made by hand for single questions."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from forecourt.checking.check import check
from forecourt.kinds.procedure import Procedure, State, Step
from forecourt.model.record import Record, World
from forecourt.portal.inputs import Inputs, Site
from forecourt.portal.site import passes, portal
from forecourt.store.load import load
from forecourt.words.catalogue import words_for

SMALL = Path(__file__).parent.parent / "dealership"
TODAY = date(2026, 11, 18)


def inputs(*more: Record, root: Path = SMALL, lang: str = "zh") -> Inputs:
    """What the portal of the dealership in `root` is made from; `more` take the place of its own records."""
    loaded = load(root)
    ids = {record.id for record in more}
    items = (*(record for record in loaded.records if record.id not in ids), *more)
    world = World(records=replace(loaded.records, items=items), today=TODAY)
    findings = () if more else check(loaded, world)
    return Inputs(world=world, words=words_for(lang), findings=findings, pinned=True)


def site(*more: Record, root: Path = SMALL, lang: str = "zh") -> Site:
    """The portal of that dealership."""
    return portal(inputs(*more, root=root, lang=lang)) if more or root != SMALL else _own_site(lang)


@cache
def _own_site(lang: str) -> Site:
    return portal(inputs(lang=lang))


def page(made: Site, path: str) -> str:
    """One page as text."""
    return made.files[path].decode()


class _Found(Exception):  # noqa: N818 nothing is wrong
    """The page that was looked for has been made."""


def page_with(path: str, *more: Record, root: Path = SMALL) -> str:
    """One page as text of the portal that `site` would give, most of whose other pages are left unmade."""
    return page_from(inputs(*more, root=root), path)


def page_from(given: Inputs, path: str) -> str:
    """The same of the portal that is made from `given`."""

    def until_found(work: Callable[[Any], list[tuple[str, bytes]]], makers: Iterable[Any]) -> Iterator[Any]:
        for maker in makers:
            made = work(maker)
            if path in dict(made):
                raise _Found(dict(made)[path].decode())
            yield made

    try:
        # A record's own page is made first when the record is called near.
        list(passes(given, None, {Path(path).stem.casefold()}, until_found))
    except _Found as found:
        return str(found)
    raise KeyError(path)


def state(name: str, work: str = "open") -> State:
    """A state whose label is its name in capitals."""
    return State(name=name, label=name.upper(), money="none", work=work, ball="us")


def step(sources: str, to: str, label: str = "") -> Step:
    """A step from the states in `sources`, blanks between them."""
    name = f"to_{to}"
    return Step(name=name, label=label or name, from_=tuple(sources.split()), to=to, roles=("finance",))


def procedure(states: list[State], steps: list[Step]) -> Procedure:
    """A procedure of ads with these states and steps."""
    return Procedure(
        path="content/procedures/PROC-x.md",
        body="",
        kind="procedure",
        id="PROC-x",
        title="流程",
        state="in_force",
        owner="ST-lin",
        for_kind="ad",
        version="1",
        effective_from=TODAY,
        duties=(),
        states=tuple(states),
        steps=tuple(steps),
    )
