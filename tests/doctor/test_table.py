"""The doctor looks at what is declared, each code has its case, and the same procedures pass or fail."""

import re
from pathlib import Path

from forecourt.doctor.table import OTHERS, PROCEDURE
from forecourt.model.codes import all_codes
from tests.words.extraction import import_everything

CASES = Path(__file__).parent


def test_every_examination_is_in_the_table() -> None:
    import_everything()
    own = {one.function for one in all_codes() if one.function.__module__.startswith("forecourt.doctor.")}
    listed = {*PROCEDURE, *(look for looks in OTHERS.values() for look in looks)}

    assert {function.__name__ for function in own - listed} == {"placeholder_owners"}


def test_every_code_of_the_doctor_is_shown_by_a_test() -> None:
    import_everything()
    shown = set(
        re.findall(
            r"DR\d{2}", "".join(path.read_text(encoding="utf-8") for path in CASES.glob("test_[!t]*.py"))
        )
    )

    assert {one.id for one in all_codes() if one.id.startswith("DR")} - shown == set()
