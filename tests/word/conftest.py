"""Pages of these tests, too, are in no folder."""

from tests.render.conftest import _read_from_memory  # noqa: F401 - a fixture for every test
