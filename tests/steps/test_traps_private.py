"""Personal data stays in the history for ever, so every commit of a branch is searched, not only its head."""

from pathlib import Path

import pytest

from tests.edge.paper import A4, pdf
from tests.histories.history import History

PHONE = "13812345678"
LIST = "content/名单.csv"


@pytest.fixture
def shop(tmp_path: Path) -> History:
    return History(tmp_path)


def private(shop: History) -> list[tuple[str, str]]:
    return [(one.message, one.hint) for one in shop.step() if one.code == "PD03"]


def brought_by(commit: str, what: str, more: str = "") -> list[tuple[str, str]]:
    return [
        (
            f"{what}，由提交 {commit[:8]} 带入{more}",
            f"请重做分支，去掉提交 {commit[:8]} 里的这些内容（git rebase -i）；再加一次提交没有用",
        )
    ]


GONE = "；后来虽然删掉了，历史里还在"


def test_a_number_that_a_later_commit_takes_out_again(shop: History) -> None:
    shop.edit("画面按厂家确认稿。", f"画面按厂家确认稿，联系 {PHONE}。")
    commit = shop.commit("ma")
    shop.edit(f"，联系 {PHONE}", "")
    shop.commit("ma")

    assert private(shop) == brought_by(commit, "个人信息：手机号 138…78", GONE)


def test_a_list_that_a_later_commit_deletes(shop: History) -> None:
    shop.write(LIST, f"姓名,电话\n某某,{PHONE}\n")
    commit = shop.commit("ma")
    (shop.root / LIST).unlink()
    shop.commit("ma")

    assert private(shop) == brought_by(commit, "个人信息：手机号 138…78", GONE)


def test_a_number_at_the_head_names_its_commit_too(shop: History) -> None:
    shop.write(LIST, f"姓名,电话\n某某,{PHONE}\n")
    commit = shop.commit("ma")
    shop.write("content/另.csv", "a\n")
    shop.commit("ma")

    assert private(shop) == brought_by(commit, "个人信息：手机号 138…78")


def test_a_file_beside_the_records(shop: History) -> None:
    shop.write("docs/客户.txt", f"{PHONE}\n")
    commit = shop.commit("ma")
    (shop.root / "docs/客户.txt").unlink()
    shop.commit("ma")

    assert private(shop) == brought_by(commit, "个人信息：手机号 138…78", GONE)


def test_a_pdf_in_the_middle_of_a_branch(shop: History) -> None:
    (shop.root / "content/press/x.pdf").write_bytes(pdf(A4, text=f"Tel {PHONE} /"))
    commit = shop.commit("ma")
    (shop.root / "content/press/x.pdf").unlink()
    shop.commit("ma")

    assert private(shop) == brought_by(commit, "第 1 页有个人信息：手机号 138…78", GONE)


def test_a_merge_that_writes_a_number_itself(shop: History) -> None:
    shop.write("content/甲.txt", "甲\n")
    shop.commit("ma")
    shop.on_main("mm", ("content/outlets/OUT-daily.md", "tier: local", "tier: portal"))
    shop.git("merge", "--quiet", "--no-commit", "main")
    shop.write(LIST, f"{PHONE}\n")
    commit = shop.commit("ma")

    assert private(shop) == brought_by(commit, "个人信息：手机号 138…78")


def test_what_the_target_branch_has_already_is_not_told_again(shop: History) -> None:
    shop.git("checkout", "--quiet", "main")
    shop.write(LIST, f"{PHONE}\n")
    shop.commit("mm")
    shop.git("checkout", "--quiet", "-B", "work")
    shop.git("mv", LIST, "content/新名单.csv")
    shop.commit("ma")

    assert private(shop) == []


def test_a_merge_of_the_target_branch_brings_nothing_new(shop: History) -> None:
    shop.write("content/甲.txt", "甲\n")
    shop.commit("ma")
    shop.git("checkout", "--quiet", "main")
    shop.write(LIST, f"{PHONE}\n")
    shop.commit("mm")
    shop.git("checkout", "--quiet", "work")
    shop.git("merge", "--quiet", "--no-edit", "main")

    assert private(shop) == []


def test_a_branch_without_numbers_has_no_such_finding(shop: History) -> None:
    shop.edit("画面按厂家确认稿。", "画面按厂家确认稿，咨询 400-820-8888。")
    shop.commit("ma")

    assert private(shop) == []
