"""Frames: what stands between two parts of a sentence that take nobody but a person. There every word is a name that is not known to be none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from reportgen.chinese.surnames import ANY, COMMON, COMPOUND
from reportgen.clean.people.characters import (
    COUNTED as COUNTS,
)
from reportgen.clean.people.characters import (
    MEASURES,
    NEVER_GIVEN,
    ONLY_IN_NAMES,
    STOPS,
    USUAL_IN_NAMES,
)
from reportgen.clean.people.slots.fillers import Filler, is_nobody
from reportgen.clean.people.slots.words import (
    ADVERBS,
    AFTER,
    FUNCTION,
    JOINTS,
    KNOWN,
    NOT_HUMAN,
    OPENERS,
    REDUPLICATED,
    ROLES,
    SYLLABLES,
)

Reading = Literal["whoever", "anybody", "doer", "given"]

_HANZI = "[\u3400-\u9fff\U00020000-\U0003ffff]"
_LATIN = "[A-ZÀ-Þ][A-Za-zÀ-ɏḀ-ỿ'’]{1,15}"
_PERSON = rf"(?P<who>{_HANZI}{{2,4}}?|{_LATIN}(?:[ ·.]{{1,2}}{_LATIN}){{0,4}}|{_HANZI}{{5,6}}?)"
_NEVER, _USUAL = frozenset(NEVER_GIVEN + "您咱俺此其于各每"), frozenset(ONLY_IN_NAMES + USUAL_IN_NAMES)
_KIN, _POSTS = "姐哥叔姨婶嫂伯爷", "总工科局所队处镇律股"
_PLACES = frozenset("村镇乡庄屯寨湾沟坪坝岭塘垸冲铺渡庙祠滩塅埠路街巷桥县市省州")
_AFTER_DOERS = frozenset("把被的在开卖不没已又给跟说打")
_LEADING = frozenset(
    "让将已和与把被给向对跟为因以从在到就也都又还要会能可应须劝顶拖夺抄滥外主自来集合知收少根满之理给无再先同"
)
_ENDS = frozenset("里上下边面者们性化")
_LONGEST, _RUN = 4, re.compile(f"{_HANZI}+")
_START = rf"(?:^|(?<=[{re.escape(STOPS)}])|(?<=但是|可是|而且|后来|结果|昨天|今天|前天|去年|今年|那天|当时|听说|据说|因为|所以|如果|于是|这事|此事|件事))"
_MORE = "(?:也|都|又|再|还|就|便|却|才|竟|竟然|居然|仍|仍然|已|已经|曾|曾经|总|总是|老是|一直|经常|天天|现在|至今|从不|从来|昨天|今天|前天|当时|当场|后来|多次|再次|当天|反复|故意|亲口|亲自|自己|直接|长期|半夜|夜里){0,2}"
_TIMES = "[了过个着七几一二两三四五六七八九十多\\d次条通封下好]{0,6}"


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands before a person and behind, as patterns; the example has the person in braces.

    A word that begins or ends like a role, an office or a pronoun is nobody in any of them. Beside that, `whoever` takes whatever
    stands there; `anybody` no word of the register that nobody is called; a `doer` is no adverb and no time; a `given` name is made of what given names are made of, and no word.
    """

    code: str
    before: str
    behind: str
    example: str
    reading: Reading = "anybody"


_ROLE = (
    "司机|师傅|驾驶员|售票员|乘务员|快递员|外卖员|骑手|保安|门卫|保洁|保洁员|环卫工|房东|房主|租客|租户|承租人|承包人|中介|店主|店长|老板|老板娘|摊主|包工头|工头|车主|户主|农户|病人|患者|伤者|死者|乘客|顾客|游客"
    "|网格员|接线员|柜员|客服|收费员|协管员|管理员|护士|护工|护士长|医生|大夫|班主任|老师|教师|教练|辅导员|校长|园长|院长|所长|站长|局长|科长|股长|主任|书记|支书|村长|组长|队长|楼长|会计|出纳|经理|主管|民警|辅警|交警|协警|城管"
    "|邻居|工友|同事|同学|室友|战友|朋友|老乡|宿管|保姆|月嫂|外教|留学生|村民|居民|业主|学生|孤儿|男子|女子|男孩|女孩|老人|孩子|儿子|女儿|丈夫|妻子|老公|老婆|父亲|母亲|哥哥|弟弟|姐姐|妹妹|嫂子|舅舅|叔叔|老伴|爱人|被告|主播|律师|法官|物业经理|经办人|负责人|联系人|当事人|申请人|举报人|投诉人|来电人|来访人|反映人"
)
_SAYS = "(?:说(?![明法服到不])|讲(?![究话座课解述])|称(?![号呼为])|骂|喊|问(?![题询卷责])|回答|告诉|答应|承认|否认|威胁|嫌|表示|反映(?!的)|投诉(?!的)|来电(?!反映的)|来访|求助|认为)"
_DOES = (
    "(?:拿了|拿着|收了|欠了|欠我|借了|签字|签了|领走|领了|拿走|带人|带着|带头|带了|不肯|不给|不让|不还|不退|不承认|不签|拒不|骂人|打人|打我|打了|打牌|打电话|骂我|骂了|吵|动手|推搡|推了|踢|撕|拦|堵|霸占|强占|占了|占着|冒领|挪用|侵吞|贪|包庇|勾结|放高利贷|放音响|放狗|养狗|养了|盖了|砍了|拆了|偷"
    "|甩客|甩站|拒载|绕路|收费|罚|体罚|上班|下班|开车|喝酒|酒后|醉酒|说话|态度|脾气|收取|索要|拖欠|跑了|跑路|去了|去找|去窗口|去村|去镇|去派出所|来到|来了|来找|找了|找我|找到|找过|找人|违规|公车|私用|把|被|跟|和|在电话|在微信|在场|在家|拒绝|没有|没(?=[给来去办交领收有到签拿回]))"
)

_ON = ""
"""Behind such a frame the sentence goes on with a word that stands behind a name, or ends."""

FRAMES: tuple[Frame, ...] = (
    Frame("says", _START, f"{_MORE}{_SAYS}", "{安静}说材料早就交了", "doer"),
    Frame("does", _START, f"{_MORE}{_DOES}", "{志强}跟媳妇闹离婚", "given"),
    Frame(
        "acts", _START,
        f"{_MORE}(?:拿了(?:我|钱|工|他|补|东)|欠了|欠我|欠工|签字|签了字|不肯|不承认|骂人|打人|打我|骂我|动手|被(?:人|同学|老师|他|她|邻居|狗|车)(?:打|骂|撞|咬|欺|堵|骗|砍)|(?:跟|和)(?:邻居|媳妇|老婆|老公|丈夫|婆婆|同学|同事|我|他|她|人)|找(?:了|我|过)|(?:去|到)(?:窗口|大厅|村|镇|派出所|医院|局)|在(?:电话|微信|群|窗口|场)|把(?:我|他|她|钱|孩子|鱼塘|树|路|公章|人))",
        "{高兴}不肯退押金", "doer",
    ),
    Frame("asked", "[向找问跟和]", f"{_MORE}(?:要(?:了|过|回|账|钱|收|发|个|说法)|讨要|索要|借(?:了|过|钱|走))", "向{时光}要了收据"),
    Frame("who-did", "[骂打推撞咬]", "的(?:那个|人|是)", "骂{平安}的那个人是保安"),
    Frame(
        "whose-kin", f"(?:{_START}|(?:和|跟|与|是|叫|让|被|找|给|把|由|为|系|查一下|查下|关于))",
        "的(?:社保|医保|抚恤金|儿子|女儿|爱人|丈夫|妻子|老婆|老公|媳妇|父亲|母亲|父母|爸爸|妈妈|孩子|家属|家人|弟弟|哥哥|姐姐|妹妹|弟媳|嫂子|侄子|侄女|亲戚|小舅子|女婿|儿媳|孙子|孙女|外甥|子女|老伴|前妻|前夫|户口|签名|签字|名字|姓名|身份证|手机号|遗体|坟|低保|工资|养老金|社保|处理|包裹|铺盖)",
        "{平安}的爱人在医院做护工",
    ),
    Frame(
        "himself", f"(?:{_START}|(?:和|跟|与|是|被|找|给|由|为))",
        "(?:本人|夫妇|夫妻|两口子|老人|大爷|大妈|大叔|大婶|婆婆|奶奶|爷爷|小朋友|同学|同志|女士|先生|小姐|一家[一二三四五六七八九两几老]?口?|家的|这个人|此人|这人|那人|个人手里|欠薪|三个字|[一二三两]个字|等\\s?(?:[\\d一二三四五六七八九十几多两]+)\\s?余?(?:人|名|位|户)|[（(](?:绰号|外号|小名|乳名|化名|真名|本名|网名|别名|曾用名)|最清楚|最知道|知道(?=这|此|，|。|是|情)|晓得)",
        "{东方红}老人八十六岁独居",
    ),
    Frame(
        "phoned", "[给跟和与向对找问]",
        f"{_MORE}(?:打|发|回|去|送|塞|转|汇|磕|赔|写|递|敬|通){_TIMES}(?:电话|短信|微信|信息|消息|招呼|红包|礼|烟|酒|钱|借条|欠条|收条|头(?!发)|律师函)",
        "说好了给{万一}发短信就能退押金",
    ),
    Frame(
        "with", "[和跟与同]",
        f"{_MORE}(?:吵|打架|打起来|打过架|闹|签了|签的|签过|签订|理论|商量|协商|沟通|说过|说了|说起|说好|说，|讲过|讲了|反映|离婚|结婚|合伙|一起来|一起去|一块|发生(?:争|口|冲|纠|肢)|有矛盾|有过节|是(?:邻居|同学|亲戚|夫妻|朋友|同事|一家))",
        "前天和{小芳}吵起来",
    ),
    Frame(
        "told", "(?:听说|据说|问过|找过|据|听|经|问|找|喊|让|叫|请|派|求|托|催|劝)",
        "(?:说|讲|介绍|透露|称|反映|签字|签名|盖章|办理|开证明|帮忙|要钱|要账|讨要|评理|理论|尽快|回电|来对质|出来|过来|赔|才知道|才晓得|才说|就晓得|就知道|核实|解决)",
        "听{桂花}讲，合作社分红没有了",
    ),
    Frame(
        "done-by", "[被由让叫给把将]",
        f"(?:{_MORE}(?:打|骂|领|拿|占|砸|堵|扣|骗|推|踢|咬|撞|抢|偷|拖|拉|删|撕|吞|拦|赶|关|锁|拆|挖|砍|拔|烧|卖|冒领|代领|代签|代办|辱骂|殴打|威胁|欺负|别车|经办|负责|受理|审核|保管|签收|接手)(?:了|走|伤|掉|去|死|倒|坏|光|一顿|，|。|$|[的在给到])|叫来|喊来|办了|叫到|带走|抓|拘|约谈|送到|送进|接走)",
        "钱被{春梅}领走了",
    ),
    Frame(
        "done-to", "(?:对|给予|给|约谈|处分|批评|表扬|感谢|举报|投诉|控告|反映|点名|辱骂|殴打)",
        "(?:的(?:处理|处罚|处分|批评|态度|投诉|举报|指控|赔偿)|进行|予以|作出|热心|认真|及时|违规|违法|违纪|滥用|上班|下班|打牌|打麻将|喝酒|公车|收|贪|利用|私|强占|霸占|耐心|帮|主动)",
        "举报{成功}违规用车", "doer",
    ),
    Frame(
        "on-behalf", "(?:代|替|帮|为|给|由)",
        "(?:申请|申领|申报|办理|办了|领取|领养|领低|领(?:了|的)|问|问问|问一下|签字|签名|缴费|交(?:了|钱|费)|咨询|反映|投诉|讨|要(?:回|钱)|查|保管|写|拿)",
        "代{秀兰}申请残疾人补贴", "doer",
    ),
    Frame(
        "in-name-of", "(?:冒用|盗用|假借|借用|以|借|用|报|打着|挂|欠|拖欠|欠着|偷|冒领|骗|花|顶替|欠了|录入|把|将)",
        "(?:的)?(?:名义|名字|姓名|身份证|名头|工资|工钱|户头|银行卡|户口|签名|手机号|身份|血汗钱|等级|的钱|的低保|的补贴)",
        "冒用{平安}名义贷款",
    ),
    Frame("in-hands", "[在到归由]", "(?:手里|手上|手中|名下|那里|那儿|处领|家里|家中|家住|账上|卡上)", "公章一直在{国庆}手里"),
    Frame("fault", "(?:是|都是|就是|全是|怪|都怪)", "(?:搞的鬼|干的|打的|骂的|签的|拿的|收的|管着|负责|说了算|的主意|指使|叫来的|带的头|的错|批的|写的|办的|接的|开的|卖的|盖的|修的|管的|带队|值班|经手)", "都是{国庆}搞的鬼"),
    Frame("victim", "(?:导致|造成|致使|致)", "(?:死亡|身亡|当场|受伤|重伤|轻伤|骨折|住院|残疾|截瘫|昏迷)", "导致{方圆}死亡"),
    Frame(
        "reached", "(?:转告|请转告|请转|告知|告诉|通知|约谈|传唤|慰问|走访|去问|去找|多次找|问过|找过|联系|认识|表扬)",
        "(?:就晓得|就知道|来(?:取|拿|领|办)|，|。|$|说|到(?:所|场|窗口|派出所)|了解|核实|反映|办(?!公)|签字|补)",
        "请转告{国庆}来取证件", "doer",
    ),
    Frame("role-called", f"(?:{_ROLE}|那人|那个人|男的|女的|的人|孩子|娃)(?:名叫|叫做|叫)", f"(?=[{re.escape(STOPS)}]|$|的|，)", "护士叫{夏天}，扎了五针没扎上"),
    Frame(
        "signed",
        "(?:经办人|签字|信末署名|收款人|收款方|领款人|发票|收据|回执|条子|姓名|名字|自称|声称是|自称是|实名|户名|登记名|联系人|责任人)(?:上|处|栏|一栏|里)?(?:写|印|签|填|登记|标|刻|显示)?(?:的|着)?(?:是|为|成|叫|：|:|\\s)?\\s?[“\"「]?",
        f"(?=[{re.escape(STOPS)}]|$|的|来|并|且|贷|收)", "自称{黑皮}，说是物业的",
    ),
    Frame(
        "card",
        "(?:胸牌|工牌|工作牌|铭牌|座牌|桌牌|名牌|名片|签名|署名|落款|信末署名|网名|昵称|外号|绰号|诨号|小名|乳名|化名|微信名|抖音名|对方名字)(?:上|处|栏|一栏|里)?(?:写|印|签|填|登记|标|刻|显示)?(?:的|着)?(?:是|为|成|叫|：|:|\\s)?\\s?[“\"「]?",
        f"(?=[{re.escape(STOPS)}]|$|的|来|并|且)", "胸牌上写的是{马上}，戴眼镜", "whoever",
    ),
    Frame("nicknamed", _START, "(?:[（(](?:绰号|外号|诨号|小名|乳名|化名|真名|本名|网名|别名|曾用名|人称))", "{眼镜蛇}（绰号）放高利贷", "whoever"),
    Frame(
        "miswritten", "(?:录|写|打|登记|填|改|错写|印|输|误写|喊|叫)(?:成|为|作)了?[“\"「‘]", "[”\"」’]",
        "把名字录成“{巴特儿}”", "whoever",
    ),
    Frame("role-does", f"(?:{_ROLE})", f"{_MORE}(?:{_DOES}|{_SAYS}|一直|半夜|夜里|长期|术后|产后|凌晨|从(?!来)|三个月|中途|当街|多收|乱收|罚学生|欠租|跑)", "班主任{平安}罚学生站操场", "doer"),
    Frame("role-goes-on", f"(?:{_ROLE})", _ON, "店主{石头}卖过期奶粉", "doer"),
    Frame(
        "deeds", f"(?:{_START}|没想到|物业|请求处理|处理|查处|严惩|控告|举报|投诉)",
        f"{_MORE}(?:辱骂|殴打|打伤|打了我|骂了|威胁|利用职务|跑到|承诺(?!书)|拒绝|承认|否认|带人|收了|名下|冒领|挪用|贪污|索要|吃拿|刁难|推搡|旷工|早退|抽烟|逃逸|摔倒|病逝|去世|死亡|住院|失踪|失联|作证|拿走|签收|签名|代签|代领|不服|道歉|独居|患病|辞职|担任|兼任|没发工资|三个月|来敲|把(?:低保|名额|车位|土地|房子|补贴|自己|村|地)|卖(?:过|假|给)|骗(?:走|了|我)|情绪激动|乱收费|在家|涨租)",
        "{胜利}利用职务便利吃拿卡要", "doer",
    ),
    Frame("self", "(?:^|(?<=[，。；：\\s]))(?:我是|本人|我叫|我名叫)", "(?=[，。；、\\s]|$)", "我是{光明}，想反映停水"),
    Frame("somebody-called", "(?:个|名|位|人|的)(?:名叫|叫做|叫|外号叫|绰号叫)", "(?:的|，|。|$)", "有个叫{阳光}的人上门收费"),
    Frame("thanks-to", "(?:通过|多亏了?|经过?|幸亏|托)", "(?:介绍|帮忙|牵线|转交|担保|搭桥)", "多亏了{如意}帮忙"),
    Frame("pushed", "[被让给]", "(?:推下|踢下|拉下|赶出|打倒|打进|骗进|开除|辞退|拉黑|拦在|堵在|锁在|扔在|扔走|扔到)", "被{石头}推下楼梯"),
    Frame(
        "given-goes-on",
        "(?:[找跟和与给被把让由帮替请向问听叫]|换成|没想到|查一下|昨晚|谁不知道|通过|认识|处理|一下|昨晚|本人|原告|被告|物业)",
        _ON, "通过{志明}介绍买的房", "given",
    ),
    Frame("role-stops", f"(?:{_ROLE})", "(?=[，。；、\\s）)]|$)", "联系的是网格员{高兴}。", "given"),
    Frame("given-anywhere", f"(?:{_START}|[找跟和与给被把让由帮替请向问听见]|问过|找过|感谢|反映|投诉|举报|表扬|批评|联系|通知|告诉|转告|(?<=[办局所镇村口队])|(?<=[的是]))", f"(?=[，。、；：！？…\\s”“’]|$|{_MORE}(?:{_DOES}|{_SAYS}|的|在|是|家|领|收|管|签|要|想|瘫|住|做|去|来|到|那|没|不|让|转|答应|尽快|过|骂|带|反映|也没|态度|从|拿|打|给|又|还|就|都|才|马上))", "{春梅}瘫在床上怎么来", "given"),
)  # fmt: skip
"""In this order the first that finds a name at a place counts."""


def _befores(frame: Frame) -> tuple[str, ...]:
    """What stands before a person, the beginning of a clause apart: it would hide a word that opens the frame there."""
    both = f"(?:{_START}|"
    return (_START, f"(?:{frame.before.removeprefix(both)}") if frame.before.startswith(both) else (frame.before,)


_COMPILED = tuple(
    (one, re.compile(f"{before}{_PERSON}(?={one.behind})")) for one in FRAMES if one.behind for before in _befores(one)
)


_FOREIGNER = re.compile(
    rf"(?:{_ROLE})(?P<who>(?!(?:App|Wifi|Vip|Pos|Led|Excel|Word)(?![a-z]))[A-Z][a-z]{{2,15}}(?:[ ·.]{{1,2}}[A-Z][a-z]{{1,15}}){{0,4}})(?![A-Za-z0-9])"
)
"""A name in Latin letters behind a role: 店长Tony."""


_OPENED = tuple(
    (one, re.compile(f"{before}(?={_HANZI}{{2}})")) for one in FRAMES if not one.behind for before in _befores(one)
)
_GOING_ON = frozenset("的把被和跟在不没又已给有说去来从把也就都卖开拿") | frozenset(STOPS)


def _before_more(text: str) -> Iterator[Filler]:
    """Who stands where the sentence goes on behind a name."""
    for frame, pattern in _OPENED:
        for found in pattern.finditer(text):
            start = found.end()
            if not _opens(text, found.start(), start):
                continue
            for end in range(start + 2, min(start + _LONGEST, len(text)) + 1):
                word = text[start:end]
                if not _RUN.fullmatch(word):
                    break
                if _goes_on(text, end, frame.reading) and _begins(word, frame.reading) and _IS[frame.reading](word):
                    yield Filler(start, end)
                    break


def _goes_on(text: str, end: int, reading: Reading) -> bool:
    if reading == "given":
        return end == len(text) or text[end] in _GOING_ON or AFTER.begins(text, end) > 0
    return AFTER.begins(text, end) > 1 or text[end : end + 1] in _AFTER_DOERS


def _begins(word: str, reading: Reading) -> bool:
    """Whether a word may begin what is done there: the sentence goes on with 让, 和 and the like more often than a name does."""
    return reading == "given" or word[0] not in _LEADING


def find_in_frames(text: str) -> Iterator[Filler]:
    """Who stands in the frames."""
    yield from (Filler(*found.span("who")) for found in _FOREIGNER.finditer(text))
    yield from _before_more(text)
    for frame, pattern in _COMPILED:
        place = 0
        while found := pattern.search(text, place):
            start, end = found.span("who")
            place = max(found.start() + 1, place + 1)
            if _opens(text, found.start(), start) and _IS[frame.reading](found["who"]):
                yield Filler(start, end)
                place = end


def _opens(text: str, start: int, end: int) -> bool:
    """Whether what opens a frame is a word of its own."""
    if end - start != 1:
        return True
    return text[start : start + 2] not in JOINTS and (start == 0 or text[start - 1 : start + 1] not in JOINTS)


def _is_whoever(word: str) -> bool:
    """Whether the word is no role, office or pronoun."""
    if word[0] < "\u3400":
        return True
    return not (_NEVER.intersection(word) or FUNCTION.begins(word) or ROLES.begins(word) or is_nobody(word))


def _is_anybody(word: str) -> bool:
    """Whether nothing says that the word is nobody."""
    if word[0] < "\u3400":
        return True
    if (len(word) > 2 and SYLLABLES.issuperset(word)) or (word[0] in ANY and word[1] == "氏" and len(word) == 3):
        return True
    if (word[-1] in _ENDS and word not in ADVERBS.words) or (word[0] in COUNTS and word[1] in MEASURES):
        return False
    if word[0] == "本" or (len(word) > 2 and word[-1] in _PLACES):
        return False
    return _is_whoever(word) and not (NOT_HUMAN.begins(word) or NOT_HUMAN.ends(word, len(word)))


def _is_doer(word: str) -> bool:
    """Whether the word is also no adverb and no time."""
    return _is_familiar(word) or (
        _is_anybody(word)
        and not (word[0] >= "\u3400" and (ADVERBS.begins(word) or ADVERBS.ends(word, len(word), least=2)))
    )


def _is_familiar(word: str) -> bool:
    """Whether the word is a surname as people put it: 老周, 小郑, 李姐, 陈科."""
    if len(word) == 3 and word[:2] in COMPOUND:
        return word[2] in _KIN + _POSTS
    if len(word) != 2 or word in NOT_HUMAN.words or word in KNOWN.words or word in JOINTS:
        return False
    return (
        (word[0] in "小老" and word[1] in ANY)
        or (word[0] in ANY and word[1] in _KIN)
        or (word[0] in COMMON and word[1] in _POSTS)
    )


def _is_given(word: str) -> bool:
    """Whether the word is a given name and no word: 志强, 阿珍, 翠翠."""
    if _is_familiar(word):
        return True
    if not _is_doer(word) or word in KNOWN.words or OPENERS.begins(word) > 1:
        return False
    if word[0] < "\u3400":
        return False
    if word[0] == word[1] and len(word) == 2:
        return word not in REDUPLICATED and word[0] in _USUAL
    if word[0] == "阿":
        return len(word) == 2
    return len(word) == 2 and _USUAL.issuperset(word)


_IS = {"whoever": _is_whoever, "anybody": _is_anybody, "doer": _is_doer, "given": _is_given}
