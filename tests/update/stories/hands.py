"""What people do to a report in a word processor, written into the file as EDITS-like programs leave it: bookmarks and runs included."""

import io
from collections.abc import Iterator
from copy import deepcopy

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

Element = etree._Element
_MARKS = (qn("w:bookmarkStart"), qn("w:bookmarkEnd"))
_WHO = {qn("w:author"): "某人", qn("w:date"): "2026-10-20T09:00:00Z"}


class Hands:
    """A person at work on a document."""

    def __init__(self, document: bytes) -> None:
        """Opens the document."""
        self.document = docx.Document(io.BytesIO(document))
        self.body: Element = self.document.element.body

    def save(self) -> bytes:
        """The document as it is saved."""
        stream = io.BytesIO()
        self.document.save(stream)
        return stream.getvalue()

    # --- finding ------------------------------------------------------------------------------------------------------

    def paragraph(self, words: str, nth: int = 0) -> Element:
        """The first paragraph (or the next, by `nth`) that says these words."""
        return [one for one in self.body.iter(qn("w:p")) if words in text_of(one)][nth]

    def chosen(self, words: str, within: str = "") -> list[Element]:
        """The runs of some words, cut so that they hold nothing else; `within` are words of the paragraph."""
        paragraph = self.paragraph(within or words)
        start = text_of(paragraph).index(words)
        return cut(paragraph, start, start + len(words))

    def row(self, words: str) -> Element:
        """The row of a table that says these words."""
        return next(one for one in self.body.iter(qn("w:tr")) if words in "".join(map(text_of, one.iter(qn("w:p")))))

    def cell(self, row: str, column: int) -> Element:
        """A cell, by words of its row and its number."""
        return self.row(row).findall(qn("w:tc"))[column]

    def picture(self, nth: int = 0) -> Element:
        """The paragraph of a picture."""
        return [one for one in self.body.iterchildren(qn("w:p")) if one.find(f".//{qn('w:drawing')}") is not None][nth]

    def free_id(self) -> int:
        """An id that no bookmark or change has."""
        return (
            max((int(one.get(qn("w:id"))) for one in self.body.iter() if one.get(qn("w:id"), "").isdigit()), default=0)
            + 1
        )

    # --- typing -------------------------------------------------------------------------------------------------------

    def retype(self, words: str, written: str, within: str = "") -> Element | None:
        """Selects words and types others; bookmarks of pieces of the selection are gone, one of just the selection stays."""
        runs = self.chosen(words, within)
        between = [one for one in siblings(runs[0], runs[-1]) if one.tag in _MARKS]
        if len(runs) > 1:
            before, after = runs[0].getprevious(), runs[-1].getnext()
            between += [one for one in (before, after) if one is not None and one.tag in _MARKS]
        ids = [one.get(qn("w:id")) for one in between]
        for one in between:
            if ids.count(one.get(qn("w:id"))) == 2:
                one.getparent().remove(one)
        for run in runs[1:]:
            run.getparent().remove(run)
        if not written:
            runs[0].getparent().remove(runs[0])
            return None
        say(runs[0], written)
        return runs[0]

    def delete(self, words: str, within: str = "") -> None:
        """Selects words and deletes them."""
        self.retype(words, "", within)

    def type_after(self, words: str, written: str, within: str = "", *, outside: bool = False) -> Element:
        """Types behind some words: within the bookmarks that end there, or outside of them."""
        place = self.chosen(words, within)[-1]
        run = twin_of(place, written)
        while outside and place.getnext() is not None and place.getnext().tag == qn("w:bookmarkEnd"):
            place = place.getnext()
        place.addnext(run)
        return run

    def type_before(self, words: str, written: str, within: str = "", *, outside: bool = False) -> Element:
        """Types before some words: within the bookmarks that begin there, or outside of them."""
        place = self.chosen(words, within)[0]
        run = twin_of(place, written)
        while outside and place.getprevious() is not None and place.getprevious().tag == qn("w:bookmarkStart"):
            place = place.getprevious()
        place.addprevious(run)
        return run

    def replace_all(self, words: str, written: str) -> int:
        """Find and replace, everywhere."""
        count = 0
        for paragraph in list(self.body.iter(qn("w:p"))):
            at = 0
            while (at := text_of(paragraph).find(words, at)) >= 0:
                runs = cut(paragraph, at, at + len(words))
                for one in [one for one in siblings(runs[0], runs[-1]) if one.tag == qn("w:bookmarkStart")]:
                    ends = [
                        end for end in self.body.iter(qn("w:bookmarkEnd")) if end.get(qn("w:id")) == one.get(qn("w:id"))
                    ]
                    if any(end in siblings(runs[0], runs[-1]) for end in ends):
                        for gone in (one, *ends):
                            gone.getparent().remove(gone)
                for run in runs[1:]:
                    run.getparent().remove(run)
                say(runs[0], written)
                at, count = at + len(written), count + 1
        return count

    def restyle(self, words: str, within: str = "", **form: object) -> None:
        """Gives words another look: `bold=True`, `italic=True`."""
        for run in self.chosen(words, within):
            for name, value in form.items():
                setattr(docx.text.run.Run(run, None).font, name, value)

    # --- paragraphs ---------------------------------------------------------------------------------------------------

    def split(self, words: str, within: str = "") -> Element:
        """Presses Enter before some words; gives the second paragraph. The bookmark round the whole spans both."""
        run = self.chosen(words, within)[0]
        paragraph = run.getparent()
        place = run
        while place.getprevious() is not None and place.getprevious().tag == qn("w:bookmarkStart"):
            place = place.getprevious()
        new = etree.Element(qn("w:p"))
        properties = paragraph.find(qn("w:pPr"))
        if properties is not None:
            new.append(deepcopy(properties))
        for one in [place, *place.itersiblings()]:
            new.append(one)
        paragraph.addnext(new)
        return new

    def join(self, words: str) -> None:
        """Presses Backspace at the start of a paragraph."""
        paragraph = self.paragraph(words)
        before = paragraph.getprevious()
        for one in [one for one in paragraph if one.tag != qn("w:pPr")]:
            before.append(one)
        paragraph.getparent().remove(paragraph)

    def write(self, words: str, written: str, *, before: bool = False, style: str | None = None) -> Element:
        """Writes a paragraph of its own behind (or before) that with these words, in its style or another."""
        return self.write_at(self.paragraph(words), written, before=before, style=style)

    def write_at(self, place: Element, written: str, *, before: bool = False, style: str | None = None) -> Element:
        """Writes a paragraph of its own behind or before an element."""
        new = OxmlElement("w:p")
        properties = place.find(qn("w:pPr"))
        if style is not None:
            docx.text.paragraph.Paragraph(new, self.document._body).style = self.document.styles[style]
        elif properties is not None:
            new.append(deepcopy(properties))
            for section in new.iter(qn("w:sectPr")):
                section.getparent().remove(section)
        say(new.add_r(), written)
        (place.addprevious if before else place.addnext)(new)
        return new

    def remove(self, *words: str) -> None:
        """Deletes whole paragraphs."""
        for one in words:
            paragraph = self.paragraph(one)
            paragraph.getparent().remove(paragraph)

    def move(self, words: str, behind: str, count: int = 1) -> None:
        """Cuts some paragraphs in a row, the first with these words, and pastes them behind another."""
        first = self.paragraph(words)
        every = [first, *list(first.itersiblings())[: count - 1]]
        goal = self.paragraph(behind)
        for one in reversed(every):
            goal.addnext(one)

    def copy_of(self, element: Element) -> Element:
        """A copy as a word processor pastes it: its bookmarks are called `…_Copy_1`."""
        twin = deepcopy(element)
        ids: dict[str, str] = {}
        for one in twin.iter(*_MARKS):
            number = ids.setdefault(one.get(qn("w:id")), str(self.free_id() + len(ids)))
            one.set(qn("w:id"), number)
            if one.tag == qn("w:bookmarkStart"):
                one.set(qn("w:name"), one.get(qn("w:name")) + "_Copy_1")
        return twin

    # --- tracked ------------------------------------------------------------------------------------------------------

    def change(self, tag: str) -> Element:
        """An element that tracks a change: `ins`, `del`."""
        return etree.Element(qn(f"w:{tag}"), {qn("w:id"): str(self.free_id()), **_WHO})

    def track_delete(self, words: str, within: str = "") -> Element:
        """Deletes words with tracking; gives the last element that was struck."""
        last = None
        for run in self.chosen(words, within):
            last = self.strike(run)
        assert last is not None
        return last

    def strike(self, run: Element) -> Element:
        """Strikes a run with tracking."""
        struck = self.change("del")
        run.addprevious(struck)
        struck.append(run)
        for text in run.iter(qn("w:t")):
            text.tag = qn("w:delText")
        return struck

    def track_insert(self, place: Element, written: str) -> Element:
        """Types behind an element with tracking."""
        added = self.change("ins")
        form = next((run for run in place.iter(qn("w:r"))), None)
        run = twin_of(form, written) if form is not None else etree.Element(qn("w:r"))
        say(run, written)
        added.append(run)
        place.addnext(added)
        return added


def text_of(paragraph: Element) -> str:
    """What a paragraph shows."""
    return "".join(text.text or "" for text in _texts(paragraph))


def _texts(paragraph: Element) -> Iterator[Element]:
    for text in paragraph.iter(qn("w:t")):
        if next(text.iterancestors(qn("w:p"))) is paragraph:
            yield text


def say(run: Element, written: str) -> None:
    """A run with other words."""
    for one in [one for one in run if one.tag != qn("w:rPr")]:
        run.remove(one)
    text = etree.SubElement(run, qn("w:t"), {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    text.text = written


def twin_of(run: Element, written: str) -> Element:
    """A run of the same form with other words."""
    twin = deepcopy(run)
    say(twin, written)
    return twin


def cut(paragraph: Element, start: int, end: int) -> list[Element]:
    """Cuts the runs of a paragraph so that some of them hold just what stands between two places; gives these."""
    for at in (start, end):
        place = 0
        for text in list(_texts(paragraph)):
            length = len(text.text or "")
            if place < at < place + length:
                run = text.getparent()
                twin = twin_of(run, (text.text or "")[at - place :])
                say(run, (text.text or "")[: at - place])
                run.addnext(twin)
                break
            place += length
    found, place = [], 0
    for text in _texts(paragraph):
        length = len(text.text or "")
        if length and start <= place and place + length <= end:
            found.append(text.getparent())
        place += length
    return found


def siblings(first: Element, last: Element) -> list[Element]:
    """What stands from one element to another of the same parent, both included."""
    every = [first]
    while every[-1] is not last:
        every.append(every[-1].getnext())
    return every


def without_marks(element: Element) -> Element:
    """The element without bookmarks, as pasted without form."""
    for one in list(element.iter(*_MARKS)):
        one.getparent().remove(one)
    return element
