"""What a sheet is that lists no cases, or a table of one: an ordered list of rules, each with a sheet in which it applies.

A new layout is one entry in `LAYOUTS`; the first that holds decides. `docs/ledgers.md` names every `shown`, and the tests read every
`example`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from reportgen.clean.tables.layouts.forms import (
    holds_notes,
    is_titled_form,
    is_untitled_form,
    lists_codes,
    lists_contacts,
    names_fields_below,
)
from reportgen.clean.tables.layouts.part import Part
from reportgen.clean.tables.layouts.summaries import (
    counts_cases,
    has_counting_words,
    is_of_numbers,
    is_small_summary,
    sums_up,
)
from reportgen.messages import N_

COUNTS, FORM = N_("it counts cases and does not list them"), N_("it is a form: names of fields with one value each")
CODES, NOTES = N_("it is a list of codes or names without a day"), N_("it is a cover or holds notes only")
CONTACTS = N_("it lists people and how to reach them")
OTHER = N_("no row of it holds two known column names")
"""How a message names them."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Sheets that a predicate holds for are reported by `code`, beside ledgers; `shown` and `example` as for rows.

    A part of a sheet is reported by `as_part`, and by `alone` what comes nearest to a ledger where the file has none. `looks` is how
    a message names it.
    """

    code: str
    shown: str
    looks: str
    holds: Callable[[Part], bool]
    example: str
    as_part: str = "ledger.part-left-out"
    alone: str = "ledger.no-header"


def layout_of(part: Part) -> Layout | None:
    """The first layout that holds; None for a table that may list cases."""
    return next((layout for layout in LAYOUTS if layout.holds(part)), None)


LAYOUTS: tuple[Layout, ...] = (
    Layout(
        "ledger.counts-not-cases",
        "小汇总表",
        COUNTS,
        is_small_summary,
        """
        被反映单位 | 问题类别 | 件数
        甲局 | 态度生硬 | <1>
        """,
        as_part="ledger.part-is-summary",
        alone="ledger.only-counts",
    ),
    Layout(
        "ledger.counts-not-cases",
        "只有汇总数的表",
        COUNTS,
        counts_cases,
        """
        日期 | 问题类别 | 件数 | 占比
        2026-07-01 | 态度生硬 | <3> | 60%
        2026-07-02 | 责任感弱 | <2> | 40%
        """,
        as_part="ledger.part-is-summary",
        alone="ledger.only-counts",
    ),
    Layout(
        "ledger.counts-not-cases",
        "汇总表、统计表",
        COUNTS,
        sums_up,
        """
        2026年三季度汇总表 | | |
        时间 | 问题类别 | 城关镇 | 河东乡
        2026年7月 | 作风 | <1> | <2>
        2026年8月 | 作风 | <3> | <4>
        """,
        as_part="ledger.part-is-summary",
        alone="ledger.only-counts",
    ),
    Layout(
        "ledger.sheet-is-form",
        "表单",
        FORM,
        names_fields_below,
        """
        受理日期 | | 信访方式 | 来信 | 联系电话 | 1
        被反映单位 | 甲局 | 职务 | 科员 | 住址 | 某村
        主要内容 | 某事 | | | |
        办理结果 | 已教育 | | | |
        """,
    ),
    Layout(
        "ledger.sheet-is-form",
        "审批表、登记表",
        FORM,
        is_titled_form,
        """
        甲县信访事项审批表 | | |
        事项 | 某事 | 经过 | 某经过
        意见 | 某意见 | |
        """,
    ),
    Layout(
        "ledger.sheet-is-form",
        "表单",
        FORM,
        is_untitled_form,
        """
        申请事项： | 某事 | 申请理由： | 某理由
        初审意见： | 某意见 | 复审意见： | 某意见
        """,
    ),
    Layout(
        "ledger.sheet-is-notes",
        "封面、填写说明",
        NOTES,
        holds_notes,
        """
        甲县作风问题台账
        ---
        甲县某办
        二〇二六年九月
        """,
    ),
    Layout(
        "ledger.sheet-is-summary",
        "只有汇总数的表",
        COUNTS,
        is_of_numbers,
        """
        单位 | 态度 | 纪律 | 合计
        甲局 | <1> | <2> | <3>
        乙局 | <0> | <1> | <1>
        """,
    ),
    Layout(
        "ledger.sheet-is-summary",
        "只有汇总数的表",
        COUNTS,
        has_counting_words,
        """
        单位 | 负责人 | 件数
        甲局 | 某甲 | <3>
        乙局 | 某乙 | <4>
        """,
    ),
    Layout(
        "ledger.sheet-is-codes",
        "代码表",
        CODES,
        lists_codes,
        """
        一级 | 二级
        作风 | 态度
        作风 | 纪律
        作风 | 责任
        廉洁 | 吃请
        廉洁 | 收礼
        """,
    ),
    Layout(
        "ledger.sheet-is-contacts",
        "通讯录",
        CONTACTS,
        lists_contacts,
        """
        单位 | 联系人 | 职务 | 联系电话
        甲局 | 某甲 | 科员 | 13800000001
        乙局 | 某乙 | 科长 | 13800000002
        """,
    ),
    Layout(
        "ledger.sheet-without-header",
        "没有认出表头的工作表",
        OTHER,
        lambda part: part.header is None,
        """
        编号 | 何事 | 什么
        A1 | 甲 | 某个很长很长的事情的经过
        """,
    ),
)
"""In the order in which they are tried."""

NO_DATE = Layout(
    "ledger.sheet-without-date",
    "没有认出受理日期列的工作表",
    OTHER,
    lambda part: part.mapped is not None and "received" not in part.mapped,
    """
    受理编号 | 被反映单位 | 主要内容
    A1 | 甲局 | 某个很长很长的事情的经过
    """,
    alone="ledger.no-date-column",
)
"""Of a table whose columns are known: it may list cases, but none of a day."""
