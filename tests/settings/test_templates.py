"""Where templates are looked for, and that nothing outside those folders is ever found."""

import pytest

from reportgen.messages import TemplateError
from reportgen.settings import builtin_folder, find_template, folders, template_folders


@pytest.fixture
def loaded(folder, monkeypatch):
    """A county that extends a city elsewhere, in a project with templates of its own and built-in ones."""
    for name in (
        "templates",
        "project/county/here/templates",
        "project/templates",
        "city/templates",
        "installed/templates",
    ):
        (folder.path / name).mkdir(parents=True)
    monkeypatch.setattr(folders, "builtin_folder", lambda: folder.path / "installed")
    folder.write("city/conf/city.yaml", "extends: ../../complete.yaml\n")
    return folder.load("extends: ../../../city/conf/city.yaml\n", "project/county/here/county.yaml")


def test_the_most_specific_folder_comes_first(loaded, folder):
    """The county's folder and its `templates/` come before the city's, then the project's, then what is built in."""
    names = [str(path.resolve().relative_to(folder.path)) for path in template_folders(loaded)]
    assert names == [
        "project/county/here",
        "project/county/here/templates",
        "city/conf",
        "city/templates",
        ".",
        "templates",
        "project/templates",
        "installed/templates",
    ]


def test_templates_beside_the_folder_of_the_configuration(folder):
    """In the usual project, `config/` and `templates/` stand side by side."""
    folder.write("templates/a.md", "a")
    loaded = folder.load("extends: ../complete.yaml\n", "config/county.yaml")
    assert find_template("a.md", loaded).read_text() == "a"


def test_the_nearest_template_is_found(loaded, folder):
    """A template in a more specific folder hides those of the same name behind it."""
    folder.write("installed/templates/base/report.md", "built in")
    assert find_template("base/report.md", loaded).read_text() == "built in"
    folder.write("project/templates/base/report.md", "project")
    assert find_template("base/report.md", loaded).read_text() == "project"
    folder.write("project/county/here/templates/base/report.md", "county")
    assert find_template("base/report.md", loaded).read_text() == "county"


def test_a_missing_template_says_where_it_was_looked_for(folder):
    """The refusal names the setting's line and every folder."""
    loaded = folder.load("extends: complete.yaml\ntemplate:\n  report: no/such.md\n")
    with pytest.raises(TemplateError) as refusal:
        find_template("no/such.md", loaded)
    (found,) = refusal.value.issues
    assert found.code == "settings.template-not-found"
    assert (found.source.row, found.source.column) == (3, 3)
    assert all(str(path) in found.hint for path in template_folders(loaded))


@pytest.mark.parametrize(
    "name", ["../secret.md", "a/../../secret.md", "/etc/hostname", "", ".", "..\\secret.md", "C:/a.md", "a\0b", "//a"]
)
def test_no_name_leads_outside(folder, name):
    """Names with `..`, absolute names and names of other systems are refused, whether the file exists or not."""
    folder.write("secret.md", "secret")
    loaded = folder.load("extends: ../complete.yaml\n", "county/county.yaml")
    with pytest.raises(TemplateError) as refusal:
        find_template(name, loaded)
    assert refusal.value.issues[0].code in ("settings.template-outside", "settings.template-not-found")


@pytest.mark.parametrize("link", ["file", "folder", "templates"])
def test_no_link_leads_outside(folder, link):
    """A symbolic link out of a template folder is refused, and so is a folder of templates that is one."""
    folder.write("elsewhere/secret.md", "secret")
    loaded = folder.load("extends: ../complete.yaml\n", "county/county.yaml")
    if link == "file":
        (folder.path / "county/secret.md").symlink_to(folder.path / "elsewhere/secret.md")
    elif link == "folder":
        (folder.path / "county/in").symlink_to(folder.path / "elsewhere")
    else:
        (folder.path / "county/templates").symlink_to(folder.path / "elsewhere")
    with pytest.raises(TemplateError) as refusal:
        find_template("in/secret.md" if link == "folder" else "secret.md", loaded)
    assert refusal.value.issues[0].code == "settings.template-outside"


def test_a_folder_is_no_template(folder):
    """Only files are found."""
    folder.write("templates/base/report.md", "a")
    with pytest.raises(TemplateError):
        find_template("base", folder.load("extends: complete.yaml\n"))


def test_the_built_in_folder_is_the_source_tree():
    """Without an installed copy, `config/` and `templates/` of the source tree are built in."""
    assert (builtin_folder() / "config").is_dir()
    assert (builtin_folder() / "templates").is_dir()
