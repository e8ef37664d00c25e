"""A list of parts: what opens it, what it can be parts of, and whether it is all there is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.mentions import Mention
from reportgen.review.text_audit.reading.words import OPEN
from reportgen.review.text_audit.texts.quantities import Range
from reportgen.review.text_audit.texts.sentences import Sentence

SPLIT = "按[^，。；：ⒶⓅ]{1,16}(?:分类?|看|划分|统计|归类)(?:（[^（）]{1,14}）)?[，：]|从[^，。；：ⒶⓅ]{1,16}看[，：]|分[^，。；：ⒶⓅ为]{1,8}看[，：]"
_CLOSING = lazily("^(?:其余|其他|其它|剩余|余下|无法)|^.{0,3}(?:其他|其它)")
_PARTITIONS = (
    ("形式主义", "享乐主义"),
    ("第一产业", "第二产业", "第三产业"),
    ("线上", "线下"),
    ("属实", "部分属实", "不属实"),
    ("优秀", "合格"),
    ("本级", "各"),
    ("党纪处分", "政务处分"),
    ("男", "女"),
    ("城镇", "农村"),
    ("来信", "来访", "来电"),
    ("处分", "组织处理"),
    ("实名", "匿名"),
    ("网上", "网下"),
)
"""Labels that together name all there is of their kind."""
_AGES = lazily("及?以下|以内|不足")
_OLDER = lazily("及?以上|超过")
_PAIR = 2
_FROM, _TO = 99, 101  # the sum of shares, in percent, that are all there are


@dataclass(frozen=True)
class Enumeration:
    """Parts of one unit that a sentence lists, what opens the list, and the amounts before it that they can be parts of."""

    sentence: Sentence
    opener: str
    parts: tuple[Mention, ...]
    wholes: tuple[Mention, ...]
    shares: tuple[Mention, ...]
    promised: int | None = None

    @property
    def total(self) -> Range:
        """The sum of the parts."""
        first, *rest = (one.quantity.range for one in self.parts)
        return sum(rest, start=first)

    @property
    def open(self) -> bool:
        """Whether the text says that it does not list all."""
        end = self.parts[-1].at
        return (
            re.search(OPEN, self.sentence.skeleton[max(self.start - 24, 0) : end + 1] + self.parts[-1].tail) is not None
        )

    @property
    def start(self) -> int:
        """Where the labels of its parts begin."""
        return self.parts[0].at - len(self.parts[0].label)

    @property
    def split(self) -> bool:
        """Whether it begins with 按渠道分 or 从性质看: parts of the whole that was named last."""
        return re.match(SPLIT, self.opener) is not None

    @property
    def closed(self) -> bool:
        """Whether the words or the numbers say that these are all the parts there are."""
        if self.open:
            return False
        labels = [one.label for one in self.parts]
        return (
            self.promised == len(self.parts)
            or re.match("分[为成别]|按.*分|由|，即", self.opener) is not None
            or (re.match("包括|包含|涵盖", self.opener) is not None and len(labels) > 2)
            or (self.opener == "（" and len(labels) > 2)
            or _CLOSING.search(labels[-1]) is not None
            or any(
                _AGES.search(low) and _OLDER.search(high) and (len(labels) > _PAIR or _meet(low, high))
                for low, high in (self.ends, self.ends[::-1])
            )
            or are_all([one.clause for one in self.parts])
            or (len(self.shares) == len(self.parts) and _all(self.shares))
        )

    @property
    def ends(self) -> tuple[str, str]:
        """The labels of the first and the last part."""
        return self.parts[0].clause[-20:], self.parts[-1].clause[-20:]


def _meet(low: str, high: str) -> bool:
    """Whether the classes below the one and above the other leave nothing out: 45岁及以下 and 46岁以上."""
    ends = [re.findall(r"\d+", words) for words in (low, high)]
    if not all(ends):
        return not any(ends)
    return int(ends[1][-1]) - int(ends[0][-1]) <= 1


def are_all(labels: Sequence[str]) -> bool:
    """Whether the labels name all there is of some kind: 实名 and 匿名, 男 and 女, 达标的 and 未达标的."""
    return any(_covers(labels, partition) for partition in _PARTITIONS) or opposite(labels)


_BY_DEGREE = lazily("(?:基本|部分|比较|较|非常|很|大部|完全|全部|一般)$")
_DENIED = lazily("^(?:尚|仍|还)?(?:未能?|没有|没|不|非|无)(?:实现|完成|得到|能够?)?")
_LEADING = lazily("^(?:其中|已经?|均|是|为|有|实现|完成|得到)+")
_TRAILING = lazily("[的有为是共“”]+$")


def opposite(labels: Sequence[str]) -> bool:
    """Whether of two labels one says that the other is not so: 已安装的 and 未安装的."""
    if len(labels) != _PAIR:
        return False
    for low, high in (labels, labels[::-1]):
        if re.search("及以下|以下", low) and re.search("及以上|以上", high) and _meet(low, high):
            return True
    bare = [_TRAILING.sub("", _LEADING.sub("", label)).strip("“”") for label in labels]
    denied = [_DENIED.match(one) for one in bare]
    if bool(denied[0]) is bool(denied[1]):
        return False
    said, other = (bare[0], bare[1]) if denied[1] else (bare[1], bare[0])
    core = _LEADING.sub("", _DENIED.sub("", other)).strip("“”")
    if len(core) < _PAIR or len(said) < _PAIR:
        return False
    return core.endswith(said) or (said.endswith(core) and not _BY_DEGREE.search(said.removesuffix(core)))


def _covers(labels: Sequence[str], partition: Sequence[str]) -> bool:
    places = [next((n for n, label in enumerate(labels) if word in label), -1) for word in partition]
    return (
        len(labels) >= len(partition)
        and -1 not in places
        and len(set(places)) == len(places)
        and len(labels) <= len(partition) + 1
    )


def _all(shares: Sequence[Mention]) -> bool:
    return _FROM <= sum(one.quantity.value for one in shares) <= _TO
