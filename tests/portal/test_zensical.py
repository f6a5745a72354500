"""Another engine that reads the same mkdocs.yml builds the same pages: mkdocs-material ends in May 2027."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("portal")]


def test_zensical_builds_the_same_list_of_pages(site: Path, tmp_path: Path) -> None:
    zensical = os.environ.get("FORECOURT_ZENSICAL") or shutil.which("zensical")
    if zensical is None:
        pytest.skip(
            "no zensical: python -m venv Z && Z/bin/pip install zensical, FORECOURT_ZENSICAL=Z/bin/zensical"
        )
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(site.parents[1] / "pages", tmp_path / "build" / "portal")
    subprocess.run([zensical, "build"], cwd=tmp_path, check=True, capture_output=True, timeout=300)
    assert pages_of(tmp_path / "build" / "site") == pages_of(site)


def pages_of(folder: Path) -> list[str]:
    return sorted(page.relative_to(folder).as_posix() for page in folder.rglob("*.html"))
