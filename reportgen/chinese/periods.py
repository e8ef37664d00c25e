"""Stretches of time in words, by their kind: a year (`Y`), half-year (`H`), quarter (`Q`) or month (`M`)."""

QUARTERS, HALVES, THIRDS = "一二三四", "上下", "上中下"
"""How the quarters and halves of a year and the thirds of a month are told apart: 三季度, 上半年, 中旬."""
KINDS = {"Q": "季度", "H": "半年", "Y": "年度", "M": "月"}
IN_A_ROW = {"Q": "个季度", "H": "个半年", "Y": "年", "M": "个月"}
"""What several of them are counted in: 三个季度."""
THIS = {"Q": "本季度", "H": "本期", "Y": "本年度", "M": "本月"}
PREVIOUS = {"Q": "上季度", "Y": "上年度", "M": "上月"}
"""The one before; that before a half-year is named by its half."""
YEAR_AGO = "上年同期"
PART_OF_YEAR = rf"第?[{QUARTERS}1-4]季度|\d{{1,2}}月份?|[{HALVES}]半年"
"""The pattern of a part of a year as it is written in ledgers, digits half-width: 一季度, 7月份, 上半年."""

_SO_FAR = {3: "第一季度", 6: "上半年", 9: "前三季度", 12: "全年"}


def quarter(number: int) -> str:
    """第三季度."""
    return f"第{QUARTERS[number - 1]}季度"


def half(number: int) -> str:
    """上半年."""
    return f"{HALVES[number - 1]}半年"


def months(first: int, last: int) -> str:
    """7—9月, 7月."""
    return f"{first}月" if first == last else f"{first}—{last}月"


def so_far(last: int) -> str:
    """What of a year is over by the end of a month, by name: 第一季度, 上半年, 前三季度, 全年, else 1—8月."""
    return _SO_FAR.get(last, months(1, last))


def third(day: int) -> str:
    """The third of a month in which a day lies: 中旬."""
    return f"{THIRDS[min((day - 1) // 10, 2)]}旬"
