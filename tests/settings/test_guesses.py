"""Lines that were guessed from ledgers bear a mark; while any is there, that is said."""

from pathlib import Path

import pytest

from reportgen.messages import speak
from reportgen.settings import load_settings

_CONFIG = """\
extends: reportgen:base
county: {name: 石桥县, code: "990177"}
office: {name: 石桥县作风建设办公室}
ledger:
  vocabulary:
    unit:
      河东街道办事处: [河东街道办]%s
taxonomy:
  categories:
    own_1: {name: 环境卫生差}%s
"""


@pytest.mark.parametrize(
    ("marks", "rows"),
    [
        (("  # 请核对", "  # please check; it may also be: other"), "7, 10"),
        (("  # 请核对", ""), "7"),
        (("", "   # 请核对一遍再用"), "10"),
        (("", "  # 已核对"), ""),
    ],
)
def test_marks_are_counted_until_somebody_takes_them_away(tmp_path: Path, marks: tuple[str, str], rows: str) -> None:
    """In one line, with the rows; a comment on its own marks nothing."""
    speak("en")
    path = tmp_path / "county.yaml"
    path.write_text(_CONFIG % marks + "# 请核对\n", "utf-8")
    found = [one for one in load_settings(path).issues if one.code == "settings.guesses"]
    assert [one.message.partition("(lines ")[2].rstrip(").") for one in found] == ([rows] if rows else [])
