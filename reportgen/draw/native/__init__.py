"""`ChartSpec` -> `NativeChart`: a chart that Word itself draws and people can edit there, with the workbook behind it."""

from reportgen.draw.native.completing import completed
from reportgen.draw.native.describing import described
from reportgen.draw.native.layout import laid
from reportgen.draw.native.writing import chart_part, workbook
from reportgen.model.reports.pictures import ChartKind, ChartSpec, NativeChart

__all__ = ["NATIVE", "native"]

NATIVE = frozenset({ChartKind.BARS, ChartKind.RANKING, ChartKind.TREND, ChartKind.STACKED, ChartKind.GROUPED})
"""The kinds of chart that Word knows too; a table of shaded cells is none of them."""


def native(spec: ChartSpec) -> NativeChart:
    """The chart as Word draws it; the same chart gives the same bytes.

    Plotted is what the report prints and not what that was rounded from: cache, workbook and text say the same.
    """
    layout = laid(spec)
    dashed = tuple(at for at, one in enumerate(spec.series) if one.unfinished and spec.kind is ChartKind.TREND)
    xml = completed(chart_part(layout, described(layout)), dashed)
    return NativeChart(spec.id, xml, workbook(layout), layout.plot, layout.width, layout.height, spec.alt)
