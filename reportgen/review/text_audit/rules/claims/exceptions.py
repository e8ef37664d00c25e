"""What is said of all and is not so of some: 全部建立，仅2个村没有建立; 均未发现过期药品，3家因销售过期药品; 办结率100%，3件尚未办结."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.mentions import Mention, Role
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.quantities import Kind
from reportgen.review.text_audit.texts.sentences import Sentence

_ALL = lazily(
    r"(?P<all>均|都(?!市)|全部|悉数|一律|皆|全数|逐一|无一例外地?|普遍)(?P<not>未曾?|没有|没|不|无)?(?P<what>(?:(?!均|都)[\u4e00-\u9fff“”]){2,20})"
    r"|(?P<none>无一(?:例|起|件|人|家|个|户|名)?(?:发生|出现)?|零(?=(?:投诉|举报|上访|信访|事故|违纪|违规|超期|积压|发生|差评|退件))"
    r"|未发现(?:一例|一起|任何)?|没有一[家个件起例人户名](?:单位|群众|企业)?|(?:未|没有|无)(?:发生|新增|出现|收到|接到)(?:一[起例件]|任何)?|从未(?:发生|出现)?)(?P<no>[\u4e00-\u9fff]{2,16})"
)
_NOT = lazily("(?:尚|仍|还)?(?:未曾?|没有|没|不(?!足|少|断|仅|同|到)|无(?!证|人|照))(?:能|得到|予以|被|及|按)?")
_QUALIFIERS = lazily(
    "按[期时]|及时|如期|准时|按规定|按要求|规范|完全|全面|彻底|一次性?|首次|签字|公开|足额|当[天日月场]|现场|逐项|电子|书面|时限|到位|见面"
)
_LEADING = lazily(
    "^(?:表示|认为|感到|已经?|能够?|可以?|实现了?|做到了?|得到了?|进行了?|予以|给予|实行了?|建立起|按[期时]|及时|如期|在[^，。；]{1,8}内|了)+"
)
_BEFORE = lazily(
    "曾|原(?!因)|此前|上[年次月季]|去年|同期|[年月]初|当时|之前|前期|首轮|初查|经催|已?补[报交办]|后(?:已|均|全)|已于|到[目当]前|现已|以往|往年"
)
_EXCEPT = lazily("除[^，。；]{1,24}(?:外|以外|之外)")
_REST = lazily("^(?:其余|其他|其它|另)")
_STOPS = lazily("[，；：。]")
_IN_TIME, _LATE = lazily("按[期时]|如期|及时|准时|[时期]限内"), lazily("(?<!无)(?<!没有)(?<!未)(?:超期|逾期|超时|超限)")
_EVENTS = "发生|新增|出现|收到|接到"
_PLACE = lazily("[\u4e00-\u9fff]{1,4}(?:镇|乡|村|县|区|局|所|街道|社区|科|队|校|院|公司)")
_PLACES = "村镇乡县区校所户局"
_FILLER = lazily("其中|但|仅|只|还|仍|尚|有|另|目前|而|[的了]")
_FAR = 5  # clauses behind a claim that can be of the same things
_NAME = 2  # characters of a noun that tells others apart
_SURE = 4  # characters at the end of what is denied, by which it is known again


@dataclass(frozen=True)
class _Claim:
    """What a clause says of all: its words and those of its whole clause, what it says, whether it denies, and where it ends."""

    words: str
    clause: str
    what: str
    denies: bool
    end: int


@dataclass(frozen=True)
class _Clause:
    """A clause behind a claim with its numbers."""

    words: str
    said: tuple[Mention, ...]

    @property
    def counts(self) -> bool:
        """Whether it counts some."""
        return any(_counted(one) and one.quantity.value > 0 for one in self.said)


def _claims(sentence: Sentence) -> Iterator[_Claim]:
    skeleton = sentence.skeleton
    for match in _ALL.finditer(skeleton):
        what = match["what"] or match["no"]
        denies = bool(match["not"] or match["none"])
        if not denies and _NOT.match(_LEADING.sub("", what)):
            continue
        start = max((mark.end() for mark in _STOPS.finditer(skeleton, 0, match.start())), default=0)
        yield _Claim(match[0], sentence.printed(start, match.end()), what, denies, match.end())


def _clauses(sentence: Sentence, said: Sequence[Mention], start: int) -> Iterator[_Clause]:
    """The clauses of a sentence from a place on."""
    for match in _CLAUSE.finditer(sentence.skeleton, start):
        own = tuple(one for one in said if match.start() <= one.at < match.end())
        yield _Clause(sentence.printed(*match.span()), own)


_CLAUSE = lazily("[^，；：。（）]+")


def _exceptions(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """Some of those of whom all is said, in the clauses behind, for whom it does not hold."""
    for number, sentence in enumerate(paragraph.sentences):
        if _EXCEPT.search(sentence.skeleton):
            continue
        for claim in _claims(sentence):
            counted = [one for one in paragraph.said[number] if one.at < claim.end and _counted(one)]
            clauses = list(_clauses(sentence, paragraph.said[number], claim.end))[:_FAR]
            if claim.denies and number + 1 < len(paragraph.sentences):
                clauses += list(_clauses(paragraph.sentences[number + 1], paragraph.said[number + 1], 0))[:2]
            for one in clauses:
                figured = any(each.quantity.figure for each in one.said)
                if not figured and not _REST.search(one.words) and _contradicts(claim, one, counted):
                    yield _finding(claim.words, one.words, sentence)
                    break


def _counted(one: Mention) -> bool:
    return one.quantity.kind is Kind.AMOUNT and one.role is Role.LEVEL and not one.era


def _contradicts(claim: _Claim, one: _Clause, counted: Sequence[Mention]) -> bool:
    """Whether what is said of some is the opposite of what is said of all, in the same words."""
    if _BEFORE.search(one.words) or _EXCEPT.search(one.words):
        return False
    if claim.denies:
        return (one.counts and _denied(claim, one.words)) or _told_of(claim, one.words)
    return (
        (one.counts and _IN_TIME.search(claim.words) is not None and _LATE.search(one.words) is not None)
        or _short_rate(claim, one)
        or ((one.counts or _names_one(one.words, counted)) and _denies(claim, one, counted))
    )


def _denied(claim: _Claim, words: str) -> bool:
    """Whether words tell of what a claim says there is none of: 未发生事故，发生事故2起."""
    core = re.sub(f"^(?:发现|{_EVENTS}|收到|接到|存在|有)|(?:的?(?:问题|现象|情况|行为|情形))$", "", claim.what)
    if core[:1] in {"不", "未"} and len(core) > _NAME:  # 无一不满意; 不满意2人
        return re.search(f"[不未][^，。；]{{0,2}}{core[1:3]}", words) is not None
    if _NOT.search(words) or not core:
        return False
    event = re.search(_EVENTS, claim.words)
    graded = re.search("重|特大|较大|恶性|群体|区域性|系统性", core)
    if len(core) > _SURE and event and not graded and core[-2:] in words and event[0] in words:
        return True
    if event and event[0] == "新增" and event[0] not in words:
        return False
    return len(core) > 1 and core[-_SURE:] in words


def _told_of(claim: _Claim, words: str) -> bool:
    """Whether words speak of one that has happened: 未发生食品安全事件。4月发生的某校食品安全事件."""
    event = re.search(_EVENTS, claim.words)
    core = claim.what[-_SURE:]
    told = re.search(f"{event[0]}的[^，。；]{{0,16}}{core}", words) if event and len(core) == _SURE else None
    return told is not None and not _NOT.search(words[: told.end()])


def _short_rate(claim: _Claim, one: _Clause) -> bool:
    """整改到位，整改率92%: the rate of what all have done is no 100%."""
    core = _LEADING.sub("", claim.what)[:2]
    return any(
        rate.role is Role.RATE and rate.quantity.value < _HUNDRED and re.fullmatch(f"{core}(?:完成|到位)?率", rate.name)
        for rate in one.said
    )


def _names_one(words: str, counted: Sequence[Mention]) -> bool:
    """Whether a clause names one of those that were counted, and says nothing else but that it has not."""
    denied = re.search("尚未|仍未|还未|未", words)
    return bool(counted) and denied is not None and _PLACE.fullmatch(words[: denied.start()]) is not None


def _denies(claim: _Claim, one: _Clause, counted: Sequence[Mention]) -> bool:
    """Whether a clause denies of some what is said of all of them."""
    denied = _NOT.search(one.words)
    core = _LEADING.sub("", claim.what)
    if denied is None or len(core) < 2:
        return False
    rest = one.words[denied.end() :]
    if [each for each in _QUALIFIERS.findall(rest) if each not in claim.words]:
        return False
    if not (core[:2] in rest or (len(core) > 3 and _shares(core, rest, 3))):
        return False
    of = re.search(f"{core[:2]}[\u4e00-\u9fff]{{0,4}}?的(?P<noun>[\u4e00-\u9fff]{{2}})", rest)
    if of and of["noun"] not in claim.clause:
        return False  # 未移送的问题线索还有4条
    if not one.said:
        return True
    return _is_among(claim, one, counted) or _of_the_same(claim, one.words[: denied.start()])


_NOUN = lazily("至今|尚|仍|还|未|没|不|因|被|存在|发生|出现|的|在|按|也|却")


def _is_among(claim: _Claim, one: _Clause, counted: Sequence[Mention]) -> bool:
    """Whether a clause counts some of those that were counted before: of their unit and name, and no more than they."""
    return any(
        _alike(each, whole) and each.quantity.value <= whole.quantity.value
        for each in one.said
        if len(noun := _NOUN.split(each.tail)[0]) < _NAME or noun in claim.clause
        if _counted(each)
        for whole in counted[-1:]
    )


_UNITS_ALIKE = (
    {"人", "名", "位"},
    {"家", "个", "所", "户", "处", "座"},
    {"件", "起", "宗", "例", "条", "项", "个", "件次"},
)


def _alike(one: Mention, other: Mention) -> bool:
    units = {one.quantity.unit, other.quantity.unit}
    return len(units) == 1 or any(units <= group for group in _UNITS_ALIKE)


def _of_the_same(claim: _Claim, subject: str) -> bool:
    """Whether those of whom something is denied are called as those are of whom it is said, or not called at all."""
    noun = re.sub(r"\d+(?:\.\d+)?[\u4e00-\u9fff]", "", _FILLER.sub("", subject))
    noun = re.sub(r"[^\u4e00-\u9fff]", "", noun)
    return not noun or (noun in claim.clause and (len(noun) > 1 or noun in _PLACES))


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
        for rate in said:
            whole = rate.quantity.kind is Kind.PERCENT and rate.quantity.value == _HUNDRED and rate.role is Role.RATE
            match = _FULL.search(rate.name[-3:]) if whole and not rate.quantity.figure else None
            if match is None or re.search("按[期时]|及时|力争|确保|目标|达到", rate.clause):
                continue
            left = re.compile(_LEFT.format(stem=match["stem"]))
            for one in list(_clauses(sentence, said, rate.at + 1))[:_FAR]:
                if one.counts and left.search(one.words) and not _BEFORE.search(one.words):
                    yield _finding(rate.label + rate.quantity.text, one.words, sentence)
                    break


RELATIONS = (
    Relation(
        "audit.all-but-some",
        _exceptions,
        "20个单位均已报送自查报告，其中3家报送了两次。",
        "20个单位均已报送自查报告，其中3家未报送。",
        words="均|都|全|一律|皆|悉数|逐一|无一|零|[未无](?:发|出|新|收|接)|没有|从未|普遍",
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
