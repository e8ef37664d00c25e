"""What a sentence says of all: 三类合计228件; 整改590件，尚未完成40件; 在署名举报中反馈158件; 办结 more than 受理."""

import itertools
import re
from collections.abc import Iterator, Sequence

from reportgen.chinese.numerals import from_hanzi
from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.enumerations import run_before
from reportgen.review.text_audit.reading.mentions import Mention, Role, amounts
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.reading.words import MANY
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.rules.wholes.parts import CARRIED, made_by_others, over, report
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.quantities import Kind, Range, figures

_COUNT = "(?P<count>[一二两三四五六七八九十]|\\d)(?:大?类|项|个?方面|者|种|个单位|个月|家|地|镇|级|个季度|个渠道|个?部分|县|区|乡|村|社区|所|批|组|次|部门|街道|科室|片区|月(?!份|\\d))[^，。；]{0,6}?"
_TOTAL = lazily(
    rf"^(?:以上|上述|前|全[县市区州省镇乡])?(?:{_COUNT})?(?:合计|共计|总计|总共|之和|相加|加起来|总[人件户次]?[数量]|总投入|总支出|总额|总金额)(?!占)[^，。；]{{0,6}}$|^(?:以上|上述|前)?{_COUNT.replace('count', 'count2')}(?:一共|共|累计)[^，。；]{{0,6}}$|^前[一二三四]季度(?:加起来|相加)$"
)
_IN_ALL = lazily(
    r"^(?:以上|上述)?(?:\d{4}年)?(?:全年|上半年|下半年|[一二三四前]{1,2}季度|前?[一二三四五六七八九十]{1,2}个?月|累计|\d{1,2}[—–\-～至]\d{1,2}月|本月|本季度|全[\u4e00-\u9fff]{1,6}?|今年(?:以来)?|[\u4e00-\u9fff]{2,4}的)?(?:共计?|累计|合计)[\u4e00-\u9fff]{0,6}$"
)
_LEFT = lazily(
    "^(?:，|；)?(?:尚|仍|还)?(?:未|在办|正在|剩余|其余|余|待)|尚[未有余欠]|仍[有在余欠]|^(?:其中)?(?:拖?欠缴?|欠收)|还有|未办|在办|剩余|其余|余下|^(?:差|短缺|空缺|缺席|缺编|缺勤|缺口|缺额|缺员|空编|请假)|请假$|缺席$"
)
_LEFT_SO = lazily("在建|未|正在|尚|仍|还|待")
_DONE_SO = lazily("已|完成|建成|达标|合格|办结")
_GOING_ON = lazily("(?:个|件|项)?(?:问题|事项)?(?:正在|仍在|尚在|尚未|还在|仍未|未能)")
_DONE = lazily(
    "^实|结案|处理|调处|答复|回复|追回|收回|已检|采纳|发现|合格|达标|通过|属实|满意|参加|签约|建成|开工|办结|完成|已|化解|整改|解决|追缴|处置|审结|销号|到位|清退|发放"
)
_AMONG = lazily(r"(?:^|[，。；])(?:在|从)?(?:这些|上述|该)?(?P<name>[\u4e00-\u9fff]{2,12})(?:当|之)?中，?$")
_AMONG_ITS_OWN = lazily(
    r"在?(?P<name>[\u4e00-\u9fff]{3,12}?)(?:当|之)?(?<![集其])中(?![央心学队小])(?=[\u4e00-\u9fff])"
)
_RECEIVED = lazily("受理|接收|收到|登记|交办|立案|接到")
_FINISHED = lazily("^(?:已|共|均)?(?:办结|完成|化解|审结|答复|反馈)")
_NOT_PLAIN = lazily("等(?!级|候|待|次)|兼|双重|同时|[×=＝÷*]|累计[^，]*累计")
_SPENT = lazily("支出|使用|花费")  # is another whole than what was given for it
_NEAR = 24  # characters that may stand between a list and its total


def _sum(parts: Sequence[Mention]) -> Range:
    first, *rest = (one.quantity.range for one in parts)
    return sum(rest, start=first)


def _totals(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """合计 and 共 behind a list: right if any run of parts that ends there adds up to it."""
    for number, said in enumerate(paragraph.said):
        for total in amounts(said):
            plain = _TOTAL.search(total.label)
            if total.label.endswith(("由", "从")):
                continue  # 总量由101件降至100件
            if plain or _IN_ALL.search(total.label):
                yield from _total(paragraph, number, total, plain)


def _total(paragraph: Paragraph, number: int, total: Mention, plain: re.Match[str] | None) -> Iterator[AuditFinding]:
    unit = total.quantity.unit
    said = paragraph.said[number]
    own = [one for one in amounts(said, unit) if one.at < total.at and one.depth == total.depth]
    sentence = paragraph.sentences[number]
    if not own and plain and number:
        sentence = paragraph.sentences[number - 1]
        own = amounts(paragraph.said[number - 1], unit)
    elif own and not _follows(own[-1], total, said):
        return
    counted = from_hanzi(plain["count"] or plain["count2"] or "") if plain else None
    listed = run_before(sentence, own)
    if counted is not None and len(listed) != counted:
        listed = own[-counted:] if len(own) >= counted else []
    if (
        len(listed) < 2
        or figures(*(one.quantity for one in (*listed, total)))
        or not (plain or _of_same(listed, total))
    ):
        return
    spent = _SPENT.search(total.label)
    if spent and spent[0] not in total.sentence.skeleton[: total.at - len(total.label)]:
        return
    if re.search(f"[十百千几余多]{unit}", sentence.skeleton):  # 五十余件 is a part that nobody can add
        return
    if _NOT_PLAIN.search(sentence.skeleton) or re.search(MANY, total.sentence.skeleton):
        return
    before = [one for one in amounts(said) if one.at < total.at]
    if any(total.quantity.holds(_sum(each[-size:])) for each in (own, before) for size in range(2, len(each) + 1)):
        return  # 企业86家、商户120户、居民310户，总计516户
    shares = [one for one in total.sentence.found.values() if one.kind is Kind.PERCENT]
    if (
        shares
        and total.quantity.range.low > 0
        and any(one.holds((_sum(listed) / total.quantity.range).times(100)) for one in shares)
    ):
        return  # 合计占60%，分别为90件和60件，总数250件
    earlier = amounts([*paragraph.before, *paragraph.until(listed[0])], unit)
    repeated = any(one.quantity.value == total.quantity.value for one in earlier)
    yield report(total.sentence, listed, total.quantity, likely=counted is None or repeated)


def _follows(last: Mention, total: Mention, said: Sequence[Mention]) -> bool:
    """Whether a total stands right behind the last part: no other number and no new part of the sentence between."""
    between = total.sentence.skeleton[last.at + 1 : total.at]
    others = [one for one in said if last.at < one.at < total.at and one.role is Role.LEVEL and not one.depth]
    apart = "；" in between and "；" not in total.sentence.skeleton[: last.at]  # not of a list parted by ；
    return len(re.sub("（[^（）]*）", "", between)) <= _NEAR and not others and not apart


def _of_same(listed: Sequence[Mention], total: Mention) -> bool:
    """Whether a total that is only called 共 is one of what the list counts."""
    verb = re.sub(".*(?:共计?|累计|合计)", "", total.label)[:2]
    return not verb or verb in total.sentence.printed(max(listed[0].at - 60, 0), listed[0].at)


def _left(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """共620件，完成590件，尚未完成40件: what is done and what is left make the whole."""
    for sentence, said in zip(paragraph.sentences, paragraph.said, strict=True):
        levels = amounts(said)
        for whole, done, left in zip(levels, levels[1:], levels[2:], strict=False):
            units = {one.quantity.unit for one in (whole, done, left)}
            if (
                len(units) > 1
                or not (
                    _opposite(done.label, left.label)
                    or _opposite(done.tail[:2], left.label)
                    or (_LEFT.search(left.label) and _DONE.search(done.label))
                    or (_LEFT_SO.match(left.tail) and _DONE_SO.match(done.tail) and done.depth == left.depth)
                    or (_GOING_ON.match(left.tail) and _DONE.search(done.label) and done.depth == left.depth)
                )
                or _LEFT.search(done.label)
            ):
                continue
            if _opposite(whole.label, left.label) and not _opposite(done.label, left.label):
                continue  # what is left is left beside the first, not of it: 已开工10个，其中已竣工4个；未开工2个
            if done.label[-2:] and done.label[-2:] in whole.label and not _LEFT.search(left.label):
                continue  # 予以公开87件，部分公开14件，不予公开8件: three of one list
            if CARRIED.search(sentence.text) or figures(whole.quantity, done.quantity, left.quantity):
                continue
            before = list(amounts([*paragraph.before, *paragraph.until(left)], left.quantity.unit))
            parts = [one for one in before if one.sentence is sentence]
            runs = [_sum([*parts[-size:], left]) for size in range(1, len(parts) + 1)]
            if (
                whole.quantity.value < done.quantity.value
                or made_by_others(whole, said)
                or any(one.quantity.holds(run) for one in before for run in runs)
            ):
                continue
            yield report(sentence, (done, left), whole.quantity, likely=True)


def _left_of(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """180个完成，占236个的76.3%，还有56个尚未完成: the whole stands behind what was done."""
    for said in paragraph.said:
        three = [one for one in said if one.quantity.kind is Kind.AMOUNT and one.role in (Role.LEVEL, Role.WHOLE)]
        for done, whole, left in zip(three, three[1:], three[2:], strict=False):
            units = {one.quantity.unit for one in (done, whole, left)}
            rest = _LEFT.search(left.label) or _GOING_ON.match(left.tail)
            if whole.role is not Role.WHOLE or len(units) > 1 or not rest or left.role is not Role.LEVEL:
                continue
            parts = (done, left)
            if whole.quantity.holds(_sum(parts)) or figures(*(one.quantity for one in (*parts, whole))):
                continue
            if not CARRIED.search(left.sentence.text) and whole.quantity.value > done.quantity.value:
                yield report(left.sentence, parts, whole.quantity, likely=True)


def _opposite(done: str, left: str) -> bool:
    """规范的 and 不规范的, 参加 and 未参加."""
    core = re.sub("的$|^(?:其中|已|且|，)", "", done)[-2:]
    return len(core) == 2 and re.match(f"(?:其中)?[不未][^，。；]{{0,4}}{core}", left) is not None


def _subsets(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """署名举报205件，在署名举报中反馈228件: what is counted among some is no more than these."""
    for one in amounts(paragraph.mentions):
        head = one.sentence.skeleton[: one.at]
        among = _AMONG.search(head[: len(head) - len(one.label)]) or _AMONG_ITS_OWN.match(one.label)
        if among is None:
            continue
        name = among["name"]
        of = [
            each
            for each in amounts(paragraph.until(one), one.quantity.unit)
            if name.replace("的", "") in (each.label + each.tail).replace("的", "")
        ]
        if of and not figures(one.quantity, of[-1].quantity) and of[-1].quantity.range.high < one.quantity.range.low:
            yield over(one.sentence, one, of[-1], likely=len(of) > 1)


def _finished(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """受理5260件，办结5372件: more done than came in is carried over from before, which a text says."""
    for said in paragraph.said:
        levels = amounts(said)
        for one, other in itertools.pairwise(levels):
            more = one.quantity.unit == other.quantity.unit and other.quantity.value > one.quantity.value
            if (
                more
                and _RECEIVED.search(one.label)
                and _FINISHED.search(other.label)
                and not CARRIED.search(one.sentence.text)
            ) and not figures(one.quantity, other.quantity):
                yield finding(
                    "audit.done-over-received", place_of(one.sentence), other.quantity.text, one.quantity.text
                )


_GAINED = lazily("新增|新开办|新设立?|新登记|新建|新办|增加|加入|迁入|新招|吸收|纳入")
_LOST = lazily("退出|减少|注销|迁出|流失|清退|核减|离职")


def _net(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """新增126户，退出98户，净增28户."""
    for said in paragraph.said:
        for gained, lost, net in zip(said, said[1:], said[2:], strict=False):
            units = {one.quantity.unit for one in (gained, lost, net)}
            named = _GAINED.search(gained.label) and _LOST.search(lost.label) and re.search("净增$", net.label)
            if not named or len(units) > 1 or figures(gained.quantity, lost.quantity, net.quantity):
                continue
            if not net.quantity.holds(gained.quantity.range - lost.quantity.range):
                right = net.quantity.printed(gained.quantity.value - lost.quantity.value)
                basis = f"{gained.quantity.text}-{lost.quantity.text}"
                yield finding(
                    "audit.balance-wrong",
                    place_of(net.sentence),
                    net.label + net.quantity.text,
                    right,
                    basis=basis,
                    likely=True,
                )


RELATIONS = (
    Relation("audit.balance-wrong", _net, "新增低保对象126户，退出98户，净增28户。", "新增低保对象126户，退出98户，净增38户。", words="净增"),
    Relation(
        "audit.sum-wrong",
        _totals,
        "7月、8月、9月分别受理312件、341件、338件，三季度共受理991件。",
        "7月、8月、9月分别受理312件、341件、338件，三季度共受理981件。", words="[共总合加累]|之和"),
    Relation("audit.sum-wrong", _left, "共交办620件，整改完成590件，尚未完成30件。", "共交办620件，整改完成590件，尚未完成40件。", words="未|在办|在建|正在|欠|剩|其余|余|待|不|尚|仍|还|缺|差|空编|请假"),
    Relation("audit.sum-wrong", _left_of, "已有180个村完成换届，占236个村的76.3%，还有56个村尚未完成。", "已有180个村完成换届，占236个村的76.3%，还有65个村尚未完成。", words="占"),
    Relation("audit.part-over-whole", _subsets, "署名举报205件；在署名举报中，已反馈198件。", "署名举报205件；在署名举报中，已反馈228件。", words="中"),
    Relation("audit.done-over-received", _finished, "本季度受理526件，办结537件（含上季度结转）。", "本季度受理526件，办结537件。", words="办结|完成|化解|审结|答复|反馈"),
)  # fmt: skip
