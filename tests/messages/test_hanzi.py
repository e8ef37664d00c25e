"""What is printed in Chinese comes from the catalogue: no other module holds hanzi but those listed here, each for its reason."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

_PACKAGE = Path(__file__).resolve().parents[2] / "reportgen"
_HANZI = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_ALLOWED = {
    "clean/": "words of ledgers: what headers, cells and names look like, and what stands in for what is masked",
    "chinese/": "facts of the language",
    "compare/": "numerals, and words of direction beside them",
    "compose/language/chinese.py": "the words of a Chinese report",
    "compose/context/filters.py": "the sign of the year in a period that Chinese templates shorten",
    "compose/template/source/typed.py": "digits that are a name or a date, with examples",
    "settings/facts.py": "what a file of facts is called",
    "compose/template/markdown.py": "marks of tables in templates",
    "configuring/forms/": "numbers of headings, captions, days and fonts as reports have them, and what the standard calls them",
    "configuring/invented.py": "cells of ledgers invented to try templates with",
    "compose/language/case_words.py": "how the text of a case begins",
    "cli/screens/inspection.py": "which characters are two columns wide",
    "draw/native/completing.py": "the font of Chinese texts in charts that Word draws",
    "draw/parts/wrapping.py": "where a name may be broken",
    "actions/finalizing.py": "how the copy of a report that is handed over is called",
    "messages/codes/": "words of reports and ledgers that a message is about",
    "model/reports/narratives.py": "the words before numbers in a Chinese document",
    "render/": "names of styles and pictures in a document, and where a Chinese title may be broken",
    "review/": "patterns of Chinese texts, and names of styles",
    "settings/checks/form.py": "what a house form says where it is silent, in its own words",
    "settings/checks/validation.py": "papers and sizes of type that may have been meant",
    "settings/models/": "the usual wording of a configuration",
    "tally/groups/cases.py": "words that keep a case from being told",
    "tally/counting/measures.py": "measure words of a Chinese report",
    "word/cleaning/steps/naming.py": "what Word calls a picture or a shape in a Chinese document",
    "word/editing/characters.py": "which characters are Chinese",
    "word/memory/told_cases.py": "what of a complaint is not printed",
    "word/pages/page.py": "the name of a style",
    "word/blocks/prefixes.py": "numbers and labels before texts",
}


def _literals(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of the string literals that are no docstrings: those that are a value of something."""
    tree = ast.parse(source)
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.lineno, node.value


def _found(path: Path) -> list[str]:
    literals = _literals(path.read_text(encoding="utf-8"))
    return [f"{path.name}:{line} {text}" for line, text in literals if _HANZI.search(text)]


def _modules() -> list[Path]:
    return [path for path in sorted(_PACKAGE.rglob("*.py")) if "builtin" not in path.parts]


def _reason(path: Path) -> str | None:
    name = path.relative_to(_PACKAGE).as_posix()
    return next((place for place in _ALLOWED if name.startswith(place)), None)


def test_no_module_prints_chinese_of_its_own() -> None:
    """A word for the user is English in the code and Chinese in the catalogue."""
    assert [line for path in _modules() if _reason(path) is None for line in _found(path)] == []


@pytest.mark.parametrize("place", _ALLOWED)
def test_every_exception_is_needed(place: str) -> None:
    """One that no module makes use of any more is taken from the list."""
    assert any(_found(path) for path in _modules() if _reason(path) == place)


def test_docstrings_are_not_looked_at_and_pieces_of_texts_are() -> None:
    """What a test like this must tell apart."""
    source = '"""说明."""\nx = f"{y}占比"\ndef f():\n    """说明."""\n    return "件"\n'
    assert [text for _, text in _literals(source)] == ["占比", "件"]
