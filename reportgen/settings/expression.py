"""The small language of conditions, in which a cause says when it holds.

`share('attitude') >= 0.2 and count('duty') > 0` compares figures with numbers. There are the functions of `FUNCTIONS`,
numbers, `+ - * /`, the comparisons `< <= > >= == !=` (also in a chain), `and`, `or`, `not`, brackets and the word `always`;
nothing else. Python's own parser reads it, after every word and sign has been looked at, and of its tree only these
forms are taken over into ours.
"""

import ast
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from decimal import Context, Decimal, DecimalException, DivisionByZero, InvalidOperation, Overflow
from typing import NamedTuple

from reportgen.messages import SettingsError, issue
from reportgen.model.sources import Issue, Source
from reportgen.settings.models.figures.dimensions import TOTAL
from reportgen.settings.suggestions import did_you_mean, instead, listed, shown

FUNCTIONS: Mapping[str, tuple[str, ...]] = {
    "count": ("group",),  # cases of the category, or of all: count('total')
    "share": ("category",),  # its share of all cases, 0-1
    "change": ("group",),  # growth on the adjacent period before (环比), 0.1 is 10 %
    "yoy": ("group",),  # growth on the same period of last year (同比)
    "streak": ("group",),  # for how many periods in a row it has risen, 0 if it has not
    "rate": ("rate",),  # share of the cases where the answer is known, 0-1
    "days": ("days",),  # calendar days from received to closed: 'median' or 'longest'
    "aspect": ("category", "aspect"),  # share of the category's cases that show the aspect
    "unit_share": ("place",),  # share of the unit with the n-th most cases
    "unit_lead": (),  # how many times its equal share the unit with most cases has
}
DAYS = ("median", "longest")

MAX_LENGTH = 500
MAX_DEPTH = 20

_CONNECTIVES = ("and", "or", "not", "always")
_TOKEN = re.compile(
    r"""(?P<space>\s+)
      | (?P<number>[0-9]+(?:\.[0-9]+)?(?![\w.]))
      | (?P<word>[^\W\d]\w*)
      | (?P<string>'[^'"\\\r\n]*'|"[^'"\\\r\n]*")
      | (?P<sign><=|>=|==|!=|[<>()+\-*/,])""",
    re.VERBOSE,
)
_INSTEAD = {
    "=": "==",
    "≥": ">=",
    "≤": "<=",
    "≠": "!=",
    "×": "*",
    "÷": "/",
    "&": "and",
    "|": "or",
    "!": "not",
} | dict.fromkeys("‘’“”＂", "'")
_CONTEXT = Context(prec=28, traps=[DivisionByZero, InvalidOperation, Overflow])  # the same in every thread
_ARITHMETIC: Mapping[str, Callable[[Decimal, Decimal], Decimal]] = {
    "Add": _CONTEXT.add,
    "Sub": _CONTEXT.subtract,
    "Mult": _CONTEXT.multiply,
    "Div": _CONTEXT.divide,
}
_COMPARISONS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "Lt": Decimal.__lt__,
    "LtE": Decimal.__le__,
    "Gt": Decimal.__gt__,
    "GtE": Decimal.__ge__,
    "Eq": Decimal.__eq__,
    "NotEq": Decimal.__ne__,
}


class Names(NamedTuple):
    """What a condition may name; `aspects` are those of each category (None, or a category without: any)."""

    categories: Collection[str] = ()
    aspects: Mapping[str, Collection[str]] | None = None
    counts: Collection[str] = ()
    rates: Collection[str] = ()


class Number(NamedTuple):
    """A number exactly as spelled."""

    value: Decimal


class Call(NamedTuple):
    """A figure asked for: `share('attitude')` has the name `share` and the arguments `("attitude",)`."""

    name: str
    arguments: tuple[str | int, ...]

    def __str__(self) -> str:
        return f"{self.name}({', '.join(repr(argument) for argument in self.arguments)})"


class Arithmetic(NamedTuple):
    """Two values with one of Add, Sub, Mult, Div between them."""

    operator: str
    left: "Value"
    right: "Value"


class Comparison(NamedTuple):
    """A chain of values; between each two stands one of Lt, LtE, Gt, GtE, Eq, NotEq, and all must hold."""

    values: tuple["Value", ...]
    operators: tuple[str, ...]


class Both(NamedTuple):
    """All of the parts hold; without parts it always holds."""

    parts: tuple["Truth", ...] = ()


class Either(NamedTuple):
    """At least one of the parts holds."""

    parts: tuple["Truth", ...]


class Not(NamedTuple):
    """The part does not hold."""

    part: "Truth"


Value = Number | Call | Arithmetic
Truth = Comparison | Both | Either | Not
Functions = Mapping[str, Callable[..., Decimal | int | None]]


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition that was understood; `calls` are the figures that it asks for, in the order of writing, each once."""

    text: str
    truth: Truth
    calls: tuple[Call, ...]


def parse_condition(
    text: str,
    names: Names,
    source: Source | None = None,
) -> Condition:
    """Reads a condition such as `share('attitude') >= 0.2 and count('duty') > 0`.

    `names` are the codes that may be named (`total` is known besides), `source` is the place of the text's first character. Raises SettingsError with an issue for each fault, at the place of the fault where
    `source` has a column.
    """
    reader = _Reader(text, names, source)
    truth = reader.read()
    if reader.issues:
        raise SettingsError(reader.issues)
    return Condition(text, truth, tuple(dict.fromkeys(reader.calls)))


def evaluate(condition: Condition, functions: Functions) -> bool:
    """Whether the condition holds, with the figures that `functions` give.

    A figure that is not known is None: then its comparison does not hold, and neither does that of a quotient by zero. So
    `not change('duty') > 0` holds where the change is not known; write `change('duty') <= 0` to ask for a known one.
    """
    return _holds(condition.truth, functions)


def strength(condition: Condition, functions: Functions) -> Decimal:
    """How far the figures lie beyond what a condition asks for: 2 where the decisive one is twice its limit, 0 where it does not hold.

    Of several that must all hold the weakest counts, of such of which one will do the strongest.
    """
    return _strength(condition.truth, functions)


def _strength(truth: Truth, functions: Functions) -> Decimal:
    match truth:
        case Both(parts):
            return min((_strength(part, functions) for part in parts), default=Decimal(1))
        case Either(parts):
            return max((_strength(part, functions) for part in parts), default=Decimal(0))
        case Not():
            return Decimal(_holds(truth, functions))
        case Comparison(values, operators):
            numbers = [_value(value, functions) for value in values]
            beyond = map(_beyond, operators, numbers, numbers[1:])
            return min(beyond) if _holds(truth, functions) else Decimal(0)


def _beyond(operator: str, left: Decimal | None, right: Decimal | None) -> Decimal:
    larger, smaller = (left, right) if operator.startswith("Gt") else (right, left)
    if operator in ("Eq", "NotEq") or not smaller or larger is None or smaller < 0:
        return Decimal(1)
    return larger / smaller


def uses(condition: Condition) -> tuple[Call, ...]:
    """The figures that the condition asks for, in the order of writing, each once."""
    return condition.calls


def _holds(truth: Truth, functions: Functions) -> bool:
    match truth:
        case Both(parts):
            return all(_holds(part, functions) for part in parts)
        case Either(parts):
            return any(_holds(part, functions) for part in parts)
        case Not(part):
            return not _holds(part, functions)
        case Comparison(values, operators):
            numbers = [_value(value, functions) for value in values]
            return all(map(_compared, operators, numbers, numbers[1:]))


def _compared(operator: str, left: Decimal | None, right: Decimal | None) -> bool:
    return left is not None and right is not None and _COMPARISONS[operator](left, right)


def _value(value: Value, functions: Functions) -> Decimal | None:
    match value:
        case Number(number):
            return number
        case Call(name, arguments):
            figure = functions[name](*arguments)
            return None if figure is None else Decimal(figure)
        case Arithmetic(operator, left, right):
            return _computed(operator, _value(left, functions), _value(right, functions))


def _computed(operator: str, left: Decimal | None, right: Decimal | None) -> Decimal | None:
    if left is None or right is None:
        return None
    try:
        return _ARITHMETIC[operator](left, right)
    except DecimalException:  # division by zero, or a number beyond all sense
        return None


class _UnreadableError(Exception):
    """The condition cannot be read past here; the issue is noted."""


class _Reader:
    """Reads one condition; `issues` and `calls` are filled on the way."""

    def __init__(
        self,
        text: str,
        names: Names,
        source: Source | None,
    ) -> None:
        self.text = re.sub(r"\s", " ", text)  # same length: a folded condition is one line to the parser
        self.names = names
        self.source = source
        self.issues: list[Issue] = []
        self.calls: list[Call] = []

    def read(self) -> Truth:
        """The condition's meaning; without worth where issues were noted."""
        if len(self.text) > MAX_LENGTH:
            self._note("settings.condition-too-large", 0)
            return Both()
        self._look_at_words()
        if self.issues:
            return Both()
        try:
            return self._truth(self._parsed(), 0)
        except _UnreadableError:
            return Both()

    def _look_at_words(self) -> None:
        position = 0
        while position < len(self.text):
            token = _TOKEN.match(self.text, position)
            if token is None:
                self._strange(position)
            elif token["word"]:
                self._check_word(token["word"], position)
            position = token.end() if token else position + 1

    def _check_word(self, word: str, position: int) -> None:
        known = (*FUNCTIONS, *_CONNECTIVES)
        if word not in known:
            quoted = (*self.names.categories, *self.names.counts, *self.names.rates, *DAYS)
            suggestion = instead(f"'{word}'") if word in quoted else did_you_mean(word, (*known, *quoted))
            values = {"found": shown(word), "suggestion": suggestion, "allowed": listed(known)}
            self._note("settings.condition-word", position, **values)

    def _strange(self, position: int) -> None:
        sign = self.text[position]
        usual = _INSTEAD.get(sign) or unicodedata.normalize("NFKC", sign)
        suggestion = instead(usual) if usual != sign and usual.isascii() else ""
        self._note("settings.condition-character", position, found=sign, suggestion=suggestion)

    def _parsed(self) -> ast.expr:
        try:
            return ast.parse(self.text.lstrip(), mode="eval").body
        except (SyntaxError, MemoryError, RecursionError) as failure:  # the last two: bracket in bracket in bracket
            position = self._indent + (getattr(failure, "offset", None) or 1) - 1
            raise self._unreadable("settings.condition-syntax", min(position, len(self.text))) from None

    def _truth(self, node: ast.expr, depth: int) -> Truth:
        self._bound(node, depth)
        match node:
            case ast.BoolOp(op=operator, values=values):
                parts = tuple(self._truth(value, depth + 1) for value in values)
                return Both(parts) if isinstance(operator, ast.And) else Either(parts)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return Not(self._truth(operand, depth + 1))
            case ast.Compare(left=left, ops=operators, comparators=others):
                operands = tuple(self._value(value, depth + 1) for value in (left, *others))
                return Comparison(
                    operands, tuple(self._operator(operator, _COMPARISONS, node) for operator in operators)
                )
            case ast.Name(id="always"):
                return Both()
        raise self._unreadable("settings.condition-not-comparison", self._offset(node))

    def _value(self, node: ast.expr, depth: int) -> Value:
        self._bound(node, depth)
        match node:
            case ast.Constant(value=int() | float()):
                return Number(Decimal(self._spelling(node)))
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return Arithmetic("Sub", Number(Decimal(0)), self._value(operand, depth + 1))
            case ast.BinOp(left=left, op=operator, right=right):
                name = self._operator(operator, _ARITHMETIC, node)
                return Arithmetic(name, self._value(left, depth + 1), self._value(right, depth + 1))
            case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if name in FUNCTIONS:
                return self._call(node, name, arguments)
        raise self._unreadable("settings.condition-not-number", self._offset(node))

    def _operator(self, operator: ast.AST, known: Collection[str], node: ast.expr) -> str:
        name = type(operator).__name__
        if name not in known:
            raise self._unreadable("settings.condition-syntax", self._offset(node))
        return name

    def _call(self, node: ast.expr, name: str, arguments: list[ast.expr]) -> Call:
        values = tuple(found for argument in arguments if (found := _constant(argument)) is not None)
        wanted = [int if kind == "place" else str for kind in FUNCTIONS[name]]
        if len(values) != len(arguments) or [type(value) for value in values] != wanted:
            self._note("settings.condition-arguments", self._offset(node), function=name, example=_example(name))
        else:
            self._know(name, [str(value) for value in values], arguments)
        call = Call(name, values)
        self.calls.append(call)
        return call

    def _know(self, function: str, names: list[str], arguments: list[ast.expr]) -> None:
        """Notes an issue for each argument that names nothing."""
        for kind, name, argument in zip(FUNCTIONS[function], names, arguments, strict=True):
            possible = self._possible(kind, names[0])
            if possible is not None and name not in possible:
                suggestion = did_you_mean(name, possible)
                values = {
                    "function": function,
                    "found": shown(name),
                    "suggestion": suggestion,
                    "allowed": listed(possible),
                }
                self._note("settings.condition-name", self._offset(argument), **values)

    def _possible(self, kind: str, category: str) -> Collection[str] | None:
        """The names that an argument may have; None: any."""
        names = self.names
        if kind == "aspect":
            return None if names.aspects is None or category not in names.categories else names.aspects.get(category)
        groups = dict.fromkeys((*names.categories, *names.counts, TOTAL))
        return {"category": names.categories, "group": tuple(groups), "rate": names.rates, "days": DAYS}.get(kind)

    def _bound(self, node: ast.expr, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise self._unreadable("settings.condition-too-large", self._offset(node))

    @property
    def _indent(self) -> int:
        return len(self.text) - len(self.text.lstrip())

    def _offset(self, node: ast.expr) -> int:
        """Where a node begins in the text; Python counts the bytes of UTF-8."""
        return self._indent + len(self.text.lstrip().encode()[: node.col_offset].decode())

    def _spelling(self, node: ast.expr) -> str:
        return self.text.lstrip().encode()[node.col_offset : node.end_col_offset].decode()

    def _note(self, code: str, offset: int, **values: object) -> None:
        place = self.source
        if place is not None and place.column is not None:
            place = replace(place, column=place.column + offset)
        self.issues.append(issue(code, place, **values))

    def _unreadable(self, code: str, offset: int) -> _UnreadableError:
        self._note(code, offset)
        return _UnreadableError()


def _constant(node: ast.expr) -> str | int | None:
    """A text, or a place counted from 1; None for anything else."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.Constant(value=int(number)) if number > 0:
            return number
    return None


def _example(function: str) -> str:
    """How a function is written."""
    arguments = {
        "category": "'attitude'",
        "group": "'attitude'",
        "aspect": "'impatient'",
        "rate": "'closed'",
        "days": "'median'",
        "place": "1",
    }
    return f"{function}({', '.join(arguments[kind] for kind in FUNCTIONS[function])})"
