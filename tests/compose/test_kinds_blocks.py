"""Every block of every kind of report: replaced, extended, removed, put in another order; composed alone, of readings that are shared."""

import json
import os
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from reportgen import pipeline
from reportgen.compose import compose
from reportgen.compose.branches.choosing import CHOICES
from reportgen.compose.template.blocks.phrases import phrases_of
from reportgen.compose.template.blocks.resolution import definitions
from reportgen.compose.template.sandbox import Sandbox
from reportgen.compose.template.source.chain import NIL, read_chain
from reportgen.job import Job
from reportgen.messages import speak
from reportgen.model.ledgers import Ledger
from reportgen.model.periods import Period
from reportgen.model.reports.narratives import Narrative
from reportgen.model.reports.summaries import Summary
from reportgen.model.sources import Issue
from reportgen.settings import Loaded, builtin_folder, load_reports
from reportgen.settings.tree.layers import built_in_kinds
from tests.compose.test_sections import _MARK as MARK
from tests.compose.test_sections import _said as said

_CONFIG = builtin_folder() / "config"
_TODAY = date(2026, 10, 12)
KINDS = {
    "base": ("nanting", "调研报告", "2026Q3"),
    "bulletin": ("nanting", "通报", "2026Q3"),
    "hotline": ("nanting", "月报", "2026-09"),
    "statistics": ("nanting", "统计表", "2026Q3"),
    "half-year": ("nanting", "半年报告", "2026H1"),
    "year": ("nanting", "年度报告", "2025"),
    "comparison": ("qipu-comparison", "县区比较", "2026Q3"),
    "inspection": ("qinglan-food", "", "2026Q3"),
}
"""Each kind with a configuration that has it, its name there, and a period of its ledger."""
_INLINE = {"cumulative", "units_annex"}  # blocks that stand inside a paragraph, or a line


@cache
def _ledger(config: str, kind: str) -> tuple[Ledger, tuple[Issue, ...]]:
    loaded = load_reports(_CONFIG / f"{config}.yaml").sound[kind]
    return pipeline.load_ledger(Job(loaded, loaded.ledger_files, Period.parse("2026Q3"), _TODAY))


@dataclass(frozen=True, eq=False)
class _Kind:
    """A kind with what its ledger gives: its sections in order, and its blocks that are no sentences."""

    config: str
    name: str
    template: str
    sections: tuple[str, ...]
    blocks: tuple[str, ...]
    summary: Summary

    def made(self, folder: Path, template: str, sections: tuple[str, ...] = ()) -> tuple[Narrative, tuple[Issue, ...]]:
        """The report of a county that has a template of its own."""
        (folder / "own.md").write_text(template, "utf-8")
        return compose(self.summary, _loaded(self.config, self.name, folder, sections or self.sections), _TODAY)


@cache
def _loaded(config: str, name: str, folder: Path, sections: tuple[str, ...]) -> Loaded:
    """A county's configuration, read once, since its template alone changes."""
    above = Path(os.path.relpath(_CONFIG / f"{config}.yaml", folder)).as_posix()
    own = {"report": {"sections": list(sections)}, "template": {"report": "own.md"}}
    others = {other: None for one, other, _period in KINDS.values() if one == config and other != name}
    text = json.dumps({"extends": above, **({"reports": {name: own, **others}} if name else own)}, ensure_ascii=False)
    (folder / "c.yaml").write_text(text, "utf-8")
    return load_reports(folder / "c.yaml").sound[name]


@cache
def _kind(kind: str) -> _Kind:
    config, name, period = KINDS[kind]
    loaded = load_reports(_CONFIG / f"{config}.yaml").sound[name]
    job = Job(loaded, loaded.ledger_files, Period.parse(period), _TODAY)
    summary = pipeline.compute(job, _ledger(config, name if config != "nanting" else "调研报告")[0])[0]
    template = loaded.settings.template.report
    env = Sandbox((builtin_folder() / "templates",), ())
    chain = read_chain(env, template, (), env.read, env.folders, CHOICES)
    sentences = set(phrases_of(env, chain))
    blocks = tuple(one for one in definitions(env, chain) if one not in sentences)
    return _Kind(config, name, template, tuple(loaded.settings.report.sections or chain.order), blocks, summary)


def _own(kind: _Kind, block: str, inside: str) -> str:
    return f'{{% extends "{kind.template}" %}}\n{{% block {block} %}}{inside}{{% endblock %}}\n'


def _marked(block: str, above: str) -> str:
    return f"\n{above}{MARK}\n" if block in _INLINE else f"\n{above}[#own]\n{MARK}\n\n"


def test_the_matrix_has_every_kind_that_comes_with_the_program() -> None:
    """And the report that is made where no kind is named."""
    assert set(KINDS) == {"base", *built_in_kinds()}


@pytest.mark.parametrize("name", list(KINDS))
def test_every_block_of_every_kind_is_replaced_extended_and_removed(name: str, tmp_path: Path) -> None:
    """Replaced: the county's text for its own; extended: beside it; removed: neither. All else is as it was; what is printed nowhere is told."""
    speak("en")
    kind = _kind(name)
    plain = said(kind.made(tmp_path, f'{{% extends "{kind.template}" %}}\n')[0])
    printed = set()
    same = (
        kind.template == "base/report.md" and name != "base"
    )  # its blocks are those of the base: its sections will do
    for block in kind.sections if same else kind.blocks:
        if block == NIL:  # of periods without a case
            continue
        removed = said(kind.made(tmp_path, _own(kind, block, ""))[0])
        assert not set(removed) - set(plain), block
        for above, wanted in (("", removed), ("{{ super() }}\n", plain)):
            narrative, issues = kind.made(tmp_path, _own(kind, block, _marked(block, above)))
            found = said(narrative)
            marked = any(MARK in words for words in found.values())
            lost = any(one.code.startswith("template.") and block in one.message for one in issues)
            assert marked != lost, f"{block}: {issues}"
            assert {key: words.replace(MARK, "") for key, words in found.items() if key != "own"} == wanted, block
            printed |= {block} if marked else set()
    assert set(kind.sections) <= printed


@pytest.mark.parametrize("name", list(KINDS))
def test_the_sections_of_every_kind_are_put_in_another_order_and_left_out(name: str, tmp_path: Path) -> None:
    """Attachments stay last; what stands alone says what it said, but for mentions of what is not there."""
    speak("en")
    kind = _kind(name)
    template = f'{{% extends "{kind.template}" %}}\n'
    plain = list(said(kind.made(tmp_path, template)[0]))
    text = [one for one in kind.sections if one != "annexes"]
    behind = tuple(one for one in kind.sections if one == "annexes")
    if len(text) > 1:
        turned = list(said(kind.made(tmp_path, template, (*reversed(text), *behind))[0]))
        assert set(turned) == set(plain)
        assert turned != plain
    for one in text[1:]:
        left = set(said(kind.made(tmp_path, template, tuple(other for other in kind.sections if other != one))[0]))
        assert left < set(plain), one
