"""What states mean, by the procedures as written."""

import pytest
from msgspec.structs import replace

from forecourt.kinds.ad import Ad
from forecourt.model.record import Records
from forecourt.money.lifecycle import bucket_of, counts_in, procedure_of, state_of, work_of
from tests.money.make import MEANINGS, ad, procedure, records, states


def test_the_procedure_in_force_beats_newer_drafts_and_older_versions() -> None:
    """Version n takes effect in month n."""
    found = Records(
        items=(
            procedure("ad", version="1.0", state="superseded"),
            procedure("ad", version="2.0", state="in_force"),
            procedure("ad", version="3.0", state="draft"),
            procedure("press", version="4.0", state="in_force"),
        )
    )
    chosen = procedure_of(found, "ad")
    assert chosen is not None
    assert chosen.id == "PROC-ad-2.0"


def test_of_two_in_force_the_newer_counts() -> None:
    found = Records(items=(procedure("ad", version="3.0"), procedure("ad", version="2.0")))
    chosen = procedure_of(found, "ad")
    assert chosen is not None
    assert chosen.version == "3.0"


def test_a_procedure_that_is_only_drafted_is_better_than_none() -> None:
    drafted = procedure("ad", state="draft")
    assert procedure_of(Records(items=(drafted,)), "ad") == drafted
    assert procedure_of(Records(items=(drafted,)), "event") is None


@pytest.mark.parametrize(
    ("state", "bucket"),
    [
        ("draft", None),
        ("approved", "planned"),
        ("booked", "committed"),
        ("paid", "spent"),
        ("claimed", "spent"),
        ("granted", "spent"),
        ("cancelled", None),
    ],
)
def test_a_state_counts_in_one_bucket(state: str, bucket: str | None) -> None:
    found = records(ad("AD-1", state, 100))
    assert bucket_of(state_of(found, found.find(Ad, "AD-1") or pytest.fail("no ad"))) == bucket


def test_every_state_of_the_test_procedure_says_what_it_means_for_work() -> None:
    found = records()
    assert {name: work_of(found, ad("AD-1", name, 1)) for name in MEANINGS} == {
        "draft": "open",
        "approved": "open",
        "booked": "open",
        "paid": "done",
        "claimed": "done",
        "granted": "done",
        "cancelled": "cancelled",
    }


def test_an_undeclared_state_means_nothing() -> None:
    found = records(stray := ad("AD-1", "lost", 100))
    assert state_of(found, stray) is None
    assert bucket_of(None) is None
    assert work_of(found, stray) == ""


def test_a_kind_without_a_procedure_has_no_states() -> None:
    alone = ad("AD-1", "draft", 100)
    assert state_of(Records(items=(alone,)), alone) is None


def test_a_state_carries_its_own_limits() -> None:
    limited = {
        state.name: (state.limit_from, state.limit_days) for state in states(draft=("copy_deadline", 3))
    }
    assert limited["draft"] == ("copy_deadline", 3)
    assert limited["paid"] == (None, None)


def test_a_law_record_counts_once_it_has_left_the_first_state_or_is_done() -> None:
    law = procedure("staff")
    counting = [state.name for state in law.states if counts_in(law, state.name)]

    assert counting == ["approved", "booked", "paid", "claimed", "granted"]
    assert not counts_in(law, "lost")
    done_first = replace(law, states=tuple(reversed(law.states[:4])))
    assert counts_in(done_first, "paid")
