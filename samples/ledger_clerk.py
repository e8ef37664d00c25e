"""How cases get into a ledger: a clerk spells, forgets and enters twice, in measured doses, and counts every slip."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from county_cases import Case, pick
from ledger_books import HANDED_IN

# The mess, as share of the rows of a county (below 1) or as number of rows (whole numbers); spread evenly over both ledgers.
REAL_DATES = 0.62  # date cells; the others are text in the spellings of `spelled_date`
DATE_WITH_TIME = 0.12  # of the real dates
UNIT_VARIANTS = 0.22  # another spelling of the unit
CATEGORY_MAIN = 0.45  # the category's own name; the others are variants
MISSING_CATEGORIES = 0.03  # empty, "/" or 无: keywords must decide
UNTIDY_TEXTS = 0.04  # a tab before the text, or a line break inside
EXACT_DUPLICATES = 7  # further rows, every cell the same
REPEATED_IDS = 4  # further rows, the case entered again with another result
MISSING_IDS = 3  # "/" instead of the case's number
CLOSED_BEFORE_RECEIVED = 2  # a slip of the pen in the closing date
BLANK_ROWS = 5  # rows without a cell

# Spelling -> situations in which a clerk chooses it; None: all.
CATEGORY_SPELLINGS: Mapping[str, Mapping[str, tuple[str, ...] | None]] = {
    "attitude": {"服务态度生硬": None, "态度生硬": None, "服务态度": None, "服务态度 ": None, "态度生硬类": None, "服务态度差": None},
    "duty": {
        "履职责任不强": None, "责任心不强": None, "责任感不强": None, "不负责任": None,
        "不作为慢作为": ("overdue", "no_progress", "not_on_site", "promise_broken"),
        "不作为、慢作为": ("overdue", "no_progress", "promise_broken"),
    },
    "discipline": {"工作纪律松懈": None, "纪律松懈": None, "作风涣散": None, "工作纪律": None, "纪律松懈类": None, " 工作纪律松懈": None},
    "execution": {
        "政策执行不力": None, "执行不力": None, "政策不落实": ("benefits_unpaid", "own_rules", "refusing", "online_in_name"),
        "推诿扯皮": ("passing_around", "many_trips"), "违规收费": ("illegal_fees",), "政策执行不力类": None,
    },
    "integrity": {
        "窗口微腐败": None, "微腐败": None, "为政不廉": None, "吃拿卡要": ("hinting", "meals", "gifts"),
        "优亲厚友": ("favouring_kin", "jumping_queue"),
    },
    "other": {"意见建议": None, "环境设施": None, "其他": None, "咨询求助": None},
}  # fmt: skip

# How a check was done, by a word of its text; otherwise either 暗访 or 明察.
CHECKS = {
    "视频抽查": "视频抽查",
    "录像": "视频抽查",
    "群众身份": "暗访",
    "咨询": "暗访",
    "抽查": "明察",
    "核对": "明察",
    "查阅": "明察",
    "调阅": "明察",
}


class Clerk:
    """Enters cases into ledgers the way clerks do, and counts every slip it makes."""

    def __init__(self, story: Mapping[str, Any]) -> None:
        """`story` is the content of `invented/<county>.yaml`."""
        self.story = story
        self.random = Random(f"{story['seed']} clerk")
        self.slips: Counter[str] = Counter()
        self.missing: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.spelled: dict[str, dict[str, str]] = {"categories": {}, "units": {}, "channels": {}}

    def prepared(self, cases: Sequence[Case]) -> list[Case]:
        """The cases with categories misspelt or missing, numbers missing, and with rows entered twice."""
        entered = [self._labelled(case) for case in cases]
        usual = [case for case in entered if case.date_as is None and case.label not in ("", "/", "无")]
        chosen = self.random.sample(usual, EXACT_DUPLICATES + REPEATED_IDS + MISSING_IDS + CLOSED_BEFORE_RECEIVED)
        marks = {case.number: index for index, case in enumerate(chosen)}
        return [copy for case in entered for copy in self._entries(case, marks.get(case.number))]

    def _entries(self, case: Case, mark: int | None) -> list[Case]:
        """What becomes of a case that was drawn as the `mark`-th for a slip."""
        if mark is None:
            return [case]
        if mark < EXACT_DUPLICATES:
            self.slips["exact_duplicates"] += 1
            return [case, case]
        if mark < EXACT_DUPLICATES + REPEATED_IDS:
            self.slips["repeated_ids"] += 1
            return [case, replace(case, handling="重复登记，按首次登记的办理意见执行。", fix="同前次登记")]
        if mark < EXACT_DUPLICATES + REPEATED_IDS + MISSING_IDS:
            self.slips["missing_ids"] += 1
            return [replace(case, number="/")]
        self.slips["closed_before_received"] += 1
        return [replace(case, closed=case.closed or case.received, closing_slip=True)]

    def _labelled(self, case: Case) -> Case:
        if case.date_as is not None:
            self.slips["undated"] += 1
        if case.category != "other" and case.date_as is None and self.random.random() < MISSING_CATEGORIES:
            self.missing[case.quarter][case.category] += 1
            return replace(case, label=self.random.choice(("", "/", "无")))
        spellings = CATEGORY_SPELLINGS[case.category]
        fitting = [name for name, situations in spellings.items() if situations is None or case.situation in situations]
        main = case.category != "other" and self.random.random() < CATEGORY_MAIN
        label = fitting[0] if main else self.random.choice(fitting)
        self.spelled["categories"][label] = case.category
        self.slips["category_variants"] += label != fitting[0]
        self.slips["unknown_categories"] += case.category == "other"
        return replace(case, label=label)

    def unit(self, case: Case) -> str:
        """The unit as spelt this time."""
        variants = self.story["units"][case.unit]["also"]
        spelled = self.random.choice(variants) if self.random.random() < UNIT_VARIANTS else case.unit
        self.slips["unit_variants"] += spelled != case.unit
        self.spelled["units"][spelled] = case.unit
        return str(spelled)

    def channel(self, case: Case) -> str:
        """The channel as spelt this time; for an inspection, how it was done."""
        if case.inspected:
            told = [check for word, check in CHECKS.items() if word in case.text]
            spelled = self.random.choice(told[:1] or ["暗访", "明察"])
        else:
            variants = [case.channel] * 5 + list(self.story["channels"][case.channel]["also"])
            spelled = str(self.random.choice(variants))
        self.spelled["channels"][spelled] = case.channel
        return spelled

    def received(self, case: Case) -> object:
        """The day of receipt as a date cell or as text."""
        return case.date_as if case.date_as is not None else self.spelled_date(case.received)

    def closed(self, case: Case) -> object:
        """The day of closing, "" or "/" while open."""
        if case.closed is None:
            return self.random.choice(("", "", "/"))
        return self.spelled_date(case.received - timedelta(days=3) if case.closing_slip else case.closed)

    def spelled_date(self, day: date) -> object:
        """A date cell, or text in one of seven spellings."""
        time = f"{self.random.randrange(8, 18):02d}:{self.random.randrange(60):02d}"
        if self.random.random() < REAL_DATES:
            self.slips["dates_real"] += 1
            if self.random.random() < DATE_WITH_TIME:
                return datetime(day.year, day.month, day.day, int(time[:2]), int(time[3:]))
            return day
        self.slips["dates_as_text"] += 1
        chinese = f"{day.year}年{day.month}月{day.day}日"
        spellings = {
            f"{day.year}/{day.month}/{day.day}": 20,
            f"{day.year}.{day.month}.{day.day}": 24,
            chinese: 24,
            f"{day:%Y%m%d}": 12,
            f"{day:%Y-%m-%d}": 8,
            f"{day:%Y-%m-%d} {time}": 8,
            chinese.translate(str.maketrans("0123456789", "０１２３４５６７８９")): 4,
        }
        return pick(self.random, spellings)

    def text(self, case: Case) -> str:
        """The text, sometimes with what a copy from elsewhere brings along."""
        if self.random.random() >= UNTIDY_TEXTS:
            return case.text
        self.slips["untidy_texts"] += 1
        half = case.text.find("，") + 1
        return self.random.choice(
            ("\t" + case.text, case.text[:half] + "\n" + case.text[half:], "\n\t" + case.text, case.text + "\n")
        )

    def nothing(self) -> str:
        """A mark for no value."""
        return self.random.choice(("/", "/", "无", "", "—"))

    def rectified(self, case: Case, done: str, doing: str, late: str) -> str:
        """The state of a case by the day on which the ledger was handed in."""
        if case.closed:
            return done
        return late if case.due < HANDED_IN.date() else doing
