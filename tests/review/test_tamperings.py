"""What somebody does to a finished report is found: every change is listed, what is wrong is an error; plain rewording is none.

The first of each kind and every `TAMPERINGS_EVERY`th tampering is tried (24 where nobody says otherwise; 1 tries all of them, which takes minutes).
"""

import os
from collections import Counter
from functools import cache

import pytest

from reportgen.messages import speak
from reportgen.model.findings import BlockKind
from reportgen.model.sources import Level
from reportgen.review.report_audit import Examined, examine, names_in
from reportgen.word import open_package, read_memory, read_page
from tests.render import surgery
from tests.review.tamperings import Edit, Report, Tampering, found, tamperings
from tests.review.test_ours import CONFIGS, made

_EVERY = int(os.environ.get("TAMPERINGS_EVERY", "24"))
# Two channels with the same count and the same share: what is said of either is true of the other.
_TRUE = {("names exchanged everywhere", "上级转办 ↔ 来信来访")}


@cache
def _report() -> Report:
    return Report(made(CONFIGS[0]).document)


def _examined(document: bytes, *, today: bool) -> Examined:
    """The audit against the memory, and against the ledgers of today where they are asked for."""
    speak("en")
    report = made(CONFIGS[0])
    memory = read_memory(document)
    assert memory is not None
    given = (report.narrative, report.pictures, names_in(report.summary)) if today else ()
    return examine(read_page(open_package(document)), memory, *given)


def _missed(one: Tampering, document: bytes, *, today: bool) -> bool:
    """Whether a tampering is not listed, or not told, or not told as the error that it is."""
    examined = _examined(document, today=today)
    levels = {finding.level for finding in examined.findings}
    listed = any(change.kinds != (BlockKind.AS_WRITTEN,) for change in examined.inventory.changes)
    listed = listed or any(finding.code == "audit.title-property" for finding in examined.findings)
    due = one.wrong and (one.kind, one.what) not in _TRUE
    return not listed or not levels or (due and Level.ERROR not in levels)


def test_every_tampering_is_listed_and_an_error_where_it_is_one() -> None:
    """Figures, names, measures, periods, verdicts, sentences, paragraphs, rows, captions, title, headers: none is missed."""
    every = list(tamperings(_report()))
    assert len(every) >= 900
    assert len({one.kind for one in every}) >= 20
    first = {one.kind: number for number, one in reversed([*enumerate(every)])}
    chosen = [one for number, one in enumerate(every) if number % _EVERY == 0 or number == first[one.kind]]
    missed = []
    for number, one in enumerate(chosen):
        document = one.make()
        assert document != _report().document, one
        if _missed(one, document, today=bool(number % 2)):
            missed.append((one.kind, one.what))
    assert missed == []


@pytest.mark.parametrize("today", [False, True])
def test_two_units_exchanged_everywhere_are_told_wherever_they_stand(today: bool) -> None:
    """Each sentence and each row with one of the two is an error; in a bare list of both, another order says the same."""
    one, other = "县政务服务中心", "县社保中心"
    places = [(number, at, word) for word in (one, other) for number, at in found(_report(), word)]
    edits = [Edit(number, at, at + len(word), other if word == one else one) for number, at, word in places]
    told = _examined(_report().edited(*edits), today=today).findings
    errors = [finding for finding in told if finding.code == "audit.name-edited"]
    lists = len(list(found(_report(), f"{one}、{other}")))
    assert Counter(finding.stated for finding in errors) == Counter(
        other if word == one else one for *_, word in places
    ) - Counter({one: lists, other: lists})
    assert len(errors) == len(places) - 2 * lists >= 7


def test_names_that_stand_in_no_table_are_known_from_the_ledgers() -> None:
    """The ways in which a category shows itself: only the summary of today tells that they are names."""
    aspects = [one.phrase for one in made(CONFIGS[0]).summary.categories[0].aspects if "一" not in one.phrase]
    (number, at), *_ = found(_report(), aspects[0])
    other = next(one for one in aspects[1:] if one not in _report().shown_text(number))
    document = _report().edited(Edit(number, at, at + len(aspects[0]), other))
    assert [one.code for one in _examined(document, today=False).findings] == ["audit.words-edited"]
    told = _examined(document, today=True).findings
    assert [(one.code, one.stated, one.expected) for one in told] == [("audit.name-edited", other, aspects[0])]


PLAIN = [
    ("按问题类别看", "按照类别来看"), ("居前三位的是", "排在前三位的是"), ("最为集中", "最集中"),
    ("件数已连续三个季度上升", "件数连续三个季度增加"), ("比上季度增加", "较上季度增加"),
    ("经核查，反映属实", "经查，属实"), ("表示基本满意", "表示基本认可"), ("表示满意", "表示认可"),
    ("这是本季度问题最多的一类，", "该类问题仍是群众反映最集中的问题，需要持续改进，切实降低发生率，"),
    ("县社保中心（7件）、县医保服务大厅（4件）", "县医保服务大厅（4件）、县社保中心（7件）"), ("县社保中心（7件）、", ""),
    ("本季度", "第三季度"), ("上年同期", "去年同期"), ("不足10件", "少于10件"), ("从单位看", "从单位情况看"),
    ("只处理个案是不够的，还应当复查整改是否见效。", "件数不断增加，说明整改不实，个别单位甚至出现回落后再反弹。"),
    ("县政务服务中心最多，有32件", "被反映最多的是县政务服务中心，共32件"),
    ("已办结126件，办结率92.0%", "办结126件，占92.0%"), ("按期办结率", "按时办结率"),
    ("12345热线64件，占46.7%；明察暗访33件，占24.1%", "明察暗访33件，占24.1%；12345热线64件，占46.7%"),
    ("县交警大队车管所和县行政审批局件数最多", "县行政审批局和县交警大队车管所件数最多"),
    ("接连上升", "连续上升"), ("首次出现问题", "第一次出现问题"),
]  # fmt: skip


@pytest.mark.parametrize("today", [False, True])
def test_plain_rewording_is_listed_and_no_error(today: bool) -> None:
    """Synonyms, lists in another order with their figures, items left out, sentences put in one's own words."""
    wrong = {}
    for old, new in PLAIN:
        edits = [Edit(number, at, at + len(old), new) for number, at in found(_report(), old)]
        assert edits, old
        examined = _examined(_report().edited(*edits), today=today)
        kinds = {kind for change in examined.inventory.changes for kind in change.kinds}
        assert BlockKind.REWORDED in kinds, old
        if errors := [one.code for one in examined.findings if one.level is Level.ERROR]:
            wrong[old] = errors
    assert wrong == {}


def test_what_a_person_wrote_is_shown_nowhere() -> None:
    """Notes and inventory quote the report as it was generated."""
    (number, at), *_ = found(_report(), "按问题类别看")
    document = _report().edited(Edit(number, at, at + 6, "张某某的按问题类别看"))
    examined = _examined(document, today=False)
    assert [one.code for one in examined.findings] == ["audit.words-edited"]
    shown = [*examined.findings, *examined.inventory.changes]
    assert not any("张某某" in repr(one) for one in shown)
    assert examined.findings[0].place.text.startswith("按问题类别看")


FORMATS = {
    "bold": '<w:b/>', "italic": "<w:i/>", "underlined": '<w:u w:val="single"/>', "red": '<w:color w:val="FF0000"/>',
    "highlighted": '<w:highlight w:val="yellow"/>', "larger": '<w:sz w:val="40"/>', "struck through": "<w:strike/>",
}  # fmt: skip
PLAIN_FORMATS = {
    "off": '<w:b w:val="0"/>',
    "black": '<w:color w:val="000000"/>',
    "a font": '<w:rFonts w:hint="eastAsia"/>',
}


@pytest.mark.parametrize("form", FORMATS | PLAIN_FORMATS)
def test_a_part_that_only_looks_otherwise_is_said_to(form: str) -> None:
    """Direct formatting of our text; what looks as before is none."""
    properties = (FORMATS | PLAIN_FORMATS)[form]
    changes = ("<w:r><w:t>按问题类别看", f"<w:r><w:rPr>{properties}</w:rPr><w:t>按问题类别看")
    examined = _examined(surgery.edited(_report().document, surgery.MAIN, changes), today=False)
    told = [(one.id, one.kinds) for one in examined.inventory.changes if one.kinds != (BlockKind.AS_WRITTEN,)]
    assert told == ([("lead/top", (BlockKind.FORMATTED,))] if form in FORMATS else [])
    assert [one.code for one in examined.findings] == (["audit.form-edited"] if form in FORMATS else [])


def test_another_style_is_another_form() -> None:
    """A paragraph of ours that was made a heading."""
    main = surgery.parts_of(_report().document)[surgery.MAIN].decode()
    before = main[: main.index("按问题类别看")].rpartition("<w:p>")[2]
    changes = (before, before.replace('"Body"', '"Heading1"'))
    examined = _examined(surgery.edited(_report().document, surgery.MAIN, changes), today=False)
    assert [one.id for one in examined.inventory.changes if BlockKind.FORMATTED in one.kinds] == ["lead/top"]


@pytest.mark.parametrize(("author", "kind"), [("李某", BlockKind.COMMENTED), ("reportgen", BlockKind.NOTED)])
def test_comments_of_people_are_told_from_our_own(author: str, kind: BlockKind) -> None:
    """A comment is told by the part in which it stands; the program's own are counted apart and no note."""
    note = f'<w:comment w:id="0" w:author="{author}"><w:p><w:r><w:t>请核</w:t></w:r></w:p></w:comment>'
    document = surgery.with_part(
        _report().document, "word/comments.xml", surgery.W + "comments+xml",
        f"<w:comments {surgery.NS}>{note}</w:comments>", "comments",
    )  # fmt: skip
    reference = '<w:r><w:commentReference w:id="0"/></w:r>'
    document = surgery.edited(document, surgery.MAIN, ("<w:r><w:t>按问题类别看", f"{reference}<w:r><w:t>按问题类别看"))
    examined = _examined(document, today=False)
    assert [one.id for one in examined.inventory.changes if kind in one.kinds] == ["lead/top"]
    assert ("audit.commented" in [one.code for one in examined.findings]) == (kind is BlockKind.COMMENTED)
