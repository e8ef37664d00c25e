"""What is said of an entry on the screen and in the note: where it is, and why."""

from collections.abc import Callable

from reportgen.messages import N_
from reportgen.update.trunk.entries import Entry

_TABLE, _PARAGRAPH, _BEHIND = N_("table {number}"), N_("paragraph {number}"), N_("behind paragraph {number}")
_BEGINNING, _AROUND, _WHOLE = N_("the beginning"), N_("header or footer"), N_("the whole report")
WHY = {
    "update.pasted": N_("nearly all its figures are others: is it from another report? It was left as it is"),
    "update.lapsed": N_("the computed number has changed, so the one typed by hand no longer holds"),
    "update.still-open": N_("open since an earlier update"),
    "update.columns": N_("the table's columns were changed by hand: columns that came or went are not in it"),
    "update.columns-changed": N_("columns came or went"),
    "update.rows-sorted": N_("the rows are in the order of the new report"),
    "update.pages-turned": N_("attachments came, went or changed places; the pages that lie across were parted anew"),
    "update.moved": N_("passages are in the order of the new report"),
    "update.row": N_("the table has no place for a new row"),
    "update.cell": N_("the cell could not be changed"),
    "update.section-deleted": N_("its section was deleted by hand"),
    "update.not-found": N_("not found in the document"),
    "update.repeated": N_("a number written by hand that was a figure of the earlier report"),
    "update.worded": N_("a number changed beside words put in by hand"),
    "update.rounded": N_("check the words that round the number"),
    "update.unreferenced": N_("a table or chart that is mentioned was deleted"),
    "update.number": N_("the number could not be given anew"),
    "update.picture": N_("the picture"),
    "update.own-picture": N_("a picture put in by hand"),
    "update.own-chart": N_("a chart changed by hand"),
    "update.own-chart-outdated": N_("a chart changed by hand; its data are others now"),
    "update.own-picture-outdated": N_("a picture put in by hand; the data of the chart are others now"),
    "update.comment-replaced": N_("a comment of a person's stands on a text that was replaced"),
    "update.own-words": N_("words written by hand"),
    "update.own-rows": N_("rows put in by hand"),
    "update.own-column": N_("a column put in by hand"),
    "update.own-cells": N_("cells filled in by hand"),
    "update.own-table": N_("a table made by hand"),
    "update.page-table": N_(
        "a table of the Word template that was changed by hand, or whose changes were to be tracked: its figures are the old ones"
    ),
    "update.own-dropped": N_("written by hand for the last period"),
}
"""What the codes of reasons mean."""


def where_said(one: Entry, words: Callable[[str], str]) -> str:
    """The place of an entry; every one has a place."""
    if one.table is not None:
        return words(_TABLE).format(number=one.table)
    if one.place is not None:
        return words(_PARAGRAPH).format(number=one.place)
    if one.behind is not None:
        return words(_BEHIND).format(number=one.behind) if one.behind else words(_BEGINNING)
    return words(_AROUND if one.around else _WHOLE)
