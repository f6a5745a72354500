"""Records that go away, move or change their name, each trap with a small real history."""

import os
from pathlib import Path

from tests.histories.history import AD, ID, RECORD, History

OTHER = "plans/2026-11/ads/AD-20261103-c3d4.md"


def test_a_record_that_was_decided_on_is_not_deleted(shop: History) -> None:
    shop.git("rm", "--quiet", AD)
    shop.commit("ma")
    assert shop.refusals() == [("SP13", f"记录 {ID} 处于“已上报”状态，却被删除了")]


def test_a_draft_may_be_deleted(shop: History) -> None:
    shop.write(OTHER, RECORD.replace(ID, Path(OTHER).stem))
    shop.commit("ma")
    shop.git("checkout", "--quiet", "main")
    shop.git("merge", "--quiet", "--ff-only", "work")
    shop.restart()
    shop.git("rm", "--quiet", OTHER)
    shop.commit("ma")
    assert shop.step() == []


def test_what_has_an_archive_code_is_not_deleted_even_in_its_first_state(shop: History) -> None:
    shop.git("rm", "--quiet", "content/archive/ARC-20261117-b5n9.md")
    shop.commit("ma")
    assert shop.refusals() == [("SP13", "记录 ARC-20261117-b5n9 处于“在库”状态，却被删除了")]


def test_a_record_is_not_moved(shop: History) -> None:
    shop.git("mv", AD, f"content/press/{ID}.md")
    shop.commit("ma")
    assert shop.refusals() == [("SP14", f"{ID} 的文件被移走了，原来在 {AD}")]


def test_the_id_stays(shop: History) -> None:
    shop.edit(f"id: {ID}", f"id: {Path(OTHER).stem}")
    shop.git("mv", AD, OTHER)
    shop.commit("ma")
    assert ("SP15", f"记录的 id 被改了：{ID} → {Path(OTHER).stem}") in shop.refusals()


def test_the_kind_stays(shop: History) -> None:
    press = shop.text("content/press/PR-20261103-m2p8.md").replace("PR-20261103-m2p8", ID)
    shop.write(AD, press)
    shop.commit("ma")
    assert ("SP15", "记录的 kind 被改了：ad → press") in shop.refusals()


def test_a_symbolic_link_is_no_record(shop: History) -> None:
    (shop.root / AD).unlink()
    (shop.root / AD).symlink_to("AD-20261012-k3f7.md")
    shop.commit("ma")
    assert [one.code for one in shop.step()] == ["FS01", "SP13"]


def test_a_submodule_hides_nothing(shop: History) -> None:
    head = shop.git("rev-parse", "HEAD")
    # What Git is told to leave out of its differences is a difference all the same.
    shop.write(".gitmodules", '[submodule "more"]\n\tpath = content/more\n\turl = ./more\n\tignore = all\n')
    shop.git("add", ".gitmodules")
    shop.git("update-index", "--add", "--cacheinfo", f"160000,{head},content/more")
    shop.git("commit", "--quiet", "--message", "more", who="ms")
    assert shop.refusals() == [("SP23", "content/more 是子模块，里面的记录没法判断")]


def test_a_name_that_is_not_utf_8_is_seen(shop: History) -> None:
    with open(os.fsencode(shop.root) + b"/content/press/\xff.md", "wb") as odd:  # noqa: PTH123  bytes
        odd.write(RECORD.encode())
    shop.commit("ma")
    assert "FS04" in [one.code for one in shop.step()]


def test_two_branches_take_the_same_id(shop: History) -> None:
    shop.write(OTHER, RECORD.replace(ID, Path(OTHER).stem))
    shop.commit("ma")
    shop.git("checkout", "--quiet", "main")
    shop.write(OTHER, RECORD.replace(ID, Path(OTHER).stem).replace("周末", "店庆"))
    shop.commit("ms")
    shop.git("checkout", "--quiet", "work")
    assert shop.refusals() == [("SP21", f"编号 {Path(OTHER).stem} 在目标分支上已属于另一条记录：{OTHER}")]
