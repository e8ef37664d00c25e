"""What a ledger itself shows: a word of many of its texts is no name where it once stands as a person would."""

from pathlib import Path

import numpy as np

from reportgen.clean.people.ordinary import ordinary
from tests.clean.notation import cleaned, sheet

HEADER = ["工单编号", "受理日期", "主要内容"]


def _texts(*texts: str) -> list[str]:
    return cleaned(sheet([HEADER, *([str(number), "2026-07-01", text] for number, text in enumerate(texts))])).column(
        "text"
    )


def test_a_word_of_many_texts_is_no_name() -> None:
    """Alone the sentence would be masked; beside texts that speak of it, 环检 is what it is, and a person stays masked."""
    sentence = "外地车主环检，要交委托书"
    assert "环检" not in _texts(sentence)[0]
    many = [f"第{number}个检测站的环检排队" for number in range(9)]
    assert _texts(sentence, *many)[0] == sentence
    assert "志强" not in _texts("收条在志强手里", *many)[0]


def test_a_name_that_stands_where_people_stand_is_masked_however_often_it_comes() -> None:
    """Many complaints about one person are no reason to print the name."""
    texts = [f"钱被春梅领走了，第{number}次" for number in range(12)] + ["春梅街的路不平", "春梅路停水"]
    assert not any("春梅领" in text for text in _texts(*texts))


def test_counts_are_of_texts_and_do_not_depend_on_how_many_are_searched_at_a_time() -> None:
    """Against counting text by text, with words at the ends of texts and twice in one."""
    random = np.random.default_rng(5)
    letters = list("甲乙丙丁")
    texts = ["".join(random.choice(letters, random.integers(0, 9))) for _ in range(200)]
    words = {one + other: 3 for one in letters for other in letters}
    expected = {word for word in words if sum(word in text for text in texts) >= 12}
    assert 0 < len(expected) <= len(words)
    for batch in (1, 7, 1000):
        assert ordinary(texts, words, batch) == expected
    assert ordinary([], words, 5) == ordinary(texts, {}, 5) == frozenset()


def test_the_person_of_an_office_is_masked_in_its_cell() -> None:
    """Behind a bracket, a title or a word for who answers; a part of the office stays."""
    units = [
        "甲中心（经办人周文斌 13800001111）",
        "甲中心（联系人 周文斌）",
        "县医院急诊科主任周文斌",
        "甲中心（东区）",
        "甲局（第一分局）",
    ]
    rows = [[str(number), "2026-07-01", "窗口不理人", unit] for number, unit in enumerate(units)]
    printed = cleaned(sheet([[*HEADER, "被反映单位"], *rows])).column("unit")
    assert not any("文斌" in unit or "1380" in unit for unit in printed)
    assert printed[3:] == units[3:]


def test_the_sentences_of_an_office_are_printed_as_they_are() -> None:
    """What was done about a case, and what offices are told to do: nobody is named in them (`official_sentences.txt`)."""
    sentences = (Path(__file__).parent / "official_sentences.txt").read_text("utf-8").splitlines()
    rows = [[str(number), "2026-07-01", text, text] for number, text in enumerate(sentences)]
    ledger = cleaned(sheet([[*HEADER, "办理结果"], *rows]))
    assert len(sentences) > 120
    for column in ("text", "handling_text"):
        assert [text.rstrip("。") for text in ledger.column(column)] == [text.rstrip("。") for text in sentences]
