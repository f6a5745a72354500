"""A commit's tree is read as a work tree is."""

import shutil
from pathlib import Path

import pytest

from forecourt.edge.git import GitError
from forecourt.model.branch import Tree
from forecourt.store.branch import read_tree
from forecourt.store.load import Loaded, load
from forecourt.store.trees import TreeReader
from tests.broken.cases import DEALERSHIP
from tests.store.history import History

DAY = "2026-11-02"
AD = "plans/2026-11/ads/AD-20261012-k3f7.md"


@pytest.fixture
def shop(tmp_path: Path) -> History:
    made = History(tmp_path / "shop")
    shutil.copytree(DEALERSHIP, made.root, dirs_exist_ok=True)
    made.commit(DAY, {})
    return made


def both(shop: History) -> tuple[Loaded, Loaded]:
    """What a tree gives after everything was committed, and what the work tree gives."""
    shop.commit(DAY, {})
    return TreeReader(shop.root).load(read_tree(shop.root, "HEAD")), load(shop.root)


def same(tree: Loaded, work: Loaded) -> None:
    by_path = sorted(work.records.items, key=lambda one: one.path)
    assert sorted(tree.records.items, key=lambda one: one.path) == by_path
    assert dict(tree.records.unreadable) == dict(work.records.unreadable)
    assert tree.records.linked == work.records.linked
    assert {(one.path, one.code, one.line) for one in tree.findings} == {
        (one.path, one.code, one.line) for one in work.findings
    }
    assert (tree.sources, tree.paths) == (work.sources, work.paths)


def test_the_whole_dealership(shop: History) -> None:
    tree, work = both(shop)
    same(tree, work)
    assert {path: (fact.size, fact.sha256) for path, fact in tree.records.files.items()} == {
        path: (fact.size, fact.sha256) for path, fact in work.records.files.items()
    }


def test_records_that_cannot_be_read_and_files_that_are_none(shop: History) -> None:
    shop.write(AD, (shop.root / AD).read_text(encoding="utf-8").replace("insertions: 1", "insertions: 一"))
    shop.write("content/press/PR-1.md", "---\nkind: [\n---\n")
    shop.write("content/press/note.markdown", "x")
    shop.write("content/press/.hidden.md", "x")
    (shop.root / "content/press/link.md").symlink_to("PR-20261103-m2p8.md")
    tree, work = both(shop)
    same(tree, work)
    assert {one.code for one in tree.findings} >= {"FS01", "FS03"}


def test_a_blob_that_is_missing_stops_the_reading(shop: History) -> None:
    with pytest.raises(GitError, match="is missing"):
        TreeReader(shop.root).load(Tree(blobs={AD: "0" * 39 + "1"}, forms={}))
