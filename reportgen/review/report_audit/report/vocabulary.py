"""The words of a report of which one shuts out the others: names, measures, periods, verdicts; one table says which and what they say.

Names are those of this report and no others: the labels of its tables and charts, and, where the ledgers are at hand, those of
today's summary. A word that says the same as another (人 and 名, 增加 and 上升) may stand for it.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reportgen.chinese.numerals import CHARACTERS
from reportgen.chinese.periods import QUARTERS
from reportgen.model.reports.summaries import Summary
from reportgen.word.memory.memory import Memory, bare, text_of_phrase

Names = tuple[frozenset[str], ...]
"""Names that are told from each other: units, categories, channels …, a set for each."""

_MOST = 30
"""A longer text of a cell is no name."""


@dataclass(frozen=True, slots=True)
class Sort:
    """Words of which one shuts out the others.

    `groups` are words that say the same; `before` is what must stand before them. `code` is what is said where one stands for another.
    `near` says that they are too common to be held against each other across words that were written anew.
    """

    code: str
    groups: tuple[tuple[str, ...], ...]
    before: str = ""
    near: bool = True


_PERIOD, _MEASURE, _VERDICT = "audit.period-edited", "audit.measure-edited", "audit.verdict-edited"
_SORTS: tuple[Sort, ...] = (
    Sort(
        _PERIOD,
        (
            *((f"第{one}季度", f"{one}季度", f"第{at}季度", f"{at}季度") for at, one in enumerate(QUARTERS, 1)),
            ("上半年",),
            ("下半年",),
            ("全年",),
        ),
        near=False,
    ),
    Sort(_PERIOD, (("first quarter",), ("second quarter",), ("third quarter",), ("fourth quarter",)), near=False),
    Sort(
        _PERIOD,
        (
            ("本季度", "本季", "本期"),
            ("本月",),
            ("本年", "今年", "本年度"),
            ("上季度", "上季", "上期"),
            ("上月", "上个月"),
            ("上年同期", "去年同期", "上年", "去年", "同期"),
            ("前年同期", "前年"),
            ("下季度",),
            ("下月",),
            ("下年", "明年"),
        ),
    ),
    Sort(_PERIOD, (("this quarter",), ("previous quarter", "last quarter"), ("last year", "previous year"))),
    Sort(_PERIOD, (("上旬",), ("中旬",), ("下旬",))),
    Sort(_PERIOD, (("年末", "年底"), ("年初",), ("月末", "月底"), ("月初",))),
    Sort(_PERIOD, (("按月", "每月"), ("按季度", "按季", "每季度"), ("按年", "每年"))),
    Sort(_PERIOD, (("同比",), ("环比",))),
    Sort(
        _MEASURE,
        (
            ("件", "起", "宗", "例", "件次"),
            ("人", "名", "位"),
            ("人次",),
            ("个", "家", "所"),
            ("户",),
            ("次",),
            ("条", "项"),
            ("类", "种"),
            ("倍",),
            ("成",),
            ("天", "日"),
            ("周",),
            ("月", "月份"),
            ("个月",),
            ("个季度",),
            ("小时",),
            ("分钟",),
            ("年",),
            ("元",),
            ("万元",),
            ("亿元",),
            ("个百分点", "百分点"),
        ),
        before=rf"(?<=[\d{CHARACTERS}万])",
    ),
    Sort(_MEASURE, (("days", "day"), ("weeks", "week"), ("months", "month"), ("years", "year"))),
    Sort(
        _VERDICT,
        (
            ("属实", "查实", "基本属实"),
            ("部分属实",),
            ("不属实", "未查实", "查无实据", "不实", "失实"),
        ),
    ),
    Sort(
        _VERDICT,
        (
            ("已办结", "办结", "已办理完毕"),
            ("未办结", "尚未办结", "正在办理", "办理中", "待办"),
        ),
    ),
    Sort(_VERDICT, (("按期", "按时", "如期"), ("逾期", "超期", "未按期", "未按时", "延期"))),
    Sort(_VERDICT, (("满意",), ("基本满意",), ("不满意",))),
    Sort(_VERDICT, (("substantiated",), ("unsubstantiated", "not substantiated"))),
    Sort(_VERDICT, (("satisfied",), ("dissatisfied", "unsatisfied", "not satisfied"))),
    Sort(
        _VERDICT,
        (
            ("办结率",),
            ("按期办结率", "按时办结率"),
            ("属实率", "查实率"),
            ("满意率", "满意度"),
            ("不满意率",),
            ("回访率",),
        ),
    ),
    Sort(
        _VERDICT,
        (
            ("首位", "第一位", "榜首", "第一", "居首"),
            ("第二位", "第二"),
            ("第三位", "第三"),
            ("第四位", "第四"),
            ("第五位", "第五"),
            ("末位", "末尾", "最后一位", "倒数第一", "居末"),
        ),
    ),
    Sort(_VERDICT, (("居前",), ("居后",))),
    Sort(
        _VERDICT,
        (
            ("最多", "最高", "最大", "最为集中", "最集中"),
            ("最少", "最低", "最小", "最为分散"),
            ("其次", "次之"),
        ),
    ),
    Sort(_VERDICT, (("最长",), ("最短",))),
    Sort(_VERDICT, (("较多", "居多"), ("较少", "不多"))),
    Sort(_VERDICT, (("长于",), ("短于",))),
    Sort(_VERDICT, (("高于", "多于", "超过"), ("低于", "少于", "不足"))),
    Sort(_VERDICT, (("首次", "第一次"), ("再次", "又一次"))),
    Sort(_VERDICT, (("first place",), ("second place",), ("third place",), ("fourth place",), ("last place",))),
    Sort(_VERDICT, (("highest", "most", "largest"), ("lowest", "fewest", "least", "smallest"))),
    Sort(
        "audit.direction-edited",
        (
            ("增加", "增长", "上升", "提高", "上涨", "增多", "攀升", "增幅", "rose", "risen", "more", "up", "higher"),
            (
                "减少",
                "下降",
                "降低",
                "回落",
                "下滑",
                "缩减",
                "负增长",
                "降幅",
                "fell",
                "fallen",
                "fewer",
                "down",
                "lower",
            ),
            ("持平", "unchanged"),
        ),
    ),
)
"""Every sort; of words that begin alike the longest counts."""
_TURNING = frozenset(word for group in _SORTS[-1].groups for word in group if not word.isascii())
"""What says a direction in a cell is a task, and no name."""
_NAME = "audit.name-edited"
EXCHANGED = frozenset({_NAME, *(sort.code for sort in _SORTS)})
"""The codes of words that were exchanged."""
_NUMBER = r"\d+(?:[,，]\d{3})*(?:[.．]\d+)?[%％‰]?"


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of a text: a word of a sort (`code` and `sort` say which), a number (`sort` is `#`), or a character.

    `says` is what it is compared by.
    """

    sort: str
    says: str
    text: str
    start: int
    code: str = ""
    near: bool = False

    @property
    def mask(self) -> str:
        """Its sort; of a character the character."""
        return self.sort or self.says

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Exchange:
    """A word that stands for another of its sort: `stated` at `at` in the text that stands there, `expected` at `before`."""

    code: str
    stated: str
    expected: str
    at: int
    before: int


def names_in(summary: Summary) -> Names:
    """The names of today's summary: categories, and their aspects; the members of every dimension (units, channels, regions …)."""
    sets = [[one.name for one in summary.categories]]
    sets.append([aspect.phrase for one in summary.categories for aspect in one.aspects])
    sets += [[member.name for member in facet.members] for facet in summary.facets.values()]
    return tuple(map(frozenset, sets))


def names_of_report(memory: Memory) -> Names:
    """The names that a report itself tells: labels and words in the cells of its tables, labels and series of its charts."""
    sets: list[list[str]] = []
    for drawn in memory.charts.values():
        sets += [[one.label for one in drawn.points], [one.series for one in drawn.points]]
    for table in memory.tables.values():
        for cells in zip(*(row.cells for row in table.rows), strict=False):
            named = [name for cell in cells for name in text_of_phrase(cell).split("、")]
            sets.append([name for name in named if not any(word in name for word in _TURNING)])
    return tuple(frozenset(filter(_is_name, one)) for one in sets)


def _is_name(text: str) -> bool:
    """Whether a label is a name: no number, no period, no sentence."""
    said = bare(text)
    letters = sum(char.isalpha() for char in said)
    period = re.search(r"季度|半年|(?<![A-Za-z])Q[1-4]|quarter|^\d+年|\d月|[，。；]", said)
    return 2 <= len(said) <= _MOST and letters > 1 and not period


@lru_cache(maxsize=64)
def _united(names: Names) -> Mapping[str, str]:
    """Each name with its sort: sets that share a name are one."""
    sorts: list[set[str]] = []
    for one in names:
        known = set(filter(_is_name, one))
        for other in [sort for sort in sorts if sort & known]:
            known |= other
            sorts.remove(other)
        sorts += [known] if known else []
    return {name: f"name {number}" for number, sort in enumerate(sorts) for name in sort}


@lru_cache(maxsize=64)
def _reader(names: Names) -> tuple[re.Pattern[str], Mapping[str, tuple[Sort, str, str]]]:
    """The pattern of all pieces of a text, and what each word is: its sort, the sort's name, and what it says."""
    words: dict[str, tuple[Sort, str, str]] = {}
    before: dict[str, str] = {}
    for number, sort in enumerate(_SORTS):
        for group in sort.groups:
            for word in group:
                words[word] = (sort, f"sort {number}", group[0])
                before[word] = sort.before
    named = Sort(_NAME, (), near=False)
    for name, key in _united(names).items():
        words[name] = (named, key, bare(name))
        before[name] = ""
    spelled = (f"{before[word]}{_spelled(word)}" for word in sorted(words, key=lambda word: (-len(word), word)))
    return re.compile(f"(?P<word>{'|'.join(spelled)})|(?P<number>{_NUMBER})|(?P<char>\\S|\\t)"), words


def _spelled(word: str) -> str:
    """The pattern of a word; one in letters stands alone."""
    latin = word[:1].isascii() and word[:1].isalpha()
    return rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])" if latin else re.escape(word)


@lru_cache(maxsize=4096)
def words(text: str, names: Names) -> tuple[Word, ...]:
    """The pieces of a text: words of a sort, numbers, characters; blanks do not count, nor what has no width."""
    pattern, known = _reader(names)
    return tuple(_words(pattern.finditer(text), known))


def _words(found: Iterable[re.Match[str]], known: Mapping[str, tuple[Sort, str, str]]) -> Iterator[Word]:
    for match in found:
        text = match[0]
        if match["word"]:
            sort, key, says = known[text]
            yield Word(key, says, text, match.start(), sort.code, sort.near)
        elif said := text if text == "\t" else bare(text):
            yield Word("#" if match["number"] else "", _plain(said), text, match.start())


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace(",", "") if len(text) > 1 else text


def joined(*names: Sequence[frozenset[str]]) -> Names:
    """Names of several sources, in an order that is always the same."""
    return tuple(sorted({one for some in names for one in some if one}, key=sorted))
