"""The manifest and its journal: what was written is read again, what was cut off or is somebody else's is not believed, nothing of a person stands in them."""

import json
from pathlib import Path

import pytest

from reportgen.batch.manifest import JOURNAL, NAME, Entry, Manifest
from reportgen.batch.planning.listing import list_counties
from reportgen.batch.records import State
from reportgen.messages import SettingsError
from reportgen.model.periods import Period
from tests.batch.city import DAY, OWN_HEADER, PERIOD, cases, county_yaml, here, run, states

__all__ = ["here"]
_ENTRIES = [
    Entry(f"c{number}.yaml", State.DONE, f"99000{number}", "县", key="k", digests={"a": "b"}) for number in range(3)
]


def test_a_journal_is_read_up_to_where_it_was_cut_off(tmp_path: Path) -> None:
    """Every length of it: whole lines count, the broken one does not; a later line of a county takes the place of an earlier."""
    manifest = Manifest(tmp_path, PERIOD)
    manifest.begin(PERIOD)
    for entry in _ENTRIES:
        manifest.note(entry)
    manifest.close()
    data = (tmp_path / JOURNAL).read_bytes()
    for length in range(0, len(data) + 1, 7):
        (tmp_path / JOURNAL).write_bytes(data[:length])
        whole = sum(line.endswith(b"}\n") and b'"config"' in line for line in data[:length].splitlines(keepends=True))
        assert len(Manifest(tmp_path, PERIOD).before) in (whole, whole + 1)  # the last line may lack its end alone
    (tmp_path / JOURNAL).write_bytes(data[:-9])
    manifest = Manifest(tmp_path, PERIOD)
    manifest.begin(PERIOD)
    manifest.note(_ENTRIES[2])
    manifest.close()
    assert list(Manifest(tmp_path, PERIOD).before.values()) == _ENTRIES
    assert Manifest(tmp_path, Period.parse("2026Q2")).before == {}


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    """The entries, in the order of their codes; then the journal is gone. Of another period, or no manifest, nothing counts."""
    manifest = Manifest(tmp_path, PERIOD)
    manifest.begin(PERIOD)
    manifest.finish(reversed(_ENTRIES), PERIOD, DAY)
    assert list(Manifest(tmp_path, PERIOD).before.values()) == _ENTRIES
    assert not (tmp_path / JOURNAL).exists()
    assert Manifest(tmp_path, Period.parse("2026H1")).before == {}
    for content in ("", "[]", "{", '{"period": "2026Q3", "counties": [1, {}, {"config": []}]}', "[" * 100_000):
        (tmp_path / NAME).write_text(content, encoding="utf-8")
        assert Manifest(tmp_path, PERIOD).before == {}


@pytest.mark.usefixtures("here")
def test_names_of_ledgers_that_give_a_person_away_stand_nowhere(tmp_path: Path) -> None:
    """As in the sidecar; the county is skipped all the same when nothing has changed."""
    (tmp_path / "city.yaml").write_text("extends: reportgen:base\n", encoding="utf-8")
    name = "15412345678投诉"
    ledger = "\n".join(
        [OWN_HEADER + ",投诉人,联系电话", *(",".join([*case, "甄有财", "15412345678"]) for case in cases(0))]
    )
    (tmp_path / f"{name}.csv").write_text(ledger + "\n", encoding="utf-8")
    (tmp_path / "c0.yaml").write_text(county_yaml(0, f"{name}.csv"), encoding="utf-8")
    run(tmp_path)
    for path in (tmp_path / "out").glob("*.json"):
        assert not any(secret in path.read_text(encoding="utf-8") for secret in ("15412345678", "甄有财")), path.name
    assert states(run(tmp_path)) == {"c0": "unchanged"}
    with (tmp_path / f"{name}.csv").open("a", encoding="utf-8") as file:
        file.write("x,2026-09-20,12345热线,县社保中心,服务态度生硬,窗口人员回复迟缓又一件,2026-09-24,,\n")
    assert states(run(tmp_path)) == {"c0": "done"}


def test_which_counties_are_meant(tmp_path: Path) -> None:
    """Folders, patterns, lists and lists of folders; each once, layers left out and told; what is not there is refused."""
    for number, place in enumerate(("a", "b", "b/c")):
        (tmp_path / place).mkdir()
        (tmp_path / place / f"x{number}.yaml").write_text(county_yaml(number), encoding="utf-8")
    (tmp_path / "b" / "city.yaml").write_text("extends: reportgen:base\n", encoding="utf-8")
    (tmp_path / "all.yaml").write_text("counties: [a, b/*.yaml, b/c/x2.yaml, a/x0.yaml]\n", encoding="utf-8")
    (tmp_path / "none.yaml").write_text("counties: []\n", encoding="utf-8")
    (tmp_path / "typo.yaml").write_text("counties: [a]\ncountys: [b]\n", encoding="utf-8")

    def found(*given: str) -> tuple[list[str], list[str]]:
        listed = list_counties([tmp_path / one for one in given])
        return [path.stem for path in listed.configs], [path.stem for path in listed.skipped]

    assert found("a/x0.yaml") == (["x0"], [])
    assert found("b") == (["x1", "x2"], ["city"])
    assert found("*/*.yaml") == (["x0", "x1"], ["city"])
    assert found("all.yaml") == (["x0", "x1", "x2"], ["city"])
    assert found("b/city.yaml") == (["city"], [])  # it was named: what is wrong with it is said when it is read
    for given in ("nowhere.yaml", "n*.yml", "none.yaml", "typo.yaml", "b/city.yaml\0"):
        with pytest.raises(SettingsError) as refused:
            found(given)
        assert refused.value.issues and json.dumps(refused.value.issues[0].message)
