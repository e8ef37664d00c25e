"""What an update did -> a note to be filed with the report: which figures, passages and rows, and what is left to be decided."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from reportgen.messages import N_
from reportgen.model.reports.narratives import Block, Heading, Narrative, Paragraph, Phrase, Row, Span, Table
from reportgen.update.entry_texts import WHY, where_said
from reportgen.update.trunk.entries import OPEN, Entry, What

_TITLE = N_("{title}: note of changes")
_SUMMARY = N_(
    "The report was made anew on {day}: {refreshed} figures say something else, {inserted} passages or rows were put in, {removed} taken out, {kept} passages changed by hand were kept, {open} points are to be decided."
)
_FIGURES, _PASSAGES, _OPEN = N_("Figures"), N_("Passages and rows"), N_("To be decided")
_NONE = N_("None.")
_HEADS = (N_("Figure"), N_("Before"), N_("Now"), N_("Where"))
_PASSAGE_HEADS = (N_("What was done"), N_("Where"), N_("Passage"))
_OPEN_HEADS = (N_("Kind"), N_("Where"), N_("In the report"), N_("By the data"))
_DONE = {
    What.INSERTED: N_("put in"),
    What.REMOVED: N_("taken out"),
    What.KEPT: N_("changed by hand, kept"),
    What.DELETED: N_("deleted by hand, left out"),
    What.OWN: N_("written by hand, kept"),
    What.QUOTED: N_("copy with other figures, left as it is"),
}
_LEFT = {
    What.CONFLICT: N_("changed by hand, the data say otherwise"),
    What.OVERRIDE: N_("figure typed by hand"),
    What.STALE: N_("number typed by hand, out of date"),
    What.GONE: N_("no longer in the report, kept"),
    What.REVIEW: N_("of the last period"),
    What.UNPLACED: N_("not put in"),
    What.UNSURE: N_("not sure whether it is the report's"),
}
Words = Callable[[str], str]


def note_of(
    entries: Sequence[Entry], title: str, labels: Mapping[str, str], day: str, words: Words, fields: Mapping[str, str]
) -> Narrative:
    """The note; `labels` are those of figures, `words` the texts of the catalogue in the report's language, `fields` those of the Word template."""
    refreshed = [one for one in entries if one.what is What.REFRESHED and one.figure]
    passages = [one for one in entries if one.what in _DONE]
    left = [one for one in entries if one.what in OPEN]
    counts = {what.value: sum(one.what is what for one in entries) for what in What}
    summary = words(_SUMMARY).format(
        day=fields.get("date") or day,
        refreshed=len(refreshed),
        inserted=counts["inserted"],
        removed=counts["removed"],
        kept=counts["kept"],
        open=len(left),
    )
    heading = words(_TITLE).format(title="".join(title.split("\n")))
    changed = [(labels.get(one.figure, one.figure), one.before, one.now, where_said(one, words)) for one in refreshed]
    done = [(words(_DONE[one.what]), where_said(one, words), _shown(one, one.text, words)) for one in passages]
    open_ = [
        (words(_LEFT[one.what]), where_said(one, words), _shown(one, one.before or one.text, words), one.now or "—")
        for one in left
    ]
    blocks = [
        _paragraph("note/summary", summary),
        *_section("note/figures", words(_FIGURES), _HEADS, changed, words),
        *_section("note/passages", words(_PASSAGES), _PASSAGE_HEADS, done, words),
        *_section("note/open", words(_OPEN), _OPEN_HEADS, open_, words),
    ]
    return Narrative(heading, tuple(blocks), fields={**fields, "title": heading})


def _section(id: str, title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], words: Words) -> Iterator[Block]:
    yield Heading(id, 1, _phrase(title))
    if not rows:
        yield _paragraph(f"{id}/none", words(_NONE))
        return
    unique = list(dict.fromkeys(map(tuple, rows)))
    cells = [Row(str(number), tuple(map(_phrase, row))) for number, row in enumerate(unique, start=1)]
    yield Table(
        f"{id}/table",
        _phrase(title),
        tuple(_phrase(words(head)) for head in heads),
        tuple(cells),
        ("left",) * len(heads),
    )


def _shown(one: Entry, text: str, words: Words) -> str:
    """What an entry is about; of a person's own, which is not shown, the reason."""
    return text or (words(WHY[one.why]) if one.why else "—")


def _paragraph(id: str, text: str) -> Paragraph:
    return Paragraph(id, _phrase(text))


def _phrase(text: str) -> Phrase:
    return (Span(text),)
