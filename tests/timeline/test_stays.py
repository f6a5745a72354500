"""How long stays were on average, and which limits were kept; today is Tuesday 24 November 2026."""

from forecourt.money.ratio import Ratio
from forecourt.timeline.stays import kept_limits, mean_stays
from tests.money.make import ad
from tests.timeline.test_stand import line, november, track

WAY = ("draft", november(2)), ("approved", november(6)), ("booked", november(9))


def test_a_mean_counts_stays_that_are_over_each_time_a_state_is_left() -> None:
    back = track("AD-1", *WAY, ("draft", november(10)), ("approved", november(12)))
    found = mean_stays(
        [line(back, ad("AD-1", "approved", 1)), line(track("AD-1", *WAY), ad("AD-1", "booked", 1))]
    )
    assert found == {
        # Monday to Friday twice, Tuesday to Thursday once.
        ("ad", "draft"): Ratio(part=4 + 4 + 2, whole=3),
        ("ad", "approved"): Ratio(part=1 + 1, whole=2),
        # The second of them is still booked.
        ("ad", "booked"): Ratio(part=1, whole=1),
    }


def test_who_owns_the_record_is_judged_by_stays_that_ended_or_are_late() -> None:
    told = track("AD-1", *WAY)
    in_time = line(told, ad("AD-1", "booked", 1), approved=("copy_deadline", 0))
    assert kept_limits([in_time]) == {("st-lin", "ad"): Ratio(part=1, whole=1)}
    late = line(
        track("AD-1", ("draft", november(2)), ("approved", november(6))),
        ad("AD-1", "approved", 1),
        approved=("copy_deadline", 0),
    )
    assert kept_limits([in_time, late]) == {("st-lin", "ad"): Ratio(part=1, whole=2)}


def test_neither_what_still_has_time_nor_what_waits_for_others_is_judged() -> None:
    now = track("AD-1", ("draft", november(2)), ("approved", november(6)))
    running = line(now, ad("AD-1", "approved", 1), approved=("flight_start", 10))
    waiting = line(track("AD-1", *WAY), ad("AD-1", "booked", 1), booked=("copy_deadline", 0))
    assert running.now.late == 0
    assert waiting.now.late == 8
    assert kept_limits([running, waiting]) == {}
