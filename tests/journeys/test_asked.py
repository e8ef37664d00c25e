"""A section chief holds the printed report and types what he reads; `asked.tsv` has what he means, read from the text."""

import json
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import yaml

from reportgen.actions.tracing import trace
from reportgen.messages import speaking
from reportgen.model.reports.traces import Occurrence, Trace
from reportgen.review.tracing.asking import Asked
from reportgen.settings import Loaded, load_settings
from tests.full import FULL
from tests.journeys.program import run
from tests.read.making import SHARED

pytestmark = pytest.mark.usefixtures("read_once")
_PROJECT = Path(__file__).resolve().parents[2]
_ASKED = [
    line.split("\t")
    for line in Path(__file__).with_name("asked.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
_LEDGER = SHARED / "示例_附件2.xlsx"
_REAL = {
    "extends": "reportgen:base",
    "county": {"name": "西地市", "code": "990188"},
    "office": {"name": "西地市政务办"},
    "report": {"period": "2019Q2"},
    "ledger": {"files": [str(_LEDGER)]},
    "taxonomy": {
        "categories": {
            f"own_{number}": {"name": name}
            for number, name in enumerate(
                ["劳动和社会保障", "城乡建设", "教育文体", "卫生计生", "交通运输", "商贸旅游", "环境保护"], 1
            )
        }
    },
}
Reports = Callable[[str, str], tuple[Trace, Asked]]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Reports:
    """The trace of a report that is built once, by its county and, where it is another, its period: `ledgers` with its configuration, `sidecar` with that file alone, `document` alone."""
    folder = tmp_path_factory.mktemp("asked")

    @cache
    def built(report: str) -> tuple[bytes, bytes, Loaded]:
        county, _blank, period = report.partition(" ")
        config = _PROJECT / "config" / f"{county}.yaml"
        if county == "xidi":
            config = folder / "xidi.yaml"
            config.write_text(yaml.safe_dump(_REAL, allow_unicode=True), encoding="utf-8")
        done = run(
            folder,
            "build",
            str(config),
            "--out",
            report,
            "--json",
            *(["--period", period] if period else []),
            language="zh",
        )
        assert done.returncode == 0, done.stdout + done.stderr
        (written,) = (folder / report).glob("*.docx")
        return written.read_bytes(), written.with_suffix(".trace.json").read_bytes(), load_settings(config)

    @cache
    def traced(report: str, known: str) -> tuple[Trace, Asked]:
        document, sidecar, loaded = built(report)
        with speaking("zh"):
            if known == "ledgers":
                found = trace(document, "报告.docx", loaded, loaded.ledger_files, sidecar)
            else:
                found = trace(document, "报告.docx", sidecar=sidecar if known == "sidecar" else b"")
        return found, Asked(found)

    return traced


def _fits(one: Occurrence, item: str) -> bool:
    printed, _at, pieces = item.partition("@")
    around = "\x1f".join((one.sentence, *one.path))
    return printed in ("*", one.printed) and all(piece in around for piece in pieces.split("&"))


def _meant(found: Trace, item: str) -> set[str]:
    """The ids of the figures that an item of the table names; there must be some."""
    if item.startswith("="):
        return {item[1:]}
    meant = {one.figure for one in found.occurrences if _fits(one, item)}
    assert meant, item
    return meant


@pytest.mark.parametrize("known", ["ledgers", "sidecar"])
@pytest.mark.parametrize(("county", "wanted", "expected"), _ASKED)
def test_what_is_typed_is_found(asked: Reports, county: str, wanted: str, expected: str, known: str) -> None:
    """All figures that are meant and no other, with the configuration and without; else the nearest is named."""
    if county == "xidi" and not _LEDGER.is_file():
        pytest.skip("the folder ../shared/data with the real ledgers is not here")
    found, places = asked(county, known)
    told = places.answer(wanted)
    if expected.startswith("~"):
        near = [found.occurrences[index] for index in told.near]
        assert not told.found
        assert not expected[1:] or any(_fits(one, expected[1:]) for one in near)
        return
    items = expected.split("; ")
    must = set[str]().union(*(_meant(found, item) for item in items if not item.startswith("?")))
    may = must.union(*(_meant(found, item[1:]) for item in items if item.startswith("?")))
    got = {found.occurrences[index].figure for index in told.found}
    assert must <= got <= may


@pytest.mark.parametrize("known", ["ledgers", "sidecar", "document"])
@pytest.mark.parametrize("county", ["qinglan", "yunpi"])
def test_a_sentence_or_row_that_is_copied_finds_its_figures(asked: Reports, county: str, known: str) -> None:
    """Every sentence and row of the report, blanks, width of digits and line breaks aside, gives its own figures and no other; in full each in all of these ways, else in one in turn."""
    found, places = asked(county, known)
    standing: dict[str, set[str]] = {}
    for one in found.occurrences:
        if one.at >= 0:
            standing.setdefault(one.sentence, set()).add(one.figure)
    assert len(standing) > 35
    wide = str.maketrans("0123456789%", "０１２３４５６７８９％")
    for number, (sentence, figures) in enumerate(standing.items()):
        ways = (
            sentence,
            sentence.translate(wide),
            sentence.replace(" | ", "\t"),
            "\n".join((sentence[:9], sentence[9:])),
        )
        for typed in ways if FULL else ways[number % 4 :][:1]:
            got = {found.occurrences[index].figure for index in places.answer(typed).found}
            assert got == figures, typed


@pytest.mark.parametrize("county", ["qinglan", "yunpi"])
def test_every_figure_is_found_by_its_name(asked: Reports, county: str) -> None:
    """By its name and by its id, and with its number first of all."""
    found, places = asked(county, "sidecar")
    for one in found.occurrences:
        label = found.labels[one.figure]
        for typed in (label, one.figure, f"{label}{one.printed}"):
            assert one.figure in {found.occurrences[index].figure for index in places.answer(typed).found}, typed


def test_the_sidecar_alone_tells_formulas_and_rows(asked: Reports) -> None:
    """What it remembers is what the ledgers give, in the language of the report; nothing is said to be worked out again."""
    remembered, again = asked("qinglan", "sidecar")[0], asked("qinglan", "ledgers")[0]
    assert not remembered.recomputed
    assert remembered.figures.keys() == again.figures.keys()
    for id, one in again.figures.items():
        then = remembered.figures[id]
        assert (then.label, then.kind, then.formula, then.sum, then.behind, then.rests, then.period) == (
            one.label, one.kind, one.formula, one.sum, one.behind, one.rests, one.period
        )  # fmt: skip


def test_a_claim_in_words_shows_what_it_rests_on(asked: Reports) -> None:
    """A streak its periods, a place all counts among which it is one, 首次 the periods without a case."""
    figures = asked("qinglan", "ledgers")[0].figures

    def rests(id: str) -> list[str]:
        return [one.text for one in figures[id].rests]

    assert rests("category.attitude.streak") == ["52件", "45件", "38件", "33件"]
    assert rests("category.execution.rank") == ["52件", "28件", "27件", "21件", "6件"]
    assert rests("unit.9.first_seen") == ["7件", "0件"]
    assert [one.text for one in figures["unit.13.rank"].rests][:3] == ["32件", "16件", "13件"]


def test_a_public_sidecar_knows_the_printed_figures_by_name_alone(tmp_path: Path) -> None:
    """Names and texts, no formula and no row; a question is answered by name all the same."""
    for name in ("config", "templates", "samples/qinglan"):
        shutil.copytree(_PROJECT / name, tmp_path / name)
    public = "extends: qinglan.yaml\nreport: {disclosure: public}\n"
    (tmp_path / "config" / "public.yaml").write_text(public, encoding="utf-8")
    done = run(tmp_path, "build", "config/public.yaml", "--out", "out", language="zh")
    assert done.returncode == 0, done.stderr
    (report,) = (tmp_path / "out").glob("*.docx")
    figures = json.loads(report.with_suffix(".trace.json").read_text(encoding="utf-8"))["figures"]
    assert {key for one in figures.values() for key in one} == {"label", "value", "text", "unit", "base"}
    told = run(tmp_path, "trace", str(report), "按期办结率", language="zh")
    assert told.returncode == 0, told.stderr
    assert "按期办结率  (rate.on_time)" in told.stdout
    assert "  公式：" not in told.stdout


def test_a_piece_of_a_heading_is_not_what_was_asked(asked: Asked) -> None:
    """存在的 is no word of 存在的突出问题: all figures of a section are no answer; its end is, and a longer piece."""
    _found, places = asked("yunpi", "ledgers")
    assert places.answer("存在的").found == ()
    assert places.answer("突出问题").found
