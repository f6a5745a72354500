"""Records that came into Git half done; their approvals tell of the time before (now 24 November 2026)."""

from msgspec.structs import replace

from forecourt.kinds.common import Approval
from forecourt.kinds.procedure import Step
from forecourt.model.record import Records, World
from forecourt.money.ratio import Ratio
from forecourt.timeline.stand import Line, Span, lines
from forecourt.timeline.stays import mean_stays
from forecourt.timeline.track import Track, Tracks
from forecourt.words.catalogue import words_for
from tests.money.make import ad, procedure
from tests.timeline.test_stand import TUESDAY, he, november, track

LAW = replace(
    procedure("ad"),
    steps=tuple(
        Step(name=name, label=name, from_=(source,), to=to, roles=("marketing_manager",))
        for name, source, to in (
            ("approve", "draft", "approved"),
            ("book", "approved", "booked"),
            ("pay", "booked", "paid"),
        )
    ),
)


def line(told: Track, *approvals: tuple[str, int], begun: int | None = None) -> Line:
    """The line of an ad that stands as `told` at last and carries these steps, each of a day of November.

    Another record has been in Git since the day `begun`.
    """
    papers = tuple(
        Approval(step=step, by="ST-he", role="marketing_manager", at=november(day)) for step, day in approvals
    )
    record = replace(ad("AD-1", told.entered[-1].state, 1), approvals=papers)
    world = World(records=Records(items=(LAW, he(), record)), today=TUESDAY)
    other = {} if begun is None else {"ad-2": track("AD-2", ("draft", november(begun)))}
    return lines(world, Tracks(by_id={"ad-1": told, **other}, corrected=0))["ad-1"]


def told(spans: tuple[Span, ...]) -> list[tuple[str, str, str]]:
    say = words_for("en").say
    return [(span.name, say(span.since), span.who) for span in spans]


def test_approvals_from_before_the_first_commit_tell_since_when_and_by_whom() -> None:
    found = line(track("AD-1", ("booked", november(20))), ("approve", 4), ("book", 9))
    assert told(found.spans) == [("approved", "2026-11-04", "何沐"), ("booked", "2026-11-09", "何沐")]
    # Wednesday to Monday; Monday to today.
    assert [(span.workdays, span.ended) for span in found.spans] == [(3, True), (11, True)]
    assert mean_stays([found]) == {("ad", "approved"): Ratio(part=3, whole=1)}


def test_what_no_approval_led_to_stood_there_by_the_commit_at_the_latest() -> None:
    found = line(
        track("AD-1", ("paid", november(20)), ("claimed", november(23))), ("approve", 4), ("book", 9)
    )
    assert told(found.spans) == [
        ("approved", "2026-11-04", "何沐"),
        ("booked", "2026-11-09", "何沐"),
        ("paid", "2026-11-20 or before", "何沐"),
        ("claimed", "2026-11-23", "何沐"),
    ]
    # Nobody knows when it was paid: neither how long it was booked nor how long it was paid.
    assert [span.ended for span in found.spans] == [True, False, True, True]
    assert found.spans[1].workdays == 0
    assert set(mean_stays([found])) == {("ad", "approved")}


def test_a_state_passed_without_an_approval_ends_on_no_known_day() -> None:
    found = line(track("AD-1", ("paid", november(20))), ("approve", 4), ("pay", 16))
    assert [(span.name, span.ended) for span in found.spans] == [("approved", False), ("paid", True)]
    assert mean_stays([found]) == {}


def test_where_two_approve_the_second_is_the_day() -> None:
    found = line(track("AD-1", ("approved", november(20))), ("approve", 4), ("approve", 6))
    assert told(found.spans) == [("approved", "2026-11-06", "何沐")]


def test_once_git_tells_it_counts_alone() -> None:
    begun = track("AD-1", ("draft", november(2)), ("approved", november(4)))
    assert told(line(begun, ("approve", 3)).spans) == [
        ("draft", "2026-11-02", "何沐"),
        ("approved", "2026-11-04", "何沐"),
    ]
    brought = track("AD-1", ("approved", november(9)), ("booked", november(9)))
    assert [span.name for span in line(brought, ("approve", 4), ("book", 9)).spans] == ["approved", "booked"]


def test_approvals_that_run_backwards_or_are_of_no_step_tell_nothing() -> None:
    for papers in ((("approve", 9), ("book", 4)), (("approve", 4), ("wave", 9))):
        found = line(track("AD-1", ("booked", november(20))), *papers)
        assert told(found.spans) == [("booked", "2026-11-20 or before", "何沐")]


def test_what_came_after_the_history_began_counts_from_its_commit() -> None:
    squashed = track("AD-1", ("approved", november(20)))
    assert told(line(squashed, ("approve", 16), begun=19).spans) == [("approved", "2026-11-20", "何沐")]
    assert told(line(squashed, ("approve", 16), begun=20).spans) == [("approved", "2026-11-16", "何沐")]
