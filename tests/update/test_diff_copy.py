"""The copy with tracked changes: accepted it says what the new report says, rejected what the old one said, and Word opens it."""

import random
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from reportgen.actions.differing import Given, diff
from reportgen.compare.wording import rewordings
from reportgen.update.diff.tracked_copy import tracked_copy
from reportgen.word.packages.package import open_package
from reportgen.word.packages.structure import structure_faults
from reportgen.word.pages.reader import read_page
from tests.full import FULL, some
from tests.render import surgery
from tests.update.compared import built, edited, edited_names, needs_edited, scribbled
from tests.update.decided import accepted, lines, rejected

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_REPORTS = [("qinglan", "2026Q2"), ("qinglan", "2026Q3"), ("yunpi", "2026Q2"), ("yunpi", "2026Q3")]


def _shown(document: bytes) -> list[str]:
    return lines(read_page(open_package(document)))


def _copy(old: Given, new: Given) -> bytes:
    return tracked_copy(diff(old, new).pair)


def _holds(old: Given, new: Given) -> bytes:
    """The copy, after both decisions were seen to lead where they should."""
    made = _copy(old, new)
    assert lines(accepted(made)) == _shown(new.document)
    assert lines(rejected(made)) == _shown(old.document)
    return made


_PAIRS = list(product(_REPORTS, _REPORTS))


@pytest.mark.parametrize(
    ("old", "new"), [one for at, one in enumerate(_PAIRS) if FULL or at % 3 == 0 or one[0] == one[1]]
)
def test_accepted_it_is_the_new_report_and_rejected_the_old_one(old: tuple[str, str], new: tuple[str, str]) -> None:
    """Of one county or two, of one period or two, forwards and backwards; each third pair, in full all."""
    made = _holds(built(*old), built(*new))
    assert list(structure_faults(open_package(made))) == []
    if old == new:
        assert _changes(made) == []


def _changes(document: bytes) -> list[etree._Element]:
    root = etree.fromstring(surgery.parts_of(document)[surgery.MAIN])
    return list(root.iter(f"{_W}ins", f"{_W}del"))


@pytest.mark.parametrize("seed", range(12 if FULL else 6))
def test_so_it_is_whatever_hands_did_to_both(seed: int) -> None:
    """Passages and rows deleted, moved, doubled and written anew, words typed into texts and cells."""
    dice = random.Random(seed)  # noqa: S311  # a seeded generator is wanted
    old, new = (built(*dice.choice(_REPORTS[:2])) for _ in range(2))
    _holds(
        Given(scribbled(old.document, 2 * seed), old.name, old.sidecar),
        Given(scribbled(new.document, 2 * seed + 1), new.name, new.sidecar),
    )


@needs_edited
@pytest.mark.parametrize("name", some(edited_names(), 10))
def test_so_it_is_for_files_that_people_edited(name: str) -> None:
    """Each tenth of them, in full all: against the report as it was generated, and against the next one; also where tracked changes are pending."""
    made = _holds(edited("base.docx"), edited(name))
    known = list(structure_faults(open_package(edited(name).document)))
    assert list(structure_faults(open_package(made))) == known
    _holds(edited(name), built("qinglan", "2026Q2"))


def test_every_change_is_ours_of_the_day_of_the_new_report() -> None:
    """Author and day are the same in every run, so are the bytes; ids are given once."""
    old, new = built("qinglan", "2026Q2"), built("qinglan", "2026Q3")
    made = _copy(old, new)
    changes = _changes(made)
    assert len(changes) > 100
    assert {one.get(f"{_W}author") for one in changes} == {"reportgen"}
    assert {str(one.get(f"{_W}date"))[:10] for one in changes} == {"2026-09-30"}
    ids = [one.get(f"{_W}id") for one in changes]
    assert len(ids) == len(set(ids))
    assert made == _copy(old, new)


def test_changes_of_paragraphs_are_of_another_hour_than_those_of_words() -> None:
    """LibreOffice joins paragraphs otherwise when changes are decided upon: measured on files of which it made one paragraph of two."""
    made = _copy(built("yunpi", "2026Q3"), built("qinglan", "2026Q3"))
    hours: dict[bool, set[str]] = {True: set(), False: set()}
    for one in _changes(made):
        parent = one.getparent()
        if parent is not None:
            hours[parent.tag in (f"{_W}rPr", f"{_W}trPr")].add(str(one.get(f"{_W}date"))[10:])
    assert hours[True] == {"T12:00:00Z"}
    assert "T00:00:00Z" in hours[False]


def test_a_field_is_put_in_whole() -> None:
    """With its result its code goes: LibreOffice works it out anew where it is left behind, and the sentence ends with 图3."""
    made = _copy(built("qinglan", "2026Q3"), built("yunpi", "2026Q3"))
    page = rejected(made)
    assert [one.text for one in page.body if not one.text and one.fields] == []
    codes = {code.what.split()[0] for one in page.body for code in one.fields if code.start == code.end}
    assert codes == set()


def test_figures_are_struck_and_put_in_as_whole_numbers() -> None:
    """A reader sees 122 struck out and 137 put in, not a digit."""
    made = _copy(built("qinglan", "2026Q2"), built("qinglan", "2026Q3"))
    root = etree.fromstring(surgery.parts_of(made)[surgery.MAIN])
    struck = {"".join(one.itertext()) for one in root.iter(f"{_W}del")}
    put_in = {"".join(one.itertext()) for one in root.iter(f"{_W}ins")}
    assert {"122", "10.9%"} <= {text.removeprefix("增长") for text in struck}
    assert {"137", "12.3%"} <= put_in


def test_the_figures_keep_their_bookmarks() -> None:
    """The copy can still be traced: every bookmark of the new report is there, once."""
    new = built("qinglan", "2026Q3")
    made = _copy(built("qinglan", "2026Q2"), new)

    def names(document: bytes) -> list[str]:
        root = etree.fromstring(surgery.parts_of(document)[surgery.MAIN])
        return sorted(str(one.get(f"{_W}name")) for one in root.iter(f"{_W}bookmarkStart"))

    assert names(made) == names(new.document)


def test_a_comment_says_that_a_picture_differs() -> None:
    """One at each chart of both reports, in the language of the report; none where the pictures are the same."""
    new = built("qinglan", "2026Q3")
    comments = surgery.parts_of(_copy(built("qinglan", "2026Q2"), new))["word/comments.xml"].decode()
    assert comments.count("本图与前一份报告的图不同。") == 4
    assert "word/comments.xml" not in surgery.parts_of(_copy(new, new))


def test_a_header_of_the_word_template_is_compared_too() -> None:
    """What stands round the text, but for page numbers."""
    new = built("qinglan", "2026Q3")
    part = next(name for name in surgery.parts_of(new.document) if name.startswith("word/footer"))
    footer = surgery.parts_of(new.document)[part].decode()
    typed = footer.replace("</w:p>", "<w:r><w:t>内部</w:t></w:r></w:p>", 1)
    other = surgery.zipped({**surgery.parts_of(new.document), part: typed.encode()})
    made = _copy(new, Given(other, "edited.docx", new.sidecar))
    assert [one.text for one in rejected(made).around] == [
        one.text for one in read_page(open_package(new.document)).around
    ]
    assert [one.text for one in accepted(made).around] == [one.text for one in read_page(open_package(other)).around]


@pytest.mark.parametrize(("old", "new"), [(_REPORTS[0], _REPORTS[1]), (_REPORTS[1], _REPORTS[3])])
def test_the_validator_finds_nothing(old: tuple[str, str], new: tuple[str, str], tmp_path: Path) -> None:
    """openxml-audit, which ports the checks of Microsoft's Open XML SDK, finds no error for any Office since 2007."""
    validation = pytest.importorskip("openxml_audit", reason="openxml-audit is not installed")
    file = tmp_path / "a.docx"
    file.write_bytes(_copy(built(*old), built(*new)))
    for version in ("OFFICE_2007", "OFFICE_2019", "MICROSOFT_365"):
        result = validation.OpenXmlValidator(getattr(validation.FileFormat, version)).validate(file)
        assert [error.description for error in result.errors] == []


def test_the_oracle_can_find_a_fault() -> None:
    """A copy from which one struck word is lost is seen not to lead back."""
    old, new = built("qinglan", "2026Q2"), built("qinglan", "2026Q3")
    made = _copy(old, new)
    root = etree.fromstring(surgery.parts_of(made)[surgery.MAIN])
    one = next(root.iter(f"{_W}delText"))
    one.text = ""
    broken = surgery.zipped({**surgery.parts_of(made), surgery.MAIN: etree.tostring(root)})
    assert lines(accepted(broken)) == _shown(new.document)
    assert lines(rejected(broken)) != _shown(old.document)


@given(st.text(alphabet="12,.%ab，。 \n件增加", max_size=40), st.text(alphabet="12,.%ab，。 \n件增加", max_size=40))
@settings(max_examples=300, deadline=None)
def test_rewordings_lead_from_one_text_to_the_other(old: str, new: str) -> None:
    """What is not told to differ is the same, and what differs is in order."""
    kept_old, kept_new, at, new_at = "", "", 0, 0
    for one in rewordings(old, new):
        kept_old += old[at : one.old_start]
        kept_new += new[new_at : one.start]
        at, new_at = one.old_end, one.end
    assert kept_old + old[at:] == kept_new + new[new_at:]
