"""Writes what a case says and what was done about it, by filling the gaps of `invented/situations.yaml`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

_GAP = re.compile(r"<(\w+)>")

# Days on which no window is open: a text must not tell of a visit on one of them.
_HOLIDAYS = (
    (date(2024, 4, 4), date(2024, 4, 6)),
    (date(2024, 5, 1), date(2024, 5, 5)),
    (date(2024, 6, 8), date(2024, 6, 10)),
    (date(2024, 9, 15), date(2024, 9, 17)),
    (date(2024, 10, 1), date(2024, 10, 7)),
    (date(2025, 1, 1), date(2025, 1, 1)),
    (date(2025, 1, 28), date(2025, 2, 4)),
    (date(2025, 4, 4), date(2025, 4, 6)),
    (date(2025, 5, 1), date(2025, 5, 5)),
    (date(2025, 5, 31), date(2025, 6, 2)),
    (date(2025, 10, 1), date(2025, 10, 8)),
    (date(2026, 1, 1), date(2026, 1, 3)),
    (date(2026, 2, 15), date(2026, 2, 23)),
    (date(2026, 4, 4), date(2026, 4, 6)),
    (date(2026, 5, 1), date(2026, 5, 5)),
    (date(2026, 6, 19), date(2026, 6, 21)),
    (date(2026, 9, 25), date(2026, 9, 27)),
    (date(2026, 10, 1), date(2026, 10, 7)),
)

_PREFIXES = {
    "12345热线": ("来电人反映，", "市民来电反映，", "来电反映：", "群众来电称，", ""),
    "来信来访": ("来信反映，", "来访群众反映，", "群众来信称，", "来访人称，"),
    "网络留言": ("", "网友留言：", "留言反映，", ""),
    "上级转办": ("转办件反映，", "市级转来：", "转办：群众反映，"),
}
_WISHES = (
    "希望核实处理。",
    "要求给个答复。",
    "希望改进。",
    "请有关部门过问。",
    "已是第二次反映。",
    "要求尽快办理。",
    "希望公开处理结果。",
    "请核查。",
    "要求回复处理情况。",
    "希望不要再有这样的事。",
)
_COMMON: Mapping[str, tuple[str, ...]] = {
    "staff": ("工作人员", "经办人员", "经办人", "一名工作人员", "值班人员", "窗口人员"),
    "mins": ("二十多分钟", "半个小时", "四十分钟", "近一个小时", "一个多小时", "二十五分钟", "三十五分钟"),
    "trips": ("两趟", "三趟", "四趟", "五趟"),
    "days": ("半个月", "二十多天", "近一个月", "一个多月", "十几天", "三个星期"),
    "limit": ("3个工作日", "5个工作日", "7个工作日", "10个工作日"),
    "over": ("6天", "9天", "12天", "两周", "半个多月", "20天"),
    "small": ("10元", "15元", "20元", "30元", "50元", "60元", "80元", "120元"),
    "large": ("200元", "300元", "500元", "600元", "800元", "1000元", "2000元"),
}
_MINUTES_IN_CHECKS = ("20分钟", "25分钟", "30分钟", "35分钟", "40分钟")
_WEEKDAYS = "一二三四五"

# What was found out when the complaint did not hold, unless the situation has its own `not_so`.
_NOT_SO = {
    "attitude": ("调看当日监控，经办人员用语规范", "调看录像并询问在场群众，未见反映所说的情形"),
    "duty": ("经查办件记录，各环节办理规范、留痕完整", "经向当事双方了解，情况与反映不一致"),
    "discipline": ("当事人当时外出送件，窗口已安排他人顶岗", "调看监控，反映时段窗口有人值守"),
    "execution": ("经核对现行规定，该事项按要求办理", "经向有关单位核实，该事项已按规定办理并告知群众"),
    "integrity": ("经查阅凭证、走访有关人员，未发现反映的情形", "经谈话了解、调取记录，没有证据支持反映内容"),
}
_KINDS = {
    "批评教育": ("对经办人员批评教育", "对当事人进行批评教育并扣减月度考核分"),
    "谈话提醒": ("对窗口负责人谈话提醒", "由分管领导对经办人员谈话提醒", "对单位分管负责人谈话提醒"),
    "责令整改": ("责令整改，10个工作日内报送结果", "责令整改并举一反三自查", "责令整改，一个月后复查"),
    "通报批评": ("在单位内部通报批评", "在全县窗口单位通报批评", "对当事人通报批评，取消当季评优"),
    "移交处理": ("有关线索移交处理，由主管部门跟进", "问题线索移交处理，待调查后答复"),
    "解释说明": ("已向反映人解释说明", "电话向反映人解释说明，对方表示理解"),
}
_FOUND = {
    "so": (
        "经核查，反映情况属实。<hall>已<fix>；<kind>。",
        "经调阅监控、询问当事人，反映属实。<hall><fix>，<kind>。",
        "经核查属实，<kind>；同时<fix>。",
        "核查属实。<fix>，<kind>，并已回复反映人。",
        "<hall>核实后<fix>，<kind>。",
    ),
    "partly": (
        "经核查，反映情况部分属实。<hall>已<fix>；<kind>。",
        "经核查部分属实，<kind>；<fix>。",
        "部分情况属实。<fix>，<kind>，其余情况已向反映人说清。",
    ),
    "not": (
        "经核查，反映情况与事实不符。<finding>，<kind>。",
        "<finding>，<kind>。",
        "<finding>。反映不实，<kind>。",
    ),
    "unclear": ("因时间较久、监控已覆盖，无法查实，<kind>。", "反映内容不具体，经多方了解无法查实，<kind>。"),
    "noted": ("<hall>已<fix>，<kind>。", "建议已登记，<fix>；<kind>。"),
    "open": ("已转<hall>核查，待反馈。", "正在调查核实。", "<hall>正在办理，已告知反映人。", "已交办，限期报送结果。"),
}


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and when something happened: `unit` is the unit's entry in the county file, `received` the day of the record."""

    category: str
    situation: str
    unit: Mapping[str, Any]
    received: date
    departments: tuple[str, ...]


class Writer:
    """Writes texts of situations; draws from `random`, so the same order of calls gives the same texts."""

    def __init__(self, situations: Mapping[str, Any], random: Random) -> None:
        """`situations` is the content of `situations.yaml`."""
        self._situations = situations
        self._random = random

    def possible(self, category: str, unit: Mapping[str, Any], voice: str) -> dict[str, list[str]]:
        """The situations of a category that can happen at this unit, with the sentences that fit it."""
        known = (
            set(_COMMON)
            | {"when", "day", "since", "clock", "later", "hall", "desk", "dept", "money", "month"}
            | set(unit)
        )
        fitting = {
            name: [text for text in entry.get(voice, ()) if set(_GAP.findall(text)) <= known]
            for name, entry in self._situations[category].items()
        }
        return {name: texts for name, texts in fitting.items() if texts}

    def complaint(self, scene: Scene, sentence: str, channel: str, person: str) -> str:
        """A complaint as the clerk wrote it down; `person` is the name of who is complained about, or ""."""
        text = self._filled(sentence, scene, person)
        text = self._random.choice(_PREFIXES[channel]) + text
        wish = scene.category != "other" and self._random.random() < 0.4
        return text + (self._random.choice(_WISHES) if wish else "")

    def observation(self, scene: Scene, sentence: str) -> str:
        """A finding as inspectors wrote it down."""
        return self._filled(sentence.replace("<mins>", "<minutes>"), scene, "")

    def handling(self, scene: Scene, finding: str, kind: str) -> str:
        """What was done: `finding` is so, partly, not, unclear, noted or open, `kind` one of the kinds of handling."""
        text = self._random.choice(_FOUND[finding])
        text = text.replace("<fix>", self.fix(scene)).replace("<finding>", self._not_so(scene))
        return self._filled(text.replace("<kind>", self._random.choice(_KINDS.get(kind, ("",)))), scene, "")

    def _not_so(self, scene: Scene) -> str:
        own = self._situations[scene.category][scene.situation].get("not_so")
        return str(self._random.choice(own or _NOT_SO.get(scene.category, ("",))))

    def fix(self, scene: Scene) -> str:
        """What the unit did to put it right."""
        return str(self._random.choice(self._situations[scene.category][scene.situation]["fix"]))

    def _filled(self, sentence: str, scene: Scene, person: str) -> str:
        taken: dict[str, str] = {}
        for gap in _GAP.findall(sentence):
            if gap not in taken:
                taken[gap] = self._word(gap, scene, taken)
        if person and "staff" in taken:
            taken["staff"] = f"经办人员{person}"
        return _GAP.sub(lambda found: taken[found[1]], sentence)

    def _word(self, gap: str, scene: Scene, taken: Mapping[str, str]) -> str:
        choose = self._random.choice
        unit = scene.unit
        words = {
            "hall": lambda: unit["desks"][0],
            "desk": lambda: choose(unit["desks"]),
            "dept": lambda: choose(scene.departments),
            "money": lambda: choose(_COMMON["large" if scene.category == "integrity" else "small"]),
            "minutes": lambda: choose(_MINUTES_IN_CHECKS),
            "when": lambda: self._day(scene.received) + choose(("上午", "下午")),
            "day": lambda: self._day(scene.received),
            "since": lambda: self._long_ago(scene.received),
            "month": lambda: self._month(scene.received),
            "clock": self._clock,
            "later": lambda: _later(taken.get("clock", "上午9时40分"), self._random.randint(20, 50)),
        }
        return str(words[gap]()) if gap in words else str(choose(unit.get(gap) or _COMMON[gap]))

    def _day(self, received: date) -> str:
        """A working day shortly before, as people say it."""
        day = received - timedelta(days=self._random.choice((0, 1, 1, 2, 3, 4, 5, 6, 8)))
        while not is_working_day(day):
            day -= timedelta(days=1)
        age = (received - day).days
        if age < 2 and self._random.random() < 0.5:
            return ("今天", "昨天")[age]
        last_week = (received - timedelta(days=received.weekday())) - (
            day - timedelta(days=day.weekday())
        ) == timedelta(days=7)
        if last_week and self._random.random() < 0.5:
            return f"上周{_WEEKDAYS[day.weekday()]}"
        return f"{day.month}月{day.day}日"

    def _long_ago(self, received: date) -> str:
        day = received - timedelta(days=self._random.randint(30, 75))
        while not is_working_day(day):
            day -= timedelta(days=1)
        year = "" if day.year == received.year else "去年"
        third = ("上旬", "中旬", "下旬")[min((day.day - 1) // 10, 2)]
        return year + self._random.choice(
            (f"{day.month}月{day.day}日", f"{day.month}月{third}", f"{day.month}月{day.day}日")
        )

    def _month(self, received: date) -> str:
        month = received.month - self._random.randint(2, 6)
        return f"今年{month}月" if month > 0 else f"去年{month + 12}月"

    def _clock(self) -> str:
        hour = self._random.choice((9, 9, 10, 10, 15, 15, 16))
        minute = self._random.randrange(5, 60 if hour < 16 else 30, 5)
        return f"{'上午' if hour < 12 else '下午'}{hour if hour < 12 else hour - 12}时{minute:02d}分"


def is_working_day(day: date) -> bool:
    """Whether windows are open: not a weekend day, not one of the long holidays."""
    return day.weekday() < 5 and not any(first <= day <= last for first, last in _HOLIDAYS)


def _later(clock: str, minutes: int) -> str:
    hour, minute = (int(number) for number in re.findall(r"\d+", clock))
    total = hour * 60 + minute + minutes
    return f"{total // 60}时{total % 60:02d}分"
