"""`reportgen diff`: which figures, passages, rows, cases and pictures differ between two reports."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from reportgen.actions.differing import Given, diff
from reportgen.cli import app
from reportgen.messages import DocumentError, speak
from reportgen.update.diff.differences import Differences, FigureChange
from tests.render import surgery
from tests.update.compared import EDITED, built, edited, needs_edited


def _differences(old: Given, new: Given) -> Differences:
    return diff(old, new).differences


@pytest.fixture(scope="module")
def quarters() -> Differences:
    """What differs between two quarters of the sample county."""
    return _differences(built("qinglan", "2026Q2"), built("qinglan", "2026Q3"))


def _figure(found: Differences, id: str) -> FigureChange:
    return next(one for one in found.figures if one.id == id)


# --- figures --------------------------------------------------------------------------------------------------------------


def test_figures_are_told_old_and_new(quarters: Differences) -> None:
    """With their labels, the difference, and its part of the old value; fractions in percentage points."""
    total, closed = _figure(quarters, "total"), _figure(quarters, "rate.closed")
    assert total.old is not None
    assert total.new is not None
    assert (total.label, total.old.text, total.new.text, str(total.difference)) == ("登记总数", "122", "137", "15")
    assert total.relative == pytest.approx(15 / 122)
    assert (str(closed.difference), closed.points) == ("-5.5", True)


def test_the_most_important_come_first(quarters: Differences) -> None:
    """The total, then what the text before the first heading prints; what only one of the reports prints comes last."""
    ids = [one.id for one in quarters.figures]
    depths = [one.new.depth for one in quarters.figures if one.old and one.new]
    both = [one.old is not None and one.new is not None for one in quarters.figures]
    assert ids[0] == "total"
    assert depths == sorted(depths)
    assert both == sorted(both, reverse=True)
    assert ids.index("category.attitude") < ids.index("category.attitude.share")
    assert ids.index("channel.上级转办") < ids.index("channel.12345热线")


def test_a_unit_is_compared_with_itself_and_not_with_its_rank() -> None:
    """The second in the one quarter is the fourth in the other."""
    found = _differences(built("qinglan", "2026Q2"), built("qinglan", "2026Q3"))
    one = _figure(found, "unit 县不动产登记中心")
    assert one.old is not None
    assert one.new is not None
    assert (one.label, one.old.text, one.new.text) == ("县不动产登记中心", "17", "11")
    new = _figure(found, "unit 东岭新区便民服务站")
    assert (new.old, new.new and new.new.text) == (None, "7")


def test_what_is_called_otherwise_says_so() -> None:
    """The leading categories of two counties are others."""
    one = _figure(_differences(built("qinglan", "2026Q3"), built("yunpi", "2026Q3")), "top")
    assert (one.old_label, one.label) == (
        "服务态度生硬、履职责任不强、政策执行不力",
        "政策执行不力、履职责任不强、服务态度生硬",
    )


@needs_edited
@pytest.mark.parametrize(
    "name",
    [
        "figure_select_and_retype.docx",
        "figure_last_digit_retyped.docx",
        "figure_deleted_and_retyped_after_reopening.docx",
        "tracked_figure_accepted.docx",
        "tracked_figure_pending.docx",
    ],
)
def test_what_a_person_typed_counts_and_is_said_to_be_by_hand(name: str) -> None:
    """However it was typed; the computed number is told beside it."""
    found = _differences(edited("base.docx"), edited(name))
    (one,) = found.figures
    assert one.new is not None
    assert (one.id, one.new.text, one.new.by_hand, one.new.computed) == ("category.attitude", "53", True, "52")


def test_words_that_a_person_typed_over_a_figure_are_not_told() -> None:
    """Nobody has masked them."""
    new = built("qinglan", "2026Q3")
    root = surgery.parts_of(new.document)[surgery.MAIN].decode()
    at = root.index(">137<")
    typed = root[:at] + ">王小明家<" + root[at + 5 :]
    other = surgery.zipped({**surgery.parts_of(new.document), surgery.MAIN: typed.encode()})
    found = _differences(new, Given(other, "edited.docx", new.sidecar))
    total = _figure(found, "total")
    assert total.new is not None
    assert (total.new.text, total.new.by_hand, total.new.computed) == ("", True, "137")
    assert "王小明" not in str(found)


# --- passages, rows, cases, charts ----------------------------------------------------------------------------------------


def test_a_report_does_not_differ_from_itself() -> None:
    """Nor from itself saved anew by another program."""
    new = built("qinglan", "2026Q3")
    assert not _differences(new, new)


@needs_edited
def test_saving_alone_is_no_difference() -> None:
    """What word processors do to a file that is opened and saved; a file of an earlier version is told as today's."""
    assert not _differences(edited("base.docx"), edited("resaved_plain.docx"))


def _told(found: Differences) -> dict[str, set[str]]:
    passages: dict[str, set[str]] = {}
    for one in found.passages:
        passages.setdefault(one.change.value, set()).add(one.id)
    return passages


def test_passages_of_two_counties() -> None:
    """One has a chapter on units, the other on procedures; tables of one county alone are not told row by row."""
    found = _differences(built("qinglan", "2026Q3"), built("yunpi", "2026Q3"))
    told = _told(found)
    assert {"causes/procedure", "causes/procedure/text", "problems/absent"} <= told["added"]
    assert {"causes/rebound", "problems/integrity", "table/units"} <= told["removed"]
    assert "problems/execution" in told["moved"]
    assert "problems/execution/summary" not in told["moved"]  # it goes with its heading
    assert {one.table for one in found.rows} == {"table/categories", "table/tasks"}


def test_between_two_quarters_dates_and_numbers_are_no_other_words(quarters: Differences) -> None:
    """A caption that names the quarter says the same; a sentence that now says 减少 for 增加 does not."""
    told = _told(quarters)
    assert "table/categories" in told["figures"]
    assert "lead/summary" in told["reworded"]
    assert not told["reworded"] & told["figures"]


def test_rows_that_came_and_were_moved(quarters: Differences) -> None:
    """By the unit's name."""
    rows = {(one.change.value, one.key) for one in quarters.rows}
    assert ("added", "东岭新区便民服务站") in rows
    assert ("moved", "县医保服务大厅") in rows


def test_cases_are_told_or_no_longer_told(quarters: Differences) -> None:
    """Each quarter tells its own; they are no reworded passages."""
    assert [one.change.value for one in quarters.cases] == ["added"] * 4 + ["removed"] * 3
    assert not {one.id for one in quarters.cases} & {one.id for one in quarters.passages}
    assert all(one.text.startswith("例如，") for one in quarters.cases)


def test_charts_with_another_picture(quarters: Differences) -> None:
    """All four of them are of another quarter."""
    assert [one.id for one in quarters.charts] == ["chart/trend", "chart/channels", "chart/categories", "chart/units"]


@needs_edited
def test_what_hands_did_to_a_file() -> None:
    """Each kind of edit is told as what it is, and where it was made by hand that is said."""
    moved = _differences(edited("base.docx"), edited("paragraph_moved.docx"))
    assert _told(moved)["moved"] == {"lead/top"}
    emptied = _told(_differences(edited("base.docx"), edited("paragraph_emptied.docx")))
    assert len(emptied["removed"]) == 1
    own = _differences(edited("base.docx"), edited("own_heading_and_paragraph_added.docx"))
    assert (own.own_added, own.own_removed) == (2, 0)
    again = _differences(edited("own_heading_and_paragraph_added.docx"), edited("base.docx"))
    assert (again.own_added, again.own_removed) == (0, 2)
    picture = _differences(edited("base.docx"), edited("picture_replaced_old_alt_text.docx"))
    assert [(one.change.value) for one in picture.charts] == ["reworded"]
    deleted = _differences(edited("base.docx"), edited("picture_deleted.docx"))
    assert [(one.change.value) for one in deleted.charts] == ["removed"]
    retyped = _differences(edited("base.docx"), edited("paragraph_retyped_whole.docx"))
    assert all(one.by_hand for one in retyped.passages)


# --- what is refused ------------------------------------------------------------------------------------------------------


def test_a_document_that_is_no_report_is_named() -> None:
    """Which of the two, and what to do."""
    new = built("qinglan", "2026Q3")
    plain = Given(surgery.zipped(_without_memory(new.document)), "plain.docx")
    for old, other, which in ((plain, new, "first"), (new, plain, "second")):
        with pytest.raises(DocumentError) as caught:
            diff(old, other)
        (one,) = caught.value.issues
        assert (one.code, str(one.source)) == ("diff.memory-lost", "plain.docx")
        assert which in one.message
        assert one.hint
    page = Given((Path(__file__).resolve().parents[2] / "templates/base/page.docx").read_bytes(), "page.docx")
    with pytest.raises(DocumentError) as caught:
        diff(new, page)
    assert caught.value.issues[0].code == "diff.no-memory"


def _without_memory(document: bytes) -> dict[str, bytes]:
    """The files of a report as after .doc and back."""
    parts = {name: data for name, data in surgery.parts_of(document).items() if not name.startswith("customXml/")}
    for name, data in parts.items():
        if name.endswith(".rels") or name == "[Content_Types].xml":
            text = data.decode()
            for piece in text.split("<"):
                if "customXml" in piece:
                    text = text.replace(f"<{piece}", "")
            parts[name] = text.encode()
    return parts


# --- the command ----------------------------------------------------------------------------------------------------------


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["diff", *map(str, arguments)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two reports of the sample county with their traces."""
    for name, given in (("q2", built("qinglan", "2026Q2")), ("q3", built("qinglan", "2026Q3"))):
        (tmp_path / f"{name}.docx").write_bytes(given.document)
        (tmp_path / f"{name}.trace.json").write_bytes(given.sidecar)
    return tmp_path


def test_on_the_screen(folder: Path) -> None:
    """Both titles, the figures with their differences, what is too much for a screen counted."""
    speak("zh_CN")
    done = _run(folder / "q2.docx", folder / "q3.docx")
    speak("en")
    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    assert lines[0] == "前一份：青岚县2026年第二季度窗口单位作风建设情况调研报告 (2026Q2)"
    assert lines[3].split() == ["登记总数", "122", "→", "137", "+15", "(+12.3%)"]
    assert any("另有" in line and "--json" in line for line in lines)
    assert "典型案例：新用 4、不再用 3" in lines
    assert len(lines) < 70
    assert len(list(folder.iterdir())) == 4  # nothing was written


def test_the_same_report_twice(folder: Path) -> None:
    """Nothing differs, and that is no error; nor is it one that much differs."""
    done = _run(folder / "q3.docx", folder / "q3.docx")
    assert (done.exit_code, "Nothing differs." in done.output) == (0, True)


def test_for_machines(folder: Path) -> None:
    """Everything, and the copy's path."""
    before = (folder / "q3.docx").read_bytes()
    done = _run(folder / "q2.docx", folder / "q3.docx", "--json", "--docx", folder / "changes.docx")
    assert done.exit_code == 0, done.output
    told: dict[str, Any] = json.loads(done.stdout)
    assert (told["old"]["period"], told["new"]["period"], told["same"]) == ("2026Q2", "2026Q3", False)
    assert told["figures"][0] == {
        "id": "total",
        "label": "登记总数",
        "old": {"text": "122", "by_hand": False},
        "new": {"text": "137", "by_hand": False},
        "difference": "15",
        "points": False,
        "relative": 15 / 122,
        "old_label": None,
    }
    assert len(told["figures"]) > 100
    assert told["docx"] == str(folder / "changes.docx")
    assert (folder / "changes.docx").exists()
    assert (folder / "q3.docx").read_bytes() == before


def test_the_copy_takes_no_file_s_place(folder: Path) -> None:
    """Nor that of the new report itself."""
    for name in ("q2.docx", "q3.docx", "changes.txt"):
        before = (folder / "q3.docx").read_bytes()
        done = _run(folder / "q2.docx", folder / "q3.docx", "--docx", folder / name)
        assert done.exit_code == 2, done.output
        assert (folder / "q3.docx").read_bytes() == before


def test_wrong_documents(folder: Path) -> None:
    """One that is not there is wrong usage; one that is no report is refused, with the reason."""
    assert _run(folder / "q2.docx", folder / "q4.docx").exit_code == 2
    (folder / "text.docx").write_bytes(b"no document")
    done = _run(folder / "q2.docx", folder / "text.docx", "--json")
    assert done.exit_code == 1
    assert [one["code"] for one in json.loads(done.stdout)["issues"]] == ["document.not-docx"]


@needs_edited
@pytest.mark.parametrize("name", ["resaved_via_doc.docx", "resaved_via_odt.docx"])
def test_a_document_that_lost_its_memory_is_known_by_its_trace(name: str, tmp_path: Path) -> None:
    """Saved as .doc or .odt and back, it has the memory of the trace beside it, if one does."""
    from reportgen.files.pairs import sealed  # noqa: PLC0415  # only here

    base = (EDITED / "base.docx").read_bytes()
    (tmp_path / "base.docx").write_bytes(base)
    (tmp_path / "back.docx").write_bytes((EDITED / name).read_bytes())
    assert _run(tmp_path / "base.docx", tmp_path / "back.docx").exit_code == 1
    (tmp_path / "back.trace.json").write_bytes(sealed(b'{"reportgen": "0", "figures": {}}', "base.docx", base))
    done = _run(tmp_path / "base.docx", tmp_path / "back.docx", "--json", "--docx", tmp_path / "changes.docx")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["figures"] == []
