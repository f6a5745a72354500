"""What is filed or wanted, and what the states demand."""

from datetime import date

from msgspec.structs import replace

from forecourt.kinds.procedure import Procedure, State
from forecourt.kinds.programme import ProofRule
from tests.doctor.make import codes, person, problems, procedure, state, step
from tests.rules.small import AD, record

MM = "marketing_manager"
STAFF = person("mm", MM)


def outlets(states: list[State]) -> Procedure:
    steps = [step("quote", "a>b", MM), step("sign", "b>c", MM)]
    return procedure("outlet", states, steps)


def three(*evidence: tuple[str, ...]) -> list[State]:
    works = ("open", "open", "done")
    return [
        state(name, work, evidence=proofs) for name, work, proofs in zip("abc", works, evidence, strict=True)
    ]


def test_a_proof_stays_demanded_to_the_end() -> None:
    card = ("rate_card",)

    assert codes(outlets(three((), card, card)), STAFF) == []
    assert problems(outlets(three((), card, ())), STAFF) == [
        ("DR12", "steps.1.to", "“sign”以后直到办结，再没有状态要求刊例")
    ]


def test_a_later_state_may_demand_it_again() -> None:
    assert codes(outlets(three(("rate_card",), (), ("rate_card",))), STAFF) == []


def ads(*evidence: str) -> Procedure:
    states = [
        state("draft", money="planned"),
        state("booked", money="committed", evidence=evidence),
        state("archived", "done", "spent", evidence=evidence),
    ]
    steps = [step("book", "draft>booked", MM, approval=True), step("archive", "booked>archived", MM)]
    return procedure("ad", states, steps)


def test_what_is_filed_each_time_is_worth_demanding() -> None:
    assert problems(ads(), STAFF, record(AD)) == [
        ("DR11", "states", "记录里附了，可没有状态要求：样报（1 条）")
    ]
    assert codes(ads("tear_sheet"), STAFF, record(AD)) == []


def test_the_manufacturer_s_proofs_are_demanded_by_a_state() -> None:
    rules = (ProofRule(channel="newspaper", always=("contract", "tear_sheet")),)
    programme = replace(record("PRG-2026"), proof_rules=rules)

    assert problems(programme, STAFF, record(AD), ads("contract")) == [
        ("DR10", "proof_rules.0.always", "“报纸”厂家要样报，可没有哪个状态要求它")
    ]
    assert codes(programme, STAFF, record(AD), ads("contract", "tear_sheet")) == []
    first, booked, archived = ads("contract").states
    of_the_run = replace(ads("contract"), states=(first, booked, replace(archived, channel_proofs=True)))
    assert codes(programme, STAFF, record(AD), of_the_run) == []
    over = replace(programme, effective_to=date(2026, 11, 23))
    assert codes(over, STAFF, record(AD), ads("contract")) == []


def test_a_channel_without_any_record_wants_nothing() -> None:
    rules = (ProofRule(channel="tv", always=("affidavit",)),)

    assert codes(replace(record("PRG-2026"), proof_rules=rules), STAFF, record(AD), ads()) == []
