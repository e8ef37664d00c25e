"""Each guard switched off in turn must make its test fail: a guard that nothing misses is not tested (`make test-full`).

A guard is switched off in the tests' process and, where files are read, in its children. As a plugin of pytest (`-p tests.guards`)
this module does that for the guard that REPORTGEN_GUARD_OFF names.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

_ROOT = Path(__file__).parents[1]
_VARIABLE = "REPORTGEN_GUARD_OFF"


class Guard(NamedTuple):
    """`off` is Python that switches it off, `test` the test that notices; `child` says that children are to run `off`, too."""

    name: str
    off: str
    test: str
    child: bool = False


def _constant(module: str, name: str, value: str) -> str:
    return f"import {module} as guarded; assert hasattr(guarded, {name!r}), 'no such guard'; guarded.{name} = {value}"


def _nothing(module: str, name: str, value: str = "None") -> str:
    return _constant(module, name, f"lambda *given, **named: {value}")


_LEDGERS = "reportgen.read.workbooks.packages"
_WORD = "reportgen.word.packages.package"
_SANDBOX = "reportgen.compose.template.source.checks"
_BOMBS = "tests/read/test_packages.py::test_bombs_are_refused_from_the_directory"
_HARM = "tests/word/test_packages.py::test_a_zip_built_to_harm_is_refused_at_once"
_CODE = "tests/compose/test_sandbox.py::test_code_in_a_narrative_template_is_refused"
_WITHOUT = "from dataclasses import replace; import {module} as guarded; guarded.LIMITS = replace(guarded.LIMITS, {limit}=10**15)"

GUARDS = (
    # what a file may do to its reader
    Guard("memory of a child", _nothing("reportgen.read.worker", "bound_memory"), "tests/read/test_children.py::test_a_file_that_takes_too_much_memory_is_refused", True),
    Guard("clock of a child", "import reportgen.read.parent.children as guarded; guarded.Timer = lambda seconds, end, wait=guarded.Timer: wait(100 * seconds, end)", "tests/read/test_children.py::test_a_child_that_takes_too_long_is_ended[sleeps]"),
    Guard("codes of a column", "import reportgen.read.parent.receiving as one, reportgen.read.parent.building as other, numpy; one.check_codes = other.check_codes = lambda codes, height, values: numpy.frombuffer(codes, numpy.int32)", "tests/read/test_children.py::test_codes_that_name_no_value_are_garbled"),
    Guard("ledger: what is no file", "import reportgen.read.parent.finding as guarded; guarded._found = lambda path: (list(guarded._expand(path)), '')", "tests/journeys/test_robust.py::test_what_is_no_file_is_refused_at_once[inspect-pipe.docx]"),
    # packages of spreadsheets
    Guard("ledger: entries and directory", _nothing(_LEDGERS, "_check_end"), _BOMBS, True),
    Guard("ledger: sizes", _nothing(_LEDGERS, "_check_sizes"), _BOMBS, True),
    Guard("ledger: names", _nothing(_LEDGERS, "_check_names"), _BOMBS, True),
    Guard("ledger: overlaps", _nothing(_LEDGERS, "_check_overlaps"), _BOMBS, True),
    Guard("ledger: document types", _nothing(_LEDGERS, "_declares_type", "False"), "tests/read/test_packages.py::test_document_types_are_refused", True),
    Guard("ledger: prologs without end", _constant(_LEDGERS, "_MOST_PROLOG", "10**9"), "tests/read/test_packages.py::test_a_prolog_without_end_is_refused", True),
    # packages of Word
    *(Guard(f"word: {limit}", _WITHOUT.format(module=_WORD, limit=limit), _HARM) for limit in ("entries", "total", "ratio")),
    Guard("word: names that leave", _nothing(_WORD, "_leaves", "False"), _HARM),
    Guard("word: overlaps", _nothing(_WORD, "_overlap", "False"), _HARM),
    Guard("word: names that stand twice", f"import {_WORD} as guarded; guarded.set = list", "tests/word/test_packages.py::test_a_name_that_stands_twice_is_refused"),
    Guard("word: document types", _nothing(_WORD, "declares_type", "False") + "; import reportgen.word.packages.xml as parsing; parsing.declares_type = guarded.declares_type", "tests/word/test_packages.py::test_a_document_type_is_refused_before_parsing"),
    Guard("word: documents that are no file", "import os, stat, reportgen.inputs as guarded; guarded.check_file = lambda path: None; guarded.stat = type('all', (), {'S_ISREG': staticmethod(lambda mode: True)})", "tests/journeys/test_robust.py::test_what_is_no_file_is_refused_at_once[audit-/dev/zero]"),
    # templates
    Guard("template: what is refused", _nothing(_SANDBOX, "_refusal", "''"), _CODE),
    Guard("template: loops in loops", _constant(_SANDBOX, "_DEEPEST_LOOPS", "10**9"), _CODE),
    Guard("template: syntax beyond the list", "import jinja2.nodes as nodes; " + _constant(_SANDBOX, "_NODES", "{one for one in vars(nodes).values() if isinstance(one, type)}"), _CODE),
    Guard("template: plain values", "import dataclasses; " + _nothing(_SANDBOX, "_members", "set()"), "tests/compose/test_sandbox.py::test_a_misspelt_field_says_what_was_meant"),
    # what is written
    Guard("one writer at a time", "from contextlib import nullcontext; " + _nothing("reportgen.files.publishing", "one_writer", "nullcontext()"), "tests/writing/test_locking.py::test_a_second_writer_is_told_who_writes"),
    Guard("links are not followed", _nothing("reportgen.writing", "_prepare"), "tests/writing/test_writing.py::test_links_are_not_followed"),
    # the screen
    Guard("screen: what steers a terminal", _constant("reportgen.cli.output", "visible", "lambda text: text"), "tests/journeys/test_robust.py::test_a_name_that_steers_a_terminal_is_written_out"),
    Guard("screen: words of a fault", "import reportgen.cli.unforeseen as guarded; guarded._place = lambda fault: str(fault)", "tests/journeys/test_canaries.py::test_a_fault_anywhere_names_nobody"),
)  # fmt: skip


def pytest_configure() -> None:
    """Switches the guard off that is asked for; in every process of Python that a test starts, too (see `_passes`)."""
    asked = os.environ.get(_VARIABLE)
    if not asked:
        return
    (guard,) = (one for one in GUARDS if one.name == asked)
    exec(guard.off, {})  # noqa: S102 - the lines above
    if guard.child:
        from reportgen.read.parent import interpreter  # noqa: PLC0415 - only then

        if guard.off not in interpreter._START:
            interpreter._START = interpreter._START.replace("\nserve(", f"\n{guard.off}\nserve(")


def _passes(tests: list[str], guard: str, folder: str) -> int:
    """The exit code of pytest: 0 all passed, 1 some failed; others say that nothing was tried."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "tests.guards", "-p", "no:cacheprovider", *tests]
    environment = {**os.environ, _VARIABLE: guard, "PYTHONPATH": os.pathsep.join([folder, str(_ROOT)])}
    return subprocess.run(command, cwd=_ROOT, env=environment, capture_output=True, check=False).returncode


def main(words: list[str]) -> int:
    """Tries every guard whose name holds one of the words, or all; the exit code is 0 where each is missed."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "sitecustomize.py").write_text("from tests.guards import pytest_configure; pytest_configure()")
        return _tried(words, folder)


def _tried(words: list[str], folder: str) -> int:
    chosen = [one for one in GUARDS if not words or any(word in one.name for word in words)]
    if _passes(sorted({one.test for one in chosen}), "", folder):
        print("the tests do not pass with every guard on")
        return 1
    found = {one.name: _passes([one.test], one.name, folder) for one in chosen}
    for name, code in found.items():
        if code != 1:
            print(f"{name}: {'switched off, and nothing fails' if code == 0 else f'pytest ended with {code}'}")
    print(f"{sum(code == 1 for code in found.values())} of {len(chosen)} guards are missed when they are off")
    return 0 if all(code == 1 for code in found.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
