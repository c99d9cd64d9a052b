"""A place without the config of whoever runs the tests."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No config.yaml of whoever runs the tests is read."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a test writes its small catalog."""
    return tmp_path / "catalog"
