"""Nothing personal gets out (THREATS 44 and 49, small): a canary of each kind in each column, and every byte that leaves is searched."""

import base64
import io
import re
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import date
from html import unescape
from itertools import cycle
from pathlib import Path

import openpyxl
import pytest

from reportgen import pipeline
from reportgen.clean import clean
from reportgen.clean.people.numbers import fold_digits
from reportgen.messages import ReportgenError
from reportgen.model.periods import Period
from reportgen.read import read_ledgers
from reportgen.settings import load_settings
from tests.journeys.program import run

_CONFIG = """\
extends: reportgen:base
county: {name: 青岚县, code: "990121"}
office: {name: 青岚县某办}
report: {period: 2026Q3, disclosure: internal, name_units: true}
ledger: {files: [台账.xlsx]}
"""
COMPLAINANT, PERSON, STRANGER = "欧阳旎缇", "尉迟焜岳", "沈蓦然"
CANARIES = {
    "complainant": COMPLAINANT,
    "person": PERSON,
    "stranger": STRANGER,
    "phone": "13987650421",
    "landline": "0739-5823417",
    "id card": "430581197803154728",
    "bank card": "6217905500031847265",
    "plate": "湘E7K93Q",
    "passport": "E30715942",
    "e-mail": "nidi_ouyang77@mail.example",
    "wechat": "ouyangnd_1978",
    "address": "竹梢村9组27号",
    "nickname": "清溪老竹匠8848",
}
"""What stands in the ledger and may stand nowhere else."""
_HEADER = [
    "工单编号", "受理日期", "来源", "反映人", "联系电话", "身份证号", "住址", "被反映人", "职务", "被反映单位", "问题类别", "标题", "主要内容", "办理情况", "处理状态",
    "是否属实", "满意度", "县区",
]  # fmt: skip
_PERSONAL = {
    "反映人": COMPLAINANT, "联系电话": CANARIES["phone"], "身份证号": CANARIES["id card"], "住址": f"青岚县清溪乡{CANARIES['address']}", "被反映人": PERSON,
    "职务": "科员", "被反映单位": "县医保服务大厅", "来源": "12345热线", "问题类别": "服务态度生硬", "处理状态": "已办结", "是否属实": "属实", "满意度": "满意", "县区": "青岚县",
}  # fmt: skip
_TELLING = (
    "窗口人员{}说话不耐烦，群众反映后仍未改正。",
    "群众在大厅排队，{}在场，窗口人员语气生硬。",
    "窗口人员不耐烦（{}）。",
    "{}",
    "办事时{} 没有说明原因，答复含糊。",
)
_FILLED_IN_ONE_BY_ONE = (
    "来源",
    "被反映单位",
    "问题类别",
    "标题",
    "主要内容",
    "办理情况",
    "处理状态",
    "是否属实",
    "满意度",
)


def ledger_rows() -> list[dict[str, str]]:
    """Cases with every canary in every column that is told, one column at a time, and many more in texts."""
    rows = [
        {column: canary if column not in ("标题", "主要内容", "办理情况") else f"窗口人员{canary}态度生硬"}
        for column in _FILLED_IN_ONE_BY_ONE
        for canary in CANARIES.values()
    ]
    rows += [{"主要内容": frame.replace("{}", canary)} for frame in _TELLING for canary in CANARIES.values()]
    rows += [{"反映人": CANARIES["nickname"], "主要内容": f"网友{CANARIES['nickname']}留言称窗口人员不耐烦。"}]
    rows += [{"被反映单位": f"县医保服务大厅（{STRANGER}）"}, {"被反映单位": f"县医保局{PERSON}"}, {"县区": PERSON}]
    return [
        {**_PERSONAL, "工单编号": f"A{number}", "受理日期": f"2026-0{7 + number % 3}-1{number % 9}", **row}
        for number, row in enumerate(rows)
    ]


def write(path: Path, rows: list[dict[str, str]], header: list[str] | None = None) -> None:
    """The rows as a workbook."""
    book = openpyxl.Workbook()
    book.active.append(header or _HEADER)
    for row in rows:
        book.active.append([row.get(column, "") for column in (header or _HEADER)])
    book.save(path)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county's folder with such a ledger."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "county.yaml").write_text(_CONFIG, encoding="utf-8")
    write(folder / "台账.xlsx", ledger_rows())
    return folder


def found_in(text: str) -> list[str]:
    """The kinds of canary that a text holds, however it is spaced; of names also the given name alone."""
    flat = re.sub(r"[\s\-–—]", "", fold_digits(text)).casefold()
    pieces = {kind: re.sub(r"[\s\-]", "", fold_digits(canary)).casefold() for kind, canary in CANARIES.items()}
    given = {"complainant": "旎缇", "person": "焜岳", "stranger": "蓦然", "address": "竹梢村9组"}
    return [kind for kind, piece in pieces.items() if piece in flat or given.get(kind, piece) in flat]


def unpacked(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """A file and, where it is a package, everything inside it, however deep."""
    yield name, content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for part in package.namelist():
                yield from unpacked(f"{name}/{part}", package.read(part))


def leaks(name: str, content: bytes) -> list[str]:
    """Where in a file a canary can be read: as UTF-8 (also escaped for XML), UTF-16 or Base64."""
    found = []
    for part, inner in unpacked(name, content):
        found += [f"{part}: {kind}" for kind in found_in(unescape(inner.decode("utf-8", "ignore")))]
        for kind, canary in CANARIES.items():
            coded = base64.b64encode(canary.encode())[:-4]
            if canary.encode("utf-16-le") in inner or (len(coded) > 8 and coded in inner):
                found.append(f"{part}: {kind} (coded)")
    return found


def test_the_canaries_are_found_where_they_are(office: Path) -> None:
    """The search itself works: the ledger is full of them."""
    kinds = {line.split(": ")[1] for line in leaks("台账.xlsx", (office / "台账.xlsx").read_bytes())}
    assert kinds == set(CANARIES)


def test_no_canary_leaves_the_clean_room(office: Path) -> None:
    """Neither in the cases nor in the outline of the tables nor in an issue, nor in how any of them is shown by Python."""
    loaded = load_settings(office / "county.yaml")
    rows, _ = read_ledgers([office / "台账.xlsx"])
    ledger, issues = clean(rows, loaded.settings, Period.parse("2026Q3"))
    everything = ledger.cases.to_csv() + repr(ledger) + repr(issues)
    assert ledger.counts.used == len(ledger_rows())
    assert found_in(everything) == []
    assert any(issue.code == "ledger.text-withheld" for issue in issues)
    assert (ledger.cases["text"] != "").sum() > 50


def test_no_canary_is_in_the_report_or_its_trace(office: Path) -> None:
    """The finished document, unpacked part by part, its trace, the summary and the narrative: 0 hits."""
    loaded = load_settings(office / "county.yaml")
    job = pipeline.Job(loaded, [office / "台账.xlsx"], Period.parse("2026Q3"), date(2026, 10, 1))
    report = pipeline.build(job)
    assert leaks("report.docx", report.document) == []
    assert leaks("trace.json", report.trace) == []
    assert found_in(repr(report)) == []


def _spoil(folder: Path, kind: str) -> None:
    """Writes a ledger that fails in one of several ways, with canaries in the very cells that are complained about."""
    rows, header, config = ledger_rows(), list(_HEADER), _CONFIG
    canaries = [CANARIES[turn] for _, turn in zip(rows, cycle(CANARIES), strict=False)]
    if kind == "no date column":
        header[1] = COMPLAINANT
        rows = [{**row, COMPLAINANT: row["受理日期"]} for row in rows]
    elif kind == "no date at all":
        rows = [{**row, "受理日期": canary} for row, canary in zip(rows, canaries, strict=True)]
    elif kind == "categories refused":
        rows = [{**row, "问题类别": f"{canary}等人的事"} for row, canary in zip(rows, canaries, strict=True)]
        config = config.replace("[台账.xlsx]}", "[台账.xlsx], unknown_category: reject}")
    elif kind == "names for headers":
        header += [COMPLAINANT, f"{PERSON}{CANARIES['phone']}", f"检查单位{CANARIES['id card']}"]
    elif kind == "another period":
        config = config.replace("2026Q3", "2019Q3")
    (folder / "county.yaml").write_text(config, encoding="utf-8")
    write(folder / "台账.xlsx", rows, header)


def _run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return run(folder, *words, language="zh")


@pytest.mark.parametrize(
    ("kind", "code"),
    [("names for headers", 0), ("no date at all", 1), ("categories refused", 1)],
)
def test_no_canary_is_said_on_the_screen(tmp_path: Path, kind: str, code: int) -> None:
    """A run that works and runs that fail: nothing personal on stdout or stderr, in the issues as JSON or in what is written."""
    _spoil(tmp_path, kind)
    done = _run(tmp_path, "build", "county.yaml", "--out", "out", "--json")
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert found_in(done.stdout + done.stderr) == []
    written = [path for path in (tmp_path / "out").glob("*") if path.is_file()]
    assert bool(written) == (code == 0)
    assert [leak for path in written for leak in leaks(path.name, path.read_bytes())] == []


def test_no_canary_is_said_by_inspect(tmp_path: Path) -> None:
    """The health of a ledger is told with cells, not with what stands in them."""
    _spoil(tmp_path, "names for headers")
    for flags in ((), ("--json",)):
        done = _run(tmp_path, "inspect", "台账.xlsx", "--config", "county.yaml", *flags)
        assert "Traceback" not in done.stderr
        assert found_in(done.stdout + done.stderr) == []


@pytest.mark.parametrize("kind", ["no date column", "no date at all", "categories refused", "another period"])
def test_no_canary_is_in_an_exception(tmp_path: Path, kind: str) -> None:
    """A refused action carries its issues; neither its words nor its arguments name anybody."""
    _spoil(tmp_path, kind)
    loaded = load_settings(tmp_path / "county.yaml")
    with pytest.raises(ReportgenError) as refused:
        pipeline.build(pipeline.Job(loaded, [tmp_path / "台账.xlsx"], day=date(2026, 10, 1)))
    assert found_in(f"{refused.value} {refused.value!r} {refused.value.args} {refused.value.issues}") == []
