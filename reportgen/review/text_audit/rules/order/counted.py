"""Names that are counted behind their list: 张湾镇、李庄镇两个镇; 县教育局、县卫健局等4家单位; 甲局、乙局和丙局，共3家单位."""

import re
from collections.abc import Iterator

from reportgen.chinese.numerals import from_hanzi
from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.sentences import Sentence

_H = "[一二两三四五六七八九十]{1,2}"
_KINDS = (
    ("镇乡道", "乡镇|镇乡|镇|乡|街道|单位|地"),
    ("局委办院厅所站会中心处队", "单位|部门|机关|局"),
    ("县区市旗州", "县|区|市|县区|县市区|地区|地"),
    ("村区", "村|社区|行政村|村社|试点村"),
    ("公司厂场店", "企业|公司|单位"),
    ("校园学", "学校|单位"),
)
"""What the names of a list end with, and how all of them can be called."""
_ANY = "方面|环节|类问题|问题|类别|渠道|维度|关口"
_FIELDS = "领域|系统|行业|战线"
_COUNTED = lazily(
    rf"(?P<items>(?:[\u4e00-\u9fff]{{2,14}}、)+[\u4e00-\u9fff]{{2,24}}?)(?P<link>等|，共计?|，合计|，总共|共|这)?(?P<count>{_H}|\d{{1,2}})"
    rf"(?P<unit>家|个|所|大|类|项)(?P<what>(?:县直|市直|镇直|责任|成员|下属|重点|主要|突出)?(?:{'|'.join(called for _, called in _KINDS)}|{_ANY}|{_FIELDS}))"
)
_SHORT = 6  # characters of a name that nothing else stands in
_PAIR, _FIELD = 2, 4
_OPEN_BEFORE = lazily("及其他|以及其他|部分|第$")


def _counted(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """As many names stand before the number as it says; behind 等 no more than that."""
    for sentence, text in zip(paragraph.sentences, paragraph.plain, strict=True):
        for match in _COUNTED.finditer(text) if "、" in text else ():
            yield from _judged(sentence, match)


def _judged(sentence: Sentence, match: re.Match[str]) -> Iterator[AuditFinding]:
    items, link = match["items"], match["link"] or ""
    stated = from_hanzi(match["count"]) or 0
    names = items.split("、")
    if stated < 2 or _OPEN_BEFORE.search(items) or not _of_kind(names, match["what"]):
        return
    joined = len(re.findall("以及|和|(?<![涉以])及|与", items))
    least, most = len(names), len(names) + joined
    if "等" in items or (link == "等" and stated >= least) or least <= stated <= most:
        return
    yield finding(
        "audit.items-count",
        place_of(sentence),
        f"{match['count']}{match['unit']}{match['what']}",
        str(most if names[-1].count("和") + names[-1].count("及") else least),
        likely=True,
    )


def _of_kind(names: list[str], what: str) -> bool:
    """Whether all names end as those do that are called so; what has no kind of name is short and of one length."""
    if re.search(f"(?:{_ANY})$", what):
        sizes = {len(name) for name in names[1:]}
        return len(names) > 1 and len(sizes) == 1 and max(sizes) <= _SHORT and len(names[-1]) <= len(names[0]) + 1
    if re.search(f"(?:{_FIELDS})$", what):
        return len(names) > _PAIR and all(len(name) <= _FIELD for name in names[1:])
    kinds = [ends for ends, called in _KINDS if re.search(f"(?:{called})$", what)]
    return any(all(name[-1] in ends for name in names) for ends in kinds)


RELATIONS = (
    Relation("audit.items-count", _counted, "对县教育局、县卫健局、县交通局等4家单位进行约谈。", "对县公安局、县教育局、县卫健局、县交通局等3家单位进行约谈。", words="、", more=(("对张湾镇、李庄镇两个镇通报批评。", "对张湾镇、李庄镇三个镇通报批评。"), ("反映作风漂浮、办事拖沓、态度生硬三个方面。", "反映作风漂浮、办事拖沓、态度生硬四个方面。"),)),
)  # fmt: skip
