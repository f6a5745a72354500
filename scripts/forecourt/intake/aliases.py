"""How exports of platforms and search engines call their columns, and what they call things (domain 4.3).

Names are compared half-width, without blanks and in small letters; a unit in brackets behind them is left
out. A new engine needs a word here and nothing else.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

Aliases = Mapping[str, tuple[str, ...]]


def _table(**names: str) -> Aliases:
    return MappingProxyType({field: tuple(words.split()) for field, words in names.items()})


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


# Columns that name a person. They are counted with their row, and read no further.
PERSONAL: Final = _words(
    "姓名 客户姓名 用户姓名 客户名称 用户名称 联系人 称呼 昵称 手机 手机号 手机号码",
    "客户手机 电话 电话号码 联系电话 客户电话",
    "主叫号码 来电号码 联系方式 微信 微信号 qq qq号 邮箱 email e-mail 身份证 身份证号 证件号 证件号码",
    "车牌 车牌号 车牌号码",
    "vin 车架号 vin码 地址 住址 详细地址 name phone mobile tel plate ip ip地址 openid 用户id 记者 记者姓名",
)
# Rows that sum up others begin with one of these.
TOTALS: Final = ("总计", "合计", "小计", "共计", "汇总", "总和", "平均", "平均值", "日均", "total")
# What stands for a figure that there is not.
NOTHING: Final = frozenset({"", "-", "--", "—", "——", "/", "n/a", "无"})

SEM: Final = _table(
    day="日期 时间 统计日期 数据日期 日 date",
    hour="小时 时段 时间段 hour",
    account="账户 推广账户 账户名称 账号 account",
    keyword="关键词 关键词名称 搜索词 触发关键词 keyword",
    opening="期初余额 日初余额 昨日余额 上日余额",
    top_up="充值 充值金额 加款 加款金额 今日充值",
    cost="消费 消耗 总费用 总花费 花费 费用 消费金额 cost",
    closing="期末余额 日末余额 余额 账户余额 当日余额",
    impressions="展现 展现量 展示次数 展示数 展示量 展示 impressions",
    clicks="点击 点击量 点击次数 点击数 clicks",
    leads="转化 转化数 转化量 转化次数 目标转化 线索 线索量 conversions",
)
# Known, and not read: it follows from the others.
SEM_DERIVED: Final = _words(
    "点击率 平均点击价格 平均每次点击费用 点击均价 点击价格 千次展现消费 平均千次展现费用 转化率",
    "转化成本 平均转化成本",
    "推广计划 推广单元 产品线 省 市 地域 设备 推广设备 排名 平均排名 质量度 关键词状态 匹配模式",
    "创意 网站 id 序号",
)
PLATFORM: Final = _table(
    at="日期 时间 发布时间 发布日期 回复时间 更新时间 date",
    type="类型 内容类型 操作 操作类型 动作 事项 type",
    subject="标题 文章标题 帖子标题 内容标题 主题 title",
    web_link="链接 网址 文章链接 帖子链接 url",
    disclosure="身份标明 身份标明方式 身份",
    minutes="答复分钟 回复时长 响应时长 答复用时 响应时间 回复分钟",
    views="浏览量 浏览 阅读量 阅读数 阅读 播放量 pv views",
    followers="粉丝 粉丝数 关注数 followers",
    leads="线索 线索数 线索量 留资 留资数 leads",
    valid_leads="有效线索 有效线索数 有效线索量 有效留资",
    orders="订单 订单数 成交 成交数 orders",
    note="备注 说明",
)
LEADS: Final = _table(
    day="日期 线索日期 线索时间 创建时间 留资时间 提交时间 下发时间 时间 date",
    source="来源 线索来源 渠道 渠道来源 媒体 平台 来源渠道 source",
    model="车型 意向车型 意向车系 车系 咨询车型 model",
    leads="线索 线索数 线索量 条数 leads",
    valid_leads="有效线索 有效线索数 有效线索量",
    valid="是否有效 有效 线索状态 有效性",
    contact="来店/来电 来店来电 来访方式 到访方式 接触方式 接待方式 来源方式",
    visits="来店 来店数 来店量 来店批次 来店批数 到店 到店数 到店量 到店批次 是否到店 是否来店",
    first_visits="首次来店 首次到店 首次来店批次 首次到店批次 是否首次 首次",
    calls="来电 来电数 来电量 来电批次",
    invited="邀约到店 邀约到店数 邀约来店 邀约来店数",
    files="留档 留档数 留档量 建档 建档数 是否留档",
    test_drives="试驾 试驾数 试驾量 试驾批次 是否试驾",
    orders="订单 订单数 订单量 成交 成交数 是否订车 是否成交",
    deliveries="交车 交车数 交车量",
    losses="战败 战败数 战败量",
)
CONTACTS: Final = _table(
    day="日期 联系日期 沟通日期 时间 date",
    outlet="媒体 媒体名称 单位 平台 outlet",
    by="我方 我方人员 经办 经办人 联络人",
    way="方式 沟通方式 往来方式",
    counterpart="对方身份 对方职务 职务 对方",
    title="事由 主题 内容 沟通内容 title",
    outcome="结果 沟通结果",
    next_action="下一步 后续 后续安排",
    next_on="下次日期 下次联系 跟进日期",
)
# Columns of lists that number or describe rows and change nothing.
IGNORED: Final = _words(
    "序号 编号 no 城市 省份 门店 经销商 经销商名称 性别 年龄 跟进人 销售顾问 推广计划",
)

# Parts of a column's name that say that it is about a person, whatever stands before and behind.
PERSONAL_PARTS: Final = _words(
    "姓名 手机号 联系电话 电话号 车主电话 客户电话 用户电话 身份证 证件号 车牌 车架号 微信号",
    "住址 联系人 邮箱",
)

# How somebody came, in a register of the front desk; each is a column of counts.
CONTACT_KINDS: Final = _table(
    visits="来店 到店 进店 自然到店 陌生来店",
    calls="来电 电话 电话咨询",
    leads="线索 网络 留资 网络线索",
)

ENTRY_WORDS: Final = _table(
    prices="行情 发行情 报价",
    promotion="促销 优惠 活动",
    news="新闻 新闻稿 文章 软文",
    model="车型 车型页",
    forum="论坛 论坛帖 帖子 发帖",
    social="微博 微信 公众号 视频 短视频",
    refresh="刷新",
    reply="回复 答复 留言回复 问答",
    figures="数据 日数据 汇总",
)
WAY_WORDS: Final = _table(
    visit="拜访 上门 走访 面谈 来访",
    call="电话 来电 去电 通话",
    message="微信 企业微信 短信",
    mail="邮件 邮箱",
    meeting="会议 发布会 座谈 座谈会",
    event="活动 活动现场",
)
COUNTERPART_WORDS: Final = _table(
    chief_editor="主编 总编 总编辑 副主编",
    section_editor="编辑 责编 栏目编辑 版面编辑",
    journalist="记者",
    presenter="主持人 主播 达人 博主",
    ad_sales="销售 广告销售 广告部 商务",
    account_service="客服 客户服务 运营",
    pr_agency="公关 公关公司",
)
SOURCE_WORDS: Final = _table(
    online="网络 垂直媒体 垂媒 平台 线上 网络平台 懂车帝 易车 抖音 视频号 快手 小红书 官网",
    search="搜索 搜索引擎 百度 搜狗 360 神马 sem 竞价",
    newspaper="报纸 报刊",
    magazine="杂志",
    radio="电台 广播",
    tv="电视",
    outdoor="户外 户外广告",
    direct="短信 直邮",
    event="活动 车展 外展 巡展",
    referral="转介绍 朋友介绍 老客户介绍 保客推荐",
    walk_by="自然到店 路过 自然进店",
    other="其他 其它",
    unknown="未知 不详 未问",
)
# What says where a lead stands, and not yet whether it is one.
OPEN: Final = _words(
    "待跟进 跟进中 继续跟进 再跟进 已跟进 待分配 未分配 已分配 待下发 已下发 新线索",
    "待联系 未联系 已联系 未接通 无人接听 待回访 已回访 待邀约 已邀约 待确认 待判定 未判定",
)
# 战败 is a prospect who bought elsewhere: reached, asked, and as valid as one who bought.
YES: Final = _words("是 有效 y yes true 1 √ 战败 已到店 已试驾 已下订 已订车 已成交 已交车")
NO: Final = _words("否 无效 n no false 0 × x 重复 空号 停机 错号 非本人")
