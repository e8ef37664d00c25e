"""Issue codes of charts."""

from reportgen.messages.catalogue import Entry, error, warning
from reportgen.messages.language import N_

ENTRIES: dict[str, Entry] = {
    "chart.no-font": error(
        N_("The font for charts that comes with reportgen is not installed."),
        N_("Install reportgen again, or name a font file with Chinese characters as charts.font in the configuration."),
    ),
    "chart.unreadable-font": error(
        N_("The font file for charts is missing or is not a font."),
        N_("Name a .ttf, .otf or .ttc file that exists as charts.font in the configuration, or leave charts.font out."),
    ),
    "chart.missing-glyph": error(
        N_("No font of the charts has “{character}” ({point}), which chart {chart} needs for “{text}”."),
        N_(
            "Correct the name in the ledger or the taxonomy, or name a font file that has the character under "
            "charts.fallback_fonts in the configuration."
        ),
    ),
    "chart.name-unprintable": warning(
        N_(
            "No font of the charts has “{character}” ({point}), which stands in this name: a chart that prints it is refused."
        ),
        N_(
            "Name a font file that has the character under charts.fallback_fonts in the configuration, or correct the name."
        ),
    ),
}
