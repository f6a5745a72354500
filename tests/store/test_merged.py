"""Branches merged in memory: real repositories, and nothing of them touched."""

import subprocess
from pathlib import Path

import pytest

from forecourt.edge.git import GitError
from forecourt.model.refusal import RefusedError
from forecourt.store import merged
from forecourt.store.merged import Stage, left_out, merged_stages
from forecourt.words.catalogue import words_for
from tests.store.history import History, record

DAY = "2026-11-02"
A, B = "plans/2026-11/ads/AD-1.md", "plans/2026-11/ads/AD-2.md"


@pytest.fixture
def shop(tmp_path: Path) -> History:
    """Two ads on main; branch `a` changes the first, branch `b` the second."""
    made = History(tmp_path / "shop")
    made.commit(DAY, {A: record("AD-1", "draft"), B: record("AD-2", "draft")})
    for name, path in (("a", A), ("b", B)):
        made.git("checkout", "--quiet", "-b", name, "main")
        made.commit(DAY, {path: record(path[-7:-3], "submitted")})
    made.git("checkout", "--quiet", "main")
    return made


def texts(shop: History, stage: Stage) -> dict[str, str]:
    """State of every record at a stage."""
    return {
        path: shop.git("cat-file", "blob", blob).split("state: ")[1].split("\n")[0]
        for path, blob in stage.tree.blobs.items()
    }


def refused(root: Path, *names: str, base: str = "main") -> str:
    """Why the branches cannot be merged, in Chinese."""
    with pytest.raises(RefusedError) as stopped:
        merged_stages(root, base, names)
    return words_for("zh").say(stopped.value.sentence)


def untouched(shop: History) -> tuple[str, ...]:
    """What people see of a repository: refs, index, work tree, stash, HEAD."""
    return (
        shop.git("for-each-ref"),
        shop.git("ls-files", "--stage"),
        shop.git("status", "--porcelain", "--ignored"),
        shop.git("stash", "list"),
        shop.git("rev-parse", "HEAD"),
        shop.git("reflog", "--all"),
        "\n".join(sorted(str(path) for path in (shop.root / ".git").glob("*"))),
    )


def test_one_branch_is_merged_into_the_base(shop: History) -> None:
    base, with_a = merged_stages(shop.root, "main", ["a"])
    assert (base.name, with_a.name) == ("main", "a")
    assert texts(shop, base) == {A: "draft", B: "draft"}
    assert texts(shop, with_a) == {A: "submitted", B: "draft"}
    assert with_a.commit == shop.git("rev-parse", "a").strip()


def test_several_branches_are_merged_one_after_another(shop: History) -> None:
    stages = merged_stages(shop.root, "main", ["a", "b"])
    assert [texts(shop, one) for one in stages] == [
        {A: "draft", B: "draft"},
        {A: "submitted", B: "draft"},
        {A: "submitted", B: "submitted"},
    ]


def test_refs_index_and_work_tree_stay_as_they_are(shop: History) -> None:
    shop.write(A, record("AD-1", "draft", "改到一半"))
    shop.write("plans/2026-11/ads/AD-3.md", record("AD-3", "draft"))
    shop.git("add", A)
    before = untouched(shop)
    merged_stages(shop.root, "main", ["a", "b"])
    assert untouched(shop) == before


def test_the_same_question_leaves_the_same_objects(shop: History) -> None:
    first = merged_stages(shop.root, "main", ["a", "b"])
    loose = shop.git("count-objects")
    assert merged_stages(shop.root, "main", ["a", "b"]) == first
    assert shop.git("count-objects") == loose


def test_what_the_base_gained_meanwhile_stays(shop: History) -> None:
    shop.commit(DAY, {B: record("AD-2", "returned")})
    assert texts(shop, merged_stages(shop.root, "main", ["a"])[1]) == {A: "submitted", B: "returned"}


def test_a_branch_that_is_behind_adds_nothing(shop: History) -> None:
    shop.git("branch", "old", "main")
    shop.commit(DAY, {B: record("AD-2", "returned")})
    base, with_old = merged_stages(shop.root, "main", ["old"])
    assert with_old.adds_nothing
    assert with_old.tree == base.tree


def test_the_same_branch_twice_adds_nothing_the_second_time(shop: History) -> None:
    _, once, twice = merged_stages(shop.root, "main", ["a", "a"])
    assert (once.adds_nothing, twice.adds_nothing) == (False, True)
    assert twice.tree == once.tree


def test_a_record_that_a_branch_deletes_is_gone(shop: History) -> None:
    shop.git("checkout", "--quiet", "-b", "gone", "main")
    shop.commit(DAY, {A: None})
    shop.git("checkout", "--quiet", "main")
    assert texts(shop, merged_stages(shop.root, "main", ["gone"])[1]) == {B: "draft"}


def test_a_conflict_names_file_and_branch(shop: History) -> None:
    shop.git("checkout", "--quiet", "-b", "c", "main")
    shop.commit(DAY, {A: record("AD-1", "returned")})
    assert refused(shop.root, "a", "b", "c") == f"c 不能并入 main + a + b，两边改了同一处：{A}"


def test_changed_here_and_deleted_there_is_a_conflict(shop: History) -> None:
    shop.git("checkout", "--quiet", "-b", "gone", "main")
    shop.commit(DAY, {A: None})
    assert refused(shop.root, "a", "gone") == f"gone 不能并入 main + a，两边改了同一处：{A}"


def test_many_conflicts_are_cut(shop: History) -> None:
    paths = [f"content/press/PR-{number:02}.md" for number in range(12)]
    for name in ("x", "y"):
        shop.git("checkout", "--quiet", "-b", name, "main")
        shop.commit(DAY, {path: record("PR", name) for path in paths})
    assert refused(shop.root, "x", "y") == (
        f"y 不能并入 main + x，两边改了同一处：{'、'.join(paths[:10])}、…"
    )


def test_a_history_with_nothing_in_common_is_refused(shop: History) -> None:
    shop.git("checkout", "--quiet", "--orphan", "alien")
    shop.commit(DAY, {A: record("AD-1", "submitted")})
    assert refused(shop.root, "alien") == "main 与 alien 没有共同的提交，看不出分支从哪里开始；请变基到 main"


def test_a_shallow_clone_is_refused(shop: History, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    subprocess.run(
        ["git", "clone", "--quiet", "--depth=1", "--no-single-branch", shop.root.as_uri(), str(clone)],
        check=True,
    )
    assert "git fetch --unshallow" in refused(clone, "origin/a")


def test_a_tag_is_refused_and_never_taken_for_a_branch(shop: History) -> None:
    shop.git("tag", "v1", "a")
    assert refused(shop.root, "v1").startswith("“v1”是标签")
    shop.git("tag", "b", "a")
    assert texts(shop, merged_stages(shop.root, "main", ["b"])[1]) == {A: "draft", B: "submitted"}


@pytest.mark.parametrize("name", ["--upload-pack=touch", "-x", "nobody", ""])
def test_a_name_that_is_no_branch_is_refused(shop: History, name: str) -> None:
    assert f"“{name}”" in refused(shop.root, name)


def test_a_colleague_s_branch_is_found_at_the_remote(shop: History, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", str(shop.root), str(clone)], check=True)
    assert [stage.name for stage in merged_stages(clone, "main", ["a", "origin/b"])] == [
        "main",
        "origin/a",
        "origin/b",
    ]


def test_a_dealership_in_a_folder_of_a_repository(tmp_path: Path) -> None:
    made = History(tmp_path / "all")
    made.commit(DAY, {f"shop/{A}": record("AD-1", "draft")})
    made.git("checkout", "--quiet", "-b", "a", "main")
    made.commit(DAY, {f"shop/{A}": record("AD-1", "submitted")})
    stages = merged_stages(made.root / "shop", "main", ["a"])
    assert [texts(made, one) for one in stages] == [{A: "draft"}, {A: "submitted"}]


def test_an_old_git_is_named(shop: History, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merged, "version", lambda _: (2, 37, 1))
    assert refused(shop.root, "a") == "Git 2.37.1 不能在内存里合并，需要 2.38 或更新的版本"


def test_outside_a_repository_git_says_so(tmp_path: Path) -> None:
    with pytest.raises(GitError, match="not a git repository"):
        merged_stages(tmp_path, "main", ["a"])


@pytest.fixture
def stages(shop: History) -> tuple[Stage, ...]:
    return merged_stages(shop.root, "main", ["a"])


def test_nothing_is_missed_on_the_base_itself(shop: History, stages: tuple[Stage, ...]) -> None:
    assert list(left_out(shop.root, stages)) == []


def test_edits_and_one_s_own_commits_are_missed(shop: History, stages: tuple[Stage, ...]) -> None:
    shop.write(A, record("AD-1", "returned"))
    assert list(left_out(shop.root, stages)) == ["edits"]
    shop.git("checkout", "--quiet", "--force", "b")
    assert list(left_out(shop.root, stages)) == ["commits"]
