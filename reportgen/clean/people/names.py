"""Names of people: those that the ledger's own columns hold, and those that a title or a cue in a text gives away."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

from reportgen.chinese.words.places import FAMILIES, LAST_CHARACTERS
from reportgen.chinese.words.surnames import ALSO_WORDS, ANY, COMMON, COMPOUND, IN_WORDS
from reportgen.clean.cells.cells import Codes
from reportgen.clean.cells.searching import ENDS, Pairs, Units, table_of
from reportgen.clean.people.characters import HARDLY_GIVEN, NEVER_GIVEN, ONLY_IN_NAMES, USUAL_IN_NAMES
from reportgen.clean.people.neighbours import neighbours
from reportgen.clean.people.slots.reading import is_explained

_HANZI = r"[\u3400-\u9fff\U00020000-\U0003ffff]"
_NAME = re.compile(rf"{_HANZI}{{2,4}}|{_HANZI}+(?:[·•・.]{_HANZI}+)+")
_DOT = re.compile("[·•・‧∙●.．]")
_LONGER = re.compile(rf"{_HANZI}{{5,}}")
_MIXED = re.compile(rf"(?=.*{_HANZI})(?=.*[0-9A-Za-z]).{{4,}}")
_LATIN = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)+")
_HANDLE = re.compile(r"(?=.*\d)[a-z0-9_.\-@]{5,}|[a-z][a-z_.\-]{5,}", re.IGNORECASE)
_SPLIT = re.compile(rf"[、,，;；/／\n\t|]|(?<={_HANZI}{_HANZI})[ \u3000]+(?={_HANZI}{{2}})")
_REMARKS = re.compile(r"[(（][^()（）]*[)）]|(?<![A-Za-z0-9])\d{5,}")
_COUNT = re.compile(r"等(?:\d+|[一二三四五六七八九十两多数]+)?(?:余?(?:人|名|位|户).*)?$")
_NOBODY = re.compile(
    r".*(?:群众|市民|居民|村民|业主|网友|匿名|不详|保密|未知|人员|职工|家长|学生|患者|家属|商户|代表|经营户|窗口|大厅|保安|科室|前台|多名"
    r"|若干|无名|老人|领导|干部|司机|本人|热线|电话|人|某.*)"
)
_NOBODY_BY_LAST = frozenset("员警岗台户者众部局处科妈司业位")
"""Last characters of a short word that is no name, unless it begins with a common surname."""
TITLES = (
    "班主任", "总工程师", "董事长", "理事长", "秘书长", "厅长", "州长", "省长", "司长", "台长", "馆长", "团长", "连长", "社长", "班长", "支书",
    "总经理", "院士", "教练", "主编", "护士长", "教导员", "指导员", "辅导员", "巡视员", "调研员", "办事员", "审计师", "助理", "局长", "处长", "科长", "股长", "主任", "书记", "镇长", "乡长", "村长", "县长", "区长", "市长", "所长", "院长", "站长", "校长",
    "园长", "队长", "部长", "主席", "会长", "组长", "经理", "主管", "店长", "厂长", "庭长", "行长", "科员", "教授", "警官", "民警",
    "法官", "检察官", "律师", "医生", "医师", "大夫", "护士", "老师", "教师", "师傅", "先生", "女士", "小姐", "同志", "大爷", "大妈",
    "大娘", "大姐", "大哥", "大叔", "大婶", "大嫂", "秘书", "楼长", "网格员", "网格长", "阿姨", "叔叔", "老板", "会计", "出纳", "干事", "专干", "总监", "警长", "工程师",
    "奶奶", "爷爷", "伯伯", "婆婆", "嫂子", "婶子", "阿婆", "阿公", "老伯", "大伯", "老太太", "老太", "老汉", "姑娘", "政委", "检察长", "审判长", "总裁", "副总", "老总",
    "教官", "药师", "技师", "幼师", "厨师", "导游",
)  # fmt: skip
TITLE = re.compile(rf"(?:{'|'.join(TITLES)})(?!部门|单位|机关)")
_SELF = ("我叫", "名叫", "叫做", "名字是")
_LABELS = (
    "姓名", "联系人", "投诉人", "举报人", "反映人", "当事人", "经办人", "承办人", "来电人", "信访人", "负责人", "责任人", "申请人", "法人代表",
)  # fmt: skip
_ROLES = (
    "我是", "本人", "村民", "居民", "患者", "业主", "市民", "网友", "职工", "员工", "学生", "户主", "丈夫", "妻子",
    "儿子", "女儿", "父亲", "母亲", "工作人员", "负责人", "经办人", "当事人", "干部", "组员", "护工",
)  # fmt: skip
_CUE = re.compile(
    rf"(?:{'|'.join(sorted({*_SELF, *_LABELS, *_ROLES, *TITLES}, key=lambda cue: (-len(cue), cue)))})(?=[:：是为]? ?[{''.join(sorted(ANY))}])"
)
_LABELLED = re.compile(
    rf"(?:姓名|联系人|投诉人|举报人|反映人|当事人|来电人|信访人|申请人|经办人|承办人)[:：] ?(?P<name>{_HANZI}{{2,4}}|{_HANZI}+(?:[·•・]{_HANZI}+)+)(?![\u3400-\u9fff·•・])"
)
_APPENDED = re.compile(
    rf"(?:^|[|、（(\s]|局|所|中心|科|股|院|站|厅|窗口|办|队|委|会|校|部|处|公司)"
    rf"(?P<name>(?:{'|'.join(sorted(COMPOUND))}|[{''.join(sorted(COMMON))}]){_HANZI}?(?![{LAST_CHARACTERS}]){_HANZI})(?=$|[|、）)\s])",
    re.MULTILINE,
)
_LABEL_END = re.compile("[:：是为] ?")

_NO_GIVEN = frozenset(
    "局院所科室处部委办厅站队组镇乡村县市区省校园厂店行社会公司党政府街道路的了是在被把与及等个某副长多这那我你他她它们不没未有无和就也都要来去上下"
    "，。、；：！？（）“”《》 ,.;:!?()"
)
_AFTER_NAME = frozenset(
    "反称说于在因到来去的和与是要想住系现今年家等就也都对向从被把将已曾为给让，。、；：！？（）“”《》 ,.;:!?()"
)
_BEFORE_NAME = frozenset(
    "过后天来了次令转谢昨今刚才已再又还但而找的由是被叫向对与和跟请给让及经称问见位名个科室局院所口站队厅到去为因说当那这县镇村乡区"
)
_FUNCTION_WORDS = frozenset("向于和应任时从关经单计常")
_NEVER_ALONE = frozenset("向和应时从经计")
_ALONE_IN_OFFICES, _OFFICES = frozenset("计时应向"), frozenset("的科室院间局所队")
"""Of these some are names where somebody of an office or a unit is spoken of: 妇产科的计护士, 车间时主管."""
_WORD_BEFORE_HE = frozenset("任如为几")
_USUAL = frozenset(ONLY_IN_NAMES + USUAL_IN_NAMES)
_HARDLY = frozenset(NEVER_GIVEN + HARDLY_GIVEN)


@dataclass(frozen=True, slots=True)
class Person:
    """Where a text names somebody: the surname with all that is known of the name behind it."""

    start: int
    end: int
    name: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class NameColumn:
    """What the name columns of the ledger hold: names, and other words for a complainant (a nickname, a firm)."""

    names: frozenset[str] = field(repr=False)
    others: frozenset[str] = field(repr=False)

    @property
    def spellings(self) -> dict[str, str]:
        """The names by how a text may spell them: 买买提·艾力 with another dot or with none is the same person."""
        return {spelled: name for name in sorted(self.names) for spelled in _spellings(name)}


def read_names(complainants: Iterable[str], persons: Iterable[str]) -> NameColumn:
    """The names in the columns of complainants and of the persons complained about; `匿名`, `群众` and the like are nobody."""
    complainants = list(complainants)
    words = {word for value in complainants for word in _words(value)}
    names = {word for word in words | {word for value in persons for word in _words(value)} if _NAME.fullmatch(word)}
    others = {word for word in words - names if any(kind.fullmatch(word) for kind in (_HANDLE, _LONGER, _MIXED))}
    others |= {found[0] for value in complainants for found in _LATIN.finditer(value)}
    return NameColumn(frozenset(names), frozenset(others))


def _spellings(name: str) -> Iterator[str]:
    parts = _DOT.split(name)
    yield name
    if len(parts) > 1:
        yield from (dot.join(parts) for dot in ("·", "•", "・", "‧", "∙", "●", ".", "．", "-", " ", ""))


def _words(value: str) -> Iterator[str]:
    """`张三、李四等5人` holds 张三 and 李四."""
    for part in _SPLIT.split(_REMARKS.sub(" ", value)):
        word = _COUNT.sub("", part.strip().replace(" ", "").replace("\u3000", ""))
        if len(word) > 1 and not _is_nobody(word):
            yield word


def _is_nobody(word: str) -> bool:
    if _NOBODY.fullmatch(word) or TITLE.search(word):
        return True
    return len(word) <= 4 and word[-1] in _NOBODY_BY_LAST and not (word[0] in COMMON and len(word) <= 3)


def is_place(text: str, end: int, name: str) -> bool:
    """Whether a name of two characters goes on as the name of a place (王家 in 王家庄)."""
    return len(name) == 2 and name[1] == "家" and text[end : end + 1] != "" and text[end] in FAMILIES


CUED_CHARACTERS = ANY | {character for surname in COMPOUND for character in surname} | {":", "："}
"""Where one of these stands, a cue or a title may have to be looked for."""
_STRICT_ENDS = table_of({cue[-1] for cue in (*_SELF, *_LABELS)} | set(":：是为 "))
_CUE_ENDS = table_of({cue[-1] for cue in (*_ROLES, *TITLES)})
_TITLE_STARTS = Pairs.of({title[:2] for title in TITLES})
_DEPUTY = table_of("副")
_SUREST = table_of(COMMON | {surname[0] for surname in COMPOUND})
"""Behind a bare role or title only these begin a name."""
_COLONS = table_of(":：")
_LABEL_ENDS = table_of("名人")


def suspect_cues(units: Units, at: Codes) -> Codes:
    """At which of these places (of `CUED_CHARACTERS`, in the units) a name may stand beside a cue or a title."""
    titled = np.zeros(len(at), np.bool_)
    for behind in range(1, 5):
        start = units[at + behind]
        titled |= _TITLE_STARTS.hold(start, units[np.minimum(at + behind + 1, len(units) - 1)]) | _DEPUTY[start]
    before = units[at - 1]
    cued = titled | _STRICT_ENDS[before] | (_CUE_ENDS[before] & _SUREST[units[at]])
    found: Codes = at[np.where(_COLONS[units[at]], _LABEL_ENDS[before], cued)] - ENDS
    return found


def find_titled(text: str) -> Iterator[Person]:
    """The people named before a title: 王局长, 欧阳建国主任."""
    for title in TITLE.finditer(text):
        end = title.start()
        while end and text[end - 1] in "副 ":
            end -= 1
        if start := _start_before(text, end):
            yield Person(start - 1, end, text[start - 1 : end])


def _start_before(text: str, end: int) -> int:
    """Where the name that ends here starts, counted from 1; 0 where there is none."""
    for length in (4, 3, 2):
        if (
            end >= length
            and text[end - length : end - length + 2] in COMPOUND
            and _is_given(text[end - length + 2 : end])
        ):
            return end - length + 1
    for length in (3, 2, 1):
        start = end - length
        named = start >= 0 and _is_given(text[start + 1 : end]) and _is_surname(text, start, length)
        if named and (length == 1 or not is_explained(text, start, end)):
            return start + 1
    return 0


def _is_given(text: str) -> bool:
    return not any(character in _NO_GIVEN or character < "\u3400" for character in text)


def _is_surname(text: str, start: int, length: int) -> bool:
    character, before = text[start], text[max(0, start - 1) : start]
    if _is_word(text, start, length):
        return False
    if length > 1 and character in _FUNCTION_WORDS and text[start + 1] in ANY:
        return False
    if character in COMMON:
        return not (character == "何" and before in _WORD_BEFORE_HE)
    if length == 1 and character in _NEVER_ALONE:
        return character in _ALONE_IN_OFFICES and before in _OFFICES
    alone = not before or not "\u3400" <= before <= "\u9fff" or before in _BEFORE_NAME
    return character in ALSO_WORDS and (alone or length == 3)


def _is_word(text: str, start: int, length: int) -> bool:
    """Whether the surname character that stands here is part of a word: 过程(中), 代课, 屠宰场 - but 冠军 is a given name too."""
    given = text[start + 1 : start + length]
    if given and _USUAL.issuperset(given):
        return False
    words = neighbours().words
    if text[start] in IN_WORDS and (text[max(0, start - 1) : start + 1] in words or not _HARDLY.isdisjoint(given)):
        return True
    return text[start : start + 2] in words and length > 1


def find_cued(text: str) -> Iterator[Person]:
    """The people named after a cue: 我叫朱一二, 联系人：李四. After a bare role or title (局长李四说) only the surest are taken."""
    for cue in _CUE.finditer(text):
        label = _LABEL_END.match(text, cue.end()) if cue[0] in _LABELS else None
        start = label.end() if label else cue.end()
        if end := _end_after(text, start, strict=label is not None or cue[0] in _SELF):
            yield Person(start, end, text[start:end])
    for found in _LABELLED.finditer(text):
        if not _is_nobody(found["name"]) and found["name"][-1] not in LAST_CHARACTERS:
            yield Person(*found.span("name"), found["name"])


def find_appended(text: str) -> Iterator[Person]:
    """The people in a cell that names an office, a channel or a place: 张三 alone, 医保局张三, 医保局（张三）."""
    for found in _APPENDED.finditer(text):
        if not TITLE.search(found["name"]):
            yield Person(*found.span("name"), found["name"])


def _end_after(text: str, start: int, strict: bool) -> int:
    """Where the name that starts here ends; 0 where there is none."""
    surname = 2 if text[start : start + 2] in COMPOUND else 1
    if surname == 1 and text[start : start + 1] not in (ANY if strict else COMMON):
        return 0
    end = start + surname
    while end < min(len(text), start + surname + 2) and _may_go_on(text, end):
        end += 1
    if strict:
        return end if end > start + surname else 0
    bounded = end == len(text) or text[end] in _AFTER_NAME
    return end if end > start + surname and bounded and not _is_word(text, start, end - start) else 0


def _may_go_on(text: str, end: int) -> bool:
    """Whether the given name may go on with the character that stands here."""
    return _is_given(text[end]) and text[end] not in _AFTER_NAME and TITLE.match(text, end) is None
