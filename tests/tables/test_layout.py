"""What every table's declaration must hold to."""

import re

import pytest

from forecourt.tables.layout import LAYOUTS, Holds, Layout
from forecourt.words.catalogue import words_for

ALL = pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)


@ALL
def test_columns_have_different_names_and_labels(layout: Layout) -> None:
    for values in ([column.name for column in layout.columns], [column.label for column in layout.columns]):
        assert len(set(values)) == len(values)


@ALL
def test_title_and_labels_are_said_in_chinese(layout: Layout) -> None:
    words = words_for("zh")
    english = [layout.title, *(column.label for column in layout.columns)]
    assert [source for source in english if words.say(source) == source] == []


@ALL
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_title_can_name_a_sheet_of_a_workbook(layout: Layout, lang: str) -> None:
    """Excel allows 31 characters and none of []:*?/ and the backslash."""
    assert re.fullmatch(r"[^\[\]:*?/\\]{1,31}", words_for(lang).gettext(layout.title))


@ALL
def test_only_numbers_are_summed_and_only_codes_have_a_vocabulary(layout: Layout) -> None:
    for column in layout.columns:
        assert not column.summed or column.holds in {Holds.FEN, Holds.MAYBE_FEN, Holds.COUNT}
        assert (column.vocabulary is None) == (column.holds is not Holds.CODE)


def test_no_column_is_a_float() -> None:
    assert {holds.dtype for holds in Holds} == {"string", "int64", "Int64"}
