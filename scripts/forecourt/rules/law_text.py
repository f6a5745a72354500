"""A promotional text -> what the Advertising Law may object to, with places."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from msgspec import Struct

from forecourt.model.later import Later
from forecourt.rules.law_words import (
    FORBIDDEN,
    PROVABLE,
    SENTENCE_ENDS,
    award,
    harmless,
    may_have_words,
    words,
)

# Takes the place of what must not be looked at; no pattern has it.
_BLANK: Final = "\u241f"
_NUMBER: Final = r"[0-9０-９]+(?:[.,][0-9]+)*"
_MONEY: Final = rf"[¥￥]?\s*(?:{_NUMBER}\s*(?:万元?|千元|元)|[一二三四五六七八九十两百千]+(?:万|千|百)?元)"
PRICE: Final = Later(
    rf"(?:直降|立减|立省|立享|优惠|让利|补贴|抵扣|减免|省下?|降价?)(?:高达|最高|至高|了)?\s*{_MONEY}"
    rf"|(?:特价|原价|现价|团购价|内购价|促销价|限时价|一口价|到手价|活动价|秒杀价|裸车价|抢购价|售价|起售价|仅需|只要|只需|低至|首付|月供|日供)[^0-9，。；\s]{{0,4}}"
    rf"{_MONEY}|{_NUMBER}\s*折(?!叠|页|后|旧|线|损)|(?:零|0)\s*(?:首付|利率|利息|月租)|免息"
    r"|限时(?:价|优惠|特惠|抢购|秒杀|补贴|折扣)"
)
COMPARED: Final = Later(r"原价|原售价|市场价|日常价|划线价|平时价|直降(?!温)|立减|立省|降价")
GIFT: Final = Later(
    r"(?<!不)(?<!不再)(?<!无)(?:赠送|附赠|买赠|加赠|有礼(?!貌|让)|好礼|豪礼|大礼|礼包|礼盒|买[一二三两1-3]送[一二三两1-3]|到店礼|订车礼|试驾礼)"
    r"|(?<![接取配运发播派呈递护押护断])送(?!修|检|货|达|车|站|到|往|来|上|给|老人|孩子|别|餐|风|审|样|厂|你|您|他|她|回|去|出|走|交|刊|水)"
    r"[^，。；\s]{0,8}(?:礼|券|[0-9一二三两]+(?:份|套|台|张|只|桶|次|年|个|元)|保养|保险|装潢|脚垫|贴膜|油卡|基金)"
)
DATA: Final = Later(
    rf"(?:销量|市占率|占有率|保值率|满意度|好评率|复购率|达成率|油耗|增长|增幅|同比|环比)[^，。；\s]{{0,8}}\s?{_NUMBER}\s*(?:[%％]|个百分点|倍)"
    rf"|{_NUMBER}\s*[%％]的?(?:车主|用户|客户|消费者)"
)
SOURCE: Final = Later(
    r"来源|据[^，。；]{2,20}(?:统计|数据|调查|发布|公布|报告|测试)|数据(?:由|来自|统计)|统计口径|测试条件|实测"
)
PURCHASE: Final = Later(
    r"下单|购买链接|立即(?:购买|订购|抢购)|扫码(?:下单|订车|购|下订)|点击(?:购买|订车|下单|链接|抢购)|抢购链接"
)
OPT_OUT: Final = Later(r"退订|拒收请?回|回复?\s*[TtNn]D?\b")


# Signs one by one, with a blank, a dot or a stroke between each two; others may stand close before and behind.
_APART: Final = Later(r"[\u4e00-\u9fff]+(?:[ \u3000.·\-_*|/][\u4e00-\u9fff]){2,}")
_BETWEEN: Final = frozenset(" \u3000.·-_*|/")
# Digits, letters and the dot of full width.
_HALF: Final = {
    wide: wide - 0xFEE0
    for wide in (0xFF0E, *range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}


class LawHit(Struct, frozen=True):
    """A word at `start` of the text and the grade of its risk."""

    grade: str
    word: str
    start: int


@lru_cache(maxsize=50_000)
def law_hits(text: str, names: tuple[str, ...] = ()) -> tuple[LawHit, ...]:
    """What the text says that is graded, by place; `names` may be called whatever they are called."""
    without = _without(text, names).translate(_HALF)
    if not may_have_words(without):
        return ()
    seen = harmless().sub(_blanked, without)
    found = sorted(
        (match.start(), -match.end(), word.grade) for word in words() for match in word.pattern.finditer(seen)
    )
    found = sorted([*found, *_spaced(without)])
    hits: list[LawHit] = []
    end = 0
    for start, minus_end, grade in found:
        # The longest of those that overlap says it all.
        if start >= end:
            end = -minus_end
            hits.append(LawHit(_in_context(grade, seen, start), text[start:end], start))
    return tuple(hits)


def _spaced(text: str) -> Iterator[tuple[int, int, str]]:
    """The same of words whose signs stand apart, as posters have them, or those who hope that nobody sees."""
    for run in _APART.finditer(text):
        places = [at for at in range(*run.span()) if text[at] not in _BETWEEN]
        for hit in law_hits("".join(text[at] for at in places)):
            yield places[hit.start], -(places[hit.start + len(hit.word) - 1] + 1), hit.grade


def _without(text: str, names: Iterable[str]) -> str:
    for name in names:
        text = text.replace(name, _BLANK * len(name))
    return text


def _blanked(match: re.Match[str]) -> str:
    return _BLANK * len(match[0])


def _in_context(grade: str, text: str, start: int) -> str:
    """An award's name is to be proved, not forbidden."""
    if grade != FORBIDDEN:
        return grade
    begin = max((match.end() for match in SENTENCE_ENDS.finditer(text, 0, start)), default=0)
    ends = SENTENCE_ENDS.search(text, start)
    return PROVABLE if award().search(text, begin, ends.start() if ends else len(text)) else grade
