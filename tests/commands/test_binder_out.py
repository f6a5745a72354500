"""What is out of the house already, and when its month may be printed as final again."""

from datetime import date
from pathlib import Path

from forecourt.commands.binder_papers import already_out, no_final
from forecourt.words.catalogue import words_for
from tests.binder.make import desk, november
from tests.binder.test_signing import binder
from tests.money.make import NOVEMBER, procedure


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
