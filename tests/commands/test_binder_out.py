"""What is out of the house already, and when its month may be printed as final again."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from forecourt.commands import binder as printing
from forecourt.commands.binder_papers import already_out, no_final
from forecourt.words.catalogue import words_for
from tests.binder.make import desk, november, paid_ad
from tests.binder.test_signing import binder
from tests.commands.test_binder import words_of
from tests.money.make import NOVEMBER, procedure

pytestmark = pytest.mark.slow


def test_volumes_that_came_back_may_be_made_anew_once_a_record_replaces_theirs(tmp_path: Path) -> None:
    """The returned ones stay in the records; they forbade every final printing for ever."""
    posted = binder(posted_on=date(2026, 11, 30), commit="a" * 40)
    alone = desk(tmp_path, november(posted), commit=False)
    refused = already_out(alone, NOVEMBER)
    assert refused is not None
    told = words_for("zh").say(refused)
    assert told.startswith("2026-11 三册已于 2026-11-30 寄出（BND-1），不得再改。")
    assert no_final(alone, NOVEMBER) == refused

    again = binder("BND-2", "draft", replaces="bnd-1")
    assert already_out(desk(tmp_path, november(posted, again), commit=False), NOVEMBER) is None
    cancelled = binder("BND-2", "cancelled", replaces="BND-1")
    assert (
        already_out(desk(tmp_path, november(posted, cancelled, procedure("binder")), commit=False), NOVEMBER)
        == refused
    )


def test_a_draft_that_is_wanted_anyway_marks_the_character_that_no_font_has_and_names_it(
    tmp_path: Path, printed_before: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert printed_before.is_dir()
    opened = desk(tmp_path, november(replace(paid_ad(), id="AD-8", body="今日e\u0301𰻝面")))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FORECOURT_LANG", "zh")
    monkeypatch.setattr(printing, "open_desk", lambda *_, **__: opened)

    done = CliRunner().invoke(printing.command, ["2026-11", "--volume", "1", "--anyway"])

    assert done.exit_code == 0
    assert f"改用别的写法：\n  {paid_ad().path}：“𰻝”（U+30EDD）\n" in done.stderr
    assert "  草稿：有 1 个字没有字模，以“〓”代替" in done.stdout
    printed = words_of(tmp_path / "build" / "binders" / "2026-11" / "vol1-ads.pdf")
    assert "今日é〓面" in printed
    assert "草稿，不得寄出：有1个字没有字模，以“〓”代替" in printed
