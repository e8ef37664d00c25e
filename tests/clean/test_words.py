"""Status, verification, satisfaction, handling, channel and unit: what a ledger writes, by what it means."""

import pytest

from reportgen.clean.words.vocabulary import SATISFACTION, STATUS, VERIFIED, longest_first
from tests.clean.notation import cleaned, sheet

HEADER = "工单编号 | 受理日期 | 办理状态 | 是否属实 | 满意度"


@pytest.mark.parametrize(
    ("words", "text", "meaning"),
    [
        (STATUS, "已办结", "closed"),
        (STATUS, "未办结", "open"),
        (STATUS, "尚未办结", "open"),
        (STATUS, "该件已办结，回复群众", "closed"),
        (STATUS, "超期未办结", "overdue"),
        (STATUS, "不能完成", ""),
        (STATUS, "办 理 中", "open"),
        (STATUS, "是", "closed"),
        (STATUS, "否", "open"),
        (STATUS, "这是一个说明", ""),
        (VERIFIED, "属实", "yes"),
        (VERIFIED, "不属实", "no"),
        (VERIFIED, "经查，反映问题部分属实", "partly"),
        (VERIFIED, "经核查反映情况不属实", "no"),
        (VERIFIED, "无法判断是否", ""),
        (SATISFACTION, "满意", "satisfied"),
        (SATISFACTION, "回访群众表示不满意", "dissatisfied"),
        (SATISFACTION, "基本满意", "basically"),
        (SATISFACTION, "非常不满意", "dissatisfied"),
        (SATISFACTION, "Ｘ", ""),
    ],
)
def test_the_longest_word_found_decides(words, text, meaning):
    """不属实 holds 属实, 未办结 holds 办结: the longer word wins, and a negated one does not count."""
    assert longest_first(words, {}).meaning(text) == meaning


def test_the_configuration_overrides_what_is_built_in():
    """A word of ledger.vocabulary means what it says there."""
    table = HEADER + "\n1 | 2026-07-01 | 受理中 | 是 | 一般"
    found = cleaned(table, vocabulary={"status": {"overdue": ["受理中"]}, "satisfaction": {"dissatisfied": ["一般"]}})
    assert (found.column("status"), found.column("satisfaction")) == (["overdue"], ["dissatisfied"])


def test_words_that_nobody_knows_are_listed():
    """Their count, the words and the place to add them are said; the cases stay."""
    found = cleaned(HEADER + "\n1 | 2026-07-01 | 已归档 | 是 | 满意\n2 | 2026-07-01 | 已归档 | 是 | 满意")
    assert found.column("status") == ["", ""]
    told = found.message("ledger.words-unknown")
    assert told.startswith(
        "2 cells of status hold words that are not understood and count as if they were empty: “已归档” 2."
    )
    assert "ledger: {vocabulary: {status: {closed: [已归档]}}}" in told


def test_a_handling_column_that_holds_status_is_status():
    """办理结果 with 已办结, 办理中 and 超期 is the status, and that is said."""
    found = cleaned(
        "工单编号 | 受理日期 | 办理结果\n1 | 2026-07-01 | 已办结\n2 | 2026-07-01 | 办理中\n3 | 2026-07-01 | 超期"
    )
    assert found.column("status") == ["closed", "open", "overdue"]
    assert found.column("handling_text") == ["", "", ""]
    assert "handling" not in found.ledger.fields
    assert found.told("ledger.handling-is-status") == ["台账1.xlsx [一季度] C"]


def test_a_case_may_have_got_several_kinds_of_handling():
    """A longer text is searched for all words of the configuration; each kind counts, in its order there, and that is said."""
    found = cleaned(
        """
        工单编号 | 受理日期 | 处理情况
        1 | 2026-07-01 | 经核查属实，对当事人批评教育，并责令整改到位
        2 | 2026-07-02 | 限期整改
        3 | 2026-07-03 | 已向来电群众作了较为详细的解释
        """,
        vocabulary={"handling": {"责令整改": ["限期整改"], "批评教育": ["批评"]}},
    )
    assert found.column("handling") == ["责令整改|批评教育", "责令整改", ""]
    assert found.told("ledger.several-handling") == ["台账1.xlsx [一季度] C2"]
    assert found.column("handling_text")[1] == "限期整改"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("通报批评并责令整改", "责令整改|通报批评"),
        ("责令整改，未通报批评", "责令整改"),
        ("提醒谈话后又诫勉谈话", "诫勉|谈话提醒"),
        ("通报批评", "通报批评"),
    ],
)
def test_words_that_are_part_of_longer_ones_tell_no_kind_of_their_own(text, kinds):
    """通报批评 is no 批评, what did not happen is no kind."""
    vocabulary = {
        "责令整改": [],
        "通报批评": ["通报"],
        "批评教育": ["批评"],
        "诫勉": ["诫勉谈话"],
        "谈话提醒": ["提醒谈话", "谈话"],
    }
    found = cleaned(f"工单编号 | 受理日期 | 处理情况\n1 | 2026-07-01 | {text}", vocabulary={"handling": vocabulary})
    assert found.column("handling") == [kinds]


def test_few_short_values_are_kinds_by_themselves():
    """Without a vocabulary a column of few short values is taken as it is."""
    found = cleaned(
        "工单编号 | 受理日期 | 处置方式\n1 | 2026-07-01 | 谈话函询\n2 | 2026-07-02 | 立案\n3 | 2026-07-02 | /"
    )
    assert found.column("handling") == ["谈话函询", "立案", ""]


def test_of_two_handling_columns_one_tells_the_kind_and_one_the_story():
    """The shorter is the kind, the longer the text."""
    found = cleaned(
        "工单编号 | 受理日期 | 处置方式 | 办理情况\n1 | 2026-07-01 | 批评教育 | 窗口已向来电群众致歉并当日办结"
    )
    assert found.column("handling") == ["批评教育"]
    assert found.column("handling_text") == ["窗口已向来电群众致歉并当日办结"]
    assert "ledger.two-handlings" in found.codes


def test_units_and_channels_have_one_spelling():
    """The vocabulary's, or the one that most rows have; brackets and spaces do not make another unit."""
    found = cleaned(
        """
        工单编号 | 受理日期 | 被反映单位 | 来源
        1 | 2026-07-01 | 县医院（门诊、住院） | 热线
        2 | 2026-07-01 | 县医院(门诊、住院) | 12345
        3 | 2026-07-01 | 县 医院（门诊、住院） | 来信
        4 | 2026-07-01 | 县医院（门诊、住院） | 12345热线
        5 | 2026-07-01 | 医保局、税务局；医保局 | 不详
        """,
        vocabulary={"channel": {"12345热线": ["热线", "12345"]}, "unit": {"县医保局": ["医保局"]}},
    )
    assert found.column("unit") == ["县医院（门诊、住院）"] * 4 + ["县医保局|税务局"]
    assert found.column("channel") == ["12345热线", "12345热线", "来信", "12345热线", ""]


def test_texts_are_tidied_and_otherwise_kept_to_the_character():
    """Tabs, line breaks and &nbsp; go; rare hanzi, NA and spaces between words stay."""
    cells = ["\n\t\t 办事&nbsp;窗口\n态度差 ", "请用 App 办理", "𠮷野家 NA", "NA", "无", "<b>粗</b>"]
    found = cleaned(sheet([["受理日期", "主要内容"], *[["2026-07-01", text] for text in cells]]))
    assert found.column("text") == ["办事窗口态度差", "请用 App 办理", "𠮷野家 NA", "NA", "", "<b>粗</b>"]


@pytest.mark.parametrize(
    "text",
    [
        "𠮷野家𪚥𰻝",
        "\ufa0c\uf900",
        "e\u0301a\u030a",
        "ＡＢＣ①㎡",
        "“《【】》”——……",
        "👨\u200d👩\u200d👧",
        "葛\U000e0100城",
        "None",
        "null",
        "NaN",
        "N/A",
        "TRUE",
    ],
)
def test_texts_keep_every_character(text):
    """Rare hanzi, compatibility ideographs, combining marks, full-width forms and words that programs take for nothing."""
    found = cleaned(sheet([["工单编号", "受理日期", "主要内容", "被反映单位"], [text, "2026-07-01", text, text]]))
    assert (found.column("id"), found.column("text")) == ([text], [text])
    assert "".join(found.column("unit")[0].split("|")) == text.replace("/", "")


def test_case_numbers_are_kept_to_the_character():
    """Leading zeros stay; a number is written without a decimal point."""
    found = cleaned(
        sheet(
            [
                ["工单编号", "受理日期"],
                ["007", "2026-07-01"],
                [24, "2026-07-01"],
                [25.0, "2026-07-02"],
                ["4301021990010112345X", "2026-07-01"],
                ["NA", "2026-07-03"],
            ]
        )
    )
    assert found.column("id") == ["007", "24", "25", "4301021990010112345X", "NA"]
