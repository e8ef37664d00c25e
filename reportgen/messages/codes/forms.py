"""Issue codes of `form:`, the form of the page that a house prescribes: in the configuration, on the Word page, learned from a sample."""

from reportgen.messages.catalogue import Entry, error, info, warning
from reportgen.messages.language import N_

ENTRIES: dict[str, Entry] = {
    "settings.bad-length": error(
        N_("`{key}` must be a length, and `{found}` is not written as one."),
        N_("Write millimetres: 37, 37mm or 3.7cm."),
    ),
    "settings.bad-size": error(
        N_("`{key}` must be a size of type, and `{found}` is none."),
        N_("{suggestion}Write its name, 三号 or 小四, or points: 16pt."),
    ),
    "settings.bad-pitch": error(
        N_("`{key}` must be a distance of lines, and `{found}` is none."),
        N_("Write points for a fixed one, 28.95磅, or a multiple, 1.5倍."),
    ),
    "settings.bad-font": error(
        N_("`{found}` cannot be the name of a font."),
        N_("Write the name as Word shows it, 31 characters at most, for example 仿宋_GB2312."),
    ),
    "settings.bad-paper": error(
        N_("`{found}` is no paper."), N_("{suggestion}Write A4, 16开, or width and height in millimetres: 210x297.")
    ),
    "settings.bad-page-number": error(
        N_("`{found}` does not show how a page number is written."),
        N_("Write the number of page 1, N for the number of pages, without other digits: — 1 —, -1-, 第1页 共N页."),
    ),
    "settings.bad-numbering": error(
        N_("`{found}` is not the first number of headings of its level."),
        N_(
            "{suggestion}Write the first number of each level, parted by /, for example 一、/（一）/1./（1） or "
            "第一章/1.1/1.1.1; at most four levels, 1.1 from the second on."
        ),
    ),
    "settings.margin-too-small": error(
        N_("A margin of `{found}` is less than {least} mm, which printers leave white."), N_("Write a wider margin.")
    ),
    "settings.margins-too-wide": error(
        N_("The margins {both} mm leave less than {least} mm of {paper} mm of paper for the text."),
        N_("Write narrower margins, in millimetres, or a larger form.paper."),
    ),
    "settings.size-impossible": error(
        N_("A size of `{found}` is not between {least} and {most} points."), N_("Write a size such as 三号 or 16pt.")
    ),
    "settings.pitch-impossible": error(
        N_(
            "A distance of lines of `{found}` is not between {least} and {most}: characters would be cut, or lines lost."
        ),
        N_("Write one that is greater than the size of the text: 28.95磅 for 三号, or 1.5倍."),
    ),
    "settings.characters-impossible": error(
        N_("{found} characters of this size do not make a line between these margins."),
        N_("Between {least} and {most} are possible; or change form.margins or form.fonts.body.size."),
    ),
    "page.form-landscape": info(
        N_("A page of the Word template lies across: form.paper and form.margins are not applied to it."),
        N_("Set its margins in Word, if they should be others."),
    ),
    "page.form-direct": info(
        N_(
            "The Word template formats {count} paragraphs by hand, against `form`: the house form holds, the formats were taken out."
        ),
        N_("If one of them should stay as it was, remove what `form` says of its kind of text."),
    ),
    "page.form-title": warning(
        N_(
            "The title of the Word template is in the style {style}, not in that of titles: form.fonts.title does nothing."
        ),
        N_("Give the paragraph of the title the style Title in Word."),
    ),
    "page.form-footer": warning(
        N_("Beside the page number the Word template says “{text}”: form.page_number takes its place."),
        N_("If it is needed, give it a paragraph of its own in the footer of the Word template."),
    ),
    "learn.unusable": warning(
        N_("What was seen for {keys} cannot be written as a value of `form`; it was left out."),
        N_("Look at the sample, and write these values by hand."),
    ),
}
