"""Every configuration that the project shows can be loaded, and declares what its templates print."""

from pathlib import Path

import pytest

from reportgen.settings import load_settings

_PROJECT = Path(__file__).resolve().parents[2]
_SHOWN = sorted(
    [*(_PROJECT / "samples").glob("*/config.yaml"), _PROJECT / "config/qinglan.yaml", _PROJECT / "config/yunpi.yaml"]
)


@pytest.mark.parametrize("path", _SHOWN, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_configuration_that_is_shown_can_be_loaded(path: Path) -> None:
    """Without an issue; the total is parted, so that there is more to tell than its number."""
    settings = load_settings(path).settings
    assert settings.figures["total"].by


def test_samples_are_found() -> None:
    """Those of two counties and of two other domains."""
    assert len(_SHOWN) == 4
