"""Generated reports in three versions: as printed, as people edited it, as it would be printed now; every choice is a Random's."""

import io
import random
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from itertools import count

import docx
from docx.oxml.ns import qn
from lxml import etree

from reportgen.model.reports.narratives import (
    Block,
    Chart,
    Heading,
    Labels,
    Narrative,
    Paragraph,
    Reference,
    Row,
    Signature,
    Span,
    Table,
)
from reportgen.model.reports.pictures import ChartKind, ChartSpec, Picture, Point, Series
from reportgen.render import render
from reportgen.update.document import Updated, update_document
from reportgen.update.trunk.trunk import Options
from reportgen.word import Memory, open_package
from reportgen.word.memory.memory_xml import memory_in
from reportgen.word.pages.reader import read_page
from tests.render.sample import PAGE, STAMP, png

MEMORY = Memory("2026Q3", "0" * 64, "0.1.0", report="990121/报告", day="2026-10-12")
_WORDS = (
    "窗口",
    "办理",
    "群众",
    "反映",
    "排队",
    "流程",
    "材料",
    "告知",
    "服务",
    "单位",
    "本季度",
    "主要",
    "集中",
    "环节",
    "答复",
    "整改",
)
_UNITS = ("甲中心", "乙大厅", "丙窗口", "丁服务站", "戊营业厅", "己办事处")


def drawn(seed: int) -> random.Random:
    """The choices of a story: the same for the same seed."""
    return random.Random(seed)  # noqa: S311  # nothing secret


class World:
    """What the ledgers give: sections, each with its count, and how the sentences run."""

    def __init__(self, random_: random.Random) -> None:
        """Everything is drawn once; `later` changes it."""
        self.random = random_
        self.sections = [f"s{number}" for number in range(random_.randint(1, 4))]
        self.counts = {one: random_.randint(3, 120) for one in self.sections}
        self.before = {one: random_.randint(3, 120) for one in self.sections}
        self.rows = random_.sample(_UNITS, random_.randint(2, 5))
        self.row_counts = {one: random_.randint(1, 60) for one in _UNITS}
        self.texts = {one: self._sentence() for one in self.sections}
        self.cases = {one: self._sentence() for one in self.sections}
        self.shade = 200
        self.columns = ["count"]

    def _sentence(self) -> str:
        return "".join(self.random.choice(_WORDS) for _ in range(self.random.randint(4, 14))) + "。"

    def later(self) -> "World":
        """The same county some cases later."""
        twin = deepcopy(self)
        draw = twin.random = drawn(self.random.randint(0, 2**30))
        for one in twin.sections:
            if draw.random() < 0.7:
                twin.counts[one] += draw.randint(-2, 30)
            if draw.random() < 0.3:
                twin.cases[one] = twin._sentence()
        if draw.random() < 0.4:
            new = next(one for at in count(len(twin.sections) + 5) if (one := f"s{at}") not in twin.counts)
            twin.sections.insert(draw.randint(0, len(twin.sections)), new)
            twin.counts[new], twin.before[new] = draw.randint(3, 99), draw.randint(3, 99)
            twin.texts[new], twin.cases[new] = twin._sentence(), twin._sentence()
        if len(twin.sections) > 1 and draw.random() < 0.3:
            twin.sections.remove(draw.choice(twin.sections))
        if draw.random() < 0.3:
            draw.shuffle(twin.sections)
        twin.rows = draw.sample(_UNITS, draw.randint(2, 5))
        for one in twin.rows:
            twin.row_counts[one] += draw.randint(0, 5)
        twin.shade = draw.choice([200, 120])
        if draw.random() < 0.3:
            twin.columns = draw.choice(
                [["count", "change"], ["last", "count"], ["last", "count", "change"], ["change"]]
            )
        return twin

    def narrative(self) -> Narrative:
        """The report that tells it."""
        total = sum(self.counts[one] for one in self.sections)
        texts = {"total": str(total)}
        blocks: list[Block] = [
            Paragraph(
                "lead",
                (Span("本季度共受理"), Span(str(total), "total"), Span("件，分布见"), Reference("units"), Span("。")),
            )
        ]
        blocks.append(Heading("problems", 1, (Span("存在的突出问题"),)))
        for one in self.sections:
            count, change = self.counts[one], self.counts[one] - self.before[one]
            texts |= {f"{one}.count": str(count), f"{one}.change": str(abs(change))}
            way = "增加" if change > 0 else "减少" if change < 0 else ""
            said = (
                (Span(f"，比上季度{way}"), Span(str(abs(change)), f"{one}.change"), Span("件。"))
                if way
                else (Span("，与上季度持平。"),)
            )
            blocks.append(Heading(f"{one}", 2, (Span(f"第{one}类问题"),)))
            blocks.append(
                Paragraph(
                    f"{one}/text",
                    (
                        Span("该类受理"),
                        Span(str(count), f"{one}.count"),
                        Span("件"),
                        *said,
                        Span(self.texts[one], bold=True),
                    ),
                )
            )
            blocks.append(Paragraph(f"{one}/case", (Span("例如，" + self.cases[one]),)))
        rows = sorted(self.rows, key=lambda unit: (-self.row_counts[unit], unit))
        whole = sum(self.row_counts[unit] for unit in rows)
        cells = []
        for key, label, count in [*((unit, unit, self.row_counts[unit]) for unit in rows), ("total", "合计", whole)]:
            values = {"count": count, "last": count + 2, "change": count + 5}
            texts |= {f"unit.{key}.{column}": str(values[column]) for column in self.columns}
            numbers = ((Span(str(values[column]), f"unit.{key}.{column}"),) for column in self.columns)
            cells.append(Row(key, ((Span(label),), *numbers)))
        heads = {"count": "件数", "last": "上季度", "change": "增减"}
        header = ((Span("单位"),), *((Span(heads[column]),) for column in self.columns))
        aligned = ("left", *("right" for _ in self.columns))
        blocks.append(
            Table("units", (Span("各单位件数"),), header, tuple(cells), aligned, True, ("unit", *self.columns))
        )
        texts["unit.total"] = str(whole)
        spec = ChartSpec(
            "chart",
            ChartKind.BARS,
            (Series("", (Point("合计", None, str(whole), "unit.total"),)),),
            "件",
            f"柱形图，合计{whole}件。",
        )
        blocks.append(Chart("chart", (Span("各单位件数图"),), spec))
        blocks.append(Paragraph("advice", (Span("图示见"), Reference("chart"), Span("，建议逐项整改。"))))
        blocks.append(Signature("signature", "某县某室", "2026年10月12日"))
        return Narrative(
            "某县作风建设情况报告",
            tuple(blocks),
            texts,
            {"office": "某县某室", "date": "2026年10月12日", "period": "2026年第三季度", "county": "某县"},
        )

    def document(self, memory: Memory = MEMORY) -> bytes:
        """The report as a .docx file."""
        picture = Picture(
            "chart",
            png(shade=self.shade),
            120.0,
            60.0,
            f"柱形图，合计{sum(self.row_counts[unit] for unit in self.rows)}件。",
        )
        return render(self.narrative(), {"chart": picture}, PAGE, memory, STAMP)


def updated(edited: bytes, fresh: bytes, **options: object) -> Updated:
    """The edited report with what is new."""
    page, new = read_page(open_package(edited)), open_package(fresh)
    base, memory = memory_in(page.package), memory_in(new)
    assert base is not None
    assert memory is not None
    asked = replace(Options("2026-11-05"), **options)  # type: ignore[arg-type]  # the fields of Options, by name
    return update_document(edited, page, base, read_page(new), memory, asked, Labels())


# --- what people do -------------------------------------------------------------------------------------------------------


class Hand:
    """A person at work on a document; what it added is in `added`."""

    def __init__(self, document: bytes, random_: random.Random) -> None:
        """Opens the document."""
        self.document = docx.Document(io.BytesIO(document))
        self.random = random_
        self.added: list[str] = []
        self.moved = False

    def bytes(self) -> bytes:
        """The document as it is saved."""
        stream = io.BytesIO()
        self.document.save(stream)
        return stream.getvalue()

    def word(self) -> str:
        """A word that stands nowhere else."""
        self.added.append(f"〔手写{len(self.added)}甲{self.random.choice(_WORDS)}〕")
        return self.added[-1]

    @property
    def paragraphs(self) -> list[etree._Element]:
        """The paragraphs of the body that say something, the signature and the title left out."""
        body = self.document.element.body
        found = [one for one in body.iterchildren(qn("w:p")) if "".join(one.itertext()).strip()]
        return found[2:-2]

    def any_run(self) -> etree._Element:
        """A run with plain text, in no field."""
        runs = [
            run for paragraph in self.paragraphs for run in paragraph.iter(qn("w:r")) if run.find(qn("w:t")) is not None
        ]
        plain = [run for run in runs if not _in_field(run)]
        return self.random.choice(plain)

    def type_somewhere(self) -> None:
        """Types a word into a run."""
        text = self.any_run().find(qn("w:t"))
        string = text.text or ""
        at = self.random.randint(0, len(string))
        while 0 < at < len(string) and string[at - 1].isdigit() and string[at].isdigit():
            at -= 1
        text.text = string[:at] + self.word() + string[at:]

    def claim(self) -> None:
        """Types words that claim something behind the first figure of a paragraph of a section."""
        found = [one for one in self.paragraphs if "".join(one.itertext()).startswith("该类受理")]
        for text in list(self.random.choice(found).iter(qn("w:t")) if found else ())[:3]:
            if text.text.startswith("件"):
                text.text = "件，居首位" + self.word() + text.text[1:]

    def overtype(self) -> None:
        """Types another number over a figure."""
        runs = [
            run
            for paragraph in self.paragraphs
            for run in paragraph.iter(qn("w:r"))
            if "".join(run.itertext()).isdigit()
        ]
        runs = [run for run in runs if not _in_field(run)]
        if runs:
            text = self.random.choice(runs).find(qn("w:t"))
            if text is not None:
                text.text = str(int(text.text) + 1000)

    def add_paragraph(self) -> None:
        """Writes a paragraph of its own."""
        place = self.random.choice(self.paragraphs)
        new = deepcopy(place)
        for child in [one for one in new if one.tag != qn("w:pPr")]:
            new.remove(child)
        run = etree.SubElement(new, qn("w:r"))
        etree.SubElement(run, qn("w:t")).text = self.word() + "须引起重视。"
        properties = new.find(qn("w:pPr"))
        style = None if properties is None else properties.find(qn("w:pStyle"))
        if style is not None:
            properties.remove(style)
        place.addnext(new)

    def delete_paragraph(self) -> None:
        """Deletes a paragraph that is no caption."""
        found = [one for one in self.paragraphs if one.find(f".//{qn('w:instrText')}") is None]
        one = self.random.choice(found)
        one.getparent().remove(one)

    def delete_words(self) -> None:
        """Deletes the second half of a run."""
        text = self.any_run().find(qn("w:t"))
        text.text = (text.text or "")[: len(text.text or "") // 2]

    def bold(self) -> None:
        """Makes a run bold."""
        docx.text.run.Run(self.any_run(), None).bold = True

    def move(self) -> None:
        """Moves a paragraph elsewhere."""
        one, other = self.random.choice(self.paragraphs), self.random.choice(self.paragraphs)
        if one is not other and not _is_caption(one) and not _is_caption(other):
            other.addnext(one)
            self.moved = True

    def split(self) -> None:
        """Presses Enter within a paragraph."""
        run = self.any_run()
        paragraph = next(run.iterancestors(qn("w:p")))
        if _is_caption(paragraph) or run.getparent() is not paragraph:
            return
        new = etree.Element(qn("w:p"))
        properties = paragraph.find(qn("w:pPr"))
        if properties is not None:
            new.append(deepcopy(properties))
        for one in [run, *run.itersiblings()]:
            new.append(one)
        paragraph.addnext(new)

    def fill_cell(self) -> None:
        """Types into a cell of the table."""
        cell = self.random.choice([cell for cell in self.document.tables[0]._cells if cell.text])
        cell.paragraphs[0].add_run(self.word())

    def add_row(self) -> None:
        """Adds a row of its own to the table."""
        table = self.document.tables[0]
        row = deepcopy(self.random.choice(table.rows)._tr)
        for mark in [*row.iter(qn("w:bookmarkStart")), *row.iter(qn("w:bookmarkEnd"))]:
            mark.getparent().remove(mark)
        for text in row.iter(qn("w:t")):
            text.text = self.word()
        self.random.choice(table.rows)._tr.addnext(row)

    def delete_row(self) -> None:
        """Deletes a row of the table."""
        rows = self.document.tables[0].rows
        if len(rows) > 2:
            row = self.random.choice(list(rows)[1:])._tr
            row.getparent().remove(row)

    def comment(self) -> None:
        """Comments on a run."""
        run = docx.text.run.Run(self.any_run(), None)
        word = self.word()
        self.document.add_comment(run, word, author="某人", initials="某")

    def edit(self, *, least: int = 0, most: int = 6, but: tuple[str, ...] = ()) -> "Hand":
        """Some edits, one after the other."""
        for _ in range(self.random.randint(least, most)):
            getattr(self, self.random.choice([name for name in EDITS if name not in but]))()
        return self


EDITS: tuple[str, ...] = (
    "type_somewhere", "type_somewhere", "overtype", "add_paragraph", "delete_paragraph", "delete_words", "bold", "move", "split",
    "fill_cell", "add_row", "delete_row", "comment",
)  # fmt: skip
Edit = Callable[[Hand], None]


def _in_field(run: etree._Element) -> bool:
    """Whether a run is the result of a field."""
    depth = 0
    for one in next(run.iterancestors(qn("w:p"))).iter(qn("w:r")):
        kinds = [char.get(qn("w:fldCharType")) for char in one.iter(qn("w:fldChar"))]
        depth += kinds.count("begin") - kinds.count("end")
        if one is run:
            return depth > 0
    return False


def _is_caption(paragraph: etree._Element) -> bool:
    return paragraph.find(f".//{qn('w:instrText')}") is not None or paragraph.find(f".//{qn('w:drawing')}") is not None
