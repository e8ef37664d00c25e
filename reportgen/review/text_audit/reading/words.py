"""Words by which a text says what a number does: rising and falling, earlier times, lists that are open or closed."""

from reportgen.review.text_audit.patterns import lazily

UP = "增[收支产员配](?!入)|增加(?!值)|(?<!负)增长|上升|提高|提升|增多|上涨|攀升|回升|多出|净增|扩大|延长|(?<![加新])增(?!幅|速|发)|(?<!上)升(?!幅|至)|(?<!上)涨(?!幅)|(?<![许众大很诸更最])多"
DOWN = "负增长|减[收支产员]|减少|下降|降低|下滑|回落|缩短|缩减|压缩|压减|减轻|精简|净减|缩小|收窄|节约|节省|减(?!幅)|(?<!下)降(?!幅|低|至)|(?<![至不多最减缺])少"
RATE_UP = "增幅|涨幅|升幅|增长率|上升率|增速|提升幅度"
RATE_DOWN = "降幅|减幅|跌幅|下降率|降低率"
YEAR = "上年|去年|同期|同比|前年|上一年|往年"
ADJACENT = "上个?月|上个?季|上一季|上一?期|上周|上旬|上一周|上一个?月|环比"
MANY = "可多选|多选|合计大于|交叉|重复|兼有|同时|分别计数|一件多类|双重|几类|多项选择|不止一|超过100%|(?<!不)重叠"
"""Where a text says this, its parts may be more than the whole."""
ONE_EACH = "只归一类|不重复|单选|互不交叉|不交叉|唯一归类|仅归一|仅计一|只计一"
"""Where it says this, they may not."""
OPEN = "等(?!级|候|待|次|额|于|值)|……|…|主要|居前|较多|集中|排名前|前[一二两三四五六七八九十]位|为主"
"""Words of a list that does not name all there is."""
_YEAR, _ADJACENT, _SAME_TIME = lazily(YEAR), lazily(ADJACENT), lazily("同期|同比|同月")
_END_OF_YEAR = lazily(r"(?:上年|去年)(?:的|全年)?(?:下半年|第?[四4]季度|\d+月|末|底)")


def era(words: str) -> str:
    """Which comparison the words make: `同比` with last year, `环比` with the period before, "" where they do not say.

    The end of last year is the period just before to a report of the year's beginning: 比上年下半年, 比上年12月.
    """
    if _YEAR.search(words):
        return "" if _END_OF_YEAR.search(words) and not _SAME_TIME.search(words) else "同比"
    return "环比" if _ADJACENT.search(words) else ""
