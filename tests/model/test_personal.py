"""Personal data is found for sure, and everything that only looks like it stays silent."""

import hashlib

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from forecourt.model.later import Later
from forecourt.model.personal import (
    _PATTERNS,
    is_id_card,
    is_luhn,
    is_vin,
    masked,
    may_be_personal,
    personal,
)

# Made up for these tests: the check digits are right, nobody has them.
ID_CARD = "11010519491231002X"
CARD = "6222021234567890128"
VIN = "LYVPBAED1NB100001"

FOUND = [
    ("手机13812345678，下午来", "mobile", "13812345678"),
    ("手机 138 1234 5678", "mobile", "138 1234 5678"),
    ("138-1234-5678（车主）", "mobile", "138-1234-5678"),
    ("138-12345678（车主）", "mobile", "138-12345678"),
    ("https://example.com/call?tel=13812345678", "mobile", "13812345678"),
    ("见https://example.com/a/ 13812345678", "mobile", "13812345678"),
    (f"身份证 {ID_CARD[:6]} {ID_CARD[6:14]} {ID_CARD[14:]}", "id_card", "110105 19491231 002X"),
    ("+86 13812345678", "mobile", "13812345678"),
    ("（+86）138-1234-5678", "mobile", "138-1234-5678"),
    ("008613812345678", "mobile", "13812345678"),
    ("86-138 1234 5678", "mobile", "138 1234 5678"),
    ("138.1234.5678", "mobile", "138.1234.5678"),
    ("138－1234－5678", "mobile", "138－1234－5678"),
    ("138–1234–5678", "mobile", "138–1234–5678"),
    ("138\u00a01234\u00a05678", "mobile", "138\u00a01234\u00a05678"),
    ("138\u30001234\u30005678", "mobile", "138\u30001234\u30005678"),
    ("138 - 1234 - 5678", "mobile", "138 - 1234 - 5678"),
    ("1381234 5678", "mobile", "1381234 5678"),
    ("１３８ １２３４ ５６７８", "mobile", "１３８ １２３４ ５６７８"),
    ("Tel.13812345678", "mobile", "13812345678"),
    ("tel:13812345678", "mobile", "13812345678"),
    ("微信vx13812345678", "mobile", "13812345678"),
    ("13812345678@139.com", "mobile", "13812345678"),
    ("3 138 1234 5678", "mobile", "138 1234 5678"),
    ("zhang/13812345678", "mobile", "13812345678"),
    ("某某/13812345678", "mobile", "13812345678"),
    ("电话１３８１２３４５６７８", "mobile", "１３８１２３４５６７８"),
    ("138-123-45678", "mobile", "138-123-45678"),
    ("138\u200b1234\u200b5678", "mobile", "138\u200b1234\u200b5678"),
    ("微信 wx_13812345678", "mobile", "13812345678"),
    ("客户编号13812345678", "mobile", "13812345678"),
    ("快递员13812345678", "mobile", "13812345678"),
    (f"姓名,车型,车架号\n王某,Y5,{VIN}", "vin", VIN),
    (f"| 车型 | 客户姓名 | 车架号 |\n| --- | --- | --- |\n| Y5 | 王某 | {VIN} |", "vin", VIN),
    (f"姓名\n车架号\n王某\n{VIN}", "vin", VIN),
    (f"车主：王某\n车型：Y5\n车架号：{VIN}", "vin", VIN),
    ("京 A12345", "plate", "京 A12345"),
    ("京AD·12345", "plate", "京AD·12345"),
    ("新A12345", "plate", "新A12345"),
    (f"身份证{ID_CARD}", "id_card", ID_CARD),
    (f"身份证：{ID_CARD.lower()}。", "id_card", ID_CARD.lower()),
    ("旧车京A12345来评估", "plate", "京A12345"),
    ("京N·6K8P2 已到店", "plate", "京N·6K8P2"),
    ("新能源京AD12345", "plate", "京AD12345"),
    ("沪B 9X226", "plate", "沪B 9X226"),
    ("挂车鲁B1234挂", "plate", "鲁B1234挂"),
    ("教练车京A1234学", "plate", "京A1234学"),
    ("京A1234警", "plate", "京A1234警"),
    ("粤Z·1234港", "plate", "粤Z·1234港"),
    ("粤ZF023澳牌", "plate", "粤ZF023澳"),
    ("沪A0234领", "plate", "沪A0234领"),
    ("使014578", "plate", "使014578"),
    ("224·578使", "plate", "224·578使"),
    ("新能源沪AF12345、", "plate", "沪AF12345"),
    ("京AA12345", "plate", "京AA12345"),
    ("粤B12345D", "plate", "粤B12345D"),
    ("京ｎ６Ｋ８Ｐ２", "plate", "京ｎ６Ｋ８Ｐ２"),
    ("京n6k8p2的车主", "plate", "京n6k8p2"),
    ("京A.12345", "plate", "京A.12345"),
    (f"车主刘女士，车架号{VIN}", "vin", VIN),
    (f"退款到 {CARD}", "bank_card", CARD),
    ("卡号 4111 1111 1111 1111", "bank_card", "4111 1111 1111 1111"),
    ("卡号 4111-1111-1111-1111", "bank_card", "4111-1111-1111-1111"),
]

SILENT = [
    "店里电话 010-5555 0199",
    "400-820-8888 全国客服",
    "https://example.com/p/13812345678",
    "https://example.com/dealer/13812345678/news.html",
    "点击 138 次，展现 12345678 次",
    "身份证 110105 19491231 0021 校验不对",
    "合同号 HT-20261113812345678",
    "订单号：13812345678",
    "帖子编号 13812345678，计划ID,13812345678",
    "https://example.com/a?news_id=13812345678",
    "全新GLC260到店，曜石黑ES300h",
    f"车型,用途,车架号\nY5,试驾车,{VIN}",
    f"联系人见通讯录\n车架号：{VIN}",
    "快递单号 SF1381234567890",
    "合同号 HT-13812345678",
    "合同号 YL-GG-138-1234-5678",
    "单号 2026/13812345678",
    "商品 SKU_13812345678",
    "版本 3.13812345678",
    "展现 150 1200 8000 3.2% 460",
    "12 150 1200 8000 77",
    "点击 138 12345678 1.2%",
    "2026-11-13 138 1234 5678 99",
    "坐标 116.13812345678",
    "宽带号 11012345678，流水 12012345678",
    "使120000名用户受益，使100000元优惠落地",
    "2026年使用 202611使用",
    "全新A4L，新X3 2026款",
    "京A1234款",
    "云A100 服务器，贵A级车",
    "运单 138123456789",
    "预算 13800000 元，共 38 台",
    "身份证号 110105194912310021 校验不对",
    "发票号 26112000000138123456",
    "银行账号 6222021234567890123 校验不对",
    f"试驾车 {VIN} 归销售部",
    "沪Y5PLUS现车，京北Y7EV 试驾",
    "京A 展厅、京B 展厅",
    "京东E12345优惠券",
    "胎侧 3525，电压 12.6 伏",
    "2026-11-13 至 2026-12-15",
    "档号 YL-GG·2026-D10-SCB-0001",
    "编号 AD-20261012-k3f7",
    "sha256: " + hashlib.sha256(b"13812345678").hexdigest(),
    "广告位 34.4×8 厘米，刊例价 13812345678.50",
]


@pytest.mark.parametrize(("text", "kind", "piece"), FOUND)
def test_personal_data_is_found(text: str, kind: str, piece: str) -> None:
    assert [(hit.kind, text[hit.start : hit.end]) for hit in personal(text)] == [(kind, piece)]


@pytest.mark.parametrize("text", SILENT)
def test_what_only_looks_like_it_is_silent(text: str) -> None:
    assert list(personal(text)) == []


def test_every_piece_is_told_once_and_in_order() -> None:
    text = f"13812345678 {ID_CARD}\n京A12345 13912345678"

    assert [hit.kind for hit in personal(text)] == ["mobile", "id_card", "plate", "mobile"]


@pytest.mark.parametrize("pattern", [pattern for _, pattern, _ in _PATTERNS])
@given(st.data())
def test_the_quick_look_never_passes_over_what_a_pattern_finds(pattern: Later, data: DataObject) -> None:
    """The look lets nearly every text go without its patterns, so it must know all that they would find."""
    around = st.text("京示例Az0 -.·，\n", max_size=4)
    text = data.draw(around) + data.draw(st.from_regex(pattern.pattern, fullmatch=True)) + data.draw(around)

    assume(pattern.search(text))
    assert may_be_personal(text)
    assert may_be_personal(text.translate({ord(str(digit)): ord("０") + digit for digit in range(10)}))


def test_two_mobiles_beside_each_other_are_no_row_of_a_table() -> None:
    assert [hit.start for hit in personal("138 1234 5678 139 1234 5678")] == [0, 14]


def test_a_name_in_another_line_is_of_another_car() -> None:
    assert list(personal(f"车主座谈\n{VIN}\n")) == []


def test_only_a_part_is_shown() -> None:
    assert masked("13812345678") == "138…78"


@given(st.text("0123456789abcdef", min_size=64, max_size=64))
def test_no_fingerprint_is_personal_data(digits: str) -> None:
    assert list(personal(f"sha256: {digits}")) == []


@given(st.integers(0, 10**17 - 1))
def test_one_wrong_digit_is_noticed(number: int) -> None:
    digits = f"62{number:017}"
    last = next(str(end) for end in range(10) if is_luhn(digits[:-1] + str(end)))
    right = digits[:-1] + last
    place = number % len(right)
    wrong = right[:place] + str((int(right[place]) + 1) % 10) + right[place + 1 :]

    assert is_luhn(right)
    assert not is_luhn(wrong)


def test_check_digits() -> None:
    assert is_id_card(ID_CARD)
    assert not is_id_card("11010519491331002X")
    # The example of the published standards for vehicles.
    assert is_vin("1M8GDM9AXKP042788")
    assert not is_vin("1M8GDM9A0KP042788")
