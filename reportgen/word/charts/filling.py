"""A chart to which a person gave a form of its own -> the same chart with the data of another: kind, colours, fonts stay."""

from copy import deepcopy

from reportgen.word.charts.plots import series_of
from reportgen.word.packages.names import tag
from reportgen.word.packages.xml import Element, XmlError, parse, serialize

_TEXTS, _LABELS, _VALUES = tag("c:tx"), tag("c:cat"), tag("c:val")
_DATA = (_TEXTS, _LABELS, _VALUES)
_BEFORE_TEXTS = (tag("c:idx"), tag("c:order"))
_BOOK, _BEFORE_BOOK = tag("c:externalData"), {tag(f"c:{one}") for one in ("chart", "spPr", "txPr")}
_INDEX, _DELETE = tag("c:idx"), tag("c:delete")


def filled(chart: bytes, data: bytes) -> bytes | None:
    """The chart with the series of `data`; None where it is put together otherwise than a chart of ours (of several kinds in one)."""
    try:
        root, fresh = parse(chart), parse(data)
    except XmlError:
        return None
    group = _group(root)
    old, new = series_of(root), series_of(fresh)
    if group is None or not old or not new or any(one.find(_VALUES) is None for one in old):
        return None
    for series, source in zip(old, new, strict=False):
        _fill(series, source)
    at = group.index(old[-1]) + 1
    for source in new[len(old) :]:
        group.insert(at, deepcopy(source))
        at += 1
    for series in old[len(new) :]:
        group.remove(series)
    behind = fresh.find(_BOOK)
    if root.find(_BOOK) is None and behind is not None:  # the workbook was gone, and is there again
        last = [at for at, one in enumerate(root) if one.tag in _BEFORE_BOOK]
        root.insert(max(last) + 1, deepcopy(behind))
    return serialize(root)


def _group(root: Element) -> Element | None:
    """The one element of a chart that holds all its series."""
    found = {id(parent): parent for one in root.iter(tag("c:ser")) if (parent := one.getparent()) is not None}
    return next(iter(found.values())) if len(found) == 1 else None


def _fill(series: Element, source: Element) -> None:
    """Puts the data of one series into another, and with them the labels that are left out; what Word kept of the old ones goes."""
    for one in [one for one in series if one.tag in _DATA or one.tag == tag("c:extLst")]:
        series.remove(one)
    texts, labels, values = (source.find(kind) for kind in _DATA)
    head = max((series.index(one) for one in series if one.tag in _BEFORE_TEXTS), default=-1)
    if texts is not None:
        series.insert(head + 1, deepcopy(texts))
    # what stands behind the data by the schema: the shape of bars, the smoothness of lines
    behind = [one for one in series if one.tag in (tag("c:shape"), tag("c:smooth"), tag("c:bubble3D"))]
    at = series.index(behind[0]) if behind else len(series)
    for part in (labels, values):
        if part is not None:
            series.insert(at, deepcopy(part))
            at += 1
    _left_out(series.find(tag("c:dLbls")), source.find(tag("c:dLbls")))


def _shows_nothing(label: Element) -> bool:
    """Whether a label was left out; LibreOffice spells that as one that shows no value."""
    shown = label.find(tag("c:showVal"))
    return label.find(_DELETE) is not None or (shown is not None and shown.get("val") in ("0", "false"))


def _left_out(labels: Element | None, source: Element | None) -> None:
    """Leaves out the same labels as the source does."""
    if labels is None or source is None:
        return
    for one in [one for one in labels.findall(tag("c:dLbl")) if _shows_nothing(one)]:
        labels.remove(one)
    kept = {index.get("val") for one in labels.findall(tag("c:dLbl")) if (index := one.find(_INDEX)) is not None}
    own = [
        one
        for one in source.findall(tag("c:dLbl"))
        if (index := one.find(_INDEX)) is None or index.get("val") not in kept
    ]
    labels[:0] = [deepcopy(one) for one in own]
