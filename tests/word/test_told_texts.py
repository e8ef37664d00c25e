"""What of a complaint a report prints: the matter, not the request, the mark of who passed it on, or the exact day."""

import pytest

from reportgen.word.memory.told_cases import as_told, beginning_of, case_digest, known_as, stems_of, without_stems


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("转办：群众反映，窗口不理人。要求回复处理情况。", "群众反映，窗口不理人"),
        ("车费就花了一百多。要求尽快办理。", "车费就花了一百多"),
        ("反映收费，请核查。", "反映收费"),
        ("白等一个多小时。希望不要再有这样的事。", "白等一个多小时"),
        ("网友留言：工作人员态度差，已是第二次反映。", "工作人员态度差"),
        ("窗口人员让回去，要求补材料后再处理", "窗口人员让回去，要求补材料后再处理"),
        ("医保窗口要求另开证明。请有关部门处理", "医保窗口要求另开证明"),
        ("6月5日下午3时20分在车管所排队两小时", "6月上旬在车管所排队两小时"),
        (
            "在医保中心2号窗口排队，十二号服务窗口无人，转到第3号窗口又等",
            "在医保中心窗口排队，服务窗口无人，转到窗口又等",
        ),
        ("在窗口3办证，住2号楼", "在窗口3办证，住2号楼"),
        ("已是第二次反映", "已是第二次反映"),
        ("名额照顾关系户，排在前面的反而轮不上，要求公开评定过程。", "名额照顾关系户，排在前面的反而轮不上"),
        ("上班刷视频，声音外放。请有关部门过问。", "上班刷视频，声音外放"),
        ("上周四上午在登记大厅办证，窗口说“今天不收件”", "日前在登记大厅办证，窗口说“今天不收件”"),
        ("办证难，昨天下午3点又被退回", "办证难，日前又被退回"),
        ("窗口说今天系统坏了", "窗口说今天系统坏了"),
        ("你好，这边向您反映一下某旅行社强制消费的情况，退款无人理会", "某旅行社强制消费的情况，退款无人理会"),
        ("尊敬的县长：您好！我是城北的住户，公交站被撤了", "我是城北的住户，公交站被撤了"),
        ("县委书记：我们是货车司机，路口天天收费", "我们是货车司机，路口天天收费"),
        ("各位领导好，证办了三个月没有下来。盼回复！", "证办了三个月没有下来"),
        ("工作人员见面就说你好，材料却退了三次", "工作人员见面就说你好，材料却退了三次"),
        ("局长在窗口值班，局长：从来不办", "局长在窗口值班，局长：从来不办"),
        ("尊敬的领导", "尊敬的领导"),
        ("反映农村危房改造补助没有发放", "农村危房改造补助没有发放"),
        ("反映人多次来窗口", "反映人多次来窗口"),
    ],
)
def test_the_matter_is_told_and_what_is_asked_of_the_office_is_not(text: str, printed: str) -> None:
    """A request that stands where a sentence or clause begins; one inside the matter stays, and so does a text that is nothing else."""
    assert as_told(text, exact=False) == printed


def test_days_are_told_exactly_where_they_may_be() -> None:
    """An internal report keeps the day."""
    assert as_told("6月5日下午排队", exact=True) == "6月5日下午排队"


def test_equal_surnames_are_told_apart_only_where_two_are_told_of() -> None:
    """The letters are of the ledgers; a report that tells of one 孙 needs none, and the case is known again all the same."""
    texts = ["经办人员孙某乙未告知", "李某甲说由李某乙办，孙某乙不在，赵某方便时再来"]
    assert stems_of(texts) == {"孙": {"乙"}, "李": {"甲", "乙"}}
    assert without_stems(texts[1], {"李"}) == "李某甲说由李某乙办，孙某不在，赵某方便时再来"
    assert (
        case_digest("经办人员孙某乙未告知。")
        == case_digest("经办人员孙某丙未告知")
        == case_digest("经办人员孙某未告知")
    )


def test_a_long_text_is_known_again_by_its_beginning() -> None:
    """Wherever the print of it was cut off."""
    clause = "办证窗口连续几天没有人，材料交了退、退了交"
    text = "。".join(f"第{number}次去，{clause}" for number in range(1, 40))
    for most in (60, 100, 240, 1000):
        printed = beginning_of(as_told(text, exact=False), most)
        assert most // 4 <= len(printed) <= most
        ends = [place for place, sign in enumerate(printed) if sign in "。，、"]
        pieces = {case_digest(printed), *(case_digest(printed[:end]) for end in ends)}
        assert known_as(text, pieces)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("窗口不开。" + "材料退了又退，" * 9, "窗口不开。材料退了又退，材料退了又退"),
        ("去了三次都没有办成。窗口说“今天不办，" + "明天再来，" * 9 + "”", "去了三次都没有办成"),
        ("没有标点" * 20, "没有标点" * 5),
        ("正好二十个字的一段话不用再去裁它了", "正好二十个字的一段话不用再去裁它了"),
    ],
)
def test_an_excerpt_ends_with_a_sentence_and_leaves_no_quotation_open(text: str, printed: str) -> None:
    """Twenty characters: a sentence that leaves little of the room used is followed by clauses."""
    assert beginning_of(text, 20) == printed
