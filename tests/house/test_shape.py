"""The house keeps its shape: floors, sizes, empty package files, and it speaks of itself alone."""

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from statistics import median
from typing import NamedTuple

import pytest

from tests.house.stub import ROOT

PACKAGE = ROOT / "scripts" / "forecourt"
SOURCES = sorted(PACKAGE.rglob("*.py"))
PYTHON = [*SOURCES, *sorted((ROOT / "tests").rglob("*.py"))]


# What a library calls by name: overrides of its classes, and what it reads of them.
CALLED_BY_LIBRARIES = {
    *("list_commands", "get_command", "format_help_text", "format_commands", "format_epilog"),  # click
    *("handle_starttag", "handle_endtag", "handle_data"),  # HTMLParser
    *("daemon_threads", "block_on_close", "allow_reuse_port", "protocol_version"),  # http.server
    *("log_message", "list_directory", "do_GET", "end_headers"),
    *("emit", "_parse", "on_any_event", "filter_stream"),  # logging, gettext, watchdog, Jinja
    *("fetch", "_ua_stylesheets"),  # WeasyPrint
}


class Told(NamedTuple):
    """What one file holds: functions with their lengths in lines from `def` on, names made and names used."""

    lengths: list[tuple[str, int]]
    made: list[str]
    used: set[str]


@cache
def told(path: Path) -> Told:
    """What the syntax tree of a file tells, which is too large to be kept."""
    found = Told([], [], set())
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            place = f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
            found.lengths.append((place, (node.end_lineno or node.lineno) - node.lineno + 1))
        if path.is_relative_to(PACKAGE):
            found.made.extend(names_made(node))
            found.used.update(names_used(node))
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
    lengths = [one for path in PYTHON for one in told(path).lengths]
    ours = [lines for place, lines in lengths if place.startswith("scripts/")]

    assert [place for place, lines in lengths if lines > 60] == []
    assert median(ours) <= 10


def test_nothing_is_there_that_nobody_uses() -> None:
    """Functions, classes and constants that only tests know are dead, and so is what only those need."""
    used = CALLED_BY_LIBRARIES.union(*(told(path).used for path in SOURCES))
    for path in (ROOT / "templates").rglob("*.jinja"):
        used.update(re.findall(r"\w+", path.read_text(encoding="utf-8")))
    unused = {
        f"{path.relative_to(ROOT)} {name}" for path in SOURCES for name in told(path).made if name not in used
    }

    assert unused == set()


def names_made(node: ast.AST) -> list[str]:
    """What a definition or a constant of a module is called; rules and groups of commands are in a table."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("__"):
        decorated = any("code" in ast.dump(one) or "command" in ast.dump(one) for one in node.decorator_list)
        return [] if decorated else [node.name]
    if isinstance(node, ast.Module):
        constants = [one for one in node.body if isinstance(one, ast.AnnAssign | ast.Assign)]
        targets = [one.target if isinstance(one, ast.AnnAssign) else one.targets[0] for one in constants]
        return [one.id for one in targets if isinstance(one, ast.Name)]
    return []


def names_used(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        return [node.id]
    if isinstance(node, ast.Attribute):
        return [node.attr]
    if isinstance(node, ast.ImportFrom):
        return [one.name for one in node.names]
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


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
