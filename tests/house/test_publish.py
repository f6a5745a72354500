""".ci/publish puts what was built on one branch, as its only commit."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.house.stub import ROOT


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=clerk", "-c", "user.email=clerk@localhost")
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A built repository with spaces in its path, beside an empty forge."""
    source = tmp_path / "市场 部"
    (source / ".ci").mkdir(parents=True)
    shutil.copy(ROOT / ".ci" / "publish", source / ".ci" / "publish")
    git(source, "init", "--quiet", "--initial-branch=main")
    git(source, "add", ".")
    git(source, "commit", "--quiet", "-m", "Start")
    (source / "build" / "site").mkdir(parents=True)
    (source / "build" / "site" / "index.html").write_text("门户", encoding="utf-8")
    (source / "build" / "binders" / "2026-11").mkdir(parents=True)
    (source / "build" / "binders" / "2026-11" / "a.pdf").write_bytes(b"%PDF")
    git(tmp_path, "init", "--quiet", "--bare", "forge")
    return source


def publish(store: Path) -> str:
    forge = str(store.parent / "forge")
    command = [str(store / ".ci" / "publish"), forge]
    environ = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "TOKEN"))}
    return subprocess.run(command, env=environ, capture_output=True, text=True, check=True).stdout


def test_portal_and_volumes_arrive_on_the_branch(store: Path) -> None:
    head = git(store, "rev-parse", "HEAD")

    assert publish(store) == f"published: {head}\n"
    forge = store.parent / "forge"
    files = git(forge, "ls-tree", "-r", "--name-only", "published").splitlines()
    assert files == [".nojekyll", "binders/2026-11/a.pdf", "index.html"]
    assert git(forge, "log", "--format=%s", "published") == f"Publish {head}"


def test_publishing_again_replaces_the_only_commit(store: Path) -> None:
    publish(store)
    (store / "build" / "site" / "index.html").write_text("新门户", encoding="utf-8")

    publish(store)

    forge = store.parent / "forge"
    assert git(forge, "rev-list", "--count", "published") == "1"
    assert git(forge, "show", "published:index.html") == "新门户"
