"""What doctor says of a machine: what is there, what lacks, what to do; nothing is left behind."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reportgen.cli import app
from reportgen.configuring import doctor
from reportgen.configuring.fonts import page_fonts

PAGE = Path(__file__).resolve().parents[2] / "templates" / "base" / "page.docx"


def _found(tmp_path: Path) -> dict[str, doctor.Finding]:
    return {one.what: one for one in doctor.examine(tmp_path)}


def test_each_package_that_is_needed_is_told_with_its_version(tmp_path: Path) -> None:
    """As it is installed, and in order where the tests run."""
    found = _found(tmp_path)
    for name in ("pandas", "python-docx", "jinja2", "matplotlib", "pyyaml", "reportgen"):
        assert found[name].found[0].isdigit(), name
        assert found[name].well


def test_a_missing_or_old_package_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is not there, and one that is older than what is asked for."""
    real = doctor.importlib.metadata.version

    def version(name: str) -> str:
        if name == "jinja2":
            raise doctor.importlib.metadata.PackageNotFoundError(name)
        return "1.0" if name == "pandas" else real(name)

    monkeypatch.setattr(doctor.importlib.metadata, "version", version)
    found = _found(tmp_path)
    assert 'pip install "jinja2' in found["jinja2"].todo
    assert 'pip install "pandas' in found["pandas"].todo
    assert found["pandas"].found == "1.0"


def test_the_fonts_of_the_page_are_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Installed, replaced by another, or not known where nobody lists them."""
    assert {"仿宋_GB2312", "黑体", "方正小标宋简体"} <= set(page_fonts(PAGE))
    listed = {"fc-list": "黑体,SimHei\n宋体\n", "fc-match": "Noto Serif CJK SC,思源宋体|en|zh-cn|zh-tw"}
    monkeypatch.setattr(doctor, "_output", lambda program, *_rest: listed[program])
    found = _found(tmp_path)
    assert found["黑体"].well
    assert "Noto Serif CJK SC" in found["仿宋_GB2312"].found
    assert not found["仿宋_GB2312"].well
    listed["fc-match"] = "DejaVu Sans|en|fr"
    found = _found(tmp_path)
    assert "DejaVu" in found["Times New Roman"].found
    assert "DejaVu" not in found["仿宋_GB2312"].found, "a font without Chinese stands in for none that has it"
    monkeypatch.setattr(doctor, "_output", lambda *_command: None)
    assert _found(tmp_path)["仿宋_GB2312"].well


def test_a_folder_that_cannot_be_written_into_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And one that is not there yet is looked at where it would be made; nothing is made."""
    assert all(one.well for one in doctor._folders(tmp_path / "not" / "there"))
    assert not (tmp_path / "not").exists()
    monkeypatch.setattr(doctor, "_writable", lambda _folder: False)
    assert not any(one.well for one in doctor._folders(tmp_path))


def test_the_command(tmp_path: Path) -> None:
    """One screen, or JSON with the same."""
    shown = CliRunner().invoke(app, ["doctor", "--out", str(tmp_path)])
    assert shown.exit_code == 0
    assert len(shown.output.splitlines()) < 60
    told = json.loads(CliRunner().invoke(app, ["doctor", "--json"]).output)["findings"]
    assert all(one["what"] in shown.output for one in told)
    assert [*tmp_path.iterdir()] == []
