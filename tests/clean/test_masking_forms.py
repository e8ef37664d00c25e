"""People whom the form of the name gives away, whatever the place: masked by half, in another script, signed, with a title."""

import pytest

from reportgen.clean.people.masking import Masker
from reportgen.clean.people.names import read_names

NOBODY = Masker(read_names([], []))


def _printed(text: str) -> str:
    return NOBODY.mask_all([text]).texts[0]


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("举报人苏某英反映邻居占用楼道。", "英"),
        ("对施某斌的处罚决定已送达。", "斌"),
        ("驾驶员鲁*军拒载。", "军"),
        ("经理凌×平口头承诺退款。", "平"),
        ("当事人系柯O军，本地人。", "军"),
        ("户主单某某贵家的房屋开裂。", "贵"),
        ("黎某某、洪某生、桂某三人被约谈。", "生"),
        ("被举报人丁伟*在办公室打牌。", "伟"),
    ],
)
def test_what_a_half_masked_name_left_is_not_printed(text: str, given: str) -> None:
    """Somebody masked a part of it: the rest goes, too."""
    told = _printed(text)
    assert given not in told
    assert told or "某" in text


@pytest.mark.parametrize(
    "text",
    ["苏某反映施某占用楼道。", "经查，凌某未取得驾驶证。", "柯某来到现场。", "单某承诺退款。", "资料通过某园区转交。"],
)
def test_a_surname_alone_is_no_half_masked_name(text: str) -> None:
    """What follows 某 is what he does."""
    assert _printed(text) == text


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("外籍教师박지훈反映课时费未付。", "박지훈"),
        ("其妻Анна Орлова办理登记。", "Анна"),
        ("日本籍员工山本次郎的居留许可过期。", "山本次郎"),
        ("望尽快答复为盼。池小龙 13800000000", "池小龙"),
        ("请领导明察。二〇二四年三月　岑　冰", "岑　冰"),
        ("特此反映。\n    居民：柏红梅\n    2026年3月1日", "柏红梅"),
        ("经查，实际施工人为安宁，其没有资质。", "安宁"),
        ("名单上的端正、高洁都是村干部亲戚。", "高洁"),
        ("妇产科的计护士态度差。", "计护士"),
        ("车间时主管克扣加班费。", "时主管"),
        ("隔壁蒋奶奶家漏水。", "蒋奶奶"),
        ("执法证号浙B05-0318的人员没有开票。", "浙B05-0318"),
        ("山口乡梨花村290号通往外面的便桥被冲走。", "290号"),
    ],
)
def test_a_person_is_not_printed(text: str, secret: str) -> None:
    """Other scripts, signatures, titles behind an office, a number by which somebody is found."""
    assert secret not in _printed(text)


@pytest.mark.parametrize(
    "text",
    [
        "其他村民小组都已通水。",
        "这四个村民小组递交过申请。",
        "请答复县政府2014-11号文件。",
        "由原来的村民组合并而成。",
        "那里建起一栋三层楼房。",
        "当时主管部门没有答复。",
        "感谢各位领导。请尽快解决。",
        "实际施工人为农民工，未签合同。",
        "你找物业去，这事不归我管。",
    ],
)
def test_groups_measures_and_roles_stay(text: str) -> None:
    """Nobody lives in a group without a name, a month is no house."""
    assert _printed(text) == text


def test_the_name_of_an_estate_begins_behind_the_words_before_it() -> None:
    """What goes on with the sentence is told: 我们小区."""
    assert _printed("物业没有处理我们小区3栋502室的漏水。").startswith("物业没有处理我们（住址略）")
