"""A report whose tables have heads in two rows and cells over groups of rows, with an attachment that lies across."""

from collections.abc import Mapping, Sequence

from reportgen.model.reports.narratives import (
    Attachment,
    AttachmentLine,
    Narrative,
    Over,
    Paragraph,
    Row,
    Signature,
    Span,
    Table,
)
from reportgen.render import render
from reportgen.word import Memory
from tests.render.sample import PAGE, STAMP

MEMORY = Memory("2026Q3", "0" * 64, "0.1.0", report="990121/统计表", day="2026-10-12")

Groups = Mapping[str, Sequence[tuple[str, int]]]
GROUPS: Groups = {"甲类": [("拖延", 5), ("推诿", 3)], "乙类": [("冷淡", 4)]}
COLUMNS = {"now": "本期", "then": "上期"}


def grouped(
    groups: Groups = GROUPS, columns: Mapping[str, str] = COLUMNS, *, across: Sequence[str] = ("wide",)
) -> bytes:
    """The report; each group has members with their counts, `across` is empty where no attachment lies across.

    As composed, a row is known by its first word where no group has two rows.
    """
    several = any(len(members) > 1 for members in groups.values())
    texts: dict[str, str] = {}
    rows = []
    for group, members in groups.items():
        for at, (name, count) in enumerate(members):
            ids = {column: f"{group}.{name}.{column}" for column in columns}
            texts |= {id: str(count + number) for number, id in enumerate(ids.values())}
            cells = tuple((Span(texts[id], id),) for id in ids.values())
            key = f"{group}/{name}" if several else group
            rows.append(Row(key, (() if at else (Span(group),), (Span(name),), *cells), min(at, 1)))
    over = (Over((Span("类别"),)), Over((Span("表现"),)), Over((Span("受理"),), len(columns)))
    header = ((), (), *((Span(head),) for head in columns.values()))
    align = ("left", "left", *("right" for _ in columns))
    keys = ("类别", "表现", *(f".{column}" for column in columns))
    table = Table("grouped", (Span("各类表现"),), header, tuple(rows), align, columns=keys, over=over)
    plain = Table("plain", (Span("其他"),), ((Span("名称"),), (Span("说明"),)), (Row("a", ((Span("甲"),), (Span("乙"),))),), ("left",) * 2)  # fmt: skip
    annexes = {"upright": "直排", "wide": "横排"}
    kept = [id for id in annexes if id == "upright" or across]
    blocks = (
        Paragraph("lead", (Span("本期情况见附件。"),)),
        AttachmentLine("attachments", tuple(annexes[id] for id in kept)),
        Signature("signature", "某室", "2026年10月12日"),
        Attachment("upright", annexes["upright"]),
        table,
        *((Attachment("wide", annexes["wide"], True), plain) if across else ()),
    )
    fields = {"office": "某室", "date": "2026年10月12日", "period": "2026年第三季度", "county": "某县"}
    return render(Narrative("某县统计表", blocks, texts, fields), {}, PAGE, MEMORY, STAMP)
