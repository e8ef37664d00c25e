"""In a Chinese session no English of a library is left: wrong usage, help, the system's complaints, a value that is named by its key."""

import errno
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from reportgen.cli import app
from reportgen.messages import speaking
from reportgen.writing import system_reason
from tests.full import some
from tests.journeys.program import run
from tests.journeys.small import CONFIG, ledger

_LATIN = re.compile(r"[A-Za-z][A-Za-z'’]*")
_TYPED = re.compile(r"(?<!\w)--?[\w-]+|[\w-]*[./=][\w./=-]+|(?<![\w])[A-Z0-9_]+(?![\w])")
"""What is typed as it is: options, names of files, keys, abbreviations."""
_NAMES = {"reportgen", "Word", "Excel"}
_COMMANDS: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]


def _english(text: str, *typed: str) -> list[str]:
    """The words of a text that are neither Chinese nor to be typed as they are."""
    known = {*_NAMES, *_COMMANDS, *(word for one in typed for word in _LATIN.findall(one))}
    return [word for word in _LATIN.findall(_TYPED.sub(" ", text)) if word not in known]


def _slips() -> Iterator[list[str]]:
    """Every way in which each command can be typed wrong."""
    yield from (["bogus"], ["--bogus"], ["-x"])
    for name, command in _COMMANDS.items():
        yield [name, "--bogus"]
        yield [name, "-x"]
        arguments = [one for one in command.params if not any(word.startswith("-") for word in one.opts)]
        if any(one.required for one in arguments):
            yield [name]
        yield [
            name,
            *["x"] * len(arguments),
            *(["y", "z"] if all(one.nargs == 1 for one in arguments) else ["--bogus"]),
        ]
        for option in command.params:
            word = next((word for word in option.opts if word.startswith("--")), "")
            if not word or word == "--help":
                continue
            yield [name, "x", f"{word}=nix"] if getattr(option, "is_flag", False) else [name, "x", word]
    yield ["update", "x", "--page", "nix"]


@pytest.mark.parametrize("words", some(list(_slips())), ids=" ".join)
def test_wrong_usage_is_told_in_chinese(tmp_path: Path, words: list[str]) -> None:
    """Exit code 2, something said, no English."""
    done = run(tmp_path, *words, language="zh")
    assert done.returncode == 2, done.stderr
    assert re.search("[\u4e00-\u9fff]", done.stderr)
    assert _english(done.stderr, *words, "kept", "new") == []


@pytest.mark.parametrize("command", ["", *_COMMANDS])
def test_the_frame_of_help_is_chinese(tmp_path: Path, command: str) -> None:
    """Headings, placeholders, defaults; the texts were chosen when the program was loaded, so a program of its own is asked."""
    import subprocess  # noqa: PLC0415 - here alone
    import sys  # noqa: PLC0415

    environment = {**os.environ, "REPORTGEN_LANG": "zh", "PYTHONPATH": str(Path(__file__).parents[2]), "COLUMNS": "120"}
    words = [*([command] if command else []), "--help"]
    done = subprocess.run(
        [sys.executable, "-P", "-m", "reportgen", *words],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=True,
    )
    shown = done.stdout.decode()
    assert shown.startswith("用法：reportgen")
    for english in (
        "Usage",
        "Options",
        "Arguments",
        "Commands",
        "[default",
        "[required]",
        "Show this message",
        "TEXT",
        "PATH",
        "<str>",
        "<path>",
    ):
        assert english not in shown, english


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_what_the_system_says_is_said_in_chinese(number: int) -> None:
    """Every number that the system knows."""
    with speaking("zh"):
        said = system_reason(OSError(number, os.strerror(number)))
    assert _english(said) == [], said
    assert said


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("report.period", "9999Q4"),
        ("report.period", "2026Q5"),
        ("report.date", "2026-02-30"),
        ("report.date", "9999-12-31"),
        ("report.decimals", "many"),
        ("report.length_limit", "99999999999"),
        ("report.language", "de"),
        ("ledger.seconds", "999999999"),
        ("ledger.memory_mb", "12"),
        ("ledger.timezone", "Mars/Base"),
        ("ledger.unknown_category", "nix"),
        ("charts.top", "0"),
        ("county.code", "12x"),
    ],
)
def test_a_message_that_names_a_key_names_its_value(tmp_path: Path, key: str, value: str) -> None:
    """Both, and nothing in the words of the library that checks them."""
    section, name = key.split(".")
    written = {
        "report": {"period": "2026Q3"},
        "ledger": {"files": "[台账.csv]"},
        "county": {"name": "青岚县", "code": '"990121"'},
        "charts": {},
    }
    written[section][name] = value
    lines = [CONFIG.split("\n")[0], "office: {name: 办公室}"]
    lines += [
        f"{one}: {{{', '.join(f'{inner}: {text}' for inner, text in keys.items())}}}"
        for one, keys in written.items()
        if keys
    ]
    (tmp_path / "county.yaml").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "台账.csv").write_bytes(ledger())
    done = run(tmp_path, "build", "county.yaml", language="zh")
    assert done.returncode == 1, done.stdout
    assert value in done.stderr
    assert "pydantic" not in done.stderr and "Input should" not in done.stderr
    assert name in done.stderr or key in ("report.period", "report.date", "ledger.timezone", "county.code"), done.stderr


def test_the_version(tmp_path: Path) -> None:
    """On one line, alone."""
    from reportgen import __version__  # noqa: PLC0415

    done = run(tmp_path, "--version", language="zh")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"reportgen {__version__}\n", "")
