"""Timelines as JSON for other programs: a versioned envelope with stable English codes."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from forecourt.money.agenda import Due
from forecourt.timeline.notes import Notes
from forecourt.timeline.stand import Span
from forecourt.timeline.verdict import Passed, Rot, Standing, Verdict

SCHEMA_VERSION: Final = 1


def as_json(standings: Sequence[Standing], notes: Notes, today: date) -> str:
    """The envelope {schema_version, today, counts, notes, records}; days are working days."""
    counts = {verdict.value: 0 for verdict in Verdict}
    for standing in standings:
        counts[standing.verdict] += 1
    envelope = {
        "schema_version": SCHEMA_VERSION,
        "today": today.isoformat(),
        "counts": counts,
        "notes": {
            "unreadable_versions": notes.unreadable,
            "corrected_dates": notes.corrected,
            "provisional": notes.provisional,
        },
        "records": [_record(standing) for standing in standings],
    }
    return json.dumps(envelope, ensure_ascii=False, indent=2)


def _record(standing: Standing) -> dict[str, Any]:
    line = standing.line
    return {
        "id": line.id,
        "kind": line.kind,
        "title": "" if line.record is None else line.record.title,
        "path": "" if line.record is None else line.record.path,
        "verdict": standing.verdict.value,
        "due": _due(standing.due),
        "rot": _rot(standing.rot),
        "workdays": line.workdays(stopped=False),
        "workdays_stopped": line.workdays(stopped=True),
        "states": [_span(span) for span in line.spans],
    }


def _due(due: Due | None) -> dict[str, Any] | None:
    if due is None:
        return None
    return {
        "day": due.day.isoformat(),
        "workdays": due.workdays,
        "counts_from": due.field,
        "ball": due.ball,
        "provisional": due.provisional,
    }


def _rot(rot: Rot | None) -> dict[str, Any] | None:
    if rot is None:
        return None
    if isinstance(rot, Passed):
        return {
            "reason": "passed",
            "day": rot.day.isoformat(),
            "field": rot.field,
            "later_state": rot.later.name,
        }
    return {"reason": "unproven", "day": rot.day.isoformat(), "missing": list(rot.missing)}


def _span(span: Span) -> dict[str, Any]:
    return {
        "state": span.name,
        "label": span.label,
        "entered": span.entered.isoformat(),
        "entered_at_latest": span.at_latest,
        "left": None if span.left is None else span.left.isoformat(),
        "by": span.who,
        "commit": span.commit,
        "workdays": span.workdays,
        "ended": span.ended,
        "ball": span.ball,
        "stopped": span.stopped,
        "limit": None if span.limit is None else span.limit.isoformat(),
        "late": span.late,
    }
