"""Every issue code of ledgers has a sample here that triggers it, and its words are complete."""

from datetime import date

import pytest

from reportgen.messages import CATALOGUE
from reportgen.messages.codes.ledgers.ledgers import ENTRIES
from tests.clean.notation import cleaned, sheet

CASES = "工单编号 | 受理日期 | 问题类别 | 主要内容"
ONE = f"{CASES}\nA1 | 2026-07-01 | 态度生硬 | 某事"
TOLD = f"{CASES}\nA1 | 2026-07-01 | 态度生硬 | 窗口答复不耐烦，往返三次未办成"
ENGLISH = "Key | Opened | Kind\n1 | 2026-07-01 | x"
STRANGE = "Key | Kind | Of\n1 | x | y\n2 | some longer words than any code has | z"
DATELESS = "工单编号 | 主要内容 | 说明\nA1 | 某事 | {}"


def many(row, count=30, header=CASES):
    """A sheet of cases with as many of these rows below them."""
    return f"{header}\nA1 | 2026-07-01 | 态度生硬 | 某事\n" + "\n".join(row.format(number) for number in range(count))


def broken(text, column, count=1):
    """A sheet of cases in which these cells of a column cannot be read."""
    lines = "\n".join(f"B{number} | 2026-07-01 | 态度生硬 | 某事{number} | x" for number in range(count))
    errors = tuple((row, column, text) for row in range(2, count + 2))
    return (sheet(f"{CASES} | 备注\n{lines}", errors=errors),)


SAMPLES = {
    "ledger.no-header": ("Remarks\nnone so far",),
    "ledger.no-header.seen": ("Key | Kind | Of\n1 | x | y",),
    "ledger.no-header.nearest": (ENGLISH,),
    "ledger.only-counts": ("时间 | 类别 | 件数\n2026-07-01 | 态度生硬 | <3>",),
    "ledger.sheet-without-header": ([sheet(ONE), sheet(STRANGE, name="二")],),
    "ledger.sheet-without-header.suggested": ([sheet(ONE), sheet(ENGLISH, name="二")],),
    "ledger.sheet-is-summary": ([sheet(ONE), sheet("单位 | 态度 | 纪律\n甲局 | <3> | <4>", name="二")],),
    "ledger.sheet-is-form": ([sheet(ONE), sheet("甲县信访件审批表\n姓名 | 某甲\n事由 | 某事", name="二")],),
    "ledger.sheet-is-codes": ([sheet(ONE), sheet("大类 | 小类\n" + "甲 | 乙\n" * 5, name="二")],),
    "ledger.sheet-is-contacts": ([sheet(ONE), sheet("单位 | 联系人 | 电话\n甲局 | 某甲 | 1", name="二")],),
    "ledger.sheet-is-notes": ([sheet(ONE), sheet("说明\n本表由某办填写", name="二")],),
    "ledger.counts-not-cases": ([sheet(ONE), sheet("时间 | 类别 | 件数\n2026-07-01 | 态度生硬 | <3>", name="二")],),
    "ledger.part-is-summary": (f"{ONE}\n---\n类别 | 件数\n态度生硬 | <1>",),
    "ledger.part-left-out": (f"{ONE}\n---\n姓名 | 联系电话 | 住址\n某甲 | 1 | 某村",),
    "ledger.date-column-empty": (f"{CASES}\nA1 | | 态度生硬 | 某事\nA2 | | 态度生硬 | 某事",),
    "ledger.date-column-empty.suggested": (f"{CASES} | 何时\nA1 | | 态度生硬 | 某事 | 2026-07-01\nA2 | | 态度生硬 | 某事 | 2026-07-01",),
    "ledger.no-date-column": (DATELESS.format("无"),),
    "ledger.no-date-column.suggested": (DATELESS.format("2026-07-01"),),
    "ledger.sheet-without-date": ([sheet(ONE), sheet(DATELESS.format("无"), name="二")],),
    "ledger.sheet-without-date.suggested": ([sheet(ONE), sheet(DATELESS.format("2026-07-01"), name="二")],),
    "ledger.no-such-sheet": (ONE, {"sheets": ["另表"]}),
    "ledger.empty": (CASES,),
    "ledger.none-given": ({"period": None},),
    "ledger.columns-unused": ("受理日期 | 主要内容 | 天气\n2026-07-01 | 某事 | 晴",),
    "ledger.column-ambiguous": ("检查时间 | 检查单位 | 存在问题\n2026-07-01 | 甲局 | 某事",),
    "ledger.column-chosen": ("工单编号 | 编号 | 受理日期\nA1 | 1 | 2026-07-01",),
    "ledger.two-columns": ("受理日期 | 登记日期 | 主要内容\n2026-07-01 | 2026-07-02 | 某事",),
    "ledger.header-twice": ("工单编号 | 受理日期 | 受理日期\nA1 | 2026-07-01 | 2026-07-02",),
    "ledger.column-personal": ("受理日期 | 主要内容 | 备用\n2026-07-01 | 某事 | 13800138000",),
    "ledger.column-suggested": ("受理日期 | 主要内容 | 归口\n2026-07-01 | 某事 | 态度生硬",),
    "ledger.columns-of-few-words": ("工单编号 | 受理日期 | 何类\n" + "\n".join(f"A{n} | 2026-07-01 | {'甲乙丙'[n % 3]}类事" for n in range(12)),),
    "ledger.nothing-to-categorise": ("工单编号 | 受理日期\nA1 | 2026-07-01",),
    "ledger.handlings-unused": ("工单编号 | 受理日期 | 处置方式 | 办理情况 | 完成情况\nA1 | 2026-07-01 | 教育 | 已经教育过了 | 改正好了",),
    "ledger.handling-is-status": ("工单编号 | 受理日期 | 办理结果\nA1 | 2026-07-01 | 已办结",),
    "ledger.two-handlings": ("工单编号 | 受理日期 | 处置方式 | 办理情况\nA1 | 2026-07-01 | 教育 | 已经教育过了",),
    "ledger.total-row": (f"{ONE}\n合计 | | | 1",),
    "ledger.total-row.many": (many("小计 | | | {}"),),
    "ledger.signature-row": (f"{ONE}\n填表人：某某 | | |",),
    "ledger.signature-row.many": (many("审核：某某{} | | |"),),
    "ledger.header-again": (f"{ONE}\n{CASES}",),
    "ledger.header-again.many": (many(CASES),),
    "ledger.group-row": (f"{ONE}\n一、河东乡 | | |",),
    "ledger.group-row.many": (many("河东乡（{}件） | | |"),),
    "ledger.total-differs": (f"{ONE}\n合计 | | | 2件",),
    "ledger.total-differs.many": (many("A1 | 2026-07-01 | 态度生硬 | 某事\n小计 | | | 2件"),),
    "ledger.group-count-differs": (f"{CASES}\n河东乡（2件） | | |\nA1 | 2026-07-01 | 态度生硬 | 某事",),
    "ledger.group-count-differs.many": (many("河东乡（2件） | | |\nA1 | 2026-07-01 | 态度生硬 | 某事"),),
    "ledger.columns-nameless": ("受理日期 | 主要内容 |\n2026-07-01 | 某事 | 多余",),
    "ledger.hidden-sheet": (sheet(ONE, hidden=True),),
    "ledger.hidden-sheet-skipped": (sheet(ONE, hidden=True), {"hidden": {"sheets": "skip"}}),
    "ledger.hidden-rows-skipped": (sheet(ONE, hidden_rows=frozenset({2})), {"hidden": {"rows": "skip"}}),
    "ledger.hidden-columns-skipped": (sheet(ONE, hidden_columns=frozenset({4})), {"hidden": {"columns": "skip"}}),
    "ledger.hidden-rows": (sheet(ONE, hidden_rows=frozenset({2})),),
    "ledger.hidden-columns": (sheet(ONE, hidden_columns=frozenset({2})),),
    "ledger.cell-error": broken("#DIV/0!", 4),
    "ledger.cell-error.many": broken("#DIV/0!", 4, 30),
    "ledger.formula-without-value": broken("formula", 4),
    "ledger.formula-without-value.many": broken("formula", 4, 30),
    "ledger.long-number": broken("long-number", 1),
    "ledger.long-number.many": broken("long-number", 1, 30),
    "ledger.illegal-character": broken("illegal-character", 4),
    "ledger.illegal-character.many": broken("illegal-character", 4, 30),
    "ledger.unused-cell-error": broken("#N/A", 5),
    "ledger.unused-cell-error.many": broken("#N/A", 5, 30),
    "ledger.date-unusable": (f"{ONE}\nA2 | 某日 | 态度生硬 | 某事",),
    "ledger.date-unusable.many": (many("B{} | 某日 | 态度生硬 | 某事"),),
    "ledger.date-missing": (f"{ONE}\nA2 | | 态度生硬 | 某事",),
    "ledger.date-missing.many": (many("B{} | | 态度生硬 | 某事"),),
    "ledger.date-ignored": ("工单编号 | 受理日期 | 办结时间\nA1 | 2026-07-01 | 某日",),
    "ledger.date-ignored.many": (many("B{} | 2026-07-01 | 某日", header="工单编号 | 受理日期 | 办结时间"),),
    "ledger.date-order-open": ("受理日期 | 主要内容\n3/1/2026 | 甲\n3/2/2026 | 乙",),
    "ledger.date-order-mixed": ("受理日期 | 主要内容\n3/14/2026 | 甲\n14/3/2026 | 乙",),
    "ledger.year-nowhere": ("受理日期 | 主要内容\n7月1日 | 甲", {"period": None}),
    "ledger.month-taken": ([sheet("日 | 主要内容 | 被反映单位\n5日 | 甲 | 甲局", name="2026年7月")],),
    "ledger.channel-origin": ("受理日期 | 来源 | 主要内容\n2026-07-01 | 审计移送 | 某事",),
    "ledger.nil-row": (f"{CASES}\n1 | 无 | 无 | 无",),
    "ledger.nil-row.many": (many("| 无 | 无 | 无"),),
    "ledger.sample-row": (f"{ONE}\n示例 | 2026-07-02 | 态度生硬 | 另一事",),
    "ledger.sample-row.many": (many("例 | 2026-07-02 | 态度生硬 | 事{}"),),
    "ledger.nil-return": (f"{CASES}\n本季度无此类情况",),
    "ledger.continued-row": (f"{ONE}\n| | | 并要求答复",),
    "ledger.continued-row.many": (many(" | | | 又及{}"),),
    "ledger.ditto": (f"{ONE}\nA2 | 同上 | 〃 | 另一事",),
    "ledger.ditto-empty": (f"{ONE}\n同上 | 2026-07-02 | 态度生硬 | 另一事",),
    "ledger.date-part-taken": ("年 | 月 | 日 | 被反映单位 | 主要内容\n2026 | 7 | 5 | 甲局 | 甲\n | | 6 | 甲局 | 乙",),
    "ledger.month-nowhere": ("年 | 月 | 日 | 被反映单位 | 主要内容\n2026 | 7 | 5 | 甲局 | 甲\n | | 4 | 甲局 | 乙",),
    "ledger.year-taken": ("受理日期 | 主要内容\n7月1日 | 甲",),
    "ledger.date-without-day": ("受理日期 | 主要内容\n2026年7月 | 甲",),
    "ledger.date-without-month": ("受理日期 | 主要内容\n2026年第三季度 | 甲",),
    "ledger.due-in-working-days": ("工单编号 | 受理日期 | 办理时限\nA1 | 2026-07-01 | 5个工作日",),
    "ledger.date-after-period": ("受理日期 | 主要内容\n2026-10-01 | 甲",),
    "ledger.verdict-contradicted": ("工单编号 | 受理日期 | 核查结论 | 办理结果\nA1 | 2026-07-02 | 属实 | 经核实，反映情况与事实不符，已向群众解释",),
    "ledger.verdict-contradicted.many": (many("B{} | 2026-07-02 | 不属实 | 经核查，情况属实，已批评教育", header="工单编号 | 受理日期 | 核查结论 | 办理结果"),),
    "ledger.closed-before-received": ("工单编号 | 受理日期 | 办结时间\nA1 | 2026-07-02 | 2026-07-01",),
    "ledger.closed-before-received.many": (many("B{} | 2026-07-02 | 2026-07-01", header="工单编号 | 受理日期 | 办结时间") + "\n" + "\n".join(f"C{number} | 2026-07-01 | 2026-07-02" for number in range(40)),),
    "ledger.date-far-ahead": ("受理日期 | 主要内容\n2036-07-01 | 甲",),
    "ledger.date-far-ahead.many": (many("B{} | 2036-07-01 | 态度生硬 | 某事"),),
    "ledger.category-unknown": (f"{CASES}\nA1 | 2026-07-01 | 收费 | 某事",),
    "ledger.category-unknown.near": (f"{CASES}\nA1 | 2026-07-01 | 态度生梗 | 某事",),
    "ledger.categories-unknown": (many("B{0} | 2026-07-01 | 收费{0}甲 | 某事"),),
    "ledger.mostly-unmapped": (many("B{0} | 2026-07-01 | 收费 | 某事{0}"),),
    "ledger.mostly-unmapped.blank": (many("B{0} | 2026-07-01 | | 某事{0}"),),
    "ledger.mostly-unspoken": (many("B{} | 2026-07-01 | 路灯不亮", header="工单编号 | 受理日期 | 主要内容"),),
    "ledger.mostly-other": (many("B{0} | 2026-07-01 | 其他 | 某事{0}"),),
    "ledger.category-rejected": (f"{CASES}\nA1 | 2026-07-01 | 收费 | 某事", {"unknown_category": "reject"}),
    "ledger.category-rejected.many": (many("B{} | 2026-07-01 | 收费 | 某事"), {"unknown_category": "reject"}),
    "ledger.category-by-keyword": (f"{CASES}\nA1 | 2026-07-01 | | 态度差",),
    "ledger.category-by-default": (f"{CASES}\nA1 | 2026-07-01 | | 某事",),
    "ledger.several-category": (f"{CASES}\nA1 | 2026-07-01 | 态度生硬、责任感弱 | 某事",),
    "ledger.several-unit": ("工单编号 | 受理日期 | 被反映单位\nA1 | 2026-07-01 | 甲局、乙局",),
    "ledger.number-loses-zero": ("工单编号 | 受理日期 | 主要内容\n<9.1> | 2026-07-01 | 某事",),
    "ledger.duplicates-differ": ("工单编号 | 受理日期 | 主要内容 | 天气\nA1 | 2026-07-01 | 某事 | 晴\nA1 | 2026-07-01 | 某事 | 雨",),
    "ledger.units-joined": ("工单编号 | 受理日期 | 主要内容 | 被反映单位\nA1 | 2026-07-01 | 某事 | 甲局\nA1 | 2026-07-01 | 某事 | 乙局",),
    "ledger.row-width": (sheet(many("B{} | 2026-07-01 | 态度生硬 | 某事{}".replace("{}", "{0}")), misfits=((5, 5, 5),), width=4),),
    "ledger.several-handling": ("工单编号 | 受理日期 | 处理情况\nA1 | 2026-07-01 | 通报批评并责令整改", {"vocabulary": {"handling": {"通报批评": [], "责令整改": []}}}),
    "ledger.duplicates": (f"{ONE}\nA1 | 2026-07-01 | 态度生硬 | 某事",),
    "ledger.duplicate-goes-on": ("工单编号 | 受理日期 | 主要内容 | 办理状态\nA1 | 2026-07-01 | 某事 | 在办\nA1 | 2026-07-01 | 某事 | 已办结",),
    "ledger.duplicates-across": (ONE, ONE.replace("A1", "B1").replace("某事", "别的事"), {"duplicates": {"across": ["received", "category"]}}),
    "ledger.numbered-rows": ("序号 | 受理日期 | 主要内容\n1 | 2026-07-01 | 某事\n2 | |",),
    "ledger.sheet-copied": (many("B{0} | 2026-07-01 | 态度生硬 | 某事{0}"), many("B{0} | 2026-07-01 | 态度生硬 | 某事{0}")),
    "ledger.repeats": (f"{TOLD}\nA2 | 2026-07-09 | 态度生硬 | 窗口答复不耐烦，往返三次未办成",),
    "ledger.repeats-dropped": (f"{TOLD}\nA2 | 2026-07-09 | 态度生硬 | 窗口答复不耐烦，往返三次未办成", {"duplicates": {"repeats": "drop"}}),
    "ledger.number-twice": (f"{ONE}\nA1 | 2026-07-02 | 态度生硬 | 别的事",),
    "ledger.numbers-twice": (many("A{0} | 2026-07-01 | 态度生硬 | 某事{0}", 400) + "\n" + "\n".join(f"A{number} | 2026-07-02 | 态度生硬 | 别事" for number in range(2, 28)),),
    "ledger.numbers-repeat": (many("A1 | 2026-07-01 | 态度生硬 | 某事{}"),),
    "ledger.words-unknown": ("工单编号 | 受理日期 | 办理状态\nA1 | 2026-07-01 | 归档",),
    "ledger.date-far": (f"{ONE}\nA2 | 1926-07-01 | 态度生硬 | 某事",),
    "ledger.date-far.many": (many("B{} | 1926-07-01 | 态度生硬 | 某事"),),
    "ledger.date-far-ignored": ("工单编号 | 受理日期 | 办结时间\nA1 | 2026-07-01 | 2206-07-01",),
    "ledger.date-far-ignored.many": (many("B{} | 2026-07-01 | 2206-07-01", header="工单编号 | 受理日期 | 办结时间"),),
    "ledger.date-unsure": (f"{CASES}\nA1 | 14/3/2025 | 态度生硬 | 一\nA2 | 3/15/2025 | 态度生硬 | 二\nA3 | 3/4/2025 | 态度生硬 | 三",),
    "ledger.date-unsure-ignored": ("工单编号 | 受理日期 | 办结时间\nA1 | 2025-03-01 | 14/3/2025\nA2 | 2025-03-01 | 3/15/2025\nA3 | 2025-03-01 | 3/4/2025",),
    "ledger.date-format": (f"{CASES}\nA1 | 22-Apr-15 | 态度生硬 | 某事",),
    "ledger.date-format-ignored": ("工单编号 | 受理日期 | 办结时间\nA1 | 2015-04-01 | 22-Apr-15",),
    "ledger.date-far-apart": (f"{many('B{} | 2026-07-01 | 态度生硬 | 某事')}\nC1 | 2062-07-01 | 态度生硬 | 某事", {"period": None}),
    "ledger.date-far-apart.many": (many("B{} | 2026-07-01 | 态度生硬 | 某事", 300) + "\n" + "\n".join(f"C{number} | 2062-07-01 | 态度生硬 | 某事" for number in range(25)), {"period": None}),
    "ledger.column-before-received": (many("B{} | 2026-07-01 | 2026-06-01", header="工单编号 | 受理日期 | 办结时间"),),
    "ledger.times-converted": (f"{CASES}\nA1 | 2026-06-30T16:30:00Z | 态度生硬 | 某事",),
    "ledger.calendar-1904": (sheet(f"{CASES}\nA1 | <44743> | 态度生硬 | 某事", counts_from_1904=True),),
    "ledger.words-unknown.stories": ("工单编号 | 受理日期 | 满意度\nA1 | 2026-07-01 | 已经打过电话问了问近来的事",),
    "ledger.unit-spellings": ("工单编号 | 受理日期 | 被反映单位\nA1 | 2026-07-01 | 河东街道办\nA2 | 2026-07-01 | 河东街道办事处",),
    "ledger.unit-spellings-more": ("工单编号 | 受理日期 | 被反映单位\n" + "\n".join(f"A{n}{end} | 2026-07-01 | {n}号路街道{end}" for n in range(21) for end in ("办", "办事处")),),
    "ledger.text-withheld": ("工单编号 | 受理日期 | 主要内容\nA1 | 2026-07-01 | 档案99887766554433221100",),
    "ledger.text-too-long": (f"工单编号 | 受理日期 | 主要内容\nA1 | 2026-07-01 | {'排队' * 50_001}",),
    "ledger.text-released": ("工单编号 | 受理日期 | 主要内容\nA1 | 2026-07-01 | 档案99887766554433221100", {"release": [{"id": "A1", "who": "周某"}]}),
    "ledger.release-idle": (f"{CASES}\nA1 | 2026-07-01 | 态度生硬 | 某事", {"release": [{"id": "A9", "who": "周某"}]}),
}  # fmt: skip


@pytest.mark.parametrize("code", ENTRIES)
def test_every_code_has_a_sample_that_triggers_it(code):
    """The issue carries its level, its words without an open place, and (unless it is about all files) where it is."""
    *files, last = SAMPLES[code]
    keys = last if isinstance(last, dict) else {}
    found = cleaned(*files, *(() if keys else (last,)), **keys)
    issue = next(issue for issue in found.issues if issue.code == code)
    assert issue.level is CATALOGUE[code].level
    assert "{" not in issue.message
    assert issue.source or code in (
        "ledger.empty",
        "ledger.none-given",
        "ledger.nil-return",
        "ledger.categories-unknown",
        "ledger.numbers-twice",
        "ledger.category-by-keyword",
        "ledger.category-by-default",
        "ledger.unit-spellings-more",
        "ledger.release-idle",
    )


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES.values() if entry.level != "info"])
def test_what_must_be_looked_at_says_what_to_do(entry):
    """Every error and warning has a hint."""
    assert entry.hint


def test_no_message_shows_what_a_personal_column_holds():
    """Names, phones and ID numbers of the ledger are in no issue, wherever they stand by mistake."""
    secrets = ["赵一钱", "13800138000", "430102199001011234"]
    rows = [
        [number, day, secrets[0], secrets[1], secrets[2], misplaced, misplaced, misplaced, misplaced]
        for number, (day, misplaced) in enumerate(
            [(date(2026, 7, 1), secret) for secret in secrets] + [(secrets[1], secrets[0])]
        )
    ]
    header = ["工单编号", "受理日期", "反映人", "联系电话", "身份证号", "问题类别", "办理状态", "满意度", "办结时间"]
    found = cleaned(sheet([header, *rows]))
    assert len(found.issues) > 5
    said = " ".join(f"{issue.message} {issue.hint} {issue.source}" for issue in found.issues)
    for secret in secrets:
        assert secret not in said
