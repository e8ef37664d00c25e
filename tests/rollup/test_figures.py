"""The figures of a comparison: sums and rates of what the counties counted, places by rate, ties together, few cases by their number."""

from decimal import Decimal
from pathlib import Path

import pytest

from reportgen.model.reports.figures import Figure, Kind
from reportgen.pipeline import Report
from reportgen.rollup.reading import number, region
from tests.rollup.city import COUNTIES, Told, build, city_at, codes, compare, compare_by, rollup_of, text_of

A, B, C = COUNTIES


@pytest.fixture(scope="module")
def made(built: Path) -> Report:
    """The comparison of the city as it was built."""
    return compare(built)


def test_sums_and_rates_are_those_of_the_ledgers(made: Report) -> None:
    """Everything is told by the numbers from which the ledgers were made, not by what the program gives."""
    figures = made.summary.figures
    assert figures["total"].value == sum(one.now for one in COUNTIES)
    assert figures["total.previous"].value == sum(one.before for one in COUNTIES)
    assert figures["total.qoq.difference"].value == sum(one.now - one.before for one in COUNTIES)
    closed, all_ = sum(one.closed for one in COUNTIES), sum(one.now for one in COUNTIES)
    assert figures["rate.closed"].value == Decimal(closed) / Decimal(all_)
    asked = sum(one.satisfied + one.dissatisfied for one in COUNTIES)
    assert figures["rate.satisfied.base"].value == asked
    assert figures["rate.satisfied"].value == Decimal(sum(one.satisfied for one in COUNTIES)) / Decimal(asked)
    for one in COUNTIES:
        assert figures[f"county.{one.code}.total"].value == one.now
        assert figures[f"county.{one.code}.rate.closed.count"].value == one.closed
    by_category = [figures[f"category.{code}"].value for code in ("attitude", "discipline", "duty")]
    assert sum(int(one or 0) for one in by_category) == all_
    assert made.summary.counts.used == all_


def test_rank_is_by_rate_ties_together_few_apart(made: Report) -> None:
    """Equal rates share a place whatever the counts; a county of five cases has none."""
    rates = {one.code: one for one in rollup_of(made).rates}
    assert [(one.name, one.rank and one.rank.value) for one in rates["closed"].placed] == [(A.name, 1), (B.name, 1)]
    assert [one.name for one in rates["closed"].few] == [C.name]
    assert [(one.name, one.rank and one.rank.value) for one in rates["satisfied"].placed] == [(B.name, 1), (A.name, 2)]
    text = text_of(made)
    assert f"{C.name}5件中有5件，件数较少，办结率不排名" in text
    assert rates["on_time"].rate.figure.value is None  # no limit is set: nobody can say it
    assert codes(made.issues) == {"rollup.no-rate"}


def test_a_county_is_compared_where_its_own_report_is(made: Report) -> None:
    """The change of each county, and of the whole."""
    found = {one.name: one.qoq for one in rollup_of(made).counties}
    assert {name: one and one.difference.value for name, one in found.items()} == {
        one.name: one.now - one.before for one in COUNTIES
    }


def test_moves_of_a_few_cases_are_not_told(made: Report) -> None:
    """Ten cases more or less are told, one is not; a rate that nobody compares has no movers."""
    rollup = rollup_of(made)
    assert ([one.name for one in rollup.rose], [one.name for one in rollup.fell]) == ([A.name], [B.name])
    assert "件数比上季度增加较多的是青岚县（10件）；减少较多的是云陂县（10件）。" in text_of(made)
    assert all(one.rose == one.fell == () for one in rollup.rates)


def test_below_a_standard_is_told_with_number_and_base(city: Path) -> None:
    """Counties with few cases are held to none."""
    city_at(city, "minimum: 20, standards: {satisfied: 80%}, rates: [satisfied]")
    report = compare(city)
    (rate,) = rollup_of(report).rates
    assert [one.name for one in rate.below] == [A.name]
    assert f"满意率低于80%的有1个县（区）：{A.name}（32件中24件，75.0%）。" in text_of(report)


@pytest.mark.parametrize(
    "rollup", ["rates: [clsoed]", "standards: {speed: 90%}", "rates: [closed], standards: {satisfied: 90%}"]
)
def test_a_rate_that_is_none_is_refused(city: Path, rollup: str) -> None:
    """With the place where it is written."""
    from reportgen.messages import SettingsError  # noqa: PLC0415

    compare_by(city, rollup)
    with pytest.raises(SettingsError) as refused:
        compare(city)
    assert {one.code for one in refused.value.issues} <= {"rollup.unknown-rate", "rollup.standard-idle"}
    assert all(one.source and one.source.file.endswith("compare.yaml") for one in refused.value.issues)


def test_the_same_bytes_whatever_the_order(city: Path) -> None:
    """Files are taken by code."""
    first, second = compare(city), compare(city)
    assert (first.document, first.trace) == (second.document, second.trace)


def test_hostile_names_stay_text(tmp_path: Path) -> None:
    """A name is never code, markup or a number of its own."""
    told = [Told("990121", "{{ 7*7 }}县", 20, 30, 27, 20, 5), Told("990122", "甲|乙**丙**县3", 20, 30, 24, 20, 5)]
    folder = city_at(tmp_path, "minimum: 5", told)
    for one in told:
        build(folder, one)
    text = text_of(compare(folder))
    assert all(one.name in text for one in told)


def test_every_figure_has_its_origin(made: Report) -> None:
    """A figure is a county's, or worked out from others."""

    def rests(figure: Figure) -> bool:
        return figure.reported is not None or bool(figure.operands) or figure.kind is Kind.STATED

    assert [id for id, one in made.summary.figures.items() if one.value is not None and not rests(one)] == []
    files = {one.reported.file for one in made.summary.figures.values() if one.reported}
    assert files == set(made.summary.files)


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,204", 1204), ("92.5%", Decimal("0.925")), ("-3", -3), ("12.3万", None), ("首位", None), (7, 7), (None, None)],
)
def test_numbers_as_they_are_typed(text: object, value: object) -> None:
    """What cannot be read is none."""
    assert number(text) == value


def test_a_code_with_zeros_behind_is_the_same_county() -> None:
    """A county by its six digits or its twelve."""
    assert {region("990121"), region("990121000"), region("990121000000")} == {"990121"}
    assert region("990121103000") == "990121103"
