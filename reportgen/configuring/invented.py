"""Ledgers invented from a configuration alone, so that its templates can be tried before there is a real one.

Each kind takes a report another way: rising and falling counts, one case, none, ties, nothing found true, hardly a column.
"""

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from reportgen.model.ledgers import Column, FileRows, Rows, SheetRows
from reportgen.model.periods import Period
from reportgen.settings import Settings

Counts = Callable[[int, int], int]
_ID, _RECEIVED, _CLOSED, _DUE, _CONTENT = "编号", "受理日期", "办结日期", "办理期限", "反映内容"
_CATEGORY, _UNIT, _CHANNEL, _STATUS = "问题类别", "被反映单位", "反映渠道", "办理状态"
_VERIFIED, _SATISFACTION, _HANDLING, _REGION = "核查结论", "满意度", "处理结果", "所属乡镇"
_UNITS = ("甲窗口", "甲窗口", "甲窗口", "乙窗口", "乙窗口", "丙窗口", "窗口4")
_REGIONS = ("东镇", "东镇", "西乡")
_LONGEST = 40  # days from receipt to closing
_YEAR = 12  # months


@dataclass(frozen=True, slots=True)
class Invention:
    """One invented ledger: `counts` gives the cases of the n-th category in the period k before the report's.

    `columns` are those it has beside number and day, all where there are none named; `verdict` is that of every case, where
    they are not to take turns; `equal` units have the same number of cases. One that is `later` goes on into the period after the report's, k = -1.
    """

    code: str
    counts: Counts
    columns: frozenset[str] = frozenset()
    verdict: str = ""
    equal: bool = False
    later: bool = False


INVENTIONS: tuple[Invention, ...] = (
    Invention("rising", lambda n, k: max(0, 24 - 3 * n - 2 * k)),
    Invention("falling", lambda n, k: 3 * k + n % 3),
    Invention("one", lambda n, k: int(n == k == 0)),
    Invention("tied", lambda _n, k: 4 if k < _YEAR else 0, equal=True),
    Invention("dismissed", lambda _n, _k: 12, verdict="no"),
    Invention("bare", lambda n, _k: 15 - n, columns=frozenset({_CATEGORY})),
    Invention("nil", lambda _n, k: abs(k), later=True),
    Invention("unsorted", lambda _n, _k: 10, columns=frozenset({_UNIT, _CONTENT})),
)
"""What `check` tries a configuration with."""


def invented_rows(one: Invention, settings: Settings, period: Period) -> Rows:
    """The rows of an invented ledger, as if they had been read from a file: a sheet of text cells."""
    cases = list(_cases(one, settings, period))
    headers = [_ID, _RECEIVED, *(header for header in cases[0] if header not in (_ID, _RECEIVED))] if cases else []
    kept = [each for each in headers if not one.columns or each in one.columns or each in (_ID, _RECEIVED)]
    columns = tuple(_column([each, *(case[each] for case in cases)]) for each in kept)
    sheet = SheetRows("台账", columns, len(cases) + 1)
    return Rows((FileRows(f"{one.code}.xlsx", "", (sheet,)),))


def _column(texts: Sequence[str]) -> Column:
    values = list(dict.fromkeys(texts))
    places = {text: place for place, text in enumerate(values)}
    return Column(values, array("i", [places[text] for text in texts]))


def _cases(one: Invention, settings: Settings, period: Period) -> Iterator[dict[str, str]]:
    """The cases, oldest period first."""
    periods = dict(enumerate(reversed(period.back(settings.charts.trend_periods))))
    periods |= {-1: period.next} if one.later else {}
    words = _Words(settings)
    number = 0
    for back, each in sorted(periods.items(), reverse=True):
        for place, code in enumerate(settings.taxonomy.categories):
            for turn in range(one.counts(place, back)):
                number += 1
                yield {_ID: f"A{number:06d}", **_days(each, number), **words.case(one, code, turn, number)}


def _days(period: Period, number: int) -> dict[str, str]:
    received = period.start + timedelta(days=number * 7 % ((period.end - period.start).days + 1))
    closed = received + timedelta(days=1 + number * 3 % _LONGEST)
    return {
        _RECEIVED: received.isoformat(),
        _CLOSED: closed.isoformat() if number % 4 else "",
        _DUE: (received + timedelta(days=_LONGEST // 2)).isoformat(),
    }


class _Words:
    """What the cells of a configuration's ledgers say."""

    def __init__(self, settings: Settings) -> None:
        vocabulary = settings.ledger.vocabulary
        self.settings = settings
        self.channels = [*vocabulary.channel] or ["来信"]
        self.handlings = [*vocabulary.handling] or [""]
        self.status = _spellings(vocabulary.status, ("closed", "open", "overdue"))
        self.verified = _spellings(vocabulary.verified, ("yes", "partly", "no", "unclear"))
        self.satisfaction = _spellings(vocabulary.satisfaction, ("satisfied", "basically", "dissatisfied"))

    def case(self, one: Invention, code: str, turn: int, number: int) -> dict[str, str]:
        """The cells that tell a case apart from its days."""
        category = self.settings.taxonomy.categories[code]
        aspects = [*category.aspects.values()]
        phrase = aspects[turn % len(aspects)].phrase if aspects else category.name
        verdicts = [*self.verified.values(), ""]
        units = [*dict.fromkeys(_UNITS)] if one.equal else _UNITS
        own = {
            field.columns[0]: [*field.values, "甲", "乙"][number % (len(field.values) + 2)]
            for field in self.settings.ledger.fields.values()
            if field.columns
        }
        return {
            _CATEGORY: category.name,
            _UNIT: units[number % len(units)],
            _CHANNEL: self.channels[number % len(self.channels)],
            _CONTENT: f"群众到窗口办事，反映的情形是{phrase}，希望有关单位核实处理并予答复。",
            _STATUS: self.status["open" if number % 4 == 0 else "closed"],
            _VERIFIED: self.verified[one.verdict] if one.verdict else verdicts[number % len(verdicts)],
            _SATISFACTION: [*self.satisfaction.values(), ""][number % 4],
            _HANDLING: self.handlings[number % len(self.handlings)],
            _REGION: _REGIONS[number % len(_REGIONS)],
            **own,
        }


def _spellings(words: Mapping[Any, Sequence[str]], codes: Sequence[str]) -> dict[str, str]:
    """A spelling of each answer."""
    usual = {
        "closed": "已办结", "open": "在办", "overdue": "超期", "yes": "属实", "partly": "部分属实", "no": "不属实", "unclear": "无法查实",
        "satisfied": "满意", "basically": "基本满意", "dissatisfied": "不满意",
    }  # fmt: skip
    return {code: next(iter(words.get(code, ())), usual[code]) for code in codes}
