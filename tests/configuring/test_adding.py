"""`new report KIND`: a kind of report written into a configuration that people wrote."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from reportgen.cli import app
from reportgen.configuring.adding import add_report
from reportgen.messages import ReportgenError, SettingsError
from reportgen.settings import load_reports
from reportgen.settings.tree.layers import built_in_kinds

_COUNTY = 'extends: reportgen:base\ncounty: {name: 甲县, code: "990199"}\noffice: {name: 甲县某办}\n'


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A configuration without kinds."""
    path = tmp_path / "county.yaml"
    path.write_text(_COUNTY, encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", built_in_kinds())
def test_each_kind_can_be_added_beside_the_report_of_the_county(config: Path, kind: str) -> None:
    """Both are sound; what was there stays as it was."""
    added = add_report(config, kind)
    reports = load_reports(config)
    assert [*reports.sound] == ["作风建设情况调研报告", added.name]
    assert not reports.refused
    assert config.read_text(encoding="utf-8").startswith(_COUNTY)


def test_a_further_kind_comes_after_the_others_and_before_what_follows(config: Path) -> None:
    """Comments and sections keep their place."""
    config.write_text(_COUNTY + "reports:\n    调研: {}   # 季度\n\n# 用词\nwording: {case: 起}\n", encoding="utf-8")
    add_report(config, "year")
    added = "    作风建设情况年度报告:\n        extends: reportgen:year\n"
    expected = _COUNTY + "reports:\n    调研: {}   # 季度\n" + added + "\n# 用词\nwording: {case: 起}\n"
    assert config.read_text(encoding="utf-8") == expected
    assert [*load_reports(config).sound] == ["调研", "作风建设情况年度报告"]


@pytest.mark.parametrize(
    ("reports", "kind", "code"),
    [
        ("", "bulletinn", "start.no-such-kind"),
        ("reports: {调研: {}}\n", "bulletin", "start.kinds-in-braces"),
        ("reports:\n  作风问题通报: {}\n", "bulletin", "start.kind-there"),
    ],
)
def test_what_cannot_be_added_is_said_and_nothing_written(config: Path, reports: str, kind: str, code: str) -> None:
    """The file is byte for byte as it was."""
    config.write_text(_COUNTY + reports, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        add_report(config, kind)
    assert [one.code for one in caught.value.issues] == [code]
    assert config.read_text(encoding="utf-8") == _COUNTY + reports


def test_a_faulty_configuration_is_not_written_into(config: Path) -> None:
    """Its fault is told."""
    config.write_text(_COUNTY + "wordin: {}\n", encoding="utf-8")
    with pytest.raises(ReportgenError):
        add_report(config, "bulletin")
    assert config.read_text(encoding="utf-8") == _COUNTY + "wordin: {}\n"


def test_the_command_says_what_it_wrote_and_the_line_to_run(config: Path) -> None:
    """And takes a second word for nothing but a kind."""
    done = CliRunner().invoke(app, ["new", "report", "bulletin", "--config", str(config)])
    assert done.exit_code == 0, done.output
    assert "extends: reportgen:bulletin" in done.output
    assert f"reportgen build {config} --report 作风问题通报 --out out" in done.output
    assert CliRunner().invoke(app, ["new", "folder", "bulletin", "--config", str(config)]).exit_code == 2
