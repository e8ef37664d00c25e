"""What is taken out of a report that is handed over, by kind, in the words in which it is told."""

from enum import StrEnum

from reportgen.messages import N_


class Removed(StrEnum):
    """A kind of thing that a clean copy does not have; its value is its name in words."""

    MEMORY = N_("the report's own memory")
    CUSTOM_XML = N_("data of other programs")
    PROPERTIES = N_("document properties: author, unit, software, times")
    SETTINGS = N_("traces of editing in the settings: variables, attached template, numbers of saves")
    COMMENTS = N_("comments")
    CHANGES = N_("tracked changes, accepted")
    HIDDEN = N_("hidden text")
    MARKS = N_("hidden and other bookmarks")
    FIELDS = N_("fields that print document properties, made text")
    PERMISSIONS = N_("permissions to edit")
    NAMES = N_("names of pictures and shapes")
    CHARTS = N_("what stood behind charts and in them beside what they plot")
    PICTURES = N_("data inside pictures: camera, place, software")
    UNPRINTED = N_("headers, footers, notes and files that are not printed")
