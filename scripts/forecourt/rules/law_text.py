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
    rf"(?:直降|立减|立省|立享|优惠|让利|补贴|最高补|直补|抵扣|减免|省下?|降价?|(?<!往)返现?|红包|[抵代现]金?[用金]?券|贴息)(?:高达|最高|至高|了)?\s*{_MONEY}"
    rf"|(?:特价|原价|现价|团购价|内购价|促销价|限时价|一口价|到手价?|落地价?|包牌价|活动价|秒杀价|裸车价?|抢购价|售价?|只卖|起售价|仅需|只要|只需|低至|首付|月供|日供)[^0-9，。；\s]{{0,4}}"
    rf"{_MONEY}|{_NUMBER}\s*折(?!叠|页|后|旧|线|损)|(?:零|0)\s*(?:首付|利率|利息|月租|息)|免息|贴息"
    rf"|[¥￥]\s*{_NUMBER}|(?<![0-9.,]){_NUMBER}\s*万?元?(?:起(?=[，。！；、,!;）)\s]|$|售|价)|开走|带回家|购车|抢购|拿下)"
    r"|限时(?:价|优惠|特惠|抢购|秒杀|补贴|折扣|直降|特价)|特价(?:车|款|销售)|特惠价|内部价|员工价|出厂价|工厂价|清仓价|半价(?!表)"
    r"|[订定]金[^，。；\s]{0,4}?(?:可?抵|翻倍|膨胀)|[0-9]+元?(?:可?抵|抵用)[0-9]+|满\s*[0-9]+元?[减返][0-9]+"
    r"|打?[一二三四五六七八九]{1,2}折(?=[，。！；、,!;\s]|$|优惠|起|特惠|购)|(?:本店|我们|门店)[^，。；\s]{0,4}(?:补贴|承担|代缴)购置税|(?:全额|部分)补贴购置税"
    rf"|年化(?:利率|费率)?[^0-9，。；\s]{{0,3}}{_NUMBER}\s*[%％]",
    "元万折付率息租¥￥起走带购拿限价金抵满税化",
)
COMPARED: Final = Later(r"原价|原售价|市场价|日常价|划线价|平时价|直降(?!温)|立减|立省|降价", "价降减省")
_NO_GIFT: Final = (
    "(?!修|检|货|达|车|站|到|往|来|上|给|老人|孩子|别|餐|风|审|样|厂"
    "|你|您|他|她|回|去|出|走|交(?!强险)|刊|水|与|言|阅|予|款|书)"
)
_GIFTS: Final = (
    "(?:礼|券|[0-9一二三两]+(?:份|套|台|张|只|桶|次|年|个|元)|保养|保险|交强险|装潢|精品|脚垫|贴膜|油卡|基金"
    "|记录仪|充电桩|ETC|流量|坐垫|座垫|积分|洗车|延保|质保|水杯|雨伞|金条|手机|电动车)"
)
GIFT: Final = Later(
    r"(?<!不)(?<!不再)(?<!无)(?:赠送|附赠|买赠|加赠|有礼(?!貌|让)|好礼|豪礼|大礼|礼包|礼盒|买[一二三两1-3]送[一二三两1-3]|到店礼|订车礼|试驾礼)"
    rf"|(?<![接取配运发播派呈递护押护断寄目])送{_NO_GIFT}[^，。；\s]{{0,8}}{_GIFTS}|(?<![捐转馈受不])赠{_NO_GIFT}[^，。；\s]{{0,8}}{_GIFTS}"
    r"|(?:进店|到店|购车|买车|订车|下[订定]|成交|试驾|签到|扫码|转发)(?:就|即|立)(?:送|赠)(?!修|检|到)"
    r"|[一二三四五六七八九十百]重(?:好|豪|大)?礼|伴手礼|精美礼品|领取?[^，。；\s]{0,4}(?:礼品|礼物|奖品)|换购"
    r"|(?<!首次)(?<!首任车主)免费(?:保养|贴膜|镀晶|领取|延保|洗车|加装)"
    r"|(?<!不)(?<!不设)(?<!未设)(?<!取消)(?<!没有)(?<!无)(?:抽奖|抽取[^，。；\s]{0,6}奖)|砸金蛋|刮刮卡|赢(?:取|得)?(?:大奖|好礼|奖品)|有机会(?:获得|赢)",
    "赠礼送免抽砸刮赢领换机",
)
DATA: Final = Later(
    rf"(?:销量|市占率|占有率|保值率|满意度|好评率|复购率|达成率|油耗|增长|增幅|同比|环比)[^，。；\s]{{0,8}}\s?{_NUMBER}\s*(?:[%％]|个百分点|倍)"
    rf"|{_NUMBER}\s*[%％]的?(?:车主|用户|客户|消费者)|(?:省油|节油)\s?{_NUMBER}\s*[%％]|满意度[^0-9，。；\s]{{0,3}}{_NUMBER}\s*分"
    rf"|(?:销量|交付量?)[^0-9，。；\s]{{0,6}}{_NUMBER}\s*万?[辆台]|{_NUMBER}\s*万[位名]?(?:车主|用户|家庭)的?(?:选择|信赖|口碑|见证)"
    r"|(?:销量|排名|榜单?)[^，。；\s]{0,4}前[三五十]|月销破万",
    "%％点倍分辆台万前",
)
SOURCE: Final = Later(
    r"来源|据[^，。；]{2,20}(?:统计|数据|调查|发布|公布|报告|测试)|数据(?:由|来自|统计)|统计口径|测试条件|实测",
    "源据统测",
)
PURCHASE: Final = Later(
    r"下单|(?:购买|购车|抢购|订车)链接|(?:立即|点此|戳这里|戳链接)(?:购买|订购|抢购|预订|下订)|(?:扫码|扫描二维码)(?:下单|订车|购|下订|抢购)"
    r"|点击[^，。；\s]{0,6}(?:购买|订车|下单|链接|抢购|下订)|加(?:入)?购物车|去商城",
    "单链购订城",
)
OPT_OUT: Final = Later(r"退订|拒收请?回|拒收(?=[。，；]|$)|回复?\s*[TtNn]D?\b", "订拒回")


# Signs one by one, with a blank, a dot or a stroke between each two; others may stand close before.
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
