"""Parts of a whole, as the text itself states them: 1144件中78件，占6.87%; 受理401件，其中78件，占19.5%.

Which whole a share is of is often said in an earlier sentence. A share is right if it is right of any amount that it can be
of, and called wrong only where the text says, or leaves only one answer, of which it is.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from reportgen.model import AuditFinding
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.quantities import Kind, Quantity, Range, figures
from reportgen.review.text_audit.texts.sentences import AuditedText, Sentence, pattern

_GAP = "[^，。；ⒶⓅⒹⓉⓇ]"
_TOTAL = "(?<!公)共(?![享同产青])|合计|总计|总数|总量|受理|收到|接收|接到|登记|收集|排查|抽查|检查|发放|立案|处分|查处|走访|梳理|回收"
_SHARED = pattern(
    rf"(?P<part>Ⓐ)(?P<between>{_GAP}{{0,12}}?)[，（、]?(?:约|均|也)?占(?!地|用|道|线)(?:比|到|了|全部|总数|总量)?"
    rf"(?P<name>{_GAP}{{0,18}}?)(?P<whole>Ⓐ)?(?P<tail>{_GAP}{{0,8}}?)(?:的|为|达)?(?P<share>Ⓟ)"
)
_AMONG = pattern(
    rf"(?:^|[，。；：、（])(?P<label>{_GAP}{{0,16}}?)(?P<whole>Ⓐ){_GAP}{{0,8}}?中[，]?(?P<name>{_GAP}{{0,20}}?)(?P<part>Ⓐ){_GAP}{{0,8}}?"
    rf"[，（、]?占(?:比|到|了)?(?:为|达)?(?P<share>Ⓟ)"
)
_DONE = "办结|属实|查实|整改|答复|回复|化解|满意|采纳|回访|回收"
_RATED = pattern(
    rf"[^，。；：ⒶⓅⒹⓉⓇ]{{1,14}}(?P<whole>Ⓐ)[，；](?:已|其中)?(?P<did>{_DONE})(?:了)?(?P<part>Ⓐ)，(?P=did)率(?:为|达到?)?(?P<share>Ⓟ)"
)
_RATED_AMONG = pattern(
    rf"(?P<whole>Ⓐ)中，{_GAP}{{0,14}}?(?P<did>{_DONE}){_GAP}{{0,4}}?(?P<part>Ⓐ)，(?P=did)率(?:为|达到?)?(?P<share>Ⓟ)"
)
_RATED_ALONE = pattern(r"办结了?(?P<part>Ⓐ)，办结率(?:为|达到?)?(?P<share>Ⓟ)")
_BRACKETED = pattern(r"(?P<part>Ⓐ)（占?(?P<share>Ⓟ)）")
_NAMED_TOTAL = re.compile("总数|总量|总件数|受理|全部|合计|来件|来电|登记|问题数")
_OWN = re.compile("该|其|本类|同类|此类|这类|上述|前者")
_MANY = re.compile("可多选|多选|合计大于|交叉|重复计|兼有|同时涉及|分别计数|一件多类")
_LIST = pattern(rf"(?:分别占|占比分别为|占比依次为|各占|依次占)(?P<name>{_GAP}{{0,14}}?)(?P<shares>Ⓟ(?:[、和，及]Ⓟ)+)")
_ALL = pattern(r"分[为成](?![^，。；]{0,4}(?:主要))|构成|组成|全部(?:为|由)|只有|均为|按[^，。；ⒶⓅ]{1,8}(?:看|分|划分)")
_NOT_ALL = re.compile("主要|其余|其他|其它|另|等|前[一二三四五六七八九十]|居前|较多|集中|以上")


_REMEMBERED = 1_000  # amounts that a later share can be of; no report that is read has more
_LABEL = 60  # characters before an amount that can name it
_RECEIVED = "受理|总数|总量"


@dataclass(frozen=True, slots=True)
class _Whole:
    """What a share is most likely of; `sure` where the text says so."""

    amount: Quantity
    sure: bool


@dataclass(slots=True)
class _Known:
    """The amounts before a sentence.

    `earlier` are those of the paragraphs before, `received` those among them that are called what came in; `here` and `totals`
    those of the earlier sentences of its own paragraph, `totals` the totals of each sentence.
    """

    earlier: deque[Quantity] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))
    received: deque[Quantity] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))
    here: deque[Quantity] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))
    totals: list[list[Quantity]] = field(default_factory=list)
    coming: list[Quantity] = field(default_factory=list)

    def read(self, sentence: Sentence) -> None:
        """Takes a sentence in, for those after it in its paragraph."""
        self.here += [one for _, one in sentence.amounts()]
        self.totals.append(_totals(sentence))
        self.coming += _totals(sentence, named=_RECEIVED)

    def close(self) -> None:
        """Ends the paragraph."""
        self.earlier += self.here
        self.received += self.coming
        self.here.clear()
        self.totals.clear()
        self.coming.clear()

    def beside(self, sentence: Sentence, match: re.Match[str]) -> list[Quantity]:
        """The other amounts of the sentence, and those before it in its paragraph."""
        part = match.start("part")
        return [*(one for at, one in sentence.amounts() if at != part), *self.here]


def shares(story: AuditedText) -> Iterator[AuditFinding]:
    """Every share beside its part: right of some amount before it, or of the whole that the text names."""
    known = _Known()
    for sentences in story.sentences:
        for sentence in sentences:
            if any(one.kind is Kind.PERCENT for one in sentence.found.values()):
                yield from _in_sentence(sentence, known)
            known.read(sentence)
        known.close()


def _in_sentence(sentence: Sentence, known: _Known) -> Iterator[AuditFinding]:
    """The shares of one sentence."""
    told: set[int] = set()
    for one in (_AMONG, _RATED_AMONG, _RATED):
        for match in one.finditer(sentence.skeleton):
            told.add(match.start("share"))
            whole = _Whole(sentence.at(match, "whole"), sure=one is not _RATED)
            yield from _judged(sentence, match, whole, known.beside(sentence, match))
    yield from _rates_of_the_total(sentence, told, known)
    yield from _bracketed(sentence, known)
    for match in _SHARED.finditer(sentence.skeleton):
        if match.start("share") in told or _distant(match):
            continue
        if match["whole"]:
            yield from _judged(sentence, match, _Whole(sentence.at(match, "whole"), sure=True), [])
        elif likely := _whole(sentence, match, known):
            yield from _judged(sentence, match, likely, [*known.beside(sentence, match), *known.earlier])


def _rates_of_the_total(sentence: Sentence, told: set[int], known: _Known) -> Iterator[AuditFinding]:
    """办结126件，办结率92.0%: of all that was received, if the text gives one such total."""
    for match in _RATED_ALONE.finditer(sentence.skeleton):
        part = sentence.at(match, "part")
        totals = [*known.received, *known.coming]
        wholes = {one.value: one for one in totals if one.unit == part.unit and one.value >= part.value}
        if match.start("share") not in told and len(wholes) == 1:
            whole = _Whole(next(iter(wholes.values())), sure=False)
            yield from _judged(sentence, match, whole, [*known.beside(sentence, match), *known.earlier])


def _bracketed(sentence: Sentence, known: _Known) -> Iterator[AuditFinding]:
    """热线64件（46.7%）、暗访33件（24.1%）…: percentages of the one amount of which most of them are."""
    matches = list(_BRACKETED.finditer(sentence.skeleton))
    if len(matches) < 3:
        return
    others = [*known.beside(sentence, matches[0]), *known.earlier]
    pairs = [(sentence.at(match, "part"), sentence.at(match, "share")) for match in matches]
    fits = {one: sum(_fits(part, share, [one]) for part, share in pairs) for one in dict.fromkeys(others)}
    whole = max(fits, key=lambda one: fits[one], default=None)
    if whole is None or fits[whole] < max(2, len(pairs) / 2):
        return
    for match in matches:
        yield from _judged(sentence, match, _Whole(whole, sure=True), others)


def _distant(match: re.Match[str]) -> bool:
    """Whether words stand between part and share that make it the share of something else: 增加, 下降, 率."""
    return bool(re.search("[增升降减率比]", match["between"]))


def _judged(
    sentence: Sentence, match: re.Match[str], whole: _Whole, others: Sequence[Quantity]
) -> Iterator[AuditFinding]:
    """The share, unless it is right of its whole or of one of the other amounts; what the share of a figure is of is no guess."""
    part, share = sentence.at(match, "part"), sentence.at(match, "share")
    if figures(part, share) and (figures(whole.amount) or not whole.sure):
        return
    if whole.amount.unit != part.unit or whole.amount.range.low <= 0:
        return
    if _fits(part, share, (whole.amount, *others)):
        return
    right = (part.range / whole.amount.range).times(100)
    yield finding(
        "audit.share-wrong",
        place_of(sentence),
        sentence.printed(match.start("part"), match.start("share") + 1),
        share.printed(part.value / whole.amount.value * 100),
        likely=not whole.sure or share.nearly(right),
        whole=whole.amount.text,
    )


def _fits(part: Quantity, share: Quantity, wholes: Iterable[Quantity]) -> bool:
    """Whether the share is what the part is of one of the amounts, within rounding: that amount lies between two bounds."""
    if share.range.high <= 0:
        return part.value == 0
    low = part.range.low * 100 / share.range.high
    high = part.range.high * 100 / share.range.low if share.range.low > 0 else Decimal("Infinity")
    return any(
        one.unit == part.unit
        and one.value >= part.value
        and one.value + one.half >= low
        and one.value - one.half <= high
        for one in wholes
    )


def _whole(sentence: Sentence, match: re.Match[str], known: _Known) -> _Whole | None:
    """The one amount that the share can be of; None where the text leaves it open or it is not in the text."""
    part, name = sentence.at(match, "part"), match["name"] + match["tail"]
    among = _before_among(sentence, match)
    if among is not None and (not name or _OWN.search(name)):
        return _Whole(among, sure=len(_bigger(sentence.amounts(0, match.start("part")), part)) == 1)
    if _OWN.search(name) or (name and not _NAMED_TOTAL.search(name)):
        return None
    own = _totals(sentence, match.start("part"))
    for totals in (own, *reversed(known.totals), known.received if name else []):
        wholes = {one.value: one for one in totals if one.unit == part.unit and one.value > part.value}
        if wholes:
            return _Whole(next(iter(wholes.values())), sure=False) if len(wholes) == 1 and part.unit != "个" else None
    return None


def _before_among(sentence: Sentence, match: re.Match[str]) -> Quantity | None:
    """The amount before the last 其中 that stands before the part."""
    head = sentence.skeleton[: match.start("part")]
    at = head.rfind("其中")
    amounts = _bigger(sentence.amounts(0, max(at, 0)), sentence.at(match, "part"))
    return amounts[-1] if at > 0 and amounts else None


def _bigger(amounts: Sequence[tuple[int, Quantity]], part: Quantity) -> list[Quantity]:
    return [one for _, one in amounts if one.unit == part.unit and one.value > part.value]


def _totals(sentence: Sentence, end: int | None = None, named: str = _TOTAL) -> list[Quantity]:
    """The amounts of a sentence that are called a total, or what came in."""
    found = []
    for at, one in sentence.amounts(0, end):
        label = re.split("[，。；：、（\ue001-\ue006]", sentence.skeleton[max(at - _LABEL, 0) : at])[-1]
        if re.search(named, label) and not re.search("其中|中的|未|同期|上年|去年|上季|上月", label):
            found.append(one)
    return found


def lists_of_shares(story: AuditedText) -> Iterator[AuditFinding]:
    """分为三类，分别占62.0%、21.0%、7.0%: shares that the text calls all there are add up to 100, give or take rounding."""
    for sentences in story.sentences:
        for sentence in sentences:
            for match in _LIST.finditer(sentence.skeleton):
                yield from _list(sentence, match)


def _list(sentence: Sentence, match: re.Match[str]) -> Iterator[AuditFinding]:
    stated = [sentence.found[at] for at in range(match.start("shares"), match.end("shares")) if at in sentence.found]
    total = sum((one.range for one in stated), start=Range(Decimal(0), Decimal(0)))
    head = sentence.skeleton[: match.start("shares")]
    whole = bool(_ALL.search(head)) and not _NOT_ALL.search(sentence.skeleton)
    one_whole = bool(_ALL.search(head)) or match[0].startswith(("分别占", "依次占"))
    if figures(*stated):
        return
    over = total.low > 100 and one_whole and not _MANY.search(sentence.skeleton)
    if over or (whole and total.high < 100):
        words = "、".join(one.text for one in stated)
        printed = sum(one.value for one in stated)
        yield finding("audit.shares-total", place_of(sentence), words, "100%", sum=f"{printed}%")


CHECKS = (shares, lists_of_shares)
