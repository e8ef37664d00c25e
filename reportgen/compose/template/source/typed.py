"""Digits that stand in the text of a template: which of them are a name, a date, a place in a list, and which a figure.

What no entry of `NAMES` covers is a figure: a template that is used again would print it again when it is no longer true.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple


class Name(NamedTuple):
    """A kind of digits that are no figure: `pattern` covers them, `example` shows them."""

    kind: str
    pattern: str
    example: str


_MONTH = r"\d{1,2}月(?:\d{1,2}[日号]|[底初末份]|[上中下]旬)?"
NAMES: tuple[Name, ...] = (
    Name("name of a block", r"\[#[^\]]*\]", "[#lead/2]"),
    Name("address", r"https?://[\w./?=&#%~:-]+", "http://a.example/2"),
    Name("year", rf"(?<!\d)(?:19|20)\d\d(?:年度?(?:{_MONTH})?|[-—](?:19|20)\d\d年)", "2026年9月28日"),
    Name("month or day", rf"(?<!\d){_MONTH}(?!\d)", "9月28日"),
    Name("range of months", r"(?<!\d)\d{1,2}[-—–~至]\d{1,2}月", "7—9月"),
    Name("date", r"(?<!\d)(?:19|20)\d\d[-/.]\d{1,2}(?:[-/.]\d{1,2})?(?![\d.])", "2026-09-28"),
    Name("time of day", r"(?<!\d)\d{1,2}[:：][0-5]\d(?!\d)", "8:30"),
    Name("quarter", r"第?[1-4]季度", "第3季度"),
    Name("number of a thing", r"第\d+(?![\d.．,%％位名个万亿多余])", "第3号令"),
    Name("number of a document", r"[〔［\[(（【]\s*(?:19|20)\d\d\s*[〕］\])）】](?:第?\d+号)?", "〔2026〕12号"),
    Name("number", r"(?<![\d.])\d+[号#](?!\d)", "12号文"),
    Name("hotline", r"(?<!\d)\d{3,11}(?![件起个次人条家户张份元万亿多余])(?=[^\d，。；、\s]{0,8}(?:热线|电话|平台))", "12345政务服务便民热线"),
    Name("table, chart, annex", r"(?:附件|附?图|(?<![代发外])附?表|Table|Chart|Annex|Figure)\s?\d+(?![\d.]*[%％万亿件起个人次家])", "附件1"),
    Name("mark of a list", r"(?m:^)[ \t]*[(（]?\d{1,2}(?:[)）、．]|\.(?!\d))|(?<=[\s；。：])\d{1,2}[)）]", "1. 第一条"),
    Name("part of a formula", r"\d+(?:[*×÷^]\d+)+[%％]?|[*×÷^]\d+[%％]?", "5*3*2"),
    Name("part of a word", r"(?<![0-9A-Za-z])[A-Za-z][A-Za-z_./+-]*\d[\w.-]*", "GB2312"),
)  # fmt: skip
"""What may stand in a template as it is."""

FIGURES: tuple[Name, ...] = (
    Name("share", r"\d[\d,.]*\s*(?:[%％‰]|个?百分点)", "占40%"),
    Name("share in words", r"百分之[一二三四五六七八九十百零点\d]+|[一二三四五六七八九\d]成(?=[，。；以多左]|$)", "百分之四十"),
    Name("count or other number", r"\d[\d,.]*", "999件"),
)  # fmt: skip
"""What may not, the most special first."""

_NAMES = re.compile("|".join(f"(?:{one.pattern})" for one in NAMES))
_FIGURES = re.compile("|".join(f"(?:{one.pattern})" for one in FIGURES))
_AROUND = 10
_LABEL = re.compile(r"^[^\[\]]*\]\s*|\[#[^\]]*\]?")
_SIGNS = re.compile(r"[{}｛｝]")


class Typed(NamedTuple):
    """Something typed, `at` that place of its text; `shown` is it with a few characters around it."""

    at: int
    shown: str


def typed_figures(text: str, *, after: bool = False, before: bool = False) -> Iterator[Typed]:
    """The figures in a piece of a template; `after` and `before` say that a printed value stands immediately before and behind it.

    Digits that touch a printed value would make another number of it, so no name covers them.
    """
    if not _FIGURES.search(text):
        return
    spans = [one.span() for one in _NAMES.finditer(text)]
    for found in _FIGURES.finditer(text):
        start, end = found.span()
        touches = (after and start == 0) or (before and end == len(text) and text[end - 1 : end].isdigit())
        if touches or not any(first <= start and end <= last for first, last in spans):
            yield Typed(start, _shown(text, start, end))


def near_tags(text: str) -> Iterator[Typed]:
    """Braces in the text of a template: a tag of one brace, or of wide ones, that prints itself."""
    found = _SIGNS.search(text)
    if found:
        yield Typed(found.start(), _shown(text, found.start(), found.end()))


def _shown(text: str, start: int, end: int) -> str:
    """What was found with what stands around it in its line."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    around = text[max(first, start - _AROUND) : min(len(text) if last < 0 else last, end + _AROUND)]
    return _LABEL.sub("", around).strip()
