"""An edition -> the three volumes of its month (A3)."""

from collections.abc import Iterator
from itertools import chain
from typing import Final

from msgspec import Struct

from forecourt.binder.chapters import Plan, chapters
from forecourt.binder.closing import back_page, manifest_sheet
from forecourt.binder.content import Cover, Fact, Gap, Volume
from forecourt.binder.edition import DASH, SHORT_COMMIT, Edition
from forecourt.binder.gaps import gaps_of
from forecourt.binder.glyphs import GETA
from forecourt.binder.items import item_of
from forecourt.binder.layout import FEW_PHOTOS, PHOTO_KIND, longest_side
from forecourt.binder.papers import Holder, anchors_of, shared
from forecourt.binder.proofs import is_paper, is_picture, proofs_of
from forecourt.binder.sheets_ads import ad_costs, ad_month, ad_results
from forecourt.binder.sheets_events import event_costs, event_month, event_results
from forecourt.binder.sheets_press import press_costs, press_month, press_results
from forecourt.binder.signing import exceptions, posted, signed
from forecourt.model.months import Month
from forecourt.money.volume_items import ad_items, event_items, press_items
from forecourt.money.workdays import posting
from forecourt.words.text import N_

VOLUMES: Final = (
    Plan(
        number=1,
        slug="vol1-ads",
        title=N_("Ads and publicity"),
        items=ad_items,
        costs=ad_costs,
        month=ad_month,
        effect=ad_results,
    ),
    Plan(
        number=2,
        slug="vol2-press",
        title=N_("Media and press"),
        items=press_items,
        costs=press_costs,
        month=press_month,
        effect=press_results,
    ),
    Plan(
        number=3,
        slug="vol3-events",
        title=N_("Marketing events"),
        items=event_items,
        costs=event_costs,
        month=event_month,
        effect=event_results,
    ),
)


class WantedPicture(Struct, frozen=True, kw_only=True):
    """A picture that a volume prints: path, sha256 of the file, longest side worth keeping in pixels."""

    path: str
    sha256: str
    longest: int


def wanted_pictures(edition: Edition, plan: Plan) -> Iterator[WantedPicture]:
    """Every picture that the volume prints and that is there."""
    for record in plan.items(edition.records, edition.month):
        pictures = [proof for proof in proofs_of(edition, record) if is_picture(proof)]
        in_fours = sum(proof.evidence.kind == PHOTO_KIND for proof in pictures) > FEW_PHOTOS
        for proof in pictures:
            if proof.path in edition.records.files:
                longest = longest_side(proof.evidence.kind, in_fours=in_fours)
                yield WantedPicture(path=proof.path, sha256=proof.sha256, longest=longest)


def wanted_papers(edition: Edition, plan: Plan) -> Iterator[tuple[str, str]]:
    """Path and sha256 of every PDF whose pages the volume binds in and that is there."""
    for record in plan.items(edition.records, edition.month):
        for proof in proofs_of(edition, record):
            if is_paper(proof) and proof.path in edition.records.files:
                yield proof.path, proof.sha256


def volume(edition: Edition, plan: Plan) -> Volume:
    """One volume of the edition's month; raises NoMonthError when the month has no record."""
    holders = tuple(_holders(edition, plan))
    papers = shared(edition, holders)
    elsewhere = anchors_of(papers)
    items = tuple(item_of(edition, holder, elsewhere) for holder in holders)
    gaps = tuple(chain.from_iterable(gaps_of(edition, item) for item in items))
    manifest = manifest_sheet(edition, items)
    return Volume(
        number=plan.number,
        slug=plan.slug,
        month=edition.month,
        cover=_cover(edition, plan, gaps),
        chapters=tuple(chapters(edition, plan, items, papers, tuple(_posting(edition)))),
        items=items,
        gaps=gaps,
        exceptions=exceptions(edition, items),
        manifest=manifest,
        back=back_page(edition, manifest),
    )


def _holders(edition: Edition, plan: Plan) -> Iterator[Holder]:
    for number, record in enumerate(plan.items(edition.records, edition.month), start=1):
        proofs = proofs_of(edition, record)
        yield Holder(number=number, anchor=f"item-{number}", record=record, proofs=proofs)


def _cover(edition: Edition, plan: Plan, gaps: tuple[Gap, ...]) -> Cover:
    dealership = edition.dealership
    programme = edition.programme
    return Cover(
        dealer=dealership.legal_name if dealership else DASH,
        dealer_code=dealership.dealer_code if dealership else DASH,
        receiver=f"{dealership.manufacturer} {dealership.receiver}" if dealership else DASH,
        month=edition.month_name(edition.month),
        period=_period(edition),
        title=edition.words.gettext(plan.title),
        volume=edition.say(N_("Volume {number} of {count}"), number=plan.number, count=len(VOLUMES)),
        count=str(len(plan.items(edition.records, edition.month))),
        commit=_commit(edition),
        post_by=_day_of(edition, edition.month),
        sample=programme is not None and bool(programme.sample),
        draft=_draft(edition, gaps),
        signed=signed(edition),
    )


def _period(edition: Edition) -> str:
    """The days that the volumes report, where the programme has a period of its own."""
    period = None if edition.programme is None else posting(edition.programme, edition.month).period
    return "" if period is None else f"{edition.day(period.first)} – {edition.day(period.last)}"


def _commit(edition: Edition) -> str:
    if not edition.git:
        return edition.say(N_("no Git"))
    return edition.commit[:SHORT_COMMIT] if edition.commit else DASH


def _draft(edition: Edition, gaps: tuple[Gap, ...]) -> str:
    """Why this printing is not fit for posting; "" when it is."""
    reasons = []
    binder = posted(edition)
    if binder is not None:
        sentence = N_("the volumes were posted on {day} ({id}); this is a reprint, not what was posted")
        reasons.append(edition.say(sentence, day=edition.day(binder.posted_on), id=binder.id))
    if edition.errors:
        reasons.append(edition.say(N_("the records have errors ({count})"), count=edition.errors))
    if edition.lacking:
        signs = N_("{count} characters have no type and are printed as {mark}")
        reasons.append(edition.say(signs, count=len(edition.lacking), mark=GETA))
    if gaps:
        reasons.append(edition.say(N_("papers are missing ({count})"), count=len(gaps)))
    if not edition.git:
        reasons.append(edition.say(N_("the records are not kept in Git")))
    elif edition.dirty or not edition.commit:
        reasons.append(edition.say(N_("changes are not committed")))
    separator = "；" if edition.words.lang == "zh" else "; "
    return separator.join(reasons)


def _posting(edition: Edition) -> Iterator[Fact]:
    following = edition.month.plus(1)
    yield Fact(label=edition.say(N_("These volumes are posted by")), value=_day_of(edition, edition.month))
    yield Fact(
        label=edition.say(N_("The volumes of {month} are posted by"), month=edition.month_name(following)),
        value=_day_of(edition, following),
    )


def _day_of(edition: Edition, month: Month) -> str:
    programme = edition.programme
    if programme is None:
        return DASH
    due = posting(programme, month)
    if due.provisional:
        return edition.say(
            N_("{day} (provisional: a year's days off are not published yet)"), day=edition.day(due.day)
        )
    return edition.day(due.day)
