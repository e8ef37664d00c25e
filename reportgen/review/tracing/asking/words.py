"""What is left of what a person typed -> its words: the fewest that stand in the report, names before pieces of names."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from reportgen.chinese.measures import CASES
from reportgen.review.tracing.asking.parts import Word
from reportgen.review.tracing.asking.texts import name_of

_ASIDE = frozenset(
    "的 了 是 有 共 计 为 占 和 与 及 在 里 中 上 被 这 那 些 比 较 达 至 到 由 从 各 均 都 也 还 就 请 问 查 看 看看 说 写 叫 做 "
    "之 其 其中 并 且 我 你 它 该 此 几 多少 哪 哪些 哪里 哪来 怎么 怎样 如何 什么 来 来的 算 得 出 吗 呢 啊 吧 要 想 应 一共 总共 共有 还有 "
    "报告 报告里 报告中 数字 数据 数 个 了多少 怎么算 a an the of in is are what how many for and to s".split()
).union(CASES)
"""Words that ask, or only join others: nothing is looked for by them."""
_SOFT = frozenset("件数 数量 情况 问题 单位 出现 发生 反映 被反映 方面 增减 变化 number count".split())
"""Words that may be said of many figures: where one stands it is nearer, where it does not nothing is shut out."""
_LONGEST = 40
_RUNS = re.compile(r"[^\w%‰·（）()]+")
_NAME, _PIECE, _SAID, _DROPPED, _UNKNOWN = 10, 12, 16, 6, 30
"""What a word costs: a whole name, a piece of one, a piece of a sentence, a word that asks; and each character that none has."""


@dataclass(frozen=True)
class Vocabulary:
    """The words of a report: the `names` of its figures, and the `texts` that stand around them, as `name_of` gives both."""

    names: frozenset[str]
    texts: tuple[str, ...]

    @cached_property
    def _pieces(self) -> str:
        return "\n".join(self.names)

    @cached_property
    def _said(self) -> str:
        return "\n".join(self.texts)

    def stands(self, text: str) -> bool:
        """Whether a text stands in the report, its blanks and punctuation left aside."""
        return (named := name_of(text)) != "" and (named in self._pieces or named in self._said)

    def with_digits(self, text: str) -> Iterator[str]:
        """Names with digits in them, that the digits of a text belong to, the longest first: 12345热线."""
        named = (one for one in self.names if re.search(r"\d", one) and re.search(r"[^\W\d_]{2}", one) and one in text)
        return iter(sorted(named, key=lambda one: (-len(one), one)))

    def words(self, runs: Iterable[str]) -> list[Word]:
        """The words of texts, without those that only ask."""
        found = [word for text in runs for run in _RUNS.split(text) for word in self._parted(name_of(run))]
        return [Word(word, word in _SOFT) for word in dict.fromkeys(found)]

    def _parted(self, run: str) -> list[str]:
        """The words of a run of characters that together cost least; characters that no word has are one together."""
        costs: list[float] = [0.0]
        steps: list[tuple[int, bool]] = [(0, False)]
        for end in range(1, len(run) + 1):
            options = (
                (costs[start] + cost, start, kept)
                for start in range(max(0, end - _LONGEST), end)
                for cost, kept in [self._cost(run[start:end])]
            )
            cost, start, kept = min(options, key=lambda one: (one[0], one[1]))
            costs.append(cost)
            steps.append((start, kept))
        return _along(run, steps)

    def _cost(self, word: str) -> tuple[float, bool]:
        """What a word costs, and whether it is looked for."""
        if word in _ASIDE:
            return _DROPPED, False
        if word in _SOFT or word in self.names:
            return _NAME, True
        if len(word) > 1 and word in self._pieces:
            return _PIECE, True
        if len(word) > 1 and word in self._said:
            return _SAID, True
        return _UNKNOWN * len(word), True


def _along(run: str, steps: list[tuple[int, bool]]) -> list[str]:
    """The words on the way that was cheapest."""
    words: list[str] = []
    end = len(run)
    while end:
        start, kept = steps[end]
        if kept:
            words.append(run[start:end])
        end = start
    return words[::-1]
