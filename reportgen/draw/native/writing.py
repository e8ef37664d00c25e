"""The part of a chart, made by XlsxWriter from the cells that it plots, and the workbook with these cells.

XlsxWriter is imported when a chart is drawn: a report with pictures alone never loads it.
"""

import io
import zipfile

from reportgen.draw.native.describing import Described
from reportgen.draw.native.layout import Layout
from reportgen.excel.plotted import Cell, Place, plotted_workbook

SHEET = "Sheet1"


def workbook(layout: Layout) -> bytes:
    """The workbook: names of series in the first row, labels in the first column, values; nothing else."""
    return plotted_workbook(
        {SHEET: _cells(layout)}, dict.fromkeys(range(1, len(layout.plot.series) + 1), layout.format)
    )


def chart_part(layout: Layout, described: Described) -> bytes:
    """The part as XlsxWriter spells it, with what it plots kept in it."""
    import xlsxwriter  # noqa: PLC0415 - late on purpose

    saved = io.BytesIO()
    book = xlsxwriter.Workbook(saved, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(SHEET)
    for (row, column), value in _cells(layout).items():
        if isinstance(value, str):
            sheet.write_string(row, column, value)
        else:
            sheet.write_number(row, column, value)
    chart = book.add_chart(described.kind)
    if chart is None:
        raise AssertionError("XlsxWriter knows no such chart")
    for column, (series, look) in enumerate(zip(layout.plot.series, described.series, strict=True), start=1):
        last = len(series.values)
        names = {} if layout.unnamed else {"categories": [SHEET, 1, 0, last, 0]}
        chart.add_series(
            {"name": [SHEET, 0, column], **names, "values": [SHEET, 1, column, last, column], **look},
        )
    across = described.kind["type"] == "bar"  # there XlsxWriter counts axes by where they stand
    chart.set_x_axis(described.values if across else described.names)
    chart.set_y_axis(described.names if across else described.values)
    chart.set_title({"none": True})
    chart.set_legend(described.legend)
    chart.set_chartarea({"border": {"none": True}, "fill": {"none": True}})
    chart.set_plotarea({"fill": {"none": True}})
    sheet.insert_chart(0, 0, chart)
    book.close()
    with zipfile.ZipFile(saved) as archive:
        return archive.read("xl/charts/chart1.xml")


def _cells(layout: Layout) -> dict[Place, Cell]:
    cells: dict[Place, Cell] = {}
    for column, series in enumerate(layout.plot.series, start=1):
        cells[0, column] = series.name
        for row, (label, value) in enumerate(zip(series.labels, series.values, strict=True), start=1):
            if label:
                cells[row, 0] = label
            if value is not None:
                cells[row, column] = value
    return {place: value for place, value in cells.items() if value != ""}
