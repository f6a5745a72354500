"""How long records stay in each state, and how often limits were kept, by Git's history (M1, M12)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from forecourt.kinds.common import Common
from forecourt.money.ratio import Ratio
from forecourt.timeline.stand import Line, Span
from forecourt.timeline.track import GONE


def mean_stays(lines: Iterable[Line]) -> Mapping[tuple[str, str], Ratio]:
    """By kind and state: working days of all stays that are over ÷ their number.

    A stay that still lasts, or began before anybody told of it, says only how long it is at least, and is
    left out.
    """
    days: dict[tuple[str, str], list[int]] = defaultdict(list)
    for line in lines:
        for span in line.spans:
            if _is_whole(span):
                days[line.kind, span.name].append(span.workdays)
    return {key: Ratio(part=sum(found), whole=len(found)) for key, found in days.items()}


def _is_whole(span: Span) -> bool:
    return span.left is not None and span.ended and not span.at_latest and span.name != GONE


def kept_limits(lines: Iterable[Line]) -> Mapping[tuple[str, str], Ratio]:
    """By owner (id in small letters) and kind: stays that ended by their last day ÷ all judged ones.

    Those are stays with a limit in which the ball was not with others, and that are over or late already;
    they count for who owns the record today (domain 2.15).
    """
    kept: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for line in lines:
        if isinstance(line.record, Common):
            for span in _judged(line.spans):
                kept[line.record.owner.casefold(), line.kind].append(not span.late)
    return {key: Ratio(part=sum(found), whole=len(found)) for key, found in kept.items()}


def _judged(spans: Iterable[Span]) -> Iterator[Span]:
    for span in spans:
        if span.limit is not None and not span.stopped and (span.left is not None or span.late):
            yield span
