"""Where the form of a configuration's reports departs from GB/T 9704-2012: what the standard says, in which clause, and who says otherwise.

A deviation is told, not refused: houses differ, and a survey report is none of the fifteen kinds of official documents. Rules
are data; the standard says nothing of bold, captions and notes, so no rule does.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportgen.chinese.numbering import OFFICIAL
from reportgen.chinese.type_sizes import points_of
from reportgen.configuring.forms.pages import View, observe_configuration
from reportgen.messages import N_, _
from reportgen.settings import Loaded

_TOLERANCE = 1.0  # mm
_FAMILIES = {
    "仿宋": "仿宋|fangsong", "小标宋": "小标宋", "黑体": "^(?!.*(?:圆|粗)).*(?:黑体|simhei)", "楷体": "楷体|kaiti",
    "宋体": "^(?!.*(?:仿宋|小标宋|中宋)).*(?:宋体|simsun|书宋)",
}  # fmt: skip
"""Names of fonts of each family, also those with another maker's name or _GB2312."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """What departs: the key of `form:` that decides, what it is about, what is there, what the standard has, its clause, "must" or "usual", and where it is set."""

    key: str
    what: str
    found: str
    standard: str
    clause: str
    force: str
    where: str


Found = Callable[[View], str | None]
Holds = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the standard.

    `what` is held against it; `keys` are those of `form:` that decide it, the first names it; `found` gives the value as it is shown, None where nothing is
    known; `holds` is asked of that value. `example` is a value that breaks the rule.
    """

    what: str
    keys: tuple[str, ...]
    clause: str
    standard: str
    found: Found
    holds: Holds
    example: str
    force: str = "must"
    kind: str = ""

    @property
    def name(self) -> str:
        """What is held against the standard, in words."""
        return _(self.what).format(kind=_(_KINDS[self.kind])) if self.kind else _(self.what)


def _near(wanted: float, tolerance: float = _TOLERANCE) -> Holds:
    return lambda found: abs(float(found) - wanted) <= tolerance


def _family(name: str) -> Holds:
    return lambda found: re.search(_FAMILIES[name], found, re.IGNORECASE) is not None


def _dashed(found: str) -> bool:
    return re.fullmatch(r"[—－–]\s?1\s?[—－–]", found) is not None


def _shown(value: float | None) -> str | None:
    return None if value is None else f"{value:g}"


def _text(key: str) -> Found:
    return lambda view: view.text(key)


_KINDS = {
    "title": N_("title"), "body": N_("text"), "h1": N_("headings of level 1"), "h2": N_("headings of level 2"),
    "h3": N_("headings of level 3"), "h4": N_("headings of level 4"),
}  # fmt: skip


def _font(kind: str, family: str, clause: str) -> Rule:
    key = f"fonts.{kind}.font"
    keys, holds = (key, "fonts.body.font"), _family(family)
    return Rule(_FONT, keys, clause, family, lambda view: view.text(key) or None, holds, "微软雅黑", "usual", kind)


def _size(kind: str, name: str, clause: str) -> Rule:
    key, points = f"fonts.{kind}.size", points_of(name)
    holds: Holds = lambda found: points_of(found) == points  # noqa: E731 - a rule is data
    return Rule(_TYPE_SIZE, (key, "fonts.body.size"), clause, name, _text(key), holds, "五号", "usual", kind)


_FONT, _TYPE_SIZE = N_("Font of the {kind}"), N_("Size of the {kind}")
_ACROSS, _DOWN = ("margins.right", "margins.left", "paper"), ("margins.bottom", "margins.top", "paper")
_LINE = ("characters", "margins.left", "margins.right", "fonts.body.size", "paper")
_PAGE_NUMBER = "page_number.form"
RULES: tuple[Rule, ...] = (
    Rule(N_("Paper"), ("paper",), "5.1", "A4", _text("paper"), "A4".__eq__, "16开"),
    Rule(
        N_("Top margin, mm"), ("margins.top",), "5.2.1", N_("37, 1 more or less"), _text("margins.top"), _near(37), "25"
    ),
    Rule(
        N_("Left margin, mm"),
        ("margins.left",),
        "5.2.1",
        N_("28, 1 more or less"),
        _text("margins.left"),
        _near(28),
        "20",
    ),
    Rule(N_("Width of the text, mm"), _ACROSS, "5.2.1", "156", lambda view: _shown(view.area(0)), _near(156), "170"),
    Rule(N_("Height of the text, mm"), _DOWN, "5.2.1", "225", lambda view: _shown(view.area(1)), _near(225), "240"),
    Rule(
        N_("Lines a page"),
        ("pitch", *_DOWN),
        "5.2.3",
        "22",
        lambda view: _shown(view.lines()),
        "22".__eq__,
        "25",
        "usual",
    ),
    Rule(N_("Characters a line"), _LINE, "5.2.3", "28", _text("characters"), "28".__eq__, "30", "usual"),
    _font("title", "小标宋", "7.3.1"),
    _size("title", "二号", "7.3.1"),
    _font("body", "仿宋", "7.3.3"),
    _size("body", "三号", "7.3.3"),
    Rule(
        N_("Indent of the text, characters"),
        ("fonts.body.indent",),
        "7.3.3",
        "2",
        _text("fonts.body.indent"),
        "2".__eq__,
        "0",
    ),
    _font("h1", "黑体", "7.3.3"),
    _font("h2", "楷体", "7.3.3"),
    _font("h3", "仿宋", "7.3.3"),
    _font("h4", "仿宋", "7.3.3"),
    *(_size(f"h{level}", "三号", "5.2.2") for level in range(1, 5)),
    Rule(
        N_("Numbers of headings"),
        ("numbering",),
        "7.3.3",
        OFFICIAL,
        _text("numbering"),
        OFFICIAL.startswith,
        "第一章/1.1",
        "usual",
    ),
    Rule(
        N_("Office and day"),
        ("signature.place",),
        "7.3.5",
        N_("after the text; the day four characters from the right (sealed), or two right of the office (unsealed)"),
        _text("signature.place"),
        ("sealed", "unsealed").__contains__,
        "under_title",
    ),
    Rule(
        N_("Page number"),
        (_PAGE_NUMBER, "page_number.place"),
        "7.5",
        "— 1 —",
        lambda view: view.text(_PAGE_NUMBER) or _("none"),
        _dashed,
        "1",
    ),
    Rule(
        N_("Place of the page number"),
        ("page_number.place", _PAGE_NUMBER),
        "7.5",
        N_("right on odd and left on even pages, one character in (outside)"),
        _text("page_number.place"),
        "outside".__eq__,
        "center",
    ),
    Rule(
        N_("Font of the page number"),
        ("page_number.font", _PAGE_NUMBER),
        "7.5",
        "宋体",
        lambda view: view.text("page_number.font") or None,
        _family("宋体"),
        "楷体",
        "usual",
    ),
    Rule(
        N_("Size of the page number"),
        ("page_number.size", _PAGE_NUMBER),
        "7.5",
        "四号",
        _text("page_number.size"),
        lambda found: points_of(found) == 14,
        "五号",
        "usual",
    ),
    Rule(
        N_("Dashes of the page number below the text, mm"),
        ("page_number.size", "margins.bottom", _PAGE_NUMBER),
        "7.5",
        "7",
        lambda view: _shown(view.below()),
        _near(7, 1.5),
        "3",
    ),
)


def deviations(loaded: Loaded) -> Iterator[Deviation]:
    """What departs in the reports of a configuration. Raises TemplateError where its page is not fit."""
    yield from departing(observe_configuration(loaded), loaded)


def departing(view: View, loaded: Loaded) -> Iterator[Deviation]:
    """The rules that do not hold, each with the place that decides it: the form's, else the page's."""
    for rule in RULES:
        found = rule.found(view)
        if found is None or rule.holds(found):
            continue
        sources = (loaded.origins.get(f"form.{key}") for key in rule.keys)
        source = next((str(one) for one in sources if one is not None), None)
        known = (view.seen.seen[key].where for key in rule.keys if key in view.seen.seen)
        where = source or next(known, loaded.settings.template.page)
        yield Deviation(rule.keys[0], rule.name, found, _(rule.standard), rule.clause, rule.force, where)
