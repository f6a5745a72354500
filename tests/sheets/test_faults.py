"""Every reason for not taking a cell over is shown by a test, and has a manual page in both languages."""

import re
from pathlib import Path

from forecourt.model.codes import all_codes
from forecourt.words.catalogue import words_for
from tests.words.extraction import import_everything

CASES = Path(__file__).parent


def own() -> dict[str, str]:
    import_everything()
    return {one.id: one.manual for one in all_codes() if one.id.startswith("XL")}


def test_every_code_of_a_sheet_is_shown_by_a_test() -> None:
    shown = set(
        re.findall(r"XL\d{2}", "".join(path.read_text("utf-8") for path in CASES.glob("test_[!f]*.py")))
    )

    assert own().keys() - shown == set()


def test_every_code_of_a_sheet_has_a_manual_page_in_chinese() -> None:
    assert [id for id, manual in own().items() if words_for("zh").gettext(manual) == manual] == []
