"""Chinese is complete, and says the same with the same parameters."""

import gettext
import re

import pytest

from forecourt.cli import COMMANDS
from forecourt.words.catalogue import DOMAIN, SOURCES, compiled_file, words_for
from forecourt.words.text import N_, Text, text
from tests.words.extraction import sources, translations

pytestmark = pytest.mark.slow

PARAMETER = re.compile(r"\{(\w+)[^}]*\}")


def test_every_source_string_has_chinese() -> None:
    chinese = translations()
    missing = {where: source for source, where in sources().items() if not chinese.get(source)}

    assert missing == {}


def test_every_sentence_of_a_catalogue_ends_with_its_quotation_mark() -> None:
    """The compiler drops what stands behind a closing mark, or takes it in: half a sentence, or two."""
    line = re.compile(r'(?:#.*|(?:(?:msgid(?:_plural)?|msgstr(?:\[[0-9]\])?) )?"(?:[^"\\]|\\.)*")?')
    broken = [
        f"{path.name}:{number}"
        for path in sorted(SOURCES.glob("*.po"))
        for number, found in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if not line.fullmatch(found)
    ]

    assert broken == []


def test_chinese_keeps_the_parameters() -> None:
    known = sources()
    differing = {
        source: chinese
        for source, chinese in translations().items()
        if source in known
        if set(PARAMETER.findall(source)) != set(PARAMETER.findall(chinese))
    }

    assert differing == {}


def test_every_sentence_is_found_as_gettext_itself_finds_it() -> None:
    with compiled_file(DOMAIN).open("rb") as compiled:
        peer = gettext.GNUTranslations(compiled)

    asked = [*translations(), "", "a", "zzz", "\U0010ffff", "no such sentence"]
    ours = words_for("zh").translations
    assert {source: ours.gettext(source) for source in asked if source} == {
        source: peer.gettext(source) for source in asked if source
    }


def test_a_list_is_joined_as_each_language_does() -> None:
    sentence = text(N_("Use one of: {known}"), known=["ad", Text(N_("error"))])

    assert words_for("zh").say(sentence) == "可以填：ad、错误"
    assert words_for("en").say(sentence) == "Use one of: ad, error"


def test_braces_in_a_record_are_only_text() -> None:
    sentence = text(N_('There is no field "{key}" here'), key="{0.__class__}")

    assert words_for("en").say(sentence) == 'There is no field "{0.__class__}" here'


def test_commands_are_named_so_that_they_can_be_typed() -> None:
    command = re.compile(rf"(?<![\w./])forecourt (?:{'|'.join(COMMANDS)})\b")
    texts = {**translations(), **dict.fromkeys(sources())}

    bare = [text for pair in texts.items() for text in pair if text and command.search(text)]
    assert bare == []
