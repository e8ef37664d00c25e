"""What is not like the others is named and not mixed with them; what a person changed counts with both values."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.rollup.city import (
    COUNTIES,
    NAME,
    build,
    codes,
    compare,
    compare_by,
    rewrite,
    rollup_of,
    sidecar,
    text_of,
    type_over,
)

A, B, C = COUNTIES


def _missing(city: Path) -> None:
    sidecar(city, B).unlink()


def _late(city: Path) -> None:
    sidecar(city, B).unlink()
    build(city, B, period="2026Q2")


def _taxonomy(city: Path) -> None:
    build(city, B, "taxonomy: {categories: {integrity: {name: 廉洁问题}}}\n")


def _draft(city: Path) -> None:
    sidecar(city, B).unlink()
    made = build(city, B, "taxonomy: {categories: {attitude: {name: 态度问题, aliases: []}}}\n", draft=True)
    assert "草稿" in made.name


def _version(city: Path) -> None:
    rewrite(
        sidecar(city, B),
        (r'"reportgen": "[^"]+"', '"reportgen": "0.0.9"'),
        (r'version=\\"[^"]+\\"', r"version=\"0.0.9\""),
    )


def _cut(city: Path) -> None:
    data = sidecar(city, B).read_bytes()
    sidecar(city, B).write_bytes(data[: len(data) // 2])


def _typed(city: Path) -> None:
    rewrite(sidecar(city, B), (r'"value": 40, "text": "40件"', '"value": 400, "text": "40件"'))


def _rateless(city: Path) -> None:
    rewrite(
        sidecar(city, B),
        (r'("rate\.closed": \{"label": "办结率", "value": )0\.9', '"rate.closed": {"label": "办结率", "value": 0.8'),
    )


def _foreign(city: Path) -> None:
    document = sidecar(city, B).with_name(f"{B.code}-2026Q3-{NAME}.docx")
    document.write_bytes((city / "out" / f"{A.code}-2026Q3-{NAME}.docx").read_bytes())


def _twice(city: Path) -> None:
    sidecar(city, B).with_name(f"{B.code}-2026Q3-另一份.trace.json").write_bytes(sidecar(city, B).read_bytes())


def _unlisted(city: Path) -> None:
    compare_by(city, f'minimum: 20, counties: {{"{A.code}": {A.name}, "{C.code}": {C.name}}}')


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        (_missing, "rollup.missing", f"没有报送的有1个：{B.name}。"),
        (_late, "rollup.other-period", f"只报送了以前统计期的有1个：{B.name}。"),
        (_taxonomy, "rollup.other-taxonomy", f"{B.name}的问题分类与全市不一致"),
        (_draft, "rollup.draft", f"{B.name}报送的是未通过审核的草稿"),
        (_version, "rollup.other-version", f"{B.name}的报告由程序的另一个版本生成"),
        (_cut, "rollup.damaged", f"{B.name}的数据文件无法读取或者自相矛盾"),
        (_typed, "rollup.damaged", f"{B.name}的数据文件无法读取或者自相矛盾"),
        (_foreign, "rollup.other-report", f"{B.name}的报告与所附数据不一致"),
        (_twice, "rollup.twice", f"{B.name}有几份报告"),
        (_unlisted, "rollup.not-listed", ""),
    ],
)
def test_it_is_named_and_left_out(city: Path, change: Callable[[Path], None], code: str, said: str) -> None:
    """In an issue with its file, in the report by the county's name; the sums are those of the others."""
    change(city)
    report = compare(city)
    assert code in codes(report.issues)
    assert report.summary.total.value == A.now + C.now
    assert said in text_of(report)


def test_a_rate_that_is_not_count_by_base_is_left_out(city: Path) -> None:
    """The county stays, its rate does not count."""
    _rateless(city)
    report = compare(city)
    assert "rollup.rate-impossible" in codes(report.issues)
    closed = next(one for one in rollup_of(report).rates if one.code == "closed")
    assert closed.silent == (B.name,)
    assert closed.rate.known.value == A.now + C.now
    assert f"不含{B.name}" in text_of(report)


def test_a_rate_reckoned_otherwise_is_left_out(city: Path) -> None:
    """Where a county declares the rate of other cases."""
    build(city, B, "figures: {satisfied: {rate: {satisfaction: [satisfied]}}}\n")
    report = compare(city)
    assert "rollup.other-rate" in codes(report.issues)
    satisfied = next(one for one in rollup_of(report).rates if one.code == "satisfied")
    assert satisfied.rate.known.value == A.satisfied + A.dissatisfied + C.satisfied + C.dissatisfied


def test_nothing_to_take_is_refused(city: Path) -> None:
    """With all that is wrong."""
    from reportgen.messages import LedgerError  # noqa: PLC0415

    for one in COUNTIES:
        sidecar(city, one).write_text("{}", encoding="utf-8")
    with pytest.raises(LedgerError) as refused:
        compare(city)
    assert [one.code for one in refused.value.issues].count("rollup.damaged") == len(COUNTIES)


def test_a_public_sidecar_gives_what_it_has(city: Path) -> None:
    """It is said what it lacks: rates and categories that its report does not print."""
    build(city, B, "report: {disclosure: public}\n")
    report = compare(city)
    assert report.summary.total.value == sum(one.now for one in COUNTIES)
    lacking = codes(report.issues) & {"rollup.no-rate", "rollup.no-categories", "rollup.not-compared"}
    assert lacking
    assert B.name in rollup_of(report).unparted or "rollup.no-categories" not in lacking


def test_a_declared_figure_counts_and_both_values_are_told(city: Path) -> None:
    """The county signed it; the sum is that of what is reported."""
    build(city, B, "overrides: [{figure: total, value: 43, reason: 三件在纸质台账上, who: 王主任, period: 2026Q3}]\n")
    report = compare(city)
    assert report.summary.total.value == A.now + 43 + C.now
    (declared,) = rollup_of(report).declared
    assert (declared.name, declared.value.value, declared.computed.value) == (B.name, 43, 40)
    assert "rollup.declared" in codes(report.issues)
    assert "报送43件，台账计算为40件" in text_of(report)


def _document(city: Path) -> Path:
    return city / "out" / f"{B.code}-2026Q3-{NAME}.docx"


def test_what_was_typed_into_the_report_counts(city: Path) -> None:
    """Wherever the figure stands it was typed over: the trunk's figure is the county's, the computed one is told."""
    assert type_over(_document(city), "40", "44") > 1
    report = compare(city)
    values = {one.value.reported.figure: one.value.value for one in rollup_of(report).declared if one.value.reported}
    assert values["total"] == 44
    assert report.summary.total.value == A.now + 44 + C.now


def test_a_report_with_two_values_of_one_figure_is_left_out(city: Path) -> None:
    """Typed over in one place of several."""
    seen: list[str] = []

    def first(text: str) -> bool:
        seen.append(text)
        return len(seen) == 1

    assert type_over(_document(city), "40", "44", first) == 1
    report = compare(city)
    assert "rollup.contradicts-itself" in codes(report.issues)
    assert report.summary.total.value == A.now + C.now


def test_words_added_by_hand_change_nothing(city: Path) -> None:
    """An edited report whose figures stand as they were written."""
    import docx  # noqa: PLC0415

    opened = docx.Document(str(_document(city)))
    opened.paragraphs[4].add_run("另行补充说明。")
    opened.save(str(_document(city)))
    report = compare(city)
    assert report.summary.total.value == sum(one.now for one in COUNTIES)
    assert rollup_of(report).declared == ()


def test_without_a_list_of_counties_it_is_said(city: Path) -> None:
    """Nobody knows what is missing, and counties have no names."""
    compare_by(city, "minimum: 20")
    report = compare(city)
    assert "rollup.no-roster" in codes(report.issues)
    assert {one.name for one in rollup_of(report).counties} == {one.code for one in COUNTIES}


def test_the_manifest_of_a_batch_lists_the_counties(city: Path) -> None:
    """Where the configuration lists none."""
    import json  # noqa: PLC0415

    compare_by(city, "minimum: 20")
    listed = [{"code": one.code, "name": one.name, "trunk": ""} for one in COUNTIES]
    listed.append({"code": "990129", "name": "兰泽县", "trunk": ""})
    listed.append({"code": "990100000000", "name": "临澜市", "trunk": ""})  # its own report is no county's
    (city / "out" / "manifest.json").write_text(json.dumps({"counties": listed}), encoding="utf-8")
    report = compare(city)
    assert rollup_of(report).missing == ("兰泽县",)
    assert {one.name for one in rollup_of(report).counties} == {one.name for one in COUNTIES}
