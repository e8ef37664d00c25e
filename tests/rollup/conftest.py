"""The city is built once; each test has a copy of its own."""

import shutil
from pathlib import Path

import pytest

from tests.rollup.city import COUNTIES, build, city_at


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A city whose counties have reported."""
    folder = city_at(tmp_path_factory.mktemp("city"))
    for county in COUNTIES:
        build(folder, county)
    return folder


@pytest.fixture
def city(built: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(built, tmp_path / "city"))
