"""Where each value of a configuration comes from, and how two configurations differ."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reportgen.cli import app
from reportgen.configuring.explaining import differences, explain
from reportgen.messages import SettingsError

PROJECT = Path(__file__).resolve().parents[2]
CONFIGS = sorted((PROJECT / "config").glob("*.yaml"))[1:]
COUNTIES = [PROJECT / "config" / name for name in ("qinglan.yaml", "yunpi.yaml")]


@pytest.fixture
def chain(tmp_path: Path) -> Path:
    """A county below a city below a province."""
    (tmp_path / "province.yaml").write_text(
        "extends: reportgen:base\nledger:\n  on_time_days: 15\ncharts:\n  top: 8\ntaxonomy:\n  causes:\n    ethics: null\n",
        "utf-8",
    )
    (tmp_path / "city.yaml").write_text(
        "extends: province.yaml\ncharts:\n  top: 6\nwording:\n  of: 登记总数\n", "utf-8"
    )
    county = tmp_path / "county.yaml"
    county.write_text(
        'extends: city.yaml\ncounty:\n  name: 甲县\n  code: "990199"\noffice:\n  name: 甲县某办\ncharts:\n  top: 5\n',
        "utf-8",
    )
    return county


def test_a_value_names_its_file_and_line_and_what_it_overrode(chain: Path) -> None:
    """The nearest file first; a value that no file sets is the program's."""
    (top,) = explain(chain, ["charts.top"])
    assert (top.value, Path(top.source.file).name, top.source.row) == ("5", "county.yaml", 8)  # type: ignore[union-attr]
    assert [(one.value, Path(one.source.file).name, one.source.row) for one in top.overrode] == [
        ("6", "city.yaml", 3),
        ("8", "province.yaml", 5),
    ]
    (dpi,) = explain(chain, ["charts.dpi"])
    assert (dpi.value, dpi.source, dpi.overrode) == ("200", None, ())


def test_what_a_layer_removes_is_explained(chain: Path) -> None:
    """A cause that the province takes away has no value, and the place that took it."""
    found = {one.key: one for one in explain(chain, ["taxonomy.causes.ethics"])}
    gone = found["taxonomy.causes.ethics"]
    assert gone.value is None
    assert gone.source is not None
    assert Path(gone.source.file).name == "province.yaml"
    assert gone.overrode[0].value is not None
    assert gone.overrode[0].source.file == "reportgen:base"


@pytest.mark.parametrize("config", COUNTIES, ids=lambda path: path.stem)
def test_every_place_is_that_of_its_key(config: Path) -> None:
    """The line that is named for a value is one in which its key stands."""
    looked = 0
    for one in explain(config):
        for source in [one.source, *(each.source for each in one.overrode)]:
            if source is not None:
                line = Path(source.file).read_text("utf-8").split("\n")[(source.row or 1) - 1]
                assert one.key.rpartition(".")[2] in line, (one.key, source)
                looked += 1
    assert looked > 200


def test_two_configurations_differ_where_a_value_does(chain: Path) -> None:
    """Both sides with their places; what they share is not told."""
    other = chain.with_name("other.yaml")
    other.write_text(chain.read_text("utf-8").replace("甲县某办", "乙县某办").replace("top: 5", "top: 6"), "utf-8")
    found = {one.key: one for one in differences(chain, other)}
    assert set(found) == {"charts.top", "office.name"}
    top = found["charts.top"]
    assert top.one is not None
    assert top.other is not None
    assert (top.one.value, top.other.value) == ("5", "6")
    assert differences(chain, chain) == ()
    assert [one.key for one in differences(chain, other, ["office"])] == ["office.name"]


def test_a_key_that_is_not_there_names_one_like_it(chain: Path) -> None:
    """Refused, with what was meant."""
    with pytest.raises(SettingsError) as caught:
        explain(chain, ["charts.tops"])
    (fault,) = caught.value.issues
    assert fault.code == "settings.no-such-key"
    assert "charts.top" in fault.hint


def test_the_command(chain: Path) -> None:
    """On the screen, as JSON, and with exit code 1 for a key that is not there."""
    run = CliRunner().invoke
    shown = run(app, ["explain", str(chain), "charts.top"])
    assert shown.exit_code == 0
    assert "charts.top: 5" in shown.output
    assert "county.yaml:8:3" in shown.output
    values = json.loads(run(app, ["explain", str(chain), "charts", "--json"]).output)["values"]
    keys = [one["key"] for one in values]
    charts = [key for key in keys if not key.startswith("charts.named.")]
    assert charts == [
        "charts.format",
        "charts.dpi",
        "charts.fallback_fonts",
        "charts.trend_periods",
        "charts.top",
        "charts.minimum",
    ]
    assert {"charts.named.units.what", "charts.named.days.kind"} <= set(keys)
    assert run(app, ["explain", str(chain), "chrats"]).exit_code == 1
    same = run(app, ["explain", str(chain), "--against", str(chain), "--json"])
    assert json.loads(same.output) == {"differences": []}


def test_which_file_prints_which_section_and_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the order of the report: the county's own text first, what it overrides below it, what is not printed last."""
    (tmp_path / "sections").mkdir()
    (tmp_path / "sections/own.md").write_text("# Own\n\nText.\n", "utf-8")
    (tmp_path / "own.md").write_text(
        '{% extends "base/report.md" %}\n\n{% block cumulative %}\n{{ super() }}\n{% endblock %}\n', "utf-8"
    )
    (tmp_path / "c.yaml").write_text(
        "extends: reportgen:base\ncounty: {name: 甲县, code: '990199'}\noffice: {name: 某办}\n"
        "template: {report: own.md}\nreport: {sections: [own, lead, causes]}\n",
        "utf-8",
    )
    done = CliRunner().invoke(app, ["explain", str(tmp_path / "c.yaml"), "--template", "--json"])
    assert done.exit_code == 0, done.output
    found = {(one["section"], one["block"]): one for one in json.loads(done.output)["blocks"]}
    assert list(found)[:3] == [("own", None), ("lead", "lead"), ("lead", "purpose")]
    cumulative = found["lead", "cumulative"]
    assert cumulative["source"] == f"{tmp_path / 'own.md'}:3"
    assert [Path(one).name.partition(":")[0] for one in cumulative["overrode"]] == ["lead.md"]
    assert (None, "distribution") in found
    assert CliRunner().invoke(app, ["explain", str(tmp_path / "c.yaml"), "report", "--template"]).exit_code == 2
    (tmp_path / "own.md").write_text("{% block lead %}{{ total", "utf-8")
    faulty = CliRunner().invoke(app, ["explain", str(tmp_path / "c.yaml"), "--template"])
    assert faulty.exit_code == 1
    assert "own.md" in faulty.output


def test_a_kind_of_report_is_explained_with_what_it_says_on_top(chain: Path) -> None:
    """Its own line first, then the file of the kind, then the configuration; without it, that its kinds are not in it is said."""
    chain.write_text(
        chain.read_text("utf-8")
        + "reports:\n  调研: {}\n  通报:\n    extends: reportgen:bulletin\n    charts: {top: 4}\n",
        "utf-8",
    )
    (top,) = explain(chain, ["charts.top"], "通报")
    assert (top.value, top.source and top.source.row, top.overrode[0].value) == ("4", 13, "5")
    (name,) = explain(chain, ["report.name"], "通报")
    assert name.source is not None
    assert name.source.file == "reportgen:bulletin"
    shown = CliRunner().invoke(app, ["explain", str(chain), "charts.top"])
    assert "--report" in shown.output
    assert "通报" in shown.output
    alone = CliRunner().invoke(app, ["explain", str(chain), "charts.top", "--report", "通报"])
    assert "charts.top: 4" in alone.output
    assert "--report" not in alone.output
    printed = CliRunner().invoke(app, ["explain", str(chain), "--template", "--report", "通报"])
    assert "bulletin/report.md" in printed.output
    refused = CliRunner().invoke(app, ["explain", str(chain), "--report", "通报告"])
    assert refused.exit_code == 1
    assert "通报" in refused.output
