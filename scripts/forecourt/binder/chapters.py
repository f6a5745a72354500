"""The chapters of a volume in the order in which a manufacturer has them bound (domain 3.2, 7.5)."""

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from forecourt.binder.content import Chapter, Entry, Fact, Item, Proof, Sheet
from forecourt.binder.edition import Edition
from forecourt.binder.gaps import checklist
from forecourt.binder.papers import paper_chapters
from forecourt.binder.printable import printable
from forecourt.binder.prose import prose
from forecourt.binder.settlement import settlement_sheets
from forecourt.binder.sheets_next import next_plan, next_sheets
from forecourt.binder.sheets_summary import summary_sheets
from forecourt.money.volume_items import Selector
from forecourt.words.text import N_

Sheets = Callable[[Edition, Mapping[str, str]], tuple[Sheet, ...]]


class Plan(Struct, frozen=True, kw_only=True):
    """One volume, declared: number, file name, title, its items, and its tables.

    `costs` are what it cost, `month` what was to be done and was done, `effect` what it brought. Each is
    asked for with the page of every item by its record's id.
    """

    number: int
    slug: str
    title: str
    items: Selector
    costs: Sheets
    month: Sheets
    effect: Sheets


def chapters(
    edition: Edition,
    plan: Plan,
    items: tuple[Item, ...],
    papers: Mapping[str, tuple[Proof, ...]],
    posting: tuple[Fact, ...],
) -> Iterator[Chapter]:
    """Settlement, costs, checklist, the month, items, papers, proofs, effect, next month."""
    anchors = {item.record.id: item.anchor for item in items}
    title = edition.words.gettext
    if items:
        sheets = settlement_sheets(edition, items)
        yield _tables("settlement-part", title(N_("Settlement sheet")), sheets)
        yield _tables("costs-part", title(N_("Cost list")), plan.costs(edition, anchors))
        yield _tables("checklist-part", title(N_("Checklist of papers")), (checklist(edition, items),))
    sheets = plan.month(edition, anchors)
    month = _tables("month-part", title(N_("Plan and course of the month")), sheets)
    yield replace(month, note=_of_period(edition))
    if items:
        yield from _items(edition, items)
        yield from paper_chapters(edition, papers)
        yield from _proofs(edition, items)
    sheets = (*plan.effect(edition, anchors), *summary_sheets(edition, plan.number))
    yield _effect(edition, sheets, posting)
    yield _next(edition, plan)


def _of_period(edition: Edition) -> str:
    """That items go by the period and money by the activity month; "" where both are the same."""
    if edition.programme is None or edition.programme.period_from_day is None:
        return ""
    return edition.say(
        N_(
            "Items are those of the reporting period; budget, quota and schedule are those of the "
            "activity month."
        )
    )


def _tables(anchor: str, title: str, sheets: tuple[Sheet, ...]) -> Chapter:
    """A chapter of tables; a single one needs no line of its own in the contents."""
    entries = tuple(Entry(title=sheet.title, target=sheet.anchor) for sheet in sheets if sheet.rows)
    return Chapter(
        anchor=anchor,
        title=title,
        sheets=sheets,
        entries=entries if len(sheets) > 1 else (),
    )


def _items(edition: Edition, items: tuple[Item, ...]) -> Iterator[Chapter]:
    yield Chapter(
        anchor="items",
        title=edition.say(N_("Items and approvals")),
        role="items",
        entries=tuple(
            Entry(title=item.record.title, target=item.anchor, number=item.number, state=item.state)
            for item in items
        ),
    )


def _proofs(edition: Edition, items: tuple[Item, ...]) -> Iterator[Chapter]:
    shown = [item for item in items if item.proof_anchor]
    yield Chapter(
        anchor="proofs",
        title=edition.say(N_("Proofs of what ran")),
        role="proofs",
        note="" if shown else edition.say(N_("None of the items has a proof of its run yet.")),
        entries=tuple(
            Entry(title=item.record.title, target=item.proof_anchor, number=item.number) for item in shown
        ),
    )


def _effect(edition: Edition, sheets: tuple[Sheet, ...], posting: tuple[Fact, ...]) -> Chapter:
    return Chapter(
        anchor="effect-part",
        title=edition.say(N_("Effect and summary")),
        role="ending",
        sheets=sheets,
        prose=prose(printable(edition.plan.body), below=2),
        facts=posting,
        entries=tuple(Entry(title=sheet.title, target=sheet.anchor) for sheet in sheets if sheet.rows),
    )


def _next(edition: Edition, plan: Plan) -> Chapter:
    """Next month's plan; in one line that there is none."""
    sheets, following = next_sheets(edition, plan.number), next_plan(edition)
    name = edition.month_name(edition.month.plus(1))
    note = edition.say(N_("The plan of {month} has no record yet."), month=name)
    if following is not None and following.theme:
        note = edition.say(N_("Theme of {month}: {theme}"), month=name, theme=following.theme)
    elif following is not None:
        note = ""
    return Chapter(
        anchor="next",
        title=edition.say(N_("Plan of {month}"), month=name),
        sheets=sheets,
        note=note,
        entries=tuple(Entry(title=sheet.title, target=sheet.anchor) for sheet in sheets),
    )
