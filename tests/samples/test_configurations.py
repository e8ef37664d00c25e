"""Every configuration that the project shows can be loaded, and declares what its templates print."""

from pathlib import Path

import pytest

from reportgen.settings import load_reports

_PROJECT = Path(__file__).resolve().parents[2]
_LAYERS = {"base", "lanjiang", "linlan", "qipu"}
"""Configurations that others extend: of no county."""
_SHOWN = sorted(
    [
        *(_PROJECT / "samples").glob("*/config.yaml"),
        *(path for path in (_PROJECT / "config").glob("*.yaml") if path.stem not in _LAYERS),
    ]
)


@pytest.mark.parametrize("path", _SHOWN, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_configuration_that_is_shown_can_be_loaded(path: Path) -> None:
    """Without an issue; the total is parted, so that there is more to tell than its number."""
    reports = load_reports(path)
    assert not reports.refused
    assert all(one.settings.figures["total"].by for one in reports.sound.values())


def test_samples_are_found() -> None:
    """Those of five counties, of a city, and of three other domains."""
    assert len(_SHOWN) == 9
