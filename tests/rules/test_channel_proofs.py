"""Proofs of the run that a channel needs: demanded by a state, or awaited after the run."""

from datetime import date
from typing import Any

from msgspec.structs import replace

from forecourt.kinds.programme import ProofRule
from tests.rules.small import AD, ARCHIVE, PRESS, changed, found, proof, record, said

RULES = (
    ProofRule(channel="newspaper", always=("contract", "tear_sheet")),
    ProofRule(channel="outdoor", always=("contract", "photo"), photos=2),
    ProofRule(channel="press", always=("clipping",)),
)
PROGRAMME = changed("PRG-2026", proof_rules=RULES)


def ad(**fields: object) -> Any:
    """The ad without evidence, in a state that demands no proof by itself."""
    return changed(AD, **{"state": "booked", "evidence": (), "published_on": None, **fields})


def ads_with(name: str, **fields: object) -> Any:
    """The procedure of ads, one state with other fields."""
    states = record("PROC-ad").states
    return changed(
        "PROC-ad", states=tuple(replace(one, **fields) if one.name == name else one for one in states)
    )


def channel_codes(*others: Any) -> list[tuple[str, str]]:
    """Findings about proofs of channels and the field that they stand at."""
    found_ = found(PROGRAMME, *others, without=[PRESS])
    return [(code, field) for code, _, field in found_ if code in ("EV11", "EV12")]


def test_a_state_that_demands_the_channel_s_proofs_wants_the_one_of_its_own_channel() -> None:
    archived = changed(AD, evidence=(), state="archived")

    assert (
        "EV11 状态“已归档”要求渠道“报纸”的刊播凭证，还缺：样报（tear_sheet）"
        " → 在 evidence 下面补上，或者退回上一个状态"
    ) in said(PROGRAMME, archived)
    assert channel_codes(changed(AD)) == []
    assert channel_codes(replace(archived, channel="radio")) == []


def test_a_contract_is_no_proof_of_the_run_and_a_programme_without_rules_wants_nothing() -> None:
    assert channel_codes(changed(AD)) == []
    assert channel_codes(changed(AD, evidence=()), changed("PRG-2026", proof_rules=())) == []


def test_photos_are_counted_and_the_same_file_counts_once() -> None:
    twice = (proof("photo", "a.jpg"), proof("photo", "b.jpg"))
    outdoor = changed(AD, channel="outdoor", evidence=twice)

    assert (
        "EV11 状态“已归档”要求渠道“户外”的刊播凭证，还缺：照片（photo，应有 2 张，现有 1 张）"
        " → 在 evidence 下面补上，或者退回上一个状态"
    ) in said(PROGRAMME, outdoor)


def test_a_proof_in_the_archive_record_of_the_ad_counts() -> None:
    archive = changed(ARCHIVE, ad=AD, evidence=(proof("tear_sheet"),))

    assert channel_codes(changed(AD, evidence=()), changed(ARCHIVE, evidence=())) == [("EV11", "state")]
    assert channel_codes(changed(AD, evidence=()), archive) == []


def test_what_ran_awaits_its_proofs_from_the_end_of_its_days_on() -> None:
    ran = ad(published_on=date(2026, 11, 5), flight_end=date(2026, 11, 16))
    three_days = ads_with("booked", limit_days=3, limit_from="flight_end")
    one_day = ads_with("booked", limit_days=1, limit_from="flight_end")

    # Today is the 18th: one working day after the 16th is over, three are not.
    assert channel_codes(ran, three_days) == []
    assert channel_codes(ran, one_day) == [("EV12", "state")]
    assert channel_codes(ad(published_on=None), one_day) == []
    assert channel_codes(ad(published_on=date(2026, 11, 5), flight_end=date(2026, 11, 18)), one_day) == []
    assert channel_codes(replace(ran, state="cancelled"), one_day) == []


def test_an_awaited_proof_is_named_with_what_to_do() -> None:
    (told,) = (one for one in said(PROGRAMME) if one.startswith("EV12"))

    assert told == (
        "EV12 已经刊播，但渠道“媒介发稿”的凭证还没有收到：剪报（clipping）"
        " → 向媒体索取，收到后补在 evidence 下面"
    )
