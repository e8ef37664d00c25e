"""The category of each case: from its own column by names and aliases, else from its text by keywords, else the catch-all."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from reportgen.chinese.numerals import ORDINAL
from reportgen.clean.cells.cells import Cells, Codes, Mask
from reportgen.clean.cells.searching import JoinedTexts
from reportgen.clean.cells.split_names import LINE_BREAK, NameSplitter
from reportgen.clean.cells.values import Nulls, fold, unnumbered
from reportgen.clean.words.guesses import by_cases, by_name
from reportgen.model.ledgers import JOINT
from reportgen.settings.models import CategorySettings, LedgerSettings, Taxonomy

_SUFFIXES = ("方面问题", "类问题", "问题", "方面", "类")
_CIRCLED = re.compile(r"^\s*[①-⑳]")  # folded, it would be a plain digit
_ORDINAL = re.compile(ORDINAL)
LEDGER, KEYWORD, DEFAULT = "ledger", "keyword", "default"


@dataclass(frozen=True, slots=True)
class Categories:
    """The category of each row, its codes joined with JOINT ("" where it has none), and where it is from.

    `strange` has the parts of its own column that the taxonomy does not know, `unknown` marks the rows that are left to
    the catch-all because all of it is strange.
    """

    codes: Cells[str]
    origin: Cells[str]
    strange: Cells[tuple[str, ...]]
    unknown: Mask


class Names:
    """The names, aliases and codes of the taxonomy."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        """Of two categories that share a name the first has it."""
        self.catch_all = next((code for code, category in taxonomy.categories.items() if category.catch_all), "")
        self._order = list(taxonomy.categories)
        self._codes: dict[str, str] = {}
        for code, category in taxonomy.categories.items():
            for name in (category.name, code, *category.aliases):
                self._codes.setdefault(_key(name), code)
        self._named = {name: code for name, code in self._codes.items() if code != self.catch_all}

    def knows(self, text: str) -> bool:
        """Whether the text names a category."""
        return _key(text) in self._codes

    def codes(self, text: str, parting: NameSplitter) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The codes that a cell names, in the taxonomy's order, and the parts of it that name none."""
        if not text:
            return (), ()
        if code := self._code(text):
            return (code,), ()
        parts = parting.names(text, ())
        if LINE_BREAK in text and not any(self.knows(part) for part in parts):
            parts = parting.within_lines(text)
        codes = {part: self._code(part) for part in self._unordered(parts)}
        found = {code for code in codes.values() if code}
        return tuple(code for code in self._order if code in found), tuple(
            part for part, code in codes.items() if not code
        )

    def _unordered(self, parts: Sequence[str]) -> Sequence[str]:
        """The parts without the numerals that are left of a list: `一、三公经费` is one name, `一、二` may be two."""
        named = [part for part in parts if not _ORDINAL.fullmatch(part) or self.knows(part)]
        return named or parts

    def likely(self, text: str, spoken: Iterable[str]) -> str:
        """The code of the category that an unknown name likely means, "" where none is likely.

        Its name may tell, or the cases under it: `spoken` are the categories for which their words speak. Both must not disagree.
        """
        name, cases = by_name(_key(text), self._named), by_cases(spoken)
        return "" if name and cases and name != cases else name or cases

    def _code(self, text: str) -> str | None:
        return self._codes.get(_key(text))


def renamed(texts: Iterable[str], taxonomy: Taxonomy, settings: LedgerSettings) -> dict[str, tuple[str, ...]]:
    """The names of the categories as which texts of a category column are counted, of those texts that are called otherwise."""
    names = Names(taxonomy)
    parting = NameSplitter(settings.separators.category, Nulls(settings.null_marks))
    found: dict[str, tuple[str, ...]] = {}
    for text in texts:
        meant = tuple(taxonomy.categories[code].name for code in names.codes(text, parting)[0])
        said = {fold(text)} if len(meant) == 1 else set(map(fold, parting.names(text, ())))
        if meant and said != set(map(fold, meant)):
            found[text] = meant
    return found


def _key(name: str) -> str:
    key = unnumbered(fold(_CIRCLED.sub("", name))).replace("其它", "其他")
    for suffix in _SUFFIXES:
        if key.endswith(suffix) and len(key) > len(suffix) + 1:
            return key.removesuffix(suffix)
    return key


def by_keywords(texts: Sequence[str], taxonomy: Taxonomy) -> list[str]:
    """The category that each text speaks for, "" where no keyword is found.

    The category of which most keywords, its own and those of its aspects, are found wins, of equals the first in the
    taxonomy.
    """
    spoken = {code: _keywords(category) for code, category in taxonomy.categories.items()}
    searched = [(code, keywords) for code, keywords in spoken.items() if keywords]
    joined = JoinedTexts(texts)
    hits = np.zeros((len(searched) + 1, len(texts)), np.int64)  # the first row stands for no keyword at all
    for place, (_, keywords) in enumerate(searched, 1):
        for keyword in keywords:
            hits[place, joined.holding([keyword])] += 1
    codes = ["", *(code for code, _ in searched)]
    return [codes[place] for place in hits.argmax(axis=0).tolist()]


def _keywords(category: CategorySettings) -> dict[str, None]:
    """The keywords of a category and of its aspects, each once."""
    aspects = (keyword for aspect in category.aspects.values() for keyword in aspect.keywords)
    return dict.fromkeys((*category.keywords, *aspects))


def categorise(column: Cells[str], texts: Cells[str], taxonomy: Taxonomy, settings: LedgerSettings) -> Categories:
    """The categories of all rows; `column` is their own, `texts` what keywords are looked for in."""
    names = Names(taxonomy)
    parting = NameSplitter(settings.separators.category, Nulls(settings.null_marks))
    own = [names.codes(text, parting) for text in column.values]
    stated = Cells([JOINT.join(codes) for codes, _ in own], column.codes)
    strange = Cells([rest for _, rest in own], column.codes)
    missing = column.where(lambda text: not text)
    every = np.ones(column.height, np.bool_)
    searched = {"missing": missing, "always": every, "never": ~every}[settings.categorise]
    return _merge(stated, strange, _by_keyword(texts, searched, taxonomy), names.catch_all)


def _by_keyword(texts: Cells[str], rows: Mask, taxonomy: Taxonomy) -> Cells[str]:
    """The category that keywords tell, "" for rows that are not searched."""
    if not rows.any():
        return Cells.repeat("", len(rows))
    wanted = np.flatnonzero(np.bincount(texts.codes[rows], minlength=len(texts.values))).tolist()
    found = [""] * len(texts.values)
    for place, code in zip(wanted, by_keywords(texts.pick(wanted), taxonomy), strict=True):
        found[place] = code
    return Cells([*found, ""], np.where(rows, texts.codes, len(found)))


def _merge(stated: Cells[str], strange: Cells[tuple[str, ...]], keyword: Cells[str], catch_all: str) -> Categories:
    has_keyword, has_own = keyword.where(bool), stated.where(bool)
    values = [*stated.values, *keyword.values, catch_all]
    codes = np.where(has_keyword, keyword.codes + len(stated.values), np.where(has_own, stated.codes, len(values) - 1))
    origin = np.where(has_keyword, 1, np.where(has_own, 0, 2))
    unknown = strange.where(bool) & (origin == 2)
    return Categories(Cells(values, codes), Cells([LEDGER, KEYWORD, DEFAULT], origin), strange, unknown)


def find_aspects(categories: Cells[str], texts: Cells[str], taxonomy: Taxonomy) -> Cells[str]:
    """The codes of the aspects of each row's categories that its text shows, joined with JOINT."""
    found = np.zeros(categories.height, np.int64)
    values: dict[str, int] = {"": 0}
    for index, joined in enumerate(categories.values):
        aspects = _aspects(joined.split(JOINT), taxonomy)
        if not aspects:
            continue
        rows = np.flatnonzero(categories.codes == index)
        for place, codes in _shown(texts, rows, aspects).items():
            found[rows[place]] = values.setdefault(codes, len(values))
    return Cells(list(values), found)


def _aspects(codes: Iterable[str], taxonomy: Taxonomy) -> list[tuple[str, Sequence[str]]]:
    known = [taxonomy.categories[code] for code in codes if code in taxonomy.categories]
    return [(aspect, settings.keywords) for category in known for aspect, settings in category.aspects.items()]


def _shown(texts: Cells[str], rows: Codes, aspects: Sequence[tuple[str, Sequence[str]]]) -> dict[int, str]:
    """The aspects, joined, of each of these rows that shows any."""
    joined = JoinedTexts.of(texts.take(rows))
    hits: dict[int, list[str]] = {}
    for aspect, keywords in aspects:
        for place in joined.holding(keywords).tolist():
            hits.setdefault(place, []).append(aspect)
    return {place: JOINT.join(found) for place, found in hits.items()}
