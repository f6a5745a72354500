"""What stands before a printing of volumes: papers that lack, volumes already posted (A3)."""

from collections.abc import Iterator
from typing import Final

from forecourt.commands.desk import Desk
from forecourt.commands.volumes import Built, NotFinalError
from forecourt.edge.pdf_archive import PDF_A, PDF_UA
from forecourt.kinds.binder import Binder
from forecourt.model.months import Month
from forecourt.money.lifecycle import state_of, work_of
from forecourt.money.reporting import programmes_of
from forecourt.money.workdays import Posting, posting
from forecourt.rules.completeness import Completeness, completeness, told_of
from forecourt.words.text import N_, Text, text

MOST_NAMED: Final = 10
BLEMISHES: Final = {
    "font": N_("the font {name} is not in it"),
    "cmyk": N_("its colours are those of inks"),
    "jpx": N_("it has pictures in JPEG 2000"),
}


def papers_of(desk: Desk, month: Month) -> Completeness:
    """How complete the volumes of `month` are today; whether pictures can be read is not looked at."""
    return completeness(desk.world.records, month, desk.world.today)


def posting_of(desk: Desk, month: Month) -> Posting | None:
    """When the volumes of `month` must be posted; None when its programme cannot be read."""
    programme = programmes_of(desk.world.records).get(month)
    return None if programme is None else posting(programme, month)


def binder_of(desk: Desk, month: Month) -> Binder | None:
    """The month's record of its volumes that names a commit: the newest that was not cancelled."""
    known = [
        one
        for one in desk.world.records.of(Binder)
        if one.month == month and one.commit is not None and work_of(desk.world.records, one) != "cancelled"
    ]
    return max(known, key=lambda one: (one.posted_on is not None, str(one.posted_on), one.id), default=None)


def _standing(desk: Desk, month: Month) -> Binder | None:
    """The same, but None once a record that is not cancelled replaces it: new volumes may be made then."""
    binder = binder_of(desk, month)
    others = (one for one in desk.world.records.of(Binder) if work_of(desk.world.records, one) != "cancelled")
    replaced = {one.replaces.casefold() for one in others if one.replaces is not None}
    return None if binder is None or binder.id.casefold() in replaced else binder


def already_out(desk: Desk, month: Month) -> Text | None:
    """That the month's volumes were posted, or are frozen for it, and must not change; None before that."""
    binder = _standing(desk, month)
    if binder is None:
        return None
    if binder.posted_on is None:
        state = state_of(desk.world.records, binder)
        return text(
            N_('The volumes of {month} are "{state}" ({id}); what is printed now must be the same. {how}'),
            month=month,
            state=state.label if state else binder.state,
            id=binder.id,
            how=_how(month),
        )
    return text(
        N_("The volumes of {month} were posted on {day} ({id}) and must not change. {how}"),
        month=month,
        day=binder.posted_on,
        id=binder.id,
        how=_how(month),
    )


def no_final(desk: Desk, month: Month) -> Text | None:
    """Why no final volumes can be made, told before anything is printed; None when they can."""
    binder = _standing(desk, month)
    if binder is not None and binder.posted_on is not None:
        return already_out(desk, month)
    items = [item for score in papers_of(desk, month).volumes for item in score.items]
    lacking = [
        text(N_("{id} {what}"), id=item.record.id, what=told_of(want, item))
        for item in items
        for want in item.unexcused
    ]
    if not lacking:
        return None
    return text(
        N_(
            "No final volumes: {count} papers are lacking: {lacking}. All of them: "
            "./forecourt binder {month} --dry-run. For a paper that cannot be had: ./forecourt new exception"
        ),
        count=len(lacking),
        lacking=lacking[:MOST_NAMED],
        month=month,
    )


def not_final(error: NotFinalError) -> Text:
    """Why nothing was printed: damaged files, changes that are not committed."""
    reasons = list(dict.fromkeys(volume.cover.draft for volume in error.volumes))
    gaps = [
        text(N_("{id} {what}"), id=gap.record.id, what=gap.what)
        for volume in error.volumes
        for gap in volume.gaps
    ]
    if not gaps:
        return text(N_("No final volumes, and nothing was written: {reasons}"), reasons=reasons)
    return text(
        N_("No final volumes, and nothing was written: {reasons}: {lacking}"),
        reasons=reasons,
        lacking=gaps[:MOST_NAMED],
    )


def fewer_standards(made: Built) -> Iterator[Text]:
    """Why a volume does not keep to PDF/A-3b, or to PDF/UA-1 either, by the papers that are bound in."""
    lost = [standard for standard in (PDF_UA, PDF_A) if standard not in made.standards]
    for path, blemishes in made.blemishes.items():
        yield text(
            N_("Not {standards}, because of {path}: {reasons}. Ask for a PDF with its fonts, or scan it"),
            standards=lost,
            path=path,
            reasons=[text(BLEMISHES[one.what], name=one.name) for one in blemishes],
        )


def _how(month: Month) -> Text:
    return text(N_("To compare: ./forecourt binder verify {month}"), month=month)
