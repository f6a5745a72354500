"""Characters that cannot be printed are found with the record that holds them."""

from forecourt.binder.glyphs import Unprintable, unprintable

KNOWN = frozenset(map(ord, "正文é甲乙 \n"))


def test_a_character_that_the_fonts_lack_is_named_with_its_record() -> None:
    page = (
        '<p>正𰻝</p><article data-record="AD-1"><p>甲<b>😀</b></p><img alt="𰻝"></article>'
        '<article data-record="AD-2">乙</article><p>正</p>'
    )

    assert unprintable(page, KNOWN) == (
        Unprintable(record="", character="𰻝"),
        Unprintable(record="AD-1", character="😀"),
    )


def test_entities_are_characters() -> None:
    assert unprintable("<p>&#x30EDD;</p>", KNOWN) == (Unprintable(record="", character="𰻝"),)


def test_signs_without_a_shape_and_texts_that_are_not_printed_pass() -> None:
    page = "<html><title>😀</title><style>😀</style><p>正\u200b文\ufe0f\u00ad e\u0301</p></html>"

    assert [lack.character for lack in unprintable(page, KNOWN)] == []
