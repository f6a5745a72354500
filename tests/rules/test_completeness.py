"""How complete a month's volumes are: pieces, age, what is visible, and what the manager excused."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from forecourt.kinds.exception import ProofException
from forecourt.kinds.programme import ProofNeed, ProofRule
from forecourt.model.forms import Form
from forecourt.model.months import Month
from forecourt.model.record import FileFact, Records, World
from forecourt.rules.completeness import Completeness, completeness
from forecourt.rules.proof_matrix import wants
from forecourt.rules.sight import Sight
from forecourt.store.load import evidence_path
from tests.rules.small import AD, OUTLET, approval, changed, found, proof, record, said, world

NOVEMBER = Month(2026, 11)
TODAY = date(2026, 11, 18)
CARD = ProofNeed(kind="rate_card", fresh="year", shows=("stamp",))
PHOTOS = ProofNeed(kind="photo", pieces=2, fresh="run", shows=("date",), among=("landmark", "wide"))


def scored(
    evidence: tuple[Any, ...], *needs: ProofNeed, exception: Any = None, today: date = TODAY
) -> Completeness:
    """The volumes when the newspaper ad has that evidence and the programme those needs."""
    rule = ProofRule(channel="newspaper", always=(), proofs=needs)
    others = () if exception is None else (exception,)
    ad = changed(AD, evidence=evidence)
    records = world(changed("PRG-2026", proof_rules=(rule,)), ad, *others).records
    files = {evidence_path(ad, item.file) or "": FileFact(size=9, sha256=item.sha256) for item in evidence}
    return completeness(Records(items=records.items, files=files), NOVEMBER, today)


def statuses(found: Completeness) -> list[tuple[str, str, tuple[str, ...]]]:
    (item,) = found.volumes[0].items
    return [(want.kind, want.status, want.hidden) for want in item.wanted]


def piece(kind: str, name: str, **fields: Any) -> Any:
    return replace(proof(kind, name, sha256=name.ljust(64, "0")), **fields)


@pytest.mark.parametrize(
    ("fields", "status", "hidden"),
    [
        ({"taken_on": date(2026, 1, 5), "shows": ("stamp", "edition")}, "there", ()),
        ({"taken_on": date(2025, 12, 31), "shows": ("stamp",)}, "stale", ()),
        ({"shows": ("stamp",)}, "undated", ()),
        ({"taken_on": date(2026, 1, 5)}, "not_visible", ("stamp",)),
    ],
)
def test_a_rate_card_must_be_of_the_year_and_stamped(
    fields: dict[str, Any], status: str, hidden: tuple[str, ...]
) -> None:
    assert statuses(scored((piece("rate_card", "a", **fields),), CARD))[0][1:] == (status, hidden)


def test_what_a_rate_card_lacks_the_newer_one_beside_it_makes_up_for() -> None:
    old = piece("rate_card", "a", taken_on=date(2025, 6, 1), shows=("stamp",))
    new = piece("rate_card", "b", taken_on=date(2026, 6, 1), shows=("stamp",))

    assert statuses(scored((old, new), CARD)) == [("rate_card", "there", ())]


@pytest.mark.parametrize(
    ("state", "wanted"), [("booked", [("rate_card", "stale", ())]), ("draft", []), ("cancelled", [])]
)
def test_a_stale_paper_is_named_as_soon_as_it_is_bound_and_a_missing_one_when_it_is_demanded(
    state: str, wanted: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    old = piece("rate_card", "a", taken_on=date(2025, 6, 1), shows=("stamp",))
    new = piece("rate_card", "b", taken_on=date(2026, 6, 1), shows=("stamp",))
    rule = ProofRule(channel="newspaper", always=("rate_card", "contract"), proofs=(CARD,))

    def named(*evidence: Any) -> list[tuple[str, str, tuple[str, ...]]]:
        ad = changed(AD, evidence=evidence, state=state, published_on=None)
        records = world(changed("PRG-2026", proof_rules=(rule,)), ad).records
        files = {evidence_path(ad, one.file) or "": FileFact(size=9, sha256=one.sha256) for one in evidence}
        sight = Sight(world=World(records=Records(items=records.items, files=files), today=TODAY))
        return [(want.kind, want.status, want.hidden) for want in wants(ad, sight)]

    assert named(old) == wanted
    assert named(old, new) == named(new) == named() == []


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"taken_on": date(2025, 6, 1), "shows": ("stamp",)}, "evidence.1.taken_on"),
        ({"shows": ("stamp",)}, "evidence.1.taken_on"),
        ({"taken_on": date(2026, 6, 1)}, "evidence.1.shows"),
    ],
)
def test_the_finding_stands_at_the_proof_that_will_not_do(fields: dict[str, Any], field: str) -> None:
    rule = ProofRule(channel="newspaper", always=("rate_card",), proofs=(CARD,))
    card = piece("rate_card", "a", **fields)

    def where(ad: Any, outlet: Any) -> list[tuple[str, str]]:
        files = {
            evidence_path(one, item.file) or "": FileFact(size=9, sha256=item.sha256)
            for one in (ad, outlet)
            for item in one.evidence
        }
        problems = found(changed("PRG-2026", proof_rules=(rule,)), ad, outlet, files=files)
        return [(id, at) for code, id, at in problems if code == "BN09"]

    sheet = record(AD).evidence[0]
    assert where(changed(AD, evidence=(sheet, card)), record(OUTLET)) == [(AD, field)]
    assert where(record(AD), changed(OUTLET, evidence=(card,))) == [(AD, "outlet")]


def test_every_photo_shows_the_date_and_one_of_them_the_landmark() -> None:
    run = date(2026, 11, 5)
    wide = piece("photo", "a", taken_on=run, shows=("date", "wide"))
    close = piece("photo", "b", taken_on=run, shows=("date", "close"))
    landmark = replace(close, shows=("date", "landmark"))

    assert statuses(scored((wide, landmark), PHOTOS)) == [("photo", "there", ())]
    assert statuses(scored((wide, close), PHOTOS)) == [("photo", "not_visible", ("landmark",))]
    assert statuses(scored((wide, replace(close, shows=())), PHOTOS)) == [
        ("photo", "not_visible", ("date", "landmark"))
    ]
    assert statuses(scored((wide, replace(landmark, taken_on=date(2026, 11, 6))), PHOTOS))[0][1] == "stale"
    assert statuses(scored((wide,), PHOTOS))[0][1] == "missing"


def test_a_file_that_is_not_there_or_cannot_be_read_is_no_piece() -> None:
    card = piece("rate_card", "a", taken_on=date(2026, 1, 5), shows=("stamp",))
    path = evidence_path(record(AD), card.file) or ""
    found = scored((card,), CARD)
    records = world(
        changed("PRG-2026", proof_rules=(ProofRule(channel="newspaper", always=(), proofs=(CARD,)),)),
        changed(AD, evidence=(card,)),
    ).records

    assert found.volumes[0].there == 1
    assert statuses(completeness(records, NOVEMBER, TODAY))[0][1] == "missing"
    with_file = replace(records, files={path: FileFact(size=9, sha256=card.sha256)})
    assert statuses(completeness(with_file, NOVEMBER, TODAY, unusable={path}))[0][1] == "missing"


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.heic", Form("HEIC")), ("a.HEIF", Form("")), ("a.heic", None), ("a.jpg", Form("HEIC"))],
)
def test_a_photo_in_the_format_of_phones_is_no_piece_because_it_is_not_printed(
    name: str, form: Form | None
) -> None:
    photo = piece("photo", name, taken_on=date(2026, 11, 5), shows=("date", "landmark"))
    rule = ProofRule(channel="newspaper", always=(), photos=1)
    records = world(changed("PRG-2026", proof_rules=(rule,)), changed(AD, evidence=(photo,))).records
    path = evidence_path(record(AD), name) or ""
    fact = FileFact(size=9, sha256=photo.sha256, form=form)
    found = completeness(replace(records, files={path: fact}), NOVEMBER, TODAY)

    assert ([status for _, status, _ in statuses(found)], found.is_final) == (["missing"], False)


def exception(**fields: Any) -> ProofException:
    """A rate card that the manager excused until the 30th."""
    found = changed("EXC-20261112-n4w8", state="approved", evidence_kind="rate_card", **fields)
    assert isinstance(found, ProofException)
    return replace(found, collect_until=date(2026, 11, 30))


def test_a_signed_exception_lets_the_volume_be_final_until_its_day() -> None:
    bare = scored((), CARD)
    excused = scored((), CARD, exception=exception())

    assert (bare.is_final, bare.exceptions) == (False, ())
    assert (excused.is_final, [one.id for one in excused.exceptions]) == (True, ["EXC-20261112-n4w8"])
    assert (excused.volumes[0].there, excused.volumes[0].wanted, excused.volumes[0].percent) == (0, 1, 0)
    assert not scored((), CARD, exception=exception(), today=date(2026, 12, 1)).is_final


@pytest.mark.parametrize(
    "fields",
    [
        {"approvals": ()},
        {"approvals": (approval("collect", "ST-lin"),)},
        {"approvals": (approval("approve", "ST-qiao", "marketing_specialist"),)},
        {"approvals": (approval("approve", "ST-qiao"),)},
        {"approvals": (approval("approve", "ST-gone"),)},
        {"owner": "ST-LIN"},
        {"state": "draft"},
        {"evidence_kind": "photo"},
    ],
)
def test_an_exception_that_nobody_signed_or_that_names_another_paper_excuses_nothing(
    fields: dict[str, Any],
) -> None:
    assert not scored((), CARD, exception=replace(exception(), **fields)).is_final


def test_a_deputy_signs_with_the_role_of_the_one_who_lent_it() -> None:
    def signed(by: str, grantor: str) -> Completeness:
        entry = replace(approval("approve", by), deputy_for=grantor)
        return scored((), CARD, exception=exception(approvals=(entry,)))

    assert signed("ST-qiao", "ST-lin").is_final
    assert not signed("ST-qiao", "ST-zhou").is_final
    assert not signed("ST-he", "ST-lin").is_final, "the owner's own exception"


def test_whoever_signs_an_exception_without_the_role_is_named() -> None:
    wrong = exception(approvals=(approval("approve", "ST-qiao", "marketing_specialist"),))
    problems = [one for one in said(wrong) if one.startswith("BN08")]

    assert problems == [
        "BN08 这张例外已经生效，但签字的乔一鸣无权签这一步（同意缺件）"
        " → 由有权签字的人签：市场部经理；签上以前不算数"
    ]


def test_a_volume_of_which_nothing_is_wanted_has_no_percentage() -> None:
    assert [(one.volume, one.percent) for one in scored(()).volumes] == [(1, None), (2, None), (3, None)]
