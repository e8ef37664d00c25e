"""Choices of the problems: their overview, the units, each category with its aspects, units and typical case; of causes and orders."""

from typing import Any

from reportgen.compose.branches.choice import Choice, choice, otherwise
from reportgen.compose.branches.lead import all_brought, found, mixed
from reportgen.compose.branches.scene import Scene, at_least, standing, tied, value
from reportgen.compose.context.judgement import concentrated, moves_on
from reportgen.compose.context.lists import changes
from reportgen.compose.language.case_words import in_own_words, origin_of, tells_finding
from reportgen.model.reports.summaries import Category, Member, TypicalCase

_SLOWER = 2  # days by which a category must be slower than all to be named
_MOST = 30  # percent from which a category or unit is said to lead
_MAIN = 40  # percent from which an aspect is said to be the main one
_PLACED = 3  # categories whose place is told
_FEWEST = 5  # cases of a unit that is said to lead
_BARE = 3  # characters of a word that stands alone
_MUCH = 20  # percent put aside, of which nobody can say what they are not


def _units_told(scene: Scene) -> bool:
    return scene.chart("units") and scene.several_units and not scene.few and scene.prints("chart/units")


def _only(scene: Scene, one: Category) -> bool:
    return len(scene.present) == 1 and one.count.value == scene.total


def _leads(scene: Scene, one: Category) -> bool:
    first = scene.problems[0].code == one.code and value(one.rank) == 1
    return first and tied(scene.present) == 1 and at_least(one.share, _MOST)


def _ranked(scene: Scene, one: Category) -> bool:
    return value(one.rank) <= _PLACED and not scene.few and tied(scene.present) < len(scene.present)


def _changes(scene: Scene, one: Category) -> bool:
    return bool(changes(one, (scene.summary.qoq, scene.summary.yoy), scene.language))


def _first_seen(scene: Scene, one: Category) -> bool:
    return one.first_seen is not None and scene.periods > 2


def _named(one: Category) -> tuple[Any, ...]:
    return standing(one.units)


def _several_lead(one: Category) -> bool:
    return tied(_named(one)) > 1


def _all_of(one: Category) -> bool:
    named = _named(one)
    return bool(named) and named[0].count.value == one.count.value


def _has_units(one: Category) -> bool:
    return bool(_named(one)) and value(one.count) > 1


def _one_stands_out(one: Category) -> bool:
    named = _named(one)
    return at_least(named[0].share, _MOST) and value(named[0].count) >= _FEWEST and len(named) == len(one.units)


def _others_once(one: Category) -> bool:
    named = _named(one)
    return len(named) == 1 or named[1].count.value == 1


def _seconds(members: tuple[Member, ...]) -> int:
    """How many units share the second place, 0 where none has two cases."""
    return tied(members[1:]) if len(members) > 1 and value(members[1].count) > 1 else 0


def _slow(scene: Scene, one: Category) -> bool:
    days, of_all = one.days, scene.summary.days
    if days is None or days.value is None or of_all is None or of_all.median.value is None:
        return False
    return days.value >= of_all.median.value + _SLOWER and value(one.count) >= scene.small_base


def _brought(scene: Scene, case: TypicalCase) -> bool:
    return origin_of(case, scene.settings) == "people"


def _handling_told(scene: Scene, case: TypicalCase) -> bool:
    """Whether a case says what was done about it; a bare word that the configuration does not know (转办) says nothing that a reader could use."""
    words = scene.settings.ledger.vocabulary
    known = {word for kinds in (words.handling, words.status) for name, some in kinds.items() for word in (name, *some)}
    return len(case.handling) > _BARE or case.handling in known


def _open(case: TypicalCase) -> bool:
    return case.verified == "" and case.status in ("open", "overdue")


def _silent(case: TypicalCase) -> bool:
    return case.verified == "" and case.status == "" and not case.handling


def _unverified(scene: Scene) -> bool:
    """Whether nothing is found of anything that people brought, which is said of all cases at once."""
    return bool(scene.standing) and not scene.verdicts and scene.classified and all_brought(scene, None)


def _absent(scene: Scene) -> bool:
    return bool(value(scene.summary.from_default)) or (scene.other is not None and at_least(scene.other.share, _MUCH))


_UNITS: tuple[Choice, ...] = (
    choice("units_uneven", concentrated=lambda s, _: s.units is not None and concentrated(s.units)),
    choice("units_unranked", below=lambda s, _: s.settings.charts.minimum > 1),
    choice(
        "units_first",
        all_equal=lambda _s, of: len(of) > 1 and tied(of) == len(of),
        tied=lambda _s, of: tied(of) > 1,
        most=lambda _s, of: bool(of) and value(of[0].rank) == 1,
        alone=lambda _s, of: bool(of),
    ),
    choice("units_appear", brought=all_brought, otherwise=otherwise),
    choice("unit_moved", known=lambda s, one: s.known(one.qoq) and bool(one.qoq.difference.value)),
    choice("units_cleared", some=lambda s, of: bool(of) and s.units is not None and bool(standing(s.units.members))),
    choice(
        "units_new",
        one=lambda s, of: s.periods > 2 and len(of) == 1,
        several=lambda s, of: s.periods > 2 and bool(of),
    ),
    choice(
        "units_gone",
        one=lambda _s, of: len(of) == 1 and bool(of[0].qoq.then.value),
        one_of_last_year=lambda _s, of: len(of) == 1,
        several_mixed=lambda s, of: bool(of) and mixed(s, None),
        several=lambda _s, of: bool(of),
    ),
)

_CATEGORY: tuple[Choice, ...] = (
    choice(
        "category", only=_only, most=_leads, one=lambda _s, one: one.count.value == 1, ranked=_ranked, among=otherwise
    ),
    choice(
        "category_moved",
        new=lambda s, one: _changes(s, one) and _first_seen(s, one),
        on_and_on=lambda s, one: _changes(s, one) and moves_on(one, s.small_base),
        known=_changes,
        unknown=otherwise,
    ),
    choice(
        "aspects",
        one_case=lambda _s, one: bool(one.aspects) and one.count.value == 1,
        all=lambda _s, one: len(one.aspects) == 1 and one.aspects[0].count.value == one.count.value,
        one_known=lambda _s, one: len(one.aspects) == 1,
        once_each=lambda _s, one: bool(one.aspects) and one.aspects[0].count.value == 1,
        tied=lambda _s, one: bool(one.aspects) and one.aspects[0].count.value == one.aspects[1].count.value,
        few=lambda s, one: bool(one.aspects) and value(one.count) < s.small_base,
        main=lambda _s, one: bool(one.aspects) and at_least(one.aspects[0].share, _MAIN),
        most=lambda _s, one: bool(one.aspects),
    ),
    choice(
        "category_units",
        all_of_several=lambda _s, one: _has_units(one) and _all_of(one) and _several_lead(one),
        all_of_one=lambda _s, one: _has_units(one) and _all_of(one),
        scattered=lambda _s, one: _has_units(one) and _named(one)[0].count.value == 1,
        tied=lambda _s, one: _has_units(one) and _several_lead(one),
        concentrated=lambda _s, one: _has_units(one) and _one_stands_out(one),
        one=lambda _s, one: _has_units(one) and _others_once(one),
        listed=lambda _s, one: _has_units(one),
    ),
    choice("second_units", tied=lambda _s, of: _seconds(of) > 1, one=lambda _s, of: _seconds(of) == 1),
    choice("category_days", slow=_slow),
    choice("case_said", quoted=lambda _s, case: in_own_words(case.text), reported=otherwise),
    choice(
        "case_verdict",
        true=lambda _s, case: case.verified == "yes" and not tells_finding(case),
        partly=lambda _s, case: case.verified == "partly" and not tells_finding(case),
    ),
    choice("case_matter", brought=_brought, otherwise=otherwise),
    choice("case_handled", told=_handling_told),
    choice("case_also", several=lambda _s, case: bool(case.also)),
    choice(
        "case_open",
        brought=lambda s, case: _open(case) and _brought(s, case),
        assigned=lambda s, case: _open(case) and origin_of(case, s.settings) == "assigned",
        inspected=lambda _s, case: _open(case),
        silent=lambda s, case: s.verdicts and _silent(case) and _brought(s, case),  # else `unverified` says it of all
    ),
    choice(
        "case_opinion",
        satisfied=lambda _s, case: case.satisfaction == "satisfied",
        basically=lambda _s, case: case.satisfaction == "basically",
        dissatisfied=lambda _s, case: case.satisfaction == "dissatisfied",
    ),
)

CHOICES: tuple[Choice, ...] = (
    choice(
        "overview",
        unclassified=lambda s, _: not s.classified,
        cleared=lambda s, _: not s.standing,
        several_brought=lambda s, _: len(s.present) > 1 and all_brought(s, None),
        several=lambda s, _: len(s.present) > 1,
        one_and_other=lambda s, _: bool(s.present) and s.other is not None,
        one_case=lambda s, _: bool(s.present) and s.total == 1,
        one=lambda s, _: bool(s.present),
        other=otherwise,
    ),
    choice("and_other", some=lambda s, _: s.other is not None),
    choice("and_changes", known=lambda s, _: s.previous or s.year_ago),
    choice("and_chart", charted=lambda s, _: s.chart("categories") and s.prints("chart/categories")),
    choice("and_units", told=lambda s, _: _units_told(s)),
    choice("units_in_annex", first=lambda s, _: s.prints("annex/units") and s.recommended and s.prints("annex/tasks"), only=lambda s, _: s.prints("annex/units")),
    choice("cleared", some=lambda s, _: bool(s.standing and s.cleared and s.classified)),
    choice("unverified", brought=lambda s, _: _unverified(s)),
    *_UNITS,
    *_CATEGORY,
    choice("absent", found=found, unplaced=lambda s, _: _absent(s), registered=mixed, received=otherwise),
    choice("absent_before", some=lambda _s, one: bool(one.qoq.then.value)),
    choice(
        "causes_unverified",
        brought=lambda s, _: not s.verdicts and all_brought(s, None),
        mixed=lambda s, _: not s.verdicts and not found(s, None),
    ),
    choice("no_causes", few=lambda s, _: s.standing < s.small_base, unclear=otherwise),
    choice("tasks_in_annex", second=lambda s, _: s.several_units and s.prints("annex/units"), only=otherwise),
)  # fmt: skip
