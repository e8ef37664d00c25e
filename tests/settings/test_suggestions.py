"""What was meant is guessed, and no message carries more of a value than is needed to find it."""

from pathlib import Path

import pytest

from reportgen.messages import SettingsError
from reportgen.messages.codes.settings import ENTRIES
from reportgen.model.sources import Source
from reportgen.settings import load_settings
from reportgen.settings.checks import validation
from reportgen.settings.suggestions import did_you_mean, listed, shown
from reportgen.settings.tree.yaml_tree import Branch


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("reprot: {decimals: 1}", "report"),
        ("report: {Title: 标题}", "title"),
        ("period: 2026Q3", "report.period"),
        ("report: {taxonomy: {}}", "taxonomy"),
        ("ledger: {columns: {recieved: [时间]}}", "received"),
        ("ledger: {vocabulary: {status: {close: [办结]}}}", "closed"),
        ("report: {disclosure: Internal}", "internal"),
        ("report: {disclosure: pubic}", "public"),
        ("taxonomy: {categories: {atitude: null}}", "attitude"),
        ("taxonomy: {causes: {a: {title: t, text: t, when: share('atitude') > 0}}}", "attitude"),
        ("taxonomy: {causes: {a: {title: t, text: t, when: shares('attitude') > 0}}}", "share"),
        ("taxonomy: {causes: {a: {title: t, text: t, when: share(attitude) > 0}}}", "'attitude'"),
        ("taxonomy: {causes: {a: {title: t, text: t, when: rate('close') > 0}}}", "closed"),
        ("taxonomy: {causes: {a: {title: t, text: t, when: \"aspect('attitude', 'patient') > 0\"}}}", "impatient"),
        ("taxonomy: {causes: {a: {title: t, text: t, when: share('attitude') ≥ 0.2}}}", ">="),
        ("taxonomy: {causes: {a: {title: t, text: t, when: share(‘attitude’) > 0.2}}}", "'"),
        ("taxonomy: {causes: {a: {title: t, text: t, when: share('attitude'） > 0.2}}}", ")"),
        ("taxonomy: {causes: {a: {title: t, text: t, when: share('attitude') = 0.2}}}", "=="),
        ("taxonomy: {causes: {a: {title: t, when: always, text: t, recommendations: [inspektion]}}}", "inspection"),
    ],
)
def test_what_was_meant_is_guessed(folder, text, meant):
    """The hint of an unknown word names the known one that is most like it."""
    hints = [one.hint for one in folder.refused(f"extends: complete.yaml\n{text}\n")]
    assert any(f"`{meant}`" in hint for hint in hints), hints


def test_nothing_is_guessed_from_afar(folder):
    """A word that is like none that is known is not explained by another."""
    (found,) = folder.refused("extends: complete.yaml\nqqqq: 1\n")
    assert found.hint.startswith("Possible here: county, office")


def test_messages_stay_short():
    """However long a value is, a message shows 40 characters of it, and 30 of the words that are possible."""
    assert shown("字" * 1_000) == "字" * 39 + "…"
    assert shown("一\n二") == "一 二"
    assert shown({"a": "b"}) == ""
    assert listed([str(number) for number in range(1_000)]).count(",") == 30
    assert did_you_mean("字" * 100_000, ["字"]) == ""


def test_a_fault_without_words_of_its_own_is_told_too():
    """Should the models ever find what no message was written for, the setting is named all the same."""
    tree = Branch({}, Source("county.yaml", row=1, column=1))
    fault = {"type": "frozen_set_type", "loc": ("report", "title"), "input": "x", "msg": ""}
    found = validation._fault(tree, validation.Settings, fault)
    assert (found.code, found.source) == ("settings.bad-value", tree.source)
    assert "`report.title`" in found.message


def test_every_code_says_what_to_do():
    """Each message ends as a sentence, each hint too, and no code is without a hint."""
    for code, entry in ENTRIES.items():
        assert entry.message.endswith("."), code
        assert entry.hint, code


def test_what_a_file_extends_is_a_key_that_may_have_been_meant(tmp_path: Path) -> None:
    """A misspelt `extends` leaves everything out that stands below."""
    (tmp_path / "county.yaml").write_text("extnds: reportgen:base\n", encoding="utf-8")
    with pytest.raises(SettingsError) as refused:
        load_settings(tmp_path / "county.yaml")
    (found,) = (one for one in refused.value.issues if one.code == "settings.unknown-key")
    assert "Did you mean `extends`?" in found.hint
