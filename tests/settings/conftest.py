"""The notation of the settings tests: files by name, and a small complete configuration to vary."""

from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest

from reportgen.messages import SettingsError
from reportgen.model.sources import Issue
from reportgen.settings import Loaded, load_settings

COMPLETE = """\
county: {name: 甲县, code: "990101"}
office: {name: 甲县某办}
report: {title: 甲县调研报告, name: 调研报告}
figures:
  closed: {label: 办结率, rate: {is_closed: ["yes"]}, of: {is_closed: ["yes", "no"]}}
taxonomy:
  categories:
    attitude:
      name: 服务态度
      aspects:
        impatient: {phrase: 不耐烦, keywords: [不耐烦]}
    duty:
      name: 履职责任
  recommendations:
    inspection: {title: 督查, action: 开展督查, owner: 某办, deadline: 年底前}
"""


@dataclass(frozen=True)
class Folder:
    """A working folder in which configurations are written and loaded."""

    path: Path

    def write(self, name: str, text: str | bytes) -> Path:
        """Writes a file; text is dedented."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else dedent(text).encode())
        return path

    def load(self, text: str | bytes | None = None, name: str = "county.yaml") -> Loaded:
        """Loads a configuration, written first if its text is given."""
        if text is not None:
            self.write(name, text)
        return load_settings(self.path / name)

    def refused(self, text: str | bytes | None = None, name: str = "county.yaml") -> tuple[Issue, ...]:
        """The issues for which a configuration is refused."""
        with pytest.raises(SettingsError) as refusal:
            self.load(text, name)
        return refusal.value.issues

    def places(self, text: str | bytes | None = None, name: str = "county.yaml") -> list[str]:
        """The issues as `county.yaml:3:5 settings.some-code`."""
        found = self.refused(text, name)
        return [f"{str(one.source).removeprefix(str(self.path)).lstrip('/')} {one.code}" for one in found]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """An empty folder but for `complete.yaml`, a configuration that may be extended."""
    made = Folder(tmp_path)
    made.write("complete.yaml", COMPLETE)
    return made
