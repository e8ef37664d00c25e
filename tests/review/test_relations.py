"""What a sentence says that figures are to each other is held against their formulas: which words are wrong, and which are right."""

from dataclasses import replace
from decimal import Decimal

import pytest

from reportgen.model.reports.narratives import Narrative, Paragraph, Phrase, Span, Table
from reportgen.model.sources import Issue
from reportgen.render import render
from reportgen.review import audit
from tests.render.sample import MEMORY, PAGE, STAMP, rows
from tests.review.test_ours import CONFIGS, made


def phrase(text: str) -> Phrase:
    """A phrase in which `[id]` prints a figure of the sample county, without its sign."""
    texts = made(CONFIGS[0]).narrative.texts
    pieces = text.replace("]", "[").split("[")
    return tuple(
        Span(texts[piece].lstrip("-"), piece) if number % 2 else Span(piece)
        for number, piece in enumerate(pieces)
        if piece
    )


def audited(*sentences: str) -> tuple[Issue, ...]:
    """What is found in a report of these paragraphs."""
    report = made(CONFIGS[0])
    blocks = tuple(Paragraph(f"p{number}", phrase(one)) for number, one in enumerate(sentences))
    narrative = Narrative("标题", blocks, report.narrative.texts, {"office": ""})
    document = render(narrative, {}, PAGE, MEMORY, STAMP)
    return audit(document, narrative, {}, summary=report.summary)


RIGHT = (
    "受理[total]件，比上季度增加[total.qoq.difference]件，环比增长[total.qoq]。",
    "与上年同期的[total.year_ago]件相比减少[total.yoy.difference]件，同比下降[total.yoy]。",
    "12345热线[channel.12345热线]件，占受理总数[total]件的[channel.12345热线.share]，比上季度减少[channel.12345热线.qoq.difference]件，环比下降[channel.12345热线.qoq]。",
    "其中服务态度生硬[category.attitude]件（[category.attitude.share]）、履职责任不强[category.duty]件（[category.duty.share]）。",
    "已办结[rate.closed.count]件，办结率[rate.closed]；满意率[rate.satisfied]，比上季度下降[rate.satisfied.qoq]个百分点。",
    "已办结[rate.closed.count]件，按期办结率[rate.on_time]。",
    "由上季度的[category.integrity.previous]件减至[category.integrity]件。",
    "服务态度生硬[category.attitude]件，其他各类比上季度增加[category.duty.qoq.difference]件。",
    "窗口3[category.duty]件（[category.duty.share]），热线12345[channel.12345热线]件。",
)  # fmt: skip

WRONG = {
    "the share of another whole": ("12345热线[channel.12345热线]件，占[category.attitude]件的[channel.12345热线.share]。", "document.share-of-other"),
    "a change told as a share": ("占受理总数[total]件的[total.qoq]。", "document.share-of-other"),
    "the share of another part": ("服务态度生硬[category.attitude]件（[category.duty.share]）。", "document.share-of-other"),
    "the share of another part, in words": ("共[category.attitude]件，占受理总数的[category.duty.share]。", "document.share-of-other"),
    "the rate of others": ("已办结[rate.satisfied.count]件，办结率[rate.closed]。", "document.share-of-other"),
    "a fall told as a rise": ("受理[total]件，比上年同期增加[total.yoy.difference]件。", "document.change-of-other"),
    "a rate that rose told as fallen": ("受理[total]件，环比下降[total.qoq]。", "document.change-of-other"),
    "last year told as last quarter": ("受理[total]件，比上季度减少[total.yoy.difference]件。", "document.change-of-other"),
    "last quarter told as last year": ("受理[total]件，同比增长[total.qoq]。", "document.change-of-other"),
    "another base": ("与上年同期的[total]件相比减少[total.yoy.difference]件。", "document.change-of-other"),
    "the change of something else": ("服务态度生硬[category.attitude]件，比上季度增加[total.qoq.difference]件。", "document.change-of-other"),
    "a difference and the rate of another": (
        "受理[total]件，其中服务态度生硬[category.attitude]件，比上季度增加[category.attitude.qoq.difference]件，环比增长[total.qoq]。",
        "document.change-of-other",
    ),
    "from the later to the earlier": ("由[category.integrity]件减至[category.integrity.previous]件。", "document.change-of-other"),
}  # fmt: skip


@pytest.mark.parametrize("sentence", RIGHT)
def test_a_right_sentence_is_right(sentence: str) -> None:
    """Nothing at all is said of it."""
    assert audited(sentence) == ()


@pytest.mark.parametrize("mistake", WRONG)
def test_words_that_do_not_fit_the_formula_of_a_figure_are_an_error(mistake: str) -> None:
    """The figure is named, with what it is worked out from."""
    sentence, code = WRONG[mistake]
    assert {one.code for one in audited(sentence)} == {code}
    assert all(one.level == "error" for one in audited(sentence))


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("服务态度生硬[category.attitude]件，占全部400件的[category.attitude.share]。", "audit.share-wrong"),
        ("受理[total]件，比上季度增加40件，环比增长[total.qoq]。", "audit.rate-wrong"),
        ("由上季度的100件增至[total]件，增长50%。", "audit.rate-wrong"),
    ],
)
def test_a_number_that_was_typed_is_still_read_beside_figures(sentence: str, code: str) -> None:
    """No figure answers for it, so that the words round it do."""
    assert [one.code for one in audited(sentence)] == [code]


def test_what_looks_like_a_relation_of_two_figures_and_is_none_is_not_told() -> None:
    """The base of a share that stands between a count and its change is not what changed."""
    report = made(CONFIGS[0])
    count = report.summary.figures["channel.12345热线"]
    known = replace(report.summary.total, id="channel.known", value=135)
    share = replace(
        report.summary.figures["channel.12345热线.share"],
        value=Decimal(count.value or 0) / 135,
        operands=(count.id, known.id),
    )
    content = (
        *phrase("12345热线[channel.12345热线]件，占已注明渠道"),
        *(Span("135", known.id), Span("件的"), Span("47.4%", share.id)),
        *phrase("，比上季度减少[channel.12345热线.qoq.difference]件，环比下降[channel.12345热线.qoq]。"),
    )
    texts = {**report.narrative.texts, known.id: "135", share.id: "47.4%"}
    narrative = Narrative("标题", (Paragraph("p", content),), texts, {"office": ""})
    summary = replace(report.summary, figures={**report.summary.figures, known.id: known, share.id: share})
    document = render(narrative, {}, PAGE, MEMORY, STAMP)
    assert audit(document, narrative, {}, summary=summary) == ()


def test_a_total_that_its_parts_cannot_give_is_told_only_where_a_part_is_missing() -> None:
    """A case of two categories is in both: rows of all categories may miss the total, rows of some of them may not."""
    report = made(CONFIGS[0])
    codes = [one.code for one in report.summary.categories if one.count.value]
    assert report.summary.total.value == sum(report.summary.figures[f"category.{code}"].value or 0 for code in codes)
    other = replace(report.summary.total, value=135)
    summary = replace(report.summary, figures={**report.summary.figures, "total": other})
    texts = {**report.narrative.texts, "total": "135"}
    for shown, expected in ((codes, set()), (codes[1:], {"document.total-wrong"})):
        cells = [((Span(code),), phrase(f"[category.{code}]")) for code in shown]
        every = [((Span("类别"),), (Span("件数"),)), *cells, ((Span("合计"),), (Span("135", "total"),))]
        table = Table("table", (Span("表"),), every[0], rows(*every[1:]), ("left", "right"), total=True)
        narrative = Narrative("标题", (table,), texts, {"office": ""})
        document = render(narrative, {}, PAGE, MEMORY, STAMP)
        assert {one.code for one in audit(document, narrative, {}, summary=summary)} == expected
