"""Texts in whose slots a person stands, made of names that the masker's lists do not hold (`slot_names.txt`), and frames of their own."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from reportgen.chinese.words.lists import parse

_LINES = Path(__file__).with_name("slot_names.txt").read_text(encoding="utf-8").splitlines()
NAMES = parse(_LINES)
FRAMES = {
    "reports": ("{}反映楼道灯坏了三个月。", "{}来电投诉停车难，要求回复。", "据{}反映，该站点常年没人。", "昨日{}来访，反映低保停发。"),
    "driver": ("公交司机{}拒绝让老人上车。", "出租车驾驶员{}绕路，多收二十元。", "货车司机{}把油洒了一路。"),
    "handled": ("该事项由{}经办，至今没有下文。", "材料由{}负责审核，拖了一个月。", "此件由{}受理并录入系统。"),
    "dealt": ("单位已对{}进行批评教育。", "决定对{}予以停岗学习三天。", "已约谈{}，责令其书面检讨。"),
    "call": ("我给{}打电话，一直没人接。", "后来联系{}才知道材料丢了。", "让我去找{}签字，来回三趟。"),
    "knows": ("这件事{}知道，可以问他。",),
    "wrote": ("回执上写着{}，没有盖章。",),
    "signs": ("签字的是{}，可他根本不在场。", "经办人是{}，没有出示证件。", "打人的是{}，监控可以作证。"),
    "called": ("窗口那个人，他叫{}，态度很差。", "带头的人叫{}，住在后街。", "孩子小名{}，今年六岁。"),
    "label": ("联系人：{}", "责任人：{}，限三日内办结。", "投诉人：{}；内容：噪声扰民。", "反映人：{} 电话略。", "转办：{}"),
    "household": ("户主{}去年已经搬走。", "低保户{}家的房子漏雨。", "村民{}一家四口挤在一间屋里。"),
    "patient": ("患者{}住院九天，多收护理费。", "病人{}的床位费算错了。"),
    "family": ("我父亲{}今年七十八岁，没有领到补贴。", "女儿{}在学校摔伤。", "其妻{}长期患病。"),
    "role": ("业主{}多次要求物业修门禁。", "房东{}不退押金。", "包工头{}拖欠工资跑了。", "班主任{}让家长轮流打扫。"),
    "brackets": ("当事窗口人员（{}）已调离岗位。", "来电人（{}，女）对答复不满意。"),
    "list": ("公示名单里有{}、李桂英、王小兵三人。", "参会的有张玉兰、{}和赵德柱。"),
    "signature": ("盼望早日解决。此致敬礼 {}", "请领导为民做主。——{}", "以上句句属实。反映人：{}"),
    "age": ("{}，男，1965年4月2日出生，要求补录工龄。", "{}（女，58岁）申请特困供养。"),
    "talks": ("{}说系统坏了，让我们明天再来。", "窗口的{}一直在玩手机。"),
    "owns": ("快递站把{}的包裹弄丢了。", "隔壁{}家养了二十只鸡。"),
}  # fmt: skip
HARMLESS = (
    "群众反映楼道灯坏了三个月。", "公交司机拒绝让老人上车。", "该事项由窗口人员经办，至今没有下文。", "材料由业务科负责审核。", "单位已对当事人进行批评教育。", "我给物业打电话，一直没人接。",
    "后来联系社区才知道材料丢了。", "这件事大家都知道。", "回执上写着五个工作日。", "签字的是工作人员。", "经办人是临时工，没有出示证件。", "联系人：办公室", "责任人：各村支部书记", "转办：市场监管所",
    "户主去年已经搬走。", "患者家属多次来访。", "业主多次要求物业修门禁。", "房东不退押金。", "班主任让家长轮流打扫。", "快递站把包裹弄丢了。", "多次来电投诉停车难。", "据群众反映，该站点常年没人。",
    "司机态度恶劣，车况很差。", "居民安全得不到保障。", "老人平时独自在家。", "村民用水困难。", "患者费用过高。", "学生高考成绩查不到。", "方便面过期仍在出售。", "和平路路灯不亮。",
    "马路两边乱停车。", "对方态度生硬。", "向上级反映没有结果。", "由于系统升级，暂停办理。", "经查，情况属实。", "与物业沟通无果。", "让居民自己清理垃圾。", "给群众造成不便。",
    "牡丹园小区电梯坏了。", "白杨树的飞絮太多。", "石榴是本地特产。", "江湖骗子太多，请公安打击。", "高原地区补贴没有发。", "汤圆里吃出异物。", "时光隧道游乐项目收费高。", "冬至当天停电。",
    "工作人员表示满意。", "来电人对处理结果满意。", "网友建议增加班次。", "开发商承诺三月底交房。", "老板要求工人加班。", "校长要求学生补课。", "医生建议转院。", "法官没有通知开庭时间。",
    "家长反映食堂饭菜不卫生。", "商户反映占道经营严重。", "用户反映水压不足。", "乘客反映空调不开。", "游客反映景区收费高。", "租户反映房东断电。",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Placed:
    """A text, the name in it, the kind of the name and of the slot."""

    text: str
    name: str
    kind: str
    slot: str


def names(kind: str) -> list[str]:
    """The names of a kind; `_` parts the words of one."""
    return [name.replace("_", " ") for name in NAMES[kind]]


def placed_texts(seed: int, count: int) -> Iterator[Placed]:
    """So many texts, every kind and slot as often."""
    random = Random(seed)  # noqa: S311 - a sample is made, not a secret
    kinds, slots = sorted(NAMES), sorted(FRAMES)
    for number in range(count):
        kind, slot = kinds[number % len(kinds)], slots[(number // len(kinds)) % len(slots)]
        name = random.choice(names(kind))
        yield Placed(random.choice(FRAMES[slot]).replace("{}", name), name, kind, slot)
