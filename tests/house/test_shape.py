"""The house keeps its shape: floors, sizes, empty package files, and it speaks of itself alone."""

import ast
import re
import subprocess
import sys
from pathlib import Path
from statistics import median

import pytest

from tests.house.stub import ROOT

PACKAGE = ROOT / "scripts" / "forecourt"
SOURCES = sorted(PACKAGE.rglob("*.py"))
PYTHON = [*SOURCES, *sorted((ROOT / "tests").rglob("*.py"))]


def functions(paths: list[Path]) -> list[tuple[str, int]]:
    """Place with name, and length in lines from `def` on, of every function in `paths`."""
    found = []
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                place = f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
                found.append((place, (node.end_lineno or node.lineno) - node.lineno + 1))
    return found


def test_imports_go_down_the_floors_only() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "Contracts: 3 kept, 0 broken." in done.stdout


def test_every_room_stands_on_a_floor() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    layers = text[text.index("layers = [") :]
    floors = set(re.findall(r"\((\w+)\)", layers[: layers.index("\n]")]))

    rooms = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert rooms - floors == {"edge"}


def test_functions_are_short() -> None:
    lengths = functions(PYTHON)
    ours = [lines for place, lines in lengths if place.startswith("scripts/")]

    assert [place for place, lines in lengths if lines > 60] == []
    assert median(ours) <= 10


def test_files_are_short() -> None:
    lines = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8").count("\n") for path in PYTHON}

    assert {path: count for path, count in lines.items() if count > 400} == {}


def test_nothing_lies_about_at_the_top() -> None:
    """Downloads and drafts that slip into a commit would be the first thing that a newcomer sees."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    top = {path for path in listed.stdout.split("\0") if path and "/" not in path}

    assert top == {
        ".editorconfig",
        ".gitattributes",
        ".gitignore",
        ".pre-commit-config.yaml",
        "CHANGELOG.md",
        "LICENSE",
        "README.md",
        "README.zh-CN.md",
        "forecourt",
        "mkdocs.yml",
        "pyproject.toml",
        "requirements-build.lock",
        "requirements-test.lock",
        "requirements.lock",
    }


def test_package_files_are_empty() -> None:
    assert [path for path in SOURCES if path.name == "__init__.py" and path.stat().st_size] == []


@pytest.mark.parametrize("mark", ["TO" + "DO", "FIX" + "ME", "X" * 3])
def test_nothing_is_left_for_later(mark: str) -> None:
    pattern = re.compile(rf"\b{mark}\b")

    assert [path for path in PYTHON if pattern.search(path.read_text(encoding="utf-8"))] == []
