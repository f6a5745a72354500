"""The whole portal: records, findings and volumes -> every page and asset as bytes; nothing is written."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from typing import Final

from forecourt.kinds.archive import Archive
from forecourt.kinds.common import Common, Kind
from forecourt.kinds.month import MonthPlan
from forecourt.kinds.procedure import Procedure
from forecourt.kinds.staff import Staff
from forecourt.kinds.table import KINDS
from forecourt.model.finding import Finding
from forecourt.model.vocabulary import PARTIES, ROLES
from forecourt.money.replies import replies
from forecourt.portal import extras, reports
from forecourt.portal import money as moneys
from forecourt.portal import settlement as settlements
from forecourt.portal.archive import filter_heads, stock
from forecourt.portal.broken import broken, where
from forecourt.portal.claims import owed
from forecourt.portal.daily import daily
from forecourt.portal.desk import Desk, anchor_of, references
from forecourt.portal.duties import ARCHIVE, MONEY, SUMMARY_DUTIES, VOLUMES_DUTIES, served
from forecourt.portal.effect import month_effect
from forecourt.portal.evidence import copies, exhibits, missing, thumbs
from forecourt.portal.funds import funds
from forecourt.portal.inputs import Inputs, Site, Volume
from forecourt.portal.lists import by_month, list_of
from forecourt.portal.paths import (
    DUTIES,
    FINDINGS,
    VOLUMES,
    list_page,
    month_page,
    record_page,
    summary_page,
)
from forecourt.portal.procedures import drawn
from forecourt.portal.readiness import months_of_volumes
from forecourt.portal.records import body, by_kind, neighbours, position, step_label
from forecourt.portal.render import ASSETS, Renderer
from forecourt.portal.scripts import SCRIPT_WORDS, script_words
from forecourt.portal.searching import DICTIONARY, dictionary
from forecourt.portal.summary import month_summary
from forecourt.portal.trail import Trails, stages
from forecourt.tables.leads_shown import leads_shown
from forecourt.words.text import N_

MONEY_INDEX: Final = "money/index.md"
ASSET_NAMES: Final = ("icon.svg", "iframe-worker.js", "portal.css", "portal.js", "search.js", "sheet.js")

# Who looks for a person wants that page first, not the hundred records that mention the name.
PERSON: Final = 5

Page = tuple[str, bytes]
Pages = Iterator[Page]
Maker = Callable[[], Pages]
Each = Callable[[Callable[[Maker], list[Page]], Iterable[Maker]], Iterable[list[Page]]]


def portal(inputs: Inputs, each: Each = map) -> Site:
    """Every file of the portal below build/portal, and the evidence and volumes to copy beside them.

    `each` applies a function to many things, as map does: no page rests on another.
    """
    *_, whole = passes(inputs, None, (), each)
    return whole


def passes(inputs: Inputs, before: Site | None, near: Container[str], each: Each = map) -> Iterator[Site]:
    """The portal three times: at once, with all but the pages of the records in `near` (ids in small letters)
    as they are in `before`; soon, with those of other records so; then whole. Once only, when `before` lacks
    one of those; not at once, when a page of `near` is new or files beside the pages come or go.

    Nearly all pages are those of records, and who edits one looks at that first.
    """
    desk, renderer = Desk(inputs), Renderer(inputs.words)
    all_records = [record for record in desk.records if isinstance(record, Common)]
    page_of = _record_pages(desk, renderer)
    at_once, soon, later = list[Maker](), _makers(desk, renderer), list[Maker]()
    for record in all_records:
        (at_once if record.id.casefold() in near else later).append(partial(page_of, record))
    far = [record_page(record) for record in all_records if record.id.casefold() not in near]
    files = _assets(desk)
    if before is not None and far and all(path in before.files for path in far):
        files.update(first := dict(_made(at_once, each)))
        made = _site(desk, {**before.files, **first})
        if first.keys() <= before.files.keys() and (made.copies, made.thumbs) == (
            before.copies,
            before.thumbs,
        ):
            yield made
        files.update(_made(soon, each))
        # Words for the search touch every page.
        old = {path: before.files[path] for path in (*far, DICTIONARY)}
        yield _site(desk, files | old)
        at_once = soon = []
    yield _site(desk, files | dict(_made([*at_once, *soon, *later], each)))


def _makers(desk: Desk, renderer: Renderer) -> list[Maker]:
    """What makes all pages but those of records."""
    whole = (daily, _months, _fixed, _settlements, _broken)
    return [
        *(partial(pages, desk, renderer) for pages in whole),
        *(partial(_report, desk, renderer, report) for report in reports.REPORTS),
        *(partial(_list, desk, renderer, kind) for kind in KINDS.values()),
    ]


def _made(makers: Iterable[Maker], each: Each) -> Pages:
    return chain.from_iterable(each(_pages_of, makers))


def _pages_of(maker: Maker) -> list[Page]:
    return list(maker())


def _assets(desk: Desk) -> dict[str, bytes]:
    files = {DICTIONARY: dictionary(desk.records), SCRIPT_WORDS: script_words(desk.words)}
    return files | {f"assets/{name}": (ASSETS / name).read_bytes() for name in ASSET_NAMES}


def _site(desk: Desk, files: Mapping[str, bytes]) -> Site:
    volumes = {
        f"volumes/{volume.month}/{volume.file}": f"build/binders/{volume.month}/{volume.file}"
        for volume in desk.inputs.volumes
    }
    evidence = dict(copies(desk.sight))
    small = dict(thumbs(desk.records, evidence))
    digests = {source: desk.records.files[source].sha256 for source in evidence.values()}
    return Site(files=files, copies={**evidence, **volumes}, thumbs=small, digests=digests)


def _fixed(desk: Desk, renderer: Renderer) -> Pages:
    say = desk.words.gettext
    place = desk.at(DUTIES)
    yield (
        DUTIES,
        renderer.page(
            "duties", title=say(N_("Duties")), place=place, groups=served(desk), anchor_of=anchor_of
        ),
    )
    yield (
        VOLUMES,
        renderer.page(
            "volumes",
            title=say(N_("The three volumes")),
            place=desk.at(VOLUMES),
            hide=("toc",),
            volumes=_newest_first(desk.inputs.volumes),
            months=months_of_volumes(desk.at(VOLUMES)),
            duties=VOLUMES_DUTIES,
        ),
    )
    yield (
        FINDINGS,
        renderer.page(
            "findings",
            title=say(N_("Findings")),
            # The page of each record says them too.
            boost=0,
            place=desk.at(FINDINGS),
            hide=("toc",),
            groups=_by_path(desk),
            where=where,
        ),
    )


def _newest_first(volumes: Iterable[Volume]) -> list[Volume]:
    """The newest month first, and in each month volume 1 before 2 and 3."""
    by_file = sorted(volumes, key=lambda one: one.file)
    return sorted(by_file, key=lambda one: str(one.month), reverse=True)


def _months(desk: Desk, renderer: Renderer) -> Pages:
    plans = {plan.month: plan for plan in desk.records.of(MonthPlan)}
    months = sorted(plans, reverse=True)
    place = desk.at(MONEY_INDEX)
    yield (
        MONEY_INDEX,
        renderer.page(
            "months",
            title=desk.words.gettext(N_("Money and quotas")),
            hide=("toc",),
            place=place,
            months=[moneys.month_money(place, month) for month in months],
            funds=funds(place),
            owed=owed(place),
            duties=MONEY,
        ),
    )
    for month in months:
        here = desk.at(month_page(month))
        yield (
            month_page(month),
            renderer.page(
                "month",
                title=desk.words.gettext(N_("Money and quotas of {month}")).format(month=month),
                place=here,
                money=moneys.month_money(here, month),
                effect=month_effect(here, month),
                leads=leads_shown(here.display, month, desk.today),
                replies=replies(desk.records, month, desk.today),
                moneys=moneys,
                duties=MONEY,
            ),
        )
        at = desk.at(summary_page(month))
        told = month_summary(at, month)
        yield (
            summary_page(month),
            renderer.page(
                "summary", title=told.title, hide=("toc",), place=at, told=told, duties=SUMMARY_DUTIES
            ),
        )


def _settlements(desk: Desk, renderer: Renderer) -> Pages:
    say, place = desk.words.gettext, desk.at(settlements.INDEX)
    pages = settlements.months(place)
    yield (
        settlements.INDEX,
        renderer.page(
            "settlements",
            title=say(N_("Settlement with the departments")),
            hide=("toc",),
            place=place,
            pages=pages,
            page_of=settlements.page_of,
            duties=settlements.DUTIES,
        ),
    )
    for page in pages:
        path = settlements.page_of(page.month)
        here = desk.at(path)
        yield (
            path,
            renderer.page(
                "settlement",
                title=say(N_("Settlement of {month}")).format(month=page.month),
                place=here,
                page=settlements.month_page(here, page.month),
                duties=settlements.DUTIES,
            ),
        )


def _report(desk: Desk, renderer: Renderer, report: reports.Report) -> Pages:
    """The newest month of the report as its first page, every other month behind it."""
    months = report.months(desk.records)
    paths = {month: reports.page_of(report, month) for month in months[1:]}
    paths |= dict.fromkeys(months[:1], reports.index_of(report))
    for month in months or (None,):
        path = reports.index_of(report) if month is None else paths[month]
        place = desk.at(path)
        yield (
            path,
            renderer.page(
                "report",
                title=desk.words.gettext(report.title),
                hide=("toc",),
                place=place,
                month=month,
                about=desk.words.gettext(report.about),
                sheets=reports.sheets(place, report, month) if month else (),
                others=[(one, paths[one]) for one in months if one != month],
                command=report.command,
                duties=report.duties,
            ),
        )


def _list(desk: Desk, renderer: Renderer, kind: Kind) -> Pages:
    path = list_page(kind.name)
    yield path, _list_page(desk, renderer, kind, path)


def _list_page(desk: Desk, renderer: Renderer, kind: Kind, path: str) -> bytes:
    place = desk.at(path)
    title = desk.display.kind(kind.name)
    if kind.record is Archive:
        return renderer.page(
            "archive",
            title=title,
            hide=("toc",),
            place=place,
            stock=stock(place),
            heads=filter_heads(place),
            duties=ARCHIVE,
        )
    return renderer.page(
        "list",
        title=title,
        hide=("toc",),
        place=place,
        list=list_of(place, kind),
        note=extras.note(place, kind.name),
        duties=kind.duties,
    )


def _record_pages(desk: Desk, renderer: Renderer) -> Callable[[Common], Pages]:
    """What writes the page of a record; what all of them need is worked out once."""
    named, trails = neighbours(desk), Trails(desk)

    def page_of(record: Common) -> Pages:
        path = record_page(record)
        place = desk.at(path)
        referring = [one for one in named.get(record.id.casefold(), []) if one is not record]
        mentioned = [desk.records.get(id) for id in dict.fromkeys(references(record))]
        is_procedure = isinstance(record, Procedure)
        owned = _owned(desk, record) if isinstance(record, Staff) else []
        page = renderer.page(
            "procedure" if is_procedure else "record",
            title=record.title,
            boost=PERSON if isinstance(record, Staff) else 1,
            place=place,
            record=record,
            kind=KINDS[record.kind],
            position=position(place, record),
            stages=stages(place, record),
            trail=trails.money(place, record),
            drawn=drawn(place, record) if isinstance(record, Procedure) else None,
            computed=extras.facts(place, record),
            grids=extras.grids(place, record),
            note=extras.note(place, record.kind),
            exhibits=exhibits(place, record),
            missing=missing(place, record),
            body=body(place, record),
            mentioned=by_kind(place, [one for one in mentioned if one]),
            referring=by_kind(place, referring),
            owned=by_month(owned),
            findings=desk.findings_of(record.path),
            where=where,
            list_page=list_page,
            parties=PARTIES,
            step_label=partial(step_label, place, record),
            role_label=partial(place.display.choice, ROLES),
        )
        yield path, page

    return page_of


def _owned(desk: Desk, person: Staff) -> list[Common]:
    return [one for one in desk.records if isinstance(one, Common) and one.owner == person.id]


def _broken(desk: Desk, renderer: Renderer) -> Pages:
    for one in broken(desk):
        yield (
            one.page,
            renderer.page(
                "broken", title=one.id, hide=("toc",), place=desk.at(one.page), broken=one, where=where
            ),
        )


def _by_path(desk: Desk) -> dict[str, list[Finding]]:
    groups: dict[str, list[Finding]] = {}
    for finding in desk.inputs.findings:
        groups.setdefault(finding.path, []).append(finding)
    return groups
