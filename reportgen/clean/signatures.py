"""What stands in the footers of a ledger: who filled it in and when, notes, numbers of pages."""

import re

from reportgen.clean.values import fold

_SIGNED = re.compile(
    r"(?:填表|填报|制表|审核|审批|复核|经办|负责|单位负责|分管领导|主要领导|科室负责|统计)人?(?:签字|签名|签章|\(签字\)|\(签章\))?[:：]"
    r"|(?:填表|填报|制表|审核|报送|统计)(?:日期|时间|单位)[:：]|(?:注|备注|说明|附注|填表说明)[:：]|\(?(?:盖章|签章|公章)\)?$"
    r"|第\d+页(?:[,，]?共\d+页)?$|\(?(?:续表|接上页|转下页)\)?$|[-—]\d+[-—]$"
)
_SIGNS = re.compile(r"[:：章页续接转—－-]")  # one of these stands in whatever `_SIGNED` finds
_LONG = 60  # characters that are looked at


def is_signed(text: str) -> bool:
    """Whether a text begins as signatures and notes do: `填表人：`, `注：`, `（盖章）`."""
    head = text[:_LONG]
    return _SIGNS.search(head) is not None and _SIGNED.match(fold(head)) is not None
