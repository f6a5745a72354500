"""The table of kinds holds what the house promises of a kind."""

import pytest

from forecourt.kinds.common import Kind
from forecourt.kinds.fields import slots_of
from forecourt.kinds.table import KINDS

RESERVED = {"url", "page", "on", "date", "slug", "layout", "permalink"}


def test_the_kinds_of_a_dealership() -> None:
    assert list(KINDS) == [
        "dealership",
        "staff",
        "procedure",
        "policy",
        "delegation",
        "programme",
        "month",
        "outlet",
        "contact",
        "directive",
        "survey",
        "ad",
        "press",
        "event",
        "print_job",
        "stock",
        "showroom",
        "task",
        "appraisal",
        "archive",
        "claim",
        "override",
        "exception",
        "selfscore",
        "binder",
        "amendment",
        "waiver",
        "funnel",
        "platform",
        "sem",
    ]


def test_prefixes_are_unique() -> None:
    assert len({kind.prefix for kind in KINDS.values()}) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_record_begins_with_the_same_five_fields(kind: Kind) -> None:
    assert [slot.key for slot in slots_of(kind.record)][:5] == ["kind", "id", "title", "state", "owner"]


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_no_field_has_a_name_that_other_generators_reserve(kind: Kind) -> None:
    assert not RESERVED & {slot.key for slot in slots_of(kind.record)}
