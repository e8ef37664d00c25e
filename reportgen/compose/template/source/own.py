"""A section that a county writes as plain text, told apart into blocks with names: headings, paragraphs, items of lists, tables."""

import re
from collections.abc import Callable, Iterator

_LABEL = re.compile(r"(?:#{1,4}\s+)?\[#")
_HEADING = re.compile(r"(#{1,4})\s+(?=\S)")
_BULLET = re.compile(r"[-*•]\s+(?=\S)")
_SHOWN = r"!\[(?P<words>[^\]\n]*)\]\((?P<file>(?:\([^()\n]*\)|[^)\n])*)\)"  # 图片(1).png, too
_PICTURE = re.compile(rf"^[^\S\n]*(?P<name>\[#[^\]\n]*\]\s*)?{_SHOWN}[^\S\n]*$", re.MULTILINE)
_INSIDE = re.compile(_SHOWN)
_Show = Callable[[str, str, bool, str], str]
_NUMBERED = re.compile(r"\d{1,3}(?:[.、．)）](?!\d)|\s*\))\s*(?=\S)|[（(]\d{1,3}[)）]\s*(?=\S)")


def named(text: str, section: str, show: _Show) -> str:
    """The text with a name before each block that has none: the section's own for its first heading, then numbers.

    A block is a heading, a paragraph up to an empty line, an item of a list, the caption of a table, a picture on a line of its own
    (`![说明](图.png)`): `show` gives what stands for the picture of a file with these words, and judges one that does not stand
    alone; it is told the line, too.
    """
    text = _PICTURE.sub(lambda one: f"\n\n{one['name'] or ''}{_shown(one, show, alone=True)} {one['words']}\n\n", text)
    text = _INSIDE.sub(lambda one: _shown(one, show, alone=False), text)
    pieces, number, headed = [], 0, f"[#{section}]" in text
    for kind, lines in _blocks(text):
        said = "\n".join(lines)
        if kind == "table" or _LABEL.match(said):
            pieces.append(said)
        elif (heading := _HEADING.match(said)) and not headed:
            headed = True
            pieces.append(f"{heading[1]} [#{section}] {said[heading.end() :]}")
        else:
            number += 1
            name = f"[#{section}/{number}{' .list' if kind == 'item' else ''}]"
            if heading:
                pieces.append(f"{heading[1]} {name} {said[heading.end() :]}")
            else:
                pieces.append(f"{name} {_BULLET.sub('', said, count=1) if kind == 'item' else said}")
    return "\n\n".join(pieces)


def _shown(found: re.Match[str], show: _Show, *, alone: bool) -> str:
    before, behind = found.string[: found.start()].rpartition("\n")[2], found.string[found.end() :].partition("\n")[0]
    return show(found["file"].strip(), found["words"], alone, f"{before}{found[0]}{behind}")


def _blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    """The lines of each block, and what it is."""
    kind, lines = "", list[str]()
    for written in text.split("\n"):
        line = written.strip()
        begins = _kind(line)
        if begins == "paragraph" and kind == "item" and not _LABEL.match(line):
            lines.append(line)  # the item goes on
            continue
        if begins != kind or begins in ("heading", "item"):
            if lines:
                yield kind, lines
            kind, lines = begins, []
        elif _LABEL.match(line) and lines:
            yield kind, lines
            lines = []
        if line:
            lines.append(line)
    if lines:
        yield kind, lines


def _kind(line: str) -> str:
    if not line:
        return ""
    if _HEADING.match(line):
        return "heading"
    if line.startswith("|"):
        return "table"
    if _BULLET.match(line) or _NUMBERED.match(line):
        return "item"
    return "paragraph"
