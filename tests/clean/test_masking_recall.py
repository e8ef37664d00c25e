"""Masking measured (THREATS 48): 3,000 secrets of every kind and spelling, 500 texts without one, through the whole gate."""

from collections import Counter
from collections.abc import Iterable, Sequence

import pytest

from reportgen.clean.people.numbers import fold_digits
from tests.clean.complaints import Sample, harmless_samples, listed_samples, secret_samples
from tests.clean.notation import cleaned, sheet

SEED = 48
CERTAIN = ("id card", "mobile", "landline", "bank card", "plate", "passport", "account")
NAMES_FOUND, ADDRESSES_FOUND, FALSE_ALARMS = 0.99, 0.99, 0.02


def printed(samples: Sequence[Sample], names: Sequence[str] = ()) -> list[str]:
    """What the gate lets through of each sample, "" where the text is withheld; `names` stand in the ledger's name column."""
    rows = [
        [str(number), "2026-07-01", sample.text, names[number] if names else "匿名"]
        for number, sample in enumerate(samples)
    ]
    found = cleaned(sheet([["工单编号", "受理日期", "主要内容", "反映人"], *rows]))
    assert found.counts == (len(samples), len(samples), 0, 0)
    return found.column("text")


def missed(samples: Iterable[Sample], texts: Iterable[str]) -> list[tuple[str, str, str]]:
    """The samples of which a secret can still be read: kind, text and what is printed of it."""
    return [
        (sample.kind, sample.text, text)
        for sample, text in zip(samples, texts, strict=True)
        if any(fold(secret) in fold(text) for secret in sample.secrets)
    ]


def fold(text: str) -> str:
    """The text as somebody reads it who wants to know: no gaps, every digit plain."""
    return "".join(character for character in fold_digits(text).upper() if character.isalnum())


@pytest.fixture(scope="module")
def secrets() -> tuple[list[Sample], list[str], list[tuple[str, str, str]]]:
    """The samples, what is printed of them, and the misses."""
    samples = list(secret_samples(SEED))
    texts = printed(samples)
    return samples, texts, missed(samples, texts)


def test_no_number_of_a_person_is_missed(secrets):
    """1,500 ID cards, phones, accounts, plates and papers, spaced, full-width, in hanzi or broken: 0 printed."""
    samples, _, misses = secrets
    assert sum(sample.kind in CERTAIN for sample in samples) == 1500
    assert [miss for miss in misses if miss[0] in CERTAIN] == []


def test_names_that_nothing_announces_are_not_printed(secrets):
    """1,000 invented names without a column: at least 99 of 100 masked, or the text is not printed."""
    _, _, misses = secrets
    found = [miss for miss in misses if miss[0] == "name"]
    assert len(found) <= (1 - NAMES_FOUND) * 1000, found


def test_addresses_are_not_printed_below_the_township(secrets):
    """500 roads, estates and villages with a number: at least 99 of 100 masked."""
    _, _, misses = secrets
    found = [miss for miss in misses if miss[0] == "address"]
    assert len(found) <= (1 - ADDRESSES_FOUND) * 500, found


def test_townships_stay(secrets):
    """An address is cut below the township, not the text withheld: where it was, the report may say."""
    samples, texts, _ = secrets
    named = [(sample, text) for sample, text in zip(samples, texts, strict=True) if "城关镇" in sample.text]
    kept = sum("城关镇" in text for _, text in named)
    assert kept >= 0.95 * len(named) > 50


def test_numbers_are_masked_and_the_text_is_told(secrets):
    """What has a form is left out of the text; hardly a text is withheld for it."""
    samples, texts, _ = secrets
    withheld = Counter(
        sample.kind for sample, text in zip(samples, texts, strict=True) if not text and sample.kind in CERTAIN
    )
    assert withheld.total() <= 0.05 * 1500, withheld


def test_no_listed_name_is_missed():
    """A name in the ledger's own column is masked wherever a text holds it, broken or spaced, with or without its dot."""
    samples = listed_samples(SEED)
    assert missed(samples, printed(samples, [sample.secrets[0] for sample in samples])) == []


def test_hardly_a_harmless_text_is_touched():
    """Amounts, dates, case and document numbers, hotlines, offices, places and words like 高度: at most 2 of 100 altered or withheld."""
    samples = harmless_samples(SEED)
    texts = printed(samples)
    touched = [
        (sample.text, text) for sample, text in zip(samples, texts, strict=True) if sample.text.strip() != text.strip()
    ]
    assert len(samples) == 500
    assert len(touched) <= FALSE_ALARMS * 500, touched
