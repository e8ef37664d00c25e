"""Sizes of type as they are named in Chinese (三号, 小四), in points, both ways."""

import re
from collections.abc import Mapping

POINTS: Mapping[str, float] = {
    "初号": 42, "小初": 36, "一号": 26, "小一": 24, "二号": 22, "小二": 18, "三号": 16, "小三": 15, "四号": 14, "小四": 12,
    "五号": 10.5, "小五": 9, "六号": 7.5, "小六": 6.5, "七号": 5.5, "八号": 5,
}  # fmt: skip
"""Points by name, the largest first."""
SIZE = r"^(初号|小初号?|[一二三四五六七八1-8]号|小[一二三四五六1-6]号?|[0-9]{1,2}(\.[0-9])? ?(pt|磅)?)$"
"""The pattern of a size as people write it: 三号, 3号, 小四, 小四号, 16, 16pt, 16磅."""
_HANZI = str.maketrans("12345678", "一二三四五六七八")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def points_of(size: str) -> float:
    """The points of a size that fits `SIZE`."""
    number = _NUMBER.match(size)
    if number and "号" not in size:
        return float(number[0])
    name = size.translate(_HANZI)
    return POINTS[name] if name in POINTS else POINTS[name.removesuffix("号")]


def size_name(points: float) -> str:
    """What a size is called: 16 -> 三号; one without a name in points, `13pt`."""
    return next((name for name, one in POINTS.items() if one == points), f"{points:g}pt")
