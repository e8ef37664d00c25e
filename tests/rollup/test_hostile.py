"""A sidecar comes from another office: whatever stands in it, it is taken, or named and left out."""

import json
import random
from pathlib import Path

import pytest

from reportgen.messages import ReportgenError
from reportgen.rollup.reading import read_sidecar
from reportgen.rollup.records import Refused
from tests.rollup.city import COUNTIES, codes, compare, rewrite, sidecar

A, B, C = COUNTIES
_TOTAL = r'"total": \{"label": "总数", "value": 40'


@pytest.mark.parametrize(
    ("pattern", "new"),
    [
        (_TOTAL, '"total": {"label": "总数", "value": NaN'),
        (_TOTAL, '"total": {"label": "总数", "value": true'),
        (_TOTAL, '"total": {"label": "总数", "value": "40"'),
        (_TOTAL, '"total": {"label": "总数", "value": 4e999999'),
        (_TOTAL, '"total": {"label": "总数", "value": 1' + "0" * 5000),
        (_TOTAL, '"total": {"label": "总\\u0000数", "value": 40'),
        (r'"unknown": null', '"unknown": "because"'),
        (r'"overrides": \[\]', '"overrides": [{"figure": "total"}]'),
        (r'"period": "2026Q3"', '"period": "2026Q2"'),
        (r'id=\\"990122/', r"id=\"nobody/"),
        (r'"memory": "', '"memory": "<!DOCTYPE a [<!ENTITY b \\"c\\">]>'),
    ],
)
def test_what_cannot_be_is_damaged(city: Path, pattern: str, new: str) -> None:
    """One thing in a sidecar is impossible: its county is left out, the others are compared."""
    rewrite(sidecar(city, B), (pattern, new))
    report = compare(city)
    assert "rollup.damaged" in codes(report.issues)
    assert report.summary.total.value == A.now + C.now


def test_a_typed_word_is_no_number(city: Path) -> None:
    """A person wrote a word where the total stood: the county has none."""
    rewrite(
        sidecar(city, B), (r'"overrides": \[\]', '"overrides": [{"figure": "total", "value": "many", "computed": 40}]')
    )
    report = compare(city)
    assert "rollup.no-total" in codes(report.issues)
    assert report.summary.total.value == A.now + C.now


@pytest.mark.parametrize("content", ["", "{}", "[]", "null", "[" * 100_000, '{"figures": 3}', "\ufeff{}", "\x00"])
def test_what_is_no_sidecar_is_damaged(tmp_path: Path, content: str) -> None:
    """Known by the code in its name, if there is one."""
    path = tmp_path / "990122-2026Q3-x.trace.json"
    path.write_text(content, encoding="utf-8")
    said, memory = read_sidecar(path)
    assert isinstance(said, Refused)
    assert (said.code, memory) == ("990122", None)


def test_any_byte_changed(city: Path) -> None:
    """A comparison is made, or refused with reasons; nothing falls over."""
    whole = sidecar(city, B).read_bytes()
    chance = random.Random(7)  # noqa: S311 - a seeded one is wanted
    for _round in range(12):
        data = bytearray(whole)
        for _change in range(3):
            data[chance.randrange(len(data))] = chance.randrange(256)
        sidecar(city, B).write_bytes(bytes(data))
        try:
            compare(city)
        except ReportgenError as refused:
            assert refused.issues


def test_a_manifest_that_is_none_lists_nobody(city: Path) -> None:
    """Then the configuration counts."""
    for content in (
        "",
        "[]",
        '{"counties": 3}',
        '{"counties": [{"code": "x", "name": "y"}]}',
        json.dumps({"counties": [3]}),
    ):
        (city / "out" / "manifest.json").write_text(content, encoding="utf-8")
        assert compare(city).summary.total.value == sum(one.now for one in COUNTIES)
