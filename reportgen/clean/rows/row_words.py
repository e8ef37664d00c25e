"""Words of rows that are no cases: those of totals, examples, for nothing to report, line numbers; what a cell says by itself."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from reportgen.chinese import numerals
from reportgen.chinese.periods import PART_OF_YEAR
from reportgen.chinese.words.lists import one_of
from reportgen.chinese.words.measures import CASES, PERSONS
from reportgen.chinese.words.nothing import NOTHING
from reportgen.chinese.words.totals import TOTALS, TOTALS_OF
from reportgen.clean.cells.values import as_text, fold

LONG = 60
"""So many characters of a cell are looked at."""
_TOTAL = re.compile(
    rf"(?:\d{{4}}年度?)?(?:{PART_OF_YEAR})?"
    r"(?:以上|本表|本页|本月|本季度?|本年度?|全年|累计|各项|全县|全区|全市)?"
    rf"(?:(?:{one_of(TOTALS)})[:]?(?:\d+(?:{one_of(CASES, PERSONS, '个')})?)?|共\d+(?:{one_of(CASES)}))[。.]?"
)
_TOTAL_SIGNS = frozenset("计总共")
"""One of these characters stands in the word of every total."""
_LONGEST_TOTAL = 20
_SAMPLE = re.compile(r"\(?(?:(?:填写|填表|填报|填列|录入)?(?:示例|样例|范例|举例)|例)\d{0,2}\)?:?")
_SAMPLE_SIGNS, _LONGEST_SAMPLE = frozenset("例"), 10
_TOTAL_OF = re.compile(rf"[^\d,;。:]{{1,12}}(?:{one_of(TOTALS_OF)})")
"""`城关镇小计`: a total where the row has no day, maybe a case where it has one."""
ORDINAL = re.compile(rf"\(?{numerals.ORDINAL}\)?[、.]?")
_HANZI = re.compile("[\u3400-\u9fff]")
LINE_NUMBER = re.compile(r"\d{1,5}[、.]?")

_NIL = re.compile(
    rf"(?:经(?:自查|排查|核查|统计)[,:]?)?(?:20\d\d年度?)?(?:{PART_OF_YEAR})?"
    r"(?:本(?:季度?|月份?|年度?|期|周|报告期|单位|部门|局|镇|乡|街道|县|区|市|表))*(?:[内度])?[,:]?(?:[暂尚均]?(?:无|没有|未有|未发生|未发现|未收到|未接到|未受理)|零)"
    r"(?:此类|该类|此项|相关|有关|上述|新增|任何|违反|的)*"
    r"(?:作风|问题|线索|情况|投诉|举报|信访件?|反映|诉求|案件|事项|内容|数据|报告|上报|发生|记录|[件条类的])*[。.]?"
)
"""`无`, `零报告`, `本季度无此类情况`: what an office writes that has nothing to report."""
NIL_SIGNS = frozenset("无没未零").union(mark[0] for mark in NOTHING if mark)
"""One of these stands in each of them."""
LONGEST_NIL = 30
"""Characters that one has at most."""


def is_total(value: object) -> bool:
    """Whether a cell is the word of a total: `小 计`, `2026年一季度合计`, `总计：12件`."""
    return (
        isinstance(value, str)
        and len(value) <= _LONGEST_TOTAL
        and not _TOTAL_SIGNS.isdisjoint(value)
        and _TOTAL.fullmatch(fold(value)) is not None
    )


def is_total_of(text: str) -> bool:
    """Whether a cell is the total of something: `城关镇小计`."""
    return len(text) <= _LONGEST_TOTAL and "计" in text and _TOTAL_OF.fullmatch(fold(text)) is not None


def is_sample(value: object) -> bool:
    """Whether a cell says that its row shows how to fill in the others: `示例`, `（填写范例）`, `例1`."""
    return isinstance(value, str) and len(value) <= _LONGEST_SAMPLE and _SAMPLE.fullmatch(fold(value)) is not None


@dataclass(frozen=True, slots=True)
class Word:
    """A word that `holds` knows: one of `signs` stands in it, and it has at most so many characters."""

    holds: Callable[[object], bool]
    signs: frozenset[str]
    longest: int


ALONE = (Word(is_total, _TOTAL_SIGNS, _LONGEST_TOTAL), Word(is_sample, _SAMPLE_SIGNS, _LONGEST_SAMPLE))
"""Words that make their row none of the cases even where it has a day and is filled as cases are."""


def is_nil(text: object) -> bool:
    """Whether a cell says that there is nothing to report."""
    folded = fold(text) if isinstance(text, str) and len(text) <= LONGEST_NIL else ""
    return folded in NOTHING or (len(folded) > 1 and _NIL.fullmatch(folded) is not None)


def is_word(value: object) -> bool:
    """Whether a cell holds hanzi that are no number: 甲局, 8月份, not 十二, 3号 or 第3件."""
    text = fold(value) if isinstance(value, str) else ""
    if ORDINAL.fullmatch(text) or text.startswith("第"):
        return False
    return len(_HANZI.findall(text)) >= (2 if any(map(str.isdecimal, text)) else 1)


def is_line_number(value: object) -> bool:
    """Whether a cell is the number of a line: 12, 3、."""
    return not isinstance(value, bool) and LINE_NUMBER.fullmatch(fold(as_text(value))) is not None
