"""How configurations extend one another."""

from pathlib import Path

import pytest

from reportgen.messages import SettingsError
from reportgen.settings import folders, load_settings

PROVINCE = """\
report: {title: 省模板, name: 调研报告, decimals: 2, period: 2026Q3}
ledger:
  files: [shared.xlsx]
  null_marks: ["/", 无]
  vocabulary:
    status: {closed: [办结], open: [在办]}
taxonomy:
  categories:
    attitude: {name: 服务态度, keywords: [态度, 冷淡]}
    duty: {name: 履职责任}
    other: {name: 其他, catch_all: true}
"""
CITY = """\
extends: ../province.yaml
report:
  decimals: 1
  length_limit: 4000
ledger:
  null_marks: [不详]
taxonomy:
  categories:
    duty: {aliases: [不作为]}
    fees: {name: 乱收费}
"""
COUNTY = """\
extends: ../city/city.yaml
county:
  name: 甲县
  code: "990101"
office: {name: 甲县某办}
report:
  title: 甲县调研报告
  period: null
ledger:
  files:
    - 台账.xlsx
    - more/二.xlsx
taxonomy:
  categories:
    other: null
    attitude:
      keywords: [训斥]
"""


@pytest.fixture
def county(folder):
    folder.write("province.yaml", PROVINCE)
    folder.write("city/city.yaml", CITY)
    return folder.write("county/county.yaml", COUNTY)


def test_mappings_merge_by_key(county):
    """A county states only what differs: the rest comes from city and province, key by key."""
    settings = load_settings(county).settings
    assert settings.report.title == "甲县调研报告"
    assert (settings.report.decimals, settings.report.length_limit, settings.report.name) == (1, 4000, "调研报告")
    assert settings.taxonomy.categories["duty"].name == "履职责任"
    assert settings.taxonomy.categories["duty"].aliases == ["不作为"]
    assert settings.ledger.vocabulary.status == {"closed": ["办结"], "open": ["在办"]}


def test_lists_are_replaced_whole(county):
    """A list is never added to: the most specific layer that has one decides."""
    settings = load_settings(county).settings
    assert settings.taxonomy.categories["attitude"].keywords == ["训斥"]
    assert settings.ledger.null_marks == ["不详"]


def test_null_removes(county):
    """`null` takes away what a more general layer has set, a value as well as a whole category."""
    settings = load_settings(county).settings
    assert settings.report.period is None
    assert list(settings.taxonomy.categories) == ["attitude", "duty", "fees"]


@pytest.mark.parametrize("nothing", ["null", "~", "", "Null", "NULL", "# a comment"])
def test_all_spellings_of_null_remove(folder, nothing):
    """`null`, `~` and nothing at all remove alike."""
    folder.write("city.yaml", "extends: complete.yaml\nreport: {period: 2026Q3}\n")
    assert folder.load(f"extends: city.yaml\nreport:\n  period: {nothing}\n").settings.report.period is None


@pytest.mark.parametrize("word", ['"null"', "'~'", "None", "nil", '"none"'])
def test_words_like_null_remain(folder, word):
    """A quoted null, or a word that only other languages take for nothing, is text."""
    loaded = folder.load(f"extends: complete.yaml\nreport: {{name: {word}}}\n")
    assert loaded.settings.report.name == word.strip("\"'")


def test_removed_twice(folder):
    """Two layers may remove the same thing."""
    folder.write("city.yaml", "extends: complete.yaml\ntaxonomy: {categories: {duty: null}}\n")
    loaded = folder.load("extends: city.yaml\ntaxonomy: {categories: {duty: null}}\n")
    assert list(loaded.settings.taxonomy.categories) == ["attitude"]


def test_removed_and_set_again(folder):
    """What one layer has removed, a more specific one may set anew, without what it was before."""
    folder.write("city.yaml", "extends: complete.yaml\ntaxonomy: {categories: {attitude: null}}\n")
    loaded = folder.load("extends: city.yaml\ntaxonomy: {categories: {attitude: {name: 态度}}}\n")
    assert loaded.settings.taxonomy.categories["attitude"].aspects == {}


def test_layers_are_listed_base_first(county):
    """All files that were read are known, the configuration itself last."""
    loaded = load_settings(county)
    assert [path.name for path in loaded.layers] == ["province.yaml", "city.yaml", "county.yaml"]
    assert loaded.path == loaded.layers[-1] == county


def test_ledgers_lie_where_their_list_was_written(county, folder):
    """A ledger's path is read from the folder of the file that set the list, not from that of the county."""
    assert load_settings(county).ledger_files == (county.parent / "台账.xlsx", county.parent / "more/二.xlsx")
    county.write_text(
        COUNTY.replace("    - 台账.xlsx\n    - more/二.xlsx\n", "").replace("  files:\n", "  sheets: [一]\n")
    )
    assert [path.resolve() for path in load_settings(county).ledger_files] == [folder.path / "shared.xlsx"]


def test_origins_name_file_and_line(county):
    """Of every value the file, line and column of the key that set it are known."""
    origins = load_settings(county).origins
    places = {key: f"{Path(source.file).name}:{source.row}:{source.column}" for key, source in origins.items()}
    assert places["report.title"] == "county.yaml:7:3"
    assert places["report.decimals"] == "city.yaml:3:3"
    assert places["taxonomy.categories.attitude.name"] == "province.yaml:9:16"
    assert places["ledger.files"] == "county.yaml:10:3"
    assert "report.period" not in places
    assert "taxonomy.categories.other.name" not in places


def test_every_origin_points_at_its_key(county):
    """At each place that is named, the last part of the key is written."""
    for key, source in load_settings(county).origins.items():
        line = Path(source.file).read_text().splitlines()[source.row - 1]
        assert line[source.column - 1 :].startswith(key.rpartition(".")[2])


def test_the_built_in_layer_has_a_name(folder, monkeypatch):
    """`extends: reportgen:base` reads the configuration that is installed with reportgen, under that name."""
    folder.write("installed/config/base.yaml", "report: {title: T, name: N, decimals: 0}\n")
    monkeypatch.setattr(folders, "builtin_folder", lambda: folder.path / "installed")
    loaded = folder.load(
        "extends: reportgen:base\ncounty: {name: 甲县, code: '990101'}\noffice: {name: O}\ntaxonomy: {categories: {a: {name: A}}}\n"
    )
    assert str(loaded.origins["report.decimals"]) == "reportgen:base:1:29"
    assert loaded.layers[0] == folder.path / "installed/config/base.yaml"


def test_the_order_of_keys_does_not_matter_but_that_of_categories_does(folder):
    """The digest tells apart whatever may change the report, and nothing else."""
    first = folder.load("extends: complete.yaml\nreport: {decimals: 2, length_limit: 600}\n").digest
    again = folder.load("extends: complete.yaml\n# 说明\nreport:\n  length_limit: 600\n  decimals: 2\n").digest
    other = folder.load("extends: complete.yaml\nreport: {decimals: 3, length_limit: 600}\n").digest
    assert len(first) == 64
    assert first == again != other
    order = "county: {name: 甲县, code: '990101'}\noffice: {name: O}\nreport: {title: T, name: N}\ntaxonomy: {categories: {%s}}\n"
    one = folder.load(order % "a: {name: A}, b: {name: B}").digest
    two = folder.load(order % "b: {name: B}, a: {name: A}").digest
    assert one != two


def test_a_circle_is_refused(folder):
    """Configurations that extend one another in a circle are refused where the circle closes."""
    folder.write("a.yaml", "extends: b.yaml\n")
    folder.write("b.yaml", "extends: ./a.yaml\n")
    assert folder.places(name="a.yaml") == ["b.yaml:1:10 settings.extends-cycle"]
    assert folder.places("extends: county.yaml\n") == ["county.yaml:1:10 settings.extends-cycle"]


def test_a_missing_parent_is_named_with_what_may_be_meant(folder):
    """The line of `extends` is named, and the file beside it that is written almost so."""
    (found,) = folder.refused("report:\n  decimals: 1\nextends: complet.yaml\n")
    assert (found.code, found.source.row, found.source.column) == ("settings.extends-missing", 3, 10)
    assert "`complete.yaml`" in found.hint


@pytest.mark.parametrize(
    "written", ["[a.yaml]", "{a: b}", "null", '""', "/etc/hostname", "reportgen:Base", "C:/a.yaml", "http://a/b.yaml"]
)
def test_extends_is_one_relative_path(folder, written):
    """`extends` takes a path relative to its file or the name of the built-in layer, nothing else."""
    assert folder.places(f"extends: {written}\n")[0].endswith("settings.extends-form")


def test_what_comes_with_the_program_is_named_with_what_may_be_meant(folder):
    """`reportgen:bas` is no kind of report."""
    (found,) = folder.refused("extends: reportgen:bas\n")
    assert (found.code, found.source.row, found.source.column) == ("settings.extends-missing", 1, 10)
    assert "`reportgen:base`" in found.hint


def test_faults_of_all_layers_are_shown_at_once(folder):
    """Every layer's faults are shown together, those of the configuration itself first, in the order of lines."""
    folder.write("province.yaml", "report: {title: T, name: N, tilte: X}\nwording: {case: [件]}\n")
    folder.write("city.yaml", "extends: province.yaml\nreport: {decimals: 9}\nreport: {name: M}\n")
    assert folder.places("extends: city.yaml\ncounty: {name: 甲县, code: 99}\ncharts:\n  dpi: fine\n") == [
        "county.yaml:1:1 settings.missing",
        "county.yaml:1:1 settings.missing",
        "county.yaml:2:26 settings.bad-region-code",
        "county.yaml:4:8 settings.not-number",
        "city.yaml:2:20 settings.too-great",
        "city.yaml:3:1 settings.duplicate-key",
        "province.yaml:1:29 settings.unknown-key",
        "province.yaml:2:17 settings.not-text",
    ]


def test_what_may_stand_in_an_unreadable_layer_is_not_called_missing(folder):
    """Where a layer cannot be read, its own fault is shown and none that only follows from it."""
    folder.write("city.yaml", "report: {title: T\ncounty: x\n")
    found = folder.places("extends: city.yaml\nreport: {decimals: 9}\ntaxonomy: {categories: {attitude: null}}\n")
    assert found == ["county.yaml:2:20 settings.too-great", "city.yaml:1:9 settings.unclosed"]


def test_an_inner_section_that_was_emptied_is_named_where_it_was_emptied(folder):
    """A required section that is taken away is missing at the line that took it."""
    assert folder.places("extends: complete.yaml\noffice:\n") == ["county.yaml:2:1 settings.missing"]


def test_a_value_of_another_sort_than_its_parent_is_an_error_with_both_places(tmp_path: Path) -> None:
    """Also where the nearest file makes the merged configuration right."""
    (tmp_path / "city.yaml").write_text("extends: reportgen:base\ncounty: 甲县\nledger:\n  files: 台账.xlsx\n", "utf-8")
    county = tmp_path / "county.yaml"
    county.write_text(
        'extends: city.yaml\ncounty: {name: 甲县, code: "990199"}\noffice: {name: 某办}\nledger:\n  files: [台账.xlsx]\n',
        "utf-8",
    )
    with pytest.raises(SettingsError) as caught:
        load_settings(county)
    told = [(one.code, Path(one.source.file).name, one.source.row) for one in caught.value.issues if one.source]
    assert told == [("settings.type-change", "county.yaml", 2), ("settings.type-change", "county.yaml", 5)]
    assert all("city.yaml" in one.message for one in caught.value.issues)


def test_who_looks_for_the_base_is_told_its_name(tmp_path: Path) -> None:
    """`extends: base.yaml` in a folder of its own."""
    county = tmp_path / "county.yaml"
    county.write_text("extends: base.yaml\n", "utf-8")
    with pytest.raises(SettingsError) as caught:
        load_settings(county)
    assert "reportgen:base" in caught.value.issues[0].hint
