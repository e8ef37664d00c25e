"""What happened: draws the cases of a county from its story, before any clerk misspelt them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from case_texts import Scene, Writer, is_working_day
from ledger_books import HANDED_IN

# People in the records, as share of the complaints; all of them invented.
NAMED_STAFF = 0.12  # complaints that name the member of staff
PEOPLE_IN_TEXTS = 0.05  # complaints with the complainant's name and phone in the text
ID_NUMBERS_IN_TEXTS = 0.012  # complaints with an ID number in the text

# What stands for the day in further rows, one each.
BAD_DATES = ("2026年2月30日", "不详", "", "2025年13月5日", "近日")

KINDS = {
    "attitude": {"批评教育": 50, "谈话提醒": 25, "责令整改": 20, "通报批评": 5},
    "duty": {"责令整改": 38, "批评教育": 30, "谈话提醒": 25, "通报批评": 7},
    "discipline": {"通报批评": 35, "批评教育": 25, "谈话提醒": 25, "责令整改": 15},
    "execution": {"责令整改": 52, "谈话提醒": 20, "批评教育": 11, "通报批评": 12, "移交处理": 5},
    "integrity": {"移交处理": 45, "谈话提醒": 25, "通报批评": 15, "责令整改": 15},
    "other": {"责令整改": 1},
}
FINDINGS = {
    "属实": "so",
    "基本属实": "partly",
    "部分属实": "partly",
    "不属实": "not",
    "失实": "not",
    "无法查实": "unclear",
}

_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤方俞任袁柳"
_COMPOUND = ("欧阳", "司徒", "上官", "诸葛")
_GIVEN = (
    "桂芳 海波 丽娟 志强 秀兰 建国 玉梅 文斌 晓燕 永福 春华 国栋 雪琴 德明 红霞 立新 凤英 小军 佳慧 庆云 淑珍 长林 少平 美玲 振华 "
    "云飞 金凤 培根 素芬 家旺 宝珠 思远 兴旺 月娥 俊杰 来顺 巧云 世昌 翠莲 广义 敏 强 静 勇 洁 磊 娜 涛 萍 辉 倩 峰"
)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who complains."""

    name: str
    phone: str
    id_number: str
    surname: str


@dataclass(frozen=True, slots=True)
class Case:
    """One case as it happened, before anybody misspelt it."""

    number: str
    inspected: bool
    quarter: str
    category: str
    situation: str
    unit: str
    channel: str
    received: date
    due: date
    closed: date | None
    text: str
    person: str
    caller: Caller
    verified: str
    kind: str
    handling: str
    fix: str
    satisfaction: str
    date_as: str | None = None
    label: str | None = None
    closing_slip: bool = False


def quarter_days(quarter: str) -> list[date]:
    """All days of a quarter such as 2026Q3."""
    first = date(int(quarter[:4]), int(quarter[5]) * 3 - 2, 1)
    return [day for day in (first + timedelta(days=number) for number in range(92)) if quarter_of(day) == quarter]


def quarter_of(day: date) -> str:
    """The quarter of a day, as 2026Q3."""
    return f"{day.year}Q{(day.month + 2) // 3}"


def pick(random: Random, weights: Mapping[str, float]) -> str:
    """One key, by weight."""
    return random.choices(list(weights), list(weights.values()))[0]


class County:
    """Draws the cases of one county from its story."""

    def __init__(self, story: Mapping[str, Any], situations: Mapping[str, Any]) -> None:
        """`story` is the content of `invented/<county>.yaml`, `situations` that of `invented/situations.yaml`."""
        self.story = story
        self.random = Random(f"{story['seed']} cases")
        self.writer = Writer(situations, Random(f"{story['seed']} texts"))
        self.names = Random(f"{story['seed']} names")
        self.texts: set[str] = set()
        self.staff = {unit: [self._name() for _ in range(4)] for unit in story["units"]}

    def cases(self) -> list[Case]:
        """All cases, in the order in which they came in, numbered by ledger."""
        drawn = [case for quarter in self.story["quarters"] for case in self._quarter(quarter)]
        strays = [replace(self._stray(), date_as=spelling) for spelling in BAD_DATES]
        ordered = sorted(drawn + strays, key=lambda case: (case.received, case.text))
        return self._numbered(ordered)

    def _quarter(self, quarter: str) -> Iterable[Case]:
        position = self.story["quarters"].index(quarter)
        for category, counts in self.story["cases"].items():
            planted = [
                plant for plant in self.story["planted"] if (plant["quarter"], plant["category"]) == (quarter, category)
            ]
            units = [plant["unit"] for plant in planted for _ in range(plant["cases"])]
            others = {name: unit["weight"] for name, unit in self.story["units"].items() if name not in units}
            units += [pick(self.random, others) for _ in range(counts[position] - len(units))]
            for unit in units:
                yield self._case(quarter, category, unit, others if unit in others else {unit: 1})

    def _stray(self) -> Case:
        quarter = self.random.choice(self.story["quarters"][1:])
        units = {name: unit["weight"] for name, unit in self.story["units"].items()}
        return self._case(
            quarter, self.random.choice(["attitude", "duty", "execution"]), pick(self.random, units), units
        )

    def _case(self, quarter: str, category: str, unit: str, units: Mapping[str, float]) -> Case:
        inspected = self.random.random() < self.story["inspected"][category]
        voice = "inspection" if inspected else "hotline"
        possible = self.writer.possible(category, self.story["units"][unit], voice)
        while not possible:
            unit = pick(self.random, units)
            possible = self.writer.possible(category, self.story["units"][unit], voice)
        emphasis = self.story["emphasis"].get(category, {})
        situation = pick(self.random, {name: emphasis.get(name, 1) for name in possible})
        received = self._day(quarter, inspected)
        departments = tuple(self.story["depts"])
        scene = Scene(category, situation, self.story["units"][unit], received, departments)
        channel = (
            "明察暗访" if inspected else pick(self.random, {n: c["weight"] for n, c in self.story["channels"].items()})
        )
        named = inspected or self.random.random() < NAMED_STAFF
        person = self.random.choice(self.staff[unit]) if named else ""
        text = self._text(scene, possible[situation], channel, person)
        return self._handled(scene, unit, channel, text, person)

    def _text(self, scene: Scene, sentences: Sequence[str], channel: str, person: str) -> str:
        """A text of 22 to 100 characters that no other case of the county has."""
        for _ in range(200):
            sentence = self.random.choice(sentences)
            if channel == "明察暗访":
                text = self.writer.observation(scene, sentence)
            else:
                text = self.writer.complaint(scene, sentence, channel, person if self.random.random() < 0.5 else "")
            if text not in self.texts and 22 <= len(text) <= 100:
                break
        self.texts.add(text)
        return text

    def _handled(self, scene: Scene, unit: str, channel: str, text: str, person: str) -> Case:
        inspected = channel == "明察暗访"
        closed = self._closing_day(scene.received, inspected)
        verified = self._verified(scene, inspected) if closed else ""
        finding = "open" if not closed else FINDINGS.get(verified, "noted")
        kind = (
            "解释说明"
            if finding in ("not", "unclear", "noted") and not inspected
            else pick(self.random, KINDS[scene.category])
        )
        caller = self._caller()
        text, told = (text, caller) if inspected else self._signed(text, caller)
        return Case(
            number="",
            inspected=inspected,
            quarter=quarter_of(scene.received),
            category=scene.category,
            situation=scene.situation,
            unit=unit,
            channel=channel,
            received=scene.received,
            due=scene.received + timedelta(days=15),
            closed=closed,
            text=text,
            person=person,
            caller=told,
            verified=verified,
            kind=kind if closed else "",
            handling=self.writer.handling(scene, finding, kind),
            fix=self.writer.fix(scene),
            satisfaction=pick(self.random, self._answers(finding)) if closed else "",
        )

    def _verified(self, scene: Scene, inspected: bool) -> str:
        """Inspectors saw it themselves; a suggestion is neither true nor untrue."""
        if scene.category == "other":
            return ""
        return "属实" if inspected else pick(self.random, self.story["verified"])

    def _caller(self) -> Caller:
        """Somebody who complains, with everything that can be known of a person."""
        surname, given = self._surname(), self.names.choice(_GIVEN.split())
        return Caller(surname + given, self._phone(), self._id_number(), surname)

    def _signed(self, text: str, caller: Caller) -> tuple[str, Caller]:
        """The text, now and then with the caller's data in it, and what the clerk knows of the caller besides."""
        drawn = self.random.random()
        if drawn < ID_NUMBERS_IN_TEXTS:
            return f"{text}本人{caller.name}，身份证号{caller.id_number}，可当面核实。", caller
        if drawn < ID_NUMBERS_IN_TEXTS + PEOPLE_IN_TEXTS:
            forms = (
                "（{0.name}，电话{0.phone}）",
                "反映人{0.name}，联系电话{0.phone}。",
                "联系人：{0.name}，{0.phone}。",
            )
            return text + self.names.choice(forms).format(caller), caller
        name = self.names.choice((caller.name,) * 4 + ("匿名", f"{caller.surname}先生", f"{caller.surname}女士"))
        phone = self.names.choice((caller.phone,) * 5 + (self._landline(), "/"))
        return text, replace(
            caller, name=name, phone=phone, id_number=self.names.choice((caller.id_number, "/", "", ""))
        )

    def _answers(self, finding: str) -> Mapping[str, float]:
        """Whoever is told that it was not so is seldom satisfied."""
        answers = dict(self.story["satisfaction"])
        return (
            answers | {"满意": answers["满意"] * 0.4, "不满意": answers["不满意"] * 2}
            if finding in ("not", "unclear")
            else answers
        )

    def _day(self, quarter: str, inspected: bool) -> date:
        days = quarter_days(quarter)
        if inspected:
            return self.random.choice([day for day in days if is_working_day(day)])
        return self.random.choices(days, [1.0 if is_working_day(day) else 0.25 for day in days])[0]

    def _closing_day(self, received: date, inspected: bool) -> date | None:
        """None while open: not yet handed in, or one of the few that linger."""
        manner = self.story["days"]
        days = max(
            1, round(manner["middle"] * self.random.lognormvariate(0, manner["spread"]) * (1.3 if inspected else 1))
        )
        day = received + timedelta(days=days)
        while not is_working_day(day):
            day += timedelta(days=1)
        last = quarter_of(received) == self.story["quarters"][-1]
        lingers = self.random.random() < self.story["open_share"]["last" if last else "before"]
        return None if lingers or day >= HANDED_IN.date() else day

    def _numbered(self, cases: Sequence[Case]) -> list[Case]:
        numbers: Counter[tuple[bool, int]] = Counter()
        numbered = []
        for case in cases:
            numbers[case.inspected, case.received.year] += 1
            numbered.append(replace(case, number=self._number(case, numbers[case.inspected, case.received.year])))
        return numbered

    def _number(self, case: Case, count: int) -> str:
        if self.story["folder"] == "qinglan":
            return f"JC{case.received.year}-{count:03d}" if case.inspected else f"GD{case.received:%Y%m}-{count:04d}"
        return f"问题{case.received.year}{count:03d}" if case.inspected else f"{case.received:%Y%m%d}{count:04d}"

    def _surname(self) -> str:
        return self.names.choice(_COMPOUND) if self.names.random() < 0.03 else self.names.choice(_SURNAMES)

    def _name(self) -> str:
        return self._surname() + self.names.choice(_GIVEN.split())

    def _phone(self) -> str:
        return f"154{self.names.randrange(10**8):08d}"

    def _landline(self) -> str:
        return f"0788-{self.names.randrange(2000000, 8999999)}"

    def _id_number(self) -> str:
        """A number of the form of GB 11643 with a right check digit and a region code that does not exist."""
        birth = date(1945, 1, 1) + timedelta(days=self.names.randrange(22000))
        digits = f"{self.story['code']}{birth:%Y%m%d}{self.names.randrange(1, 999):03d}"
        weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
        return (
            digits + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11]
        )
