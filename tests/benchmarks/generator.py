"""A seeded maker of realistic Chinese records: the same seed gives the same bytes."""

import random
from pathlib import Path
from typing import Any, Final

THEMES: Final = ("金秋购车季", "国庆试驾会", "暖冬关怀", "年末盘点", "新春到店有礼", "以旧换新月")
POSITIONS: Final = ("汽车版半版", "汽车专刊通栏", "早高峰 15 秒", "车型页推荐位", "立交桥大牌")
PROSE: Final = (
    "近日，本店围绕主题开展系列服务，到店客户可以预约试驾，由专业顾问介绍配置与保养知识。\n\n"
    "活动期间服务时间以店内公告为准，周末增设试驾专员，缩短等候时间。\n"
)

AD: Final = """---
kind: ad
id: AD-20261012-{number:06}
title: {theme}·{position}
state: draft
owner: ST-{owner}
note: "第 {number} 份计划: 由市场助理起草"
approvals:
  - step: submit
    by: ST-{owner}
    role: marketing_assistant
    at: 2026-10-{day:02}
    opinion: 按主题安排
  - step: approve
    by: ST-1
    role: general_manager
    at: 2026-10-{day:02}
    opinion: 同意
month: 2026-11
outlet: OUT-{outlet}   # 示例媒体
channel: newspaper
theme: {theme}
model: y5plus
position: {position}
colour: full
width_cm: 24
height_cm: 6.8
copy_deadline: 2026-11-{day:02}
flight_start: 2026-11-{day:02}
flight_end: 2026-11-{day:02}
insertions: 2
list_price: {price}
discount: 4
net_cost: {net}
creative_version: v2
contract_no: JB-{number:06}
contract_signed_on: 2026-10-{day:02}
contract_cost: {net}
published_on: 2026-11-{day:02}
invoice_no: "{number:08}"
invoice_cost: {net}
paid_on: 2026-11-{day:02}
paid_cost: {net}
visits: {visits}
---

{prose}"""

PRESS: Final = """---
kind: press
id: PR-20261012-{number:06}
title: {theme}新闻稿
state: draft
owner: ST-{owner}
month: 2026-11
type: news_release
outlet: OUT-{outlet}
author: ST-{owner}
model: y7ev
paid: no
due_on: 2026-11-{day:02}
published_on: 2026-11-{day:02}
position: 汽车频道
web_link: https://sample.example/news/{number}
words: {visits}
reprints: 3
reads: {price}
---

{prose}"""


def record(number: int, seed: int = 2026) -> tuple[str, bytes]:
    """Record `number` as (path below the root, bytes): four ads to one article."""
    luck = random.Random(seed * 1_000_003 + number)
    price = luck.randrange(100, 900) * 100
    values: dict[str, Any] = {
        "number": number,
        "theme": luck.choice(THEMES),
        "position": luck.choice(POSITIONS),
        "owner": luck.randrange(1, 7),
        "outlet": luck.randrange(1, 40),
        "day": luck.randrange(1, 29),
        "price": price,
        "net": price * 8 // 10,
        "visits": luck.randrange(5, 900),
        "prose": PROSE * luck.randrange(1, 5),
    }
    if number % 5:
        return f"plans/2026-11/ads/AD-20261012-{number:06}.md", AD.format(**values).encode()
    return f"content/press/PR-20261012-{number:06}.md", PRESS.format(**values).encode()


def write(root: Path, count: int) -> None:
    """Write `count` records below `root`."""
    for folder in ("plans/2026-11/ads", "content/press"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    for number in range(count):
        path, data = record(number)
        (root / path).write_bytes(data)
