"""Pictures of an office's own: files beside its configuration, checked by what they hold, without what cameras write into them."""

import hashlib
from pathlib import Path

from reportgen.inputs import read_file
from reportgen.messages import TemplateError, issue
from reportgen.model.reports.pictures import OWN_PICTURE, ChartSpec
from reportgen.model.sources import Issue
from reportgen.settings.folders import find_below
from reportgen.word.cleaning.steps.stripping import PictureError, is_turned, stripped
from reportgen.word.contents.pictures import kind_of, size_of

_KINDS = ("image/png", "image/jpeg")
_MOST_BYTES = 8 << 20
_MOST_PIXELS = 40_000_000
_SECTIONS = "sections"  # beside the text that shows it, or beside the configuration
_PER_MM = 150 / 25.4  # pixels in a millimetre, at which a picture is as large as it is
_WIDEST, _HIGHEST = 150.0, 180.0  # millimetres: the width of the text, and what leaves room for a caption


class Pictures:
    """The pictures that the templates of one report show; `digests` has the sha256 of each file by its name."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        """`folders` are those of templates: an office's own come first."""
        self._folders = folders
        self.digests: dict[str, str] = {}

    def picture(self, name: str) -> ChartSpec:
        """The picture of a name; raises TemplateError where there is none, or it is not fit to be shown."""
        path, found = self._found(name)
        data = _read(path, name)
        width, height = size_of(data) if kind_of(data) in _KINDS else (0, 0)
        if not width * height > 0:
            raise TemplateError([issue("template.picture-no-picture", name=name)])
        if width * height > _MOST_PIXELS:
            raise TemplateError([_too_large(name)])
        self.digests[found] = hashlib.sha256(data).hexdigest()
        try:
            shown, turned = stripped(data), is_turned(data)
        except PictureError:
            raise TemplateError([issue("template.picture-no-picture", name=name)]) from None
        if turned:
            raise TemplateError([issue("template.picture-turned", name=name)])
        across, upright = width / _PER_MM, height / _PER_MM
        scale = min(1.0, _WIDEST / across, _HIGHEST / upright)
        return ChartSpec(f"picture {found}", OWN_PICTURE, (), data=shown, size_mm=(across * scale, upright * scale))

    def _found(self, name: str) -> tuple[Path, str]:
        """The file, and its path below the folder in which it lies."""
        for found in (f"{_SECTIONS}/{name}", name):
            try:
                return find_below(found, self._folders, None), found
            except TemplateError as fault:
                if any(one.code == "settings.template-outside" for one in fault.issues):
                    raise TemplateError([issue("template.picture-outside", name=name)]) from None
        raise TemplateError([issue("template.picture-not-found", name=name)])


def _read(path: Path, name: str) -> bytes:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise TemplateError([_too_large(name)])
        return read_file(path, _MOST_BYTES)
    except OSError:
        raise TemplateError([issue("template.picture-not-found", name=name)]) from None


def _too_large(name: str) -> Issue:
    return issue("template.picture-too-large", name=name, megabytes=_MOST_BYTES >> 20, pixels=_MOST_PIXELS // 10_000)
