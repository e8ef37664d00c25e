"""Tracked changes accepted or rejected, by the rules of ECMA-376 part 1, 17.13.5: an oracle that knows nothing of the program's own."""

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def settled(root: etree._Element, *, accept: bool, author: str = "reportgen") -> etree._Element:
    """The document with all changes of an author accepted or rejected; those of others stay."""
    keep, lose = (W + "ins", W + "del") if accept else (W + "del", W + "ins")
    _settle_tables(root, accept=accept, lose=lose, author=author)
    for holder in list(root.iter(W + "ins", W + "del")):
        if holder.get(W + "author") != author or holder.getparent() is None or holder.getparent().tag == W + "rPr":
            continue
        parent = holder.getparent()
        if holder.tag == lose:
            parent.remove(holder)
            continue
        at = parent.index(holder)
        for child in reversed(list(holder)):
            parent.insert(at, child)
        parent.remove(holder)
        for text in [one for run in parent.iter(W + "r") for one in run.iter(W + "delText", W + "delInstrText")]:
            if not any(one.tag == W + "del" for one in text.iterancestors()):
                text.tag = W + ("t" if text.tag == W + "delText" else "instrText")
    _settle_paragraphs(root, keep, lose, author)
    return root


def _settle_tables(root: etree._Element, *, accept: bool, lose: str, author: str) -> None:
    for row in list(root.iter(W + "tr")):
        properties = row.find(W + "trPr")
        for mark in [] if properties is None else list(properties):
            if mark.get(W + "author") != author:
                continue
            properties.remove(mark)
            if mark.tag == lose:
                row.getparent().remove(row)
    for cell in list(root.iter(W + "tc")):
        for mark in cell.findall(f"{W}tcPr/{W}cellIns") + cell.findall(f"{W}tcPr/{W}cellDel"):
            if mark.get(W + "author") == author:
                mark.getparent().remove(mark)
                if (mark.tag == W + "cellDel") == accept:
                    cell.getparent().remove(cell)
    for table in list(root.iter(W + "tbl")):
        if table.find(W + "tr") is None:
            table.getparent().remove(table)


def _settle_paragraphs(root: etree._Element, keep: str, lose: str, author: str) -> None:
    for paragraph in list(root.iter(W + "p")):
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        found = (
            [] if mark is None else [one for one in mark if one.tag in (keep, lose) and one.get(W + "author") == author]
        )
        for one in found:
            mark.remove(one)
        if not any(one.tag == lose for one in found):
            continue
        after = paragraph.getnext()
        while after is not None and after.tag not in (W + "p", W + "tbl", W + "sectPr"):
            after = after.getnext()
        content = [child for child in paragraph if child.tag != W + "pPr"]
        if after is not None and after.tag == W + "p":
            at = 1 if after.find(W + "pPr") is not None else 0
            for child in reversed(content):
                after.insert(at, child)
        elif any(child.tag == W + "r" for child in content):
            continue  # nothing to be joined with
        if paragraph.getparent() is not None:
            paragraph.getparent().remove(paragraph)
