"""Files, folders and patterns; what each file is called; inputs are never touched."""

import hashlib
import io
import os
import zipfile
from pathlib import Path

import pytest

from reportgen.read import read_ledgers
from tests.read.making import row, save, text, workbook

_CSV = "甲,乙\n".encode()


def _package(declared: str) -> bytes:
    """A zip that says what it is."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("[Content_Types].xml", f"<Types><Override ContentType='{declared}'/></Types>")
    return data.getvalue()


_DOCUMENT = _package("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml")
_BINARY = _package("application/vnd.ms-excel.sheet.binary.macroEnabled.main")


def test_a_folder_is_its_ledgers_in_order(tmp_path: Path) -> None:
    """Folders, our own configurations, and the lock files that Excel and LibreOffice leave beside open ones are not among them."""
    save(
        tmp_path,
        dict.fromkeys(
            ["b.csv", "a.CSV", "c.parquet", "县.yaml", "事实.md", "~$b.xlsx", ".~lock.b.csv#", ".c.csv"], _CSV
        ),
    )
    (tmp_path / "d.csv").mkdir()
    rows, issues = read_ledgers([tmp_path])
    assert [file.file for file in rows.files] == ["a.CSV", "b.csv", "c.parquet"]
    assert not issues


def test_what_is_no_ledger_in_a_folder_is_named_and_skipped(tmp_path: Path) -> None:
    """By its content: an empty file, a picture, a document, an .xlsb; a web page is read. Named itself, each is an error."""
    page = "<table><tr><td>受理日期</td><td>内容</td></tr><tr><td>2026-07-01</td><td>事</td></tr></table>".encode()
    others = {"空.csv": b"", "图.png": b"\x89PNG\r\n", "总结.docx": _DOCUMENT, "二月.xlsb": _BINARY}
    save(tmp_path, {"a.csv": _CSV, "三月.html": page, **others})
    rows, issues = read_ledgers([tmp_path])
    assert [(file.file, file.named) for file in rows.files] == [("a.csv", False), ("三月.html", False)]
    assert {(issue.source.file, issue.code, issue.level) for issue in issues if issue.source} == {
        ("空.csv", "read.empty.skipped", "warning"),
        ("图.png", "read.not-a-ledger.skipped", "warning"),
        ("总结.docx", "read.not-a-ledger.skipped", "warning"),
        ("二月.xlsb", "read.old-format.skipped", "warning"),
    }
    assert len(read_ledgers([tmp_path / "*.*"])[1]) == len(others)
    for name in others:
        _, told = read_ledgers([tmp_path, tmp_path / name])
        assert [issue.source.file for issue in told if issue.source and issue.level == "error"] == [name]


def test_a_folder_of_nothing_but_other_files_has_no_ledgers(tmp_path: Path) -> None:
    """That is an error, not a report of nothing."""
    save(tmp_path, {"图.png": b"\x89PNG\r\n"})
    rows, issues = read_ledgers([tmp_path])
    assert not rows.files
    assert [issue.code for issue in issues] == ["read.not-a-ledger.skipped", "read.no-ledgers"]


def test_a_pattern_is_the_files_that_fit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Relative or not; a name that happens to hold brackets is meant as it stands."""
    save(tmp_path, dict.fromkeys(["二.csv", "一.csv", "[一季度].csv", "x.txt"], _CSV))
    monkeypatch.chdir(tmp_path)
    rows, _ = read_ledgers([Path("[一季度].csv"), tmp_path / "?.csv", Path("*.txt")])
    assert [file.file for file in rows.files] == ["[一季度].csv", "一.csv", "二.csv", "x.txt"]


def test_files_of_the_same_name_are_told_apart(tmp_path: Path) -> None:
    """By as many of their folders as it takes."""
    for folder in ("甲/x", "乙/x", "丙"):
        (tmp_path / folder).mkdir(parents=True)
        save(tmp_path / folder, {"台账.csv": _CSV})
    rows, _ = read_ledgers([tmp_path / "甲/x", tmp_path / "乙/x", tmp_path / "丙"])
    assert [file.file for file in rows.files] == ["甲/x/台账.csv", "乙/x/台账.csv", "丙/台账.csv"]


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    """Else its cases would count twice; it is said."""
    (path,) = save(tmp_path, {"台账.csv": _CSV})
    rows, (issue,) = read_ledgers([path, tmp_path / "." / "台账.csv", tmp_path])
    assert (len(rows.files), issue.code) == (1, "read.given-twice")


def test_what_is_not_there_is_an_issue_and_the_others_go_on(tmp_path: Path) -> None:
    """A missing file, a pattern that fits nothing, an empty folder."""
    (path,) = save(tmp_path, {"台账.csv": _CSV})
    (tmp_path / "空").mkdir()
    rows, issues = read_ledgers([tmp_path / "无.csv", tmp_path / "*.xls", path, tmp_path / "空"])
    assert [file.file for file in rows.files] == ["台账.csv"]
    assert [issue.code for issue in issues] == ["read.not-found", "read.not-found", "read.no-ledgers"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_an_issue(tmp_path: Path) -> None:
    """With a hint, not with a traceback."""
    (path,) = save(tmp_path, {"台账.csv": _CSV})
    path.chmod(0)
    _, (issue,) = read_ledgers([path])
    assert issue.code == "read.cannot-open"


def test_inputs_stay_as_they_are(tmp_path: Path) -> None:
    """Bytes and times are those of before, and the hash is that of the bytes; nothing is left beside them."""
    files = {"台账.csv": _CSV, "台账.xlsx": workbook(row(1, text("A1", "甲"))), "坏.xlsx": b"PK\x03\x04"}
    paths = save(tmp_path, files)
    before = [path.stat().st_mtime_ns for path in paths]
    rows, _ = read_ledgers(paths)
    assert [path.stat().st_mtime_ns for path in paths] == before
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == files
    assert [file.sha256 for file in rows.files] == [hashlib.sha256(files[file.file]).hexdigest() for file in rows.files]
