from forecourt.portal.searching import dictionary
from forecourt.store.load import load
from tests.portal.make import SMALL

LINES = dictionary(load(SMALL).records).decode().splitlines()
WORDS = [line.split(" ")[0] for line in LINES]


def test_words_of_the_trade_names_of_people_outlets_and_brand_stay_whole() -> None:
    assert {"试驾会", "试驾", "留资", "到店", "林晓棠", "云岭", "报纸", "已归档"} <= set(WORDS)


def test_every_line_is_a_word_of_chinese_with_a_frequency() -> None:
    assert all(line.endswith(" 20000 n") for line in LINES)
    assert all("\u4e00" <= sign <= "\u9fff" for word in WORDS for sign in word)
    assert sorted(set(WORDS)) == WORDS
