"""The form of the page that a house prescribes: `form:`. What it does not say is as the Word page has it.

Measures are texts as people write them; `millimetres`, `points_of`, `line_pitch` say what they come to.
"""

import re
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from reportgen.chinese.type_sizes import SIZE, points_of
from reportgen.messages import N_
from reportgen.settings.models.base import Model

LENGTH_PATTERN = r"^[0-9]{1,3}(\.[0-9]{1,2})? ?(mm|cm|毫米|厘米)?$"
SIZE_PATTERN = SIZE
PITCH_PATTERN = r"^[0-9]{1,2}(\.[0-9]{1,2})? ?(pt|磅|倍)?$"
FONT_PATTERN = r"""^[^\x00-\x1f{}<>"&]{1,31}$"""
PAPER_PATTERN = r"^(A3|A4|B4|B5|16开|[0-9]{2,3} ?[x×] ?[0-9]{2,3})$"
PAGE_NUMBER_PATTERN = r"^[^0-9N{}%<>&\x00-\x1f]{0,10}1[^0-9N{}%<>&\x00-\x1f]{0,10}(N[^0-9N{}%<>&\x00-\x1f]{0,10})?$"
PAPERS = {"A3": (297, 420), "A4": (210, 297), "B4": (257, 364), "B5": (182, 257), "16开": (184, 260)}  # mm
"""Width and height of papers that have a name."""
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")

Length = Annotated[str, StringConstraints(strict=True, pattern=LENGTH_PATTERN)]
Size = Annotated[str, StringConstraints(strict=True, pattern=SIZE_PATTERN)]
Pitch = Annotated[str, StringConstraints(strict=True, pattern=PITCH_PATTERN)]
FontName = Annotated[str, StringConstraints(strict=True, pattern=FONT_PATTERN)]
Paper = Annotated[str, StringConstraints(strict=True, pattern=PAPER_PATTERN)]
PageNumber = Annotated[str, StringConstraints(strict=True, pattern=PAGE_NUMBER_PATTERN)]


def _number(text: str) -> float:
    found = _NUMBER.match(text)
    return float(found[0]) if found else 0.0


def millimetres(length: str) -> float:
    """A length in millimetres: 37, 37mm, 3.7cm."""
    return _number(length) * (10 if length.endswith(("cm", "厘米")) else 1)


def line_pitch(pitch: str) -> tuple[float, bool]:
    """The number of a line pitch, and whether it is in points (28.95, 28磅) and not in lines (1.5倍)."""
    return _number(pitch), not pitch.endswith("倍")


def paper_size(paper: str) -> tuple[float, float]:
    """Width and height of a paper in millimetres: A4, 16开, 210x297."""
    if paper in PAPERS:
        return PAPERS[paper]
    width, height = re.findall(r"[0-9]+", paper)
    return float(width), float(height)


class Margins(Model):
    """The four margins."""

    top: Length | None = Field(None, description=N_("The margin above the text, in mm: 37"))
    bottom: Length | None = Field(None, description=N_("The margin below the text, in mm: 35"))
    left: Length | None = Field(None, description=N_("The margin at the left, in mm: 28"))
    right: Length | None = Field(None, description=N_("The margin at the right, in mm: 26"))


class Type(Model):
    """The type of one kind of text."""

    font: FontName | None = Field(None, description=N_("The font, by its name in Word; it need not be on this machine"))
    latin: FontName | None = Field(
        None, description=N_("The font of digits and Latin letters; without it that of font, if there is one")
    )
    size: Size | None = Field(None, description=N_("The size: 三号, 小四, 16pt"))
    bold: bool | None = Field(None, description=N_("Whether it is bold"))

    @property
    def points(self) -> float | None:
        """The size in points."""
        return None if self.size is None else points_of(self.size)


class IndentedType(Type):
    """The type of a kind of paragraph, and how far its first line is set in."""

    indent: int | None = Field(
        None, ge=0, le=10, description=N_("How many characters the first line is set in, usually 2")
    )


class Fonts(Model):
    """The type of each kind of text."""

    title: Type = Field(Type(), description=N_("The title, also those of attachments"))
    h1: IndentedType = Field(IndentedType(), description=N_("Headings of level 1"))
    h2: IndentedType = Field(IndentedType(), description=N_("Headings of level 2"))
    h3: IndentedType = Field(IndentedType(), description=N_("Headings of level 3"))
    h4: IndentedType = Field(IndentedType(), description=N_("Headings of level 4"))
    body: IndentedType = Field(
        IndentedType(), description=N_("The text; other kinds follow it where neither form nor page say otherwise")
    )
    caption: Type = Field(Type(), description=N_("Captions of tables and charts"))
    table: Type = Field(Type(), description=N_("Text in tables"))
    table_head: Type = Field(Type(), description=N_("The head of a table"))
    note: IndentedType = Field(IndentedType(), description=N_("Notes below tables and charts"))
    signature: Type = Field(Type(), description=N_("Office and day after the text"))


class Captions(Model):
    """Where the captions of charts stand; those of tables stand above, as everywhere."""

    chart: Literal["above", "below"] | None = Field(
        None, description=N_("Whether the caption of a chart stands above or below it")
    )


class SignatureForm(Model):
    """Where office and day of signature stand."""

    place: Literal["unsealed", "sealed", "right", "under_title"] | None = Field(
        None,
        description=N_(
            "unsealed: the day two characters right of the office (GB/T 9704 7.3.5.2); sealed: the day four characters from "
            "the right, the office centred above it (7.3.5.1); right: both at the edge; under_title: the day under the title"
        ),
    )


class PageNumbers(Model):
    """What page numbers look like and where they stand."""

    form: PageNumber | None = Field(
        None, description=N_("The number of page 1, N stands for the number of pages: — 1 —, -1-, 第1页 共N页")
    )
    place: Literal["outside", "center", "right", "none"] | None = Field(
        None, description=N_("outside: right on odd, left on even pages, one character in; center; right; none")
    )
    first: bool | None = Field(None, description=N_("Whether the first page has a number"))
    font: FontName | None = Field(None, description=N_("The font of page numbers"))
    size: Size | None = Field(None, description=N_("The size of page numbers: 四号"))

    @property
    def points(self) -> float | None:
        """The size in points."""
        return None if self.size is None else points_of(self.size)


class Form(Model):
    """The form of the page."""

    paper: Paper | None = Field(None, description=N_("The paper: A4, 16开, 210x297 (mm)"))
    margins: Margins = Field(Margins(), description=N_("The margins, in mm"))
    pitch: Pitch | None = Field(
        None, description=N_("The distance of lines: 28.95磅 (fixed), 1.5倍 (a multiple of the font's own)")
    )
    characters: int | None = Field(
        None, ge=10, le=80, description=N_("How many characters a line of the text holds; their spacing follows")
    )
    fonts: Fonts = Field(Fonts(), description=N_("Font, size and bold by kind of text"))
    numbering: str | None = Field(
        None,
        description=N_(
            "How headings are numbered, the first number of each level: 一、/（一）/1./（1） or 第一章/1.1/1.1.1"
        ),
    )
    captions: Captions = Field(Captions(), description=N_("Where captions stand"))
    signature: SignatureForm = Field(SignatureForm(), description=N_("Where office and day stand"))
    page_number: PageNumbers = Field(PageNumbers(), description=N_("The page numbers"))
