"""The audit of any Chinese document: what it finds, what it says about it, and that it is quiet where the text is right."""

import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from reportgen.messages.codes.reviews.audit import ENTRIES
from reportgen.model.findings import AuditFinding, Checked
from reportgen.model.sources import Level
from reportgen.review.text_audit import audit_text
from reportgen.review.text_audit.auditing import RELATIONS
from tests.review.documents import docx
from tests.work import calls

_CORPUS = Path(__file__).parent / "corpus"


def audited(text: str) -> tuple[AuditFinding, ...]:
    """The findings in a document of these lines."""
    return audit_text(docx(text), "report.docx")[0]


def codes(text: str) -> Counter[str]:
    """How often each code is found."""
    return Counter(finding.code for finding in audited(text))


def cases(name: str) -> Iterator[tuple[Counter[str], str]]:
    """The cases of a corpus file: the codes to be found, and the document."""
    for case in (_CORPUS / name).read_text(encoding="utf-8").split("\n## ")[1:]:
        head, _, body = case.partition("\n")
        yield Counter(code for code in head.split() if code != "ok"), body


@pytest.mark.parametrize("name", ["holdout.md", "tuning.md"])
def test_the_corpus_is_told_right_from_wrong(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Precision at least 0.97 and recall at least 0.90, printed for each code; half of the cases are correct texts."""
    right, extra, missed = Counter[str](), Counter[str](), Counter[str]()
    for wanted, body in cases(name):
        got = codes(body)
        right += wanted & got
        extra += got - wanted
        missed += wanted - got
    with capsys.disabled():
        sys.stdout.write(f"\n{name}: {_score(right.total(), extra.total(), missed.total())}\n")
        for code in sorted({*right, *extra, *missed}):
            sys.stdout.write(f"  {code:30} {_score(right[code], extra[code], missed[code])}\n")
    assert right.total() >= 0.97 * (right.total() + extra.total())
    assert right.total() >= 0.90 * (right.total() + missed.total())


def _score(right: int, extra: int, missed: int) -> str:
    return f"precision {_part(right, extra)}, recall {_part(right, missed)} ({right} found, {extra} too many, {missed} missed)"


def _part(right: int, wrong: int) -> str:
    return f"{right / (right + wrong):.3f}" if right + wrong else "-"


def test_the_corpus_is_large_and_half_of_it_correct() -> None:
    """200 cases or more, of which two in five at least tempt to a false alarm."""
    all_cases = [*cases("holdout.md"), *cases("tuning.md")]
    correct = sum(not wanted for wanted, _ in all_cases)
    assert len(all_cases) >= 200
    assert 0.4 <= correct / len(all_cases) <= 0.6


def test_every_code_is_in_the_corpus() -> None:
    """No rule without a case; the length of a text, and what nobody has settled yet, have tests of their own."""
    shown = {code for name in ("holdout.md", "tuning.md") for wanted, _ in cases(name) for code in wanted}
    shown |= {relation.code for relation in RELATIONS}  # each has its own texts
    assert shown == {*ENTRIES} - {"audit.too-long", "audit.changes-pending", "audit.comments-left"}


@pytest.mark.parametrize(
    ("text", "code", "level", "stated", "expected"),
    [
        ("三季度共受理96件，其中：\n咨询类41件；\n投诉类37件；\n建议类28件。", "audit.sum-wrong", Level.WARNING, "96件", "106件"),
        ("共检查网站191个，其中县直129个、乡镇54个、其他14个。", "audit.sum-wrong", Level.WARNING, "191个", "197个"),
        ("由439件减至239件，减少34.16%。", "audit.rate-wrong", "error", "减少34.16%", "减少45.56%"),
        ("由439件减至239件，下降45.5%。", "audit.rate-wrong", "warning", "下降45.5%", "下降45.6%"),
        ("今年687件，去年401件，增加268件。", "audit.change-wrong", "error", "增加268件", "增加286件"),
        ("1144件中78件，占6.87%。", "audit.share-wrong", "error", "78件，占6.87%", "6.82%"),
        ("78件，占受理总数401件的29.5%。", "audit.share-wrong", "error", "78件，占受理总数401件的29.5%", "19.5%"),
        ("甲类5件、乙类7件、丙类3件，三类合计25件。", "audit.sum-wrong", "error", "25件", "15件"),
        ("满意率由30%上升到35%，上升5%。", "audit.points-for-percent", "error", "上升5%", "上升5个百分点"),
        ("办件量由800件增长到2400件，增长3倍。", "audit.times-wrong", "error", "增长3倍", "增长2倍"),
        ("较上月同比增长3%。", "audit.comparison-word", "error", "较上月同比", "环比"),
        ("线索由12件增加了20件，增加8件。", "audit.by-for-to", "error", "由12件增加了20件，增加8件", "增加到20件"),
        ("投资由1.2亿元增加到1.8亿元，增加0.8亿元。", "audit.change-wrong", "warning", "增加0.8亿元", "增加0.6亿元"),
        ("满意率为63-68%。", "audit.range-form", "info", "63-68%", "63%～68%"),
        ("请于9月31日前报送。", "audit.date-impossible", "error", "9月31日", ""),
        ("| 类别 | 件数 |\n| 甲 | 1,204 |\n| 乙 | 96 |\n| 合计 | 1,400 |", "audit.column-total", "error", "1,400", "1300"),
    ],
)  # fmt: skip
def test_a_finding_says_what_stands_there_and_what_should(
    text: str, code: str, level: str, stated: str, expected: str
) -> None:
    """The code, how sure it is, the words of the text, and the right value as the text would print it."""
    (finding,) = audited(text)
    assert (finding.code, finding.level, finding.stated, finding.expected) == (code, Level(level), stated, expected)


def test_a_warning_says_that_it_is_not_certain() -> None:
    """The doubt stands in words beside what to do; an error has none."""
    doubtful, certain = audited("由439件减至239件，下降45.5%。\n由439件减至239件，下降30.2%。")
    assert doubtful.hint.endswith("read the sentence first.") and "Most likely" in doubtful.hint
    assert "Most likely" not in certain.hint


def test_a_place_is_a_paragraph_or_a_table() -> None:
    """Paragraphs that are not empty are counted outside tables, headings too; tables by themselves; the text is the sentence."""
    text = (
        "@1 一、情况\n第一句。由9件增至12件，增加4件。\n| 类别 | 件数 |\n| 甲 | 2 |\n| 乙 | 3 |\n| 合计 | 6 |\n共３件。"
    )
    places = [finding.place for finding in audited(text)]
    assert [(place.paragraph, place.table, place.text) for place in places] == [
        (2, None, "由9件增至12件，增加4件。"),
        (3, None, "共３件。"),
        (None, 1, "合计\t6"),
    ]


def test_findings_stand_in_reading_order_and_once() -> None:
    """By paragraph, then by table, the gravest first; two checks that meet are one finding."""
    found = audited("共３件，由9件增至12件，增加4件。\n由9件增至12件，增加5件。")
    assert [(one.place.paragraph, one.code) for one in found] == [
        (1, "audit.change-wrong"),
        (1, "audit.full-width-digits"),
        (2, "audit.change-wrong"),
    ]


def test_the_length_is_held_against_its_limit() -> None:
    """Characters without spaces and tables; one finding about the whole."""
    text = "这是 一句话。\n| 表 | 里 |"
    assert audit_text(docx(text), "report.docx", length_limit=6)[0] == ()
    (finding,) = audit_text(docx(text), "report.docx", length_limit=5)[0]
    assert (finding.code, finding.stated, finding.expected, finding.place.paragraph) == (
        "audit.too-long",
        "6",
        "5",
        None,
    )


def test_it_says_how_much_it_looked_at() -> None:
    """Numbers that are no part of a date, sentences, tables."""
    text = "2026年3月5日受理12件，占5%。另有一句。\n| 类别 | 件数 |\n| 甲 | 7件 |"
    assert audit_text(docx(text), "report.docx")[1] == Checked(figures=3, sentences=6, tables=1)


def _rounded(value: Decimal, places: int) -> str:
    return str(value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def _statements(chance: random.Random) -> tuple[str, int, int, int]:
    then, now = chance.sample(range(11, 10 ** chance.randint(2, 6)), 2)
    return ("增加" if now > then else "减少"), then, now, chance.randint(0, 2)


def test_correct_arithmetic_is_never_called_wrong() -> None:
    """A thousand changes and shares of any size, printed with no, one or two decimals, half up."""
    chance = random.Random(20_260_930)  # noqa: S311 - the same numbers each time are wanted
    lines = []
    for _ in range(500):
        word, then, now, places = _statements(chance)
        rate = _rounded(abs(Decimal(now) - then) / then * 100, places)
        share = _rounded(Decimal(min(then, now)) / max(then, now) * 100, places)
        lines.append(f"由{then}件变动，受理量由{then}件{word}到{now}件，{word}{abs(now - then)}件，同比{word}{rate}%。")
        lines.append(f"受理{max(then, now)}件，其中投诉{min(then, now)}件，占{share}%。")
    assert audit_text(docx("\n".join(lines)), "report.docx", length_limit=10**6)[0] == ()


def test_a_wrong_digit_in_a_statement_is_found() -> None:
    """One digit of a difference, rate or share changed by more than rounding: each of 300 is found."""
    chance = random.Random(7)  # noqa: S311 - the same numbers each time are wanted
    for _ in range(150):
        word, then, now, _ = _statements(chance)
        wrong = abs(now - then) + chance.choice((1, 10, 100))
        rate = abs(Decimal(now) - then) / then * 100 + chance.choice((3, 10))
        text = f"受理量由{then}件{word}到{now}件，{word}{wrong}件。受理量由{then}件{word}到{now}件，{word}{_rounded(rate, 1)}%。"
        assert codes(text) == {"audit.change-wrong": 1, "audit.rate-wrong": 1}, text


@pytest.fixture(scope="module")
def compiled() -> None:
    """Every pattern that these texts need has been used once: what it takes to compile it is no text's work."""
    audited("\n".join(body for name in ("tuning.md", "holdout.md") for _, body in cases(name)))
    for relation in RELATIONS:
        for pair in relation.examples:
            audited("\n".join(pair))


@pytest.mark.usefixtures("compiled")
def test_work_grows_with_the_number_of_texts() -> None:
    """Texts of 500 characters, full of numbers: 200 of them take no more than twice the calls of 100, each less than 20,000."""
    sentences = [body.replace("\n", "") for wanted, body in cases("tuning.md") if not wanted and "|" not in body]
    text = re.sub("@.", "", "".join(sentences))[:500]
    once, twice = (calls(lambda count=count: audited("\n".join([text] * count))) for count in (100, 200))
    assert twice <= 2.05 * once
    assert once <= 100 * 20_000


def made_to_slow_it(size: int) -> list[str]:
    """Texts of about that many characters that a careless pattern or loop tries in more ways than they are long."""
    return [
        "1" * size,
        "（" * size + "】" * size,
        "比" * (size // 7),
        "由3件增加到5件，" + "比" * (size // 7),
        "共9件，分别为" + "甲1件（乙2件）、" * (size // 66) + "完了。",
        "1" + " " * size + "2",
        "a" * size,
        "百分之" + "十" * size,
        "，" * size,
        "一是" * (size // 2),
    ]


@pytest.mark.usefixtures("compiled")
@pytest.mark.parametrize("number", range(10))
def test_a_text_made_to_slow_it_does_not(number: int) -> None:
    """Twice the text takes about twice the calls: nothing looks at each place once more for each other place."""
    once, twice = (calls(lambda size=size: audited(made_to_slow_it(size)[number])) for size in (10_000, 20_000))
    assert twice <= 2.1 * once


_AUDIT_ALL = """
import resource
from tests.review.test_prose import audited, made_to_slow_it
resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
for text in made_to_slow_it(240_000):
    audited(text)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there the time of a processor is not bounded")
def test_no_pattern_tries_a_text_in_more_ways_than_it_is_long() -> None:
    """Inside a pattern only a hang shows it: a process is killed that tries each of 240,000 places from each other."""
    run = subprocess.run([sys.executable, "-c", _AUDIT_ALL], cwd=Path(__file__).parents[2], check=False)
    assert run.returncode == 0


def test_what_a_document_says_of_several_parts_holds_for_all_its_tables() -> None:
    """And the value of an earlier time behind a part is no part."""
    table = "| 类别 | 件数 |\n| 甲类 | 30 |\n| 乙类 | 27 |\n| 合计 | 56 |"
    assert audited(f"表1 情况\n{table}")
    assert audited(f"说明：同一问题涉及几类的，各类分别计数，各类合计大于总数。\n\n正文。\n表1 情况\n{table}") == ()
    assert audited("本季度登记6件，占总数的10.7%，其中查实4件；由上季度的4件增至6件。") == ()
