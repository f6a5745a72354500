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


@pytest.mark.parametrize(
    ("lines", "places", "sentence"),
    [
        ("%YAML 1.2\nkind: ad", [(2, 1)], "字段区里有一行以 % 开头 → 删掉它，或者给文字加上引号"),
        ("kind: ad\n%TAG x\ntheme: 云", [(3, 1)], "字段区里有一行以 % 开头 → 删掉它，或者给文字加上引号"),
        (
            "kind: ad\nasks: [甲,, 乙]",
            [(3, 10)],
            "这里多了一个逗号，或者逗号前面少了内容 → 写成这样：[甲, 乙]（用英文方括号和逗号）；"
            "文字本身以 [ 开头的，加上英文引号",
        ),
        (
            "kind: ad\nasks:\n  * 甲\n  * 乙",
            [(4, 3)],
            "这里的列表条目用了 * 开头 → 改用英文短横线加空格开头：- …",
        ),
        (
            "kind: ad\n<<: {theme: 云}",
            [(3, 1)],
            "这里有 YAML 的锚点、引用、标签或合并键（&、*、! 或 <<） → 把内容直接写出来，或者加上引号",
        ),
        (
            "kind: ad\n==========\ntheme: 云\n------ \ntitle: 云\n***",
            [(3, 1), (5, 1), (7, 1)],
            "字段之间有一行只起分隔作用的符号 → 删掉它，或者在行首加上 # 和空格",
        ),
        ("kind: ad\nmonth:: 2026-11", [(3, 6)], "冒号后面少一个空格 → 改成英文冒号加空格"),
        (
            'kind: ad\ntheme： 云 #话题#\ntitle: #话题#\nnote: "云" # 备注\nreason: 云#1 ## 备注',
            [(3, 6), (3, 10), (4, 8)],
            "从 # 开始的内容被当成备注，没有算进这个字段 → "
            "给整段文字加上英文引号；如果是备注，在 # 后面空一格",
        ),
    ],
)
def test_what_people_bring_along_from_elsewhere(
    lines: str, places: list[tuple[int, int]], sentence: str
) -> None:
    problems = read_nodes(lines).problems

    assert [(problem.line, problem.column) for problem in problems] == places
    assert told(lines)[-1] == sentence


def test_a_tab_in_a_text_hides_no_other_fault() -> None:
    assert told("kind: ad\ntheme: 云\t岭\ntitle: 云: 岭") == [
        "这里有一个制表符（Tab） → 改成空格",
        '没有加引号的文字里有英文冒号加空格 → 给整段文字加上英文引号：title: "…: …"',
    ]


def test_a_name_without_a_colon_is_told_on_its_own_line() -> None:
    (problem,) = read_nodes("kind: ad\ntheme\ntitle: 云岭\n").problems

    assert (problem.line, problem.column) == (3, 1)
