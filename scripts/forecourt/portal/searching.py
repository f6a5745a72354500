"""Words of the trade for the search: what stays one word when Chinese text is cut (jieba dictionary)."""

import re
from collections.abc import Iterator
from typing import Final

from forecourt.kinds.dealership import Dealership
from forecourt.kinds.outlet import Outlet
from forecourt.kinds.staff import Staff
from forecourt.kinds.table import KINDS
from forecourt.model import proof_words, vocabulary
from forecourt.model.record import Records
from forecourt.model.vocabulary import Vocabulary
from forecourt.money.lifecycle import procedure_of
from forecourt.words.catalogue import words_for

DICTIONARY: Final = "assets/jieba.txt"
_HAN: Final = re.compile(r"[\u4e00-\u9fff]{2,12}")
# Common words of the department that a general dictionary cuts apart or lacks.
TRADE: Final = _HAN.findall(
    "试驾 试驾会 到店 来店 来电 留资 复盘 提车 交车 零售 返款 核销 刊例 刊例价 通栏 样报 监播 排期 软文 发稿 "
    "外展 巡展 车展 展厅 物料 资料册 邀约 订单 线索 档号 存档 归档 置换 新能源 上市 预售 竞品 直播 短视频 "
    "广告宣传 媒介传播 市场推广 预约试驾 到店礼 金融方案 以旧换新 小区 社区 商超"
)
# Competing cars that briefs name; one character alone needs no entry.
CARS: Final = _HAN.findall(
    "问界 理想 蔚来 小鹏 领克 帝豪 星越 哈弗 长安 逸动 轩逸 朗逸 凯美瑞 雅阁 海豚 海豹"
)
OFTEN: Final = 20_000


def dictionary(records: Records) -> bytes:
    """The user dictionary: one word a line with a frequency that wins over cutting it; sorted, so stable."""
    words = {word for word in _words(records) if _HAN.fullmatch(word)}
    return "".join(f"{word} {OFTEN} n\n" for word in sorted(words)).encode()


def _words(records: Records) -> Iterator[str]:
    yield from (*TRADE, *CARS)
    chinese = words_for("zh")
    for closed in (*vars(vocabulary).values(), *vars(proof_words).values()):
        if isinstance(closed, Vocabulary):
            yield from (chinese.gettext(label) for label in closed.terms.values())
    for kind in KINDS.values():
        yield chinese.gettext(kind.label)
        procedure = procedure_of(records, kind.name)
        yield from (state.label for state in (procedure.states if procedure else ()))
    for own in records.of(Dealership):
        yield from (own.title, own.short_name, own.manufacturer, own.city)
        # 云岭Y7 is cut at the first Latin letter anyway; 云岭 must stay whole.
        for model in own.models:
            yield from _HAN.findall(model.label)
    for person in records.of(Staff):
        yield person.title
    for outlet in records.of(Outlet):
        yield from _HAN.findall(outlet.title)
