"""Numbers that identify a person (DOMAIN 5), wherever they stand in a text and however they are spaced."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from reportgen.clean.cells.cells import Codes, Mask
from reportgen.clean.cells.searching import ENDS, Units, table_of

_HANZI_DIGITS = "〇零○一二三四五六七八九" + "幺壹贰叁肆伍陆柒捌玖" + "洞拐勾"
_HANZI_VALUES = "000123456789" + "1123456789" + "079"
_ROWS_FROM_ZERO = (
    0xFF10,
    0x660,
    0x6F0,
    0x966,
    0xE50,
    0xF20,
    0x1810,
)  # full-width, Arabic, Indian, Thai, Tibetan, Mongolian
_ROWS_FROM_ONE = (0x2460, 0x2474, 0x2488, 0x24F5, 0x2776, 0x2780, 0x278A)  # in circles, in brackets, with a full stop
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉⓪⓿"
_OTHER_DIGITS = {
    **{start + value: str(value) for start in _ROWS_FROM_ZERO for value in range(10)},
    **{start + value: str(value + 1) for start in _ROWS_FROM_ONE for value in range(9)},
    **{ord(character): str(place % 10) if place < 20 else "0" for place, character in enumerate(_RAISED)},
}
"""Digits of other scripts, full-width, raised, lowered or in circles."""
_WIDE_MARKS = "＠．＋（）：－＿／"
_WIDE = {code: code - 0xFEE0 for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), *map(ord, _WIDE_MARKS))}
_FOLDED = {**_OTHER_DIGITS, **_WIDE}
_FOLDABLE = re.compile(f"[{''.join(map(chr, _FOLDED))}]")
_HANZI_DIGIT = re.compile(f"[{_HANZI_DIGITS}]")
_FROM_HANZI = str.maketrans(_HANZI_DIGITS, _HANZI_VALUES)

_GAPS = r"\s\-‐‑‒–—―－_.·•\u200b-\u200f\u2060\ufeff\u00ad"
_GAP = f"[{_GAPS}]{{0,3}}"
_MOST_GAP = 3
_RUN = 7
"""So many digits in a row, gaps left out, may be somebody's number."""
_PLATE_PLACES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_MARK = re.compile(
    rf"[{_PLATE_PLACES}]\s?[A-Za-zＡ-Ｚａ-ｚ]|使\s?[0-9０-９]|[@＠]|[微薇威徽VvＶｖ]信|扣扣|音号|鹅号|[QqＱｑ]\s?[QqＱｑ]|加[VvＶｖ]|[VvＶｖWwＷｗ][XxＸｘ]|[WwＷｗ][eEｅＥ]|[a-zａ-ｚ](?:[0-9０-９]{3}|[_＿][A-Za-z0-9])"
)
MARK_STARTS = frozenset(
    f"{_PLATE_PLACES}使@＠微薇威徽Ｖ扣音鹅ＱＷQVW加"
    + "".join(chr(start + step) for start in (0x61, 0xFF41) for step in range(26))
)
"""What a plate, an e-mail address or an account begins with."""
_SPACED_CARD = rf"\d(?:{_GAP}\d)"
_APART = rf"(?<!\d)(?<!\d[{_GAPS}])"
_ID_CARD = re.compile(rf"{_APART}(?:{_SPACED_CARD}{{16}}{_GAP}[\dXx]|{_SPACED_CARD}{{14}})(?!{_GAP}\d)(?![Xx])")
_PLAIN_ID_CARD = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|\d{15})(?![\dXx])")
_BANK_CARD = re.compile(rf"{_APART}{_SPACED_CARD}{{15,18}}(?!{_GAP}\d)")
_PLAIN_BANK_CARD = re.compile(r"(?<!\d)\d{16,19}(?!\d)")
_CUED_CARD = re.compile(rf"(?:账号|帐号|账户|帐户|卡号|户头)[是为:\s]{{0,3}}(?P<value>{_SPACED_CARD}{{6,29}})")
_MOBILE = re.compile(rf"(?<!\d)(?:\(?(?:\+|00)?86\)?{_GAP})?1{_GAP}[3-9](?:{_GAP}\d){{9}}(?!\d)")
_LANDLINE = re.compile(
    rf"(?<!\d)\(?0\d{{2,3}}\)?{_GAP}[2-9](?:{_GAP}\d){{6,7}}(?!\d)(?:(?:\s?[转]|\s?分机号?|-)\s?\d{{1,6}})?"
)
_CUED_PHONE = re.compile(
    rf"(?:电话|座机|手机|致电|拨打|号码|热线|联系方式|来电|联系|[呼打])[号是为:\s]{{0,3}}(?P<value>\d(?:{_GAP}\d){{6,11}})(?!\d)"
)
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,80}\s?@\s?(?:[A-Za-z0-9-]{1,80}(?:\s?\.\s?[A-Za-z0-9-]{1,80}){1,8}|\w{1,80})"
)
_PLATE = re.compile(
    rf"[{_PLATE_PLACES}]\s?[A-HJ-NP-Za-hj-np-z][\s·•.\-]{{0,2}}(?=[A-Za-z\s]*\d)(?:[A-HJ-NP-Za-hj-np-z0-9]\s?){{4,5}}(?:[A-HJ-NP-Za-hj-np-z0-9]|[挂学警港澳领试超使])(?![A-Za-z0-9])"
    r"|(?<![即致行促假大天公役指])使\s?\d{3}[\s·•.\-]?\d{3}(?!\d|[\s]?[万亿元多余块人户次件])"
)
_ACCOUNT = re.compile(
    r"(?:[微薇威徽Vv]信|[Ww]e[Cc]hat|(?<![A-Za-z])[VvWw][Xx]|加[Vv]|[Qq]\s?[Qq]|扣扣|抖音号|企鹅号)(?:账号|帐号|号码|号|群|加|搜)?[是为:\s]{0,3}"
    rf"(?P<value>[A-Za-z][-_A-Za-z0-9]{{4,19}}|\d(?:{_GAP}\d){{4,11}})"
)
_PAPER = re.compile(rf"(?<![A-Za-z0-9])[EGDSPHCWMLTKeghcwmltkdsp][A-Za-z]?{_GAP}\d(?:{_GAP}\d){{6,9}}(?!\d)")
_CUED_PAPER = re.compile(
    rf"(?:护照|通行证|回乡证|台胞证|居住证|军官证|士兵证|证件)(?:号码?)?[是为:\s]{{0,3}}(?P<value>[A-Za-z]{{0,2}}{_GAP}\d(?:{_GAP}\d){{4,17}})"
)
_MOST_DIGITS = 100
_ENDLESS = re.compile(rf"\d(?:[{_GAPS}]{{0,3}}+\d){{{_MOST_DIGITS},}}+")
"""More digits than any number has: left out as a whole, so that no pattern tries each of them as its beginning."""
_KNOWN = re.compile(rf"\d(?:{_GAP}\d){{6,}}")

_YEAR = r"(?:19[4-9]\d|20[0-3]\d)"
_MONTH_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_DAY = (
    rf"(?<!\d){_YEAR}(?:{_MONTH_DAY}|[-—–./年\s]\s?(?:0?[1-9]|1[0-2])[-—–./月\s]\s?(?:0?[1-9]|[12]\d|3[01])日?)"
    r"(?:\s?\d{1,2}:\d{2}(?::\d{2})?)?(?!\d)"
)
_DATES = re.compile(rf"{_DAY}(?:[\s\-—–~～至到.]{{1,3}}{_DAY})*")
_TIME = re.compile(r"(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)")
_CASE_NUMBER = rf"(?<![0-9])20[0-3]\d{_MONTH_DAY}\d{{1,9}}(?!\d)"
_CREDIT_CODE = r"(?<![A-Za-z0-9])[159YN][1-9A-Z]\d{6}(?=\d{0,8}[A-Z])[0-9A-Z]{10}(?![0-9A-Za-z])|(?<=信用代码)[:\s]?[0-9A-Z]{18}|(?<=信用代码[:为是])\s?[0-9A-Z]{18}"
_HOTLINE = (
    r"(?<!\d)[48]00[ -]?\d{3,4}[ -]?\d{3,4}(?!\d)"
    r"|(?<![A-Za-z0-9])(?<!\d[\s-])\(?0\d{2,3}(?:[)\s-]\s?(?:1[12]\d|12\d{3}|9[56]\d{3,4})|12345|12388)(?!\d)"
)
_PLACEHOLDER = rf"(?<!\d)0(?:{_GAP}0){{6,}}(?!\d)"
"""Nobody's number: one that was struck out with zeros."""
_RANGE = r"(?<![\d-])[1-9]\d{0,3}00[-—–~]{1,2}[1-9]\d{0,3}00(?![\d-])"
"""From so much to so much, in round numbers: 5000-6000."""
_BOOK = r"ISBN[:\s]*97[89](?:[-\s]?\d){10}(?!\d)"
_STANDARD = rf"[A-Za-z]{{2,}}[/T\s]{{0,3}}\d+(?:\.\d+)?[-—]{_YEAR}|{_YEAR}\s?[-—–~]{{1,2}}\s?{_YEAR}(?!\d)|(?<!\d){_YEAR}(?:\d{{1,6}}号|\s?[-—–]\s?\d{{1,4}}(?![-—–\s]?\d))"
_PUBLIC = re.compile(rf"{_CREDIT_CODE}|{_HOTLINE}")
_NO_PERSONS = re.compile(
    rf"{_PUBLIC.pattern}|{_CASE_NUMBER}|第\d{{5,10}}号|{_STANDARD}|{_PLACEHOLDER}|{_RANGE}|{_BOOK}"
)
_NUMBER = r"\d{1,20}(?:[,.]\d{1,20}){0,8}"
_AMOUNT = re.compile(
    rf"[¥￥$]\s?{_NUMBER}|{_NUMBER}\s?(?=[万亿多余]*(?:元|块|平方|平米|㎡|亩|吨|公斤|千克|斤|立方|人次|件次|公里|千瓦|升|%|％|‰|株|公顷))"
    r"|(?<!\d)\d{1,3}(?:,\d{3})+(?!\d)|(?<!\d)\d{1,7}\s?(?=[万多余]*(?:人|户|次|件|度|米|个|宗|起|条|家|名|份|册|辆|台|套|字))|(?<!\d)\d{1,6}\.\d{1,4}(?![\d.])"
)
_SUSPICIOUS = re.compile(
    rf"\d(?:[{_GAPS}]{{0,2}}\d){{{_RUN - 1},}}|[A-Za-z0-9]\s?@|(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9]*(?:[a-z]{2}\d{3}|[a-z]_[A-Za-z0-9])"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of a text that is not printed, and what is printed instead."""

    start: int
    end: int
    instead: str


def fold_digits(text: str) -> str:
    """The text with every form of digit and full-width letter as the plain one, each character in its place."""
    return _from_hanzi(fold_wide(text))


def fold_wide(text: str) -> str:
    """The text with full-width letters, marks and digits as the plain ones, each character in its place."""
    return text.translate(_FOLDED) if _FOLDABLE.search(text) else text


def _from_hanzi(text: str) -> str:
    return text.translate(_FROM_HANZI) if _HANZI_DIGIT.search(text) else text


Kinds = tuple[tuple[re.Pattern[str], int, str], ...]
"""A pattern, how many digits it needs at least, and what is printed instead; the surest kind first."""
_TYPED: Kinds = (
    (_PLAIN_ID_CARD, 15, "（身份证号略）"),
    (_ID_CARD, 15, "（身份证号略）"),
    (_PLAIN_BANK_CARD, 16, "（账号略）"),
    (_BANK_CARD, 16, "（账号略）"),
    (_MOBILE, 11, "（电话略）"),
    (_LANDLINE, 10, "（电话略）"),
    (_PAPER, 7, "（证件号略）"),
)
_ANNOUNCED: Kinds = ((_CUED_PHONE, 7, "（电话略）"), (_CUED_CARD, 7, "（账号略）"), (_CUED_PAPER, 5, "（证件号略）"))
"""What a word announces counts whatever the number looks like."""
_MARKED: Kinds = ((_EMAIL, 0, "（邮箱略）"), (_ACCOUNT, 0, "（号码略）"), (_PLATE, 1, "（车牌号略）"))


def suspect_marks(whole: str, starts: Codes) -> Codes:
    """At which of these places (in the units) there may be a plate, an e-mail address or an account."""
    found = [place for place in (starts - ENDS).tolist() if _MARK.match(whole, place)]
    return np.array(found, np.int64)


def suspect_runs(units: Units, digits: Codes) -> Codes:
    """Where so many of the digits (at these places in the units) follow one another that they may be somebody's number."""
    if len(digits) < _RUN:
        return np.zeros(0, np.int64)
    near = np.flatnonzero(digits[_RUN - 1 :] - digits[: 1 - _RUN] <= (_RUN - 1) * (1 + _MOST_GAP))
    for nth in range(_RUN - 1):
        near = near[_chained(units, digits[near + nth], digits[near + nth + 1])]
    return digits[near] - ENDS


def _chained(units: Units, first: Codes, second: Codes) -> Mask:
    """Whether nothing but a small gap parts two digits."""
    step = second - first
    chained: Mask = (step == 1) | ((step <= 1 + _MOST_GAP) & _IS_GAP[units[first + 1]] & _IS_GAP[units[second - 1]])
    return chained


DIGITS = frozenset("0123456789" + "".join(map(chr, _OTHER_DIGITS)) + _HANZI_DIGITS)
"""Every form of a digit."""
_CONTEXT = 14
_SHORTEST = 5
_CLUSTER = re.compile(
    "[{0}]+(?:[^{0}]{{1,{1}}}[{0}]+)*".format(f"A-Za-zＡ-Ｚａ-ｚ@＠{''.join(sorted(DIGITS))}", _CONTEXT)
)
_IS_GAP = table_of(
    " \t\n\r\x0b\x0c\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000-‐‑‒–—―－_.·•\u2060\ufeff\u00ad"
    + "".join(map(chr, range(0x2000, 0x2010)))
)


def find_numbers(text: str, known: Callable[[str], bool], marked: bool = True) -> Iterator[Hit]:
    """The numbers of persons in a text, the surest kind first; `known` says that digits are in the ledger's own phone or ID column.

    Plates, e-mail addresses and accounts are looked for only where the text is `marked`.
    """
    for first, region in _regions(text):
        for hit in _find_in(region, known, marked):
            yield Hit(first + hit.start, first + hit.end, hit.instead)


def _regions(text: str) -> Iterator[tuple[int, str]]:
    """The stretches of a text in which digits or Latin letters stand close together, and what stands before and behind them."""
    for found in _CLUSTER.finditer(text):
        if found.end() - found.start() >= _SHORTEST:
            first = max(0, found.start() - _CONTEXT)
            yield first, text[first : found.end() + _CONTEXT]


def _find_in(text: str, known: Callable[[str], bool], marked: bool) -> Iterator[Hit]:
    plain = fold_wide(text)
    endless = list(_ENDLESS.finditer(_from_hanzi(plain))) if len(plain) > _MOST_DIGITS else ()
    for found in endless:
        yield Hit(*found.span(), "（号码略）")
        plain = f"{plain[: found.start()]}{'*' * (found.end() - found.start())}{plain[found.end() :]}"
    for form in dict.fromkeys((plain, _from_hanzi(plain))):
        digits = sum(map(str.isdigit, form))
        public = _PUBLIC.sub(_blank, form)
        if digits >= _RUN:
            yield from _hits(_TYPED, digits, _NO_PERSONS.sub(_blank, form))
        yield from _hits(_ANNOUNCED, digits, public)
        if marked:
            yield from _hits(_MARKED, digits, public)
        for found in _KNOWN.finditer(form):
            if known("".join(filter(str.isdigit, found[0]))):
                yield Hit(*found.span(), "（电话略）")


def _hits(kinds: Kinds, digits: int, folded: str) -> Iterator[Hit]:
    for pattern, least, instead in kinds:
        for found in pattern.finditer(folded) if digits >= least else ():
            start, end = found.span("value") if "value" in pattern.groupindex else found.span()
            if not _DATES.fullmatch(folded[start:end].strip()):
                yield Hit(start, end, instead)


def _blank(found: re.Match[str]) -> str:
    return "*" * len(found[0])


def looks_personal(text: str) -> bool:
    """Whether a masked text still holds seven digits in a row that are neither a date nor an amount nor a public number."""
    return any(_is_suspicious(region) for _, region in _regions(text))


def _is_suspicious(text: str) -> bool:
    rest = fold_wide(text)
    if not _SUSPICIOUS.search(_from_hanzi(rest)):
        return False
    for pattern in (_NO_PERSONS, _DATES, _TIME, _AMOUNT):
        rest = pattern.sub("#", rest)
    return _SUSPICIOUS.search(_DATES.sub("#", _from_hanzi(rest))) is not None
