"""A file can kill the child that reads it, never the parent, and never another file's reading."""

import io
import subprocess
import sys
from array import array
from datetime import date, datetime, timedelta
from datetime import time as clock
from itertools import chain, cycle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.model.ledgers import Column, SheetRows
from reportgen.model.texts import piece_of
from reportgen.read import Limits, read_ledgers
from reportgen.read.parent import children, interpreter
from reportgen.read.parent.receiving import receive
from reportgen.read.protocol.answers import (
    Answer,
    GarbledError,
    Stretch,
    Told,
    frames,
    send,
    stretch_frames,
    write_column,
)
from reportgen.read.protocol.refusals import PendingIssue
from tests.read.making import save

_CSV = "甲,乙\n".encode()


def _acting(monkeypatch: pytest.MonkeyPatch, action: str) -> None:
    """Children that do something else on files whose name begins with x."""
    start = interpreter._START.replace(
        "\nserve(",
        "\nimport reportgen.read.worker as c, os, time; read = c.read_file; "
        f"c.read_file = lambda path, name, tell: {action} if name[0] == 'x' else read(path, name, tell)\nserve(",
    )
    assert start != interpreter._START
    monkeypatch.setattr(interpreter, "_START", start)


@pytest.mark.parametrize(
    ("action", "code"),
    [
        ("os.kill(os.getpid(), 6)", "read.too-large"),
        ("os.kill(os.getpid(), 9)", "read.too-large"),
        ("os.kill(os.getpid(), 11)", "read.broke-off"),
        ("os._exit(0)", "read.broke-off"),
        ("bytearray(2**31)", "read.too-large"),
        ("sys.stdout.buffer.write(b'garbage' * 99)", "read.broke-off"),
        ("sys.stdout.buffer.write(b'\\xff' * 8)", "read.broke-off"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
def test_a_dead_child_is_an_issue_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, action: str, code: str
) -> None:
    """However a child dies, or whatever it babbles, the files before and after are read."""
    _acting(monkeypatch, action)
    rows, (issue,) = read_ledgers(save(tmp_path, dict.fromkeys(["a.csv", "x.csv", "b.csv"], _CSV)))
    assert [file.file for file in rows.files] == ["a.csv", "b.csv"]
    assert issue.source
    assert (issue.code, issue.source.file) == (code, "x.csv")


@pytest.mark.parametrize("action", ["time.sleep(60)", "[0 for zero in iter(int, 1) if zero]"], ids=["sleeps", "works"])
def test_a_child_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, action: str) -> None:
    """By the clock, after four seconds here so that another file can be read in them, whether it works or waits, or it would answer in the end; the message says how long it had."""
    _acting(monkeypatch, action)
    rows, (issue,) = read_ledgers(save(tmp_path, dict.fromkeys(["x.csv", "b.csv"], _CSV)), Limits(seconds=4))
    assert ([file.file for file in rows.files], issue.code) == (["b.csv"], "read.too-slow")
    assert "4" in issue.message


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux alone")
def test_a_file_that_takes_too_much_memory_is_refused(tmp_path: Path) -> None:
    """The limit is the child's, the issue says how much it had."""
    content = "\n".join(f"{n},{n * n},{'甲' * 200}{n}" for n in range(60_000)).encode()
    _, (issue,) = read_ledgers(save(tmp_path, {"台账.csv": content}), Limits(memory_mb=80))
    assert issue.code == "read.too-large"
    assert "80" in issue.message


def test_one_child_reads_all_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Starting it is what costs: it is done once for many files, and again only after a death."""
    started: list[object] = []
    start = children.ReaderProcess._start

    def counted(nursery: children.ReaderProcess) -> "subprocess.Popen[bytes]":
        started.append(nursery)
        return start(nursery)

    monkeypatch.setattr(children.ReaderProcess, "_start", counted)
    rows, issues = read_ledgers(save(tmp_path, {f"{number}.csv": _CSV for number in range(9)}))
    assert (len(rows.files), issues, len(started)) == (9, (), 1)


def test_starting_a_child_is_quick() -> None:
    """It loads the standard library and python-calamine alone, and of the project what reads: pandas would take ten times as long."""
    start = interpreter._START.replace("serve(int(sys.argv[2]), int(sys.argv[3]))", "print(*{*sys.modules} - before)")
    assert start != interpreter._START
    command = interpreter.command(1024, 30)
    run = [*command[: command.index("-c") + 1], "import sys; before = {*sys.modules}; " + start, *command[-3:]]
    loaded = subprocess.run(run, capture_output=True, check=True, text=True).stdout.split()
    foreign = {name.partition(".")[0] for name in loaded} - sys.stdlib_module_names
    assert foreign == {"python_calamine", "reportgen"}
    ours = {".".join(name.split(".")[:2]) for name in loaded if name.startswith("reportgen.")}
    assert ours == {"reportgen.chinese", "reportgen.model", "reportgen.read"}


_VALUES = st.one_of(
    st.text(st.characters(), max_size=5),
    st.sampled_from(["\ud800", "\uffff", "\x00"]),
    st.integers(-(2**60), 2**60),
    st.floats(allow_nan=False),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(min_value=timedelta(days=-9999), max_value=timedelta(days=9999)),
)


@given(st.lists(_VALUES, min_size=1, max_size=8))
@settings(deadline=None, max_examples=80)
def test_an_answer_arrives_as_it_was_sent(values: list[object]) -> None:
    """Every type, lone surrogates and infinities included."""
    column = Column(tuple(values), array("i", range(len(values))))
    sheet = SheetRows(
        "表", (column,), len(values), 3, 2, True, frozenset({4}), frozenset({2}), ((1, 1, 2, 2),), ((3, 2, "#N/A"),)
    )
    answer = Answer("0" * 64, (sheet,), notes=(PendingIssue("read.encoding-guessed", values=(("a", "b"),)),))
    received = _sent(answer)
    assert received == answer
    assert [type(value) for value in received.sheets[0].columns[0].values] == [type(value) for value in values]


def _sent(answer: Answer) -> Answer:
    channel = io.BytesIO()
    for frame in frames(answer):
        send(channel, frame)
    channel.seek(0)
    return receive(channel, 2**20)


_ROWS = st.lists(
    st.lists(st.sampled_from(["", "甲", "乙", "\x1f", "1"]), min_size=1, max_size=3), min_size=1, max_size=6
)


_FORMS = ("coded", "packed", "plain")


@given(st.lists(st.tuples(_ROWS, st.sampled_from(_FORMS)), max_size=5))
@settings(deadline=None, max_examples=200)
def test_stretches_become_one_sheet(told: list[tuple[list[list[str]], str]]) -> None:
    """Of any widths, coded, packed or plain: the rows are those that were told, every distinct value stands once."""
    channel, rows = io.BytesIO(), []
    for stretch, form in told:
        width = max(map(len, stretch))
        rows += [[*row, *[""] * (width - len(row))] for row in stretch]
        for frame in stretch_frames(_stretch(rows[-len(stretch) :], form)):
            send(channel, frame)
    width = max(map(len, rows), default=0)
    for frame in frames(Answer("0", (SheetRows("表", (), len(rows)),), told=Told(0, width))):
        send(channel, frame)
    channel.seek(0)
    (sheet,) = receive(channel, 2**20).sheets
    assert [list(sheet.row(index)) for index in range(sheet.height)] == [
        [*row, *[""] * (width - len(row))] for row in rows
    ]
    assert all(len(set(column.values)) == len(column.values) for column in sheet.columns)


def _stretch(rows: list[list[str]], form: str) -> Stretch:
    columns: list[tuple[bytes, bytes]] = []
    for column in zip(*rows, strict=True):
        values, codes = write_column(Column(column, array("i", range(len(column)))))
        packed = piece_of(column)
        columns.append((packed.data, packed.starts.tobytes()) if form == "packed" else (values, codes if form == "coded" else b""))  # fmt: skip
    return Stretch(len(rows), tuple(columns), frozenset(range(len(columns)) if form == "packed" else ()))


@pytest.mark.parametrize(
    ("data", "starts"),
    [
        (b"abc", [0, 3]),
        (b"abc", [0, 2, 1]),
        (b"abc", [0, 2, 4]),
        (b"abc", [-1, 2, 3]),
        (b"a\xff", [0, 1, 2]),
        ("甲".encode(), [0, 1, 3]),
        (b"abc", []),
    ],
    ids=["too few", "backwards", "beyond the end", "before the beginning", "not UTF-8", "half a character", "none"],
)
def test_packed_texts_are_texts(data: bytes, starts: list[int]) -> None:
    """Bytes that are no texts, and places that are none in them, are garbled: nothing is read beside them."""
    channel = io.BytesIO()
    stretch = Stretch(2, ((data, array("i", starts).tobytes()),), frozenset({0}))
    for frame in (*stretch_frames(stretch), *frames(Answer("0", (SheetRows("表", (), 2),), told=Told(0, 1)))):
        send(channel, frame)
    channel.seek(0)
    with pytest.raises(GarbledError):
        receive(channel, 2**20)


@given(st.lists(st.text("ab甲乙", max_size=3), min_size=1, max_size=400), st.lists(st.integers(0, 2), min_size=1))
def test_equal_texts_are_found_however_long(tails: list[str], forms: list[int]) -> None:
    """Texts that differ in their first or in their last characters alone are told apart, and equal ones are one value.

    It does not matter whether they come with others that are longer.
    """
    filling = "办理业务时态度生硬" * 20
    texts = [
        (f"{tail}{filling}", f"{filling}{tail}", tail)[form] for tail, form in zip(tails, cycle(forms), strict=False)
    ]
    channel = io.BytesIO()
    said = (_stretch([[text] for text in part], "packed") for part in (texts[:7], texts[7:]) if part)
    for frame in chain(*map(stretch_frames, said), frames(Answer("0", (SheetRows("表", (), len(texts)),), told=Told(0, 1)))):  # fmt: skip
        send(channel, frame)
    channel.seek(0)
    (column,) = receive(channel, 2**24).sheets[0].columns
    assert [column.values[code] for code in column.codes] == texts
    assert len(set(column.values)) == len(column.values)


@pytest.mark.parametrize("height", [-1, 10**6, 10**15])
def test_a_stretch_is_no_higher_than_its_cells(height: int) -> None:
    """However high a child says that it is: no room is made for what was never sent."""
    channel = io.BytesIO()
    for frame in (*stretch_frames(_stretch([["甲"]], "coded")), *stretch_frames(Stretch(height, ()))):
        send(channel, frame)
    channel.seek(0)
    with pytest.raises(GarbledError):
        receive(channel, 2**20)


@pytest.mark.parametrize("codes", [[0, 2], [0, -1], [0], [0, 1, 0]])
def test_codes_that_name_no_value_are_garbled(codes: list[int]) -> None:
    """A code for each row, and a value for each code: nothing else becomes a column."""
    sheet = SheetRows("表", (Column(("甲", "乙"), array("i", codes)),), 2)
    channel = io.BytesIO()
    for frame in frames(Answer("0", (sheet,))):
        send(channel, frame)
    channel.seek(0)
    with pytest.raises(GarbledError):
        receive(channel, 2**20)


def test_a_broken_answer_is_garbled() -> None:
    """Cut at any byte, or with any byte changed, an answer is either understood or garbled: no other error, no code."""
    values = ("甲", 1, date(2026, 1, 2), datetime(2026, 1, 2, 3), clock(3), timedelta(1))
    sheet = SheetRows("表", (Column(values, array("i", [5, 4, 3, 2, 1, 0])),), 6)
    told = SheetRows("长", (), 2, errors=((1, 1, "#N/A"),))
    channel = io.BytesIO()
    for frame in frames(Answer("0", (sheet,))):
        send(channel, frame)
    _check_broken(channel.getvalue())
    channel = io.BytesIO()
    for frame in (
        *stretch_frames(_stretch([["甲", "乙"]], "coded")),
        *stretch_frames(_stretch([["丙", "丁"]], "packed")),
        *frames(Answer("0", (told,), told=Told(0, 2))),
    ):
        send(channel, frame)
    _check_broken(channel.getvalue())


def _check_broken(whole: bytes) -> None:
    for place in range(len(whole)):
        with pytest.raises(GarbledError):
            receive(io.BytesIO(whole[:place]), 2**20)
        for byte in (0, 0x22, 0x5B, 0x7F, 0xFF):
            try:
                receive(io.BytesIO(whole[:place] + bytes([byte]) + whole[place + 1 :]), 2**20)
            except GarbledError:
                continue
