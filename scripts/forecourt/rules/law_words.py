"""Words that the Advertising Law forbids or wants proved, and the contexts in which they are harmless.

Sources: Advertising Law (2021-04-29) art. 9, 13, 28; the enforcement guide for absolute terms of the market
regulator (2023-03-20); penalties that dealers got. A pattern fires only in a context that praises; technical
values, days and order, tips for use, attitudes and names stay silent. Grades, not verdicts: no legal advice.
"""

import re
from functools import cache
from typing import Final, NamedTuple

FORBIDDEN: Final = "forbidden"
PROVABLE: Final = "provable"
VIVID: Final = "vivid"
COMPARES: Final = "compares"
PROMISES: Final = "promises"


class Word(NamedTuple):
    """A pattern and what it is graded as."""

    grade: str
    pattern: re.Pattern[str]


# Within one clause.
_NEAR: Final = r"[^，。；！？!?,;\s]"
# A figure behind the word makes it a limit ("优惠最高5000元", "续航最长可达605公里"), no rank.
_TO: Final = r"可|版|[达至到为约]|立减|抵|\s*[0-9０-９一两二三四五六七八九十]"
_UP_TO: Final = rf"(?!{_TO})"
# Areas of which somebody claims to be the best.
_AREA: Final = (
    "(?:全国|全球|全世界|世界|中国|国内|北京|京城|京北|全市|本市|全省|华北|行业|业内|同级|同城|同价位"
    "|区域|本区|全区|集团|全网|全城|细分市场|市场)"
)
_MEASURE: Final = (
    "(?:销量|销售量|销售额|排名|保值率|口碑|占有率|市占率|满意度|成交量|交付量|性价比|关注度|好评率|评分|续航"
    "|人气|知名度|热度)"
)
# "第一" and what makes it a number in a row.
_FIRST: Final = (
    "第(?:一|[1１①](?![0-9０-９]))(?![一二三四五六七八九十]?(?:季|排|次|时间|课|组|批|天|周|年|步|代|辆|台|位|届|章|条|项|阶段|期|圈|眼"
    "|手|站|人|轮|页|版|集|部分|件|节|行|列|档|场|日|月|汽车|财经|款|家|个|例|高峰|现场|印象|感觉|责任|反应|道|口|层|排|单|实验|中学|小学|中级|人民|医院|大道|街|眼)|的(?:问题|原因|需求|话题|故障))"
)
_PRAISE: Final = (
    "佳|优惠|优质|强|先进|安全|舒适|便宜|低价|实惠|划算|超值|高端|高档|高级|豪华|奢华|尊贵|美|顶级|顶尖|省油|耐用|可靠"
    "|畅销|热销|热卖|火爆|受欢迎|受青睐|受追捧|抢手|专业|权威|完美|放心|高品质|高性价比|具性价比|具竞争力|有竞争力"
    "|有实力|具实力|牛|潮|酷|炫|时尚|大优惠|大让利|大力度|大幅度|大折扣|大诚意|大的优惠|低折扣|低售价|低报价|高水平|高水准"
    "|高规格|高荣誉|棒|赞|保值|智能|值得信赖|值得拥有|值得购买|值得买|优秀|划得来|好用的|好看的|好开的|大气|有面子"
    "|宽敞|静谧|安静|聪明|懂[你您]|帅|狠"
)
# What follows the same words in advice, weather and technology.
_ADVICE: Final = (
    "(?!的?(?:(?:乘坐|驾驶|停放|停车|安装|观看|用车|保养|充电|换胎|更换|拍照|赏花|赏雪|开车)的?)?"
    "(?:做法|办法|方法|方式|时间|时候|时机|时段|距离|角度|路线|坐姿|姿势|状态|温度|胎压|位置|工况|转速|习惯|速度|时速|车速"
    "|开法|机位|拍照点|观景点|观赏期|问题|提问|车色|颜色|停车位)"
    "|工作|运行|适宜|储存|实践|使用|换油|保养|充电|更换|观赏|拍摄|视角|驾姿|降雨|降雪|寒潮|风力|冷空气|公路|乡村|风景)"
)
# "最好" as praise; before a verb it only advises.
_BEST: Final = (
    r"最好(?=的(?!做法|办法|方法|方式|时间|时候|时机|路线|防护|准备)|之|卖|[，。！!；、,;”\"\s]|$"
    "|品质|质量|服务|价格|车|选择|SUV|动力|体验|口碑)"
)

# Harmless whatever stands around them; they are taken out before the patterns look.
_HARMLESS: Final = (
    r"(?<![国市业城域区京级界名度])(?:安全|质量|品质|客户|顾客|用户|服务|诚信|信誉|健康|生命)第一(?!品牌|名|的)",
    r"(?:没有(?!最好，?只有)|不是|并非|并不是|不一定是?|未必是?|不追求|不敢说|不说|不用|避免|禁用|不得使用|不使用)[“\"]?最"
    r"(?:佳|好|低价?|便宜|强|优惠|大)",
    # Who forbids or denies a word does not claim it, and what an own prize is called ranks nobody's goods.
    r"(?:不保证|不承诺|不宣称|不得|请勿|禁止)(?:使用|出现|写|说|是)?[“\"]?(?:全网|全国|全城|全市|市场)?最低(?:价格?|折扣|报价|售价|成交价)",
    r"(?:设有?|设立|评出|评选|颁发?|颁出|抽取|角逐)[^，。；！？\s]{0,6}?最佳[^，。；！？\s]{1,6}?奖(?:[、和及]最佳[^，。；！？\s]{1,6}?奖)*",
    # Who warns of a word in quotation marks, or speaks about it, does not claim it either.
    r"(?:拒绝|警惕|谨防|当心|严禁|禁止|杜绝|勿信|别信|轻信|不允许|不能|不可|请勿|不得|避免|慎用|打击)[^，。；！？\s]{0,6}“[^”]{1,12}”(?:[、和及或]?“[^”]{1,12}”)*",
    r"“[^”]{1,12}”(?:这类|之类|等)的?(?:广告|字样|用语|词|说法|宣传)",
    r"最先进(?:场|店|入|门|来)|最强(?:烈|音|大脑)|最酷[暑热]|最值钱|最高级别(?!的?(?:享受|品质|配置|服务))"
    r"|最美的?(?:风景|乡村|公路|司机|逆行者|车主|瞬间|秋色|季节)|最佳(?:女主角|男主角|影片|导演|球员|射手)"
    r"|独一无二的(?=[您你]|自己)|(?:史无前例|空前绝后)的?(?=寒潮|高温|暴雨|降雪|大雪|疫情)",
    r"顶级(?:域名|目录|联赛)|顶尖(?:对决|高手)|首创(?:集团|置业|股份|大厦)|最佳胎压|最佳实践|最优(?:解|化|路线)",
    r"(?:世界|全国|奥运|拉力赛|亚运)冠军(?:车手|车队|教练|选手)",
    r"国家级(?:森林公园|自然保护区|风景|景区|新区|开发区|经济技术开发区|高速|非物质文化遗产|非遗|文物|贫困县|标准(?!打造|的?(?:SUV|品质|工艺))|[^，。；\s]{0,3}(?:裁判|运动员|教练))",
    r"世界级(?:城市群|非遗|文化遗产|赛事)",
    r"绝对(?:值|路径|化用语|湿度|压力|温度)|不绝对",
    r"唯一(?:编号|标识|识别|代码|性|不足|遗憾|要求|缺点|区别)|唯一的?(?:编号|不足|遗憾|要求|缺点|区别)",
    r"万能(?:充|胶|扳手|表|角|险|钥匙)",
    r"首选(?:项|的?路线|停靠)",
    r"(?:编号|展位|工位|展厅|门|路线|车位)\s*N[Oo]\.?\s*1|N[Oo]\.?\s*1\s*(?:号|展厅|展位|工位|门|入口|车位|停车场)",
    r"空间最大(?=可|达|为|支持|\d)|最大(?:扭矩|功率|总质量|载重|爬坡|涉水|行程|输出|充电|容积|限度|程度|风力)",
    r"最(?:高|低)(?:气温|温度|车速|时速|限速|转速|胎压|档位?|配(?:置版)?|限价|首付|要求|标准|电价|水位|档)",
    r"永久(?:居民|性|磁|基本|使用权|地址|保存|保管|关闭|取消|期限|的?档案)",
    r"(?:本店|店内|内部|月度|年度)?销冠(?:顾问|之星|奖)",
)

_WORDS: Final = (
    (FORBIDDEN, rf"{_BEST}|最(?:{_PRAISE}){_ADVICE}|最值(?!得)|最优(?!惠|质|秀|化|解|路|工|转|先)"),
    (
        FORBIDDEN,
        r"(?:国家|世界|宇宙)级|最高级(?!别)|极品(?!飞车)|顶级(?!版|型|寒潮|台风|赛事)|顶尖|第一品牌|领袖品牌|天下第一|世界第一|第[1１①]品牌",
    ),
    (
        FORBIDDEN,
        r"独一无二|绝无仅有|史无前例|前无古人|空前绝后|无与伦比|无可比拟|举世无双|登峰造极|无敌(?!意|对)|冠绝",
    ),
    (
        FORBIDDEN,
        r"(?:性价比|SUV|轿车|空间|销量|续航|省油|动力|同级|价格|口碑|安全|家用车|越野|保值|操控|新能源)(?:之王|王者|霸主)",
    ),
    (
        FORBIDDEN,
        rf"(?:同级|同价位|同类|同排量|行业|业内|细分市场){_NEAR}{{0,4}}?最(?:大|长|宽|高|快|轻|静|多|全|远)",
    ),
    (FORBIDDEN, r"(?<![A-Za-z])(?:NO\.?|TOP)\s?1(?![0-9.])"),
    (FORBIDDEN, rf"{_AREA}{_NEAR}{{0,10}}?{_FIRST}"),
    (FORBIDDEN, rf"{_MEASURE}{_NEAR}{{0,6}}?{_FIRST}|连续[^，。；\s]{{1,4}}{_NEAR}{{0,8}}?{_FIRST}"),
    (FORBIDDEN, rf"(?:位居|位列|排名|排在|高居|稳居|蝉联){_NEAR}{{0,8}}?(?:第一位|第一名|榜首)"),
    (FORBIDDEN, rf"(?:稳居|高居|蝉联|稳坐|勇夺|荣登){_NEAR}{{0,6}}?{_FIRST}|销量榜首|登顶{_NEAR}{{0,6}}?榜"),
    (
        FORBIDDEN,
        r"(?:性价比|颜值|安全性能?|保值率|品质|口碑|满意度|舒适性|可靠性|销量|好评率|占有率|市占率|关注度|回头率)"
        r"[^，。；\s]{0,4}?最(?:高|好|强)(?!的?(?:一[天次周月]|月份|时段|城市))",
    ),
    # "最长可达605公里" only measures.
    (
        FORBIDDEN,
        rf"(?:空间|动力|操控|性能|续航|续航里程)最(?:大|强|好|长|远){_UP_TO}|最(?:长|远)续航(?!版|型|模式|{_TO})|最大空间{_UP_TO}",
    ),
    (FORBIDDEN, rf"(?:油耗|能耗|电耗|噪音|故障率)最低{_UP_TO}|最低(?:利率|月供|油耗)(?!模式){_UP_TO}"),
    (FORBIDDEN, r"(?:全网|全国|全城|全市|北京|京城|史上|历史|全年|年度)底价|最底价"),
    (
        FORBIDDEN,
        rf"{_AREA}{_NEAR}{{0,4}}?最大的?{_NEAR}{{0,4}}?(?:4S店|展厅|经销商|汽车城|门店|服务中心|SUV)",
    ),
    (
        FORBIDDEN,
        r"第一选择|首选(?:品牌|车型|座驾|SUV|4S店)|(?:保值|省油|销量|安全|性价比|空间|续航|口碑)王(?![者国])",
    ),
    (FORBIDDEN, r"zui(?=[低好佳优高强])"),
    (
        FORBIDDEN,
        rf"(?:销量|销售)冠军|(?:{_AREA}|SUV|轿车|车型|品牌|年度|月度|季度|连续){_NEAR}{{0,8}}?(?:销冠|冠军(?!车|赛|杯|联赛|教练|选手))",
    ),
    (
        FORBIDDEN,
        rf"(?:{_AREA}|全年|史上|历史|价格|售价|报价|车价|优惠价|成交价){_NEAR}{{0,4}}?"
        r"最低(?!限速|气温|温度|胎压|配|要求|标准|首付|水位|的?一[天次])|最低(?:价|折扣|报价|售价|成交价)",
    ),
    (
        FORBIDDEN,
        rf"史上最(?!严|冷|热)\S|(?:优惠|让利|规模|面积|折扣|福利)?(?:力度|幅度)最(?:大|高|强){_UP_TO}|(?:优惠|让利|规模|面积|折扣|福利)最(?:大|高|多|强){_UP_TO}|最(?:大|高)(?:规模|面积)?的(?:SUV|4S店|展厅|经销商|优惠)",
    ),
    (
        FORBIDDEN,
        r"(?:家庭|家用|购车|您的|品质|置换|年轻人|理想|出行|换车)[^，。；\s]{0,4}首选|不二之选|不二选择",
    ),
    (FORBIDDEN, r"绝对(?:安全|放心|保值|低价|优惠|领先|超值|划算|正品|实惠|第一|优势|值得)"),
    (FORBIDDEN, r"驰名商标|国家免检|免检产品"),
    (
        FORBIDDEN,
        r"(?:国家领导人|国家机关|军队|部队|中南海|人民大会堂|国宴|政府)[^，。；\s]{0,4}(?:推荐|指定|专用|特供|专供)",
    ),
    (
        PROMISES,
        r"(?:送|赠|包|包上|带)(?:北京)?(?:京牌|车牌|牌照|购车指标|上牌指标|指标)|(?:不影响|免|不用|无需|包)摇号|保证上牌|包上(?:京)?牌(?!费|服务|手续)|(?:出租|租赁|代办|买卖)京牌|京牌(?:出租|租赁|转让|包办)",
    ),
    (
        PROMISES,
        r"零风险|无任何风险|稳赚|包赚|贷款包过|包(?:贷款|过审|审批|批贷|下款)|黑户可贷|(?:无需|不查|不看|免查?)征信|征信(?:不好|不良|黑|花)[^，。；\s]{0,2}(?:可|能)贷|无条件(?:贷款|审批)|(?:百分之?百|100\s?[%％])(?:贷款|审批)?(?:满意|安全|保值|中奖|通过|获批)",
    ),
    (PROMISES, r"永久(?:免费|质保|保修|保值|有效)|永不(?:磨损|褪色|涨价|生锈)"),
    (
        COMPARES,
        r"(?:秒杀|碾压|吊打|完胜|完爆|甩开|超越|领先|打败|击败)(?:所有|一切|全部)?(?:同级|同价位|同行|竞品|对手|友商|合资)",
    ),
    (PROVABLE, rf"{_AREA}(?:首|第一)(?:家|款|台|个|例|创|座|发|店)"),
    (PROVABLE, r"首(?:个|家|款|台)(?:搭载|采用|配备|实现|获得?|通过|达到|突破)"),
    (
        PROVABLE,
        r"(?:世界|国际|国内|全国|行业|业界)一流|(?:行业|同级|业界|品质|安全)标杆|(?:行业|时代|市场|品类)(?:领航者|缔造者|开创者)",
    ),
    (
        PROVABLE,
        rf"{_AREA}{_NEAR}{{0,6}}?唯一|唯一(?:一[家款台个](?!要求)|授权|指定|正规|的?选择|拥有|配备|搭载|获得|通过|采用|实现)",
    ),
    (
        PROVABLE,
        r"首创|独创|独家(?!专访|采访|报道|内容|新闻)|遥遥领先|领导者|领军(?:品牌|企业|者)|领导品牌|第一梯队",
    ),
    (PROVABLE, r"(?:世界|全球|国际|国内|行业|同级|业内)(?:领先|先进水平|之最)"),
    (PROVABLE, r"终身(?:免费|质保|保修|保养)|假一赔"),
    (VIVID, r"巅峰之作|王牌(?:车型|SUV|品质)|冠军(?:品质|级品质)|极致(?:性价比|优惠)"),
    (
        VIVID,
        r"史诗级|神车|万人疯抢|跳楼价|地板价|骨折价|白菜价|底价(?:促销|放送|开抢)|王者(?:归来|之选|座驾)|一流的?(?:品质|服务|技术|工艺|团队)|仅此一次|错过不再|亏本(?:价|甩卖|大?甩)|血亏|错过再等一年|全民疯抢",
    ),
)

# Whatever a pattern finds has one of these signs in it (a test goes through the patterns). Most titles and
# notes have none, and nobody need wait for 28 patterns to be compiled to read them.
_SIGNS: Final = frozenset(
    "%NPZnpz世亏仅创免军冠包南史吊唯宴巅带府征摇无最机杀极榜民杆板水永爆独王甩流牌疯百碾神稳第级终绝缔胜血证败贷赔赠越跳连送选遥错底队零霸顶领首驰骨菜％"
)

# Ranks among others, which no attitude, tip or name makes true.
_RANKS: Final = (
    rf"{_AREA}|行业|同级|同类|第[一1１]|冠军|销冠|榜首|唯一|首[家款个创]|领先|之王"
    r"|[Nn][Oo]\.?\s?1|[Tt][Oo][Pp]\s?1"
)

# An award that was officially given may be named, with its paper.
_AWARD: Final = (
    r"荣获|获评|获颁|荣膺|摘得|授予|评为|评选为|入选|获得[^，。；]{0,20}(?:奖|称号|认定)|国家级(?:高新技术|专精特新|绿色工厂|绿色供应链|企业技术中心|工业设计中心|智能制造)"
    r"|最佳[^，。；！？\s]{1,8}奖"
)
SENTENCE_ENDS: Final = re.compile(r"[。！？!?；;\n]")


def may_have_words(text: str) -> bool:
    """Whether a pattern may find something in `text`; quick, and never wrong when it says no."""
    return not _SIGNS.isdisjoint(text)


# Compiled by who reads such a text: most commits touch none, and their hook should not wait for it.
@cache
def words() -> tuple[Word, ...]:
    """The graded patterns, in order of their grades."""
    return tuple(Word(grade, re.compile(pattern, re.IGNORECASE)) for grade, pattern in _WORDS)


@cache
def harmless() -> re.Pattern[str]:
    """What is taken out before the patterns look."""
    return re.compile("|".join(_HARMLESS))


@cache
def award() -> re.Pattern[str]:
    """An award that was given."""
    return re.compile(_AWARD)


@cache
def ranks() -> re.Pattern[str]:
    """What a word says that ranks somebody among others."""
    return re.compile(_RANKS)
