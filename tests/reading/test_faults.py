"""What the parser stumbles over is told in words of the department, never in its own."""

import re
from itertools import product

import pytest

from forecourt.reading.nodes import read_nodes
from forecourt.words.catalogue import words_for

STARTS = [
    "*", "&", "!", "|", ">", "%", "@", "`", "?", "-", ":", ",", "[", "]", "{", "}", "#", '"', "'", "=", "<<",
    "~", "!!", "![x](a.png)", "*星*", "**星**", "&amp;", "[x](a)", "[x] y", "(x)", "---", "...", "\\",
    '"\\q', '"a" b', "'it's'", "%YAML 1", "|2x", "{x} y", "[x: y", "- - -", "? -", ": :",
]  # fmt: skip
RESTS = ["", "星", " 星", "a", " a: b", ": ", "\n  星", "\n- 星", '"', "]", "}"]
# Words that a person writes or sees anyway.
OURS = r"YAML|title|theme|[a-z_]+: \"…\"|U\+[0-9A-F]+"


def told(front_matter: str) -> list[str]:
    say = words_for("zh").say
    return [f"{say(problem.message)} → {say(problem.hint)}" for problem in read_nodes(front_matter).problems]


@pytest.mark.parametrize(("start", "rest"), list(product(STARTS, RESTS)))
def test_no_start_of_a_value_is_answered_in_english(start: str, rest: str) -> None:
    for place in ("theme: {}", "- {}", "{}", "asks:\n  - {}", "lines:\n  - theme: {}"):
        for sentence in told(f"kind: ad\n{place.format(start + rest)}\ntitle: 云岭"):
            assert re.sub(OURS, "", sentence).isascii() is False
            assert re.findall("[A-Za-z]{2,}", re.sub(OURS, "", sentence)) == []


@pytest.mark.parametrize(
    ("line", "sign"),
    [
        ("theme: *星*", "*"),
        ("theme: &amp;", "&"),
        ("theme: ![x](a.png)", "!"),
        ("theme: ? a", "?"),
        ("theme: >50%", ">"),
        ("theme: |星|", "|"),
        ("theme: @云岭", "@"),
        ("theme: `星`", "`"),
        ("theme: , 星", ","),
        ("theme: } 星", "}"),
    ],
)
def test_a_sign_with_a_meaning_of_its_own_wants_quotes(line: str, sign: str) -> None:
    assert told(f"kind: ad\n{line}\ntitle: 云岭") == [
        f'文字以 {sign} 开头，这个符号在字段区里有特殊含义 → 给整段文字加上英文引号：theme: "…"'
    ]


def test_a_name_without_a_colon_is_told_on_its_own_line() -> None:
    (problem,) = read_nodes("kind: ad\ntheme\ntitle: 云岭\n").problems

    assert (problem.line, problem.column) == (3, 1)
