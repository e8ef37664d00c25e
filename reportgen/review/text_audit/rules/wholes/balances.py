"""What comes in, goes out and is left: carried over + new = done + left; 累计 = 累计 before + new; months that make a quarter."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.mentions import Mention, Role, amounts, series
from reportgen.review.text_audit.reading.paragraphs import Paragraph, by_unit
from reportgen.review.text_audit.reading.periods import Stretch, spread, stretches
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.quantities import Range, figures

_OPENING = lazily(
    r"(?:[上去][年月季期旬周]|上一?[年季月期]度?|上个?[月季]度?|[年季月期]初|初|历年|往年|旧|月底|月末|\d{4}年[末底])[^，。；]{0,5}(?:结转|结存|存|存量|未结|未办结|遗留|在办|在手|剩余|留存|转入|积案|库存)|(?:^|，|[^，。；])结转(?:在办|积案|存量)|(?:结转|接转)(?:本|到本)"
)
_CLOSING = lazily(
    "[年季月期]末|[年月季]底|截[至止]|结转(?:到)?下|转下|结转至|尚[存有余未]|仍[在有]|剩余|结存|结余|未办结|未结|未审结|正在办理|现有|目前在办|现在办|在办|待办"
)
_INCOMING = lazily(
    "新增|新接|新收|新派|派发|受理|接收|收到|登记|新立|收案|接到|纳入|新受理|交办|立案|排查|新发|收|印制|采购|购进|入库|调入"
)
_OUTGOING = lazily(
    "办结|了结|化解|审结|结案|答复|总计|处置|处理完毕|销号|整改完成|完成|解决|办理完毕|总共办理|办毕|发放|领用|出库|消耗|调出"
)
_NO_THING = lazily(r"[^\u4e00-\u9fff]|累计|共|单季|分别|全[县市区]|我[县市区]|各|当月|其中")
_GONE = lazily("撤|退|转[出办送交移]|移[送交]|不予|终止|合并|核减|并案|注销")  # left without being done
_MOST_GONE = 4
_CUMULATED = lazily("累计")
_REACHED = lazily("^(?:已?达|为|增至|升至|突破)")


def _carried(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """初结转47件，新受理753件，办结746件，季末在办54件: in one sentence, one paragraph, or from the paragraph before."""
    own = amounts(paragraph.mentions)
    if len(several := _several(own)) > 1:
        for section in several:
            if (four := _four(section, section[0])) is not None:
                yield from _balanced(*four, section)
        return
    opening = next((one for one in own if _OPENING.search(one.label) and not _down(one)), None)
    if opening is not None:
        sentence = [one for one in own if one.sentence is opening.sentence]
        scopes = [sentence, _around(own, opening)]
    else:
        own = amounts([*paragraph.before[-12:], *paragraph.mentions])
        opening = next((one for one in own if _OPENING.search(one.label) and not _down(one)), None)
        scopes = [own]
    for scope in scopes if opening is not None else ():
        four = _four(scope, opening) if opening is not None else None
        if four is not None:
            if four[-1].sentence.passage is paragraph.passage:
                yield from _balanced(*four, scope)
            return


def _several(own: Sequence[Mention]) -> list[list[Mention]]:
    """The amounts of each of several times, each from what it began with: 7月初结转…，月末…；8月初结转…."""
    found: list[list[Mention]] = []
    for one in own:
        starts = _OPENING.search(one.label) and not re.search("[末底]|下", one.label)
        if starts:
            found.append([one])
        elif found:
            found[-1].append(one)
    return found if all(any(_INCOMING.search(one.label) for one in section) for section in found) else []


def _around(own: Sequence[Mention], opening: Mention) -> list[Mention]:
    """The amounts near what was carried over."""
    at = next(number for number, one in enumerate(own) if one is opening)
    return list(own[max(at - 2, 0) : at + 10])


def _four(scope: Sequence[Mention], first: Mention) -> tuple[Mention, Mention, Mention, Mention] | None:
    """What was carried over, came in, was done and is left; None where one of them is not named."""
    same = [one for one in scope if one.quantity.unit == first.quantity.unit]
    incoming = next(
        (
            one
            for one in same
            if one is not first and _INCOMING.search(one.label) and not _OPENING.search(one.label) and not _out(one)
        ),
        None,
    )
    closing = next(
        (
            one
            for one in same
            if (same.index(one) > same.index(first) or re.search("期末|[月季年]末", one.label))
            and one is not first
            and _CLOSING.search(one.label)
            and not _OUTGOING.search(_last(one))
            and (not _OPENING.search(one.label) or re.search("[底末]", one.label))
        ),
        None,
    )
    outgoing = [one for one in same if _out(one) and one not in (first, incoming, closing)]
    done = next((one for one in outgoing if re.search("总计|合计", one.label)), outgoing[0] if outgoing else None)
    return None if incoming is None or done is None or closing is None else (first, incoming, done, closing)


def _down(one: Mention) -> bool:
    return "下" in one.label and re.search("结转(?:到)?下|转下", one.label) is not None


def _out(one: Mention) -> bool:
    return bool(_OUTGOING.search(one.label)) and not re.search("未办结|未化解|未审结|未整改|未完成|未解决", one.label)


def _last(one: Mention) -> str:
    return re.sub("尚未.*|未.*", "", one.label)


def _balanced(
    first: Mention, incoming: Mention, done: Mention, closing: Mention, scope: Sequence[Mention]
) -> Iterator[AuditFinding]:
    four = (first, incoming, done, closing)
    if figures(*(one.quantity for one in four)):
        return
    left = first.quantity.range + incoming.quantity.range - done.quantity.range
    if left.low < 0 or closing.quantity.holds(left):
        return
    gone = [
        one for one in scope if one not in four and one.quantity.unit == done.quantity.unit and _GONE.search(one.label)
    ]
    if any(closing.quantity.holds(left - rest) for rest in _sums(gone)):
        return
    right = closing.quantity.printed(first.quantity.value + incoming.quantity.value - done.quantity.value)
    basis = f"{first.quantity.text}+{incoming.quantity.text}-{done.quantity.text}"
    yield finding(
        "audit.balance-wrong",
        place_of(closing.sentence),
        closing.label + closing.quantity.text,
        right,
        basis=basis,
        likely=True,
    )


def _sums(gone: Sequence[Mention]) -> list[Range]:
    """What some of the amounts are together."""
    found: list[Range] = []
    for one in gone[:_MOST_GONE]:
        found += [one.quantity.range, *(each + one.quantity.range for each in found)]
    return found


def _running(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """累计接收268件；9月15日接收19件，累计接收287件."""
    for _unit, same in by_unit(amounts(paragraph.mentions)).items():
        cumulated = [one for one in same if _CUMULATED.search(one.clause)]
        for one, other in pairwise(cumulated):
            between = [each for each in same if one.key < each.key < other.key]
            if (
                len(between) != 1
                or (_verb(one) != _verb(other) and not _REACHED.search(_verb(other)))
                or between[0].depth
                or figures(one.quantity, other.quantity, between[0].quantity)
            ):
                continue
            total = one.quantity.range + between[0].quantity.range
            if not other.quantity.holds(total) and other.quantity.value != one.quantity.value:
                right = other.quantity.printed(one.quantity.value + between[0].quantity.value)
                yield finding(
                    "audit.sum-wrong",
                    place_of(other.sentence),
                    other.quantity.text,
                    right,
                    parts=f"{one.quantity.text}、{between[0].quantity.text}",
                    likely=True,
                )


def _verb(one: Mention) -> str:
    return re.sub(".*累计|共", "", one.label)[:2]


def _periods(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """上半年 = 一季度 + 二季度; 1—9月 = 1—6月 + 三季度; 全年 = 上半年 + 下半年: of one thing, in one year."""
    dated = [
        (one, at)
        for one in amounts([*paragraph.before[-16:], *paragraph.mentions[:80]])
        if one.role is Role.LEVEL and not one.era and (at := _time(one)) and not one.depth
    ]
    in_series = list(_of_series(paragraph.mentions[:80]))
    dated = [*in_series, *(pair for pair in dated if all(pair[0] is not one for one, _ in in_series))]
    for whole, time in dated:
        parts = [
            (one, at)
            for one, at in dated
            if one is not whole and at.months < time.months and _same(one, whole) and _year(at, time)
        ]
        if (
            len(parts) < 2
            or len(parts) > 14
            or (
                whole.sentence.passage is not paragraph.passage
                and all(one.sentence.passage is not paragraph.passage for one, _ in parts)
            )
        ):
            continue
        for cover in _covers(parts, time):
            yield from _added(whole, cover)
            break


def _of_series(mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Stretch]]:
    """The values of a series with the time of each, where as many times are named before it: 7月、8月、9月分别受理…."""
    for run in series(mentions):
        head = run[0].sentence.printed(max(run[0].at - 60, 0), run[0].at)
        times = spread(re.split("[，。；：]", head)[-1], len(run))
        if len(times) == len(run) and run[0].role is Role.LEVEL:
            yield from zip(run, times, strict=True)


def _time(one: Mention) -> Stretch | None:
    """The time of a mention: named in its own words, or before it in a series of as many (7月、8月、9月分别)."""
    return one.stretch if not one.following else None


def _same(one: Mention, whole: Mention) -> bool:
    """Whether the two count one thing: the same words but for the time, or none."""
    if one.quantity.unit != whole.quantity.unit:
        return False
    mine, other = (_what(each) for each in (one, whole))
    return not mine or not other or any(mine[at : at + 2] in other for at in range(max(len(mine) - 1, 1)))


def _what(one: Mention) -> str:
    found = stretches(one.label)
    words = one.label
    for each in found:
        words = words.replace(each.text, "")
    return _NO_THING.sub("", words)


def _year(one: Stretch, other: Stretch) -> bool:
    return one.year == other.year or None in (one.year, other.year)


def _covers(parts: Sequence[tuple[Mention, Stretch]], time: Stretch) -> Iterator[tuple[Mention, ...]]:
    """The sets of parts whose times make up the whole, none twice."""
    unique = {at.months: (one, at) for one, at in parts}
    for size in range(2, min(len(unique), 12) + 1):
        if size > 4 and size != len(unique):
            continue
        for some in combinations(unique.values(), size):
            months = [month for _, at in some for month in at.months]
            if len(months) == len(time.months) and set(months) == time.months:
                yield tuple(one for one, _ in some)


def _added(whole: Mention, cover: Sequence[Mention]) -> Iterator[AuditFinding]:
    total = sum((one.quantity.range for one in cover[1:]), start=cover[0].quantity.range)
    if whole.quantity.holds(total) or figures(whole.quantity, *(one.quantity for one in cover)):
        return
    value = sum((one.quantity.value for one in cover[1:]), start=cover[0].quantity.value)
    if not _near(whole, total):
        return
    parts = "、".join(one.quantity.text for one in cover)
    place = (
        max([whole, *cover], key=lambda one: one.key).sentence
        if whole.sentence.passage is cover[-1].sentence.passage
        else whole.sentence
    )
    yield finding(
        "audit.sum-wrong", place_of(place), whole.quantity.text, whole.quantity.printed(value), parts=parts, likely=True
    )


def _near(whole: Mention, total: Range) -> bool:
    """Whether the two can be meant to be one: half or double is of something else."""
    return total.high * 2 > whole.quantity.value and total.low < whole.quantity.value * 2


RELATIONS = (
    Relation("audit.balance-wrong", _carried, "季初结转47件，新受理753件，办结746件，季末在办54件。", "季初结转47件，新受理753件，办结746件，季末在办58件。", words="结转|结存|未|存|积案|遗留|在办|在手"),
    Relation("audit.sum-wrong", _running, "前十批累计接收268件；第十一批接收19件，累计接收287件。", "前十批累计接收268件；第十一批接收19件，累计接收299件。", words="累计"),
    Relation("audit.sum-wrong", _periods, "上半年受理1121件，其中一季度受理531件，二季度受理590件。", "一季度受理531件，二季度受理600件，上半年受理1121件。", words="月|季|年"),
)  # fmt: skip
