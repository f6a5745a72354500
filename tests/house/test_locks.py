"""The lock files install the same everywhere: a hash for every version, no host, no drift from pyproject."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from tests.house.stub import ROOT

LOCKS = (
    "requirements-build.lock",
    "requirements.lock",
    "requirements-test.lock",
    "tests/browser/requirements.lock",
)
PACKAGES = "tests/browser/package-lock.json"
PIN = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>[^ ;\\]+)(?: ; [^\\]+?)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")


def pins(lock: str) -> set[tuple[str, str]]:
    lines = (ROOT / lock).read_text(encoding="ascii").splitlines()
    return {(found["name"], found["version"]) for line in lines if (found := PIN.match(line))}


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[<>=]", requirement)[0].lower() for requirement in requirements}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_is_a_pin_or_its_hash(lock: str) -> None:
    lines = (ROOT / lock).read_text(encoding="ascii").splitlines()

    assert [line for line in lines if not PIN.match(line) and not HASH.match(line)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash(lock: str) -> None:
    lines = (ROOT / lock).read_text(encoding="ascii").splitlines()

    followers = [after for line, after in zip(lines, [*lines[1:], ""], strict=True) if PIN.match(line)]
    assert followers
    assert [line for line in followers if not HASH.match(line)] == []


@pytest.mark.parametrize(
    "path", [*LOCKS, PACKAGES, "pyproject.toml", "forecourt", ".ci/run", ".pre-commit-config.yaml"]
)
def test_no_host_is_named(path: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")

    assert re.findall(r"https?://\S+|index-url|find-links|trusted-host", text) == []


def test_the_test_lock_holds_the_run_lock_whole() -> None:
    assert pins("requirements.lock") <= pins("requirements-test.lock")


def test_everything_that_pyproject_asks_for_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]

    assert names(project["project"]["dependencies"]) <= {name for name, _ in pins("requirements.lock")}
    assert names(groups["test"]) <= {name for name, _ in pins("requirements-test.lock")}
    assert names(groups["build"]) == {name for name, _ in pins("requirements-build.lock")}
    assert names(groups["browser"]) == {name for name, _ in pins("tests/browser/requirements.lock")}


def test_the_browser_and_all_that_comes_with_it_is_locked_by_hash() -> None:
    asked = json.loads((ROOT / PACKAGES).with_name("package.json").read_text(encoding="ascii"))
    locked = json.loads((ROOT / PACKAGES).read_text(encoding="ascii"))["packages"]

    assert locked.pop("")["dependencies"] == asked["dependencies"] == {"@sparticuz/chromium": ">=153"}
    assert "node_modules/@sparticuz/chromium" in locked
    assert [name for name, one in locked.items() if not one["integrity"].startswith("sha512-")] == []


@pytest.mark.parametrize("path", ["forecourt", ".ci/run", ".ci/publish", ".ci/lock"])
def test_launchers_may_be_run(path: str) -> None:
    assert Path(ROOT / path).stat().st_mode & 0o111 == 0o111
