"""What a chart and its workbook are, by what the one plots and the other holds."""

from reportgen.word.charts.plots import charted, is_chart
from reportgen.word.packages.names import RELATIONSHIP
from reportgen.word.packages.package import Package, Relationship


def construct_of_chart(package: Package, source: str, link: Relationship) -> str | None:
    """What a relationship to a chart, or from a chart to its workbook, brings in; None for any other.

    A workbook with what is plotted alone is a part of its chart: "".
    """
    target = package.target(source, link)
    if link.type == RELATIONSHIP + "chart" and is_chart(package, target):
        found = charted(package, target)
        return "plotted chart" if found.bare else "chart workbook" if found.workbook else "chart"
    if link.type == RELATIONSHIP + "package" and is_chart(package, source):
        return "" if charted(package, source).bare else "chart workbook"
    return None
