"""Parquet files: told by their content, every value what a spreadsheet would hold."""

import base64
import io
import json
import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyarrow.parquet import encryption

from reportgen.read import read_ledgers
from reportgen.read.protocol.refusals import RefusedError
from reportgen.read.texts.parquet import read_parquet
from tests.read.making import read_one, refusals, save, table


def _parquet(columns: dict[str, Any], **options: Any) -> bytes:
    written = io.BytesIO()
    pq.write_table(pa.table(columns), written, **options)
    return written.getvalue()


def _values(folder: Path, column: Any) -> list[object]:
    """The values of one column, without its header."""
    header, *rows = table(read_one(folder, _parquet({"列": column, "号": range(len(column))}), "台账.parquet"))
    assert header == ("列", "号")
    return [value for value, _ in rows]


def test_a_table_is_read_with_its_names_as_header(tmp_path: Path) -> None:
    """Whatever the file is called; nulls are empty cells, words for nothing are texts, the sheet bears the name of the file."""
    columns = {
        "序号": [1, 2, 3],
        "内容": ["态度生硬𠮷", None, "NA"],
        "问题类别": pa.array(["甲", None, "甲"]).dictionary_encode(),
        "空": pa.nulls(3),
    }
    sheet = read_one(tmp_path, _parquet(columns), "一季度.csv")
    assert (sheet.name, sheet.first_row, sheet.first_column) == ("一季度", 1, 1)
    assert table(sheet) == [
        ("序号", "内容", "问题类别", "空"),
        (1, "态度生硬𠮷", "甲", ""),
        (2, "", "", ""),
        (3, "NA", "甲", ""),
    ]
    assert not sheet.errors


_NOON = datetime(2026, 1, 2, 12, 30)


@pytest.mark.parametrize(
    ("column", "values"),
    [
        (pa.array([True, None, False]), [True, "", False]),
        (pa.array([7, None, -7], pa.int8()), [7, "", -7]),
        (pa.array([7, 999_999_999_999_999], pa.uint64()), [7, 999_999_999_999_999]),
        (pa.array([1.0, 0.1, None, float("nan")]), [1, 0.1, "", ""]),
        (pa.array([1.0, 0.1], pa.float32()), [1, 0.1]),
        (pa.array([np.float16(1.0), np.float16(0.5), None], pa.float16()), [1, 0.5, ""]),
        (pa.array([Decimal("12.30"), Decimal("3.00"), None]), [12.3, 3, ""]),
        (pa.array([Decimal("1234567890123456.78"), Decimal("12345678901234567890")]), ["1234567890123456.78", "12345678901234567890.00"]),
        (pa.array([date(2026, 1, 2), None]), [date(2026, 1, 2), ""]),
        (pa.array([date(2026, 1, 2), None], pa.date64()), [date(2026, 1, 2), ""]),
        (pa.array([_NOON, None], pa.timestamp("ns")), [_NOON, ""]),
        (pa.array([_NOON, None], pa.timestamp("s")), [_NOON, ""]),
        (pa.array([_NOON, None], pa.timestamp("us", "UTC")), [_NOON.replace(tzinfo=UTC), ""]),
        (pa.array([time(3, 4, 5), None], pa.time64("ns")), [time(3, 4, 5), ""]),
        (pa.array([time(3, 4, 5), None], pa.time32("s")), [time(3, 4, 5), ""]),
        (pa.array([timedelta(hours=30), None], pa.duration("ms")), [timedelta(hours=30), ""]),
        (pa.array(["甲".encode(), None], pa.binary()), ["甲", ""]),
        (pa.array(["甲", None], pa.large_string()), ["甲", ""]),
        (pa.array([date(2026, 1, 2), None, date(2026, 1, 2)]).dictionary_encode(), [date(2026, 1, 2), "", date(2026, 1, 2)]),
        (pa.array([date(1, 1, 1), date(9999, 12, 31)]), [date(1, 1, 1), date(9999, 12, 31)]),
    ],
    ids=lambda given: str(given.type) if isinstance(given, pa.Array | pa.ChunkedArray) else "",
)  # fmt: skip
def test_every_type_becomes_what_a_cell_holds(tmp_path: Path, column: Any, values: list[object]) -> None:
    """Whole numbers are whole, single precision is as short as it was, a decimal is exact, an instant is told in UTC."""
    found = _values(tmp_path, column)
    assert [(type(value), value) for value in found] == [(type(value), value) for value in values]


def test_cells_that_cannot_be_believed_are_marked(tmp_path: Path) -> None:
    """Long numbers, infinities, errors saved as text, illegal characters, by their rows, in coded columns as in plain ones."""
    many = [f"事项{n}" for n in range(1000)]
    columns = {
        "号": [10**15, *range(999)],
        "数": [0.5, float("inf"), *range(998)],
        "文": [*many[:5], "#N/A", "甲\x1f乙", "4.4E+17", *many[8:]],
        "类": (["甲", "#REF!"] + ["乙", "丙\x00"] * 499),
    }
    sheet = read_one(tmp_path, _parquet(columns), "台账.parquet")
    assert sheet.errors[:4] == ((2, 1, "long-number"), (3, 2, "#NUM!"), (3, 4, "#REF!"), (5, 4, "illegal-character"))
    assert [error for error in sheet.errors if error[1] == 3] == [
        (7, 3, "#N/A"),
        (8, 3, "illegal-character"),
        (9, 3, "long-number"),
    ]
    assert sum(error[1] == 4 for error in sheet.errors) == 500
    assert [row[2] for row in table(sheet)[1:]] == columns["文"]


def test_row_groups_and_batches_are_one_sheet(tmp_path: Path) -> None:
    """A long table in row groups of odd sizes, whose repeated texts change half-way, is read row by row as it is."""
    rows = 150_000
    columns = {
        "序号": list(range(rows)),
        "单位": [f"第{n % 7 + n // 70_000}窗口" for n in range(rows)],
        "内容": [f"事项{n}" if n % 3 else None for n in range(rows)],
    }
    sheet = read_one(tmp_path, _parquet(columns, row_group_size=140_001), "台账.parquet")
    assert sheet.height == rows + 1
    for column, values in zip(sheet.columns, columns.values(), strict=True):
        read = [column.values[code] for code in column.codes][1:]
        assert read == ["" if value is None else value for value in values]
        assert len(set(column.values)) == len(column.values)


@pytest.mark.parametrize(
    "column",
    [
        pa.array([[1, 2], None]),
        pa.array([{"甲": 1}, None]),
        pa.array([b"\xff\xfe", None]),
        pa.array([[("甲", 1)], None], pa.map_(pa.string(), pa.int64())),
    ],
    ids=["lists", "records", "bytes", "maps"],
)
def test_columns_of_more_than_values_are_refused_by_their_header(tmp_path: Path, column: Any) -> None:
    """Lists, records and bytes are no cells; the issue names the column."""
    content = _parquet({"号": [1, 2], "列": column})
    _, (issue,) = read_ledgers(save(tmp_path, {"台账.parquet": content}))
    assert (issue.code, str(issue.source)) == ("read.no-plain-values", "台账.parquet [台账] B1")


class _Keys(encryption.KmsClient):  # type: ignore[misc] # pyarrow ships no types
    """Keys that are no secret."""

    def __init__(self, _: object) -> None:
        super().__init__()

    def wrap_key(self, key: bytes, _: str) -> bytes:
        return base64.b64encode(key)

    def unwrap_key(self, key: bytes, _: str) -> bytes:
        return base64.b64decode(key)


def _encrypted(open_footer: bool) -> bytes:
    columns = pa.table({"号": [1, 2], "内容": ["甲", "乙"]})
    how = encryption.EncryptionConfiguration("footer", column_keys={"column": ["内容"]}, plaintext_footer=open_footer)
    keys = encryption.CryptoFactory(_Keys).file_encryption_properties(encryption.KmsConnectionConfig(), how)
    written = io.BytesIO()
    with pq.ParquetWriter(written, columns.schema, encryption_properties=keys) as writer:
        writer.write_table(columns)
    return written.getvalue()


def test_what_cannot_be_read_is_an_issue(tmp_path: Path) -> None:
    """Encrypted as a whole or in a column, cut short anywhere, without a column, or only called so."""
    whole = _parquet({"序号": list(range(1000)), "内容": [f"事项{n}" for n in range(1000)]})
    files = {
        "a.parquet": _encrypted(open_footer=False),
        "b.parquet": _encrypted(open_footer=True),
        "c.parquet": whole[:-1],
        "d.parquet": whole[: len(whole) // 2],
        "e.parquet": whole[:4],
        "f.parquet": whole[:100] + bytes(200) + whole[300:],
        "g.parquet": _parquet({}),
        "h.parquet": "甲,乙\n".encode(),
    }
    assert list(refusals(tmp_path, files).values()) == [
        "read.encrypted",
        "read.encrypted",
        *["read.damaged"] * 4,
        "read.empty",
        "",
    ]


def _repeated(content: bytes, times: int) -> bytes:
    """The same bytes, but the footer says that they are so many row groups."""
    once = pq.read_metadata(io.BytesIO(content))
    all_of_them = pq.read_metadata(io.BytesIO(content))
    for _ in range(times - 1):
        all_of_them.append_row_groups(once)
    footer = io.BytesIO()
    all_of_them.write_metadata_file(footer)
    length = int.from_bytes(content[-8:-4], "little")
    return content[: -8 - length] + footer.getvalue()[len("PAR1") :]


_MEASURE = """
import json, resource, sys
from pathlib import Path
from reportgen.read import read_ledgers
rows, (issue,) = read_ledgers([Path(sys.argv[1])])
print(json.dumps([issue.code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak memory of a process is told by Linux alone")
@pytest.mark.parametrize("kind", ["rows", "bytes"])
def test_bombs_are_refused_from_the_footer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """300 million rows, or 300 MB, of groups that are all the same bytes: no batch of rows is asked for, and 200 MB are enough."""
    if kind == "rows":
        content = _repeated(_parquet({"内容": ["乙"] * 1_000_000}), 300)
    else:
        plainly = {"use_dictionary": False, "compression": "zstd", "write_statistics": False}
        content = _repeated(_parquet({"内容": ["甲" * 1000] * 1000}, **plainly), 100)
    assert len(content) < 150_000
    (path,) = save(tmp_path, {"台账.parquet": content})
    run = [sys.executable, "-c", _MEASURE, str(path)]
    done = subprocess.run(run, check=True, capture_output=True, cwd=Path(__file__).parents[2], timeout=120)
    code, megabytes = json.loads(done.stdout)
    assert code == "read.package-too-large"
    assert megabytes <= 200
    monkeypatch.setattr(pq.ParquetFile, "iter_batches", _never)
    with path.open("rb") as file, pytest.raises(RefusedError):
        read_parquet(file, path.name, _never)


def _never(*_given: object, **_named: object) -> NoReturn:
    raise AssertionError("rows were read")


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    """Text whose bytes are not UTF-8 is an issue, whether its values repeat themselves or not; where they do not the column is named."""
    files = {}
    for name, count in (("distinct", 1), ("repeated", 20)):
        texts = pa.array([b"\xff\xfe\xef", b"\xe7\x94"] * count).view(pa.string())
        pq.write_table(pa.table({"甲": ["a", "b"] * count, "乙": texts}), tmp_path / name)
        files[name] = (tmp_path / name).read_bytes()
    assert refusals(tmp_path, files) == {"distinct": "read.no-plain-values", "repeated": "read.damaged"}
