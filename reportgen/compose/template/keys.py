"""Keys of rows and columns: what a cell is known by from report to report, when rows come, go and change places.

A row is known by what its figures count (`category.attitude`, `total`), or, where that is a place in a ranking (`unit.1`), by its
label; one of a group by the group's label too (`窗口甲/category.attitude`); a column by what its figures say of the row (`.share`), or by its heading.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from reportgen.model.reports.narratives import Phrase, Row, Span

_FACETS = ("category",)  # figures of these are named after what they count; all others with a number are places


def keyed_rows(rows: Sequence[tuple[tuple[Phrase, ...], int]]) -> tuple[Row, ...]:
    """The rows with their keys, each key once; each row comes with the number of its first cells that go on with those above."""
    groups = max((joined for _cells, joined in rows), default=0)
    keys: list[str] = []
    above: tuple[Phrase, ...] = ()
    for cells, joined in rows:
        above = (*above[:joined], *cells[joined:groups])
        keys.append("/".join([*map(_text, above), _row_key(cells[groups:])]))
    return tuple(Row(key, cells, joined) for key, (cells, joined) in zip(_each_once(keys), rows, strict=True))


def column_keys(header: Sequence[Phrase], rows: Sequence[tuple[Phrase, ...]]) -> tuple[str, ...]:
    """The keys of the columns, each once."""
    return tuple(_each_once(_column_key(*column) for column in zip(header, *rows, strict=True)))


def _row_key(cells: tuple[Phrase, ...]) -> str:
    subjects = {_subject(figure) for cell in cells for figure in _figures(cell)}
    if len(subjects) == 1 and not any(part.isdigit() for part in (*subjects,)[0].split(".")):
        return subjects.pop()
    return next((text for cell in cells if (text := _label(cell))), "")


def _subject(figure: str) -> str:
    """What a figure speaks of: `category.attitude` of `category.attitude.qoq.difference`, `total` of `total.qoq`."""
    first, *rest = figure.split(".")
    named = first in _FACETS or (bool(rest) and rest[0].isdigit())
    return ".".join([first, *rest[:1]]) if named else first


def _column_key(heading: Phrase, *cells: Phrase) -> str:
    said = Counter(figure.removeprefix(_subject(figure)) or "." for cell in cells for figure in _figures(cell))
    return said.most_common(1)[0][0] if said else _text(heading)


def _figures(cell: Phrase) -> list[str]:
    return [part.figure for part in cell if isinstance(part, Span) and part.figure is not None]


def _text(cell: Phrase) -> str:
    return "".join(part.text for part in cell if isinstance(part, Span)).strip()


def _label(cell: Phrase) -> str:
    """The words of a cell; "" where it holds a figure or only a line number."""
    text = _text(cell)
    return "" if _figures(cell) or text.isdecimal() else text


def _each_once(keys: Iterable[str]) -> list[str]:
    """The keys; one that stands there already gets a number behind it."""
    seen: Counter[str] = Counter()
    found = []
    for key in keys:
        seen[key] += 1
        found.append(key if seen[key] == 1 else f"{key}~{seen[key]}")
    return found
