"""Every field of a part by its code, hidden, struck out or stray: what a check of active content must see.

What a reader sees of fields is `page`'s affair.
"""

from dataclasses import dataclass

from reportgen.word.packages.names import tag
from reportgen.word.packages.xml import Element

_TEXT = tag("w:t")


@dataclass(slots=True)
class Field:
    """A field: its code (`SEQ 图 \\* ARABIC`), whole even where it is split over runs, and the result that is shown.

    `element` is where it begins. A NUL in the code stands for a field within it: what that gives nobody knows.
    """

    element: Element
    code: str = ""
    result: str = ""
    separated: bool = False


def fields(root: Element) -> list[Field]:
    """Every field of a part, in order of its beginning.

    Code text that stands outside a field counts as a field too: nothing that looks like one escapes a check.
    """
    found: list[Field] = []
    open_fields: list[Field] = []
    for element in root.iter(*_FIELD_PARTS):
        if element.tag == _SIMPLE:
            found.append(
                Field(element, element.get(tag("w:instr"), ""), "".join(one.text or "" for one in element.iter(_TEXT)))
            )
        elif element.tag == _CHAR:
            _step(element, found, open_fields)
        elif element.tag != _TEXT or (open_fields and not open_fields[-1].separated):
            _add_code(element, found, open_fields)  # plain text before the result is code, too
        elif open_fields:
            open_fields[-1].result += element.text or ""
    return found


_SIMPLE, _CHAR = tag("w:fldSimple"), tag("w:fldChar")
_FIELD_PARTS = (_SIMPLE, _CHAR, tag("w:instrText"), tag("w:delInstrText"), _TEXT)


def _step(element: Element, found: list[Field], open_fields: list[Field]) -> None:
    """A field begins, shows its result from here on, or ends."""
    kind = element.get(tag("w:fldCharType"), "")
    if kind == "begin":
        if open_fields and not open_fields[-1].separated:
            open_fields[-1].code += "\0"
        open_fields.append(Field(element))
        found.append(open_fields[-1])
    elif kind == "separate" and open_fields:
        open_fields[-1].separated = True
    elif kind == "end" and open_fields:
        open_fields.pop()


def _add_code(element: Element, found: list[Field], open_fields: list[Field]) -> None:
    if open_fields:
        open_fields[-1].code += element.text or ""
    else:
        found.append(Field(element, element.text or ""))
