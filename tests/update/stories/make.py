"""Makes the edited files of the stories that LibreOffice Writer tells: each the report after a clerk's work by caret, selection and menu.

Run as `python -m tests.update.stories.make FOLDER [STORY …]`; the files that are committed in `office/` were made so, and tests need no LibreOffice.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from tests.journeys.office import edited, saved_as
from tests.update.stories.county import BASE

KEPT = Path(__file__).parent / "office"
_DISPATCH = (
    'frame = doc.CurrentController.Frame : helper = createUnoService("com.sun.star.frame.DispatchHelper") : '
    "view = doc.CurrentController.ViewCursor"
)
_FIND = "finder = doc.createSearchDescriptor()"


def _select(words: str) -> str:
    """Lines that select some words with the view's caret."""
    return f'{_FIND} : finder.SearchString = "{words}" : found = doc.findFirst(finder) : doc.CurrentController.select(found)'


def _menu(*commands: str) -> str:
    """Lines that choose from the menus, or press a key."""
    return " : ".join(f'helper.executeDispatch(frame, ".uno:{one}", "", 0, Array())' for one in commands)


def _after(words: str) -> str:
    """Lines that put the caret behind some words."""
    return f"{_select(words)} : view.collapseToEnd()"


def _type(text: str) -> str:
    """A line that types at the caret."""
    return (
        'Dim typed(0) As New com.sun.star.beans.PropertyValue : typed(0).Name = "Text" : '
        f'typed(0).Value = "{text}" : helper.executeDispatch(frame, ".uno:InsertText", "", 0, typed())'
    )


WORK: dict[str, tuple[str, ...]] = {
    "plain": (),
    "last_digit_retyped": (_DISPATCH, _after("服务态度生硬52"), _menu("SwBackspace"), _type("3")),
    "digit_typed_behind": (_DISPATCH, _after("已办结98"), _type("0")),
    "words_typed_before": (_DISPATCH, _select("截至季末"), "view.collapseToStart()", _type("总的看，")),
    "words_typed_behind": (_DISPATCH, _after("一次告知不到位。"), _type("各单位应当高度重视。")),
    "enter_between_sentences": (_DISPATCH, _select("办理时限总体可控"), "view.collapseToStart()", _menu("InsertPara")),
    "joined_by_backspace": (_DISPATCH, _select("截至季末"), "view.collapseToStart()", _menu("SwBackspace")),
    "sentence_cut_and_pasted": (
        _DISPATCH, _select("截至季末，已办结98件，办结率58.7%。"), _menu("Cut"), _after("有的窗口无人值守。"), _menu("Paste"),
    ),
    "paragraph_copied": (
        _DISPATCH, _select("截至季末"), "cursor = found.Text.createTextCursorByRange(found)", "cursor.gotoEndOfParagraph(True)",
        "doc.CurrentController.select(cursor)", _menu("Copy"), _after("岗前培训不足，对群众诉求的办理口径把握不一。"), _menu("InsertPara", "Paste"),
    ),
    "bold_over_a_figure": (_DISPATCH, _select("服务态度生硬52件"), _menu("Bold")),
    "replaced_everywhere": (
        'finder = doc.createReplaceDescriptor() : finder.SearchString = "服务态度生硬" : finder.ReplaceString = "服务态度不佳"',
        "doc.replaceAll(finder)",
    ),
    "paragraph_emptied": ('Strike(doc, "截至季末")',),
    "paragraph_added": ('Add(doc, "截至季末", "县作风办将对超期事项逐件挂牌督办。")',),
    "row_deleted": ("doc.TextTables.getByIndex(1).Rows.removeByIndex(2, 1)",),
    "row_inserted": (
        "doc.TextTables.getByIndex(1).Rows.insertByIndex(3, 1)",
        'doc.TextTables.getByIndex(1).getCellByPosition(0, 3).setString("乡镇便民中心")',
    ),
    "cell_retyped": ('doc.TextTables.getByIndex(1).getCellByPosition(1, 1).setString("58")',),
    "tracked_retyping": ("Track(doc)", 'Retype(doc, "52", "53")'),
    "tracked_deletion": ("Track(doc)", f'{_FIND} : finder.SearchString = "截至季末，已办结98件，办结率58.7%。"', "found = doc.findFirst(finder)", 'found.setString("")'),
    "fields_updated": ("doc.TextFields.refresh()",),
    "footnote_inserted": (
        f'{_FIND} : finder.SearchString = "已办结98"', "found = doc.findFirst(finder)", 'note = doc.createInstance("com.sun.star.text.Footnote")',
        "found.Text.insertTextContent(found.getEnd(), note, False)", 'note.setString("含上季度结转事项。")',
    ),
}  # fmt: skip
"""What the clerk does, as lines of the macro."""
CONVERTED = ("doc", "odt")
"""Formats through which the report goes and comes back as .docx."""


def make(folder: Path, only: tuple[str, ...] = ()) -> None:
    """Makes every file anew, or some."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        report = work / "report.docx"
        report.write_bytes(BASE.document)
        for story, lines in WORK.items():
            if only and story not in only:
                continue
            shutil.copyfile(edited(report, work, *lines), folder / f"{story}.docx")
        for ending in CONVERTED if not only else ():
            other = saved_as(report, ending, work)
            shutil.copyfile(saved_as(other, "docx", work), folder / f"through_{ending}.docx")


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else KEPT, tuple(sys.argv[2:]))
