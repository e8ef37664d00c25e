"""People are masked in every text that may be printed, and what is in doubt is not printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.clean.people.masking import Masker, below_township
from reportgen.clean.people.names import read_names
from reportgen.clean.people.numbers import looks_personal
from reportgen.clean.words.synonyms import SYNONYMS
from reportgen.messages import CATALOGUE, _, speak
from tests.clean.notation import cleaned, sheet

NOBODY = Masker(read_names([], []))


def knowing(names):
    return Masker(read_names(names, []))


def masked(text, complainants=(), persons=(), **more):
    return Masker(read_names(complainants, persons), **more).mask(text)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("身份证430102199001011234。", "身份证（身份证号略）。"),
        ("证号43010219900101123X，", "证号（身份证号略），"),
        ("证号４３０１０２１９９００１０１１２３ｘ", "证号（身份证号略）"),
        ("430102 19900101 1234", "（身份证号略）"),
        ("旧证430102900101123号", "旧证（身份证号略）号"),
        ("手机13800138000", "手机（电话略）"),
        ("手机138 0013 8000，", "手机（电话略），"),
        ("手机138-0013-8000", "手机（电话略）"),
        ("＋86 １３８００１３８０００", "（电话略）"),
        ("一三八零零一三八零零零", "（电话略）"),
        ("座机0731-85123456转8001", "座机（电话略）"),
        ("（0731）8512345", "（电话略）"),
        ("电话：8512345", "电话：（电话略）"),
        ("卡号6222021234567890123", "卡号（账号略）"),
        ("6222 0212 3456 7890 123", "（账号略）"),
        ("邮箱ab.c@example.com", "邮箱（邮箱略）"),
        ("微信号：abc_12345", "微信号：（号码略）"),
        ("QQ12345678", "QQ（号码略）"),
        ("车牌湘A12345", "车牌（车牌号略）"),
        ("渝A·D12345停在门口", "（车牌号略）停在门口"),
        ("护照E12345678", "护照（证件号略）"),
    ],
)
def test_it_masks_numbers_of_persons(text, printed):
    """Every kind of DOMAIN 5, however it is spaced or written."""
    assert NOBODY.mask(text).replace("(", "（").replace(")", "）") == printed


@pytest.mark.parametrize(
    "text",
    [
        "王家庄村民反映12345热线无人接听",
        "2026年7月1日至2026年9月30日",
        "时间2026-03-05 2026-03-12",
        "20260305号通知",
        "收费1234567元，占地20000000平方米",
        "公安局局长、卫生院院长、许可科科长都不在",
        "办公室主任高度重视，任何医生不得收费，许多老师到场",
        "向主任反映，和主任说",
        "工作人员态度生硬，群众反映强烈，居民高度关注",
        "湘潭市、京津冀、新A区",
        "服务电话400-800-8000",
        "经营者周某、张某某、李××",
        "第12345号，编号A123",
    ],
)
def test_it_leaves_what_is_no_person(text):
    """Places, days, amounts, offices and service numbers stay to the character, and the text is printed."""
    assert NOBODY.mask_all([text]).texts == [text]


def test_names_of_the_ledger_s_columns_are_masked_wherever_they_occur():
    """Surname and 某; compound surnames are kept; several in a cell, with titles, phones and notes beside them."""
    columns = ["张三丰", "李 四", "王建国13800138000", "赵六、钱七等3人", "孙八（化名）", "买买提·艾力"]
    text = "张三丰、李四、王建国、赵六、钱七、孙八、买买提·艾力和欧阳建国在场"
    assert masked(text, columns, ["欧阳建国"]) == "张某、李某、王某、赵某、钱某、孙某、买某和欧阳某在场"


def test_several_people_of_one_surname_are_told_apart():
    """张某甲 and 张某乙, the same person always the same."""
    assert (
        masked("张伟打了张丽，张伟逃走，李四报警", ["张伟", "张丽", "李四"]) == "张某甲打了张某乙，张某甲逃走，李某报警"
    )


def test_a_person_has_one_mask_in_the_whole_ledger():
    """甲 and 乙 go by who is named first in the ledger, row by row, in subject, text, handling and unit alike; 王 alone needs none."""
    table = """
        工单编号 | 受理日期 | 反映人 | 被反映人 | 被反映单位 | 标题 | 主要内容 | 答复意见
        1 | 2026-07-01 | 张翠屏 | 匿名 | 医保局 | 张翠屏来电 | 张翠屏称张德胜不在岗 | 已告知张翠屏
        2 | 2026-07-02 | 张德胜 | 匿名 | 张德胜诊所 | 无 | 张晓棠和张德胜吵架，王秋实劝开 | 已批评张晓棠
        3 | 2026-07-03 | 张晓棠 | 王秋实 | 医保局 | 无 | 张翠屏又来了 | 无
    """
    found = cleaned(table)
    assert found.column("text") == ["张某甲称张某乙不在岗", "张某丙和张某乙吵架，王某劝开", "张某甲又来了"]
    assert found.column("subject")[0] == "张某甲来电"
    assert found.column("handling_text")[:2] == ["已告知张某甲", "已批评张某丙"]
    assert found.column("unit")[1] == "张某乙诊所"


def test_the_eleventh_of_a_surname_is_numbered():
    """甲 to 癸 are ten; who comes after them is 张某11."""
    names = [f"张{given}" for given in "翠芬芳萍娥玲燕凤洁琳莲"]
    texts = knowing(names).mask_all([f"{name}不在岗" for name in names]).texts
    assert texts[0] == "张某甲不在岗"
    assert texts[9:] == ["张某癸不在岗", "张某11不在岗"]


def test_a_name_with_a_dot_is_known_with_any_dot_and_with_none():
    """买买提·艾力, 买买提•艾力 and 买买提艾力 are one person."""
    text = "买买提·艾力来过，买买提•艾力说，买买提艾力走了"
    assert masked(text, ["买买提・艾力"]) == "买某来过，买某说，买某走了"


def test_names_in_latin_letters_are_left_out():
    """A complainant from abroad is found as written."""
    assert masked("Anna Kowalczyk称窗口无人", ["Anna Kowalczyk（外籍）"]) == "（反映人略）称窗口无人"


def test_a_longer_name_than_the_known_one_keeps_the_text_back():
    """王强 is known, 王强辉 is somebody else: 王某辉 would tell more of him than may be told."""
    assert knowing(["王强"]).mask_all(["王强辉不在岗"]).texts == [""]


@pytest.mark.parametrize(
    ("unit", "printed"),
    [
        ("张德胜", "张某"),
        ("欧阳德胜", "欧阳某"),
        ("医保局张德胜", "医保局张某"),
        ("医保局（张德胜）", "医保局（张某）"),
        ("医保局张主任", "医保局张某主任"),
        ("医保局13800138000", "医保局（电话略）"),
        ("黄石分局", "黄石分局"),
        ("高新区政务中心", "高新区政务中心"),
        ("王家庄村委会", "王家庄村委会"),
    ],
)
def test_a_unit_cell_that_names_somebody(unit, printed):
    """A name, a phone or a title beside the office is masked; an office and a place stay."""
    assert cleaned(f"工单编号 | 受理日期 | 被反映单位\n1 | 2026-07-01 | {unit}").column("unit") == [printed]


def test_a_phone_for_a_case_number_does_not_leave():
    """A number of the ledger's phone column is no case number."""
    found = cleaned(
        "工单编号 | 受理日期 | 联系电话\n13800138000 | 2026-07-01 | 13800138000\nA7 | 2026-07-02 | 13900139000"
    )
    assert found.column("id") == ["", "A7"]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("窗口的张德胜一直玩手机", "窗口的张某一直玩手机"),
        ("让于海燕等了半天", "让于某等了半天"),
        ("上官晓棠在场", "上官某在场"),
        ("把材料交给扎西次仁", "把材料交给扎某"),
    ],
)
def test_who_is_named_without_a_column_or_title_is_masked_where_both_ends_are_sure(text, printed):
    """What stands around the name says where it begins and ends."""
    assert NOBODY.mask_all([text]).texts == [printed]


@pytest.mark.parametrize("text", ["古丽娜尔·木沙没有登记", "加了nidi_1978以后没有回音", "楼道里石磊也没有来"])
def test_a_name_whose_end_is_not_sure_keeps_the_text_back(text):
    """It cannot be said where such a name ends: the case is counted, its text is not printed."""
    assert NOBODY.mask_all([text]).texts == [""]


def test_offices_and_places_of_the_ledger_are_no_people():
    """What stands in the columns of units and regions may be spoken of, though it begins like a name."""
    assert "若荷" not in NOBODY.mask_all(["到汤若荷纪念馆排队"]).texts[0]
    table = """
        工单编号 | 受理日期 | 被反映单位 | 主要内容
        1 | 2026-07-01 | 汤若荷纪念馆 | 到汤若荷纪念馆排队
        2 | 2026-07-02 | 医保局 | 汤若荷在排队
    """
    assert cleaned(table).column("text") == ["到汤若荷纪念馆排队", "汤某在排队"]


def test_who_is_nobody_is_not_masked():
    """匿名, 群众, 窗口人员 and the like name nobody; a place that begins like a name stays a place."""
    assert (
        masked("群众和窗口人员在场，王家庄来人", ["匿名", "群众", "某女士", "王家"], ["窗口人员", "保安"])
        == "群众和窗口人员在场，王家庄来人"
    )


def test_nicknames_and_firms_of_complainants_are_left_out():
    """A complainant may be an account or a firm."""
    assert (
        masked("网友“A00045581”您好，甲乙丙商贸经营部反映", ["A00045581", "甲乙丙商贸经营部"])
        == "网友“（反映人略）”您好，（反映人略）反映"
    )


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("王局长", "王某局长"),
        ("找欧阳主任反映", "找欧阳某主任反映"),
        ("欧阳建国副主任", "欧阳某副主任"),
        ("李建国书记说", "李某书记说"),
        ("局长李建国说", "局长李某说"),
        ("我叫朱一二，住城东", "我叫朱某，住城东"),
        ("联系人：诸葛明", "联系人：诸葛某"),
        ("业主陈明反映", "业主陈某反映"),
        ("患者刘女士称", "患者刘某女士称"),
        ("老板谢铭在场，后来谢铭走了", "老板谢某在场，后来谢某走了"),
    ],
)
def test_titles_and_cues_give_names_away(text, printed):
    """Names that no column holds."""
    assert NOBODY.mask(text) == printed


def test_addresses_are_cut_below_the_township():
    """From the address column: what follows township or street office is left out wherever it occurs."""
    assert below_township("甲县城关镇人民路12号") == "人民路12号"
    assert masked("住在城关镇人民路12号3单元", addresses=["甲县城关镇人民路12号3单元"]) == "住在城关镇（住址略）"
    assert masked("城关镇的事", addresses=["城关镇"]) == "城关镇的事"


def test_phones_of_the_ledger_s_column_are_masked_even_without_a_cue():
    """A short local number is known from the column."""
    assert masked("打8512345没人接", numbers=["8512345"]) == "打（电话略）没人接"


def test_what_remains_suspicious_is_not_printed():
    """The case is counted, its text withheld, and the issue names the cell without the number."""
    found = cleaned("工单编号 | 受理日期 | 主要内容\n1 | 2026-07-01 | 档案99887766554433221100\n2 | 2026-07-02 | 某事")
    assert found.column("text") == ["", "某事"]
    assert found.told("ledger.text-withheld") == ["台账1.xlsx [一季度] C2"]


def test_personal_columns_stay_out_of_the_ledger():
    """They are read to mask the texts, and nothing else."""
    table = """
        工单编号 | 受理日期 | 反映人 | 联系电话 | 身份证号 | 住址 | 被反映人 | 职务 | 被反映单位 | 标题 | 主要内容 | 答复意见
        1 | 2026-07-01 | 赵一钱 | 13800138000 | 430102199001011234 | 城关镇人民路12号 | 孙二李 | 科员 | 赵一钱诊所 | 赵一钱来电 | 孙二李让赵一钱回人民路12号拿材料 | 已联系13800138000
    """
    found = cleaned(table)
    everything = " ".join(str(value) for name in found.ledger.cases for value in found.ledger.cases[name])
    for secret in ("赵一钱", "孙二李", "13800138000", "430102", "人民路12号"):
        assert secret not in everything
    assert found.column("text") == ["孙某让赵某回（住址略）拿材料"]


NAMES = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["王", "李", "欧阳", "上官", "曲", "万"]),
        st.text(st.sampled_from("一二建国伟丽敏强"), min_size=1, max_size=2),
    ),
)
CONTEXT = st.text(st.sampled_from("的在了，。、窗口办事群众反映王李\n 12年月日"), max_size=8)


@given(CONTEXT, NAMES, CONTEXT)
def test_no_listed_name_survives(before, name, after):
    """Whatever stands around it, a name of the ledger's columns is not printed."""
    found = cleaned(sheet([["受理日期", "反映人", "主要内容"], ["2026-07-01", name, f"{before}{name}{after}"]]))
    assert name not in found.column("text")[0]


GAPS = st.sampled_from(["", " ", "-", "  ", "\n", "\u3000"])
WIDTHS = st.sampled_from(["0123456789", "０１２３４５６７８９", "零一二三四五六七八九"])


@st.composite
def spelled(draw, digits):
    """Digits with gaps at two places, in one of the forms of digits."""
    forms, gap = draw(WIDTHS), draw(GAPS)
    cuts = sorted(draw(st.lists(st.integers(1, len(digits) - 1), max_size=2, unique=True)))
    parts = [digits[start:end] for start, end in zip([0, *cuts], [*cuts, len(digits)], strict=True)]
    return gap.join("".join(forms[int(digit)] for digit in part) for part in parts)


@given(st.data(), st.sampled_from(["1{}", "6222{}", "430102199{}"]))
def test_no_number_of_a_person_survives(data, pattern):
    """Mobiles, bank cards and ID cards, spaced, full-width or in hanzi: masked, or the text is withheld."""
    length = {"1{}": 11, "6222{}": 19, "430102199{}": 18}[pattern]
    fixed = pattern.format("")
    rest = data.draw(st.text(st.sampled_from("3456789"), min_size=length - len(fixed), max_size=length - len(fixed)))
    number = data.draw(spelled(fixed + rest))
    found = cleaned(sheet([["受理日期", "主要内容"], ["2026-07-01", f"联系{number}，谢谢"]]))
    assert not looks_personal(found.column("text")[0])
    assert sum(character in "0123456789０１２３４５６７８９" for character in found.column("text")[0]) == 0


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_our_own_sentences_are_no_people(language):
    """What is said to the user goes through the gate too, and none of our words is taken for a name there."""
    speak(language)
    sentences = [_(text) for entry in CATALOGUE.values() for text in (entry.message, entry.hint, entry.each) if text]
    speak("en")
    assert [sentence for sentence in sentences if NOBODY.strip(sentence) != sentence] == []


def test_known_headers_are_no_people():
    """The names of columns that offices use are shown as they are."""
    headers = {name for tiers in SYNONYMS.values() for names in tiers for name in names}
    assert [header for header in headers if NOBODY.strip(header) != header] == []


@pytest.mark.parametrize(
    "text",
    [
        "班主任没有回答，代课老师说不清楚",
        "屠宰场老板和麻将馆老板都没有证",
        "过程中医生没有出面，健康教育老师只来一次",
        "开发商老板后台很硬，向物价主管部门反映",
        "小学教师评不上高级教师，学校的单位主管部门不回",
        "谭家的地被占，谭家居委会不管",
        "湾田学校收费，花池中学和明阳学校也收",
        "甲政办发〔2026〕12号和王政办发（2025）3号没有公开",
        "每月工资5000-6000，奖金800-1200",
        "产权证号为0000-00000000，号码已隐去",
        "《规程》cjj179-2012，书号ISBN 978-7-80552-263-0",
        "还路于民，多管齐下，应如何处理",
        "气势雄伟，过敏，早高峰，年龄大，承诺办好",
        "才让我去拍片子",
    ],
)
def test_words_are_told_from_names(text):
    """Words that hold a surname character before a title, a school or a document number: nothing is altered or withheld."""
    assert NOBODY.mask_all([text]).texts == [text]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("尊敬的覃厅长", "尊敬的覃某厅长"),
        ("班主任曾雪莲老师", "班主任曾某老师"),
        ("王冠军主任不在", "王某主任不在"),
        ("董事长谭启明说", "董事长谭某说"),
    ],
)
def test_more_titles_give_names_away(text, printed):
    """A name beside a title is masked though its characters form a word."""
    assert NOBODY.mask_all([text]).texts == [printed]


@pytest.mark.parametrize(
    "name",
    [
        "付明华",
        "石河生",
        "唐诗雨",
        "宋朝阳",
        "金子涵",
        "单子豪",
        "关爱华",
        "农学军",
        "张飞龙",
        "李白云",
        "强建国",
        "严建国",
        "唐宋",
    ],
)
def test_names_whose_first_characters_look_like_words_are_not_printed(name):
    """The beginning of such a name is a word or a famous person: all the same nobody reads it."""
    texts = NOBODY.mask_all([f"村民{name}到场后说了话。", f"我去找{name}，没人。", f"{name}把材料退回。"]).texts
    assert [text for text in texts if name[1:] in text] == []


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("家住城关镇石桥村，行动不便", "家住城关镇（住址略），行动不便"),
        ("我家住在白沙镇李家坳村", "我家住在白沙镇（住址略）"),
        ("现住甲县清溪乡双塘村王家组", "现住甲县清溪乡（住址略）"),
        ("家住幸福里小区", "家住（住址略）"),
        ("家在清溪乡双塘村", "家在清溪乡（住址略）"),
        ("户籍地：清溪乡双塘村李家湾，要求补办", "户籍地：清溪乡（住址略），要求补办"),
        ("清溪乡双塘村张家组村民反映低保办理慢", "清溪乡（住址略）村民反映低保办理慢"),
        ("双塘村老屋组组长收费", "（住址略）组长收费"),
        ("双塘村工作组未入户，村民小组组长不在", "双塘村工作组未入户，村民小组组长不在"),
        ("双塘村党小组组织不力，该村各组均未通水", "双塘村党小组组织不力，该村各组均未通水"),
        ("户籍窗口办理慢，大家在排队", "户籍窗口办理慢，大家在排队"),
        ("家住王家庄附近，出行不便", "家住王家庄附近，出行不便"),
        ("石桥村的路坏了", "石桥村的路坏了"),
    ],
)
def test_a_home_is_cut_below_the_township_without_a_number_too(text, printed):
    """家住 tells whose village it is; a village that is only spoken of stays."""
    assert NOBODY.mask_all([text]).texts == [printed]


def test_a_group_title_among_the_names_is_no_name():
    """城关镇 alone in its row stands above cases; the names of rows without a date are known all the same."""
    table = """
        反映人 | 受理日期 | 主要内容 | 被反映单位
        城关镇 | | |
        赵一钱 | 2026-07-01 | 城关镇大厅收费，孙二李也在 | 城关镇政府
        孙二李 | | 窗口排队 | 城关镇政府
    """
    found = cleaned(table)
    assert found.column("text") == ["城关镇大厅收费，孙某也在"]
    assert found.column("unit") == ["城关镇政府"]


@pytest.mark.parametrize("name", ["商贸旅游", "农垦农场", "城乡建设", "江河治理", "方言文化"])
def test_names_of_categories_are_shown(name):
    """A word of a few characters that no name goes on with is not blotted out of what inspect prints."""
    assert NOBODY.strip(name) == name
