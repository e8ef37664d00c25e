"""What tells who somebody is beside names and numbers: a class at school, a work number, a day of birth, the end of an ID number.

Each kind is data: a pattern whose group `value` is not printed, what is printed instead, and an example with the value in braces.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.clean.people.numbers import Hit, fold_wide

_COUNT = "[0-9一二三四五六七八九十]{1,4}"
_DAY = (
    r"(?:(?:19|20)?\d\d\s?[-—./年]\s?\d{1,2}\s?[-—./月]\s?\d{1,2}\s?[日号]?"
    "|[一二][九〇零○][0-9〇零○一二三四五六七八九]{2}年[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十廿]{1,3}[日号]?)?"
    r"|(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?:19|20)\d\d年\d{1,2}月|\d\d年\d{1,2}月)"
)
_DUTY = "警|协管|网格|柜|接线|话务|客服|窗口|保安|城管|司机|驾驶|乘务|售票|收费|护士|医生|安检|坐席|值班|快递|骑手|物业|工作人员|经办人"
_COURT = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼兵最高"


@dataclass(frozen=True, slots=True)
class Detail:
    """A kind of detail that tells who somebody is."""

    code: str
    pattern: re.Pattern[str]
    instead: str
    example: str


DETAILS: tuple[Detail, ...] = (
    Detail(
        "school-class",
        re.compile(
            rf"(?P<value>(?:(?:{_COUNT}年级|[初高][一二三123]|(?:19|20)?\d\d级|学前|(?<=园)[托小中大])|(?<=[学校中园])[一二三四五六七八九]?)"
            rf"\s?[（(]?\s?{_COUNT}\s?[)）]?\s?班)(?![车次组长子制主倒])|(?P<other>(?<=[学校中园])[小中大][一二三四五六七八九]?班(?=[的，。、班])|[一二三四五六七八九][（(]{_COUNT}[)）]班)"
        ),
        "（班级略）",
        "孩子在实验小学{三年级二班}读书",
    ),
    Detail(
        "work-number",
        re.compile(
            rf"(?:工号|警号|胸牌号?|胸卡号?|工牌号?|岗位号|执法证号?|上岗证号?)[是为:：\s]{{0,3}}(?P<value>(?:No\.?|NO\.?|№)?\s?[A-Za-z]{{0,4}}-?\d{{2,10}})"
            rf"|(?:{_DUTY})(?:人|员|师傅)?[（(，]?\s?(?:编号|号码|证号|号牌)?[是为:：]?\s?(?P<other>(?:No\.?|NO\.?|№)?\s?[A-Za-z]{{0,3}}-?\d{{3,8}})(?=[号)），。的]|$)"
            r"|(?P<third>(?:No\.|NO\.|№)\s?[A-Za-z]{0,3}\d{3,8})",
        ),
        "（工号略）",
        "工号{A8224}的窗口人员",
    ),
    Detail(
        "id-tail",
        re.compile(
            r"(?:身份证|证件|证号|手机|电话|银行卡|卡|号码)(?:号码|号)?的?(?:最后|后|末|尾|前)[一二三四五六八\d]?(?:位数?|号|数)?(?:字|码)?[^。；\n]{0,12}?(?<![\dA-Za-z])(?P<value>\d{3,8}[Xx]?)(?![\d年月日时分元]|个)"
            r"|尾号[是为:：\s]{0,3}(?P<other>\d{3,8}[Xx]?)"
        ),
        "（号码略）",
        "身份证后四位{8997}的申请",
    ),
    Detail(
        "birth-date",
        re.compile(
            rf"(?P<value>(?<!\d){_DAY})\s?(?:出生|生人|生于|生(?=[)）人，、。；]|$))"
            rf"|(?:出生|生日|生于|诞辰)[^。；\n\d一二]{{0,12}}?(?P<other>{_DAY})"
        ),
        "（出生日期略）",
        "{1962年3月5日}出生",
    ),
    Detail(
        "e-mail",
        re.compile(
            r"(?P<value>[A-Za-z0-9][A-Za-z0-9._%+\-]{1,40}\s?(?:[(（\[]\s?(?:at|AT|At|艾特|圈a|@)\s?[)）\]]|at(?=\s)|AT(?=\s)|(?<=\s)at\s|艾特|圈[aA]|#|＃|\*|@)\s?[A-Za-z0-9\-]{2,30}\s?(?:[.。]|点|dot|DOT)\s?(?:com|cn|net|org|gov|edu|vip|COM|CN|NET)(?:\s?(?:[.。]|点)\s?cn)?)"
        ),
        "（邮箱略）",
        "发到{lixiu90艾特qq点com}",
    ),
    Detail(
        "file-number",
        re.compile(
            r"(?:住院|病历|病案|门诊|就诊卡?|诊疗卡?|档案|残疾证|低保证|优待证|学籍|准考证|考生|信访件?|来信|上访件?|鉴定(?:文书|书)?|判决书?|裁定书?|仲裁书?|处罚决定书?|报案|立案|护照|通行证|证件|房产证|不动产权?证|驾驶证|社保卡?|医保卡?|公积金|存折|参保人?)"
            r"(?:编|流水|登记|受理|查询|个人)?(?:号码|号|编号)?[是为:：\s]{0,3}(?P<value>[A-Za-z]{1,3}-?\d[\d\-]{3,19}|(?=[A-Za-z0-9]*[A-Za-z])(?=(?:[A-Za-z]*\d){4})[A-Za-z0-9]{7,14}|(?<=号)\d{5,20})"
        ),
        "（编号略）",
        "住院号{MZ-575859}",
    ),
    Detail(
        "court-case",
        re.compile(rf"(?P<value>[（(\[〔]\s?(?:19|20)\d\d\s?[)）\]〕]\s?[{_COURT}]\s?\d{{2,4}}\s?[\u4e00-\u9fff]{{1,4}}\s?\d{{1,6}}\s?号)"),
        "（案号略）",
        "案号{（2021）川0120民初5789号}",
    ),
    Detail(
        "account-name",
        re.compile(r"(?:账号|帐号|账户|用户名|登录名|网名|昵称|(?<![A-Za-z])[Ii][Dd])[是为:：\s]{0,3}(?P<value>(?=[A-Za-z0-9_\-]*\d)[A-Za-z][A-Za-z0-9_\-]{4,24})"),
        "（号码略）",
        "账号{ZYF19931104}",
    ),
    Detail(
        "chat-name",
        re.compile(r"(?:微信|QQ|抖音|快手|网络)(?:名字|名|昵称)[叫是为:：]{0,2}\s?[“\"‘「](?P<value>[^”\"’」]{2,16})[”\"’」]"),
        "（网名略）",
        "微信名叫“{小刘家政}”",
    ),
)  # fmt: skip
_WORTH = re.compile("班|[0-9]|年|微信|[Qq][Qq]|抖音|快手")


def find_details(text: str) -> Iterator[Hit]:
    """The details in a text, in the order of the table."""
    folded = fold_wide(text)
    if not _WORTH.search(folded):
        return
    for detail in DETAILS:
        for found in detail.pattern.finditer(folded):
            group = next(name for name, value in found.groupdict().items() if value)
            yield Hit(*found.span(group), detail.instead)
