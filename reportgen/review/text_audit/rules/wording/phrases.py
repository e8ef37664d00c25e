"""Words of comparison that say something else than is meant: 较上月同比, 与去年同期相比环比, 减少2倍."""

import re
from collections.abc import Iterator

from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.periods import stretches
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.sentences import Sentence, pattern, plain

_NEAR = "[^，。；：]"
_PREVIOUS = "上个?月|上个?季度?|上一季度?|上一?期|上个?周|上旬|上一个月"
_YEAR_AGO = "上年|去年|前年"
_AS_YEAR = pattern(
    rf"(?P<words>(?:较|比|与|同)(?:{_PREVIOUS})(?!同期)(?:份|相比，?|的|末)?{_NEAR}{{0,8}}?同比|同比(?:较|比)?(?:{_PREVIOUS})(?!同期))"
)
_AS_PREVIOUS = pattern(
    rf"(?P<words>(?:较|比|与|同)(?:{_YEAR_AGO})(?:Ⓞ|同期|同月|同季度?|同一?时期)(?:份|相比，?|的)?{_NEAR}{{0,8}}?环比"
    rf"|环比(?:较|比)?(?:{_YEAR_AGO})(?:同期|同月|同季))"
)
_DECREASE = pattern(
    r"(?P<words>(?:减少|下降|降低|下滑|缩短|缩减|压缩|压减|减轻|减小|回落|缩小|(?<![至不多最减])少)了?(?:近|约|大约|将近|超过?)?"
    r"(?:Ⓣ|[一二两三四五六七八九十几数百]+倍(?!以下)))(?!率)"
)
_ROUGH_DECREASE = pattern(r"(?P<words>(?:减少|下降|降低|下滑|缩短|缩减|压缩|压减|减轻|减小|回落|缩小)了?Ⓡ)")


def comparison_words(sentence: Sentence) -> Iterator[AuditFinding]:
    """同比 is with the same period of last year, 环比 with the period just before: the other way round it is one or the other."""
    for one, right in ((_AS_YEAR, "环比"), (_AS_PREVIOUS, "同比")):
        for match in one.finditer(sentence.skeleton):
            words = sentence.printed(*match.span())
            if not re.search(
                "年(?:12|十二)月(?!同期)", words
            ):  # in January the December before is the month just before
                yield finding("audit.comparison-word", place_of(sentence), words, right)


def times_of_a_decrease(sentence: Sentence) -> Iterator[AuditFinding]:
    """A decrease by once leaves nothing: less is said in percent or fractions, never in 倍."""
    for match in (*_DECREASE.finditer(sentence.skeleton), *_ROUGH_DECREASE.finditer(sentence.skeleton)):
        words = sentence.printed(*match.span("words"))
        if "倍" in words:
            yield finding("audit.times-decrease", place_of(sentence), words)


_SUBJECT_TO = lazily(
    r"(?P<now>[^，。；]{2,24}?)(?:与|较|比|同)(?P<then>(?:20\d\d年)?(?:第?[一二三四]季度|\d{1,2}月份?))(?:相比较?|比较|相较)?[，]?(?P<word>同比|环比)"
)


def named_times(sentence: Sentence) -> Iterator[AuditFinding]:
    """二季度与一季度相比，同比…: two periods side by side in one year are compared 环比."""
    text = plain(sentence.text) if "同比" in sentence.text or "环比" in sentence.text else ""
    for match in _SUBJECT_TO.finditer(text):
        now, then = stretches(match["now"]), stretches(match["then"])
        if len(now) != 1 or len(then) != 1 or len(now[0].months) != len(then[0].months):
            continue
        beside = now[0].first - then[0].last == 1 and now[0].year in (None, then[0].year)
        a_year = now[0].months == then[0].months and then[0].year is not None
        if (beside and match["word"] == "同比") or (a_year and match["word"] == "环比"):
            yield finding("audit.comparison-word", place_of(sentence), match[0], "环比" if beside else "同比")


CHECKS = (named_times, comparison_words, times_of_a_decrease)
