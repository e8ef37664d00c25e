"""What stands in the footers of a ledger: who filled it in and when, notes, numbers of pages."""

import re

from reportgen.clean.cells.values import fold

_SIGNED = re.compile(
    r"(?:填表|填报|制表|审核|审批|复核|经办|负责|单位负责|分管领导|主要领导|科室负责|统计)人?(?:签字|签名|签章|\(签字\)|\(签章\))?[:：]"
    r"|(?:填表|填报|制表|审核|报送|统计)(?:日期|时间|单位)[:：]|(?:注|备注|说明|附注|填表说明)[:：]|\(?(?:盖章|签章|公章)\)?$"
    r"|第\d+页(?:[,，]?共\d+页)?$|\(?(?:续表|接上页|转下页)\)?$|[-—]\d+[-—]$|※.{3}"
)
_ROLE = r"(?:填表|填报|制表|审核|审批|复核|校对|统计|报送|报表)人?(?:\(?(?:签字|签名|签章|盖章)\)?)?"
_BY_SPACES = re.compile(rf"\s*(?:{_ROLE}\s+[^\s,，。;；:：]{{2,4}}(?:\s+|$))+(?:\S*\d{{1,2}}\s*日)?\s*")
"""`制表人 某甲  审核人 某乙  2026年4月1日`: roles and names parted by spaces alone."""
_LABEL = re.compile(
    r"(?:(?:填表|填报|制表|审核|审批|复核|报送|统计|校对|联系|经办|负责|单位负责|科室负责)人|(?:填表|填报|制表|审核|报送|统计)(?:日期|时间|单位|部门)"
    r"|(?:责任|承办|主管|牵头|上报|呈报)(?:单位|部门)|(?:分管|主要|单位)领导|联系(?:电话|方式))(?:\(?(?:签字|签名|签章|盖章)\)?)?"
)
_SIGNS = re.compile(r"[:：章页续接转※—－-]")  # one of these stands in whatever `_SIGNED` finds
_LONG = 60  # characters that are looked at
_SHORT = 16  # characters of a label


def is_signed(text: str) -> bool:
    """Whether a text begins as signatures and notes do: `填表人：`, `注：`, `（盖章）`."""
    head = text[:_LONG]
    if _SIGNS.search(head) is not None and _SIGNED.match(fold(head)) is not None:
        return True
    return len(text) <= _LONG and "人" in text and _BY_SPACES.fullmatch(text) is not None


def is_label(text: str) -> bool:
    """Whether a whole cell names what stands in the next one, as in a footer: `填报人`, `联系电话：`."""
    folded = fold(text) if len(text) <= _SHORT else ""
    return folded.endswith(":") or _LABEL.fullmatch(folded) is not None
