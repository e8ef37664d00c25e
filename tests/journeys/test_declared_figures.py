"""A county declares a rate as the manual shows it, prints it by category, and is told of what it left undone."""

import re
from datetime import date
from pathlib import Path

import pytest

from reportgen import pipeline
from reportgen.messages import speak
from reportgen.model.periods import Period
from reportgen.model.reports.narratives import Table
from reportgen.model.sources import Level
from reportgen.settings import load_settings

_PROJECT = Path(__file__).parents[2]
_TEMPLATE = """\
{% extends "base/report.md" %}
{% block annexes %}
[#annex/rates] {{ attachment('各类查实率') }}

[#table/rates] 表：各类查实率

| 类别 | 有结论 | 直接查实率 | 重复件 |
|:--|--:|--:|--:|
{% for c in present %}
| {{ c.name }} | {{ c.rates.verified_first.known | number }} | {{ c.rates.verified_first.figure | number }} | {{ c.counts.twice.count | number }} |
{% endfor %}
{% endblock %}
"""


def _report(folder: Path, figures: str, template: str) -> pipeline.Report:
    (folder / "own.md").write_text(template, encoding="utf-8")
    files = [str(_PROJECT / "samples/qinglan" / name) for name in ("热线与来信台账.xlsx", "明察暗访台账.xlsx")]
    path = folder / "own.yaml"
    base = Path("/".join([".."] * (len(folder.parts) - 1))) / str(_PROJECT / "config/qinglan.yaml").lstrip("/")
    ledgers = f"ledger: {{files: {files}}}\n".replace("'", '"')
    path.write_text(f"extends: {base}\ntemplate: {{report: own.md}}\n{ledgers}{figures}", encoding="utf-8")
    loaded = load_settings(path)
    return pipeline.build(pipeline.Job(loaded, loaded.ledger_files, Period.parse("2026Q3"), date(2026, 10, 12)))


@pytest.fixture
def example() -> str:
    """The declaration that the manual shows, with a count besides."""
    text = (_PROJECT / "docs/figures.md").read_text(encoding="utf-8")
    found = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert found
    return found[1] + "  twice: {label: 再次反映, count: {repeat: ['yes']}, by: [category]}\n"


def test_a_rate_is_declared_in_the_configuration_and_printed_by_category(tmp_path: Path, example: str) -> None:
    """Its table holds figures of the summary, each traced to its rows; nothing is said of it."""
    report = _report(tmp_path, example, _TEMPLATE)
    (table,) = (one for one in report.narrative.blocks if isinstance(one, Table) and one.id == "table/rates")
    printed = [part.figure for row in table.rows for cell in row.cells for part in cell if hasattr(part, "figure")]
    rates = [id for id in printed if id and id.endswith("rate.verified_first")]
    assert len(rates) == sum(1 for one in report.summary.categories if one.count.value and not one.catch_all)
    for id in rates:
        figure = report.summary.figures[id]
        assert figure.operands == (f"{id}.count", f"{id}.base")
        assert sum(one.count for one in report.summary.rows[f"{id}.base"]) == report.summary.figures[f"{id}.base"].value
    assert not [one for one in report.issues if one.code in ("figures.unused", "template.undeclared-figure")]


def test_what_is_declared_and_not_printed_is_a_hint_and_so_is_the_reverse(tmp_path: Path, example: str) -> None:
    """Both name the place: the figure's key, the template's line."""
    speak("en")
    template = _TEMPLATE.replace("c.counts.twice.count", "c.count").replace(
        "{% for c in present %}", "{% if rates.verifed_first %}{% endif %}{% for c in present %}"
    )
    report = _report(tmp_path, example, template)
    found = {one.code: one for one in report.issues}
    unused, undeclared = found["figures.unused"], found["template.undeclared-figure"]
    assert unused.source and unused.source.file.endswith("own.yaml") and "`twice`" in unused.message
    assert (undeclared.source and (undeclared.source.file, undeclared.source.row)) == ("own.md", 9)
    assert "`verified_first`" in undeclared.hint
    assert {unused.level, undeclared.level} == {Level.INFO}


def test_a_county_counts_by_a_column_of_its_own(tmp_path: Path) -> None:
    """As the manual shows it: the pass rate by class, traced; spellings are one value, a value that is not listed is in neither."""
    text = (_PROJECT / "docs/figures.md").read_text(encoding="utf-8")
    example = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)[1]
    kinds = {"粮食": ["合格"] * 8 + ["不符合"] * 2, "蔬菜": ["符合"] * 9 + ["合格"] * 5 + ["不合格"] + ["待检"]}
    rows = [f"{kind},2026-07-{day:02d},{word}" for kind, words in kinds.items() for day, word in enumerate(words, 1)]
    (tmp_path / "抽检.csv").write_text("\n".join(["类别,受理日期,检测结果", *rows]), encoding="utf-8")
    (tmp_path / "own.md").write_text(
        "[#rates]\n{% for c in present %}{{ c.name }}合格率{{ c.rates.qualified.figure }}。{% endfor %}\n",
        encoding="utf-8",
    )
    config = (
        "county: {name: 甲县, code: '990199'}\noffice: {name: 某办}\nreport: {title: 抽检, name: 抽检}\n"
        "template: {report: own.md}\n"
        "taxonomy: {categories: {grain: {name: 粮食}, vegetables: {name: 蔬菜}, other: {name: 其他, catch_all: true}}}\n"
    )
    (tmp_path / "own.yaml").write_text(
        config + example.replace("ledger:", "ledger:\n  files: [抽检.csv]"), encoding="utf-8"
    )
    loaded = load_settings(tmp_path / "own.yaml")
    report = pipeline.build(pipeline.Job(loaded, loaded.ledger_files, Period.parse("2026Q3"), date(2026, 10, 12)))
    figures = report.summary.figures
    assert (figures["rate.qualified.base"].value, figures["rate.qualified.count"].value) == (25, 22)
    assert (
        figures["category.vegetables.rate.qualified.count"].value,
        figures["category.vegetables.rate.qualified.base"].value,
    ) == (14, 15)
    printed = "".join(part.text for block in report.narrative.blocks for part in getattr(block, "content", ()))
    assert "粮食合格率80.0%。" in printed and "蔬菜合格率93.3%。" in printed


def test_a_figure_that_is_removed_leaves_its_sentences_out(tmp_path: Path) -> None:
    """The base template speaks of the closing rate only where it is declared."""
    report = _report(
        tmp_path,
        "figures: {closed: null}\n",
        _TEMPLATE.replace("c.rates.verified_first.known", "c.count")
        .replace("c.rates.verified_first.figure", "c.share")
        .replace("c.counts.twice.count", "c.count"),
    )
    assert "rate.closed" not in report.summary.figures
    assert "template.undeclared-figure" in {one.code for one in report.issues}
