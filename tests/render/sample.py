"""An invented report for the tests of `word`, `render` and `review`: every kind of block, figures that agree with each other."""

import struct
import zlib
from datetime import UTC, datetime
from pathlib import Path

from reportgen.model.reports.narratives import (
    Attachment,
    AttachmentLine,
    Block,
    Chart,
    Heading,
    Narrative,
    Paragraph,
    Phrase,
    Reference,
    Row,
    Signature,
    Span,
    Table,
)
from reportgen.model.reports.pictures import ChartKind, ChartSpec, Picture
from reportgen.word import Memory

PAGE = Path(__file__).parents[2] / "templates" / "base" / "page.docx"
STAMP = datetime(2026, 10, 12, tzinfo=UTC)
MEMORY = Memory(period="2026Q3", settings_digest="0" * 64, version="0.1.0")
TEXTS = {
    "total": "312", "total.qoq": "8.3%", "total.yoy": "-5.2%", "category.attitude": "108", "category.attitude.share": "34.6%",
    "category.duty": "75", "category.duty.share": "24.0%", "category.discipline": "129", "category.discipline.share": "41.3%",
    "unit.1": "41", "unit.2": "33", "unit.3": "34",
}  # fmt: skip


def phrase(text: str) -> Phrase:
    """A phrase from text in which `[id]` prints a figure, `[图:id]` or `[表:id]` refers to a block, and `*` makes what follows bold."""
    parts: list[Span | Reference] = []
    for index, piece in enumerate(text.replace("]", "[").split("[")):
        if index % 2 and piece[:2] in ("图:", "表:"):
            parts.append(Reference(piece[2:]))
        elif index % 2:
            parts.append(Span(TEXTS[piece].lstrip("-"), piece))
        elif piece:
            parts.append(Span(piece.lstrip("*"), bold=piece.startswith("*")))
    return tuple(parts)


def png(width: int = 60, height: int = 30, shade: int = 200) -> bytes:
    """A PNG of bars on white, made by hand: grey scale, one byte a pixel."""
    rows = (
        bytes([0]) + bytes(shade if column % 10 < 6 and row > column % 17 else 255 for column in range(width))
        for row in range(height)
    )
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"".join(rows))),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def rows(*cells: tuple[Phrase, ...]) -> tuple[Row, ...]:
    """Rows of a table, their places as keys."""
    return tuple(Row(str(number), row) for number, row in enumerate(cells))


def chart(name: str, caption: str) -> Chart:
    """A chart block; what it shows does not matter here."""
    return Chart(
        f"{name}/chart", phrase(caption), ChartSpec(f"{name}/chart", ChartKind.BARS, (), "件", f"{caption}：柱形图。")
    )


def paragraph(name: str, text: str, style: str = "body") -> Paragraph:
    """A paragraph block."""
    return Paragraph(name, phrase(text), style)


LEAD = (
    "2026年第三季度，全县服务窗口共受理作风方面的反映[total]件，比上季度环比增长[total.qoq]，与上年同期相比下降[total.yoy]。"
    "本报告所称“反映”，指群众通过热线、信箱和现场检查提出的意见——同一事项重复反映的只计一次。"
)
MANNER = (
    "这是较为集中的一类，主要表现为答复咨询不耐烦、应当一次告知的事项分次告知。本季度[category.attitude]件，占受理总数的"
    "[category.attitude.share]；各窗口的分布见[图:attitude/chart]和[表:units]。其中政务服务大厅[unit.1]件。"
)
CASE = (
    "例如，8月中旬，一名群众到某医保窗口办理手工报销，因材料缺项往返三次，经办人员未出具一次性告知单。经核查，反映属实；"
    "该窗口向群众致歉并于当日办结，经办人员受到批评教育。回访时群众表示满意。"
)
BLOCKS: tuple[Block, ...] = (
    paragraph("lead", LEAD),
    Heading("problems", 1, phrase("存在的突出问题")),
    paragraph("problems/lead", "从类别看，三类问题的件数和占比见[表:categories]，近几个季度的走势见[图:trend/chart]。"),
    Table(
        "categories",
        phrase("各类问题的件数和占比"),
        (phrase("问题类别"), phrase("件数"), phrase("占比")),
        rows(
            (phrase("服务态度生硬"), phrase("[category.attitude]"), phrase("[category.attitude.share]")),
            (phrase("履职责任不强"), phrase("[category.duty]"), phrase("[category.duty.share]")),
            (phrase("工作纪律松懈"), phrase("[category.discipline]"), phrase("[category.discipline.share]")),
            (phrase("合计"), phrase("[total]"), phrase("100.0%")),
        ),
        ("left", "right", "right"),
        total=True,
    ),
    paragraph("categories/note", "注：占比以受理总数为基数，保留一位小数。", "note"),
    chart("trend", "近八个季度受理件数"),
    Heading("attitude", 2, phrase("服务态度生硬")),
    paragraph("attitude/summary", MANNER),
    chart("attitude", "服务态度类反映的窗口分布"),
    paragraph("attitude/case", CASE),
    Table(
        "units",
        phrase("反映较多的窗口单位"),
        (phrase("序号"), phrase("窗口单位"), phrase("主要表现"), phrase("件数")),
        rows(
            *(
                (phrase(str(number)), phrase(unit), phrase(words), phrase(f"[unit.{number}]"))
                for number, unit, words in (
                    (
                        1,
                        "政务服务大厅",
                        "答复咨询不耐烦；同一事项要求群众多次提交同样的材料，没有按规定出具一次性告知单",
                    ),
                    (2, "医疗保障局窗口", "电话无人接听"),
                    (3, "不动产登记中心", "排队时间长，午间窗口无人值守"),
                )
            )
        ),
        ("center", "left", "left", "right"),
    ),
    Heading("attitude/depth", 3, phrase("大厅的情况")),
    paragraph(
        "attitude/depth/text", "大厅设有综合窗口十二个，高峰时段集中在上午。反映多发生在医保、社保两个窗口。" * 3
    ),
    Heading("attitude/depth/more", 4, phrase("午间值守")),
    paragraph("attitude/depth/more/text", "*午间值守没有落到人，[total]件反映里有一部分与此有关。"),
    Heading("duty", 2, phrase("履职责任不强")),
    paragraph(
        "duty/summary",
        "本季度[category.duty]件，占受理总数的[category.duty.share]，主要是推诿转办、超期不答复。" + CASE,
    ),
    chart("channels", "各渠道的构成"),
    Heading("causes", 1, phrase("原因分析")),
    *(
        paragraph(
            f"causes/{number}", "日常监督偏重事后，窗口负责人对一线情况掌握不及时；制度写在墙上，没有进到流程里。" * 4
        )
        for number in range(4)
    ),
    chart("units", "反映较多的窗口单位"),
    Heading("measures", 1, phrase("对策建议")),
    *(
        paragraph(
            f"measures/{number}",
            "由县政务服务管理办公室牵头，在下一季度末以前把一次性告知单纳入办件系统，未出具的不能流转到下一环节。" * 3,
            "list",
        )
        for number in range(6)
    ),
    AttachmentLine(
        "attachments",
        (
            "各窗口单位受理件数及占比统计表",
            "2026年第三季度重点督办事项及责任单位、责任人、整改时限一览清单（供各单位对照）",
        ),
    ),
    Signature("signature", "青禾县作风建设工作领导小组办公室", "2026年10月12日"),
    Attachment("annex/1", "各窗口单位受理件数及占比统计表"),
    Table(
        "annex/1/table",
        phrase("各窗口单位受理件数"),
        (phrase("序号"), phrase("窗口单位"), phrase("本季度"), phrase("上季度")),
        rows(
            *((phrase(str(n)), phrase(f"第{n}服务窗口"), phrase(str(n)), phrase(str(2 * n))) for n in range(1, 31)),
            (phrase(""), phrase("合计"), phrase("465"), phrase("930")),
        ),
        ("center", "left", "right", "right"),
        total=True,
    ),
    Attachment("annex/2", "2026年第三季度重点督办事项及责任单位、责任人、整改时限一览清单（供各单位对照）"),
    paragraph("annex/2/text", "督办事项由各责任单位按季度报送进展。"),
)
NARRATIVE = Narrative(
    "青禾县2026年第三季度服务窗口作风问题调研报告",
    BLOCKS,
    TEXTS,
    {
        "title": "",
        "office": "青禾县作风建设工作领导小组办公室",
        "date": "2026年10月12日",
        "period": "2026年第三季度",
        "county": "青禾县",
    },
)
PICTURES = {
    block.spec.id: Picture(block.spec.id, png(300, 150, 60 + 40 * index), 140, 70, block.spec.alt)
    for index, block in enumerate(block for block in BLOCKS if isinstance(block, Chart))
}
