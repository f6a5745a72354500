"""forecourt explain-code."""

import pytest
from click.testing import CliRunner

from forecourt.commands.explain_code import command, every_code
from forecourt.model.codes import Code
from forecourt.words.catalogue import words_for
from tests.words.extraction import import_everything


def test_a_code_gives_its_manual_page_in_chinese() -> None:
    done = CliRunner().invoke(command, ["fm12", "--lang", "zh"])

    assert done.exit_code == 0
    assert done.stdout == (
        "FM12 · 错误\n\n同一个字段在一段里写了两遍。\n\n"
        "大多数程序会悄悄只取最后一个。请留下对的那个，删掉另一个。\n"
    )


def test_a_code_gives_its_manual_page_in_english() -> None:
    done = CliRunner().invoke(command, ["SH07", "--lang", "en"])

    assert done.stdout.startswith("SH07 · warning\n\nThe front matter does not begin with kind, id, title,")


@pytest.mark.parametrize("written", ["FM12 ", "fm-12", "ＦＭ１２", "FM 12"])
def test_a_code_is_known_however_it_was_typed(written: str) -> None:
    done = CliRunner().invoke(command, [written, "--lang", "zh"])

    assert done.stdout.startswith("FM12 · 错误\n")


def test_an_unknown_code_names_its_family() -> None:
    done = CliRunner().invoke(command, ["rf99", "--lang", "zh"])

    assert done.exit_code == 2
    assert "没有“rf99”这个问题代码。相近的有：RF01、RF02、RF03、RF04、RF05、…" in done.stderr


def test_an_unknown_code_names_near_ones() -> None:
    done = CliRunner().invoke(command, ["FM1", "--lang", "en"])

    assert done.exit_code == 2
    assert 'There is no finding code "FM1". Near ones: FM' in done.stderr


def test_a_strange_code_names_the_list() -> None:
    done = CliRunner().invoke(command, ["{}", "--lang", "zh"])

    assert done.exit_code == 2
    assert "没有“{}”这个问题代码。查看全部：./forecourt explain-code" in done.stderr


def test_without_a_code_all_are_listed() -> None:
    done = CliRunner().invoke(command, ["--lang", "en"])

    lines = done.stdout.splitlines()
    assert "FM01  error  The file does not begin with front matter." in lines
    # A first sentence that is longer than a line is listed whole.
    assert (
        "SC09  warning  The copy deadline is over and the copy is not approved: no day of approval, or no "
        "confirmation by the manufacturer or the outlet."
    ) in lines
    assert [line.split()[0] for line in lines] == [code.id for code in every_code()]


def test_no_code_is_declared_where_the_command_does_not_look() -> None:
    found = every_code()
    import_everything()

    assert every_code() == found


@pytest.mark.parametrize("code", every_code(), ids=lambda code: code.id)
def test_every_manual_page_is_more_than_a_word(code: Code) -> None:
    manual = code.manual

    assert manual.partition("\n\n")[0].endswith(".")
    assert len(manual) > 60


@pytest.mark.parametrize("code", every_code(), ids=lambda code: code.id)
def test_the_chinese_page_has_every_paragraph_of_the_english_one(code: Code) -> None:
    chinese = words_for("zh").say(code.manual)

    assert chinese.count("\n\n") == code.manual.count("\n\n")
