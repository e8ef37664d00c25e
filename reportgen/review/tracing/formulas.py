"""What a figure is, in words: which cases it counts, what it is divided by, what it is compared with."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from reportgen.messages import N_, _
from reportgen.model.periods import Period
from reportgen.model.reports.figures import CLAIMS, Fact, Figure, Kind, Query, Reported, Take
from reportgen.model.reports.summaries import RowSet
from reportgen.model.reports.traces import Behind, Role
from reportgen.settings import Settings

_MINUS, _DIVIDED = "−", "÷"
_PERIODS = {
    ("Y", 1): N_("the year {year}"),
    ("H", 1): N_("first half of {year}"),
    ("H", 2): N_("second half of {year}"),
    ("Q", 1): N_("first quarter of {year}"),
    ("Q", 2): N_("second quarter of {year}"),
    ("Q", 3): N_("third quarter of {year}"),
    ("Q", 4): N_("fourth quarter of {year}"),
}
_FIELDS = {
    "category": N_("category"),
    "aspects": N_("form"),
    "unit": N_("unit"),
    "channel": N_("channel"),
    "origin": N_("whose the case is"),
    "handling": N_("kind of handling"),
    "region": N_("region"),
    "verified": N_("found true"),
    "satisfaction": N_("satisfaction"),
    "days": N_("handling time"),
    "is_closed": N_("closed or not"),
    "on_time": N_("closed in time or not"),
    "repeat": N_("told again"),
    "category_from": N_("origin of the category"),
}
_ANSWERS = {
    "verified": {
        "yes": N_("true"),
        "partly": N_("partly true"),
        "no": N_("not true"),
        "unclear": N_("cannot be established"),
    },
    "satisfaction": {
        "satisfied": N_("satisfied"),
        "basically": N_("basically satisfied"),
        "dissatisfied": N_("dissatisfied"),
    },
    "origin": {
        "people": N_("reported by people"),
        "found": N_("found by inspection"),
        "assigned": N_("assigned by superiors"),
    },
    "is_closed": {"yes": N_("closed"), "no": N_("not closed")},
    "on_time": {"yes": N_("closed in time"), "no": N_("closed late, or open past the limit")},
    "repeat": {"yes": N_("yes")},
    "category_from": {
        "ledger": N_("the ledger's own column"),
        "keyword": N_("a keyword in the content"),
        "default": N_("none, so the catch-all"),
    },
}
_SIDES = {
    (Role.NOW, Role.PART): Role.NOW_PART,
    (Role.NOW, Role.WHOLE): Role.NOW_WHOLE,
    (Role.THEN, Role.PART): Role.THEN_PART,
    (Role.THEN, Role.WHOLE): Role.THEN_WHOLE,
}
_FRACTIONS = (Kind.SHARE, Kind.RATE)


def period_name(period: Period) -> str:
    """The period in words: 2026年第三季度, 2026年1—9月."""
    if period.kind in ("T", "R"):
        first, last = period.start.month, period.end.month
        if period.end.year > period.year:
            later = _("month {month} of {year}").format(month=last, year=period.end.year)
            return _("month {month} of {year} to {later}").format(month=first, year=period.year, later=later)
        return _("months {first} to {last} of {year}").format(first=first, last=last, year=period.year)
    if period.kind == "M":
        return _("month {month} of {year}").format(month=period.index, year=period.year)
    return _(_PERIODS[period.kind, period.index]).format(year=period.year)


def stated_words(fact: Fact) -> str:
    """Where a fact is known from, and who answers for it."""
    told = _("stated by hand; source: {source}").format(source=fact.source)
    return _("{told} ({who})").format(told=told, who=fact.who) if fact.who else told


def reported_words(reported: Reported) -> str:
    """Which figure of which county, and where it stands."""
    return _("reported by {county}: figure {figure} in {file}").format(
        county=reported.county, figure=reported.figure, file=reported.file
    )


class Formulas:
    """The formulas of the figures of one report; `figures` are all of them by id, `rows` the ledger rows behind them."""

    def __init__(
        self, figures: Mapping[str, Figure], rows: Mapping[str, tuple[RowSet, ...]], settings: Settings
    ) -> None:
        self._figures, self._rows, self._settings = figures, rows, settings

    def words(self, figure: Figure) -> str:
        """The formula of a figure in words."""
        if figure.fact is not None:
            return stated_words(figure.fact)
        if figure.reported is not None:
            return reported_words(figure.reported)
        operands = self._operands(figure)
        if operands and figure.kind is Kind.COUNT:
            return _("sum of {count} figures that counties report").format(count=len(operands))
        if operands and figure.kind in _FRACTIONS:
            part, whole = operands
            return f"{self.words(part)} {_DIVIDED} {self._whole(part, whole)}"
        if operands and figure.kind in CLAIMS:
            return self._claim(figure, operands)
        if operands:
            return self._comparison(figure, *operands)
        if figure.query is None:
            return _("as an earlier report printed it")
        return self._counted(figure, figure.query)

    def sum(self, figure: Figure) -> str:
        """The formula in numbers, `52 ÷ 137`; "" where the figure is counted, or a number in it is not known."""
        operands = self._operands(figure)
        if figure.kind is Kind.STREAK:
            order = ">" if (figure.computed or 0) > 0 else "<"
            return f" {order} ".join(map(_digits, operands))
        if not operands or figure.kind in CLAIMS or any(one.computed is None for one in operands):
            return ""
        if figure.kind is Kind.COUNT:
            return " + ".join(map(_digits, operands))
        texts = [(one.kind is not Kind.COUNT and self.sum(one)) or _digits(one) for one in operands]
        if figure.kind in _FRACTIONS:
            return f" {_DIVIDED} ".join(texts)
        difference = f" {_MINUS} ".join(texts)
        return f"({difference}) {_DIVIDED} {texts[1]}" if figure.kind is Kind.CHANGE else difference

    def behind(self, figure: Figure) -> tuple[Behind, ...]:
        """The ledger rows behind a figure, by what they are to it."""
        operands = self._operands(figure)
        if figure.fact is not None:
            return ()
        if not operands or figure.kind is Kind.COUNT:
            return (Behind(Role.COUNTED, figure.id, self._rows.get(figure.id, ())),)
        if figure.kind is Kind.RANK:
            return self.behind(operands[0])
        if figure.kind in CLAIMS:
            roles = (Role.NOW, *(Role.THEN for _one in operands[1:]))
            pairs = zip(roles, operands, strict=True)
            return tuple(Behind(role, one.id, self._rows.get(one.id, ())) for role, one in pairs)
        if figure.kind in _FRACTIONS:
            return tuple(
                Behind(role, one.id, self._rows.get(one.id, ()))
                for role, one in zip((Role.PART, Role.WHOLE), operands, strict=True)
            )
        return tuple(
            Behind(_SIDES.get((side, one.role), side), one.figure, one.rows)
            for side, operand in zip((Role.NOW, Role.THEN), operands, strict=True)
            for one in self.behind(operand)
        )

    def rests(self, figure: Figure) -> tuple[Figure, ...]:
        """The figures on which a claim in words rests: of a place all counts among which it is one, the largest first; those of which a sum is made."""
        operands = self._operands(figure)
        if figure.kind is Kind.COUNT:
            return operands
        if figure.kind not in CLAIMS:
            return ()
        return self._ranked(operands[0]) if figure.kind is Kind.RANK and operands else operands

    def _ranked(self, count: Figure) -> tuple[Figure, ...]:
        """The counts that have a place beside one: of the same period, all conditions but that of the last field the same."""
        beside = {
            one.operands[0]: self._figures[one.operands[0]]
            for one in self._figures.values()
            if one.kind is Kind.RANK and _list_of(self._figures[one.operands[0]]) == _list_of(count)
        }
        return tuple(sorted(beside.values(), key=lambda one: (-(one.computed or 0), one.id)))

    def _operands(self, figure: Figure) -> tuple[Figure, ...]:
        return tuple(self._figures[id] for id in figure.operands)

    def _counted(self, figure: Figure, query: Query) -> str:
        """What is taken of the cases of a query."""
        where = self._cases(query)
        if query.take is Take.MEDIAN:
            return _("median handling time in days of: {where}").format(where=where)
        if query.take is Take.LONGEST:
            return _("longest handling time in days of: {where}").format(where=where)
        if query.take is Take.MEMBERS:
            rest = self._cases(Query(query.period, query.where[:-1]))
            return _("number of different {field} in: {where}").format(
                field=self._field(query.where[-1][0]), where=rest
            )
        return _("count ({unit}) of: {where}").format(where=where, unit=self._unit(figure))

    def _whole(self, part: Figure, whole: Figure) -> str:
        """The base of a share, said short where it is of the same period."""
        asked, of = part.query, whole.query
        if asked is None or of is None or asked.period != of.period:
            return self.words(whole)
        if not of.where:
            return _("{label} of the same period").format(label=self._settings.wording.of)
        where = self._conditions(of)
        return _("count ({unit}) of the same period of: {where}").format(where=where, unit=self._unit(whole))

    def _claim(self, figure: Figure, operands: Sequence[Figure]) -> str:
        """What a claim in words rests on."""
        if figure.kind is Kind.RANK:
            return self._rank(operands[0])
        first, *earlier = (self.words(one) for one in operands)
        if figure.kind is Kind.STREAK:
            text = N_("this period back through the periods before, each {way} the one before it: {first}; {earlier}")
            way = _("more than") if (figure.computed or 0) > 0 else _("less than")
            return _(text).format(way=way, first=first, earlier=_("; ").join(earlier))
        text = N_("this period has some, the earlier ones none: {first}; {earlier}")
        return _(text).format(first=first, earlier=_("; ").join(earlier))

    def _rank(self, count: Figure) -> str:
        if count.kind in _FRACTIONS:
            return _(
                "place of the rate among those of the counties with enough cases, highest first; what reads the same shares a place"
            )
        if count.query is None or not count.query.where:
            return _("place of the count, largest first, equal counts sharing a place")
        *rest, (field, _value) = count.query.where
        return _(
            "place among all {field} by count ({unit}) of: {where}; largest first, equal counts share a place"
        ).format(
            field=self._field(field), unit=self._unit(count), where=self._cases(Query(count.query.period, tuple(rest)))
        )

    def _comparison(self, figure: Figure, now: Figure, then: Figure) -> str:
        names = {"now": _("this period"), "then": _then_name(now, then)}
        formula = _("({now} − {then}) ÷ {then}") if figure.kind is Kind.CHANGE else _("{now} − {then}")
        return _("{formula}; {now}: {first}; {then}: {second}").format(
            formula=formula.format(**names), first=self.words(now), second=self.words(then), **names
        )

    def _cases(self, query: Query) -> str:
        """The cases that a query selects: period and conditions."""
        period = _(" or ").join(period_name(Period.recall(one)) for one in query.period.split("|"))
        return f"{period}{_list_mark()}{self._conditions(query)}" if query.where else period

    def _conditions(self, query: Query) -> str:
        return _list_mark().join(self._condition(field, value, query) for field, value in query.where)

    def _condition(self, field: str, value: str, query: Query) -> str:
        if field == "days":
            return _days(value)
        if value.startswith("!"):
            return f"{self._field(field)}≠{self._value(field, value.removeprefix('!'), query)}"
        if value == "*":
            return _("{field} known").format(field=self._field(field))
        return f"{self._field(field)}={self._value(field, value, query)}"

    def _value(self, field: str, value: str, query: Query) -> str:
        """A code in words; several that are as good as each other with "or"; a name as it stands."""
        names: Mapping[str, str] = {code: _(text) for code, text in _ANSWERS.get(field, {}).items()}
        categories = self._settings.taxonomy.categories
        if field == "category":
            names = {code: one.name for code, one in categories.items()}
        elif field == "aspects":
            codes = [code for asked, code in query.where if asked == "category" and code in categories]
            names = {name: one.phrase for code in codes for name, one in categories[code].aspects.items()}
        members = value.split("|")
        return _(" or ").join(names[one] for one in members) if all(one in names for one in members) else value

    def _field(self, field: str) -> str:
        """What a field is called; one of the county's own as it declares."""
        own = self._settings.ledger.fields
        return own[field].label if field in own else _(_FIELDS[field]) if field in _FIELDS else field

    def _unit(self, figure: Figure) -> str:
        return figure.unit or self._settings.wording.case


def _then_name(now: Figure, then: Figure) -> str:
    """What the earlier of two figures is called: the period before, or the same period of last year."""
    period = _period(now)
    if period is not None and _period(then) == period.year_ago and (period.kind == "T" or not period.compared_once):
        return _("same period of last year")
    return _("previous period")


def _period(figure: Figure) -> Period | None:
    return Period.recall(figure.query.period) if figure.query else None


def _days(value: str) -> str:
    """A class of handling time: `4-7`, `31-`; `*` where it only has to be known."""
    if value == "*":
        return _("handling time known")
    first, _dash, last = value.partition("-")
    if not last:
        return _("handling time {first} days or more").format(first=first)
    return _("handling time {first} to {last} days").format(first=first, last=last)


def _list_of(count: Figure) -> tuple[object, ...]:
    """What counts have in common that are placed among each other."""
    query = count.query
    if count.kind in _FRACTIONS:
        return (count.id.split(".", 2)[2:],)  # county.990121.rate.closed
    return (query.period, query.take, query.where[:-1], query.where[-1][:1]) if query and query.where else (count.id,)


def _list_mark() -> str:
    return _(", ")


def _digits(figure: Figure) -> str:
    """A count or a number of days in digits, as it was reckoned with; "" where it is not known."""
    value = figure.computed
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return "" if value is None else str(value)
