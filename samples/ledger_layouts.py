"""How the four ledgers look: two counties that never agreed on their headers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from county_cases import Case
from ledger_books import HANDED_IN, Sheet
from ledger_clerk import BLANK_ROWS, Clerk


@dataclass(frozen=True, slots=True)
class Layout:
    """How a ledger looks: `row` gives the cells of a case after the running number, `groups` stand over the header."""

    file: str
    title: str
    header: tuple[str, ...]
    widths: tuple[int, ...]
    inspected: bool
    by_year: bool
    row: Callable[[Clerk, Case], list[object]]
    groups: tuple[tuple[str, int], ...] = ()
    numbered: bool = True


def _qinglan_hotline(clerk: Clerk, case: Case) -> list[object]:
    return [
        case.number, clerk.received(case), clerk.channel(case), case.caller.name, case.caller.phone, clerk.unit(case),
        case.person or clerk.nothing(), case.label, clerk.text(case), case.handling, clerk.closed(case), case.verified, case.satisfaction,
    ]  # fmt: skip


def _qinglan_inspection(clerk: Clerk, case: Case) -> list[object]:
    return [
        case.number, clerk.received(case), clerk.channel(case), clerk.unit(case), clerk.text(case), case.label, case.kind or "/", case.fix,
        clerk.spelled_date(case.due), clerk.rectified(case, "已整改", "整改中", "超期未整改"), case.person, clerk.closed(case),
    ]  # fmt: skip


def _yunpi_hotline(clerk: Clerk, case: Case) -> list[object]:
    return [
        case.number, clerk.received(case), clerk.channel(case), case.caller.name, case.caller.phone, case.caller.id_number, clerk.unit(case), case.label,
        clerk.text(case), case.handling, clerk.closed(case), clerk.spelled_date(case.due),
        clerk.rectified(case, clerk.random.choice(("已办结", "已办结", "办结")), "办理中", "超期未办结"), case.verified, case.satisfaction,
    ]  # fmt: skip


def _yunpi_inspection(clerk: Clerk, case: Case) -> list[object]:
    measure = f"{case.kind}，{case.fix}" if case.kind else case.fix
    return [
        case.number, clerk.received(case), clerk.channel(case), clerk.random.choice(("第一组", "第二组", "第三组")), clerk.unit(case), case.label,
        clerk.text(case), measure, case.person, clerk.spelled_date(case.due),
        clerk.rectified(case, "已完成", "整改中", "超期"), clerk.closed(case),
    ]  # fmt: skip


LAYOUTS: Mapping[str, tuple[Layout, ...]] = {
    "qinglan": (
        Layout(
            "热线与来信台账.xlsx", "服务窗口作风问题热线与来信台账",
            ("序号", "工单编号", "受理日期", "来源", "反映人", "联系电话", "被反映单位", "被反映人", "问题类别", "主要内容", "办理情况", "办结时间", "是否属实", "回访结果"),
            (6, 15, 15, 12, 9, 14, 20, 10, 14, 60, 50, 15, 10, 10), False, True, _qinglan_hotline,
        ),
        Layout(
            "明察暗访台账.xlsx", "服务窗口明察暗访台账",
            ("编号", "检查时间", "检查方式", "受检单位", "发现问题", "问题分类", "处置方式", "整改要求", "整改时限", "完成情况", "责任人", "销号时间"),
            (12, 15, 10, 20, 60, 14, 12, 36, 15, 12, 9, 15), True, True, _qinglan_inspection, numbered=False,
        ),
    ),
    "yunpi": (
        Layout(
            "投诉举报登记表.xlsx", "窗口单位投诉举报登记表",
            ("序号", "受理编号", "登记时间", "投诉渠道", "姓名", "电话", "身份证号", "涉及单位", "一级分类", "留言详情", "处理结果", "答复时间", "办理时限", "办理状态", "核查结论", "满意度"),
            (6, 15, 15, 12, 9, 14, 20, 20, 14, 60, 50, 15, 15, 11, 10, 10), False, False, _yunpi_hotline,
        ),
        Layout(
            "监督检查问题清单.xlsx", "作风监督检查问题清单",
            ("序号", "问题编号", "检查日期", "检查形式", "检查组别", "被检查单位", "问题类型", "问题描述", "整改措施", "整改责任人", "整改期限", "整改状态", "完成日期"),
            (6, 13, 15, 10, 10, 20, 14, 60, 40, 9, 15, 10, 15), True, False, _yunpi_inspection,
            (("检查情况", 6), ("问题情况", 2), ("整改情况", 5)),
        ),
    ),
}  # fmt: skip


def sheets_of(layout: Layout, clerk: Clerk, cases: Sequence[Case]) -> list[Sheet]:
    """The sheets of one ledger: one a year, or a single one with a subtotal after each year."""
    mine = [case for case in cases if case.inspected == layout.inspected]
    years = sorted({case.received.year for case in mine})
    parts = [[year] for year in years] if layout.by_year else [years]
    return [_sheet(layout, clerk, [case for case in mine if case.received.year in part], part) for part in parts]


def _sheet(layout: Layout, clerk: Clerk, cases: Sequence[Case], years: Sequence[int]) -> Sheet:
    name, county = clerk.story["office"], clerk.story["name"]
    span = f"{years[0]}年" if len(years) == 1 else f"{years[0]}—{years[-1]}年"
    return Sheet(
        name=span if layout.by_year else "台账",
        title=f"{county}{layout.title}（{span}）",
        filled_by=f"填表单位：{name}          填表日期：{HANDED_IN.year}年{HANDED_IN.month}月{HANDED_IN.day}日          单位：件",
        header=layout.header,
        rows=_with_totals(layout, clerk, cases, years),
        widths=layout.widths,
        signature="填表人：                    审核人：                    （盖章）",
        groups=layout.groups,
    )


def _with_totals(layout: Layout, clerk: Clerk, cases: Sequence[Case], years: Sequence[int]) -> list[list[object]]:
    rows: list[list[object]] = []
    for year in years:
        part = [case for case in cases if case.received.year == year]
        rows += _rows(layout, clerk, part, sum(case.received.year < year for case in cases))
        if len(years) > 1:
            clerk.slips["total_rows"] += 1
            rows.append(_total(f"{year}年小计", len(part), layout))
    clerk.slips["total_rows"] += 1
    return [*rows, _total("合 计", len(cases), layout)]


def _total(name: str, count: int, layout: Layout) -> list[object]:
    return [name, count if layout.numbered else f"{count}件", *[""] * (len(layout.header) - 2)]


def _rows(layout: Layout, clerk: Clerk, cases: Sequence[Case], start: int) -> list[list[object]]:
    rows: list[list[object]] = []
    before: tuple[Case, list[object]] | None = None
    for number, case in enumerate(cases, start + 1):
        again = before is not None and before[0] is case
        cells = before[1] if again and before else ([number] if layout.numbered else []) + layout.row(clerk, case)
        before = (case, cells)
        clerk.slips["rows"] += 1
        rows.append(cells)
        if clerk.slips["blank_rows"] < BLANK_ROWS and clerk.random.random() < 0.008:
            clerk.slips["blank_rows"] += 1
            rows.append([])
    return rows
