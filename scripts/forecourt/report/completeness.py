"""How complete a month's volumes are, for the screen and for other programs (A2, A3)."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.model.vocabulary import EVIDENCE
from forecourt.money.lifecycle import state_of
from forecourt.money.volume_items import TITLES
from forecourt.money.workdays import Posting
from forecourt.rules.completeness import Completeness, ItemScore, VolumeScore, told_of
from forecourt.rules.proof_matrix import Want
from forecourt.words.catalogue import Words
from forecourt.words.text import N_, Text, text

SCHEMA_VERSION: Final = 1


def as_text(
    found: Completeness, records: Records, words: Words, due: Posting | None, *, errors: int = 0
) -> str:
    """Volume by volume, item by item: what is there, and a line for everything that is lacking.

    Of records that cannot be read the list knows nothing; with `errors` no final volumes are offered.
    """
    heading = [] if due is None else [posting_line(due, found.month)]
    lost = len(set(records.unreadable.values()))
    if lost:
        sentence = N_(
            "{count} records cannot be read: their papers are not counted here, "
            "and no final volumes can be made"
        )
        heading.append(text(sentence, count=lost))
    mend = text(N_("Mend the errors first: ./forecourt check"))
    verdict = mend if lost or (errors and found.is_final) else _verdict(found)
    lines = [*heading, *_lines(found, records, words), "", verdict]
    return "\n".join(words.say(line) if isinstance(line, Text) else line for line in lines)


def volume_line(score: VolumeScore) -> Text:
    """A volume in one line: its items, and how many of the papers wanted will do."""
    if score.percent is None:
        empty = N_("Volume {number}, {title}: {items} items, no papers wanted yet")
        return text(empty, number=score.volume, title=Text(TITLES[score.volume]), items=len(score.items))
    return text(
        N_("Volume {number}, {title}: {items} items, {there} of {wanted} papers will do ({percent} %)"),
        number=score.volume,
        title=Text(TITLES[score.volume]),
        items=len(score.items),
        there=score.there,
        wanted=score.wanted,
        percent=score.percent,
    )


def posting_line(due: Posting, month: Month) -> Text:
    """When the volumes of `month` must be ready and posted, and which days they report."""
    line = text(
        N_("Volumes of {month}: ready on {ready}, posted by {day}"),
        month=month,
        ready=due.ready_on,
        day=due.day,
    )
    if due.period is not None:
        line = text(
            N_("{line}; they report {first} to {last}"),
            line=line,
            first=due.period.first,
            last=due.period.last,
        )
    if due.provisional:
        line = text(N_("{line} (provisional: a year's days off are not published yet)"), line=line)
    return line


def label_of(want: Want) -> Text:
    """A kind of evidence, with the number of pieces where it is not one, and of copies to hand in."""
    label = Text(EVIDENCE.terms[want.kind])
    counted = label if want.there == 1 else text(N_("{label} × {count}"), label=label, count=want.there)
    if want.copies is None or want.copies == 1:
        return counted
    return text(N_("{label} (hand in {count} of each)"), label=counted, count=want.copies)


def as_json(found: Completeness, today: date, due: Posting | None, *, errors: int = 0) -> str:
    """The envelope {schema_version, month, today, posting, errors, final, volumes, exceptions}; counts are
    pieces. `errors` are those in the records: `final` is false then.

    `posting` is null when the month's programme cannot be read.
    """
    envelope = {
        "schema_version": SCHEMA_VERSION,
        "month": str(found.month),
        "today": today.isoformat(),
        "posting": None if due is None else _posting(due),
        "errors": errors,
        "final": found.is_final and not errors,
        "volumes": [_volume(score) for score in found.volumes],
        "exceptions": [one.id for one in found.exceptions],
    }
    return json.dumps(envelope, ensure_ascii=False, indent=2)


def _lines(found: Completeness, records: Records, words: Words) -> Iterator[Text | str]:
    for score in found.volumes:
        yield volume_line(score)
        for item in score.items:
            state = state_of(records, item.record)
            yield f"  {item.record.id}  {item.record.title}  [{state.label if state else item.record.state}]"
            fine = [label_of(want) for want in item.wanted if want.status == "there"]
            if fine:
                yield text(N_("    √ {papers}"), papers=fine)
            for want in item.lacks:
                mark = "○" if want.kind in item.excused else "×"
                what = told_of(want, item)
                yield text(N_("    {mark} {what} ({why})"), mark=mark, what=what, why=want.why)
            for path in item.cut:
                yield text(
                    N_("    ? {path} lacks its end; --final refuses it if it cannot be read"), path=path
                )


def _verdict(found: Completeness) -> Text:
    if not any(score.items for score in found.volumes):
        return text(N_("Nothing of this month belongs into a volume so far"))
    if found.is_final and not found.exceptions:
        return text(N_("Everything is there: the final volumes can be made with --final"))
    lacking = sum(len(item.unexcused) for score in found.volumes for item in score.items)
    if lacking:
        return text(N_("{count} papers are lacking; × marks them"), count=lacking)
    return text(
        N_("What is lacking is excused by {ids}: the final volumes can be made with --final"),
        ids=[one.id for one in found.exceptions],
    )


def _posting(due: Posting) -> dict[str, Any]:
    period = due.period
    return {
        "post_by": due.day.isoformat(),
        "ready_on": due.ready_on.isoformat(),
        "provisional": due.provisional,
        "period": None if period is None else [period.first.isoformat(), period.last.isoformat()],
    }


def _volume(score: VolumeScore) -> dict[str, Any]:
    return {
        "number": score.volume,
        "there": score.there,
        "wanted": score.wanted,
        "percent": score.percent,
        "items": [_item(item) for item in score.items],
    }


def _item(item: ItemScore) -> dict[str, Any]:
    return {
        "record": item.record.id,
        "title": item.record.title,
        "state": item.record.state,
        "path": item.record.path,
        "wanted": [_want(want, item) for want in item.wanted],
        "cut": list(item.cut),
    }


def _want(want: Want, item: ItemScore) -> dict[str, Any]:
    exception = item.excused.get(want.kind)
    return {
        "kind": want.kind,
        "status": want.status,
        "pieces": want.pieces,
        "there": want.there,
        "good": want.good,
        "stale": want.stale,
        "undated": want.undated,
        "fresh": want.fresh,
        "shows": list(want.shows),
        "among": list(want.among),
        "hidden": list(want.hidden),
        "copies": want.copies,
        "exception": None if exception is None else exception.id,
    }
