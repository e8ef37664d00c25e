"""Names that nothing announces: a surname that no word explains, before a character that a name may go on with.

No column, title or cue tells of such a person, so it cannot be said where the name ends: the text is not printed.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from reportgen.chinese.words.places import LAST_CHARACTERS
from reportgen.chinese.words.surnames import ANY, COMPOUND, COMPOUND_WORDS, FUNCTION_WORDS, IN_WORDS
from reportgen.clean.cells.cells import Codes, Mask
from reportgen.clean.cells.searching import ENDS, JoinedTexts, Literals, Roles, Units, units_of
from reportgen.clean.people.characters import (
    AFTER_NAMES,
    BEFORE_NAMES,
    CALLING,
    COUNTED,
    DOTS,
    HARDLY_GIVEN,
    MEASURES,
    NEVER_GIVEN,
    NOT_BEFORE_NAMES,
    ONLY_IN_NAMES,
    STOPS,
    USUAL_IN_NAMES,
)
from reportgen.clean.people.names import TITLE
from reportgen.clean.people.neighbours import neighbours
from reportgen.clean.people.slots.reading import is_explained
from reportgen.clean.people.slots.spans import Span
from reportgen.clean.people.slots.words import AFTER, OPENERS

_PLACE_ENDS = "村(?![里民长主支委干上])|[镇乡](?![里上长])|[庄屯寨湾沟坪坝岭塘垸冲铺渡庙祠滩塅埠]|居(?=委|民)|井(?!然)|组(?![长员织成建团合])|桥(?![上下])|路(?![过上边口人])|街(?![上边])|巷|湖|段"
_PLACE = re.compile(rf"(?:家[\u3400-\u9fff]{{0,2}}?|[\u3400-\u9fff]{{1,2}}?)(?:{_PLACE_ENDS}|[县市区](?![里长委]))")
_THING = re.compile(
    "[\u3400-\u9fff]{1,3}?(?:公司|集团|花园|广场|学校|[中小大]学|学院|幼儿园|医院|卫生院|酒店|宾馆|超市|公园|水库|机场|大厦|家园|大道|小区|社区|新城|[一二三]中|片区|高速|大桥|隧道|公路|安置|[工产]业园|开发区|小镇|楼盘|项目|驾校|新区|生产队|采石场|石材|机电|中队|派出所)"
)
_FAMILY = re.compile("家(?=[的里])")
"""谭家的地: a family, nobody of it."""
_WHAT = re.compile(
    "(?:公司|集团|学校|[中小]学|大学(?=[附本校院的学])|学院|幼儿园|医院|卫生院|酒店|宾馆|超市|农贸|水库|大厦|大桥|高速|隧道|项目|公馆|街道|办事处|居委会|村委会|风光带|流域|综合|江[东西南北]?(?:岸|畔|边)|江河畔|河[东西南北]?(?:岸|畔|边|流)|(?:区|山)(?:管理|风景)区)"
)
"""Behind a surname character: what nobody is called."""
_PAPER = re.compile(r"[\u3400-\u9fff]{1,6}[\[〔【（(]\s*(?:19|20)\d\d\s*[\]〕】）)]\s*[\u3400-\u9fff]{0,3}\s*[\d第]")
"""甲政办发〔2026〕12号: a document."""
_FIRM = re.compile(
    "[\u3400-\u9fff]{2,4}?(?:城|府|苑|轩|庭|阁)|[\u3400-\u9fff]{1,4}?(?:别墅|公馆|校区|工业|建材|置业|地产|置地|物业|银行|矿|国际|世纪|[一二三四]期)"
)
_OFTEN = 2
"""In so many texts a word is a place, that it may be one in others."""
_STEM = re.compile(
    "(?=(?P<stem>[\u3400-\u9fff]{2})(?:村|镇|乡|路|街|桥|河|湖|山|大道|小区|社区|新区|花园|国际|公司|学校|中学|小学|医院|广场|公园|流域|风光|街道|办事处|水库|地产|物业|县|市|区|煤矿|农贸|市场|停车场|家园|新城|商城|商业|高速|高铁|铁路|隧道|转盘|片区|幼儿园|公寓|都小区|文体|车站))"
)
_MINORITY_NAMES = (
    "古丽", "扎西", "次仁", "卓玛", "买买提", "麦麦提", "艾力", "阿卜杜", "阿布都", "吐尔", "热依", "巴特尔", "其其格", "苏日娜", "旦增", "尼玛", "多吉", "央金",
    "才让", "努尔", "木提", "依明", "阿依", "格桑", "洛桑", "拉姆", "哈斯", "娜仁",
)  # fmt: skip
_MINORITY = re.compile(rf"(?!才让[我你您他她它去来人们他孩家群大老])(?:{'|'.join(_MINORITY_NAMES)})")
(
    _STRONG, _WEAK, _FUNCTION, _HANZI, _NO_GIVEN, _HARD, _APART, _OPENS, _CLOSES, _DOT, _FIRST, _SECOND, _COUNT, _TELLING, _CALLS, _MEASURE,
    _USUAL, _MINOR,
) = (1 << bit for bit in range(18))  # fmt: skip


Kinds = NDArray[np.uint32]


@cache
def _kinds() -> Kinds:
    """What each code unit may be in or beside a name."""
    kinds = np.zeros(1 << 16, np.uint32)
    kinds[0x3400:0xA000] |= _HANZI
    kinds[0xF900:0xFB00] |= _HANZI
    kinds[0x3400:0x4DC0] |= _TELLING  # the rare hanzi, and those beyond the BMP
    kinds[0x9FFF] |= _TELLING
    for kind, characters in (
        (_STRONG, ANY - IN_WORDS), (_WEAK, IN_WORDS), (_FUNCTION, FUNCTION_WORDS),
        (_NO_GIVEN, NEVER_GIVEN), (_HARD, NEVER_GIVEN + HARDLY_GIVEN),
        (_APART, NOT_BEFORE_NAMES), (_OPENS, STOPS + BEFORE_NAMES), (_CLOSES, STOPS + AFTER_NAMES), (_DOT, DOTS), (_COUNT, COUNTED), (_TELLING, ONLY_IN_NAMES), (_MEASURE, MEASURES), (_MINOR, ''.join(name[:2] for name in _MINORITY_NAMES)), (_USUAL, ONLY_IN_NAMES + USUAL_IN_NAMES), (_CALLS, STOPS + CALLING),
        (_FIRST, {name[0] for name in COMPOUND}), (_SECOND, {name[1] for name in COMPOUND}),
    ):  # fmt: skip
        kinds[[ord(character) for character in set(characters)]] |= kind
    kinds[0] |= _OPENS | _CLOSES | _CALLS
    return kinds


BEGINNINGS = ANY | {name[0] for name in COMPOUND} | set(DOTS) | {word[0] for word in _MINORITY_NAMES}
"""What a name begins with, or is parted by."""


def goes_on_as_place(text: str, start: int) -> bool:
    """Whether the word that begins here with a surname is the name of a place, a firm or an office."""
    given = start + (2 if text[start : start + 2] in COMPOUND else 1)
    return any(pattern.match(text, given) for pattern in (TITLE, _PLACE, _THING, _WHAT, _FAMILY, _PAPER))


class BareNames:
    """Finds texts that may name somebody whom nothing announces."""

    def __init__(self, offices: Iterable[str] = ()) -> None:
        """`offices` may be names of offices and places (what a person's name cannot end with ends them): nobody stands in those."""
        named = {name for name in offices if len(name) > 2 and name[-1] in LAST_CHARACTERS}
        self._offices = Literals(named)
        self._words = Literals({*neighbours().longer, *named})
        self._longest = max(map(len, self._words.words))
        self._roles = Roles(BEGINNINGS)
        self._places: Counter[str] = Counter()

    def offices_in(self, text: str) -> list[Span]:
        """Where the names of offices and places of the ledger stand."""
        return [Span(start, start + len(name)) for start, name in self._offices.find(text)]

    def learn_places(self, texts: Iterable[str]) -> None:
        """Takes words that begin like names for places where the ledger's own texts say so of them more than once: 楚江 of 楚江大道."""
        counted: Counter[str] = Counter()
        for text in texts:
            stems = {found["stem"] for found in _STEM.finditer(text)}
            counted.update(stem for stem in stems if stem[1] not in ONLY_IN_NAMES)
        self._places = Counter({stem: count for stem, count in counted.items() if count >= _OFTEN})

    def is_place(self, name: str, persons: int) -> bool:
        """Whether the ledger's own texts call the word a place, and more often than it stands in this many as a person would."""
        return self._places[name] > persons

    def places(self, joined: JoinedTexts) -> Codes:
        """Which of the texts may name somebody."""
        (beginnings,) = self._roles.find(joined.units)
        return joined.places(self.positions(joined.whole, joined.units, beginnings))

    def all_positions(self, joined: JoinedTexts) -> list[int]:
        """Where in the joined texts somebody may be named."""
        (beginnings,) = self._roles.find(joined.units)
        return self.positions(joined.whole, joined.units, beginnings)

    def positions(self, whole: str, units: Units, at: Codes) -> list[int]:
        """At which of these places (of `BEGINNINGS`, in the units) somebody may be named."""
        found = [place for place in _candidates(units, at).tolist() if not self._explained(whole, place)]
        minority = at[(_kinds()[units[at]] & _kinds()[units[at + 1]] & _MINOR) > 0] - ENDS
        return found + [place for place in minority.tolist() if _MINORITY.match(whole, place)]

    def names(self, word: str) -> bool:
        """Whether a word that stands alone reads as somebody's name."""
        units = units_of(word)
        return 0 in self.positions(word, units, np.arange(ENDS, len(units) - ENDS))

    def _explained(self, whole: str, place: int) -> bool:
        """Whether the place around says that no person is meant."""
        if whole[place] in DOTS:
            return _is_title_or_thing(whole, place)
        compound = whole[place : place + 2] in COMPOUND
        if whole[place : place + 2] in self._places:
            return True
        if not compound and OPENERS.begins(whole, place) > 1 and not _is_called(whole, place):
            return True
        given = place + (2 if compound else 1)
        if any(pattern.match(whole, given) for pattern in (TITLE, _PLACE, _THING, _WHAT, _FAMILY, _PAPER)):
            return True
        if not compound and whole[place] in IN_WORDS and _FIRM.match(whole, given):
            return True
        first = max(0, place - self._longest)
        if not compound and all(is_explained(whole, place, place + length) for length in (2, 3)):
            return True
        return any(
            first + start + len(word) > place
            for start, word in self._words.find(whole[first : place + self._longest])
            if first + start <= place
        )


def _is_called(whole: str, place: int) -> bool:
    """Whether two characters that are a word go on as a given name does: 文明辉."""
    third, behind = whole[place + 2 : place + 3], whole[place + 3 : place + 4]
    if not third or third not in ONLY_IN_NAMES + USUAL_IN_NAMES:
        return False
    return third in ONLY_IN_NAMES or not behind or behind in STOPS or AFTER.begins(whole, place + 3) > 0


def _is_title_or_thing(whole: str, position: int) -> bool:
    """Whether a dot parts the name of a book, or of an estate or firm."""
    before, after = whole[max(0, position - 12) : position], whole[position + 1 : position + 13]
    return ("《" in before and "》" in after) or _FIRM.match(after) is not None or _THING.match(after) is not None


def _candidates(units: Units, at: Codes) -> Codes:
    """At which of these places (in the units) a name may begin or, with a dot in it, is parted, as positions in the text."""
    of = _kinds()
    kinds = of[units[at]]
    single = at[(kinds & (_STRONG | _WEAK)) > 0]
    around = _Around(of, units, single)
    single = single[(_may_begin(around) & ~_in_words(units, single)) | _tells(units, around)]
    double = at[((kinds & _FIRST) > 0) & ((of[units[at + 1]] & _SECOND) > 0) & ((of[units[at + 2]] & _HANZI) > 0)]
    double = double[[_is_compound(units, of, place) for place in double.tolist()]] if len(double) else double
    dots = at[((kinds & _DOT) > 0) & ((of[units[at - 1]] & of[units[at + 1]] & _HANZI) > 0)]
    return np.concatenate([single, double, dots]) - ENDS


class _Around:
    """What may stand in or beside a name at surname characters and around them."""

    def __init__(self, of: Kinds, units: Units, at: Codes) -> None:
        self.at = at
        self.next, self.last = units[at + 1], units[at + 2]
        self.before, self.here, self.after, self.second, self.third = (of[units[at + step]] for step in range(-1, 4))


def _may_begin(around: _Around) -> Mask:
    """Whether what stands around these surname characters is such as stands around names."""
    before, here, after = around.before, around.here, around.after
    may = ((after & _HANZI) > 0) & ((after & _NO_GIVEN) == 0)
    wordlike = _wordlike(around)
    given = ((after & _HARD) == 0) | (((after & _COUNT) > 0) & ((around.second & _MEASURE) == 0)) | wordlike
    namely = ((after & (_USUAL | _TELLING)) > 0) & ((around.second & (_USUAL | _TELLING | _CLOSES)) > 0)
    namely &= ((after | around.second) & _TELLING) > 0
    namely |= wordlike
    word = (here & _WEAK) > 0
    may &= ~word | (given & (((before & _OPENS) > 0) | namely) & ((before & _APART) == 0))
    usual = ((before & _OPENS) > 0) & ((after & around.second & _USUAL) > 0)
    called = ((before & _CALLS) > 0) & (((around.second | around.third) & _CLOSES) > 0)
    result: Mask = may & (((here & _FUNCTION) == 0) | usual | called)
    return result


def _wordlike(around: _Around) -> Mask:
    """Whether a given name that is a word too (解放, 向阳) follows, or 大 or 小 with a character of names (大勇, 小红)."""
    sized = ((around.next == ord("大")) | (around.next == ord("小"))) & ((around.second & (_USUAL | _TELLING)) > 0)
    result: Mask = sized | neighbours().given.hold(around.next, around.last)
    return result


def _in_words(units: Units, at: Codes) -> Mask:
    """Whether the surname character forms a word with the one before or behind it."""
    pairs, here = neighbours().pairs, units[at]
    return pairs.hold(here, units[at + 1]) | pairs.hold(units[at - 1], here)


def _tells(units: Units, around: _Around) -> Mask:
    """Whether a character that stands in hardly anything but names follows, be the surname part of a word or not."""
    pairs, at = neighbours().pairs, around.at
    after, second = around.after, around.second
    here, next_, last, beyond = (units[at + step] for step in range(4))
    first = ((after & _TELLING) > 0) & ~pairs.hold(here, next_) & ~pairs.hold(next_, last)
    later = ((second & _TELLING) > 0) & ((after & _HANZI) > 0) & ((after & _NO_GIVEN) == 0)
    later &= ~pairs.hold(next_, last) & ~pairs.hold(last, beyond)
    childlike = ((next_ == ord("小")) | (next_ == ord("老"))) & ((second & _COUNT) > 0)
    opened = (around.before & _OPENS) > 0
    result: Mask = (opened & (first | later | childlike)) | (first & ((around.before & _APART) == 0))
    return result


def _is_compound(units: Units, of: Kinds, place: int) -> bool:
    """Whether a compound surname stands here, before what may be a given name."""
    surname = chr(units[place]) + chr(units[place + 1])
    if surname not in COMPOUND or of[units[place + 2]] & (_NO_GIVEN | (_HARD if surname in COMPOUND_WORDS else 0)):
        return False
    return surname not in COMPOUND_WORDS or bool(of[units[place - 1]] & _OPENS)
