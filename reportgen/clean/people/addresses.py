"""Addresses below township (DOMAIN 5): a road with a number, an estate with a house, a village with a group."""

import re
from collections.abc import Iterator

from reportgen.chinese.numerals import COUNTING, STEMS
from reportgen.chinese.words.places import ESTATES, HOMES, REGIONS, ROADS, TOWNSHIPS, VILLAGES
from reportgen.clean.cells.cells import Codes
from reportgen.clean.cells.searching import ENDS, Units, table_of
from reportgen.clean.people.numbers import Hit

_LEFT_OUT = "（住址略）"
_TOWNSHIPS = "|".join(TOWNSHIPS)
_TOWNSHIP = re.compile(rf"^.*?(?:{_TOWNSHIPS})")
_HANZI = r"[\u3400-\u9fff]"
_NUMBER = rf"(?:[0-9０-９]{{1,3}}\s?[0-9０-９]{{0,2}}|[{COUNTING}百]{{1,5}}|[A-Za-zＡ-Ｚａ-ｚ]?[0-9]{{1,3}}|[{STEMS[:4]}A-Z](?=[栋幢座]))"
_PUBLIC = r"(?:[线窗文令公工案柜台桌机件院楼会议站馆]|通[告知报])"
_HOUSE = r"\s?(?:号楼|号院|号房|栋|幢|座|单元|室|房|组|队|社(?![区会保])|户|弄|村民小组|村民组|小组|门牌|排|[东西南北中]户|[东西南北]门)"
_UNIT = rf"(?:{_HOUSE}|\s?(?:号(?!{_PUBLIC})|楼|层))"
_ROAD = f"(?:{'|'.join(ROADS)})"
_ESTATE = f"(?:{'|'.join(ESTATES)})"
_VILLAGE = f"(?:{'|'.join(VILLAGES)})"
_ROOM = rf"(?:\s?[-－—–]\s?[0-9０-９{COUNTING}]{{1,4}}){{1,3}}"
_TAIL = rf"(?:{_UNIT}|{_ROOM})(?:\s?[附第]?{_NUMBER}(?:{_UNIT}|{_ROOM}))*(?:\s?{_NUMBER}(?![0-9年月日元天人个]))?"
_SIDE = "(?:[东西南北中]户)?"
_CHAIN = rf"\s?第?\s?(?<![0-9]){_NUMBER}{_TAIL}{_SIDE}"
_STOREYS = rf"[一两几]\s?[栋幢]\s?{_NUMBER}层"
"""一栋三层楼房 is no house of anybody."""
_MONTH = r"(?:19|20)\d\d\s?[-－—–]\s?(?:0?[1-9]|1[0-2])(?!\d)"
_PLACED = re.compile(
    rf"(?P<road>{_HANZI}\s?{_ROAD})(?P<number>{_CHAIN})|(?P<estate>{_HANZI}\s?(?:{_ESTATE}|{_VILLAGE}))(?P<house>\s?第?\s?(?!{_MONTH}){_NUMBER}(?:{_HOUSE}|{_ROOM}|号(?!{_PUBLIC}))(?:\s?{_NUMBER}(?:{_UNIT}|{_ROOM}))*(?:\s?{_NUMBER}(?![0-9年月日元天人个]))?)"
    rf"|(?P<alone>(?!{_STOREYS})(?<![0-9第])(?:{_NUMBER}{_HOUSE}\s?{_NUMBER}{_UNIT}(?:\s?{_NUMBER}{_UNIT})*{_SIDE}|{_NUMBER}\s?(?:号楼|栋|幢)\s?{_NUMBER}(?:{_UNIT}|(?=[，。；、\s]|$))))"
)
_HOME_ENDS = f"(?:{'|'.join(HOMES)})"
_HOME = re.compile(
    rf"(?:家住|家在|老家在|户籍所在地|户籍地址?|户籍|户口在|现住|住在|居住在|居住于|常住|家庭住址|住址)[:：是为在于]{{0,2}}\s?(?:[\u3400-\u9fffA-Z0-9]{{0,14}}?(?:{_TOWNSHIPS}))?(?P<home>{_HANZI}{{1,6}}?{_HOME_ENDS}(?:{_HANZI}{{0,4}}{_HOME_ENDS}){{0,2}})(?!附近|旁|边|一带|周边|周围|对面|委会)"
)
"""A home below the township without a number: 家住清溪乡双塘村."""
_GROUP = re.compile(
    rf"{_HANZI}(?:村(?!民)|社区|居委会)\s?(?P<group>(?!(?:村民|居民|[各某本该几两和与及至到通的有在或]|[{COUNTING}0-9]+个|[两村支]委|全体|党|工作|领导|专项|联合|检查|调查|督查|核查|专班|监督|互助|帮扶|巡察|巡查|整改|理财|理事|清产|业主|驻村|包村)){_HANZI}{{1,3}}?(?:村民)?小?组)(?![织建成团合员级装件阁])"
)
"""A group of a village that has a name, no number: 双塘村张家组."""
_STARTS = re.compile(
    rf"(?:{_TOWNSHIPS}|[{''.join(REGIONS)}]|[，。、；：:！？（）()“”\"\s]|住址|地址|位于|住在|住|在|到|去|至|往|从|回|寄|是|为|的|和|与|于|由|向|来|自|反映|请|应|了"
    "|我们?|你们?|您|他们|咱们|该|这[个些]?|那[个些]?|各|其他|对于|根据|得知|涉及|处理|投诉|导致|立即对?|以及|或者?|需要|关于|要求|经查|同(?=社区))"
)
_NEVER_FIRST = frozenset("们我你您他该这那个各本的与和")
"""我们小区, 该小区: no beginning of its name."""
_LONGEST_NAME = 12
HEADS = frozenset("道路街巷同弄区园苑寓村城院楼舍墅馆府庭湾里会队屯庄寨坪冲塆垸坳岭栋幢元组号住籍家口")
"""What stands before the number of a house, and what a home is told with."""
_NUMBERS = table_of("0123456789０１２３４５６７８９" + COUNTING + "ABCDEFGH" + STEMS[:4])
_HOMES = table_of("住籍组")
_HOUSES = table_of("家口")  # 家在, 户口在
_IN = table_of("在")
_BETWEEN = table_of("第 \u3000")


def below_township(address: str) -> str:
    """The part of an address that may not be printed: what follows the township, or all of it where it names none."""
    return _TOWNSHIP.sub("", address, count=1)


def suspect_addresses(units: Units, heads: Codes) -> Codes:
    """Behind which of these places (in the units) a number stands, or a home may be told."""
    after, second = units[heads + 1], units[heads + 2]
    found: Codes = (
        heads[
            _HOMES[units[heads]]
            | (_HOUSES[units[heads]] & _IN[after])
            | _NUMBERS[after]
            | (_BETWEEN[after] & (_NUMBERS[second] | _BETWEEN[second]))
        ]
        - ENDS
    )
    return found


def find_addresses(text: str) -> Iterator[Hit]:
    """The addresses in a text from below the township on; offices (3号窗口, 2号线) and numbered papers are none."""
    for found in _PLACED.finditer(text):
        start = found.start()
        if not found["alone"]:
            start = _start_of_name(text, start)
        yield Hit(start, found.end(), _LEFT_OUT)
    for found in _GROUP.finditer(text):
        yield Hit(_start_of_name(text, found.start()), found.end(), _LEFT_OUT)
    for found in _HOME.finditer(text):
        yield Hit(*found.span("home"), _LEFT_OUT)


def _start_of_name(text: str, end: int) -> int:
    """Where the name of the road, estate or village starts that ends here: behind the last word that cannot be in it."""
    first = max(0, end - _LONGEST_NAME)
    starts = [found.end() for found in _STARTS.finditer(text, first, end)]
    start = starts[-1] if starts else first
    return start + (text[start] in _NEVER_FIRST)
