"""What is said of all and is not so of some: 全部建立，仅2个村没有建立; 均未发现过期药品，3家因销售过期药品; 办结率100%，3件尚未办结."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.model import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.mentions import Mention, Role
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.quantities import Kind
from reportgen.review.text_audit.texts.sentences import Sentence

_ALL = lazily(
    r"(?P<all>均|都(?!市)|全部|悉数|一律|皆|全数|逐一|无一例外地?|普遍)(?P<not>未曾?|没有|没|不|无)?(?P<what>[\u4e00-\u9fff“”]{2,20})"
    r"|(?P<none>无一(?:例|起|件|人|家|个|户|名)?(?:发生|出现)?|零(?=(?:投诉|举报|上访|信访|事故|违纪|违规|超期|积压|发生|差评|退件))|未发现(?:一例|一起|任何)?|没有一[家个件起例人户名](?:单位|群众|企业)?|未发生(?:一起|一例|任何)?|从未(?:发生|出现)?)(?P<no>[\u4e00-\u9fff]{2,16})"
)
_NOT = lazily("(?:尚|仍|还)?(?:未曾?|没有|没|不(?!足|少|断|仅|同|到)|无(?!证|人|照))(?:能|得到|予以|被|及|按)?")
_QUALIFIERS = lazily(
    "按[期时]|及时|如期|准时|按规定|按要求|规范|完全|全面|彻底|一次性?|首次|签字|公开|足额|当[天日月场]|现场|逐项|电子|书面|时限|到位|见面"
)
_LEADING = lazily(
    "^(?:已经?|能够?|可以?|实现了?|做到了?|得到了?|进行了?|予以|给予|实行了?|建立起|按[期时]|及时|如期|了)+"
)
_BEFORE = lazily(
    "曾|原(?!因)|此前|上[年次月季]|去年|[年月]初|当时|之前|前期|首轮|初查|经催|已?补[报交办]|后(?:已|均|全)|已于|到[目当]前|现已"
)
_EXCEPT = lazily("除[^，。；]{1,24}(?:外|以外|之外)")
_NOUN = lazily("至今|尚|仍|还|未|没|不|因|被|存在|发生|出现|的")
_MARKS = lazily("[，；：。（）]")
_UNITS_ALIKE = (
    {"人", "名", "位"},
    {"家", "个", "所", "户", "处", "座"},
    {"件", "起", "宗", "例", "条", "项", "个", "件次"},
)
_FAR = 60
_SURE = 4  # characters at the end of what is denied, by which it is known again


@dataclass(frozen=True)
class _Claim:
    """What a clause says of all: its words, whether it denies, and where it ends in the skeleton."""

    words: str
    what: str
    denies: bool
    end: int


def _claims(sentence: Sentence) -> Iterator[_Claim]:
    for match in _ALL.finditer(sentence.skeleton):
        what = match["what"] or match["no"]
        denies = bool(match["not"] or match["none"])
        if not denies and _NOT.match(_LEADING.sub("", what)):
            continue
        yield _Claim(match[0], what, denies, match.end())


def _exceptions(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """Some of those of whom all is said, named with their number in the same sentence or the next, for whom it does not hold."""
    for number, sentence in enumerate(paragraph.sentences):
        if _EXCEPT.search(sentence.skeleton):
            continue
        for claim in _claims(sentence):
            counted = [one for one in paragraph.said[number] if one.at < claim.end and _counts(one)]
            behind = [one for one in paragraph.said[number] if claim.end <= one.at <= claim.end + _FAR]
            following = paragraph.said[number + 1] if number + 1 < len(paragraph.said) and claim.denies else ()
            for one in (*behind, *following):
                if _counts(one) and one.quantity.value > 0 and _is_among(one, counted, claim):
                    words = _told(one)
                    if _contradicts(claim, words):
                        yield _finding(claim.words, words, sentence)
                        break


def _counts(one: Mention) -> bool:
    return one.quantity.kind is Kind.AMOUNT and one.role is Role.LEVEL and not one.era and not one.quantity.figure


def _is_among(one: Mention, counted: Sequence[Mention], claim: _Claim) -> bool:
    """Whether a number counts some of those of whom the claim is: of their unit, and no more than they."""
    if re.search("其余|其他|其它|另", one.label):
        return False
    if not counted:
        noun = _NOUN.split(one.tail)[0]
        head = one.sentence.printed(max(claim.end - _FAR, 0), claim.end) if claim.end <= one.at else ""
        return bool(noun) and noun in head and re.search("各|所有|每", head) is not None
    whole = counted[-1]
    if one.quantity.value > whole.quantity.value:
        return claim.denies and not any(_alike(one, each) for each in counted)
    return any(_alike(one, each) for each in counted) or claim.denies


def _alike(one: Mention, other: Mention) -> bool:
    units = {one.quantity.unit, other.quantity.unit}
    return len(units) == 1 or any(units <= group for group in _UNITS_ALIKE)


def _told(one: Mention) -> str:
    """What is said of a number: the clause round it, and the one behind where its own says nothing."""
    skeleton = one.sentence.skeleton
    start = max((mark.end() for mark in _MARKS.finditer(skeleton, 0, one.at)), default=0)
    end = next((mark.start() for mark in _MARKS.finditer(skeleton, one.at)), len(skeleton))
    return one.sentence.printed(start, end)


def _contradicts(claim: _Claim, words: str) -> bool:
    """Whether what is said of some is the opposite of what is said of all, in the same words."""
    if _BEFORE.search(words) or _EXCEPT.search(words):
        return False
    denied = _NOT.search(words)
    if claim.denies:
        core = re.sub("^(?:发现|出现|发生|收到|接到|存在|有)|(?:的?(?:问题|现象|情况|行为|情形))$", "", claim.what)
        return not denied and core[-_SURE:] in words
    if denied is None:
        return False
    core = _LEADING.sub("", claim.what)
    rest = words[denied.end() :]
    narrower = [each for each in _QUALIFIERS.findall(rest) if each not in claim.words]
    if narrower or len(core) < 2:
        return False
    verb = core[:2]
    return verb in rest or (len(core) > 3 and _shares(core, rest, 3))


def _shares(core: str, words: str, size: int) -> bool:
    return any(core[at : at + size] in words for at in range(len(core) - size + 1))


def _finding(stated: str, basis: str, sentence: Sentence) -> AuditFinding:
    return finding("audit.all-but-some", place_of(sentence), stated, basis=basis)


_FULL = lazily(r"(?P<stem>[\u4e00-\u9fff]{2})率")
_LEFT = "(?:尚|仍|还)?(?:未|没有|正在|待){stem}|{stem}中$"
_HUNDRED = 100


def _full_rate(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """办结率100%，尚有3件未办结."""
    for sentence, said in zip(paragraph.sentences, paragraph.said, strict=True):
        for at, rate in enumerate(said):
            whole = rate.quantity.kind is Kind.PERCENT and rate.quantity.value == _HUNDRED and rate.role is Role.RATE
            match = _FULL.search(rate.name[-3:]) if whole and not rate.quantity.figure else None
            if match is None or re.search("按[期时]|及时|力争|确保|目标|达到", rate.clause):
                continue
            left = re.compile(_LEFT.format(stem=match["stem"]))
            for one in said[at + 1 :]:
                words = _told(one)
                if _counts(one) and one.quantity.value > 0 and left.search(words) and not _BEFORE.search(words):
                    if "；" not in sentence.skeleton[rate.at : one.at]:
                        yield _finding(rate.label + rate.quantity.text, words, sentence)
                    break


RELATIONS = (
    Relation(
        "audit.all-but-some",
        _exceptions,
        "20个单位均已报送自查报告，其中3家报送了两次。",
        "20个单位均已报送自查报告，其中3家未报送。",
        words="均|都|全|一律|皆|悉数|逐一|无一|零|未发|没有一|从未|普遍",
        more=(
            (
                "走访的32家商户均未发现过期食品，其中3家因消防通道堵塞被责令整改。",
                "走访的32家商户均未发现过期食品，其中3家因出售过期食品被立案。",
            ),
            (
                "全部18个社区都设立了议事点，有2个社区还设立了分点。",
                "全部18个社区都设立了议事点，仅有2个社区至今没有设立。",
            ),
        ),
    ),
    Relation(
        "audit.all-but-some",
        _full_rate,
        "转办件办结率100%，3件正在回访。",
        "转办件办结率100%，尚有3件未办结。",
        words="100%",
    ),
)
