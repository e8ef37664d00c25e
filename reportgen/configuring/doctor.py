"""What reportgen stands on here: Python, packages, fonts, Word processors, locale, folders; one screen to send to whoever helps."""

import importlib.metadata
import locale
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement

from reportgen.configuring.fonts import page_fonts
from reportgen.draw.fonts import installed_font
from reportgen.messages import N_, _
from reportgen.settings import builtin_folder

_OLDEST_PATCHED = {(3, 11): 8, (3, 12): 2}
"""The first patch of each Python with the mends that reading hostile zip files needs."""
_OFFICES = ("soffice", "libreoffice", "wps", "winword")
_SECONDS = 20
_CHINESE = "zh-cn"  # as fontconfig calls it


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: what it is called, what was found, and, where something is amiss, what to do."""

    what: str
    found: str
    todo: str = ""

    @property
    def well(self) -> bool:
        """Whether nothing is amiss."""
        return not self.todo


def examine(folder: Path) -> tuple[Finding, ...]:
    """What was found here; `folder` is the one that would be written into. Nothing is raised and nothing is left behind."""
    return tuple(finding for look in _LOOKS for finding in look(folder))


def _python(_folder: Path) -> Iterator[Finding]:
    major, minor, patch = sys.version_info[:3]
    old = patch < _OLDEST_PATCHED.get((major, minor), 0)
    yield Finding(
        "Python",
        f"{platform.python_version()} ({platform.system()} {platform.machine()})",
        _("Update Python to {version}: earlier ones read hostile zip files unsafely.").format(
            version=f"{major}.{minor}.{_OLDEST_PATCHED[major, minor]}"
        )
        if old
        else "",
    )


def _packages(_folder: Path) -> Iterator[Finding]:
    own = importlib.metadata.distribution("reportgen")
    yield Finding("reportgen", own.version)
    wanted = (Requirement(line) for line in own.requires or ())
    for one in sorted((one for one in wanted if not one.marker), key=lambda one: one.name):
        try:
            version = importlib.metadata.version(one.name)
        except importlib.metadata.PackageNotFoundError:
            yield Finding(one.name, _("missing"), _("Install it: pip install {name}").format(name=f'"{one}"'))
            continue
        fits = one.specifier.contains(version, prereleases=True)
        todo = "" if fits else _("Install it: pip install {name}").format(name=f'"{one}"')
        yield Finding(one.name, version, todo)


def _fonts(_folder: Path) -> Iterator[Finding]:
    charts = installed_font()
    yield Finding(
        _("font of the charts"),
        charts.name if charts else _("missing"),
        "" if charts else _("Install it: pip install {name}").format(name="zhplot"),
    )
    known = _installed_fonts()
    for family in page_fonts(builtin_folder() / "templates" / "base" / "page.docx"):
        if known is None:
            yield Finding(family, _("not known: fc-list is not here"))
        elif family in known:
            yield Finding(family, _("installed"))
        else:
            instead = _stand_in(family)
            yield Finding(
                family,
                _("missing; {family} stands in for it").format(family=instead) if instead else _("missing"),
                _("Documents name the font all the same; install it to see them here as they are printed."),
            )


def _installed_fonts() -> set[str] | None:
    """The families that are installed; None where nobody tells."""
    if sys.platform == "win32":
        return _windows_fonts()
    listed = _output("fc-list", ":", "family")
    return None if listed is None else {name.strip() for line in listed.splitlines() for name in line.split(",")}


def _windows_fonts() -> set[str] | None:
    try:
        import winreg  # noqa: PLC0415 - there on Windows alone
    except ImportError:
        return None
    found = set[str]()
    for root in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):  # type: ignore[attr-defined,unused-ignore] # Windows alone
        with winreg.OpenKey(root, r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts") as key:  # type: ignore[attr-defined,unused-ignore]
            for place in range(winreg.QueryInfoKey(key)[1]):  # type: ignore[attr-defined,unused-ignore]
                names = winreg.EnumValue(key, place)[0].partition("(")[0]  # type: ignore[attr-defined,unused-ignore]
                found |= {one.strip() for one in names.split("&")}
    return found


def _stand_in(family: str) -> str:
    """The family that is shown in the place of one; one that has Chinese where the name is that of a Chinese font.

    "" where nothing is: a font without Chinese stands in for none that has it.
    """
    chinese = not family.isascii()
    matched = _output("fc-match", "-f", "%{family}|%{lang}", f"{family}:lang={_CHINESE}" if chinese else family) or ""
    name, _bar, languages = matched.partition("|")
    return "" if chinese and _CHINESE not in languages.split("|") else name.partition(",")[0].strip()


def _offices(_folder: Path) -> Iterator[Finding]:
    found = [path for name in _OFFICES if (path := shutil.which(name))]
    yield Finding(_("word processors"), ", ".join(found) or _("none on the path; none is needed to make a report"))


def _speech(_folder: Path) -> Iterator[Finding]:
    names = [f"{name}={os.environ[name]}" for name in ("REPORTGEN_LANG", "LC_ALL", "LANG") if os.environ.get(name)]
    yield Finding(_("locale"), " ".join(names) or locale.getlocale()[0] or "C")
    encodings = {stream.encoding or "" for stream in (sys.stdout, sys.stderr) if stream}
    plain = any("utf" not in one.casefold() and "gb" not in one.casefold() for one in encodings)
    size = shutil.get_terminal_size()
    yield Finding(
        _("terminal"),
        f"{', '.join(sorted(encodings))}, {size.columns} x {size.lines}",
        _("Set PYTHONIOENCODING=utf-8, or Chinese is shown as marks.") if plain else "",
    )


def _folders(folder: Path) -> Iterator[Finding]:
    for name, path in ((_("folder to write into"), folder), (_("temporary files"), Path(tempfile.gettempdir()))):
        free = shutil.disk_usage(_there(path)).free // 2**20
        text = _("{path}, {free} MiB free").format(path=path, free=free)
        yield Finding(
            name, text, "" if _writable(_there(path)) else _("Nothing can be written here: give --out another folder.")
        )


def _there(path: Path) -> Path:
    """The folder, or the nearest above it that is there."""
    return next(one for one in (path.absolute(), *path.absolute().parents) if one.is_dir())


def _writable(folder: Path) -> bool:
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _output(*command: str) -> str | None:
    """What a program prints; None where it is not there or fails."""
    program = shutil.which(command[0])
    if program is None:
        return None
    try:
        done = subprocess.run([program, *command[1:]], capture_output=True, timeout=_SECONDS, check=True)  # noqa: S603 - a program of the system, arguments of ours
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace")


_LOOKS: Sequence[Callable[[Path], Iterator[Finding]]] = (_python, _packages, _fonts, _offices, _speech, _folders)
TITLE = N_("reportgen on this machine")
