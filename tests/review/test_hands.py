"""Reports that people edited and that other programs saved: the audit names what was done and nothing else; the trace agrees.

The files are not the rules' author's: `edited` were made with LibreOffice by caret and menu, `editors` after counts of real files
(their manifests say what was done to each).
"""

import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from reportgen.actions.auditing import Audited, audit_document
from reportgen.job import Job
from reportgen.messages import speak
from reportgen.model.sources import Level
from reportgen.pipeline import Recomputed, recompute
from reportgen.review.tracing import expected_texts, lost_figures, read_occurrences
from reportgen.settings import load_settings
from reportgen.sidecar import open_report
from reportgen.word import Memory, Placement, open_package, place
from reportgen.word.memory.memory_xml import stored_memory
from tests.full import FULL

pytestmark = pytest.mark.usefixtures("read_once")
_PROJECT = Path(__file__).resolve().parents[2]
_CASES = _PROJECT / ".." / "shared" / "cases"
_FILES = sorted(path for folder in ("edited", "editors") for path in (_CASES / folder).glob("*.docx"))
_there = pytest.mark.skipif(not _FILES, reason="the folder ../shared/cases with edited reports is not here")
_MOVED, _SPLIT, _JOINED, _COPIED = "audit.block-moved", "audit.block-split", "audit.blocks-joined", "audit.block-copied"
_EDITED, _GONE, _PENDING = "audit.figure-edited", ["audit.deleted-kept", "audit.block-deleted"], "audit.changes-pending"
_BESIDE, _REWORDED = "audit.memory-beside", "audit.words-edited"
_COLUMNS = ["audit.column-total"] * 4

# What is found, each code as often as it is; of files that are not listed nothing.
FOUND: dict[str, list[str]] = {
    "edited/caption_deleted_fields_updated": ["audit.reference-broken", "audit.numbers-deleted", *_GONE],
    "edited/date_retyped": ["audit.digit-edited"] * 2,
    "edited/figure_deleted_and_retyped_after_reopening": [_EDITED],
    "edited/figure_digit_typed_before": [_EDITED],
    "edited/figure_last_digit_retyped": [_EDITED],
    "edited/figure_select_and_retype": [_EDITED],
    "edited/own_heading_and_paragraph_added": [*["audit.heading-number"] * 5, "audit.typed-by-hand", "audit.block-added"],
    "edited/paragraph_duplicated": [_COPIED],
    "edited/paragraph_emptied": _GONE,
    "edited/paragraph_moved": [_MOVED],
    "edited/paragraph_pasted_unformatted": [_MOVED, _JOINED],
    "edited/paragraph_retyped_whole": ["audit.typed-by-hand", "audit.numbers-deleted"],
    "edited/paragraph_split_and_saved_again": [_SPLIT],
    "edited/paragraph_split_tail_without_digits": [_SPLIT],
    "edited/paragraphs_joined": [_JOINED],
    "edited/picture_deleted": ["audit.picture-gone"],
    "edited/picture_replaced_old_alt_text": ["audit.picture-replaced"],
    "edited/replace_all_137_by_138": [_EDITED] * 4,
    "edited/resaved_via_doc": [_BESIDE, *["audit.chart-words-lost"] * 4],
    "edited/resaved_via_odt": [_BESIDE],
    "edited/selection_over_text_and_figure_replaced": ["audit.numbers-deleted"],
    "edited/replace_all_category_name": [_REWORDED] * 5,
    "edited/sentence_moved_into_other_paragraph": ["audit.numbers-deleted", _REWORDED],
    "edited/sequence_of_ten_edits": [
        _EDITED, _SPLIT, "audit.typed-by-hand", *_COLUMNS, *["audit.heading-number"] * 2, *[_MOVED] * 3,
        *["audit.digit-edited"] * 2, "audit.row-deleted", *[_REWORDED] * 7,
    ],
    "edited/table_cells_merged_down": ["audit.cells-merged"],
    "edited/table_row_copied_original_deleted": ["audit.row-moved"],
    "edited/tracked_figure_accepted": [_EDITED],
    "edited/tracked_figure_pending": [_EDITED, _PENDING],
    "edited/tracked_move_accepted": [_MOVED],
    "editors/03_wps_resave_dropped": [_BESIDE],
    "editors/04_bookmarks_lost": ["audit.marks-lost"],
    "editors/17_textbox_added": ["audit.typed-by-hand"],
    "editors/21_tracked_number_changed": [_EDITED, _PENDING],
    "editors/22_tracked_format": [_PENDING, *["audit.form-edited"] * 2],
    "editors/24_tracked_move_marks_moved": [_MOVED, _PENDING],
    "editors/25_comments": ["audit.comments-left", "audit.commented"],
    "editors/26_spaces_fullwidth": ["audit.full-width-digits"],
    "editors/28_paragraph_split": [_SPLIT],
    "editors/29_paragraphs_joined": [_JOINED],
    "editors/30_paragraph_copied": [_COPIED],
    "editors/31_duplicate_bookmarks": [_COPIED],
    "editors/33_special_chars": [_REWORDED] * 2,
    "editors/41_ref_error_text": ["audit.reference-wrong", "audit.numbers-deleted", "audit.double-punctuation"],
    "editors/42_tracked_row_deleted": [*_COLUMNS, _PENDING, "audit.row-deleted"],
    "editors/43_tracked_insert_paragraph": ["audit.typed-by-hand", _PENDING],
    "editors/44_tracked_mark_deleted": [_PENDING, _JOINED],
}  # fmt: skip
# With the ledgers at hand the audit is surer of one thing.
SURER = {"audit.picture-replaced": "audit.picture-wrong"}
# Figures that are printed otherwise than the ledgers give them: printed, expected, how many times.
DIFFERING: dict[str, tuple[str, str, int]] = {
    **dict.fromkeys(
        (
            "edited/figure_deleted_and_retyped_after_reopening", "edited/figure_last_digit_retyped",
            "edited/figure_select_and_retype", "edited/sequence_of_ten_edits", "edited/tracked_figure_accepted",
            "edited/tracked_figure_pending",
        ),
        ("53", "52", 1),
    ),
    "edited/figure_digit_typed_before": ("152", "52", 1),
    "edited/replace_all_137_by_138": ("138", "137", 4),
    "editors/21_tracked_number_changed": ("147", "137", 1),
}  # fmt: skip
# Figures that are no longer in the text, by how many.
LOST = {
    "edited/paragraph_emptied": 9,
    "edited/paragraph_retyped_whole": 9,
    "edited/selection_over_text_and_figure_replaced": 1,
    "edited/sequence_of_ten_edits": 5,
    "editors/42_tracked_row_deleted": 7,
}


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@cache
def _sidecar(folder: str) -> bytes:
    """The sidecar that stood beside the report from which the files of a folder were made."""
    base = (_CASES / folder / "base.docx").read_bytes()
    return json.dumps({"memory": stored_memory(open_package(base))}).encode()


@cache
def _audited(path: Path, *, ledgers: bool) -> Audited:
    loaded = load_settings(_PROJECT / "config" / "qinglan.yaml") if ledgers else None
    return audit_document(path.read_bytes(), path.name, loaded, None, _sidecar(path.parent.name))


_AUDITED = [one for at, one in enumerate(_FILES) if FULL or at % 6 == 0 or FOUND.get(_name(one))]
"""All files in which something was done that the audit names, and each sixth of the others; in full all."""


@_there
@pytest.mark.parametrize("path", _AUDITED, ids=_name)
def test_the_audit_names_what_was_done_and_nothing_else(path: Path) -> None:
    """No false error, and nothing that was done to a number is missed."""
    speak("en")
    found = _audited(path, ledgers=False)
    assert found.ours
    assert sorted(one.code for one in found.findings) == sorted(FOUND.get(_name(path), []))


@_there
@pytest.mark.parametrize("path", [one for one in _FILES if FOUND.get(_name(one))][:: 3 if FULL else 6], ids=_name)
def test_the_ledgers_say_the_same(path: Path) -> None:
    """Each sixth of the files, in full each third: held against the ledgers of the county as well.

    The reports were made before the sample county's report said what it says now: what is told of the unedited one, too, is
    left aside.
    """
    speak("en")
    found = _audited(path, ledgers=True)
    assert found.recomputed
    today = {one.code for one in _audited(path.parent / "base.docx", ledgers=True).findings}
    wanted = [SURER.get(code, code) for code in FOUND[_name(path)]]
    assert "audit.settings-changed" in today and not today & {_EDITED, _SPLIT, _PENDING, "audit.numbers-deleted"}
    assert sorted({one.code for one in found.findings} - today) == sorted({*wanted} - today)


@cache
def _recomputed(folder: str) -> Recomputed:
    """What the ledgers give today for the report of a folder."""
    memory = open_report((_CASES / folder / "base.docx").read_bytes(), "base.docx").memory
    assert memory is not None
    loaded = load_settings(_PROJECT / "config" / "qinglan.yaml")
    return recompute(memory, Job(loaded, loaded.ledger_files))


@cache
def _placed(path: Path) -> tuple[Memory, Placement]:
    """What a report remembers, and where it stands on its page."""
    report = open_report(path.read_bytes(), path.name, _sidecar(path.parent.name))
    assert report.memory is not None
    return report.memory, place(report.page, report.memory)


@cache
def _differing(path: Path) -> Counter[tuple[str, str]]:
    """What is printed otherwise than the ledgers give it today: printed, given."""
    memory, placement = _placed(path)
    found = read_occurrences(placement)
    expected = expected_texts(_recomputed(path.parent.name).narrative, memory, found)
    return Counter((one.printed, text) for one, text in zip(found, expected, strict=True) if not one.agrees(text))


@_there
@pytest.mark.parametrize(
    "path",
    [one for at, one in enumerate(_FILES) if FULL or at % 4 == 0 or _name(one) in DIFFERING or _name(one) in LOST],
    ids=_name,
)
def test_the_trace_believes_what_the_page_shows(path: Path) -> None:
    """All 258 figures of the text and the 27 of charts are found, by mark or by text; those differ that were changed, no others.

    All files in which figures were changed or are gone, and each fourth of the others; in full all.
    """
    _memory, placement = _placed(path)
    found = read_occurrences(placement)
    printed, text, count = DIFFERING.get(_name(path), ("", "", 0))
    differing = _differing(path) - _differing(path.parent / "base.docx")  # the rates are others today
    assert differing == Counter({(printed, text): count} if count else {})
    assert len(lost_figures(placement)) == LOST.get(_name(path), 0)
    assert len({one.mark for one in found if one.mark}) == 258 - LOST.get(_name(path), 0)


@_there
def test_no_error_is_said_where_no_number_and_no_reference_is_wrong() -> None:
    """Of 76 files those have errors in which a figure, a sum, a number of a heading or a reference is wrong, or a day was changed."""
    wrong = {
        "audit.figure-edited", "audit.column-total", "audit.heading-number", "audit.reference-broken", "audit.reference-wrong",
        "audit.digit-edited",
    }  # fmt: skip
    found = {
        (_name(path), one.code)
        for path in _AUDITED
        for one in _audited(path, ledgers=False).findings
        if one.level is Level.ERROR
    }
    assert {code for _, code in found} <= wrong
    assert {name for name, _ in found} == {name for name, codes in FOUND.items() if wrong & set(codes)}
