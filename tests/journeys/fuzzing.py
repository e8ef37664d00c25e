"""Random command lines over a small folder of good, odd and broken files, from a seed: what a person, a script or an accident may type."""

import gzip
import os
import random
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path

import typer

from reportgen.cli import app
from tests.journeys.small import CONFIG, ledger, office_at

_WORDS = (
    "2026Q3", "2026Q2", "2026年三季度", "2019Q1", "9999Q4", "0001Q1", "2026-13", "2026-01/2026-09", "", " ", "²", "-1", "0", "ask", "drop", "keep",
    "paragraphs=drop", "paragraphs=", "=", "new", "kept", "2026-10-12", "2026-02-30", "0001-01-01", "9999-12-31", "38.0%", "total", "问题", "a\udcffb",
    "\x1b[31m", "--", "-", "*.csv", "[", "**", "~", "..", "/", "./", "out/../county.yaml", "x" * 300, "con", "%s%n", "{path}", "$(id)", "\u202e", "０",
)  # fmt: skip
_NAMES = (
    "out",
    "out.xlsx",
    "out.docx",
    "out.yaml",
    "new/deep/out.docx",
    "county.yaml/out",
    "out.XLSX",
    ".",
    "folder.docx",
    "a\udcffb.docx",
)
_ENVIRONMENT = (
    ("SOURCE_DATE_EPOCH", ("", "0", "²", "1791763200", "253402300800", "99999999999", "x", "1782835200")),
    ("REPORTGEN_LANG", ("zh", "en")),
    ("COLUMNS", ("1", "0", "-5", "x", "100")),
)
_LIMITS = (
    "ledger: {files: [台账.csv], memory_mb: 999999999999999}",
    "ledger: {files: [台账.csv], seconds: 999999999999999}",
    "ledger: {files: [台账.csv], memory_mb: 256, seconds: 1}",
    "ledger: {files: [台账.csv], on_time_days: 999999999999999}",
    "ledger: {files: [台账.csv], duplicates: {days: 999999999999999, shortest: 999999999999999}}",
    "ledger: {files: [台账.csv]}\ncharts: {trend_periods: 999999999999999}",
    "ledger: {files: [台账.csv], timezone: ../../etc}",
    "ledger: {files: ['/dev/zero', '', '..', '*', '台账.csv']}",
    "ledger: {files: [台账.csv], date_formats: ['%', '%Q', '%Y%Y', '']}",
    "ledger: {files: [台账.csv], sheets: ['没有']}",
)
_REPORTS = (
    "length_limit: 999999999999999", "small_base: 999999999999999", "most_causes: 999999999999999", "day_limits: [999999999999999]", "day_limits: []",
    "day_limits: [3, 3, 1]", "date: '0001-01-01'", "date: '9999-12-31'", "decimals: 4", "language: en", "comparisons: {lacking: 999999999999999}",
    "title: '{{ 9 ** 9 }}'", "title: '{{ period'", "name: '../../x'", "name: 'CON'", "period: 9999Q4", "period: 0001Q1",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Try:
    """One command line, and the variables that it is started with."""

    words: tuple[str, ...]
    environment: dict[str, str]


def corpus(folder: Path) -> list[str]:
    """Fills a folder with files of all kinds; their names."""
    office_at(folder)
    good = {name: (folder / name).read_bytes() for name in ("report.docx", "report.trace.json", "台账.csv")}
    for name, data in good.items():
        stem, _, suffix = name.partition(".")
        made = {
            "empty": b"",
            "half": data[: len(data) // 2],
            "head": data[:9],
            "noise": random.Random(7).randbytes(4096),  # noqa: S311 - noise, not secrets
        }
        made["turned"] = (
            data[: len(data) // 3]
            + bytes(byte ^ 85 for byte in data[len(data) // 3 :][:200])
            + data[len(data) // 3 + 200 :]
        )
        for kind, content in made.items():
            (folder / f"{stem}-{kind}.{suffix}").write_bytes(content)
    (folder / "alone.docx").write_bytes(good["report.docx"])
    (folder / "renamed.docx").write_bytes(good["台账.csv"])
    (folder / "renamed.csv").write_bytes(good["report.docx"])
    (folder / "renamed.yaml").write_bytes(good["report.docx"])
    (folder / "台账.csv.gz").write_bytes(gzip.compress(good["台账.csv"]))
    (folder / "one.csv").write_bytes(ledger(1))
    (folder / "list.trace.json").write_text("[]")
    (folder / "deep.trace.json").write_text("[" * 100_000)
    (folder / "numbers.trace.json").write_text(
        '{"period": 3, "figures": {"total": {"value": 1e400}}, "memory": 5, "document": []}'
    )
    with zipfile.ZipFile(folder / "zip.docx", "w") as archive:
        archive.writestr("a.txt", "a")
    for number, text in enumerate(_LIMITS):
        (folder / f"limits{number}.yaml").write_text(
            CONFIG.replace("ledger: {files: [台账.csv]}", text), encoding="utf-8"
        )
    for number, text in enumerate(_REPORTS):
        key = text.partition(":")[0]
        line = "{period: 2026Q3}" if key != "period" else "{}"
        whole = line.replace("}", (", " if len(line) > 2 else "") + text + "}")
        (folder / f"report{number}.yaml").write_text(CONFIG.replace("{period: 2026Q3}", whole), encoding="utf-8")
    (folder / "ifs.yaml").write_text(
        CONFIG
        + "taxonomy: {causes: {own: {title: 甲, text: 乙, when: '"
        + "(" * 300
        + "total > 1"
        + ")" * 300
        + "'}}}\n",
        encoding="utf-8",
    )
    (folder / "nots.yaml").write_text(
        CONFIG + "taxonomy: {causes: {own: {title: 甲, text: 乙, when: '" + "not " * 3000 + "total > 1'}}}\n",
        encoding="utf-8",
    )
    (folder / "ifs-template.yaml").write_text(CONFIG + "template: {report: ifs.md}\n", encoding="utf-8")
    (folder / "ifs.md").write_text(
        '{% extends "base/report.md" %}\n{% block lead %}\n'
        + "{% if total %}" * 300
        + "甲"
        + "{% endif %}" * 300
        + "\n{% endblock %}\n",
        encoding="utf-8",
    )
    (folder / "itself.yaml").write_text("extends: itself.yaml\n")
    (folder / "broken.yaml").write_text("county: {name: [\n")
    (folder / "folder.docx").mkdir()
    (folder / "empty-folder").mkdir()
    os.mkfifo(folder / "pipe.docx")
    (folder / "dangling.docx").symlink_to("nowhere")
    return sorted(path.name for path in folder.iterdir())


def tries(seed: int, count: int, names: list[str]) -> list[Try]:
    """So many command lines, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - words, not secrets
    return [_one(chance, names) for _ in range(count)]


def _one(chance: random.Random, names: list[str]) -> Try:
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    name = chance.choice([*commands] * 3 + ["", "biuld", "--version", "--help"])
    command = commands.get(name)
    words = [name] if name else []
    for parameter in command.params if command else ():
        words += _given(chance, parameter, names)
    if chance.random() < 0.1:
        words.insert(chance.randrange(len(words) + 1), chance.choice([*_WORDS, *names, "--nix", "-x", "--json"]))
    environment = {key: chance.choice(values) for key, values in _ENVIRONMENT if chance.random() < 0.3}
    return Try(tuple(words), environment)


def _given(chance: random.Random, parameter: object, names: list[str]) -> list[str]:
    """A parameter with a value, mostly one of the right kind; often left out where it can be."""
    options = getattr(parameter, "opts", [])
    option = next((one for one in options if one.startswith("--")), "")
    if option and chance.random() < 0.6:
        return []
    if option and getattr(parameter, "is_flag", False):
        return [option]
    value = _value(chance, option or getattr(parameter, "name", ""), names)
    return [option, value] if option else [value]


def _value(chance: random.Random, what: str, names: list[str]) -> str:
    if chance.random() < 0.15:
        return chance.choice([*_WORDS, *names, "/dev/zero", "/dev/full"])
    endings = {
        "config": ".yaml",
        "ledger": ".csv",
        "document": ".docx",
        "report": ".docx",
        "old": ".docx",
        "new": ".docx",
        "previous": (".docx", ".json"),
    }
    kind = what.removeprefix("--")
    if kind in endings:
        usual = {"config": "county.yaml", "ledger": "台账.csv"}.get(kind, "report.docx")
        fitting = [name for name in names if name.endswith(endings[kind])]
        return usual if chance.random() < 0.4 else chance.choice(fitting)
    if kind in ("out", "overlay", "xlsx", "yaml", "docx"):
        return chance.choice(_NAMES)
    return chance.choice(_WORDS)


def renewed(folder: Path, into: Path) -> Path:
    """A copy of the corpus for one try, pipes and links as they are."""
    into.mkdir()
    for path in folder.iterdir():
        target = into / path.name
        if path.is_symlink():
            target.symlink_to(path.readlink())
        elif path.is_dir():
            target.mkdir()
        elif path.is_file():
            os.link(path, target) if path.name.endswith(".csv") else shutil.copy2(path, target)
        else:
            os.mkfifo(target)
    return into
