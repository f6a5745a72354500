"""Building the portal of the small dealership: its frame, its small pictures, and with another engine."""

import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml
from msgspec.structs import replace

from forecourt.commands.desk import open_desk
from forecourt.commands.portal import LABELS, build_portal, compared, inputs_of
from forecourt.edge import site
from forecourt.kinds.binder import Binder, BoundVolume
from forecourt.model.record import Records
from forecourt.portal.inputs import Volume
from forecourt.words.catalogue import words_for
from tests.money.make import NOVEMBER, common

SMALL = Path(__file__).parent.parent / "dealership"
ROOT = Path(__file__).parents[2]
SHEET = "plans/2026-11/ads/AD-20261012-k3f7/tear-sheet.png"

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("site")]


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the small dealership, in English."""
    root = shutil.copytree(SMALL, tmp_path_factory.mktemp("portal") / "shop")
    desk = open_desk(root, today=None, clock=date(2026, 11, 18))
    return build_portal(desk, words=words_for("en")).index.parent


def test_pages_link_to_the_forge_that_the_repository_came_from(tmp_path: Path) -> None:
    root = shutil.copytree(SMALL, tmp_path / "repository" / "shop")
    desk = open_desk(root, today=None, clock=date(2026, 11, 18))
    where = site.places(root)
    assert inputs_of(desk, words=words_for("zh"), where=where).edit_base == ""
    for arguments in (("init", "-q"), ("remote", "add", "origin", "git@gitee.com:jingbei/desk.git")):
        subprocess.run(["git", "-C", str(tmp_path / "repository"), *arguments], check=True)
    made = inputs_of(desk, words=words_for("zh"), where=where)
    assert made.edit_base == "https://gitee.com/jingbei/desk/edit/main/shop/"


def test_a_volume_of_a_posted_month_is_the_posted_one_only_with_its_fingerprint() -> None:
    bound = BoundVolume(number=1, items=1, pages=9, sha256="a" * 64)
    values = {"month": NOVEMBER, "programme": "PRG-2026", "preparer": "ST-lin", "volumes": (bound,)}
    binder = Binder(**(common("binder", "BND-1", "posted") | values))
    volume = Volume(
        month=NOVEMBER, file="", title="", pages=9, items=1, size=1, sha256="", commit="", dirty=False
    )
    made = [replace(volume, sha256=sign * 64) for sign in "ab"]
    made.append(replace(made[0], month=NOVEMBER.plus(1)))
    posted = replace(binder, posted_on=date(2026, 11, 30))

    assert [one.posted for one in compared(made, Records(items=(posted,)))] == [True, False, None]
    assert [one.posted for one in compared(made, Records(items=(binder,)))] == [None, None, None]


def test_an_english_portal_has_an_english_frame(english: Path) -> None:
    text = (english / "index.html").read_text("utf-8")
    assert '<html lang="en"' in text
    assert "<title>Today - Marketing desk</title>" in text
    sections = re.findall(
        r'md-nav__item--nested">\s*<a [^>]*>\s*<span class="md-ellipsis">(.*?)</span>',
        text,
        re.DOTALL,
    )
    assert [" ".join(section.split()) for section in sections] == [
        "Plans and work",
        "Materials and showroom",
        "Binding and scores",
        "Reference",
        "Rules and people",
    ]
    assert 'title="Switch to dark"' in text


def test_every_chinese_word_of_the_configuration_has_its_english() -> None:
    chinese = {words_for("zh").gettext(label) for label in LABELS}
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    shown = {
        token.value
        for token in yaml.scan(text)
        if isinstance(token, yaml.ScalarToken) and re.fullmatch(r"[\u4e00-\u9fff]+", token.value)
    }
    assert shown == chinese


def test_pages_are_given_small_copies(english: Path) -> None:
    whole, small = english / "evidence" / SHEET, english / "thumbs" / f"{SHEET}.webp"
    assert small.is_file()
    assert small.stat().st_size <= whole.stat().st_size


def test_zensical_builds_the_same_list_of_pages(english: Path, tmp_path: Path) -> None:
    """The engine that follows reads the same mkdocs.yml: mkdocs-material ends in May 2027."""
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(english.parent / "portal", tmp_path / "build" / "portal")
    zensical = [sys.executable, "-m", "zensical", "build"]
    subprocess.run(zensical, cwd=tmp_path, check=True, capture_output=True, timeout=300)
    built = pages_of(tmp_path / "build" / "site")
    assert built == pages_of(english)
    assert "ad/AD-20261012-k3f7.html" in built


def pages_of(folder: Path) -> list[str]:
    return sorted(page.relative_to(folder).as_posix() for page in folder.rglob("*.html"))
