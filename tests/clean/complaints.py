"""Invented complaints with people in them, and complaints in which nobody can be recognised: what masking is measured on.

Every sample knows the secret that may not be printed. Surnames: 8 of 100 compound, of the others 7 of 10 from the hundred
most frequent (which five of six people bear), the rest from 350; everything is made by a seeded generator, so that a miss can be looked at again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

FREQUENT = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙黎史陶贺毛段郝顾龚邵"
SURNAMES = FREQUENT + (
    "万覃武钱戴严莫孔向常汤康文柳易施牛樊葛邢安齐伍庞申鲁俞卓季聂章颜殷庄耿倪关温芦裴甘焦岳祝欧路翟柴祁华符童蓝尚鲍辛管解艾屈裘卞甄穆阮柯宁耿"
    "涂娄凌桂项游梅骆阳毕沙边苗詹费喻舒盛靳司窦时车佟左成迟滕景应明池宫佘冀苟丛晏冉简褚瞿柏连蒲苑衡卜岑缪栾桑商全敖谷邬匡班邝巫麻单席房古米楚楼"
    "党廉荆郎计邸印乐冷郁皮虞隋宗阎闵仇戚尤占鄢谌乌揭谈储暴荀茅麦衣鄂燕步练栗喜晋蔺和危卫巩植屠粟幸桑诸蔚国官战查臧"
)
COMPOUND = (
    "欧阳",
    "上官",
    "司马",
    "诸葛",
    "司徒",
    "夏侯",
    "皇甫",
    "尉迟",
    "慕容",
    "令狐",
    "端木",
    "公孙",
    "呼延",
    "东方",
    "宇文",
    "南宫",
    "淳于",
    "澹台",
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红娥玲芬燕彩春菊兰凤洁梅琳素云莲真环雪荣爱妹香月莺媛瑞凡佳嘉琼勤珍贞莉娣叶璧璐娅琦晶妍茜秋珊莎锦黛青倩婷姣婉娴瑾颖露瑶怡婵雁蓓纨仪荷丹蓉眉君琴蕊薇菁梦岚苑婕馨瑗"
    "琰韵融园艺咏卿聪澜纯毓悦昭冰爽琬茗羽希宁欣飘育滢馥筠柔竹霭凝晓欢霄枫芸菲寒伊亚宜可姬舒影荔枝思国建文志海林山东波辉力永健世广义兴良峰鹏飞龙宝生贵福全胜学祥才发武新利清彬富顺信子杰涛昌成康星光天达安岩中茂进有坚和彪博"
    "诚先敬震振壮会思群豪心邦承乐绍功松善厚庆民友裕河哲江亮政谦亨奇固之轮翰朗伯宏言若鸣朋斌梁栋维启克伦翔旭泽晨辰士以德忠浩然俊轩宇梓涵诗逸皓煜昊睿炜烨沐屹琛珩玥芮苒"
)  # fmt: skip
RARE = "㛃䶮𠅤𡈼𤧛𨱏𪣻𬍛𬭎𫍯𫖯𬀩"
WORDLIKE = Path(__file__).with_name("given_names.txt").read_text(encoding="utf-8").split()
"""Given names of two characters, many of them words too."""
COUNTED = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "小二", "小三", "大", "老二", "狗娃", "铁蛋")
MINORITY = (
    "买买提·艾力", "阿依古丽·吐尔逊", "古丽娜尔·木沙", "艾合买提·依明", "热依汗·阿布都", "巴特尔·苏和", "扎西·次仁", "卓玛·央金", "努尔兰·哈布力", "迪丽·买买江",
)  # fmt: skip

NAME_FRAMES = (
    "我到窗口办事，{}态度恶劣，让我等了半天。", "材料交给{}后没有下文。", "{}和我吵了起来，没有人管。", "当天值班的是{}，一直在玩手机。", "我找到{}，对方说系统坏了。",
    "被{}辱骂了十几分钟。", "窗口的{}中午提前下班。", "反映{}吃拿卡要，多次索要香烟。", "{}上午九点还不在岗。", "举报{}收了八百元好处费。", "我把证件递给{}，他看都没看。",
    "{}当场把材料扔在地上。", "{}至今没有退还押金。", "经{}介绍才交的钱。", "与{}发生争执后报了警。", "{}的妻子也在大厅上班。", "这件事由{}代办，拖了两个月。",
    "{}，男，45岁，多次上访。", "请对{}严肃处理。", "{}（二楼办公）拒不受理。", "听{}讲要找熟人才能办。", "{}打了我一巴掌。", "{}把我推倒在台阶上。", "{}夫妇多次来闹。",
    "{}等人在门口拉横幅。", "低保给了{}家，条件并不符合。", "工作人员{}说话很难听。", "经办的是{}，没有出示证件。", "{}多次推诿，要求回复。", "{}不给办，也不说原因。",
    "后来换了{}接待，态度好一些。", "问{}为什么，{}说不知道。", "这笔钱被{}拿走了。", "2026年7月3日，{}上门收费。", "因{}请假，窗口空着。", "{}在群里骂人。", "是{}让我来的。",
    "打电话给{}，一直没人接。", "{}称领导不在，让改天再来。", "希望{}当面道歉。", "谢谢{}帮忙！", "{}你好，我想问退费的事。", "“{}”三个字写错了，证件作废。", "投诉对象：{}",
    "{}：材料不齐，退回。", "户主为{}，未享受补贴。", "{}对群众大声呵斥。", "{}从不按时上班。", "那个姓名写成{}的人没来过。", "车主{}拒绝挪车。", "我们一家三口找{}评理。",
    "{}已经退休，仍然领取补助。", "原来是{}在冒领。", "只有{}一个人上班，排了很长的队。", "{}答应三天办好，结果一个月没动静。", "村里让{}当代表去反映。", "镇上派{}来调查。",
    "{}承包的鱼塘污染水源。", "信是{}写的。", "{}签字后又反悔。", "不知为何{}没有登记。", "据{}反映，窗口收费不开票。", "请转告{}尽快联系我。", "和{}一起来的还有三人。",
    "{}昨天没来上班。", "我跟{}打过招呼的。", "让我去找{}盖章。", "{}收红包两千元。", "包括{}在内的五个人都不承认。", "其中{}的问题最突出。", "他说是{}批的条子。", "窗口坐着{}，爱理不理。", "{}嫌我来晚了。", "事后{}又来电话威胁。",
    "拖欠工资的是包工头{}。", "{}当村干部多年。", "求求你们管管{}吧。", "经查，{}确有其事。", "责令{}作出检讨。", "给予{}党内警告处分。", "{}不服处理决定。", "同村的{}也没领到。", "我妈{}今年七十岁。", "户口本上写的{}。",
    "邻居{}可以作证。", "把钱转给了{}。", "没想到{}翻脸不认账。", "认识{}的人都能办。", "对{}的处理结果不满意。", "监督员{}到场后仍无改变。", "麻烦转{}处理。", "因为{}和我有矛盾。", "老张和{}是亲戚。", "负责人叫{}。",
)  # fmt: skip
LISTED_FRAMES = (
    "{}来电称窗口收费不开票。", "经核实，{}反映的情况属实。", "已与{}电话联系。", "办事员{}说没空，{}很生气。", "向{}解释政策，{}表示满意。", "因{}材料不齐，未予办理。",
)  # fmt: skip
NUMBER_FRAMES = (
    "请回电{}，谢谢。", "我的{}，请尽快联系。", "窗口把{}抄在墙上。", "登记时写的{}，后来查不到。", "{}一直打不通。", "信息被泄露：{}。", "材料上的{}写错了，要求更正。", "反映人留下{}后离开。",
    "（{}）多次来访。", "请核对{}是否有误，为何不给办理？", "工作人员要我报{}，态度很差。", "系统显示{}已被占用，补办要等一个月。", "{}", "来人自报{}，要求回复。",
)  # fmt: skip
ADDRESS_FRAMES = (
    "我住在{}，家里常年停水。", "家住{}，行动不便，申请上门办理。", "{}的老人没有领到补贴。", "请派人到{}看看。", "寄到{}的证件没有收到。", "{}楼下的窗口不开门。", "户籍地址：{}",
    "从{}到大厅要转两次车。", "上门核查时走错，应为{}。", "反映{}违建无人管。", "{}一直没有通气，多次反映无果。", "我是{}的住户。",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sample:
    """A text, what kind of secret it holds, and the pieces of it of which none may be printed (none: nobody is named)."""

    kind: str
    text: str
    secrets: tuple[str, ...] = ()


Make = Callable[[Random], tuple[str, tuple[str, ...]]]


def full_name(random: Random) -> str:
    """A surname and a given name of one or two characters, now and then an odd one."""
    surname = (
        random.choice(COMPOUND)
        if random.random() < 0.08
        else random.choice(FREQUENT if random.random() < 0.7 else SURNAMES)
    )
    odd = random.random()
    if odd < 0.04:
        return surname + random.choice(COUNTED)
    if odd < 0.08:
        return surname + random.choice(GIVEN) + random.choice(RARE)
    if odd < 0.2:
        return surname + random.choice(WORDLIKE)
    return surname + "".join(random.choice(GIVEN) for _ in range(random.choice((1, 2, 2))))


def _name(random: Random) -> tuple[str, tuple[str, ...]]:
    name = random.choice(MINORITY) if random.random() < 0.03 else full_name(random)
    return _broken(random, name), _parts(name)


def _parts(name: str) -> tuple[str, ...]:
    """The name, and what would be left of it if only a part were masked."""
    return (name, *((name[-2:],) if len(name) > 2 else ()))


def _broken(random: Random, name: str) -> str:
    """The name as it is, or with spaces or a line break inside."""
    form = random.random()
    if form < 0.06:
        return " ".join(name)
    if form < 0.1:
        place = random.randrange(1, len(name))
        return name[:place] + random.choice(("\n", "\u3000", " ")) + name[place:]
    return name


def _digits(random: Random, count: int) -> str:
    return "".join(random.choice("0123456789") for _ in range(count))


def _birthday(random: Random) -> str:
    return f"{random.randint(1940, 2012)}{random.randint(1, 12):02}{random.randint(1, 28):02}"


def id_number(random: Random, right: bool = True) -> str:
    """18 digits of an ID card (GB 11643) in provinces that exist, its check character right or wrong."""
    body = (
        random.choice(("11", "31", "43", "44", "51", "65"))
        + _digits(random, 4)
        + _birthday(random)
        + _digits(random, 3)
    )
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    check = sum(weight * int(digit) for weight, digit in zip(weights, body, strict=True)) % 11
    return body + "10X98765432"[check if right else (check + random.randint(1, 10)) % 11]


def _id(random: Random) -> tuple[str, tuple[str, ...]]:
    short = random.random() < 0.25
    number = (
        random.choice(("11", "43", "51")) + _digits(random, 4) + _birthday(random)[2:] + _digits(random, 3)
        if short
        else ""
    )
    number = number or id_number(random, random.random() < 0.6)
    cuts = random.choice(((6, 14), (6, 10, 14), (3, 6, 10, 14), (4, 8, 12, 16), ()))
    shown = _spelled(random, number, tuple(cut for cut in cuts if cut < len(number)))
    cue = random.choice(("身份证", "身份证号", "身份证号码：", "证号", "公民身份号码", "", ""))
    return cue + shown, _pieces(number)


def _spelled(random: Random, number: str, cuts: tuple[int, ...]) -> str:
    """The number plain, full-width or in hanzi, perhaps with gaps at the cuts; X in any of its forms."""
    forms = random.choice(
        ("0123456789",) * 5
        + ("０１２３４５６７８９",) * 2
        + ("零一二三四五六七八九", "〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖")
    )
    gap = random.choice(("", "", "", " ", "-", "  ", "\n", "\u3000", "—"))
    letter = random.choice("XxＸｘ")
    shown = [forms[int(one)] if one.isdigit() else letter if one == "X" else one for one in number]
    return gap.join("".join(shown[start:end]) for start, end in zip((0, *cuts), (*cuts, len(shown)), strict=True))


def _pieces(number: str) -> tuple[str, ...]:
    """What may not be read any more once digits are folded and everything else is gone: any seven digits in a row."""
    digits = "".join(filter(str.isdigit, number))
    return tuple(digits[start : start + 7] for start in range(max(1, len(digits) - 6)))


def _mobile(random: Random) -> tuple[str, tuple[str, ...]]:
    number = "1" + random.choice("3456789") + _digits(random, 9)
    shown = _spelled(random, number, random.choice(((), (3, 7), (3, 7), (3, 6), (4, 8))))
    shown = random.choice(("", "", "", "+86", "＋86 ", "0086-", "86", "(+86)")) + shown if shown[0] in "1１" else shown
    return random.choice(("手机", "电话：", "联系电话", "号码是", "", "", "手机号")) + shown, _pieces(number)


def _landline(random: Random) -> tuple[str, tuple[str, ...]]:
    area, number = (
        random.choice(("010", "021", "0731", "0755", "0898")),
        random.choice("2345678") + _digits(random, random.choice((6, 7))),
    )
    if random.random() < 0.25:
        return random.choice(("电话", "座机：", "打", "致电")) + _spelled(
            random, number, random.choice(((), (4,), (3,)))
        ), _pieces(number)
    shown = random.choice((f"{area}-", f"（{area}）", f"({area})", f"{area} ", f"{area}—", area)) + number
    return random.choice(("电话", "座机", "", "办公电话：")) + shown + random.choice(
        ("", "", "转8001", "-8002", "分机803")
    ), _pieces(number)


def _card(random: Random) -> tuple[str, tuple[str, ...]]:
    number = random.choice(("6222", "6217", "6228", "4367", "5264", "9558")) + _digits(
        random, random.choice((11, 12, 14, 15))
    )
    if random.random() < 0.5:
        number = _with_luhn(number)
    shown = _spelled(random, number, random.choice(((), (4, 8, 12), (4, 8, 12, 16)[: len(number) // 4])))
    return random.choice(("卡号", "账号：", "银行卡", "工资卡号是", "", "开户账号")) + shown, _pieces(number)


def _with_luhn(number: str) -> str:
    total = sum(
        sum(divmod(int(digit) * (2 if place % 2 == 0 else 1), 10)) for place, digit in enumerate(reversed(number[:-1]))
    )
    return number[:-1] + str(-total % 10)


def _plate(random: Random) -> tuple[str, tuple[str, ...]]:
    place, letter = random.choice("京津沪湘粤川云新贵鄂赣"), random.choice("ABCDEFGH")
    tail = "".join(random.choice("0123456789ABCDEFGHJKLMNPQRSTUVWXYZ") for _ in range(3)) + _digits(random, 2)
    special = random.choice(("", "", "", "green", "learner", "police", "embassy"))
    if special == "embassy":
        number = _digits(random, 6)
        return random.choice(("车牌使", "使")) + number, (number,)
    tail = {
        "green": random.choice("DF") + tail[:1] + _digits(random, 4),
        "learner": _digits(random, 4) + "学",
        "police": _digits(random, 4) + "警",
    }.get(special, tail)
    gap = random.choice(("", "", "·", " ", "-", "•"))
    shown = f"{place}{letter}{gap}{tail}"
    wide = shown.translate({code: code + 0xFEE0 for code in range(0x30, 0x5B) if chr(code).isalnum()})
    return random.choice(("车牌", "车牌号", "车号：", "")) + random.choice((shown, shown, wide, shown.lower())), (
        tail.upper(),
    )


def _paper(random: Random) -> tuple[str, tuple[str, ...]]:
    kind, number = random.choice(
        (
            ("护照", "E" + _digits(random, 8)), ("护照号", "G" + _digits(random, 8)), ("护照号码：", "EA" + _digits(random, 7)),
            ("港澳通行证", "C" + _digits(random, 8)), ("通行证号", "CA" + _digits(random, 7)), ("回乡证", "H" + _digits(random, 8)), ("", "E" + _digits(random, 8)),
            ("台胞证", _digits(random, 8)), ("来往港澳通行证", "W" + _digits(random, 8)),
        )
    )  # fmt: skip
    return kind + random.choice(
        (number, number, number.lower(), _wide(number), f"{number[:-4]} {number[-4:]}")
    ), _pieces(number)


def _wide(text: str) -> str:
    return "".join(chr(ord(one) + 0xFEE0) for one in text)


def _account(random: Random) -> tuple[str, tuple[str, ...]]:
    handle = (
        "".join(random.choice("abcdefghijkmnpqrstuvwxyz") for _ in range(3))
        + random.choice(("_", "", "-"))
        + _digits(random, random.randint(3, 6))
    )
    number = str(random.randint(10**5, 10**10))
    kind = random.choice(("mail", "mail", "wechat", "qq"))
    if kind == "mail":
        domain = random.choice(("163.com", "qq.com", "mail.example.cn", "gov-office.example"))
        shown = random.choice(
            (
                f"{handle}@{domain}",
                f"{handle}＠{domain}",
                f"{handle} @ {domain}",
                f"{handle}@{domain.replace('.', '．')}",
                _wide(handle) + "＠" + _wide(domain),
            )
        )
        return random.choice(("邮箱", "邮箱：", "", "发到")) + shown, (handle,)
    if kind == "wechat":
        return random.choice(
            ("微信", "微信号", "微信号：", "加v", "加V：", "vx", "VX：", "wx:", "WeChat ", "微信是", "v信")
        ) + handle, (handle,)
    return random.choice(("QQ", "qq：", "QQ号", "Q Q", "ＱＱ", "扣扣", "QQ号码是")) + number, (number,)


STREETS = ("人民", "建设", "解放", "沿江", "幸福", "朝阳东", "文昌", "环城北", "清溪", "五一", "梧桐", "书院")
ESTATES = ("锦绣家园", "阳光小区", "清溪花园", "翠竹苑", "供销社宿舍", "幸福里小区", "世纪新城", "老干所家属院")
VILLAGES = ("石桥村", "李家村", "双塘村", "新民村", "王家坳村", "大垅社区", "青山村")
TOWNS = ("城关镇", "清溪乡", "东山街道", "白沙镇", "")


def _address(random: Random) -> tuple[str, tuple[str, ...]]:
    number = [str(random.randint(1, 300)) for _ in range(3)]
    if random.random() < 0.2:
        number = [random.choice(("一", "二", "三", "十二", "二十五", "八")) for _ in range(3)]
    elif random.random() < 0.15:
        number = [_wide(one) for one in number]
    place = random.choice(
        (
            f"{random.choice(STREETS)}{random.choice(('路', '街', '巷', '大道'))}{number[0]}号", f"{random.choice(STREETS)}路{number[0]}号{number[1]}栋{number[2]}室",
            f"{random.choice(ESTATES)}{number[0]}栋{number[1]}单元{number[2]}室", f"{random.choice(ESTATES)}{number[0]}栋", f"{random.choice(ESTATES)}{number[0]}号楼{number[1]}单元",
            f"{random.choice(VILLAGES)}{number[0]}组", f"{random.choice(VILLAGES)}{number[0]}组{number[1]}号", f"{random.choice(VILLAGES)}第{number[0]}村民小组",
            f"{random.choice(ESTATES)}{number[0]}-{number[1]}-{number[2]}",
        )
    )  # fmt: skip
    if random.random() < 0.08:
        cut = random.randrange(2, len(place) - 1)
        place = place[:cut] + random.choice((" ", "\n")) + place[cut:]
    town = random.choice(TOWNS)
    squeezed = "".join(place.split())
    return random.choice(("", "", "甲县", "乙市甲区")) + town + place, (
        squeezed,
        squeezed[-max(4, len(number[2]) + 1) :],
    )


KINDS: tuple[tuple[str, int, Make, tuple[str, ...]], ...] = (
    ("name", 1000, _name, NAME_FRAMES),
    ("id card", 300, _id, NUMBER_FRAMES),
    ("mobile", 300, _mobile, NUMBER_FRAMES),
    ("landline", 200, _landline, NUMBER_FRAMES),
    ("bank card", 200, _card, NUMBER_FRAMES),
    ("plate", 150, _plate, NUMBER_FRAMES),
    ("passport", 150, _paper, NUMBER_FRAMES),
    ("account", 200, _account, NUMBER_FRAMES),
    ("address", 500, _address, ADDRESS_FRAMES),
)


def secret_samples(seed: int) -> list[Sample]:
    """3,000 texts, each with a secret of one kind in it."""
    random = Random(seed)  # noqa: S311 - a sample is made, not a secret
    return [_sample(random, kind, frames, *make(random)) for kind, count, make, frames in KINDS for _ in range(count)]


def listed_samples(seed: int, count: int = 300) -> list[Sample]:
    """Texts whose secret is a name that the ledger's own column holds."""
    random = Random(seed)  # noqa: S311 - a sample is made, not a secret
    return [_sample(random, "listed name", LISTED_FRAMES + NAME_FRAMES, *_name(random)) for _ in range(count)]


def _sample(random: Random, kind: str, frames: tuple[str, ...], shown: str, secrets: tuple[str, ...]) -> Sample:
    return Sample(kind, random.choice(frames).replace("{}", shown), secrets)


WORDS = Path(__file__).with_name("plain_words.txt").read_text(encoding="utf-8").split()
"""Words that hold a character which may be a surname."""
WORD_FRAMES = (
    "窗口{}，群众有意见。", "请尽快答复{}的事。", "这是{}的问题。", "经了解，{}，情况属实。", "希望{}！", "大厅里{}两个字看不清。", "群众反映{}。", "{}，已转办。",
)  # fmt: skip
SENTENCES = (
    "拨打12345热线一直占线，12388也打不通。", "遇火警拨打119，盗窃拨打110。", "服务热线96123，监督电话0731-12388。", "客服电话400-800-8000无人接听。", "依据《中华人民共和国行政许可法》第二十三条之规定办理。",
    "上班时间为9:30—17:00，中午不休息。", "8:30-11:30取号，14:00到17:30办理。", "国务院令第712号第十五条明确规定。", "根据〔2026〕12号文件，窗口应当延时服务。", "甲政办发〔2025〕108号文件已废止。",
    "系统升级到V2.3.10后无法登录。", "软件版本号为5.12.0.1，经常卡顿。", "该厂统一社会信用代码91990100MA4L1234X5，已注销。", "统一社会信用代码：91990101MA7ABCDE1K。", "全年办件1,234,567件，按期办结率99.6%。",
    "补贴金额1234567.89元，已全部发放。", "总投资约12000000元，占地35000平方米。", "人均排队时间由25分钟降至8分钟，下降68%。", "合格率达98.75‰，位居前列。", "千分之三的滞纳金从何而来？", "王家庄到李家沟村的路面坑洼不平。",
    "张家口、石家庄、郑州等地均可异地办理。", "家住王家庄附近，出行不便。", "李家沟村的自来水经常停。", "马家湾桥头没有路灯。", "从黄河路口到金水大道经常拥堵。", "在杨家坪镇政务大厅排队两小时。", "赵家屯的低保名单没有公示。",
    "刘家寨小学门口停车混乱。", "白云区医保局答复不及时。", "由县人社局牵头，财政局、税务局配合。", "不动产登记中心窗口少，群众等候时间长。", "市场监管局、城管局互相推诿。", "县行政审批局要求补正材料。", "派出所户籍窗口周六不上班。",
    "街道办事处和社区服务中心都说不归自己管。", "卫生院疫苗接种要排三个小时。", "住房公积金管理中心答复含糊。", "农业农村局没有按时公布补贴名单。", "局长、主任、科长都不在办公室。", "三楼302窗口无人，2号窗口排长队。", "乘坐5路公交车到政务中心站下车。",
    "地铁3号线施工围挡占道。", "一号窗口和二号窗口互相推。", "2026年7月1日至2026年9月30日停办。", "截至二〇二六年七月三十一日，共受理312件。", "20260703号通知要求提前一小时到岗。", "2026-07-03 09:15取号，2026-07-03 12:40才叫到。",
    "发票金额3,500.00元，手续费0.5元。", "每平方米收费1.8元，一年共计2160元。", "身份证复印件要交三份，户口本原件两份。", "手机银行缴费不成功，微信支付也不行。", "电话没人接，邮箱退信，微信公众号查不到。", "要求到银行柜台打印流水。", "护照办理周期过长。",
    "车牌补办手续繁琐。", "QQ群里不让发言。", "住址变更要跑四趟。", "一次性告知单写得不清楚，往返三次。", "工作人员态度生硬，群众反映强烈。", "经办人员未出具回执。", "某窗口人员中午饮酒后上岗。", "周某、张某某等人已被通报。", "李××已作出书面检查。",
    "老师傅们说流程太复杂。", "医生不在，护士让改天再来。", "网友留言说程序不透明。", "向有关部门反映多次，均无下文。", "和谐社区建设走过场。", "应当公开的没有公开，该办的没有办。", "时常停电，也不提前通知。", "任何人不得擅自收费。", "安全出口被杂物堵塞。",
    "高龄老人补贴迟迟没有到账。", "全县共有23个乡镇、356个村。", "会计说账对不上，出纳说没见过票。", "水费从每吨2.8元涨到4.6元。", "路灯坏了三个月没人修。", "田间道路被大车压坏。", "林地承包合同丢失，要求补办。", "黄色警示线磨没了。", "金融超市没有人值守。",
    "石油公司加油卡不能开票。", "白天没人，晚上不开门。", "江边步道积水严重。", "万元以下的也要公示。", "常务会议纪要没有公开。", "成立专班后仍无进展。", "丁字路口没有信号灯。", "方便面过期仍在出售。", "马路市场占道经营。", "于情于理都说不过去。",
    "何时能办好，谁也说不清。", "程序走了三遍，材料退了三次。", "连续三天系统瘫痪。", "单位不盖章，社区不受理。", "关键时候找不到人。", "计算有误，多收了二十元。", "从受理到办结用了93天。", "第十三条第（二）项不适用本事项。", "《甲省优化营商环境条例》第八条要求限时办结。",
)  # fmt: skip


def harmless_samples(seed: int) -> list[Sample]:
    """500 texts in which nobody can be recognised, though much in them looks like it."""
    random = Random(seed)  # noqa: S311 - a sample is made, not a secret
    texts = [
        *SENTENCES,
        *(make(random) for make in (_case_number, _amount, _document, _period, _office) for _ in range(30)),
    ]
    words = random.sample(WORDS, 500 - len(texts))
    texts += [random.choice(WORD_FRAMES).replace("{}", word) for word in words]
    return [Sample("harmless", text) for text in texts]


def _case_number(random: Random) -> str:
    number = (
        f"2026{random.randint(1, 12):02}{random.randint(1, 28):02}{random.randint(1, 9999):0{random.choice((3, 4, 5))}}"
    )
    return random.choice(
        (
            "工单编号{}至今未办结。",
            "受理编号：{}，请核查。",
            "编号{}的工单被退回。",
            "同一事项重复派单（{}）。",
            "单号DH{}查询不到。",
            "业务流水号 {}。",
        )
    ).replace("{}", number)


def _amount(random: Random) -> str:
    amount = random.choice(
        (
            f"{random.randint(10**6, 10**8)}",
            f"{random.randint(1, 99)},{random.randint(100, 999)},{random.randint(100, 999)}",
            f"{random.randint(10**6, 10**7)}.50",
        )
    )
    return random.choice(
        (
            "项目资金{}元未公示。",
            "拖欠工程款{}元。",
            "占用耕地{}平方米。",
            "累计服务{}人次。",
            "全年用水{}立方米。",
            "总产值￥{}。",
        )
    ).replace("{}", amount)


def _document(random: Random) -> str:
    number, year = random.randint(1, 400), random.randint(2019, 2026)
    return random.choice(
        (
            f"见甲发〔{year}〕{number}号。",
            f"依据甲政办函〔{year}〕{number}号办理。",
            f"({year})甲01行初{number}号判决已生效。",
            f"第{number}号窗口无人。",
            f"建字第{year}{number:04}号许可证未公示。",
        )
    )


def _period(random: Random) -> str:
    year, month, day = random.randint(2019, 2026), random.randint(1, 12), random.randint(1, 28)
    return random.choice(
        (
            f"{year}年{month}月{day}日申请，至今未办。",
            f"{year}-{month:02}-{day:02}提交材料。",
            f"{year}.{month}.{day}—{year}.{month}.{day + 2}停电。",
            f"{year}{month:02}{day:02}通知作废。",
            f"上午{month % 4 + 8}:{day:02}到下午{month % 3 + 3}:{day:02}都没人。",
        )
    )


def _office(random: Random) -> str:
    place, office = (
        random.choice(("城关镇", "东山街道", "白沙镇", "清溪乡", "甲县")),
        random.choice(
            (
                "政务服务中心",
                "便民服务大厅",
                "司法所",
                "派出所",
                "税务所",
                "卫生院",
                "自然资源所",
                "市场监管所",
                "水利站",
            )
        ),
    )
    return random.choice(
        ("{}办事效率低。", "{}的窗口经常没人。", "请{}尽快答复。", "在{}等了两个小时。", "{}和村委会互相推。")
    ).replace("{}", place + office)
