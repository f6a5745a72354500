"""The lines on which fields stand."""

from forecourt.reading.places import lines_of

RECORD = b"""---
kind: event
costs:
  - tab: on_site
    budget: 3
  - tab: promotion
    budget: 4
---
body
"""


def test_a_field_has_its_line_and_one_that_is_not_there_that_of_the_block_around_it() -> None:
    assert lines_of(["kind", "costs.1.budget", "costs.1.actual", "costs"], RECORD) == {
        "kind": 2,
        "costs.1.budget": 7,
        "costs.1.actual": 6,
        "costs": 4,
    }


def test_what_is_no_record_has_its_first_line() -> None:
    assert lines_of(["kind"], b"no front matter") == {"kind": 1}
