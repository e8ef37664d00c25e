"""The sample of another domain, messages of citizens: what its own template says of few, of none, of a large rest."""

import csv
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from reportgen import pipeline
from reportgen.model.periods import Period
from reportgen.model.sources import Level
from reportgen.settings import load_settings
from reportgen.word.pages.stringify import stringify

_CONFIG = Path(__file__).resolve().parents[2] / "samples" / "messages" / "config.yaml"
_HEADER = ["留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "答复意见", "答复时间", "一级分类"]
_Kind = tuple[str, str, int, int]  # category, subject, how many, days until the answer


def _report(folder: Path, kinds: Sequence[_Kind], period: str) -> str:
    """The visible text of the report of messages from 2018 and 2019 on, as many in each quarter."""
    ledger = folder / "留言.csv"
    with ledger.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(_HEADER)
        for quarter in (date(year, month, 3) for year in (2018, 2019) for month in (1, 4, 7, 10)):
            for category, subject, count, days in kinds:
                for number in range(count):
                    day = quarter + timedelta(days=number * 88 // count)
                    told = f"{subject}，{day:%m月}第{number}件，盼望早日得到办理"
                    rows.writerow(
                        [
                            f"L{quarter:%y%m}{category}{number}",
                            f"用户{number}",
                            subject,
                            day,
                            told,
                            "已转办并答复",
                            day + timedelta(days=days),
                            category,
                        ]
                    )
    loaded = load_settings(_CONFIG)
    report = pipeline.build(pipeline.Job(loaded, [ledger], Period.parse(period), date(2020, 2, 1)))
    assert not [one for one in report.issues if one.level is Level.ERROR]
    return stringify(report.document)


_MANY: list[_Kind] = [
    ("城乡建设与住房", "小区物业收费没有公示", 30, 10),
    ("教育文体", "询问小学入学划片", 12, 4),
    ("环境保护", "夜间噪声扰民", 11, 20),
    ("商贸旅游", "景区门票退款", 2, 40),
    ("其他", "询问办事流程", 15, 9),
]


@pytest.fixture(scope="module")
def quarter(tmp_path_factory: pytest.TempPathFactory) -> str:
    """2019Q4 of many."""
    return _report(tmp_path_factory.mktemp("quarter"), _MANY, "2019Q4")


def test_a_large_rest_is_set_aside(quarter: str) -> None:
    """其他 is the second largest: the places are of the others, each share is told as one."""
    assert (
        "除列入其他的15件外，留言最多的三类是城乡建设与住房30件（占42.9%）、教育文体12件（占17.1%）、环境保护11件（占15.7%）"
        in quarter
    )


def test_days_are_compared_where_there_is_something_to_compare(quarter: str) -> None:
    """Not of two messages, and not of a difference below two days."""
    assert "答复用时的中位数为4天，短于总体的10天。" in quarter
    assert "答复用时的中位数为20天，长于总体的10天。" in quarter
    assert "40天，" not in quarter
    assert "与总体相同" not in quarter


def test_one_quarter_shows_nothing_lasting(quarter: str) -> None:
    """The cause says what the figures bear out, the deadline is not past, a question is no complaint."""
    assert "住房和物业诉求较为集中" in quarter
    assert "长期" not in quarter
    assert "时限：2020年6月底前" in quarter
    assert "有网民留言“询问小学入学划片”" in quarter
    assert "各种情形分别计数" in quarter
    assert "见图1" in quarter


def test_a_year_does_not_contradict_itself(tmp_path: Path) -> None:
    """Of a year the period before is the year ago: compared once, and not said to be lacking."""
    year = _report(tmp_path, _MANY, "2019")
    assert "没有上年同期可比" not in year
    assert "不作同比" not in year
    assert "与上年度持平" in year


def test_few_messages_have_no_shares_months_or_places(tmp_path: Path) -> None:
    """Three kinds of one message each."""
    few: list[_Kind] = [(name, subject, 1, days) for name, subject, _, days in _MANY[:3]]
    text = _report(tmp_path, few, "2019Q4")
    assert "城乡建设与住房、环境保护和教育文体三类留言各1件。" in text
    assert not [word for word in ("按月看", "并列", "留言总数为3件", "短于总体") if word in text]
