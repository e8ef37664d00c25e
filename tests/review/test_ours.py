"""The audit of our own reports: a digit changed anywhere is found, a report that was only saved anew is right."""

import random
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from reportgen import pipeline
from reportgen.draw import draw
from reportgen.model.findings import AuditFinding
from reportgen.model.periods import Period
from reportgen.model.reports.narratives import Block, Narrative, Paragraph, Span
from reportgen.model.reports.pictures import Picture
from reportgen.model.reports.summaries import Summary
from reportgen.model.sources import Level
from reportgen.review.report_audit import audit_ours
from reportgen.review.text_audit import audit_text
from reportgen.settings import load_settings
from reportgen.word import open_package, read_memory, read_page
from tests.full import FULL
from tests.render import surgery
from tests.review.mutations import SAVED, Position, positions, split_runs, with_digit

pytestmark = pytest.mark.usefixtures("read_once")

_PROJECT = Path(__file__).resolve().parents[2]
CONFIGS = ("config/qinglan.yaml", "config/yunpi.yaml", "samples/foreign/config.yaml")
_SEED, _POSITIONS = 20261012, 200 if FULL else 24


@dataclass(frozen=True)
class Made:
    """A report with what it was made from."""

    document: bytes
    narrative: Narrative
    pictures: Mapping[str, Picture]
    summary: Summary


@cache
def made(config: str) -> Made:
    """A sample report of 2026Q3."""
    loaded = load_settings(_PROJECT / config)
    report = pipeline.build(pipeline.Job(loaded, loaded.ledger_files, Period.parse("2026Q3"), date(2026, 10, 12)))
    return Made(
        report.document, report.narrative, draw(report.narrative.charts, loaded.settings.charts), report.summary
    )


def audited(document: bytes, today: Made | None = None) -> tuple[AuditFinding, ...]:
    """The audit against the report's memory, and what the ledgers give where `today` is given."""
    (found,) = audits(document, today)
    return found


def audits(document: bytes, *days: Made | None) -> list[tuple[AuditFinding, ...]]:
    """Several such audits of a document that is read once."""
    memory = read_memory(document)
    assert memory is not None
    page = read_page(open_package(document))
    return [audit_ours(page, memory, *((today.narrative, today.pictures) if today else ())) for today in days]


def told(findings: tuple[AuditFinding, ...]) -> list[tuple[str, str, str]]:
    """Code, what stands there and what should, in order."""
    return [(one.code, one.stated, one.expected) for one in findings]


@pytest.mark.parametrize("saved", SAVED)
@pytest.mark.parametrize("config", CONFIGS)
def test_a_report_that_nobody_changed_is_right(config: str, saved: str) -> None:
    """Fresh, or saved anew by a word processor: nothing is found, with ledgers or without."""
    document = SAVED[saved](made(config).document)
    assert audited(document) == ()
    assert audited(document, made(config)) == ()


@pytest.mark.parametrize("config", CONFIGS)
def test_the_audit_of_any_text_is_quiet_on_our_own_reports(config: str) -> None:
    """No false alarm of any level where nothing is wrong."""
    assert audit_text(made(config).document, "报告.docx")[0] == ()


def chosen() -> list[Position]:
    """Positions by seed, of every kind as many as there are, in turn, until there are enough."""
    chance = random.Random(_SEED)  # noqa: S311 - a seed, no secret
    kinds: dict[str, list[Position]] = defaultdict(list)
    for one in positions(made(CONFIGS[0]).document):
        kinds[one.kind].append(one)
    for found in kinds.values():
        chance.shuffle(found)
    picked: list[Position] = []
    while len(picked) < _POSITIONS:
        picked += [found.pop() for found in kinds.values() if found]
    return picked


def test_a_digit_changed_anywhere_is_found() -> None:
    """Text, tables, title, captions, notes, words for the blind, and the memory's charts, figures and texts: some 50 positions, in full 200."""
    report, chance, missed = made(CONFIGS[0]), random.Random(_SEED), []  # noqa: S311 - a seed, no secret
    picked = chosen()
    for number, position in enumerate(picked):
        changed = with_digit(report.document, position, chance)
        if number % 5 == 0:
            changed = split_runs(changed)
        for today, found in zip((report, None), audits(changed, report, None), strict=True):
            if not any(one.level is Level.ERROR for one in found):
                missed.append((position, today is not None))
    assert len({one.kind for one in picked}) >= 12
    assert missed == []


def test_a_changed_digit_is_said_once_with_both_values() -> None:
    """Every finding on the page names what stands there and what should; hardly any digit raises a second one."""
    report, chance = made(CONFIGS[1]), random.Random(_SEED)  # noqa: S311 - a seed, no secret
    seen = [one for one in positions(report.document) if one.part == surgery.MAIN and one.kind != "blind"]
    findings = [audited(with_digit(report.document, one, chance), report) for one in chance.sample(seen, 30)]
    assert all(found[0].stated and found[0].expected for found in findings)
    assert sum(len(found) > 1 for found in findings) <= 1


Change = tuple[str, str]


def edited(*changes: Change) -> bytes:
    """The first sample with texts of its main part replaced."""
    return surgery.edited(made(CONFIGS[0]).document, surgery.MAIN, *changes)


def lines(kind: str) -> list[str]:
    """The XML of the paragraphs in a style."""
    main = surgery.parts_of(made(CONFIGS[0]).document)[surgery.MAIN].decode()
    found = re.findall(r"<w:p>(?:(?!<w:p>).)*?</w:p>", main, flags=re.DOTALL)
    return [one for one in found if f'"{kind}"' in one]


def typed(text: str, style: str = "Body") -> str:
    """A paragraph typed by hand."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


_OWN_CASE = "8月中旬，一名群众到医保窗口办理异地就医备案，因系统故障两次未能办结，第三次前来时仍未说明原因。该单位已于9月2日上门办结。"


def _case() -> str:
    """The first paragraph that tells a case."""
    return next(one for one in lines("Body") if "例如" in one)


HANDWORK: dict[str, tuple[Callable[[], bytes], list[tuple[str, str, str]]]] = {
    "a sentence is typed into a paragraph": (
        lambda: edited(("按问题类别看，", "另有重复反映12件，涉及3个乡镇。按问题类别看，")),
        [("audit.typed-by-hand", "12、3", "")],
    ),
    "a sentence is typed whose counts stand behind 案件 and 代表": (
        lambda: edited(("按问题类别看，", "另外解决积压案件57件，走访代表58人，填报表59张。按问题类别看，")),
        [("audit.typed-by-hand", "57、58、59", "")],
    ),
    "a paragraph is typed, with a reference to nothing": (
        lambda: edited((lines("Body")[1], lines("Body")[1] + typed("检查5次，见图9。"))),
        [("audit.reference-broken", "图9", ""), ("audit.typed-by-hand", "5", "")],
    ),
    "a paragraph without numbers is typed": (
        lambda: edited((lines("Body")[1], lines("Body")[1] + typed("以上各项按表1所列口径统计，见图2。"))),
        [("audit.block-added", "", "")],
    ),
    "another case is told in place of ours": (
        lambda: edited((_case(), re.sub(r"(<w:t[^>]*>)[^<]{30,}(?=</w:t>)", r"\g<1>" + _OWN_CASE, _case()))),
        [("audit.typed-by-hand", "8", ""), ("audit.typed-by-hand", "9、2", ""), ("audit.numbers-deleted", "", "9、一"), ("audit.numbers-deleted", "", "一")],
    ),
    "a word is put in another way": (
        lambda: edited(("分次告知", "不一次告知清楚")),
        [("audit.words-edited", "", "")],
    ),
    "a paragraph is deleted": (
        lambda: edited((lines("Body")[1], "")),
        [("audit.deleted-kept", "", ""), ("audit.block-deleted", "", "")],
    ),
    "a number is deleted": (
        lambda: edited(("<w:t>137</w:t>", "<w:t></w:t>")),
        [("audit.number-removed", "", "137")],
    ),
    "a direction is turned round": (
        lambda: edited(("件，环比增长", "件，环比下降")),
        [("audit.direction-edited", "下降", "增长")],
    ),
    "a caption is typed between ours": (
        lambda: edited((lines("FigureCaption")[2], lines("FigureCaption")[2] + typed("图4　补充的图", "FigureCaption"))),
        [
            ("audit.reference-wrong", "图4", "图5"),
            ("audit.block-added", "", ""),
            ("audit.caption-number", "图4", "图5"),
        ],
    ),
    "two paragraphs are joined": (
        lambda: edited(
            (
                lines("Body")[0] + lines("Body")[1],
                lines("Body")[0].removesuffix("</w:p>") + re.sub(r"^<w:p><w:pPr>.*?</w:pPr>", "", lines("Body")[1]),
            )
        ),
        [("audit.blocks-joined", "", "")],
    ),
    "full-width digits": (lambda: edited(("<w:t>137</w:t>", "<w:t>１３７</w:t>")), []),
}  # fmt: skip


@pytest.mark.parametrize("work", HANDWORK)
def test_what_hands_do_is_told_for_what_it_is(work: str) -> None:
    """Numbers typed are warnings, deleted parts notes, wrong numbers errors; words may be changed."""
    change, expected = HANDWORK[work]
    assert told(audited(change())) == expected
    assert told(audited(change(), made(CONFIGS[0]))) == expected


def test_another_picture_is_found() -> None:
    """Without ledgers it may be on purpose; with them it is wrong."""
    report = made(CONFIGS[0])
    parts = surgery.parts_of(report.document)
    document = surgery.zipped({**parts, "word/media/image1.png": parts["word/media/image2.png"]})
    assert [one.code for one in audited(document)] == ["audit.picture-replaced"]
    assert [one.code for one in audited(document, report)] == ["audit.picture-wrong"]


def test_a_figure_that_the_ledgers_give_otherwise_today_is_out_of_date() -> None:
    """Both values are said in every place, in text, tables and charts; a hand that knew better is no hand's fault."""
    report = made(CONFIGS[0])
    other = _with_figure(report, "category.integrity", "6", "5")
    found = told(audited(report.document, other))
    assert ("audit.figure-outdated", "6", "5") in found
    assert ("audit.chart-value", "6", "5") in found
    assert {code for code, _, _ in found} <= {"audit.figure-outdated", "audit.chart-value"}


def _with_figure(report: Made, figure: str, text: str, now: str) -> Made:
    """The same report, one figure printed otherwise wherever it stands."""
    narrative = report.narrative
    assert narrative.texts[figure] == text
    blocks = tuple(_replaced(block, figure, now) for block in narrative.blocks)
    return replace(report, narrative=replace(narrative, blocks=blocks, texts={**narrative.texts, figure: now}))


def _replaced(value: Any, figure: str, now: str) -> Any:
    """A block with the text of a figure replaced in all its spans and points."""
    if isinstance(value, tuple):
        return tuple(_replaced(one, figure, now) for one in value)
    if not hasattr(value, "__dataclass_fields__"):
        return value
    changes = {name: _replaced(getattr(value, name), figure, now) for name in value.__dataclass_fields__}
    if changes.get("figure") == figure:
        changes["text"] = now
    return replace(value, **changes)


def _with_texts(report: Made, *changes: Change) -> Made:
    """The same report, words of its blocks otherwise today."""
    blocks = tuple(_reworded(block, dict(changes)) for block in report.narrative.blocks)
    return replace(report, narrative=replace(report.narrative, blocks=blocks))


def _reworded(value: Any, words: Mapping[str, str]) -> Any:
    if isinstance(value, tuple):
        return tuple(_reworded(one, words) for one in value)
    if not isinstance(value, Block | Span):
        return value
    if isinstance(value, Span):
        return replace(
            value, text=next((value.text.replace(a, b) for a, b in words.items() if a in value.text), value.text)
        )
    return replace(
        value, **{name: _reworded(getattr(value, name), words) for name in ("content",) if hasattr(value, name)}
    )


def test_parts_that_the_ledgers_would_tell_otherwise_today() -> None:
    """Words alone are a warning; a sentence with other numbers, a part more or less are errors."""
    report = made(CONFIGS[0])
    found = audited(report.document, _with_texts(report, ("最为集中", "尤为集中")))
    assert {(one.code, one.level) for one in found} == {("audit.words-outdated", Level.WARNING)}
    found = audited(report.document, _with_texts(report, ("按问题类别看，", "有3类按问题类别看，")))
    assert [(one.code, one.expected[:9]) for one in found] == [("audit.text-outdated", "有3类按问题类别看")]
    blocks = report.narrative.blocks
    fewer = replace(report, narrative=replace(report.narrative, blocks=blocks[:2] + blocks[3:]))
    assert [one.code for one in audited(report.document, fewer)] == ["audit.block-gone"]
    more = (*blocks[:2], Paragraph("more", (Span("另有2件。"),)), *blocks[2:])
    (new,) = audited(report.document, replace(report, narrative=replace(report.narrative, blocks=more)))
    assert (new.code, new.expected, new.place.paragraph) == ("audit.block-new", "另有2件。", None)


def test_a_figure_edited_by_hand_after_the_ledgers_changed_has_all_three_values() -> None:
    """What stands there, what was written, what the ledgers give; a hand that knew today's value leaves a wrong memory."""
    report = made(CONFIGS[0])
    today = _with_figure(report, "category.integrity", "6", "5")
    for typed_in, code in (("9", "audit.figure-edited-since"), ("5", "audit.memory-differs")):
        document = edited(*_over("category.integrity", "6", typed_in))
        assert code in {one.code for one in audited(document, today)}


def _over(figure: str, text: str, typed_in: str) -> tuple[Change, ...]:
    """A figure typed over where it stands first."""
    memory = read_memory(made(CONFIGS[0]).document)
    assert memory is not None
    mark = next(name for name, one in memory.marks.items() if one.figure == figure)
    start = f'w:name="{mark}"/><w:r><w:t>'
    return ((f"{start}{text}<", f"{start}{typed_in}<"),)


def test_what_was_taken_out_is_told() -> None:
    """A sentence with its numbers is a note, a chart without its picture a warning."""
    line = next(one for one in lines("Body") if "按月看" in one)
    shown = re.sub("<[^>]*>", "", line)
    start, end = shown.index("按月看"), shown.index("按来源看")
    document = edited((line, _cut(line, start, end)))
    assert told(audited(document)) == [("audit.numbers-deleted", "", "7、54、8、42、9、41")]
    picture = next(one for one in lines("Figure") if "w:drawing" in one)
    assert [one.code for one in audited(edited((picture, "")))] == ["audit.picture-gone"]


def _cut(xml: str, start: int, end: int) -> str:
    """A paragraph without some of its characters; its elements stay."""
    pieces, at = [], 0
    for piece in re.findall("<[^>]*>|[^<]+", xml):
        kept = piece
        if not piece.startswith("<"):
            kept = "".join(char for number, char in enumerate(piece, at) if not start <= number < end)
            at += len(piece)
        pieces.append(kept)
    return "".join(pieces)


def test_a_draft_is_said_to_be_one() -> None:
    """The memory knows that the report did not pass."""
    report = made(CONFIGS[0])
    memory = read_memory(report.document)
    assert memory is not None
    findings = audit_ours(read_page(open_package(report.document)), replace(memory, draft=True))
    assert [(one.code, one.level) for one in findings] == [("audit.draft", Level.WARNING)]
