"""The quick reader either says None or gives exactly what the full parser gives."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from forecourt.reading.nodes import read_nodes
from forecourt.reading.plain import read_plain

# Pieces that front matter is made of, sound ones and traps.
KEYS = st.integers(0, 40).map("k{}".format)
SCALARS = st.sampled_from([
    "云岭Y7", "2026-11-01", "no", "08", "12:30", "1.10", "a: b", "a:b", "x # y", "x #y", "#", "a#b", "# c",
    '"双引号"', '"it\'s"', "'单引号'", "'it''s'", '"a\\nb"', '"open', '""', "''", '"" # c', "'a' b",
    "[a, b]", "[]", "[a, [b]]", "[a,]", "[ , a]", "[a b, 1.2万]", "[- a]", "[a] # c", "{a: b}", "a] b", "a}",
    "&a x", "*a", "!t x", "|", ">", "%x", "@x", "`x", "- x", "-x", "-5", "?", "? a", ":", "a:", "<<", "=",
    "~", "null", "　全角空格", "a　", "x\u00a0", "---", "...", "--- a", "a\tb", "1,200", "100%", "a, b",
])  # fmt: skip
INDENTS = st.sampled_from(["", "", "", "  ", "  ", "    ", " ", "\t"])
LINES = st.one_of(
    st.builds("{}{}: {}".format, INDENTS, KEYS, SCALARS),
    st.builds("{}{}:".format, INDENTS, KEYS),
    st.builds("{}- {}".format, INDENTS, SCALARS),
    st.builds("{}- {}: {}".format, INDENTS, KEYS, SCALARS),
    st.builds("{}-   {}:".format, INDENTS, KEYS),
    st.builds("{}{}".format, INDENTS, SCALARS),
    st.sampled_from(["", "  ", "# 注", "  # 注", "-", "  -"]),
    st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=12),
)
FRONT_MATTER = st.lists(LINES, max_size=9).map("\n".join)


@settings(max_examples=600, deadline=None)
@given(FRONT_MATTER)
@example("a1:\n- x\n- y\nb_c: z")
@example("costs:\n  - a1: x\n    b_c:\n      - y\n  - a1: z")
@example("a1:\n  b_c: x\n # c\n  id: y")
@example("a1: x\n  b_c: y")
@example("a1:\n\n  - x\n\nid: y")
@example("#\x1f\na:")
def test_what_the_quick_reader_accepts_is_what_yaml_means(front_matter: str) -> None:
    quick = read_plain(front_matter)
    if quick:
        tree = read_nodes(front_matter)
        assert tree.problems == ()
        assert tree.root is not None
        assert quick == tree.root.plain()
        assert list(quick) == list(tree.root.plain())


def test_a_usual_record_is_plain() -> None:
    front_matter = """\
kind: event
id: EV-1
title: "云岭: 试驾会"   # 当月
team: [ST-he, ST-qiao]
targets:
  visits: 60
costs:
  - tab: on_site
    item: '展台'
    budget: 4,200
  -   tab: promotion
      item:
asks:
- 一
- 二
note:
"""
    assert read_plain(front_matter) == {
        "kind": "event",
        "id": "EV-1",
        "title": "云岭: 试驾会",
        "team": ["ST-he", "ST-qiao"],
        "targets": {"visits": "60"},
        "costs": [
            {"tab": "on_site", "item": "展台", "budget": "4,200"},
            {"tab": "promotion", "item": ""},
        ],
        "asks": ["一", "二"],
        "note": "",
    }


@pytest.mark.parametrize(
    "front_matter",
    [
        "a1: x\na1: y",
        "a1: b: c",
        "a1: b:",
        "a1: &x b",
        "a1: |\n  text",
        "a1: 'it''s'",
        'a1: "\\n"',
        "a1: x\n  more",
        "  a1: x\n b_c: y",
        "a1:\tx",
        "A: x",
        "just text",
        "- x",
        "a1: [x, [y]]",
        "a1:\n  - x\n - y",
        "a1: x\n---",
        "a1:\n" + "".join(f"{'  ' * depth}b_c:\n" for depth in range(1, 9)),
    ],
)
def test_what_needs_care_is_left_to_the_parser(front_matter: str) -> None:
    assert read_plain(front_matter) is None


def test_front_matter_too_long_for_the_parser_is_left_to_it() -> None:
    """Read quickly it had no places: every finding in it stood at line 1."""
    bought = "".join(f"  - what: 第{place}项\n    invoice_no: FP-{place}\n" for place in range(1_700))
    front_matter = f"kind: event\npurchases:\n{bought}"

    assert read_plain(front_matter) is None
    (problem,) = read_nodes(front_matter, 2).problems
    assert problem.code == "FM14"


def test_a_remembered_list_is_not_shared() -> None:
    first, second = read_plain("team: [a, b]"), read_plain("team: [a, b]")
    assert first is not None
    assert second is not None
    first["team"].append("c")

    assert second == {"team": ["a", "b"]}
