"""Ledgers invented by dice, each from its number alone, and a few by hand: together they take every branch of the text."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from reportgen.model.ledgers import JOINT
from reportgen.model.periods import Period
from reportgen.model.reports.figures import Unknown
from reportgen.model.reports.summaries import Summary
from reportgen.settings import CategorySettings, builtin_folder, load_settings
from reportgen.settings.loading import Loaded
from reportgen.tally import tally
from tests.cases import FIELDS, Case, ledger_of

_PERIODS = ("2026Q3", "2026Q1", "2026-08", "2026H1", "2026", "2026-01/2026-09")
_OFFICES = ("甲局", "乙局", "丙局", "丁局", "戊局", "己局", "窗口7")
_UNITS = (
    ("",),
    _OFFICES[:1],
    _OFFICES[:2],
    _OFFICES,
    ("甲局", "甲局", "甲局", "乙局"),
    tuple(f"{n}号楼" for n in range(24)),
)
_CHANNELS = (("",), ("12345热线",), ("明察暗访",), ("12345热线", "来信来访", "明察暗访"), ("12345热线", "", "网络留言"))
_VERDICTS = (("",), ("yes",), ("no",), ("yes", "no", "partly", ""), ("no", "no", "yes", ""))
_STATES = (("",), ("closed",), ("open",), ("closed", "open", "overdue", ""))
_ON_TIME = ((None,), (True,), (False,), (True, False, None))
_OPINIONS = (("",), ("satisfied",), ("dissatisfied",), ("satisfied", "basically", "dissatisfied", ""))
_HANDLING = ("", "已办结", "批评教育", "经核查，反映属实，责令整改")
_TEXTS = ("窗口工作人员态度冷淡，问三次不答", "工作时间看手机，群众排队等候四十分钟")


@dataclass(frozen=True)
class Invented:
    """A summary, and the configuration with which it is told."""

    summary: Summary
    loaded: Loaded


@cache
def qinglan() -> Loaded:
    """The configuration of the sample county."""
    return load_settings(builtin_folder() / "config/qinglan.yaml")


@cache
def all_told() -> tuple[Invented, ...]:
    """Those by hand, then those by dice."""
    return (*_by_hand(), *(by_dice(number) for number in range(110)))


def changed(loaded: Loaded, section: str, **values: object) -> Loaded:
    """A configuration with other values in a section."""
    settings = loaded.settings
    other = getattr(settings, section).model_copy(update=values)
    return replace(loaded, settings=settings.model_copy(update={section: other}))


def told(cases: Sequence[Case], period: str = "2026Q3", loaded: Loaded | None = None, **more: object) -> Invented:
    """What cases add up to; `fields` are the columns that their ledger has, `signed` and `previous` as in `tally`."""
    loaded = loaded or qinglan()
    ledger = ledger_of(list(cases))
    ledger = replace(ledger, fields=more.pop("fields", FIELDS))
    summary, _ = tally(ledger, loaded.settings, Period.parse(period), **more)  # type: ignore[arg-type] # as the test says
    return Invented(summary, loaded)


def by_dice(number: int, other: Callable[[Loaded], Loaded] = lambda loaded: loaded) -> Invented:
    """The ledger of a number: as many cases, units, channels, verdicts and earlier periods as its dice say; told with an `other` configuration."""
    dice = random.Random(f"ledger {number}")  # noqa: S311 - a seeded generator is wanted here
    loaded = dice.choice([
        qinglan(), qinglan(), changed(qinglan(), "ledger", on_time_days=15), changed(qinglan(), "charts", minimum=3),
        changed(qinglan(), "report", sections=["lead", "problems"]),
        changed(qinglan(), "report", sections=["lead", "problems", "causes", "annexes"]),
    ])  # fmt: skip
    loaded = other(loaded)
    period = Period.parse(dice.choice(_PERIODS))
    codes = list(loaded.settings.taxonomy.categories)
    kinds = _Kinds(
        dice.sample(codes, dice.choice([1, 1, 2, 3, len(codes)])),
        *(dice.choice(each) for each in (_UNITS, _CHANNELS, _VERDICTS, _STATES, _ON_TIME, _OPINIONS)),
        joint=dice.random() < 0.3,
        equal=dice.random() < 0.2,
    )
    most, unfinished = dice.choice([1, 2, 3, 8, 12, 30, 80, 200]), dice.random() < 0.15
    cases: list[Case] = []
    back = period
    for before in range(dice.choice([1, 2, 3, 6, 10])):
        count = int(most * dice.uniform(0, 1.6)) if before and dice.random() < 0.8 else most
        cases += (_case(dice, back, kinds, place, loaded, half=unfinished and not before) for place in range(count))
        back = back.previous if dice.random() < 0.9 else back.previous.previous
    missing = dice.choice([(), (), (), ("verified",), ("category",), ("category", "verified")])
    previous = {str(period.previous): {"total": most + 7}} if dice.random() < 0.2 else {}
    signed = period.end - timedelta(days=20) if unfinished else period.end
    return told(cases, str(period), loaded, fields=FIELDS - set(missing), previous=previous, signed=signed)


@dataclass(frozen=True)
class _Kinds:
    """What the cases of one ledger may be."""

    categories: Sequence[str]
    units: Sequence[str]
    channels: Sequence[str]
    verdicts: Sequence[str]
    states: Sequence[str]
    on_time: Sequence[bool | None]
    opinions: Sequence[str]
    joint: bool
    equal: bool


def _case(dice: random.Random, period: Period, kinds: _Kinds, place: int, loaded: Loaded, *, half: bool) -> Case:
    categories, units = kinds.categories, kinds.units
    code = categories[place % len(categories)] if kinds.equal else dice.choice([categories[0], *categories])
    unit = units[place % len(units)] if kinds.equal else dice.choice(units)
    rule = loaded.settings.taxonomy.categories[code]
    both = kinds.joint and dice.random() < 0.4
    days = (period.end - period.start).days // (2 if half else 1)
    return Case(
        period.start + timedelta(days=dice.randint(0, days)),
        JOINT.join(dict.fromkeys([code, dice.choice(categories)])) if both else code,
        unit=JOINT.join(dict.fromkeys([unit, dice.choice(units)])) if both and unit else unit,
        channel=dice.choice(kinds.channels),
        status=dice.choice(kinds.states),
        verified=dice.choice(kinds.verdicts),
        satisfaction=dice.choice(kinds.opinions),
        days=dice.choice([None, 3, 9, 40]) if any(kinds.states) else None,
        on_time=dice.choice(kinds.on_time),
        aspects=dice.choice(list(rule.aspects)) if rule.aspects and dice.random() < 0.8 else "",
        category_from=dice.choice(["ledger", "keyword", "default" if rule.catch_all else "ledger"]),
        text=f"{dice.choice(_TEXTS)}第{place}次",
        handling_text=dice.choice(_HANDLING),
        repeat=dice.random() < 0.05,
    )


def _by_hand() -> Iterator[Invented]:
    """What dice seldom throw."""
    day, settings = date(2026, 8, 3), qinglan().settings
    yield told([Case(day, "attitude", unit=f"甲局{JOINT}乙局")] * 3)
    more = {f"c{number}": CategorySettings(name=f"第{number}类") for number in range(5)}
    many = changed(qinglan(), "taxonomy", categories={**settings.taxonomy.categories, **more})
    yield told(
        [Case(day, code) for code in ["attitude"] * 40 + ["duty"] * 10 + ["discipline"] * 8 + [*more]], loaded=many
    )
    yield told([Case(day, "attitude", on_time=True)] * 20, loaded=changed(qinglan(), "ledger", on_time_days=None))
    for channels in (
        ("上级交办",),
        ("上级交办", "明察暗访"),
        ("上级交办", "12345热线"),
        ("巡察移交", "检查发现", "来信来访"),
    ):
        yield told([Case(day, "attitude", unit="甲局", channel=one, status="open") for one in channels] * 7)
        for one in channels:
            yield told([Case(day, "attitude", channel=one, verified="yes", status="closed")] * 2)
    aspects = list(settings.taxonomy.categories["attitude"].aspects)[:2]
    yield told([Case(day, "attitude", aspects=JOINT.join(aspects)) for _ in range(12)])
    yield from _nil()
    yield from _alike()
    yield told([Case(day, "attitude", satisfaction="satisfied")] * 20)
    yield told([Case(day, "attitude", aspects=aspects[place % 4 == 0]) for place in range(20)])
    yield told([Case(day, "attitude", unit=unit, verified="yes") for unit in ["甲局"] * 10 + ["乙局", "丙局"] * 5])
    yield told(
        [
            Case(day, "attitude", unit=unit, verified=found)
            for unit, found in [("甲局", "no")] * 12 + [("乙局", "yes")] * 3
        ]
    )
    blank = [Case(each, "attitude", unit=unit) for each in _quarters(9) for unit in ("甲局", "乙局", "")]
    yield told(blank)
    yield told([replace(one, verified="yes") for one in blank])
    first = told(blank)
    yield replace(first, summary=replace(first.summary, withheld=first.summary.total))
    qoq = first.summary.qoq
    unknown = replace(qoq.then, value=None, unknown=Unknown.NO_DATA)
    yield replace(first, summary=replace(first.summary, qoq=replace(qoq, then=unknown)))
    year = [Case(each, "attitude", unit="甲局") for each in _quarters(9)]
    now = [one for one in year if one.received >= date(2026, 7, 1)]
    yield told([*year, *(replace(one, category="duty", unit="乙局") for one in now)])
    yield told([*year, *(replace(one, unit=unit) for one in now for unit in ("乙局", "丙局"))])
    last_year = [one for one in year if date(2025, 7, 1) <= one.received < date(2025, 10, 1)]
    others = [replace(one, unit="乙局") for one in now * 2]
    yield told([*year, *others, replace(last_year[0], unit="丙局")])
    gone = [replace(last_year[0], unit=unit) for unit in ("丙局", "丁局")]
    yield told([*year, *gone, *others, *(replace(now[0], channel=channel) for channel in ("明察暗访", "12345热线"))])
    yield told([Case(day, "attitude", text="我去窗口办了三次，您说这是什么态度，问一句就被挂断，到现在没有办成")])
    yield told([one for one in year if one.received >= date(2026, 7, 1) or one.received < date(2026, 1, 1)])


def _quarters(back: int) -> list[date]:
    """Days in the quarters up to that of the reports, four in each."""
    found: list[date] = []
    period = Period.parse("2026Q3")
    for _ in range(back):
        found += (period.start + timedelta(days=days) for days in (0, 20, 60, 88))
        period = period.previous
    return found


def _nil() -> Iterator[Invented]:
    """Ledgers without a case in the period."""
    before, year_ago, after = date(2026, 5, 4), date(2025, 8, 3), date(2026, 10, 5)
    for days in ([before, after], [year_ago, after], [date(2025, 2, 3), after], [year_ago, before, after]):
        for channel in ("", "明察暗访"):
            yield told([Case(one, "duty", channel=channel) for one in days])
    yield told(
        [Case(one, "duty", channel=channel) for one in (year_ago, before, after) for channel in ("", "明察暗访")]
    )
    scarce = [date(2025, 1, 6), date(2025, 6, 2), date(2026, 10, 5)]
    yield told([Case(one, "duty") for one in scarce])
    yield told([Case(one, "duty") for one in (*scarce, date(2026, 2, 3))])
    yield told([Case(date(2025, 1, 1) + timedelta(days=day), "duty") for day in range(450)] + [Case(after, "duty")])
    yield told(
        [Case(day, "duty") for number in range(1, 7) for day in (date(2025, number, 6),)] + [Case(after, "duty")]
    )
    busy = [Case(date(2025, 1, 1) + timedelta(days=day), "duty") for day in range(0, 800) if day not in range(545, 640)]
    yield told(busy)
    yield told(busy, previous={"2026Q2": {"total": 7}})


def _alike() -> Iterator[Invented]:
    """Units that may be spellings of one: one group, and more than are named."""
    units = [f"{place}{end}" for place in ("河东", "河西", "城南", "城北") for end in ("街道办", "街道办事处")]
    cases = [Case(date(2026, 8, 3), "attitude", unit=one) for one in units] * 2
    groups = tuple(zip(units[::2], units[1::2], strict=True))
    for some in (groups[:1], groups):
        ledger = replace(ledger_of(cases), doubted=some)
        yield Invented(tally(ledger, qinglan().settings, Period.parse("2026Q3"))[0], qinglan())
