"""Reports that people edited, and that other word processors saved, in the place of the report: none is overwritten."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from reportgen.files.pairs import Fit, Seal, compare, read_seal, sealed, sidecar_of
from reportgen.files.publishing import publish
from reportgen.model.periods import Period
from reportgen.pipeline import Job, Report, build
from reportgen.settings import load_settings
from reportgen.word import read_memory
from tests.full import some
from tests.render import surgery
from tests.writing.reports import trace

_PROJECT = Path(__file__).resolve().parents[2]
_CASES = _PROJECT / ".." / "shared" / "cases"
_FILES = sorted(path for folder in ("edited", "editors") for path in (_CASES / folder).glob("*.docx"))
_there = pytest.mark.skipif(not _FILES, reason="the folder ../shared/cases with edited reports is not here")
_TOP = "反映较为集中，居前三位的是服务态度生硬52件（比…"
_FIRST = "为掌握青岚县窗口单位作风情况，青岚县纪委监委党风…"


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


@pytest.fixture(scope="module")
def fresh() -> Report:
    """The report of the sample county, as it is built today."""
    loaded = load_settings(_PROJECT / "config" / "qinglan.yaml")
    return build(Job(loaded, loaded.ledger_files, Period.parse("2026Q3"), date(2026, 10, 12)))


@_there
@pytest.mark.parametrize("edited", some(_FILES, 8), ids=_name)
def test_no_edit_is_lost(tmp_path, fresh, edited):
    """Each eighth, in full all: beside the sidecar of a fresh build, bytes and time of the file stay, and the new report is beside it, whole."""
    first = publish(tmp_path, fresh.stem, fresh.document, fresh.trace)
    first.document.write_bytes(edited.read_bytes())
    before = [(path.read_bytes(), path.stat().st_mtime_ns) for path in (first.document, first.trace)]
    for _ in range(2):
        published = publish(tmp_path, fresh.stem, fresh.document, fresh.trace)
        assert published.kept.path == first.document
        assert [(path.read_bytes(), path.stat().st_mtime_ns) for path in (first.document, first.trace)] == before
        assert published.document.name == f"{fresh.stem}.new.docx"
        assert published.document.read_bytes() == fresh.document
        assert read_seal(sidecar_of(published.document).read_bytes()).sha256 == read_seal(before[1][0]).sha256
    assert len(list(tmp_path.iterdir())) == 4


_FORM = [
    "edited/picture_deleted",
    "edited/picture_replaced_old_alt_text",
    "edited/resaved_plain",
    "editors/00_control",
    "editors/01_word_resave",
    "editors/02_wps_resave_kept",
    "editors/04_bookmarks_lost",
    "editors/05_figure_bookmarks_lost",
    "editors/06_digits_split",
    "editors/07_block_marks_body_level",
    "editors/10_sdt_body_paragraph",
    "editors/11_sdt_body_table_and_group",
    "editors/12_sdt_run_inside_mark",
    "editors/13_sdt_run_outside_mark",
    "editors/14_sdt_row",
    "editors/15_sdt_cell",
    "editors/16_sdt_cell_content",
    "editors/19_fldSimple",
    "editors/22_tracked_format",
    "editors/25_comments",
    "editors/27_hyperlink_smarttag_dir_bdo",
    "editors/34_mark_shrunk",
    "editors/35_last_end_after_paragraph",
    "editors/36_cell_end_in_tbl",
    "editors/37_wps_style_ids",
    "editors/38_word_cn_style_ids",
    "editors/39_word_all",
    "editors/40_hyperlink_field",
    "editors/49_libreoffice_resave",
    "edited/resaved_via_doc",
    "edited/resaved_via_odt",
    "editors/03_wps_resave_dropped",
    "editors/26_spaces_fullwidth",
    "editors/32_strict",
    "editors/50_foreign_customxml_malformed",
]  # of some the memory is lost: the sidecar still knows their text
_BESIDE = [
    "edited/own_heading_and_paragraph_added",
    "edited/paragraph_duplicated",
    "edited/paragraph_moved",
    "edited/paragraph_pasted_unformatted",
    "edited/paragraph_split_and_saved_again",
    "edited/paragraph_split_tail_without_digits",
    "edited/paragraphs_joined",
    "edited/table_row_copied_original_deleted",
    "edited/tracked_move_accepted",
    "editors/28_paragraph_split",
    "editors/31_duplicate_bookmarks",
    "editors/44_tracked_mark_deleted",
    "editors/17_textbox_added",
    "editors/20_auto_numbering",
    "editors/24_tracked_move_marks_moved",
    "editors/29_paragraphs_joined",
    "editors/30_paragraph_copied",
    "editors/43_tracked_insert_paragraph",
    "editors/46_toc_added",
    "editors/51_caption_list_numbers",
]  # what was changed lies between the blocks, or is their order, or where they end


@cache
def _seal(folder: Path) -> Seal:
    """The seal of the report from which the files of a folder came."""
    return read_seal(sealed(trace(1), "base.docx", (folder / "base.docx").read_bytes()))


@_there
@pytest.mark.parametrize("edited", _FILES, ids=_name)
def test_what_was_done_is_said(edited):
    """Beside the sidecar of the report from which it came: text edited, or form only."""
    fit, blocks = compare(edited.read_bytes(), _seal(edited.parent))
    name = _name(edited).removesuffix(".docx")
    expected = Fit.FORM if name in _FORM else Fit.EDITED
    assert fit is (Fit.FITS if edited.name == "base.docx" else expected)
    assert bool(blocks) == (fit is Fit.EDITED and name not in _BESIDE)


@_there
@pytest.mark.parametrize(
    ("edited", "blocks"),
    [
        ("figure_last_digit_retyped", [_TOP]),
        ("paragraph_emptied", [_TOP]),
        ("date_retyped", ["2026年11月29日"]),
        ("table_cells_merged_down", ["2026年第三季度各类问题件数及变化"]),
    ],
)
def test_the_edited_blocks_are_named(edited, blocks):
    """A block is named by its beginning as it was built, also where nothing is left of it; a table by its caption."""
    found = compare((_CASES / "edited" / f"{edited}.docx").read_bytes(), _seal(_CASES / "edited"))[1]
    assert list(found) == blocks


def _of_blocks(fresh: Report, old: str, new: str) -> tuple[Fit, tuple[str, ...]]:
    seal = read_seal(sealed(fresh.trace, "x.docx", fresh.document))
    return compare(surgery.edited(fresh.document, surgery.MAIN, (old, new)), seal)


def test_what_a_person_wrote_is_not_shown(fresh):
    """A name that was typed at the beginning of a block is not on the screen: nobody has masked it."""
    fit, blocks = _of_blocks(fresh, "现将有关情况", "王建国反映，现将有关情况")
    assert fit is Fit.EDITED
    assert blocks == (_FIRST,)


@pytest.mark.parametrize("space", ["\u00a0", "\u3000", "  "])
def test_kinds_of_spaces_are_no_edit_of_the_text(fresh, space):
    """A no-break space where a space was is a change of form."""
    spaced = surgery.edited(fresh.document, surgery.MAIN, ("现将有关情况", "现将有关 情况"))
    seal = read_seal(sealed(fresh.trace, "x.docx", spaced))
    other = surgery.edited(spaced, surgery.MAIN, ("现将有关 情况", f"现将有关{space}情况"))
    again = read_seal(sealed(fresh.trace, "x.docx", other))
    assert again.text == seal.text
    assert again.sha256 != seal.sha256


def test_a_report_of_another_run_is_known(tmp_path, fresh):
    """Whatever its text is: a report with the sidecar of other ledgers is of another run, and stays."""
    first = publish(tmp_path, fresh.stem, fresh.document, fresh.trace)
    memory = "customXml/item1.xml"
    other = surgery.edited(fresh.document, memory, ("现将有关情况", "现把有关情况"))
    first.document.write_bytes(other)
    published = publish(tmp_path, fresh.stem, fresh.document, fresh.trace)
    assert (published.kept.why, published.kept.edited) == ("unknown", ())
    assert [one.code for one in published.issues] == ["pair.other-run"]
    assert first.document.read_bytes() == other


def test_the_sidecar_remembers_what_the_report_does(fresh):
    """It carries the memory of the report, with a digest for each paragraph, and no time, path or machine."""
    seal = read_seal(sealed(fresh.trace, "x.docx", fresh.document))
    assert seal.memory == read_memory(fresh.document)
    assert set(seal.memory.texts) <= set(seal.memory.digests)
    assert {len(one) for one in (seal.sha256, seal.text)} == {64}
