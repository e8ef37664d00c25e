"""A small county whose report has every kind of block: what its ledgers give at the close of a quarter, and when late cases arrive."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

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
from reportgen.render import render
from reportgen.word import Memory
from tests.render.sample import PAGE, STAMP, png

_CAUSE = "日常监督偏重事后，窗口负责人对一线情况掌握不及时；制度写在墙上，没有进到流程里。"
_TITLES = ("各窗口单位受理件数统计表", "重点督办事项清单")


@dataclass(frozen=True, eq=False)
class County:
    """What the ledgers give: `categories` and `units` with their counts of this quarter and the last one, and how cases are told."""

    total: int = 167
    change: int = 23
    yoy: float = 12.5
    handled: int = 98
    categories: Mapping[str, tuple[int, int]] = field(
        default_factory=lambda: {"服务态度生硬": (52, 45), "履职责任不强": (41, 37), "工作纪律松懈": (30, 33)}
    )
    units: Mapping[str, tuple[int, int]] = field(
        default_factory=lambda: {"政务服务大厅": (57, 36), "医疗保障窗口": (44, 39), "不动产登记中心": (38, 25)}
    )
    case: str = "例如，八月中旬，一名群众到某医保窗口办理报销，往返三趟。经核查，反映属实，已当日办结。"
    shade: int = 200
    period: str = "2026Q3"
    quarter: str = "2026年第三季度"
    date: str = "2026年10月12日"

    @cached_property
    def texts(self) -> dict[str, str]:
        """Every figure as it is printed."""
        shown = {
            "total": str(self.total),
            "total.change": str(abs(self.change)),
            "total.yoy": f"{abs(self.yoy)}%",
            "handled": str(self.handled),
            "handled.rate": f"{self.handled / self.total:.1%}",
            "top": str(sum(count for count, _ in self.categories.values())),
        }
        shown["top.share"] = f"{int(shown['top']) / self.total:.1%}"
        for name, (count, before) in self.categories.items():
            shown |= {
                name: str(count),
                f"{name}.change": str(abs(count - before)),
                f"{name}.share": f"{count / self.total:.1%}",
            }
        for name, (count, before) in (*self.units.items(), ("合计", self._sum)):
            shown |= {f"{name}.now": str(count), f"{name}.before": str(before)}
        return shown

    @property
    def _sum(self) -> tuple[int, int]:
        return sum(now for now, _ in self.units.values()), sum(before for _, before in self.units.values())

    def phrase(self, text: str) -> Phrase:
        """A phrase from text in which `[id]` prints a figure and `[>id]` mentions a table or chart."""
        parts: list[Span | Reference] = []
        for index, piece in enumerate(text.replace("]", "[").split("[")):
            if index % 2 and piece.startswith(">"):
                parts.append(Reference(piece[1:]))
            elif index % 2:
                parts.append(Span(self.texts[piece], piece))
            elif piece:
                parts.append(Span(piece))
        return tuple(parts)

    def _said(self, id: str, text: str, style: str = "body") -> Paragraph:
        return Paragraph(id, self.phrase(text), style)

    def _turn(self, name: str) -> str:
        count, before = self.categories[name]
        return f"增加[{name}.change]件" if count > before else f"减少[{name}.change]件" if count < before else "持平"

    def _section(self, name: str) -> tuple[Block, ...]:
        about = {
            "服务态度生硬": "群众意见主要集中在答复生硬、一次告知不到位。",
            "履职责任不强": "主要表现为推诿转办、超期不答复，个别事项反复流转。",
            "工作纪律松懈": "多发生在午间和临近下班时段，有的窗口无人值守。",
        }.get(name, "主要表现为指南与实际不符。")
        blocks: list[Block] = [
            Heading(name, 2, (Span(name),)),
            self._said(
                f"{name}/text", f"该类反映[{name}]件，占受理总数的[{name}.share]，比上季度{self._turn(name)}。{about}"
            ),
        ]
        if name == "服务态度生硬":
            blocks.append(self._said(f"{name}/case", self.case))
        return tuple(blocks)

    def _table(self) -> Table:
        rows = [
            Row(f"unit.{name}", (self.phrase(name), self.phrase(f"[{name}.now]"), self.phrase(f"[{name}.before]")))
            for name in self.units
        ]
        rows.append(Row("total", (self.phrase("合计"), self.phrase("[合计.now]"), self.phrase("[合计.before]"))))
        head = (self.phrase("窗口单位"), self.phrase("本季度"), self.phrase("上季度"))
        keys = ("unit", "now", "before")
        return Table("units", self.phrase("各窗口单位件数"), head, tuple(rows), ("left", "right", "right"), True, keys)

    def _kinds(self) -> Table:
        rows = tuple(
            Row(f"category.{name}", (self.phrase(name), self.phrase(f"[{name}]"), self.phrase(f"[{name}.share]")))
            for name in self.categories
        )
        head = (self.phrase("问题类别"), self.phrase("件数"), self.phrase("占比"))
        keys = ("category", "count", "share")
        return Table("kinds", self.phrase("各类问题件数"), head, rows, ("left", "right", "right"), columns=keys)

    def _chart(self, id: str, caption: str) -> Chart:
        return Chart(
            id, self.phrase(caption), ChartSpec(id, ChartKind.BARS, (), "件", f"{caption}，共{self.total}件。")
        )

    @cached_property
    def narrative(self) -> Narrative:
        """The report that tells it."""
        top = "、".join(
            f"{name}[{name}]件（{'比上季度' if at == 0 else ''}{self._turn(name)}）"
            for at, name in enumerate(self.categories)
        )
        turn = "上升" if self.yoy > 0 else "下降"
        blocks = (
            self._said(
                "lead",
                f"{self.quarter}，全县共受理作风方面的反映[total]件，比上季度{'增加' if self.change > 0 else '减少'}"
                f"[total.change]件，同比{turn}[total.yoy]。走势见[>trend]。",
            ),
            Heading("problems", 1, self.phrase("存在的突出问题")),
            self._said("top", f"反映较为集中，居前列的是{top}。上述几类合计[top]件，占受理总数的[top.share]，见[>kinds]和[>units]。"),
            self._kinds(),
            self._chart("trend", "近四个季度受理件数"),
            *(block for name in self.categories for block in self._section(name)),
            self._said("handling", "截至季末，已办结[handled]件，办结率[handled.rate]。办理时限总体可控，个别事项仍有拖延。各单位分布见[>share]。"),
            self._table(),
            self._chart("share", "各窗口单位件数分布"),
            Heading("causes", 1, self.phrase("原因分析")),
            self._said("causes/1", _CAUSE),
            self._said("causes/2", "人员轮换频繁，新进窗口人员岗前培训不足，对群众诉求的办理口径把握不一。"),
            Heading("measures", 1, self.phrase("对策建议")),
            self._said("measures/1", "由县政务服务管理办公室牵头，把一次性告知单纳入办件系统，未出具的不得流转。", "list"),
            self._said("measures/2", "对本季度反映的[total]件逐件回访，结果按月通报。", "list"),
            AttachmentLine("attachments", _TITLES),
            Signature("signature", "青禾县作风办", self.date),
            Attachment("annex/1", _TITLES[0]),
            self._said("annex/1/text", "本表由各窗口单位按季度报送。"),
            Attachment("annex/2", _TITLES[1]),
            self._said("annex/2/text", "督办事项由各责任单位按季度报送进展。"),
        )  # fmt: skip
        fields = {"title": "", "office": "青禾县作风办", "date": self.date, "period": self.quarter, "county": "青禾县"}
        return Narrative(f"青禾县{self.quarter}作风建设情况报告", blocks, self.texts, fields)

    @property
    def memory(self) -> Memory:
        """What the report remembers of its making."""
        return Memory(self.period, "0" * 64, "0.1.0", report="990121/报告", day="2026-10-12")

    @cached_property
    def document(self) -> bytes:
        """The report as a .docx file."""
        pictures = {
            chart.id: Picture(chart.id, png(shade=self.shade + at), 120.0, 60.0, chart.spec.alt)
            for at, chart in enumerate(one for one in self.narrative.blocks if isinstance(one, Chart))
        }
        return render(self.narrative, pictures, PAGE, self.memory, STAMP)


BASE = County()
_KINDS = {"服务态度生硬": (55, 45), "履职责任不强": (43, 37), "工作纪律松懈": (31, 33)}
_UNITS = {"政务服务大厅": (60, 36), "医疗保障窗口": (46, 39), "不动产登记中心": (39, 25)}
LATER = County(174, 30, 14.8, 104, _KINDS, _UNITS, shade=120)
"""Late cases have arrived: nearly every figure is another, no sentence and no order."""
TURNED = replace(LATER, total=141, change=-3, yoy=-2.1, categories={**_KINDS, "服务态度生硬": (43, 45)})
"""Cases were taken out: what had risen has fallen."""
WITHOUT = replace(LATER, categories={name: counts for name, counts in _KINDS.items() if name != "履职责任不强"})
"""A category has gone."""
MORE = replace(LATER, categories={**_KINDS, "办事指南不准": (12, 0)}, units={**_UNITS, "公安户政窗口": (29, 27)})
"""A category and a unit have come."""
RANKED = replace(LATER, categories={**_KINDS, "履职责任不强": (61, 37)})
"""The counts of two categories stand in another relation; the order of the report is that of the configuration and stays."""
RETOLD = replace(
    LATER,
    case="例如，九月上旬，某企业到不动产登记中心咨询抵押登记，电话多次无人接听。经核查，反映属实，已调整值守安排。",
)
"""Another case is typical now."""
SORTED = replace(LATER, units={"医疗保障窗口": (66, 39), **{k: v for k, v in _UNITS.items() if k != "医疗保障窗口"}})
"""The table has another order."""
NEXT = County(
    139, -35, -8.4, 87,
    {"服务态度生硬": (40, 55), "履职责任不强": (45, 43), "工作纪律松懈": (24, 31)},
    {"政务服务大厅": (49, 60), "医疗保障窗口": (37, 46), "不动产登记中心": (31, 39)},
    "例如，十一月，一名老人到社区服务站办理高龄津贴，被要求重复提交材料。经核查，反映属实，已上门补办。",
    90, "2026Q4", "2026年第四季度", "2027年1月11日",
)  # fmt: skip
"""The next quarter."""
