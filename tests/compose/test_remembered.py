"""What many counties have in common is made once: templates are parsed, checked and compiled once, wherever each county has its folder."""

from pathlib import Path

from reportgen.compose.template.blocks.resolution import reached
from reportgen.compose.template.sandbox import Sandbox, chain_of, sandbox
from reportgen.compose.template.source.reading import parsed
from reportgen.settings import load_settings
from reportgen.settings.folders import builtin_folder
from reportgen.settings.tree.yaml_tree import read_tree

_FILTERS = ("line",)


def _sandbox(folder: Path) -> Sandbox:
    folder.mkdir()
    return sandbox((folder, builtin_folder() / "templates"), _FILTERS)


def test_counties_in_folders_of_their_own_compile_the_same_template_once(tmp_path: Path) -> None:
    """The very same code; each runs it with its own folder first."""
    first, second = _sandbox(tmp_path / "a"), _sandbox(tmp_path / "b")
    name = "base/sections/lead.md"
    one, other = first.get_template(name), second.get_template(name)
    assert one is not other and one.environment is first and other.environment is second
    code, same = (next(iter(each.blocks.values()), each.root_render_func).__code__ for each in (one, other))
    assert code is same
    assert first.snippet("{{ a }}").root_render_func.__code__ is second.snippet("{{ a }}").root_render_func.__code__
    assert parsed(first, "{{ a }}", "x") is parsed(second, "{{ a }}", "x")


def test_a_template_of_a_county_is_its_own(tmp_path: Path) -> None:
    """What stands under one name in two folders is two templates, also after one of them has changed."""
    first, second = _sandbox(tmp_path / "a"), _sandbox(tmp_path / "b")
    for folder, text in (("a", "甲"), ("b", "乙")):
        (tmp_path / folder / "own.md").write_text(text, encoding="utf-8")
    assert [each.loader.get_source(each, "own.md")[0] for each in (first, second) if each.loader] == ["甲", "乙"]
    codes = [each.get_template("own.md").root_render_func.__code__ for each in (first, second)]
    assert codes[0] is not codes[1]


def test_two_counties_have_one_chain(tmp_path: Path) -> None:
    """And what it comes to is worked out once."""
    chains, found = [], []
    for number in range(2):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "county.yaml").write_text(
            f'extends: reportgen:base\ncounty: {{name: 县{number}, code: "99000{number}"}}\noffice: {{name: 办}}\n',
            encoding="utf-8",
        )
        loaded = load_settings(folder / "county.yaml")
        env = sandbox((folder, builtin_folder() / "templates"), _FILTERS)
        chains.append(chain_of(env, loaded.settings.template.report, loaded, {}))
        found.append(reached(env, chains[-1]))
    assert chains[0] is chains[1] and found[0] is found[1]


def test_a_layer_is_read_once_and_its_faults_each_time(tmp_path: Path) -> None:
    """A sound text gives the very same tree; one with faults is said anew, in the language of who asks."""
    path = tmp_path / "a.yaml"
    path.write_text("a: 1\n", encoding="utf-8")
    assert read_tree(path, "a").tree is read_tree(path, "a").tree
    path.write_text("a: 2\n", encoding="utf-8")
    assert read_tree(path, "a").tree.entries["a"].node.text == "2"  # type: ignore[union-attr] # a leaf
    path.write_text("a: 1\na: 2\n", encoding="utf-8")
    first, again = read_tree(path, "a"), read_tree(path, "a")
    assert first.issues == again.issues and first.issues and first is not again
