"""Words that say the opposite of the numbers beside them: 450件，低于去年同期的430件; 均已报送，其中3家未报送."""

from collections.abc import Iterator

from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.reading.mentions import Role
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.reading.words import DOWN, UP
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.quantities import figures
from reportgen.review.text_audit.texts.sentences import pattern

_OVER = pattern(
    r"(?P<a>[ⒶⓅ])[，]?[^，。；：ⒶⓅ]{0,4}?(?:(?P<up>高于|多于|大于)|(?P<down>低于|少于|小于|不及))[^，。；：ⒶⓅ]{2,14}?的?(?P<b>[ⒶⓅ])(?![的以及]|[^，。；（]{0,6}(?:标准|要求|目标|Ⓓ))"
)
_THAN = pattern(
    rf"(?P<a>[ⒶⓅ])，[^，。；：ⒶⓅ]{{0,4}}?(?:比|较|与)[^，。；：ⒶⓅ]{{1,14}}?(?P<b>[ⒶⓅ])(?:相比)?，?(?:有所|略有?|明显|大幅|呈|小幅|继续|持续|稳步|稳中有)(?:(?P<up>{UP})|(?P<down>{DOWN}))(?:趋势|态势)?(?=[，。；])"
)
_TENDS = pattern(
    rf"(?:由|从)[^，。；：ⒶⓅ]{{0,14}}(?P<b>[ⒶⓅ])[^，。；：ⒶⓅ]{{0,6}}?(?:变为|变成|变化为|调整为|变动为)[^，。；：ⒶⓅ]{{0,8}}(?P<a>[ⒶⓅ])，[^，。；：ⒶⓅ]{{0,4}}(?:呈现?|出现)(?:(?P<up>{UP})|(?P<down>{DOWN}))(?:趋势|态势)"
)
_TIMES = pattern(
    rf"(?P<now>[^，。；：ⒶⓅⓄ]{{2,6}}?)(?:的|[^，。；：ⒶⓅⓄ]{{0,8}}?[率度量数])?(?:较|比)(?P<then>[^，。；：ⒶⓅⓄ]{{2,6}}?)(?:有所|略有?|明显)?(?:(?P<up>{UP})|(?P<down>{DOWN}))：(?:其中)?"
    r"(?:(?P=then)(?:为|是)?(?P<b>[ⒶⓅ])，(?P=now)(?:为|是)?(?P<a>[ⒶⓅ])|(?P=now)(?:为|是)?(?P<a2>[ⒶⓅ])，(?P=then)(?:为|是)?(?P<b2>[ⒶⓅ]))(?=[，。；])"
)


def _turned(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """Two values of one kind, and a word that says which is the higher."""
    for sentence, said in zip(paragraph.sentences, paragraph.said, strict=True):
        changes = {one.at for one in said if one.role is Role.CHANGE}
        for form in (_OVER, _THAN, _TENDS, _TIMES):
            for match in form.finditer(sentence.skeleton):
                names = ("a", "b") if match["a"] else ("a2", "b2")
                a, b = (sentence.at(match, name) for name in names)
                alike = (a.kind, a.unit) == (b.kind, b.unit) and match.start(names[0]) not in changes
                if not alike or a.value == b.value or figures(a, b):
                    continue
                if (a.value > b.value) is not (match["up"] is not None):
                    words = match["up"] or match["down"]
                    basis = f"{a.text}，{b.text}"
                    yield finding("audit.direction-wrong", place_of(sentence), words, basis=basis, likely=True)


_ALL = pattern(
    r"Ⓐ[^，。；：Ⓐ]{0,8}?(?P<all>均|全部|都|悉数)(?:已经?|按[时期]|如期)*(?P<verb>[\u4e00-\u9fff]{2})[^，。；：Ⓐ]{0,12}[，；](?:其中|但|仍|还|尚)(?:有|仍|尚)?(?P<part>Ⓐ)[^，。；：Ⓐ]{0,6}?(?:未|没有)(?:按[时期]|如期|能)?(?P=verb)"
)


def _not_all(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """20个单位均已报送，其中3家未报送: not all have."""
    for sentence in paragraph.sentences:
        for match in _ALL.finditer(sentence.skeleton):
            part = sentence.at(match, "part")
            if part.value > 0 and not part.figure:
                words = match["all"] + match["verb"]
                basis = sentence.printed(match.start("part"), match.end())
                yield finding("audit.direction-wrong", place_of(sentence), words, basis=basis, likely=True)


RELATIONS = (
    Relation("audit.direction-wrong", _turned, "受理量为450件，高于去年同期的430件。", "受理量为450件，低于去年同期的430件。", words="[高低多少大小]于|不及|有所|略|明显|大幅|呈|小幅|继续|持续|稳|：", more=(("三季度办结率较二季度下降：二季度为97.1%，三季度为95.8%。", "三季度办结率较二季度提高：二季度为97.1%，三季度为95.8%。"), ("受理450件，较去年同期的430件有所增加。", "受理450件，较去年同期的430件有所下降。"),)),
    Relation("audit.direction-wrong", _not_all, "20个单位均已报送自查报告，无一缺漏。", "20个单位均已报送自查报告，其中3家未报送。", words="未|没有"),
)  # fmt: skip
