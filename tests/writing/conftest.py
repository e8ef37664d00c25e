"""What the tests of writing share."""

import os

import pytest


@pytest.fixture
def no_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for the disk: what a process has written outlives it without, and only a power cut would tell."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
