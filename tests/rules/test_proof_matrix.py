"""What an item must carry, by its state, the programme and the law."""

from datetime import date

from msgspec.structs import replace

from forecourt.binder.edition import Edition
from forecourt.kinds.ad import Insertion
from forecourt.kinds.common import Common
from forecourt.kinds.procedure import Procedure
from forecourt.rules.proof_matrix import Want, wants
from tests.binder.make import counted_press, edition, november, paid_ad, procedure_with, wrapped_event
from tests.money.make import ad


def wanted(edition: Edition, record: Common) -> list[tuple[str, int, str]]:
    def told(want: Want) -> tuple[str, int, str]:
        return (want.kind, want.pieces, edition.words.say(want.why))

    return [told(want) for want in wants(record, edition.sight)]


def test_the_programme_demands_its_proofs_of_what_was_paid() -> None:
    why = "厂家政策要求"

    assert wanted(edition(), paid_ad()) == [
        ("invoice", 1, why),
        ("contract", 1, why),
        ("tear_sheet", 1, why),
    ]
    assert wanted(edition(), wrapped_event()) == [("sign_in", 1, why), ("photo", 4, why)]


def test_the_programme_demands_nothing_yet_of_what_still_runs() -> None:
    assert wanted(edition(), ad("AD-2", "booked", 1)) == []


def test_the_programme_demands_the_proof_of_the_run_once_it_has_run() -> None:
    why = "厂家政策要求"
    ran = replace(ad("AD-2", "booked", 1), published_on=date(2026, 11, 1), flight_end=date(2026, 11, 20))

    assert wanted(edition(), ran) == [("tear_sheet", 1, why)]
    assert wanted(edition(), replace(ran, flight_end=date(2026, 12, 20))) == []


def test_a_state_that_demands_the_channel_s_proofs_wants_them_before_it_is_paid() -> None:
    found = november()
    ads = next(one for one in found.of(Procedure) if one.for_kind == "ad")
    states = tuple(replace(one, channel_proofs=one.name == "booked") for one in ads.states)
    others = tuple(one for one in found if one is not ads)
    found = replace(found, items=(*others, replace(ads, states=states)))

    assert wanted(edition(found), ad("AD-2", "booked", 1)) == [("tear_sheet", 1, "厂家政策要求")]


def test_the_state_demands_what_the_procedure_says() -> None:
    found = procedure_with(november(), "ad", "booked", "contract")

    assert wanted(edition(found), ad("AD-2", "booked", 1)) == [
        ("contract", 1, "流程规定“状态booked”状态必须具备")
    ]


def test_a_kind_that_two_demand_counts_once_with_the_larger_number() -> None:
    found = procedure_with(november(), "event", "paid", "photo")

    assert [(kind, pieces) for kind, pieces, _ in wanted(edition(found), wrapped_event())] == [
        ("sign_in", 1),
        ("photo", 4),
    ]


def test_paid_text_needs_the_screenshot_of_its_label_and_editorial_text_does_not() -> None:
    why = "付费软文须标明“广告”（《广告法》第十四条）"

    assert wanted(edition(), counted_press()) == [("label_screenshot", 1, why)]
    assert wanted(edition(), replace(counted_press(), paid=False)) == []


def test_every_issue_that_came_out_is_proved_by_its_own_paper() -> None:
    twice = replace(
        paid_ad(), ran=(Insertion(day=date(2026, 11, 5)), Insertion(day=date(2026, 11, 12))), insertions=2
    )
    planned = replace(paid_ad(), issue_days=(date(2026, 11, 5), date(2026, 11, 12), date(2026, 11, 30)))
    sheets = {"twice": twice, "planned": planned}

    found = {
        name: next(want for want in wants(ad, edition().sight) if want.kind == "tear_sheet")
        for name, ad in sheets.items()
    }

    # By the 24th two of the three planned issues have come out.
    assert edition().words.say(found["twice"].why) == "厂家政策要求，共 2 期，每期一份"
    assert {name: (want.pieces, want.there, want.status) for name, want in found.items()} == {
        "twice": (2, 1, "missing"),
        "planned": (2, 1, "missing"),
    }
