"""Where templates and the built-in layer lie."""

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from reportgen.messages import TemplateError, issue
from reportgen.model.sources import Source


def builtin_folder() -> Path:
    """The folder with `config/base.yaml` and `templates/`: inside the installed package, or the root of a source tree."""
    package = Path(__file__).parents[1]
    installed = package / "builtin"
    return installed if installed.is_dir() else package.parent


def lookup_folders(layers: Sequence[Path]) -> tuple[Path, ...]:
    """The folders in which templates are looked for, first the most specific, those that exist, each once.

    `layers` are the files of a configuration, base first. Each layer gives its own folder, the `templates/` in it and the
    `templates/` beside it; then come the project's `templates/` (in the nearest folder above the configuration that has
    one) and the built-in ones.
    """
    folders: dict[Path, Path] = {}
    for folder in _candidates([layer.absolute().parent for layer in reversed(layers)]):
        if folder.is_dir():
            folders.setdefault(folder.resolve(), folder)
    return tuple(folders.values())


def _candidates(folders: Sequence[Path]) -> Iterator[Path]:
    for folder in folders:
        yield from (folder, folder / "templates", folder.parent / "templates")
    above = [parent / "templates" for parent in folders[0].parents]
    yield from [found for found in above if found.is_dir()][:1]
    yield builtin_folder() / "templates"


def find_below(name: str, folders: Sequence[Path], source: Source | None) -> Path:
    """The first file of this name below the folders; `name` has `/` between its parts.

    Raises TemplateError where there is none, or where the name or a link leads out of the folder.
    """
    if not _stays_below(name):
        raise TemplateError([issue("settings.template-outside", source, name=name)])
    for folder in folders:
        path = folder / name
        if path.is_file():
            if not path.resolve().is_relative_to(folder.resolve()) or _is_led_away(folder):
                raise TemplateError([issue("settings.template-outside", source, name=name)])
            return path
    looked = ", ".join(str(folder) for folder in folders)
    raise TemplateError([issue("settings.template-not-found", source, name=name, looked=looked)])


def _is_led_away(folder: Path) -> bool:
    """Whether a `templates/` is a link that leads out of the folder in which it stands."""
    return folder.name == "templates" and not folder.resolve().is_relative_to(folder.parent.resolve())


def _stays_below(name: str) -> bool:
    path = PurePosixPath(name)
    strange = any(sign in name for sign in ("\\", ":", "\0"))
    return bool(path.parts) and not strange and not path.is_absolute() and ".." not in path.parts
