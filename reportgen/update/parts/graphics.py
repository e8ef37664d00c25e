"""What a drawing shows, exchanged: a picture or a chart for another, in the place and the frame of the old one."""

from copy import deepcopy
from hashlib import sha256

from reportgen.update.trunk.transplant import Transplant
from reportgen.update.trunk.trunk import Trunk
from reportgen.word.charts.plots import is_chart
from reportgen.word.packages.names import tag
from reportgen.word.packages.xml import Element
from reportgen.word.pages.page import Shown

_BLIP, _EMBED = tag("a:blip"), tag("r:embed")
_SHOWN, _GRAPHIC, _CHART = tag("c:chart"), tag("a:graphic"), tag("r:id")


def chart_relation(shown: Element) -> str:
    """The relationship of the chart that a drawing shows, "" for none."""
    return next((one.get(_CHART, "") for one in shown.iter(_SHOWN)), "")


def put_in(trunk: Trunk, transplant: Transplant, block: str, old: Shown, new: Shown) -> str | None:
    """The relationship of the new picture or chart, which is now a part of the edited document.

    A chart whose form is not as it was drawn keeps it: a person may have chosen its colours. None where it cannot take the new data.
    """
    for kind, name, put in ((_BLIP, _EMBED, transplant.picture), (_SHOWN, _CHART, transplant.chart)):
        relation = next((one.get(name, "") for one in new.element.iter(kind)), "")
        if not relation:
            continue
        package = trunk.page.package
        edited = kind == _SHOWN and is_chart(package, old.part) and not _as_drawn(trunk, block, old)
        return transplant.chart(relation, old.part) if edited else put(relation)
    return ""


def _as_drawn(trunk: Trunk, block: str, shown: Shown) -> bool:
    data = trunk.page.package.parts.get(shown.part, b"")
    return sha256(data).hexdigest() == trunk.base.charts[block].form


def show(shown: Element, new: Element, relation: str) -> None:
    """Makes a drawing show what the relationship leads to; where both are pictures, nothing else of it changes."""
    kinds = (_BLIP, _EMBED), (_SHOWN, _CHART)
    for kind, name in kinds:
        if next(shown.iter(kind), None) is not None and next(new.iter(kind), None) is not None:
            for one in shown.iter(kind):
                one.set(name, relation)
            return
    old, graphic = shown.find(_GRAPHIC), deepcopy(new.find(_GRAPHIC))
    if old is None or graphic is None:
        return
    shown.replace(old, graphic)
    for kind, name in kinds:
        for one in graphic.iter(kind):
            one.set(name, relation)
