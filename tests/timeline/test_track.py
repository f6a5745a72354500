"""Which states a record went through: merges, squashes, renames, deletions, and clocks that are wrong."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forecourt.store.heading import Heading
from forecourt.store.log import Change, Commit, History, read_history
from forecourt.timeline.track import GONE, tracks
from tests.store.history import History as Repository
from tests.store.history import on, record

TODAY = on("2026-11-24")
AD = "plans/2026-11/AD-1.md"


@pytest.fixture
def shop(tmp_path: Path) -> Repository:
    """AD-1 is a draft since 2 November, by He."""
    repository = Repository(tmp_path)
    repository.commit("2026-11-02", {AD: record("AD-1", "draft")})
    return repository


def told(repository: Repository, id: str = "ad-1") -> list[tuple[str, str, str]]:
    found = tracks(read_history(repository.root), TODAY).by_id[id]
    return [
        (step.state, step.day.isoformat()[5:], step.email.removesuffix("@dealer.example"))
        for step in found.entered
    ]


def test_states_one_after_the_other(shop: Repository) -> None:
    shop.commit("2026-11-03", {AD: record("AD-1", "draft", "更多正文。")}, "lin")
    shop.commit("2026-11-04", {AD: record("AD-1", "submitted")})
    shop.commit("2026-11-06", {AD: record("AD-1", "approved")}, "zhou")
    assert told(shop) == [
        ("draft", "11-02", "he"),
        ("submitted", "11-04", "he"),
        ("approved", "11-06", "zhou"),
    ]


def test_a_branch_counts_from_its_merge_and_its_authors_took_the_steps(shop: Repository) -> None:
    shop.git("switch", "--quiet", "--create", "work")
    shop.commit("2026-11-03", {AD: record("AD-1", "submitted")})
    shop.commit("2026-11-04", {AD: record("AD-1", "approved")}, "zhou")
    shop.git("switch", "--quiet", "main")
    shop.commit("2026-11-05", {"content/note.md": record("DIR-1", "received", kind="directive")})
    shop.merge("work", "2026-11-09", "lin")
    assert told(shop) == [
        ("draft", "11-02", "he"),
        ("submitted", "11-09", "he"),
        ("approved", "11-09", "zhou"),
    ]
    assert told(shop, "dir-1") == [("received", "11-05", "he")]


def test_what_a_branch_does_and_undoes_never_happened(shop: Repository) -> None:
    shop.git("switch", "--quiet", "--create", "work")
    shop.commit("2026-11-03", {AD: record("AD-1", "submitted")})
    shop.commit("2026-11-04", {AD: record("AD-1", "draft", "anders")})
    shop.git("switch", "--quiet", "main")
    shop.merge("work", "2026-11-09")
    assert told(shop) == [("draft", "11-02", "he")]


def test_a_branch_that_is_not_merged_does_not_count(shop: Repository) -> None:
    shop.git("switch", "--quiet", "--create", "work")
    shop.commit("2026-11-03", {AD: record("AD-1", "submitted")})
    shop.git("switch", "--quiet", "main")
    assert told(shop) == [("draft", "11-02", "he")]


def test_a_squash_is_one_step_of_its_author(shop: Repository) -> None:
    shop.git("switch", "--quiet", "--create", "work")
    shop.commit("2026-11-03", {AD: record("AD-1", "submitted")})
    shop.commit("2026-11-04", {AD: record("AD-1", "approved")}, "zhou")
    shop.git("switch", "--quiet", "main")
    shop.git("merge", "--squash", "--quiet", "work")
    shop.commit("2026-11-09", {}, "lin")
    assert told(shop) == [("draft", "11-02", "he"), ("approved", "11-09", "lin")]


def test_a_rebased_branch_counts_from_when_it_was_rebased(shop: Repository) -> None:
    """The committer's date moves, the author stays."""
    shop.git("switch", "--quiet", "--create", "work")
    shop.commit("2026-11-03", {AD: record("AD-1", "submitted")}, "lin")
    shop.git("switch", "--quiet", "main")
    shop.commit("2026-11-05", {"content/note.md": record("DIR-1", "received", kind="directive")})
    shop.git("rebase", "--quiet", "main", "work", who="zhou", day="2026-11-10")
    shop.git("switch", "--quiet", "main")
    shop.git("merge", "--quiet", "--ff-only", "work")
    assert told(shop) == [("draft", "11-02", "he"), ("submitted", "11-10", "lin")]


def test_work_merged_into_a_branch_is_not_counted_twice(shop: Repository) -> None:
    shop.git("switch", "--quiet", "--create", "work")
    shop.commit("2026-11-03", {"content/note.md": record("DIR-1", "received", kind="directive")})
    shop.git("switch", "--quiet", "main")
    shop.commit("2026-11-04", {AD: record("AD-1", "submitted")})
    shop.git("switch", "--quiet", "work")
    shop.merge("main", "2026-11-05", "he")
    shop.git("switch", "--quiet", "main")
    shop.merge("work", "2026-11-09", "lin")
    assert told(shop) == [("draft", "11-02", "he"), ("submitted", "11-04", "he")]
    assert told(shop, "dir-1") == [("received", "11-09", "he")]


def test_a_merge_that_settles_a_conflict_otherwise_is_the_merger_s_own_step(shop: Repository) -> None:
    shop.git("switch", "--quiet", "--create", "work")
    shop.commit("2026-11-03", {AD: record("AD-1", "submitted")})
    shop.git("switch", "--quiet", "main")
    shop.git("merge", "--quiet", "--no-ff", "--no-commit", "work")
    shop.write(AD, record("AD-1", "cancelled"))
    shop.commit("2026-11-09", {}, "lin")
    assert told(shop) == [("draft", "11-02", "he"), ("cancelled", "11-09", "lin")]


def test_a_record_is_followed_by_its_id_wherever_it_goes(shop: Repository) -> None:
    moved = "plans/2026-12/renamed.md"
    shop.commit("2026-11-04", {AD: None, moved: record("ad-1", "submitted")}, "lin")
    shop.commit("2026-11-05", {moved: record("AD-1", "approved")}, "zhou")
    assert told(shop) == [
        ("draft", "11-02", "he"),
        ("submitted", "11-04", "lin"),
        ("approved", "11-05", "zhou"),
    ]


def test_deleted_and_brought_back(shop: Repository) -> None:
    shop.commit("2026-11-04", {AD: None}, "lin")
    assert told(shop) == [("draft", "11-02", "he"), (GONE, "11-04", "lin")]
    shop.commit("2026-11-06", {AD: record("AD-1", "draft")}, "zhou")
    assert told(shop)[2:] == [("draft", "11-06", "zhou")]


LONG = "\n".join(f"第{line}行：版位、档期和价格。" for line in range(30))


def test_a_record_whose_file_and_id_change_together_goes_on(shop: Repository) -> None:
    shop.commit("2026-11-03", {AD: record("AD-1", "submitted", LONG)})
    new = "plans/2026-11/AD-9.md"
    shop.commit("2026-11-05", {AD: None, new: record("AD-9", "submitted", LONG)}, "lin")
    shop.commit("2026-11-06", {new: record("AD-9", "approved", LONG)}, "zhou")
    assert told(shop, "ad-9") == [
        ("draft", "11-02", "he"),
        ("submitted", "11-03", "he"),
        ("approved", "11-06", "zhou"),
    ]
    assert "ad-1" not in tracks(read_history(shop.root), TODAY).by_id


def test_a_new_id_and_a_step_in_one_commit(shop: Repository) -> None:
    shop.commit("2026-11-03", {AD: record("AD-1", "draft", LONG)})
    shop.commit("2026-11-05", {AD: None, "plans/2026-11/AD-9.md": record("AD-9", "submitted", LONG)}, "lin")
    assert told(shop, "ad-9") == [("draft", "11-02", "he"), ("submitted", "11-05", "lin")]


def test_a_new_id_on_a_branch_counts_from_its_merge(shop: Repository) -> None:
    shop.commit("2026-11-03", {AD: record("AD-1", "draft", LONG)})
    shop.git("switch", "--quiet", "--create", "work")
    shop.commit("2026-11-04", {AD: record("AD-1", "submitted", LONG)})
    new = "plans/2026-11/AD-9.md"
    shop.commit("2026-11-05", {AD: None, new: record("AD-9", "submitted", LONG)}, "lin")
    shop.commit("2026-11-06", {new: record("AD-9", "approved", LONG)}, "zhou")
    shop.git("switch", "--quiet", "main")
    shop.merge("work", "2026-11-09")
    assert told(shop, "ad-9") == [
        ("draft", "11-02", "he"),
        ("submitted", "11-09", "he"),
        ("approved", "11-09", "zhou"),
    ]


def test_another_text_or_another_kind_in_place_of_a_deleted_record_is_another_record(
    shop: Repository,
) -> None:
    shop.commit("2026-11-03", {AD: record("AD-1", "draft", LONG)})
    new = "plans/2026-11/AD-9.md"
    shop.commit("2026-11-05", {AD: None, new: record("AD-9", "draft", LONG[::-1])}, "lin")
    assert told(shop)[-1] == (GONE, "11-05", "lin")
    assert told(shop, "ad-9") == [("draft", "11-05", "lin")]
    shop.commit(
        "2026-11-06",
        {new: None, "content/DIR-9.md": record("DIR-9", "received", LONG[::-1], kind="directive")},
        "lin",
    )
    assert told(shop, "ad-9")[-1] == (GONE, "11-06", "lin")
    assert told(shop, "dir-9") == [("received", "11-06", "lin")]


def test_a_copy_beside_the_old_record_is_a_new_one(shop: Repository) -> None:
    shop.commit("2026-11-03", {AD: record("AD-1", "submitted", LONG)})
    shop.commit("2026-11-05", {"plans/2026-11/AD-9.md": record("AD-9", "draft", LONG)}, "lin")
    assert told(shop, "ad-9") == [("draft", "11-05", "lin")]
    assert told(shop)[-1] == ("submitted", "11-03", "he")


def test_another_id_in_the_same_file_is_another_record(shop: Repository) -> None:
    shop.commit("2026-11-04", {AD: record("AD-2", "draft")}, "lin")
    assert told(shop) == [("draft", "11-02", "he"), (GONE, "11-04", "lin")]
    assert told(shop, "ad-2") == [("draft", "11-04", "lin")]


def test_one_of_two_files_with_the_same_id_may_go(shop: Repository) -> None:
    shop.commit("2026-11-03", {"plans/copy.md": record("AD-1", "draft", "Kopie")})
    shop.commit("2026-11-04", {AD: None})
    assert told(shop) == [("draft", "11-02", "he")]


def test_a_version_that_cannot_be_read_is_passed_over(shop: Repository) -> None:
    shop.commit("2026-11-04", {AD: "<<<<<<< HEAD\n"})
    shop.commit("2026-11-05", {AD: record("AD-1", "submitted")})
    assert told(shop) == [("draft", "11-02", "he"), ("submitted", "11-05", "he")]
    assert read_history(shop.root).unreadable == 1


def test_git_s_order_counts_when_clocks_are_wrong(shop: Repository) -> None:
    shop.commit("2031-01-01", {AD: record("AD-1", "submitted")})
    shop.commit("2001-01-01", {AD: record("AD-1", "approved")})
    shop.commit("2026-11-09", {AD: record("AD-1", "booked")})
    assert [(state, day) for state, day, _ in told(shop)] == [
        ("draft", "11-02"),
        ("submitted", "11-09"),
        ("approved", "11-09"),
        ("booked", "11-09"),
    ]
    assert tracks(read_history(shop.root), TODAY).corrected == 2


def test_no_commits_no_tracks() -> None:
    assert tracks(History(commits=(), headings={}, unreadable=0), TODAY).by_id == {}


STATES = st.lists(st.sampled_from(["draft", "submitted", "approved", ""]), min_size=1, max_size=12)
TIMES = st.integers(-(2**40), 2**40) | st.integers(1_790_000_000, 1_797_000_000)


@settings(deadline=None)
@given(st.data())
def test_any_history_gives_states_in_git_s_order_and_days_that_never_fall(data: st.DataObject) -> None:
    states = data.draw(STATES)
    times = data.draw(st.lists(TIMES, min_size=len(states), max_size=len(states)))
    found = tracks(_straight(states, times), TODAY).by_id.get("ad-1")
    first = next((place for place, state in enumerate(states) if state), None)
    if first is None:
        assert found is None
        return
    assert found is not None
    wanted = [state for place, state in enumerate(states) if place == first or state != states[place - 1]]
    assert [step.state for step in found.entered] == wanted[wanted.index(states[first]) :]
    days = [step.day for step in found.entered]
    assert days == sorted(days)
    assert days[-1] <= TODAY


def _straight(states: list[str], times: list[int]) -> History:
    """A history without branches; an empty state deletes the file."""
    blobs = [state and f"blob-{state}" for state in states]
    commits = [
        Commit(
            id=str(place),
            parents=(str(place - 1),) if place else (),
            when=when,
            email="he@dealer.example",
            changes=(Change(path=AD, before=blobs[place - 1] if place else "", after=blobs[place]),),
        )
        for place, when in enumerate(times)
    ]
    headings = {f"blob-{state}": Heading("ad", "AD-1", state) for state in states if state}
    return History(commits=tuple(commits), headings=headings, unreadable=0)
