"""What a column holds, judged by its cells: reported as a suggestion where its header is not known, masked where it names people."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from reportgen.chinese.words.surnames import ANY, COMMON, COMPOUND
from reportgen.clean.cells.values import Nulls, as_text, fold, width_of
from reportgen.clean.dates.cell_dates import Sort, read_value
from reportgen.clean.words.categories import Names
from reportgen.clean.words.vocabulary import SATISFACTION, STATUS, VERIFIED, Words, longest_first
from reportgen.model.ledgers import Column
from reportgen.settings.models import FieldName, Settings

SAMPLE = 300
"""So many different values of a column are looked at."""
_MOSTLY, _HALF = 0.8, 0.5
_KEYS, _FEWEST_KEYS = 0.98, 20
_KEY = re.compile(r"(?=[^\d]*\d)[A-Za-z0-9〔〕\[\]()（）第号_/—-]{4,32}")
_WORD = re.compile(r"[^\W\d_]{2}")
_MOST_WORDS, _AGAIN, _LONGEST_WORD = 40, 3, 20
_FEWEST_NAMES, _FEWEST_NAMES_OF_UNITS = 3, 5
_DIGITS = re.compile(r"[\s\-—–()+.]")
_MOBILE = re.compile(r"(?:0{0,2}86)?1[3-9]\d{9}")
_LANDLINE = re.compile(r"(?:010|02\d|0[3-9]\d{2})[2-8]\d{6,7}")
_ID_CARD = re.compile(r"(\d{2})\d{4}(\d{4})(\d{2})(\d{2})\d{3}[\dx]|(\d{2})\d{4}(\d{2})(\d{2})(\d{2})\d{3}")
_PROVINCES = frozenset(
    f"{first}{second}"
    for first, seconds in {"1": "12345", "2": "123", "3": "1234567", "4": "123456", "5": "01234", "6": "12345", "7": "1", "8": "123"}.items()
    for second in seconds
)  # fmt: skip
"""The first two digits of an identity number (GB/T 2260)."""
_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]{2,4}")
_NO_NAME_END = frozenset(
    "村庄镇乡县区市省局所站院厅处科室队组部办委会校园厂店行社街路道坊里巷屯寨湾堡桥河山类型色级班号项件式度率费款日月年"
)
_NAMED_HEADER = re.compile(r".*(?:人|人员|姓名|名字|名单|签名|签字|户主|法人|代表|者|员)")

Values = Sequence[object]


class ContentMatcher:
    """Knows the categories and words of the configuration beside the forms of days and of people's numbers."""

    def __init__(self, settings: Settings) -> None:
        """With the taxonomy and the vocabulary."""
        vocabulary = settings.ledger.vocabulary
        self._nulls = Nulls(settings.ledger.null_marks)
        self._categories = Names(settings.taxonomy)
        self._words: Mapping[FieldName, Words] = {
            "status": longest_first(STATUS, vocabulary.status),
            "verified": longest_first(VERIFIED, vocabulary.verified),
            "satisfaction": longest_first(SATISFACTION, vocabulary.satisfaction),
        }
        named: Mapping[FieldName, Mapping[str, Sequence[str]]] = {
            "unit": vocabulary.unit,
            "channel": vocabulary.channel,
        }
        self._names = {
            field: {fold(word) for name, words in known.items() for word in (name, *words)}
            for field, known in named.items()
        }

    def sample(self, column: Column, header: int) -> list[object]:
        """Different values of a column below the row of its header (counted from 0), without those that mean nothing."""
        above = set(column.codes[: header + 1])
        found: list[object] = []
        for place, value in enumerate(column.values):
            if place not in above and not (isinstance(value, str) and value.strip() in self._nulls):
                found.append(value)
            if len(found) == SAMPLE:
                break
        return found

    def suggested(self, values: Values, unlike: int = 0) -> tuple[FieldName, ...]:
        """The fields that a column of these values may serve: one, or any of the days; `unlike` is how many cells the column has, no two alike, else 0."""
        texts = [as_text(value) for value in values]
        if _share(values, _is_day) >= _MOSTLY:
            return ("received", "closed", "due")
        if _share(texts, self._categories.knows) >= _HALF:
            return ("category",)
        for field, names in self._names.items():
            if _share(texts, lambda text, names=names: fold(text) in names) >= _HALF:
                return (field,)
        if unlike >= _FEWEST_KEYS and _share(texts, _is_key) >= _KEYS:
            return ("id",)
        spoken = [field for field, words in self._words.items() if _share(texts, words.knows) >= _MOSTLY]
        return (spoken[0],) if len(spoken) == 1 else ()  # 是 and 否 may answer anything


def few_words(values: Values, cells: int) -> bool:
    """Whether a column of so many `cells` with these different values has a few words that come again and again, as names of categories do."""
    texts = [as_text(value) for value in values]
    if not 2 <= len(texts) <= _MOST_WORDS or cells < _AGAIN * len(texts):
        return False
    return _share(texts, lambda text: width_of(text) <= _LONGEST_WORD and _WORD.search(text) is not None) >= _MOSTLY


def personal_field(values: Values, header: str, field: str | None) -> FieldName | None:
    """The field of people that a column of these values belongs to, whatever its header says; None for another content.

    `field` is that of the header: where there is one, more and more certain names are needed to overrule it.
    """
    texts = [_plain(value) for value in values]
    if _share(texts, _is_id_number) >= _MOSTLY:
        return "id_number"
    if _share(texts, _is_phone) >= _MOSTLY:
        return "phone"
    return "person" if field in _NAMED_FIELDS and _holds_names(texts, header, field) else None


_NAMED_FIELDS = (None, "unit", "channel", "region", "category", "handling")


def _holds_names(texts: Sequence[str], header: str, field: str | None) -> bool:
    share = _share(texts, is_name)
    if field is None and _NAMED_HEADER.fullmatch(header):
        return share >= _HALF
    common = sum(text[:1] in COMMON or text[:2] in COMPOUND for text in texts if is_name(text))
    long = sum(len(text) > 2 for text in texts if is_name(text))
    if field is None:
        return share >= _MOSTLY and len(texts) >= _FEWEST_NAMES and common >= _HALF * len(texts)
    return share >= 0.9 and len(texts) >= _FEWEST_NAMES_OF_UNITS and min(common, long) >= _HALF * len(texts)


def is_name(text: str) -> bool:
    """Whether a text has the form of a Chinese name: a surname and one or two characters, no place, office or colour."""
    if not _NAME.fullmatch(text) or text[-1] in _NO_NAME_END:
        return False
    return len(text) > 2 if text[:2] in COMPOUND else text[0] in ANY and len(text) < 4


def _share(values: Sequence[object], test: Callable[..., bool]) -> float:
    return sum(map(test, values)) / len(values) if values else 0.0


def _plain(value: object) -> str:
    return "".join(unicodedata.normalize("NFKC", as_text(value)).casefold().split())


def _is_day(value: object) -> bool:
    return read_value(value).sort in (Sort.DAY, Sort.OPEN, Sort.ROUGH) and not (
        isinstance(value, (int, float))
        or (isinstance(value, str) and value.strip().isdecimal() and len(value.strip()) < 8)
    )


def _is_key(text: str) -> bool:
    """A number such as offices give to cases; no decimal number, no time."""
    return _KEY.fullmatch(text) is not None


def _is_phone(text: str) -> bool:
    digits = _DIGITS.sub("", text)
    return _MOBILE.fullmatch(digits) is not None or _LANDLINE.fullmatch(digits) is not None


def _is_id_number(text: str) -> bool:
    """18 or 15 characters that begin with a province and hold a day of birth (GB 11643)."""
    found = _ID_CARD.fullmatch(_DIGITS.sub("", text))
    if not found:
        return False
    province, year, month, day = found.groups()[:4] if found[1] else (found[5], f"19{found[6]}", found[7], found[8])
    try:
        born = date(int(year), int(month), int(day))
    except ValueError:
        return False
    return province in _PROVINCES and 1900 <= born.year <= 2100
