"""The language of conditions."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.messages import ReportgenError, SettingsError
from reportgen.model.sources import Source
from reportgen.settings.expression import MAX_LENGTH, Call, Names, evaluate, parse_condition, uses

NAMES = Names(
    ("attitude", "duty", "态度"),
    {"attitude": ("impatient",), "duty": ()},
    ("repeats",),
    ("closed", "on_time", "satisfied", "verified"),
)


def _answering(answers):
    """Functions that answer from a table: a value for all arguments, or one for each; what is not there is not known."""

    def answer(known):
        return lambda *asked: known.get(asked[0]) if isinstance(known, dict) else known

    return {name: answer(known) for name, known in answers.items()}


FIGURES = _answering(
    {
        "share": {"attitude": Decimal("0.2"), "duty": Decimal("0.15")},
        "count": {"attitude": 20, "duty": 0, "total": 100},
        "change": None,
        "yoy": Decimal("-0.052"),
        "streak": 3,
        "rate": Decimal("0.9"),
        "days": Decimal("30.5"),
        "aspect": Decimal("0.4"),
        "unit_share": {1: Decimal("0.38"), 2: Decimal("0.19")},
    }
)


def _holds(text: str) -> bool:
    return evaluate(parse_condition(text, NAMES), FIGURES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("always", True),
        ("not always", False),
        ("share('attitude') >= 0.2", True),
        ("share('attitude') > 0.2", False),
        ("share('attitude') >= 0.2 and count('duty') > 0", False),
        ("share('attitude') >= 0.2 or count('duty') > 0", True),
        ("not count('duty') > 0", True),
        ("0.1 < share('attitude') <= 0.2 < 1", True),
        ("0.1 < share('attitude') <= 0.15", False),
        ("share('attitude') == 0.20", True),
        ("share('attitude') != 0.2", False),
        ("share('attitude') + share('duty') == 0.35", True),
        ("share('attitude') - share('duty') == 0.05", True),
        ("count('attitude') / count('total') == share('attitude')", True),
        ("count('attitude') * 2 - 1 == 39", True),
        ("-count('attitude') < -19.5", True),
        ("yoy('attitude') < -0.05", True),
        ("(always or always) and not (count('duty') > 0)", True),
        ("streak('duty') >= 2 and rate('closed') < 0.95 and days('median') > 30", True),
        ("aspect('attitude', 'impatient') >= 0.4", True),
        ("unit_share(1) >= 0.38 and unit_share(2) == 0.19", True),
        ('share("attitude") > 0.1', True),
        ("  share('attitude')\n  > 0.1  ", True),
        ("count('态度') > 0", False),
        ("0.1 + 0.2 == 0.3", True),
    ],
)
def test_conditions_hold_or_not(text, expected):
    """A condition holds exactly when its arithmetic says so, in decimal numbers."""
    assert _holds(text) is expected


@pytest.mark.parametrize("sign", ["<", "<=", ">", ">=", "==", "!="])
@pytest.mark.parametrize(
    "text", ["change('attitude')", "change('duty') + 1", "count('attitude') / count('duty')", "1 / 0"]
)
def test_what_is_not_known_makes_no_comparison_hold(text, sign):
    """A figure that is not known, or a quotient by zero, satisfies no comparison and raises nothing."""
    assert not _holds(f"{text} {sign} 0")
    assert not _holds(f"0 {sign} {text}")
    assert _holds(f"not {text} {sign} 0")


def test_the_calls_are_known():
    """The figures that a condition rests on are listed in the order of writing, each once."""
    condition = parse_condition("share('duty') > 0.1 and (count('total') > 9 or share('duty') > unit_share(1))", NAMES)
    assert uses(condition) == (Call("share", ("duty",)), Call("count", ("total",)), Call("unit_share", (1,)))
    assert [str(call) for call in uses(condition)] == ["share('duty')", "count('total')", "unit_share(1)"]


def test_conditions_are_values():
    """Two readings of the same text are equal and can be keys."""
    first, second = (parse_condition("count('duty') > 0", NAMES) for _ in range(2))
    assert first == second
    assert len({first, second}) == 1


# In each, the fault begins at the bar.
FAULTS = """
condition-word            |shares('duty') > 0
condition-word            count('duty') > 0 and |True
condition-word            |__import__('os') > 0
condition-word            |lambda: 0
condition-word            count('duty') > 0 |AND count('duty') > 0
condition-word            count(|duty) > 0
condition-word            count('态度') > 0 and |或
condition-name            count(|'dutty') > 0
condition-name            count('态度') > 0 and count(|'dutty') > 0
condition-name            share(|'total') > 0
condition-name            rate(|'duty') > 0
condition-name            days(|'mean') > 0
condition-name            aspect(|'dutty', 'impatient') > 0
condition-name            aspect('attitude', |'patient') > 0
condition-name            aspect('duty', |'impatient') > 0
condition-arguments       |count() > 0
condition-arguments       |count('duty', 'duty') > 0
condition-arguments       |count(1) > 0
condition-arguments       |count(count('duty')) > 0
condition-arguments       |unit_share(0) > 0
condition-arguments       |unit_share('1') > 0
condition-arguments       |unit_share(-1) > 0
condition-arguments       |unit_share(1.5) > 0
condition-not-comparison  |count('duty')
condition-not-comparison  |0.2
condition-not-comparison  |'duty'
condition-not-comparison  count('duty') > 0 and |count('duty')
condition-not-number      |always > 0
condition-not-number      count('duty') > |'duty'
condition-not-number      1 + (|count('duty') > 0) > 0
condition-not-number      |count > 0
condition-not-number      count('duty') > |(1, 2)
condition-syntax          |count('duty') ** 2 > 0
condition-syntax          |count('duty') // 2 > 0
condition-syntax          count('duty') > 0 |count('duty') > 0
condition-syntax          count|('duty' > 0
condition-syntax          (always )|)
condition-character       count('duty') > 20|%
condition-character       count('duty') |= 20
condition-character       count('duty') |≥ 20
condition-character       count|（'duty') > 0
condition-character       count(|‘duty') > 0
condition-character       count('duty') > |0x10
condition-character       count('duty') > |1_000
condition-character       count('duty') > |1e9
condition-character       count('duty') > |1j
condition-character       count('duty') > |.5
condition-character       count|['duty'] > 0
condition-character       count('duty')|.real > 0
condition-word            count(|f'duty') > 0
condition-character       count('duty') > 0 |# and
condition-character       count('duty') > 0|; always
condition-character       |`count`
condition-character       |{}
condition-character       count(|'du\\\\x74y') > 0
""".strip().splitlines()


@pytest.mark.parametrize("line", FAULTS)
def test_each_fault_is_placed(line):
    """Whatever the language does not have is refused at the character where it begins."""
    code, _, marked = line.partition("  ")
    marked = marked.strip()
    with pytest.raises(SettingsError) as refusal:
        parse_condition(marked.replace("|", ""), NAMES, Source("c.yaml", row=7, column=101))
    first = refusal.value.issues[0]
    assert (first.code, first.source) == (f"settings.{code}", Source("c.yaml", row=7, column=101 + marked.index("|")))


def test_a_misspelt_category_is_asked_back():
    """With quotes or without them, as an unknown key is."""
    for text in ("share('dutty') > 0", "share(dutty) > 0"):
        with pytest.raises(SettingsError) as refusal:
            parse_condition(text, NAMES)
        assert "`duty`" in refusal.value.issues[0].hint.partition("?")[0]


def test_all_unknown_words_are_told_at_once():
    """A condition with three wrong words is refused with three issues."""
    with pytest.raises(SettingsError) as refusal:
        parse_condition("counts('duty') > 0 and shares('duty') > 0 xor always", NAMES)
    assert len(refusal.value.issues) == 3
    with pytest.raises(SettingsError) as refusal:
        parse_condition("count('a') > 0 and share('b') > 0", NAMES)
    assert len(refusal.value.issues) == 2


def test_without_a_column_only_the_line_is_named():
    """Where the text is folded over lines, columns would mislead and are left out."""
    with pytest.raises(SettingsError) as refusal:
        parse_condition("always and never", NAMES, source=Source("c.yaml", row=7))
    assert refusal.value.issues[0].source == Source("c.yaml", row=7)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 240 + "always" + ")" * 240,
        "not " * 100 + "always",
        "-" * 300 + "1 > 0",
        "1" + "+(1" * 100 + ")" * 100 + "> 0",
        "always and " * 100 + "always",
        "1" * (MAX_LENGTH + 1),
    ],
)
def test_size_and_depth_are_bounded(text):
    """A condition that is built to exhaust the reader is refused."""
    with pytest.raises(SettingsError) as refusal:
        parse_condition(text, NAMES)
    assert refusal.value.issues[0].code in ("settings.condition-too-large", "settings.condition-syntax")


@given(st.text(max_size=60))
def test_any_text_is_a_condition_or_refused(text):
    """No text whatever raises anything but the refusal."""
    try:
        parse_condition(text, NAMES)
    except ReportgenError as refusal:
        assert refusal.issues


_PIECES = [
    "count('duty')",
    "always",
    "and",
    "or",
    "not",
    "(",
    ")",
    "<",
    ">=",
    "==",
    "+",
    "-",
    "/",
    "*",
    "1",
    "0.5",
    ",",
    "rate('closed')",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=14))
def test_what_is_understood_can_be_evaluated(pieces):
    """Whatever is accepted is evaluated to true or false with any figures, also unknown ones."""
    try:
        condition = parse_condition(" ".join(pieces), NAMES)
    except SettingsError:
        return
    for figure in (None, 0, Decimal("0.5")):
        assert evaluate(condition, _answering(dict.fromkeys(FIGURES, figure))) in (True, False)
