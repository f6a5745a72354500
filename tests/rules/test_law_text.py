"""Wording that harmed dealers is found, and what people write every day stays silent."""

import importlib
import re
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

import pytest

from forecourt.model.later import Later
from forecourt.rules.law_text import COMPARED, DATA, GIFT, OPT_OUT, PRICE, PURCHASE, SOURCE, law_hits
from forecourt.rules.law_words import Word, may_have_words, words

HERE = Path(__file__).parent
HARMLESS = (HERE / "law_harmless.txt").read_text(encoding="utf-8").splitlines()
HARMFUL = [line.split("\t") for line in (HERE / "law_harmful.txt").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("sentence", HARMLESS)
def test_harmless_sentences_stay_silent(sentence: str) -> None:
    assert law_hits(sentence) == ()


@pytest.mark.parametrize(("sentence", "expected"), HARMFUL)
def test_harmful_sentences_are_graded(sentence: str, expected: str) -> None:
    assert " ".join(f"{hit.grade}:{hit.word}" for hit in law_hits(sentence)) == expected


def test_the_corpus_is_large_and_says_nothing_twice() -> None:
    assert len(set(HARMLESS)) == len(HARMLESS) >= 150
    assert len({sentence for sentence, _ in HARMFUL}) == len(HARMFUL) >= 90


def test_names_of_models_and_outlets_may_be_called_anything() -> None:
    assert law_hits("云岭顶级版到店", ("云岭顶级版",)) == ()
    assert [hit.word for hit in law_hits("顶级座驾云岭顶级版", ("云岭顶级版",))] == ["顶级"]


def test_places_are_those_of_the_text() -> None:
    text = "本店服务最好，全国销量第一。"

    assert [text[hit.start : hit.start + len(hit.word)] for hit in law_hits(text)] == ["最好", "全国销量第一"]


@pytest.mark.parametrize(
    "text",
    [
        "直降2万元",
        "优惠高达 20,000 元",
        "限时价12.98万元",
        "首付 3 万元",
        "全系8.8折",
        "0首付",
        "零利息",
        "低至9.98万",
        "最高优惠三万元",
        "原价15万元，现价13万元",
        "限时优惠",
        "限时秒杀价",
        "云岭Y5 8.98万起",
        "9.98万开走",
        "¥89,800",
        "0元购车",
        "置换最高补8000元",
        "返现3000元",
        "3年0息",
        "99元抵2000元",
        "订金翻倍",
        "满1000减100",
        "保养半价",
        "全场八八折，周日止",
        "特价车到店",
        "年化利率2.5%",
    ],
)
def test_prices(text: str) -> None:
    assert PRICE.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "预算12万元以内怎么选车", "价格以价签为准", "四折页放在展台",
        "限时停车两小时", "原价签已换新", "三万元以内的礼品不发票", "后排可折叠", "优惠政策请到店咨询",
        "一年跑了1.2万公里", "首付比例以金融机构审批为准", "工时费见公示牌", "打折扣的服务不做",
        "三折页放在展台", "往返200元油费自理", "充电半价表见公告", "10万元级SUV怎么选",
        "骗子冒充门店要求转账5000元",
    ],
)  # fmt: skip
def test_no_prices(text: str) -> None:
    assert not PRICE.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "试驾有礼", "到店即赠送洗车券", "订车送脚垫", "送3次保养", "好礼相送", "买赠活动", "购车送一年保险",
        "进店礼包", "买一送一", "订车礼三选一", "到店礼",
        "赠行车记录仪", "下订送充电桩", "进店即送", "免费保养3次", "五重礼", "签到领精美礼品", "伴手礼",
        "送交强险",
        "现场抽奖", "扫码赢取大奖", "加1元换购",
    ],
)  # fmt: skip
def test_gifts(text: str) -> None:
    assert GIFT.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "取送车服务", "接送客户", "免费送检", "旧车送修", "技师有礼貌", "礼让行人", "不赠送任何物品",
        "发送短信", "运送三台展车", "送样稿两份", "送你一份用车提示", "送车上门", "播送一次",
        "获赠锦旗一面", "捐赠三台电脑", "活动不设抽奖", "领取用车手册", "首次免费保养按手册",
        "目送老人上车", "赠言三则",
    ],
)  # fmt: skip
def test_no_gifts(text: str) -> None:
    assert not GIFT.search(text)


def test_figures_want_a_source() -> None:
    assert DATA.search("保值率高达72%")
    assert DATA.search("95%的车主推荐")
    assert DATA.search("销量同比增长30%")
    assert DATA.search("好评率 98%，销量同比增长 12%")
    assert DATA.search("累计销量突破10万辆")
    assert DATA.search("满意度98分")
    assert DATA.search("荣登销量榜前三")
    assert not DATA.search("CLTC续航605公里")
    assert not DATA.search("电量剩余41%")
    assert not DATA.search("坡度20%")
    assert SOURCE.search("据中国汽车流通协会发布的报告")
    assert SOURCE.search("数据来源：厂家")
    assert not SOURCE.search("根本停不下来")


def test_other_signs() -> None:
    assert COMPARED.search("原价15万")
    assert not COMPARED.search("周末直降温十度")
    assert not COMPARED.search("厂家建议零售价15万元")
    assert PURCHASE.search("扫码订车")
    assert PURCHASE.search("点击下方链接购买")
    assert PURCHASE.search("立即预订")
    assert not PURCHASE.search("扫码预约试驾")
    assert OPT_OUT.search("拒收请回复R")
    assert not OPT_OUT.search("欢迎回复您的意见")


def _always_has(parsed: Any, signs: AbstractSet[str]) -> bool:
    """Whether whatever a parsed pattern finds has one of the signs in it."""
    return any(_item_always_has(str(kind), value, signs) for kind, value in parsed)


def _item_always_has(kind: str, value: Any, signs: AbstractSet[str]) -> bool:
    match kind:
        case "LITERAL":
            return {chr(value).upper(), chr(value).lower()} <= signs
        case "IN":
            return all(str(one) == "LITERAL" and chr(sign) in signs for one, sign in value)
        case "BRANCH":
            return all(_always_has(branch, signs) for branch in value[1])
        case "SUBPATTERN":
            return _always_has(value[3], signs)
        case "MAX_REPEAT" | "MIN_REPEAT":
            return value[0] > 0 and _always_has(value[2], signs)
    return False


@pytest.mark.parametrize("word", words(), ids=lambda word: word.pattern.pattern[:24])
def test_a_text_without_any_of_the_signs_has_no_word_of_the_law(word: Word) -> None:
    # The parser of regular expressions has no other name; a sign that is forgotten would silence a rule.
    parser = importlib.import_module("re._parser")
    signs = {sign for sign in map(chr, range(0x10000)) if may_have_words(sign)}
    assert _always_has(parser.parse(word.pattern.pattern, re.IGNORECASE), signs), word.pattern.pattern


@pytest.mark.parametrize("pattern", [PRICE, COMPARED, GIFT, DATA, SOURCE, PURCHASE, OPT_OUT])
def test_a_text_without_the_signs_of_a_pattern_is_none_of_its_texts(pattern: Later) -> None:
    parser = importlib.import_module("re._parser")
    assert _always_has(parser.parse(pattern.pattern), pattern.signs), pattern.pattern


def test_most_titles_are_passed_without_compiling_patterns() -> None:
    assert [text for text in ("周末试驾", "云岭Y7 试驾会", "top 1") if may_have_words(text)] == ["top 1"]
