"""What can be edited in a sheet: a kind of record, lists inside it, and how its columns may be called."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from msgspec import Struct

from forecourt.kinds.ad import Ad
from forecourt.kinds.common import Common
from forecourt.kinds.fields import ListOf, Slot, is_group, slots_of
from forecourt.kinds.month import ChannelBudget, MonthPlan, Units
from forecourt.model.money import format_yuan, share_of
from forecourt.model.record import Group
from forecourt.sheets.names import in_languages, plain
from forecourt.words.text import N_

# Steps, people and proofs change by ./forecourt move and by hand, never by a sheet.
PROTECTED: Final = frozenset({"kind", "id", "state", "owner", "approvals", "evidence"})
BASE: Final = N_("Base")
LIST_PRICE_DISCOUNT: Final = Decimal(10)
# 净价合计 = 刊例价 × 折扣 ÷ 10 × 投放次数 (W1.1).
NET_PARTS: Final = ("list_price", "discount", "insertions")


class Block(Struct, frozen=True, kw_only=True):
    """A list inside a record of which each row changes one item: the one whose `key` field the row names."""

    name: str
    item: type[Group]
    key: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field that a column holds: of the record ("") or of the items of one of its lists."""

    block: str
    key: str
    # A vocabulary has no hash; block and key tell fields of one subject apart.
    slot: Slot = field(compare=False)

    @classmethod
    def of(cls, slot: Slot, block: str = "") -> "Field":
        """The field of a record's slot, or of an item's in the list `block`."""
        return cls(block, slot.key, slot)


# Compared by identity: its mapping has no hash.
class Subject(Struct, frozen=True, kw_only=True, eq=False):
    """One kind of editable sheet; `aliases` are further headers of the trade, by field.

    `computed` are labels of columns that follow from the record, with what they show; `seen` are labels of
    columns that follow from other records too and are for reading only; `numbers` head running numbers.
    """

    name: str
    record: type[Common]
    blocks: tuple[Block, ...] = ()
    aliases: Mapping[str, tuple[str, ...]]
    computed: Mapping[str, Callable[[Any], str]] = {}
    seen: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


def right_net_cost(ad: Ad) -> int:
    """List price × 折 ÷ 10 × insertions in fen, rounded half up."""
    return share_of(ad.list_price * ad.insertions, ad.discount / LIST_PRICE_DISCOUNT)


def net_each(ad: Ad) -> int:
    """The net cost of one insertion in fen, rounded half up."""
    return share_of(ad.list_price, ad.discount / LIST_PRICE_DISCOUNT)


def size_of(ad: Ad) -> str:
    """The size of a print ad or the length of a spot; "" when neither is given."""
    if ad.width_cm is not None and ad.height_cm is not None:
        return f"{ad.width_cm.normalize():f}×{ad.height_cm.normalize():f} cm"
    return "" if ad.seconds is None else f"{ad.seconds} s"


SCHEDULE: Final = Subject(
    name="schedule",
    record=Ad,
    aliases=MappingProxyType(
        {
            "outlet": ("媒体名称", "媒体/平台"),
            "model": ("车型", "推广车型"),
            "theme": ("广告主题", "投放主题"),
            "position": ("版面", "版位", "位置", "广告位"),
            "colour": ("颜色", "色别"),
            "width_cm": ("宽度",),
            "height_cm": ("高度",),
            "seconds": ("秒数",),
            "copy_deadline": ("截稿日期", "截稿时间", "截稿"),
            "flight_start": ("开始日期", "投放开始日", "投放开始日期"),
            "flight_end": ("结束日期", "投放结束日", "投放结束日期"),
            "insertions": ("次数", "频次", "投放频次"),
            "issue_days": ("刊播日期", "刊登日期", "投放日期"),
            "list_price": ("刊例", "刊例单价", "刊例价格"),
            "net_cost": ("净价", "净价总计", "净额"),
            "creative_version": ("稿件版本",),
            "contract_no": ("合同编号",),
            "invoice_no": ("发票号码",),
        }
    ),
    computed=MappingProxyType(
        {
            N_("Net, each"): lambda ad: format_yuan(net_each(ad)),
            N_("Subtotal"): lambda ad: format_yuan(ad.net_cost),
            N_("Size or length"): size_of,
        }
    ),
    seen=(
        N_("Proofs of the run"),
        N_("Counts as"),
        N_("Counted in the budget"),
        N_("Counted in month"),
    ),
    numbers=("序号", "行号"),
)
BUDGET: Final = Subject(
    name="budget",
    record=MonthPlan,
    blocks=(
        Block(name="channel_budgets", item=ChannelBudget, key="channel"),
        Block(name="units", item=Units, key="model"),
    ),
    aliases=MappingProxyType({"amount": ("预算金额", "渠道预算"), "pick_up": ("提车", "提车数")}),
)
SUBJECTS: Final[Mapping[str, Subject]] = MappingProxyType({one.name: one for one in (SCHEDULE, BUDGET)})


@lru_cache
def labels_of(subject: Subject) -> Mapping[str, Field]:
    """Every way in which a column of the sheet may be headed (as `names.plain` gives it) -> its field."""
    found: dict[str, Field] = {}
    fields = [Field.of(slot) for slot in slots_of(subject.record)]
    fields += [Field.of(slot, block.name) for block in subject.blocks for slot in slots_of(block.item)]
    for one in fields:
        if is_editable(one.slot):
            called = {plain(one.slot.key), *in_languages(one.slot.spec.label)}
            called.update(plain(alias) for alias in subject.aliases.get(one.slot.key, ()))
            for label in called:
                found.setdefault(label, one)
    return MappingProxyType(found)


def is_editable(slot: Slot) -> bool:
    """Whether a cell can hold the field: one value, or a list of single values."""
    type_ = slot.spec.type
    return not is_group(type_.item if isinstance(type_, ListOf) else type_)


def key_slot(block: Block) -> Slot:
    """The field that tells the items of a block apart."""
    return next(slot for slot in slots_of(block.item) if slot.key == block.key)
