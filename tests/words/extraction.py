"""Every source string that a reader can meet: marked strings, templates, manual pages of finding codes."""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import forecourt
from forecourt.model.codes import all_codes
from forecourt.words.catalogue import CLICK, SOURCES
from tests.house.stub import ROOT

PACKAGE = ROOT / "scripts" / "forecourt"
KEYWORDS = {"N_": None, "_": None, "gettext": None, "ngettext": (1, 2)}


def import_everything() -> None:
    """Import every module of the package, so that every finding code is declared."""
    for module in pkgutil.walk_packages(forecourt.__path__, "forecourt."):
        if module.name not in {"forecourt.__main__", "forecourt.fonts.cut"}:
            importlib.import_module(module.name)


def sources() -> dict[str, str]:
    """Source string -> where it stands."""
    import_everything()
    found = {code.manual: f"{code.function.__module__} {code.id}" for code in all_codes()}
    for folder, methods in (
        (PACKAGE, [("**.py", "python")]),
        (ROOT / "templates", [("**", "jinja2")]),
    ):
        for path, line, message in _extracted(folder, methods):
            found.setdefault(message, f"{folder.name}/{path}:{line}")
    return found


def _extracted(folder: Path, methods: list[tuple[str, str]]) -> Iterator[tuple[str, int, str]]:
    options = {"**": {"silent": "false", "trimmed": "true"}}
    for path, line, message, _, _ in extract_from_dir(
        str(folder), methods, options, keywords=KEYWORDS, comment_tags=()
    ):
        for one in message if isinstance(message, tuple) else (message,):
            if one:
                yield path, line, one


def translations() -> dict[str, str]:
    """Source string -> Chinese, of every room's .po; click's own words are no source strings of ours."""
    found: dict[str, str] = {}
    for path in sorted({*SOURCES.glob("*.po")} - {SOURCES / f"{CLICK}.po"}):
        with path.open("rb") as file:
            for message in read_po(file, locale="zh", abort_invalid=True):
                ids, chinese = _forms(message.id), _forms(message.string)
                found.update(dict.fromkeys(ids, chinese[0]))
    return found


def _forms(string: Any) -> list[str]:
    """Singular and plural of a message, or the one string it has."""
    return [string] if isinstance(string, str) else list(string)
