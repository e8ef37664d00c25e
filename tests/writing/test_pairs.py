"""A report and a sidecar that do not belong together are found, whichever of the two is given."""

import pytest

from reportgen.files.pairs import partner_issue, read_seal, sealed, sidecar_of
from tests.writing.reports import pair_issue, publish_run, report, trace


@pytest.fixture
def document(tmp_path):
    """The report of a first run, with its sidecar."""
    return publish_run(tmp_path, 1).document


def test_a_pair_that_fits_is_not_spoken_of(document):
    """Nor is a report without a sidecar, a sidecar without its report, or one of a version that named no document."""
    for path in (document, sidecar_of(document)):
        assert partner_issue(path) is None
    sidecar_of(document).write_bytes(trace(1))
    assert partner_issue(document) is None
    sidecar_of(document).unlink()
    assert partner_issue(document) is None
    publish_run(document.parent, 1)
    document.unlink()
    assert partner_issue(sidecar_of(document)) is None


def test_a_sidecar_of_another_report_names_both(document):
    """The issue is a warning, has the path of the report as its place and the name of the sidecar in its words."""
    sidecar_of(document).write_bytes(sealed(trace(2), document.name, report(2)))
    found = pair_issue(document)
    assert (found.code, found.level.value, found.source.file) == ("pair.foreign", "warning", str(document))
    assert sidecar_of(document).name in found.message


def test_a_pair_that_was_renamed_still_fits(document):
    """Digests decide, not names."""
    document.rename(document.with_name("终稿.docx"))
    sidecar_of(document).rename(document.with_name("终稿.trace.json"))
    assert partner_issue(document.with_name("终稿.docx")) is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"3",
        b"null",
        b'{"document": 1}',
        b'{"document": {}, "blocks": []}',
        b"[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_what_is_no_sidecar_names_nothing(content):
    """Whatever is in a file of that name, nothing is raised."""
    assert read_seal(content) is None


def test_digests_of_the_wrong_kind_name_nothing():
    """A sidecar whose digest is a number, or whose memory is none, names no document and remembers nothing."""
    assert read_seal(b'{"replaces": null, "document": {"sha256": 1}, "memory": "<a/>"}') is None
    assert read_seal(b'{"document": {"sha256": "1"}, "memory": 5}').memory is None
