"""A law over random work on a branch: what `move` writes is never what `step` refuses."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from tests.histories.history import AD, ID, PEOPLE, History

pytestmark = pytest.mark.slow

STATES = ("draft", "submitted", "approved", "returned", "booked", "archived")
# Pieces that people rewrite: free fields, fields that an approval freezes, what the next state asks for.
PIECES = (
    ("theme: 周末试驾\n", "theme: 新车上市\n"),
    ("position: 汽车版通栏\n", "position: 封底\n"),
    ("net_cost: 12,000\n", "net_cost: 12,000\ncontract_no: HT-1\ncontract_cost: 12,000\n"),
    ("discount: 2.5折\nnet_cost: 12,000\n", "discount: 3折\nnet_cost: 14,400\n"),
    ("画面按厂家确认稿。\n", "画面按厂家确认稿，二维码换新。\n"),
)

Deed = Callable[[History], None]


def edited(place: int, who: str) -> Deed:
    """Somebody writes one piece, or writes it back."""

    def deed(shop: History) -> None:
        old, new = PIECES[place]
        text = shop.text()
        found = next(((one, other) for one, other in ((new, old), (old, new)) if one in text), None)
        if found is not None:
            shop.edit(*found)
            shop.commit(who)

    return deed


def proved(number: int, who: str) -> Deed:
    """Somebody files a plan sheet."""

    def deed(shop: History) -> None:
        if f"plan-{number}.pdf" not in shop.text():
            shop.proof(f"plan-{number}.pdf", f"计划表 {number}")
            shop.commit(who)

    return deed


def merged(number: int) -> Deed:
    """Main goes on, and is merged into the branch."""

    def deed(shop: History) -> None:
        shop.git("checkout", "--quiet", "main")
        if not (shop.root / f"note-{number}.txt").exists():
            shop.write(f"note-{number}.txt", "周会纪要\n")
            shop.commit("mm", "note")
        shop.git("checkout", "--quiet", "work")
        shop.git("merge", "--quiet", "--no-edit", "main", who="ms")

    return deed


WHO = st.sampled_from(sorted(PEOPLE))
DEEDS = st.one_of(
    st.builds(edited, st.integers(0, len(PIECES) - 1), WHO),
    st.builds(proved, st.integers(1, 2), WHO),
    st.builds(merged, st.integers(1, 2)),
)
# Whose turn it is comes first, so that the way gets somewhere; anybody tries any state besides.
TURNS = st.sampled_from([
    ("approved", "gm"), ("returned", "gm"), ("submitted", "ma"), ("submitted", "ms"), ("booked", "mm"),
    ("archived", "ma"),
])  # fmt: skip
MOVES = st.one_of(TURNS, TURNS, st.tuples(st.sampled_from(STATES), WHO))


@settings(max_examples=12)
@given(st.lists(st.tuples(st.lists(DEEDS, max_size=2), MOVES), min_size=2, max_size=4))
def test_what_move_writes_is_never_refused(work: list[tuple[list[Deed], tuple[str, str]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shop = History(Path(folder))
        for deeds, (state, who) in work:
            before = shop.git("rev-parse", "HEAD")
            for deed in deeds:
                deed(shop)
            if shop.step():  # the work itself was not allowed: it is not what this law is about
                shop.git("reset", "--quiet", "--hard", before)
            told = shop.move(state, who, ID, "--opinion", "同意")
            event(f"{state}: {told.exit_code}")
            if told.exit_code == 0:
                assert (state, who, shop.step()) == (state, who, [])
                assert f"state: {state}\n" in shop.text(AD)
