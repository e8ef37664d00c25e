"""Real official language: 2,816 replies of offices to citizens, and our own reports."""

import io
import re
from collections import Counter
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from docx import Document
from python_calamine import CalamineWorkbook

from reportgen import pipeline
from reportgen.model.findings import AuditFinding
from reportgen.model.periods import Period
from reportgen.model.sources import Level
from reportgen.review.text_audit import audit_text
from reportgen.settings import load_settings
from tests.work import calls

_PROJECT = Path(__file__).resolve().parents[2]
_REPLIES = _PROJECT / ".." / "shared" / "data" / "附件4_答复意见.xlsx"
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_ENDLESS = 10**6


def _texts() -> list[str]:
    """The replies."""
    header, *rows = CalamineWorkbook.from_path(_REPLIES).get_sheet_by_index(0).to_python()
    column = header.index("答复意见")
    return [_ILLEGAL.sub("", str(row[column])) for row in rows]


def _document(texts: list[str]) -> bytes:
    """A .docx as python-docx writes it, a paragraph a text."""
    document = Document()
    for text in texts:
        document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.mark.skipif(not _REPLIES.is_file(), reason="the replies are not beside the project")
def test_real_replies_raise_no_false_alarm() -> None:
    """The one error in them is right: a contract ends on the 31st of November. So is the one sum: five pigs, of them three and six.

    All findings but the commonest slips of form were read by hand, of those a seeded sample of thirty each.
    """
    texts = _texts()
    found: list[AuditFinding] = []
    sentences = 0
    for start in range(0, len(texts), 100):
        document = _document(texts[start : start + 100])
        findings, checked = audit_text(document, "replies.docx", length_limit=_ENDLESS)
        sentences += checked.sentences
        found += findings
    assert sentences > 10_000
    assert [finding.code for finding in found if finding.level is Level.ERROR] == ["audit.date-impossible"]
    warned = Counter(finding.code for finding in found if finding.level is Level.WARNING)
    assert warned.keys() <= {"audit.unbalanced", "audit.sum-wrong"}
    assert [finding.stated for finding in found if finding.code == "audit.sum-wrong"] == ["5头"]


@pytest.mark.skipif(not _REPLIES.is_file(), reason="the replies are not beside the project")
def test_real_replies_take_little_work() -> None:
    """The hundred longest are audited in as many calls a character as the hundred shortest of 100 characters and more, or fewer."""
    texts = sorted((text for text in _texts() if len(text) >= 100), key=len)
    short, long = (
        calls(partial(audit_text, _document(some), "replies.docx", length_limit=_ENDLESS)) / sum(map(len, some))
        for some in (texts[:100], texts[-100:])
    )
    assert long <= short
    assert short <= 100


@pytest.mark.parametrize("county", ["qinglan", "yunpi"])
def test_our_own_reports_have_no_finding(county: str) -> None:
    """The sample counties' reports state hundreds of figures, and none of them against another."""
    loaded = load_settings(_PROJECT / "config" / f"{county}.yaml")
    report = pipeline.build(pipeline.Job(loaded, loaded.ledger_files, Period.parse("2026Q3"), date(2026, 10, 12)))
    findings, checked = audit_text(report.document, "report.docx", length_limit=_ENDLESS)
    assert findings == ()
    assert checked.figures > 100
