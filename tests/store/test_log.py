"""The history of records out of real repositories."""

import subprocess
from pathlib import Path

import pytest

from forecourt.model.refusal import RefusedError
from forecourt.store.heading import Heading
from forecourt.store.log import Change, read_history
from forecourt.words.catalogue import words_for
from tests.store.history import History, record

AD = "plans/2026-11/AD-1.md"


def blob(history: History, commit: str, path: str = AD) -> str:
    return history.git("rev-parse", f"{commit}:{path}").strip()


def refusal(root: Path) -> str:
    with pytest.raises(RefusedError) as refused:
        read_history(root)
    return words_for("en").say(refused.value.sentence)


def test_every_commit_with_what_it_changed(tmp_path: Path) -> None:
    history = History(tmp_path)
    first = history.commit("2026-11-02", {AD: record("AD-1", "draft")})
    other = history.commit("2026-11-03", {"README.md": "no record", "plans/list.csv": "no record"}, "lin")
    last = history.commit("2026-11-04", {AD: record("AD-1", "submitted")})

    told = read_history(tmp_path)

    assert [(commit.id, commit.parents, commit.email) for commit in told.commits] == [
        (first, (), "he@dealer.example"),
        (other, (first,), "lin@dealer.example"),
        (last, (other,), "he@dealer.example"),
    ]
    assert [commit.changes for commit in told.commits] == [
        (Change(path=AD, before="", after=blob(history, first)),),
        (),
        (Change(path=AD, before=blob(history, first), after=blob(history, last)),),
    ]
    assert told.commits[0].when == 1_793_592_000
    assert told.headings == {
        blob(history, first): Heading("ad", "AD-1", "draft"),
        blob(history, last): Heading("ad", "AD-1", "submitted"),
    }
    assert told.unreadable == 0


def test_a_merge_shows_what_it_changes_on_its_first_line(tmp_path: Path) -> None:
    history = History(tmp_path)
    history.commit("2026-11-02", {AD: record("AD-1", "draft")})
    history.git("switch", "--quiet", "--create", "work")
    history.commit("2026-11-03", {AD: record("AD-1", "submitted")})
    history.git("switch", "--quiet", "main")
    history.commit("2026-11-04", {"content/x.md": record("ST-1", "active", kind="staff")})
    history.merge("work", "2026-11-05")

    told = read_history(tmp_path)

    merge = told.commits[-1]
    assert len(told.commits) == 4
    assert len(merge.parents) == 2
    assert [told.headings[change.after].state for change in merge.changes] == ["submitted"]


def test_a_dealership_in_a_folder_of_a_larger_repository(tmp_path: Path) -> None:
    shop = tmp_path / "shop"
    history = History(tmp_path)
    history.commit("2026-11-02", {f"shop/{AD}": record("AD-1", "draft"), AD: record("AD-2", "draft")})
    (shop / "content").mkdir()

    (commit,) = read_history(shop).commits

    assert [change.path for change in commit.changes] == [AD]


def test_chinese_and_damaged_names_and_versions_that_cannot_be_read(tmp_path: Path) -> None:
    history = History(tmp_path)
    history.commit("2026-11-02", {"plans/广告.md": record("AD-1", "draft"), "plans/b.md": b"\xff\xfe"})
    odd = tmp_path.joinpath("plans").as_posix().encode() + b"/\xb9\xe3.md"
    with open(odd, "wb") as file:  # noqa: PTH123  a path that is no text
        file.write(record("AD-2", "draft").encode())
    history.commit("2026-11-03", {})

    told = read_history(tmp_path)

    assert {change.path for commit in told.commits for change in commit.changes} == {
        "plans/广告.md",
        "plans/b.md",
        "plans/\udcb9\udce3.md",
    }
    assert {heading.id for heading in told.headings.values()} == {"AD-1", "AD-2"}
    assert told.unreadable == 1


def test_symbolic_links_are_no_records(tmp_path: Path) -> None:
    history = History(tmp_path)
    history.commit("2026-11-02", {AD: record("AD-1", "draft")})
    (tmp_path / "plans" / "link.md").symlink_to("2026-11/AD-1.md")
    history.commit("2026-11-03", {})

    assert read_history(tmp_path).commits[1].changes == ()


def test_settings_of_the_reader_change_nothing(tmp_path: Path) -> None:
    history = History(tmp_path)
    history.commit("2026-11-02", {AD: record("AD-1", "draft")})
    history.commit("2026-11-03", {AD: None, "plans/moved.md": record("AD-1", "draft")})
    before = read_history(tmp_path)
    for name, value in {
        "diff.renames": "copies",
        "log.showSignature": "true",
        "log.diffMerges": "off",
        "core.quotepath": "true",
        "color.ui": "always",
        "diff.noprefix": "true",
        "log.date": "relative",
    }.items():
        history.git("config", name, value)

    assert read_history(tmp_path) == before
    assert [len(commit.changes) for commit in before.commits] == [1, 2]


def test_a_replaced_commit_does_not_hide_the_real_one(tmp_path: Path) -> None:
    history = History(tmp_path)
    first = history.commit("2026-11-02", {AD: record("AD-1", "draft")})
    last = history.commit("2026-11-03", {AD: record("AD-1", "submitted")})
    history.git("replace", last, first)

    assert [commit.id for commit in read_history(tmp_path).commits] == [first, last]


def test_outside_git_before_the_first_commit_and_in_a_shallow_clone(tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    assert refusal(tmp_path / "plain") == "This folder is not kept in Git, so it has no history"

    history = History(tmp_path / "shop")
    assert refusal(tmp_path / "shop") == "There is no commit yet, so there is no history"

    history.commit("2026-11-02", {AD: record("AD-1", "draft")})
    history.commit("2026-11-03", {AD: record("AD-1", "submitted")})
    source = (tmp_path / "shop").as_uri()
    subprocess.run(["git", "clone", "-q", "--depth=1", source, str(tmp_path / "part")], check=True)
    assert refusal(tmp_path / "part") == (
        "This clone is shallow, so the history is not whole; run: git fetch --unshallow"
    )


def test_a_damaged_repository_says_what_git_says(tmp_path: Path) -> None:
    history = History(tmp_path)
    first = history.commit("2026-11-02", {AD: record("AD-1", "draft")})
    history.commit("2026-11-03", {AD: record("AD-1", "submitted")})
    (tmp_path / ".git" / "objects" / first[:2] / first[2:]).unlink()

    assert refusal(tmp_path).startswith("Git cannot tell the history: ")
