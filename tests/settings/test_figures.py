"""Declared figures: what a county may write, and what is said of what makes no sense."""

import pytest

_HEAD = "extends: complete.yaml\n"


@pytest.mark.parametrize(
    ("marked", "code"),
    [
        ("figures: {a: {label: 甲, count: {verified: [|true_]}}}", "figure-member"),
        ("figures: {a: {label: 甲, count: {|verify: ['yes']}}}", "figure-dimension"),
        ("figures: {|a: {label: 甲, rate: {verified: ['yes']}, count: {unit: [甲]}}}", "figure-kind"),
        ("figures: {|a: {label: 甲}}", "figure-kind"),
        ("figures: {|a: {count: {unit: [甲]}}}", "figure-label"),
        ("figures: {|unit: {label: 甲, count: {unit: [甲]}}}", "figure-reserved"),
        ("figures: {|attitude: {label: 甲, count: {unit: [甲]}}}", "figure-reserved"),
        ("figures: {total: {|label: 总数}}", "figure-total"),
        ("figures: {total: {by: [|units]}}", "figure-by"),
        ("figures: {total: {by: [|unit × unit]}}", "figure-by"),
        ("figures: {a: {label: 甲, count: {unit: [甲]}, by: [|unit]}}", "figure-by-total"),
        ("figures: {a: {label: 甲, rate: {verified: ['yes', |'no']}, of: {verified: ['yes']}}}", "figure-outside"),
        ("figures: {a: {label: 甲, median: |hours}}", "not-one-of"),
        ("figures: {a: {label: 甲, count: {unit: [甲]}, compare: [|mom]}}", "not-one-of"),
    ],
)
def test_a_figure_that_makes_no_sense_is_refused_at_its_place(folder, marked, code):
    """Each fault with file, line and column (here where the bar stands), and nothing else is said."""
    text, column = marked.replace("|", ""), marked.index("|") + 1
    assert folder.places(_HEAD + text) == [f"county.yaml:2:{column} settings.{code}"]


def test_a_field_of_its_own_is_a_dimension(folder):
    """Figures may ask for it and be parted by it; its code must be new."""
    fields = "ledger: {fields: {conclusion: {label: 结论, columns: [检验结论]}}}\n"
    figures = (
        "figures: {total: {by: [conclusion]}, ok: {label: 合格率, rate: {conclusion: [合格]}, by: [conclusion]}}\n"
    )
    assert folder.load(_HEAD + fields + figures).settings.ledger.fields["conclusion"].label == "结论"
    (issue,) = folder.refused(_HEAD + fields.replace("conclusion", "verified"))
    assert issue.code == "settings.field-reserved"


def test_a_county_adds_a_rate_in_four_lines(folder):
    """It may be parted by whatever the total is parted by, also by one dimension inside another, in either spelling."""
    loaded = folder.load(
        _HEAD
        + """\
figures:
  total: {by: [unit, unit × category]}
  solved: {label: 查实率, rate: {verified: ["yes"]}, of: {verified: ["*"]}, by: [category, unit, unit/category]}
"""
    )
    assert loaded.settings.figures["solved"].compare == ["qoq", "yoy"]
    assert [*loaded.settings.figures] == ["closed", "total", "solved"]


def test_a_condition_may_ask_for_declared_figures(folder):
    """Counts by count(), rates by rate(); what is not declared is refused with what is."""
    figures = "figures: {again: {label: 重复, count: {repeat: ['yes']}}}\n"
    cause = "taxonomy: {causes: {c: {title: t, text: t, when: \"count('again') > 2 and rate('closed') < 0.9\"}}}"
    assert folder.load(_HEAD + figures + cause).settings.figures["again"].label == "重复"
    (issue,) = folder.refused(_HEAD + figures + cause.replace("'closed'", "'on_time'"))
    assert issue.code == "settings.condition-name"
