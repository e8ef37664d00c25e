"""Spellings of one unit are suggested, and different units are not."""

from collections import Counter
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from reportgen.clean.words.offices import alike
from tests.clean.notation import cleaned

_REGISTER = Path(__file__).resolve().parents[3] / "shared" / "data" / "肥料登记_附件1.xlsx"
_ONE = [
    ("河东街道办事处", "河东街道办"), ("河东街道办事处", "河东街道"), ("河东街道办事处", "河东办事处"), ("石桥镇人民政府", "石桥镇政府"), ("石桥镇人民政府", "石桥镇"),
    ("县医疗保障局", "县医保局"), ("甲县医疗保障局", "医保局"), ("县人力资源和社会保障局", "县人社局"), ("县住房和城乡建设局", "县住建局"),
    ("县市场监督管理局", "县市场监管局"), ("县行政审批服务局", "县行政审批局"), ("县卫生健康局", "县卫健局"), ("县应急管理局", "县应急局"),
    ("县人民法院", "县法院"), ("城关一村村民委员会", "城关一村村委会"), ("朝阳社区居民委员会", "朝阳社区"), ("县政务服务管理中心", "县政务服务中心"),
    ("县自来水有限责任公司", "县自来水公司"), ("县教育和体育局", "县教体局"), ("县公安局交通警察大队", "县公安局交警大队"), ("县政府办公室", "县政府办"),
    ("县退役军人事务局", "县退役军人局"), ("县疾病预防控制中心", "县疾控中心"), ("县发展和改革局", "县发改局"), ("县自然资源和规划局", "县自规局"),
]  # fmt: skip
_APART = [
    "县民政局",
    "县民政局婚姻登记处",
    "县医院",
    "县中医院",
    "县人民医院",
    "县第二人民医院",
    "县一中",
    "县二中",
    "县第三中学",
    "城关镇",
    "城关镇卫生院",
    "城关镇中心小学",
    "城关乡",
    "河东街道",
    "河西街道",
    "河东派出所",
    "河东小学",
    "河东社区",
    "河东村",
    "县公安局",
    "县公安分局",
    "县交警大队",
    "县交警一中队",
    "县交警二中队",
    "县税务局",
    "县税务稽查局",
    "县农业农村局",
    "县农业机械局",
    "县水利局",
    "县电力局",
    "县供电公司",
    "县自来水公司",
    "县燃气公司",
    "县公交公司",
    "县客运公司",
    "县法院",
    "县检察院",
    "县司法局",
    "县财政局",
    "县审计局",
    "县统计局",
    "县教育局",
    "县教育考试院",
    "县科技局",
    "县文旅局",
    "县体育中心",
    "县融媒体中心",
    "县人社局",
    "县社保中心",
    "县就业中心",
    "县劳动监察大队",
    "县医保局",
    "县医保中心",
    "县卫健局",
    "县疾控中心",
    "县妇幼保健院",
    "县住建局",
    "县城管局",
    "县公积金中心",
    "县房产中心",
    "县不动产中心",
    "县自规局",
    "县林业局",
    "县环境监测站",
    "县生态环境局",
    "县交通局",
    "县公路局",
    "县运管所",
    "县市场监管局",
    "县市场中心",
    "县消防大队",
    "县应急局",
    "县信访局",
    "县档案局",
    "县档案馆",
    "县图书馆",
    "县文化馆",
    "县博物馆",
    "县残联",
    "县妇联",
    "县工会",
    "县农商行",
    "县农行",
    "县建行",
    "县邮政局",
    "县邮储银行",
    "县移动公司",
    "县联通公司",
    "县电信公司",
    "市民政局",
    "市医保局",
    "省民政厅",
    "政务大厅一楼",
    "政务大厅二楼",
    "一号窗口",
    "二号窗口",
    "城东一村",
    "城东二村",
    "大坪东村",
    "大坪西村",
]


def _groups(*names: str, county: str = "甲县", apart: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    return alike(Counter(names), county, apart)


@pytest.mark.parametrize(("long", "short"), _ONE)
def test_two_names_of_one_office(long, short):
    """The full name and what people write."""
    assert _groups(long, short) == [(long, short)]


def test_no_two_of_these_are_one():
    """Offices that a county has side by side: none is taken for another."""
    assert len(_APART) == len(set(_APART)) >= 100
    assert _groups(*_APART) == []


def test_each_name_finds_its_own_among_many():
    """A short name among a hundred others is told with the long one, and with no other."""
    for long, short in _ONE:
        found = [group for group in _groups(*_APART, long, short) if {long, short} & {*group}]
        assert len(found) == 1
        assert {long, short} <= {*found[0]}


@pytest.mark.skipif(not _REGISTER.is_file(), reason="the folder ../shared/data with the real registers is not here")
def test_of_real_names_none_is_suggested_in_vain():
    """Two hundred companies of a provincial register are different ones."""
    with closing(openpyxl.load_workbook(_REGISTER, read_only=True)) as book:
        rows = list(book.worksheets[0].iter_rows(min_row=2, values_only=True))
    companies = Counter(str(row[1]).strip() for row in rows if row[1])
    assert len(companies) > 200
    assert alike(companies, "某县") == []


def test_the_frequent_spelling_or_the_known_one_leads():
    """The list of the configuration is added to the name that it has."""
    names = {"河东街道办": 3, "河东街道办事处": 2, "河东街道": 2}
    assert alike(names, "甲县") == [("河东街道办", "河东街道办事处", "河东街道")]
    assert alike(names, "甲县", ["河东街道"]) == [("河东街道", "河东街道办", "河东街道办事处")]
    assert alike(names, "甲县", list(names)) == []


def test_fillings_on_both_sides_are_two_offices():
    """市场服务中心 and 市场管理中心 differ; 市场中心 is likely either, so none is told."""
    assert _groups("县市场服务中心", "县市场管理中心") == []
    assert _groups("县市场服务中心", "县市场管理中心", "县市场中心") == []
    assert _groups("县市场服务中心", "县市场中心") == [("县市场服务中心", "县市场中心")]


def test_the_issue_has_counts_cells_and_lines():
    """A warning with the cells of the rarer spelling, and the line for the configuration, with what stands there already."""
    rows = "\n".join(
        f"A{number} | 2026-07-01 | {unit}"
        for number, unit in enumerate(["河东街道办事处"] * 3 + ["河东街道办"] * 2 + ["县民政局"] * 4)
    )
    found = cleaned("工单编号 | 受理日期 | 被反映单位\n" + rows, vocabulary={"unit": {"河东街道办事处": ["河东街办"]}})
    (one,) = [issue for issue in found.issues if issue.code == "ledger.unit-spellings"]
    assert one.level == "warning"
    assert "5 cases together: “河东街道办事处” 3, “河东街道办” 2" in one.message
    assert one.hint.endswith("ledger: {vocabulary: {unit: {河东街道办事处: [河东街办, 河东街道办]}}}")
    assert [str(place) for place in one.places] == ["台账1.xlsx [一季度] C5", "台账1.xlsx [一季度] C6"]


def test_a_spelling_that_is_settled_is_not_told_again():
    """The line pasted, the units are one."""
    rows = "A1 | 2026-07-01 | 河东街道办事处\nA2 | 2026-07-02 | 河东街道办"
    found = cleaned(
        "工单编号 | 受理日期 | 被反映单位\n" + rows, vocabulary={"unit": {"河东街道办事处": ["河东街道办"]}}
    )
    assert "ledger.unit-spellings" not in found.codes
    assert set(found.column("unit")) == {"河东街道办事处"}
