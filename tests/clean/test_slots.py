"""Names fail closed by position: whoever stands in a slot of a text is not printed, whatever he is called."""

import sys
from collections import Counter
from collections.abc import Callable
from types import FrameType

import pytest

from reportgen.chinese.words.surnames import COMPOUND, IN_SLOTS
from reportgen.clean.people.details import DETAILS, find_details
from reportgen.clean.people.masking import Masker
from reportgen.clean.people.names import read_names
from reportgen.clean.people.slots import frames
from reportgen.clean.people.slots.table import SLOTS
from tests.clean.notation import cleaned, sheet
from tests.clean.slot_texts import FRAMES, HARMLESS, NAMES, Placed, names
from tests.clean.test_masking_recall import fold

NOBODY = Masker(read_names([], []))
_HARDER = {"words": 0.15, "nicknames": 0.15, "minority": 0.12, "foreign": 0.12, "rare surnames": 0.1}
"""Of names that begin with no surname, or one that is a word, so many are still printed at most; of others 1 in 100."""


def _printed(texts: list[str]) -> list[str]:
    """What is printed of each text, each on its own: what the ledger knows of one helps no other."""
    return [NOBODY.mask_all([text]).texts[0] for text in texts]


@pytest.fixture(scope="module")
def placed() -> list[tuple[Placed, str]]:
    """Every name in every frame, and what is printed of the text."""
    texts = [
        Placed(frame.replace("{}", name), name, kind, slot)
        for kind in NAMES
        for name in names(kind)[::3]
        for slot in FRAMES
        for frame in FRAMES[slot]
    ]
    return list(zip(texts, _printed([one.text for one in texts]), strict=True))


@pytest.mark.parametrize("kind", sorted(NAMES))
def test_who_stands_in_a_slot_is_not_printed(placed: list[tuple[Placed, str]], kind: str) -> None:
    """Common and compound names: 99 of 100 masked or withheld; names that no surname gives away: the shares above."""
    asked = [(one, text) for one, text in placed if one.kind == kind]
    shown = [(one, text) for one, text in asked if fold(one.name) in fold(text)]
    assert len(asked) > 200
    assert len(shown) <= _HARDER.get(kind, 0.01) * len(asked), Counter(one.slot for one, _ in shown)


@pytest.mark.parametrize("slot", SLOTS, ids=lambda slot: slot.code)
def test_every_slot_hides_its_example(slot: object) -> None:
    """The person of each slot's example is not printed, and no other slot is needed for a name with a frequent surname."""
    example = slot.example  # type: ignore[attr-defined]
    before, name, after = example.partition("{")[0], example.split("{")[1].split("}")[0], example.split("}", 1)[1]
    for one in (name, "陈晓燕", "欧阳建国"):
        (text,) = _printed([f"{before}{one}{after}".replace("{", "").replace("}", "")])
        assert one not in text


@pytest.mark.parametrize("frame", frames.FRAMES, ids=lambda frame: frame.code)
def test_every_frame_hides_its_example(frame: object) -> None:
    """The person of each frame's example is not printed, nor a given name that no surname announces in its place."""
    example = frame.example  # type: ignore[attr-defined]
    name = example.split("{")[1].split("}")[0]
    texts = [example.replace(f"{{{name}}}", one) for one in (name, "春梅", "阿珍")]
    assert [text for text in _printed(texts) if any(one in text for one in (name, "春梅", "阿珍"))] == []


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("学号尾数0932的热水卡被锁", "0932"),
        ("小区北区15#-3-202漏水", "15#-3-202"),
        ("302和402两家闹水", "402"),
        ("老人1938年腊月初六生", "腊月初六"),
        ("身份证最后四位五二一七", "五二一七"),
        ("值班的是055913号民警", "055913"),
        ("付款给“A装修小蒋153”", "小蒋"),
        ("187****2046打来的", "2046"),
        ("店长Tony推销办卡", "Tony"),
        ("路灯的事我们问过文队长", "文队长"),
        ("感谢老周跑前跑后", "老周"),
    ],
)
def test_houses_births_payees_and_titles_are_not_printed(text: str, secret: str) -> None:
    """Numbers and names in writings that no example shows."""
    assert secret not in _printed([text])[0]


def test_every_surname_is_known_in_a_slot() -> None:
    """The Hundred Family Names, compound ones, and others that are borne: 司机X, 由X经办, 对X予以通报, X来电反映."""
    frames = ("司机{}拒载。", "该业务由{}经办。", "已对{}予以通报批评。", "{}来电反映停车难。", "联系人：{}")
    surnames = sorted(IN_SLOTS | COMPOUND)
    assert len(surnames) > 600
    texts = ([frame.replace("{}", f"{surname}建芬") for frame in frames] for surname in surnames)
    assert [text for one in texts for text in _printed(one) if "建芬" in text] == []


def test_harmless_texts_stay_as_they_are() -> None:
    """Roles, offices, places, products and words that are names elsewhere: at most 2 of 100 are touched."""
    touched = [(text, told) for text, told in zip(HARMLESS, _printed(list(HARMLESS)), strict=True) if text != told]
    assert len(touched) <= 0.02 * len(HARMLESS), touched


@pytest.mark.parametrize("detail", DETAILS, ids=lambda detail: detail.code)
def test_every_detail_hides_its_example(detail: object) -> None:
    """The value in braces is found, to the character, and by the kind whose example it is."""
    example = detail.example  # type: ignore[attr-defined]
    start, end = example.index("{"), example.index("}") - 1
    hits = list(find_details(example.replace("{", "").replace("}", "")))
    assert (start, end, detail.instead) in [(hit.start, hit.end, hit.instead) for hit in hits]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("孩子在城南小学五(2)班，老师收资料费", "五(2)"),
        ("女儿读中山幼儿园大二班", "大二班"),
        ("警号 045217的民警不听解释", "045217"),
        ("柜员30215号推销理财", "30215"),
        ("身份证末六位081234被录错", "081234"),
        ("手机尾号7788收到短信", "7788"),
        ("我生于1958年11月2日，没有领到补贴", "1958年11月2日"),
        ("二〇一五年六月三日出生的孩子报不上名", "二〇一五年六月三日"),
        ("材料发到wang_li88(at)qq.com了", "wang_li88"),
        ("材料发到zhao.x艾特163点com了", "zhao.x"),
        ("病历号H20240088的费用", "H20240088"),
        ("案号（2022）粤0305执881号未执行", "0305"),
    ],
)
def test_details_of_people_are_not_printed(text: str, secret: str) -> None:
    """Spellings that the examples do not show."""
    assert secret not in _printed([text])[0]


@pytest.mark.parametrize(
    "text",
    [
        "三班倒的工人没有加班费。",
        "301路末班车提前发车。",
        "头班车六点发车。",
        "高二开始补课。",
        "2024年5月1日提交材料，5月8日退回。",
        "第3号窗口没有人。",
        "受理编号20260305011至今未办结。",
        "A104展位的家具有异味。",
    ],
)
def test_what_only_looks_like_a_detail_stays(text: str) -> None:
    """Shifts, buses, days, windows and case numbers identify nobody."""
    assert _printed([text]) == [text]


def test_a_released_case_is_printed_with_what_is_known_masked() -> None:
    """Only the case that a person named, only what is known of people left out, and who released it is said."""
    table = "工单编号 | 受理日期 | 主要内容\nA1 | 2026-07-01 | 楼道里石磊也没有来，电话13800138000\nA2 | 2026-07-02 | 楼道里石磊也没有来，电话13800138000"
    kept = cleaned(table)
    freed = cleaned(table, release=[{"id": "A1", "who": "督查室周科长"}])
    assert kept.column("text") == ["", ""]
    assert freed.column("text") == ["楼道里石磊也没有来，电话（电话略）", ""]
    assert (kept.ledger.withheld, freed.ledger.withheld) == ((0, 1), (1,))
    assert "督查室周科长" in freed.message("ledger.text-released") or "周某" in freed.message("ledger.text-released")


def test_a_text_without_end_is_not_printed() -> None:
    """Beyond the bound nothing is searched and nothing told, not even where the case is released."""
    table = f"工单编号 | 受理日期 | 主要内容\nA1 | 2026-07-01 | {'排队' * 50_001}"
    assert cleaned(table, release=[{"id": "A1", "who": "周某"}]).column("text") == [""]


@pytest.mark.parametrize("unit", ["1", "1-", "一", "a", "a1_", "@", "1,", "由张三丰经办，", "张伟、", "司机"])
def test_work_grows_with_the_length_of_a_cell(unit: str) -> None:
    """Four times the characters, at most five times the steps: counted as lines of this room's code that are run."""
    assert _steps(unit * (8_000 // len(unit))) <= 5 * _steps(unit * (2_000 // len(unit)))


def _steps(text: str) -> int:
    """How many lines are run to mask a text."""
    steps = 0

    def count(frame: FrameType, event: str, _: object) -> Callable[..., object] | None:
        nonlocal steps
        if "people" not in frame.f_code.co_filename:
            return None
        steps += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        NOBODY.mask_all([text])
    finally:
        sys.settrace(before)
    return steps + len(text)


@pytest.mark.parametrize(
    "text",
    [
        "小区内的道路属于业主共有。",
        "占用业主共有的道路",
        "向业主滥收停车费用。",
        "由县信访局经办。",
        "由分管领导对经办人员谈话提醒。",
    ],
)
def test_what_goes_on_behind_a_role_is_told_as_it_stands(text: str) -> None:
    """Found in reports on real ledgers: rights of owners, offices, official wording."""
    rows = [["1", "2026-07-01", text, "匿名"]]
    assert cleaned(sheet([["工单编号", "受理日期", "主要内容", "反映人"], *rows])).column("text") == [text]
