"""The sample county gets the form of its house: its report is right, says what it said, and teaches its form to the next."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from reportgen import pipeline
from reportgen.configuring.forms.learning import learn
from reportgen.configuring.forms.standard import deviations
from reportgen.model.periods import Period
from reportgen.model.reports.narratives import Heading
from reportgen.model.sources import Level
from reportgen.review.report_audit import audit_ours
from reportgen.settings import Form, Loaded, load_settings
from reportgen.word import open_package, read_memory, read_page
from tests.render import surgery

_PROJECT = Path(__file__).parents[2]
_MANUAL = (_PROJECT / "docs/form.md").read_text(encoding="utf-8")
HOUSE = _MANUAL.partition("```yaml\n")[2].partition("```")[0]
"""The form that the manual shows."""


@cache
def _loaded(folder: Path, form: str) -> Loaded:
    path = folder / "own.yaml"
    base = Path("/".join([".."] * (len(folder.parts) - 1))) / str(_PROJECT / "config/qinglan.yaml").lstrip("/")
    files = [str(_PROJECT / "samples/qinglan" / name) for name in ("热线与来信台账.xlsx", "明察暗访台账.xlsx")]
    ledgers = f"ledger: {{files: {files}}}\n".replace("'", '"')
    path.write_text(f"extends: {base}\n{ledgers}{form}", encoding="utf-8")
    return load_settings(path)


def _built(folder: Path, form: str) -> pipeline.Report:
    loaded = _loaded(folder, form)
    return pipeline.build(pipeline.Job(loaded, loaded.ledger_files, Period.parse("2026Q3"), date(2026, 10, 12)))


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> pipeline.Report:
    """The report in the form of the manual."""
    return _built(tmp_path_factory.mktemp("house"), HOUSE)


def test_the_form_of_the_manual_makes_a_right_report(report: pipeline.Report) -> None:
    """No error when it is built, none when it is audited later, without its configuration."""
    assert [one for one in report.issues if one.level is Level.ERROR] == []
    memory = read_memory(report.document)
    assert memory is not None
    assert audit_ours(read_page(open_package(report.document)), memory) == ()


def test_a_number_of_a_heading_that_is_wrong_is_found(report: pipeline.Report) -> None:
    """Also where the house numbers otherwise than the standard."""
    old = (
        "<w:t>2.2\u3000</w:t>"
        if "<w:t>2.2\u3000</w:t>" in _main(report)
        else '<w:t xml:space="preserve">2.2\u3000</w:t>'
    )
    wrong = surgery.edited(report.document, surgery.MAIN, (old, old.replace("2.2", "2.4")))
    memory = read_memory(wrong)
    assert memory is not None
    found = audit_ours(read_page(open_package(wrong)), memory)
    assert [(one.code, one.stated, one.expected) for one in found] == [("audit.heading-number", "2.4", "2.2")]


def _main(report: pipeline.Report) -> str:
    return surgery.parts_of(report.document)[surgery.MAIN].decode()


def test_the_report_teaches_its_form(report: pipeline.Report, tmp_path: Path) -> None:
    """What its configuration says is learned from it; levels that it does not have are said to be missing."""
    found = learn(report.document, "sample.docx")
    said = report.job.settings.settings.form
    assert said is not None
    levels = {block.level for block in report.narrative.blocks if isinstance(block, Heading)}
    assert _agreeing(said, found.form) == []
    assert {f"fonts.h{level}" for level in range(1, 5) if level not in levels} == found.missing.keys()
    again = _built(tmp_path, found.text)
    assert learn(again.document, "sample.docx").form == found.form


def _agreeing(said: Form, found: Form) -> list[str]:
    """The keys that are said and were learned otherwise; numbers of levels that the report does not have cannot be."""
    stated, learned = (dict(_flat(one.model_dump(exclude_defaults=True))) for one in (said, found))
    assert said.numbering is not None
    assert found.numbering is not None
    assert said.numbering.startswith(found.numbering)
    same = {"mm": "", "毫米": ""}
    differing = []
    for key, value in stated.items():
        if key == "numbering" or key.split(".")[1:2] in (["h3"], ["h4"]):
            continue
        text = str(value)
        for unit in same:
            text = text.removesuffix(unit)
        if str(learned.get(key)) != text:
            differing.append(f"{key}: {value} / {learned.get(key)}")
    return differing


def _flat(tree: dict[str, object], above: str = "") -> list[tuple[str, object]]:
    return [
        each
        for key, value in tree.items()
        for each in (_flat(value, f"{above}{key}.") if isinstance(value, dict) else [(f"{above}{key}", value)])
    ]


def test_the_same_report_without_a_form_says_the_same(report: pipeline.Report, tmp_path: Path) -> None:
    """The form changes how it looks, not a word of it; what departs from the standard is told with its line."""
    plain = _built(tmp_path, "")
    assert plain.narrative.blocks == report.narrative.blocks
    assert plain.job.settings.digest != report.job.settings.digest
    told = list(deviations(report.job.settings))
    assert {one.key for one in told} >= {"margins.top", "numbering", "page_number.place"}
    assert all("own.yaml:" in one.where for one in told)
    assert list(deviations(plain.job.settings)) == []
