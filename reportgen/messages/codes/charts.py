"""Issue codes of charts."""

from reportgen.messages.catalogue import Entry, error
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
        N_("The font has no “{character}” ({point}), which chart {chart} needs for “{text}”."),
        N_(
            "Correct the name in the ledger or the taxonomy, or name a font file that has the character as charts.font "
            "in the configuration."
        ),
    ),
}
