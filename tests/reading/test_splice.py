"""Editing by position: exactly the edited field changes, and no other byte."""

from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from forecourt.model.finding import Problem
from forecourt.reading.document import Document, read_document
from forecourt.reading.nodes import read_nodes
from forecourt.reading.quoting import scalar
from forecourt.reading.splice import AppendEntry, Edit, RemoveField, SetField, SetList, SpliceError, spliced
from tests.broken.cases import DEALERSHIP

ALL = sorted(DEALERSHIP.rglob("*.md"))
ENTRY = {"step": "approve", "by": "ST-lin", "note": "同意: 甲"}


def around(front_matter: str) -> bytes:
    return f"---\n{front_matter}---\n正文\n".encode()


def edited(data: bytes, *edits: Edit) -> bytes:
    result = spliced(data, edits)
    assert isinstance(result, bytes)
    return result


def front(data: bytes, *edits: Edit) -> str:
    """The front matter after the edits."""
    document = read_document(edited(data, *edits))
    assert isinstance(document, Document)
    assert document.body == "正文\n"
    return document.front_matter


def fields(data: bytes) -> Any:
    document = read_document(data)
    assert isinstance(document, Document)
    tree = read_nodes(document.front_matter, document.front_line)
    assert tree.root is not None
    assert tree.problems == ()
    return tree.root.plain()


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("state: draft", "submitted", "state: submitted"),
        ("state: draft   # 草稿  ", "submitted", "state: submitted   # 草稿  "),
        ('state: "draft" # c', "submitted", 'state: "submitted" # c'),
        ("state:   'draft'", "it's", "state:   'it''s'"),
        ("state:", "submitted", "state: submitted"),
        ("state:   # 待填", "submitted", "state: submitted   # 待填"),
        ("state: |  # 说明\n  一\n\n  二\n", "x", "state: x  # 说明\n"),
        ("state: >-\n  一\n  二", "x", "state: x"),
        ("state: 一\n  二", "x", "state: x"),
        ('state: "一\n  二"   # c', "x", 'state: "x"   # c'),
        ("state: a", "b: c", 'state: "b: c"'),
        ("state: a", "b #c", 'state: "b #c"'),
        ("state: a", "- b", 'state: "- b"'),
        ("state: a", '他说"好"', 'state: 他说"好"'),
        ("state: a", '"好"', "state: '\"好\"'"),
        ("state: a", "一\n二", 'state: "一\\n二"'),
        ("state: a", "a:", 'state: "a:"'),
        ("state: a", "", 'state: ""'),
        ("state: a", " a ", 'state: " a "'),
        ("state: a", "2026-11-01", "state: 2026-11-01"),
        ("state: a", "no", "state: no"),
        ("state: a", "~", 'state: "~"'),
        ("state: 'a'", "一\n二", 'state: "一\\n二"'),
    ],
)
def test_a_value_is_set_where_it_stands(before: str, value: str, after: str) -> None:
    data = around(f"kind: ad\n{before}\n\n# 注\nowner: ST-he\n")

    result = front(data, SetField(path="state", value=value))
    assert result == f"kind: ad\n{after}\n\n# 注\nowner: ST-he\n"


@pytest.mark.parametrize(
    ("before", "path", "after"),
    [
        ("costs:\n  - tab: a   # c\n    no: 1\n", "costs.0.no", "costs:\n  - tab: a   # c\n    no: 9\n"),
        ("costs:\n- tab: a\n-\n", "costs.1", "costs:\n- tab: a\n- 9\n"),
        ("costs: [{tab: a, budget: 1}] # c\n", "costs.0.budget", "costs: [{tab: a, budget: 9}] # c\n"),
        ("costs: {tab, budget}\n", "costs.tab", "costs: {tab: 9, budget}\n"),
        ("costs: {tab: a}\n", "costs.budget", "costs: {tab: a, budget: 9}\n"),
        ("costs: {}\n", "costs.budget", "costs: {budget: 9}\n"),
        ("costs:\n   tab: a\n\nx: y\n", "costs.budget", "costs:\n   tab: a\n   budget: 9\n\nx: y\n"),
        ("costs:\n  - tab: a\nx: y\n", "costs.0.budget", "costs:\n  - tab: a\n    budget: 9\nx: y\n"),
        ("x: y # c\n\n# end\n", "budget", "x: y # c\nbudget: 9\n\n# end\n"),
    ],
)  # fmt: skip
def test_a_value_inside_blocks_is_set(before: str, path: str, after: str) -> None:
    assert front(around(before), SetField(path=path, value="9")) == after


def test_a_new_key_goes_behind_the_last_neighbour_that_is_there() -> None:
    data = around("kind: ad\nevidence:\n  - kind: photo\n    file: a.jpg   # 现场\n\n# 其它\nnote: x\n")
    edit = SetField(path="reason", value="改期", after=("state", "evidence", "missing"))

    assert front(data, edit) == (
        "kind: ad\nevidence:\n  - kind: photo\n    file: a.jpg   # 现场\nreason: 改期\n\n# 其它\nnote: x\n"
    )


@pytest.mark.parametrize(
    ("before", "path", "after"),
    [
        ("a1: x\nb1: y # c\n# d\nc1: z\n", "b1", "a1: x\n# d\nc1: z\n"),
        ("a1: x\nb1:\n  - y\n\n  - z\n\nc1: z\n", "b1", "a1: x\n\nc1: z\n"),
        ("a1: |\n  x\nb1: y\n  # d\n# e\nc1: z\n", "b1", "a1: |\n  x\n# e\nc1: z\n"),
        ("a1:\n  - b1: x\n    c1: y\n", "a1.0.b1", "a1:\n  - c1: y\n"),
        ("a1:\n  - b1: x # c\n    # d\n    c1: y\n", "a1.0.b1", "a1:\n  - \n    # d\n    c1: y\n"),
        ("a1: {b1: x, c1: y} # c\n", "a1.b1", "a1: {c1: y} # c\n"),
        ("a1: {b1: x, c1: y} # c\n", "a1.c1", "a1: {b1: x} # c\n"),
    ],
)
def test_a_field_is_removed_with_its_lines(before: str, path: str, after: str) -> None:
    assert front(around(before), RemoveField(path=path)) == after


BLOCK = '- step: approve\n{0}  by: ST-lin\n{0}  note: "同意: 甲"\n'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("state: a\nnote: x\n", "state: a\napprovals:\n  " + BLOCK.format("  ") + "note: x\n"),
        ("state: a\napprovals:   # 审批\nnote: x\n",
         "state: a\napprovals:   # 审批\n  " + BLOCK.format("  ") + "note: x\n"),
        ("state: a\napprovals: []   # 审批\n", "state: a\napprovals:   # 审批\n  " + BLOCK.format("  ")),
        ("approvals:\n- step: submit\n\n# c\nnote: x\n",
         "approvals:\n- step: submit\n" + BLOCK.format("") + "\n# c\nnote: x\n"),
        ("approvals:\n      - step: submit # 提交\n        by: ST-he\nnote: x\n",
         "approvals:\n      - step: submit # 提交\n        by: ST-he\n      "
         + BLOCK.format("      ") + "note: x\n"),
        ("approvals: [{step: submit, by: 'ST-he'}]  # c\n",
         "approvals: [{step: submit, by: 'ST-he'}, {step: approve, by: ST-lin, note: \"同意: 甲\"}]  # c\n"),
        ("approvals: [\n  {step: submit}, # c\n  ]\n",
         'approvals: [\n  {step: submit}, {step: approve, by: ST-lin, note: "同意: 甲"}, # c\n  ]\n'),
        ("approvals:\n  -   step: submit\n      by: ST-he\n",
         "approvals:\n  -   step: submit\n      by: ST-he\n"
         '  -   step: approve\n      by: ST-lin\n      note: "同意: 甲"\n'),
    ],
)  # fmt: skip
def test_an_entry_is_added_in_the_lists_own_style(before: str, after: str) -> None:
    edit = AppendEntry(path="approvals", entry=ENTRY, after=("state",))

    assert front(around(before), edit) == after


def move(state: str) -> tuple[Edit, ...]:
    return (
        SetField(path="state", value=state),
        AppendEntry(path="approvals", entry=ENTRY, after=("owner",)),
        SetField(path="reason", value="改期", after=("note", "approvals")),
    )


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_marks_stay(path: Any, end: bytes, bom: bytes) -> None:
    plain = path.read_bytes()
    data = bom + plain.replace(b"\n", end)

    assert edited(data) == data
    assert edited(data, *move("x")) == bom + edited(plain, *move("x")).replace(b"\n", end)


def test_a_file_without_final_line_end_keeps_none() -> None:
    assert edited(b"---\nstate: a\n---", *move("b")).endswith("reason: 改期\n---".encode())


def test_a_move_changes_these_lines_only() -> None:
    before = (DEALERSHIP / "plans/2026-11/ads/AD-20261012-k3f7.md").read_bytes().splitlines()
    after = edited(b"\n".join(before), *move("paid")).splitlines()

    assert [line for line in before if line not in after] == [b"state: archived"]
    assert [line.decode() for line in after if line not in before] == [
        "state: paid",
        '    note: "同意: 甲"',
        "reason: 改期",
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("---\ntitle: 周末试驾活动在门店举行\n---\n".encode("gb18030"), "FM04"),
        (b"state: a\n", "FM01"),
        (b"---\nstate: a\nstate: b\n---\n", "FM12"),
        (b"---\nstate: @a\n---\n", "FM15"),
        (b"---\n---\n", "FM16"),
    ],
)
def test_an_unreadable_file_is_refused_with_its_problem(data: bytes, code: str) -> None:
    result = spliced(data, move("b"))

    assert isinstance(result, Problem)
    assert result.code == code


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (SetField(path="costs", value="x"), "costs: a list or a block stands there"),
        (SetField(path="costs.7.tab", value="x"), "costs.7.tab: there is no 7"),
        (SetField(path="costs.x", value="x"), "x: the place around it is no block of fields"),
        (RemoveField(path="note"), "note: no field to remove, or the only one of its block"),
        (RemoveField(path="costs.0.tab"), "costs.0.tab: no field to remove, or the only one of its block"),
        (AppendEntry(path="kind", entry=ENTRY), "kind: no list stands there"),
        (AppendEntry(path="costs.0.tab", entry=ENTRY), "costs.0.tab: no list stands there"),
        (SetField(path="kind", value="\ud800"), "kind: the value has characters that UTF-8 cannot hold"),
    ],
)
def test_an_edit_that_does_not_fit_is_an_error(edit: Edit, message: str) -> None:
    with pytest.raises(SpliceError) as caught:
        spliced(around("kind: ad\ncosts:\n  - tab: a\n"), [edit])

    assert str(caught.value) == message


# Front matter of every form that a record may have, made piece by piece.
WORDS = st.one_of(
    st.sampled_from(["a", "云岭Y7", "2026-11-01", "no", "12:30", "b c", "x#y", "1,200", "100%"]),
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=6),
)
VALUES = st.one_of(
    WORDS,
    st.text(st.sampled_from("ab云:#-'\"[]{},&*!|>%@`?\\=~ \n"), max_size=8),
    st.sampled_from(["---", "..."]),
)  # fmt: skip
COMMENTS = st.sampled_from(["", "", "  # 注", " # a: 'b' [c"])
BETWEEN = st.sampled_from(["", "", "", "\n", "# 注\n", "  # 缩进\n", "\n\n"])


def written(value: str, style: str) -> str:
    return scalar(value, style)


SCALAR = st.builds(written, VALUES, st.sampled_from(["", "'", '"']))
EMPTY = st.sampled_from(["", '""', "''"])
PROSE = st.sampled_from(["|\n  一\n\n  二\n", ">-  # 折\n  一\n  二\n", "|+\n  一\n\n", "一\n  二 # c"])
FLOW = st.sampled_from(
    ["[]", "[ ]", "[a, b]", "{x1: a, y1: b}", "[{x1: a}, {x1: b, y1: c}]", "[a,\n  b]", "{}"]
)
BLOCKS = st.sampled_from([
    "\n  - x1: a  # c\n    y1:\n  # d\n  - x1: b", "\n- x1: a\n- x1: b", "\n    x1: a\n    y1: b",
    "\n  - a\n  -   b",
    "\n  -   x1: a\n      y1: b\n\n  -   x1: c", "\n  x1:\n    - a\n  y1: [b]", "\n  - {x1: a, y1: 'b'}",
])  # fmt: skip


@st.composite
def front_matters(draw: st.DrawFn) -> str:
    lines = [draw(BETWEEN)]
    for number in range(draw(st.integers(1, 6))):
        value = draw(st.one_of(SCALAR, EMPTY, PROSE, FLOW, BLOCKS))
        one_line = "\n" not in value
        space = "" if not value or value.startswith("\n") else draw(st.sampled_from([" ", "   "]))
        comment = draw(COMMENTS) if one_line else ""
        lines.append(f"k{number}:{space}{value}{comment}".removesuffix("\n") + "\n" + draw(BETWEEN))
    return "".join(lines)


def paths_of(value: Any, prefix: str = "") -> list[tuple[str, Any]]:
    """Every dotted path below `value` with what stands there."""
    pairs: Sequence[tuple[Any, Any]] = ()
    if isinstance(value, dict):
        pairs = list(value.items())
    elif isinstance(value, list):
        pairs = list(enumerate(value))
    return [
        pair for key, one in pairs for pair in [(f"{prefix}{key}", one), *paths_of(one, f"{prefix}{key}.")]
    ]


def changed(plain: Any, path: str, value: Any) -> Any:
    """A copy of `plain` with one field set; None takes it out."""
    name, _, rest = path.partition(".")
    pairs: Mapping[Any, Any] = plain if isinstance(plain, dict) else dict(enumerate(plain))
    key: Any = name if isinstance(plain, dict) else int(name)
    copy = {**pairs, key: changed(pairs[key], rest, value) if rest else value}
    copy = {one: held for one, held in copy.items() if held is not None}
    return copy if isinstance(plain, dict) else list(copy.values())


def gone(before: list[str], after: list[str]) -> list[str]:
    """The lines that neither the equal beginning nor the equal end of the two has."""
    start = equal_at_first(before, after)
    end = equal_at_first(before[start:][::-1], after[start:][::-1])
    return before[start : len(before) - end]


def equal_at_first(one: list[str], other: list[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


@settings(max_examples=300, deadline=None)
@given(front_matters(), VALUES, st.data())
def test_exactly_the_edited_field_changes(front_matter: str, value: str, data: st.DataObject) -> None:
    source = around(front_matter)
    before = fields(source)
    path, held = data.draw(st.sampled_from([*paths_of(before), ("n1", None)]))
    edit: Edit = SetField(
        path=path, value=value, after=data.draw(st.sampled_from([(), ("k0",), ("k1", "k0")]))
    )
    expected: Any = value
    if isinstance(held, list) or (held == "" and path.count(".") == 0 and data.draw(st.booleans())):
        edit = AppendEntry(path=path, entry=ENTRY)
        expected = [*(held or []), ENTRY]
    elif isinstance(held, dict):
        edit, path, expected = SetField(path=f"{path}.n1", value=value), f"{path}.n1", value
    result = edited(source, edit)

    assert fields(result) == changed(before, path, expected)
    replaced = gone(source.decode().split("\n"), result.decode().split("\n"))
    assert sum(line.startswith("k") for line in replaced) <= 1
    # Without texts over several lines in it, at most the one line of the value.
    assert len(replaced) <= 1 or "一" in front_matter


@settings(max_examples=200, deadline=None)
@given(front_matters(), st.data())
@example("k0: a\nk1:\n  - x1: a\n    y1: b\n", None)
def test_a_removed_field_takes_nothing_with_it(front_matter: str, data: st.DataObject | None) -> None:
    source = around(front_matter)
    before = fields(source)
    removable = [
        path
        for path, _ in paths_of({"root": before})
        for around_it in [dict(paths_of({"root": before})).get(path.rpartition(".")[0])]
        if isinstance(around_it, dict) and len(around_it) > 1
    ]
    # Behind a text that keeps its blank lines, what is left would become part of it: refused.
    if removable and "|+" not in front_matter:
        path = (removable[-1] if data is None else data.draw(st.sampled_from(removable))).removeprefix(
            "root."
        )
        assert fields(edited(source, RemoveField(path=path))) == changed(before, path, None)


@settings(max_examples=300, deadline=None)
@given(front_matters(), VALUES, VALUES, st.data())
def test_two_edits_commute(front_matter: str, first: str, second: str, data: st.DataObject) -> None:
    source = around(front_matter)
    texts = [path for path, held in paths_of(fields(source)) if isinstance(held, str)]
    if len(texts) > 1:
        one, other = data.draw(st.lists(st.sampled_from(texts), min_size=2, max_size=2, unique=True))
        edits = (SetField(path=one, value=first), SetField(path=other, value=second))
        assert edited(source, *edits) == edited(source, *reversed(edits))


@pytest.mark.parametrize(
    ("before", "values", "after"),
    [
        ("a: 1\nb: 2\n", ("x", "y: z"), 'a: 1\ndays: [x, "y: z"]\nb: 2\n'),
        ("a: 1\ndays: [x]  # when\nb: 2\n", ("x", "y"), "a: 1\ndays: [x, y]  # when\nb: 2\n"),
        ("a: 1\ndays: []\nb: 2\n", ("x",), "a: 1\ndays: [x]\nb: 2\n"),
        ("a: 1\ndays:\nb: 2\n", ("x",), "a: 1\ndays: [x]\nb: 2\n"),
        ('a: 1\ndays: ""\nb: 2\n', ("x",), "a: 1\ndays: [x]\nb: 2\n"),
        (
            "days:\n  - x  # first\n  - 'y'\n  # third\n  - z\nb: 2\n",
            ("x", "w"),
            "days:\n  - x  # first\n  - 'w'\n  # third\nb: 2\n",
        ),
        ("days:\n- x\nb: 2\n", ("x", "no", "a: b"), 'days:\n- x\n- no\n- "a: b"\nb: 2\n'),
    ],
)
def test_a_list_holds_what_it_is_told_and_keeps_the_lines_of_the_rest(
    before: str, values: tuple[str, ...], after: str
) -> None:
    assert front(around(before), SetList(path="days", values=values, after=("a",))) == after


@pytest.mark.parametrize(
    ("before", "message"),
    [
        ("days: x\n", "days: no list stands there"),
        ("days:\n  - a: x\n", "days: an entry of the list is no single text on its own line"),
    ],
)
def test_a_list_that_cannot_be_set_is_an_error(before: str, message: str) -> None:
    with pytest.raises(SpliceError, match=message):
        spliced(around(before), [SetList(path="days", values=("y",))])
