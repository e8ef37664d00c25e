"""Whether a complaint is told by the person who brought it, which a report may only quote."""

import pytest

from reportgen.compose.language.case_words import in_own_words


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("我上周三到窗口办证，等了两个小时没有人理", True),
        ("本人于3月递交材料，至今没有答复", True),
        ("请问新生儿落户要带哪些材料", True),
        ("窗口说必须本人到场，老人卧床也不能代办", False),
        ("经办人员要求由本人签字，没有一次告知", False),
        ("该干部我行我素，多次迟到", False),
        ("村干部忘我工作的宣传与事实不符", False),
        ("群众到窗口办证，等了两个小时没有人理", False),
    ],
)
def test_who_speaks(text: str, own: bool) -> None:
    """我 and 本人 of whoever is told about are no words of the person."""
    assert in_own_words(text) is own
