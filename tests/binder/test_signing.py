"""The cover's blanks and the page of exceptions, from the month's records."""

from datetime import date

from msgspec.structs import replace

from forecourt.binder.book import VOLUMES, volume
from forecourt.binder.page import html
from forecourt.binder.signing import binder_of
from forecourt.kinds.binder import Binder
from forecourt.kinds.common import Approval
from forecourt.kinds.exception import ProofException
from forecourt.kinds.procedure import Procedure
from forecourt.words.catalogue import words_for
from tests.binder.make import edition, november
from tests.money.make import NOVEMBER, common, procedure


def binder(id: str = "BND-1", state: str = "paid", **fields: object) -> Binder:
    values = {"month": NOVEMBER, "programme": "PRG-2026", "preparer": "ST-lin"} | fields
    return Binder(**(common("binder", id, state) | values))


def test_without_a_record_the_cover_has_lines_to_write_on() -> None:
    signed = volume(edition(), VOLUMES[0]).cover.signed

    assert [(fact.label, fact.value) for fact in signed] == [
        ("编制", ""),
        ("审核", ""),
        ("经理签字", ""),
        ("寄出日期", ""),
        ("快递单号", ""),
    ]


def test_the_record_of_the_volumes_fills_in_the_cover() -> None:
    found = november(binder(manager="ST-lin", posted_on=date(2026, 11, 30), waybill="YL-EX-0001"))

    signed = volume(edition(found), VOLUMES[0]).cover.signed
    assert [fact.value for fact in signed] == ["林悦", "", "林悦", "2026-11-30", "YL-EX-0001"]


def test_what_is_printed_after_the_volumes_were_posted_says_so_and_signs_nothing() -> None:
    posted = binder(manager="ST-lin", posted_on=date(2026, 11, 30), waybill="YL-EX-0001", commit="a" * 40)
    cover = volume(edition(november(posted)), VOLUMES[0]).cover

    assert cover.draft == "三册已于 2026-11-30 寄出（BND-1），这是重印，不是寄出的那一册"
    assert [fact.value for fact in cover.signed] == ["", "", "", "", ""]
    assert '<p class="mark">草稿，不得寄出：三册已于 2026-11-30 寄出' in html(
        volume(edition(november(posted)), VOLUMES[0]), words_for("zh"), made_at="2026-11-18T00:00:00Z"
    )


def test_volumes_that_replace_returned_ones_are_no_reprint_of_them() -> None:
    returned = binder(posted_on=date(2026, 11, 30), commit="a" * 40, result="returned")
    again = binder("BND-2", replaces="BND-1", manager="ST-lin")
    cover = volume(edition(november(returned, again)), VOLUMES[0]).cover

    assert cover.draft == ""
    assert [fact.value for fact in cover.signed] == ["林悦", "", "林悦", "", ""]


def test_volumes_that_replace_others_sign_for_the_month() -> None:
    again = binder("BND-2", replaces="BND-1", waybill="YL-EX-0002")

    assert binder_of(edition(november(binder(), again))) == again
    assert binder_of(edition(november(replace(binder(), month=NOVEMBER.plus(1))))) is None


def _law() -> Procedure:
    """The manager signs exceptions."""
    law = procedure("exception")
    (step,) = law.steps
    return replace(law, steps=(replace(step, approval=True),))


def test_what_the_manager_excused_stands_on_a_page_of_its_own() -> None:
    excused = ProofException(
        **(
            common("exception", "EXC-1", "approved")
            | {
                "month": NOVEMBER,
                "record": "EV-1",
                "evidence_kind": "sign_in",
                "reason": "签到本被雨淋湿",
                "collector": "ST-lin",
                "collect_until": date(2026, 12, 5),
                "approvals": (
                    Approval(step="approve", by="ST-lin", role="marketing_manager", at=date(2026, 11, 23)),
                ),
            }
        )
    )
    made = volume(edition(november(_law(), excused)), VOLUMES[2])

    assert [(row.cells, row.target) for row in made.exceptions.rows] == [
        (
            (
                *("1", "暖冬到店礼  EV-1", "签到统计", "签到本被雨淋湿", "—"),
                *("林悦  2026-12-05", "林悦  2026-11-23"),
            ),
            "item-1",
        )
    ]
    assert made.gaps == ()
    assert volume(edition(), VOLUMES[2]).exceptions.rows == ()
