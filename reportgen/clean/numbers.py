"""Numbers that identify a person (DOMAIN 5), wherever they stand in a text and however they are spaced."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_GAP = r"[ \-—–－.·]{0,2}"
_FULL_WIDTH = "".join(map(chr, range(0xFF10, 0xFF1A)))
_DIGIT_FORMS = _FULL_WIDTH + "〇零一二三四五六七八九" + "幺壹贰叁肆伍陆柒捌玖"
_DIGIT_VALUES = "0123456789" + "00123456789" + "1123456789"
_LETTERS = "".join(map(chr, [*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)]))
_LETTER_VALUES = "".join(map(chr, [*range(65, 91), *range(97, 123)]))
_FOLDED = str.maketrans(_DIGIT_FORMS + _LETTERS + "＠．＋（）：", _DIGIT_VALUES + _LETTER_VALUES + "@.+():")
_ANY_DIGIT = f"[0-9{_DIGIT_FORMS}]"

_LONG = re.compile(rf"{_ANY_DIGIT}(?:{_GAP}{_ANY_DIGIT}){{6}}")

_PLATE_PLACES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_MARK = re.compile(
    f"[{_PLATE_PLACES}@＠微扣QqＱｑVvＶｖWw]"  # one class of first characters: a search skips to them at once
    f"(?:(?<=[{_PLATE_PLACES}]) ?[A-Za-zＡ-Ｚａ-ｚ]|(?<=[@＠])|(?<=微)信|(?<=扣)扣|(?<=[QqＱｑVvＶｖ])[QqＱｑXxＸｘ]|(?<=[Ww])e?[Cc]hat)"
)
SUSPECTS = (_LONG, _MARK)
"""Quick looks: only a text in which one of these is found can hold a person's number."""


def _digits(count: str) -> str:
    """A pattern of so many digits with gaps between them."""
    return rf"\d(?:{_GAP}\d){{{count}}}"


_APART = r"(?<!\d)(?<!\d[ \-.])"
_ID_CARD = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|\d{15})(?![\dXx])")
_BANK_CARD = re.compile(r"(?<!\d)\d{16,19}(?!\d)")
_SPACED_ID_CARD = re.compile(rf"{_APART}(?:{_digits('16')}{_GAP}[\dXx]|{_digits('14')})(?!{_GAP}\d)")
_SPACED_BANK_CARD = re.compile(rf"{_APART}{_digits('15,18')}(?!{_GAP}\d)")
_MOBILE = re.compile(rf"(?<!\d)(?:(?:\+|00)?86{_GAP})?1{_GAP}[3-9](?:{_GAP}\d){{9}}(?!\d)")
_LANDLINE = re.compile(rf"(?<!\d)\(?0\d{{2,3}}\)?[ \-—–－.]{{0,3}}\d(?:{_GAP}\d){{6,7}}(?!\d)(?:(?:转|-)\d{{1,6}})?")
_CUED_PHONE = re.compile(
    rf"(?:电话|座机|手机|致电|拨打|号码|热线|联系方式|来电|联系)[是为:： ]{{0,3}}(?P<value>\d(?:{_GAP}\d){{6,11}})(?!\d)"
)
_SERVICE = re.compile(r"(?<!\d)[48]00[ -]?\d{3,4}[ -]?\d{3,4}(?!\d)")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_PLATE = re.compile(
    rf"[{_PLATE_PLACES}] ?[A-HJ-NP-Za-hj-np-z][ ·•.\-]?(?=[A-Za-z0-9]*\d)[A-HJ-NP-Za-hj-np-z0-9]{{4,5}}[A-HJ-NP-Za-hj-np-z0-9挂学警港澳](?![A-Za-z0-9])"
)
_ACCOUNT = re.compile(
    r"(?:微信|[Ww]e[Cc]hat|[Vv][Xx]|[Qq][Qq]|扣扣)(?:账号|帐号|号码|号|群)?[是为: ]{0,3}(?P<value>[A-Za-z][-_A-Za-z0-9]{5,19}|[1-9]\d{4,11}|\d{5,12})"
)
_PAPER = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{1,2}\d{7,9}(?!\d)")
_DAY = r"(?<!\d)(?:19|20)\d{2}[-./ ]?(?:0?[1-9]|1[0-2])[-./ ]?(?:0?[1-9]|[12]\d|3[01])(?: ?\d{1,2}:\d{2}(?::\d{2})?)?(?!\d)"
_DATE = re.compile(_DAY)
_DATES = re.compile(rf"{_DAY}(?:[ \-—–.]{{1,3}}{_DAY})*")
_AMOUNT = re.compile(
    r"(?:[¥￥$] ?\d+(?:[,.]\d+)*|\d+(?:[,.]\d+)*) ?(?=[万亿多余]*(?:元|块|平方|平米|㎡|亩|吨|公斤|千克|斤|立方|公里|米|人|户|次|件|度|升|%|％))"
)
_MANY_DIGITS = re.compile(r"\d(?:[ -]?\d){6,}")
_STRONG = re.compile(r"\d{7,}")


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of a text that is not printed, and what is printed instead."""

    start: int
    end: int
    instead: str


def fold_digits(text: str) -> str:
    """The text with every form of digit and full-width letter as the plain one, each character in its place."""
    return text.translate(_FOLDED)


_PATTERNS: tuple[tuple[re.Pattern[str], re.Pattern[str], str], ...] = (
    (_MARK, _EMAIL, "（邮箱略）"),
    (_LONG, _SPACED_ID_CARD, "（身份证号略）"),
    (_LONG, _SPACED_BANK_CARD, "（账号略）"),
    (_LONG, _ID_CARD, "（身份证号略）"),
    (_LONG, _BANK_CARD, "（账号略）"),
    (_LONG, _MOBILE, "（电话略）"),
    (_MARK, _ACCOUNT, "（号码略）"),
    (_LONG, _LANDLINE, "（电话略）"),
    (_LONG, _CUED_PHONE, "（电话略）"),
    (_MARK, _PLATE, "（车牌号略）"),
    (_LONG, _PAPER, "（证件号略）"),
)
"""By which quick look a pattern is worth trying, the pattern, what is printed instead; the surest kind first."""


def find_numbers(text: str, known: Callable[[str], bool]) -> Iterator[Hit]:
    """The numbers of persons in a text, the surest kind first; `known` says that digits are in the ledger's own phone or ID column."""
    seen = {look for look in SUSPECTS if look.search(text)}
    if not seen:
        return
    folded = _SERVICE.sub(lambda found: "*" * len(found[0]), fold_digits(text))
    for look, pattern, instead in _PATTERNS:
        for found in pattern.finditer(folded) if look in seen else ():
            start, end = found.span("value") if "value" in pattern.groupindex else found.span()
            if not _plain_day(folded[start:end]):
                yield Hit(start, end, instead)
    for found in _MANY_DIGITS.finditer(folded):
        if known("".join(filter(str.isdigit, found[0]))):
            yield Hit(*found.span(), "（电话略）")


def _plain_day(stretch: str) -> bool:
    return _DATES.fullmatch(stretch.strip()) is not None


def looks_personal(text: str) -> bool:
    """Whether a masked text still holds seven digits in a row that are neither a date nor an amount nor a service number."""
    if not _LONG.search(text):
        return False
    rest = _SERVICE.sub("", _AMOUNT.sub("", _DATE.sub("", fold_digits(text))))
    return _STRONG.search(rest) is not None
