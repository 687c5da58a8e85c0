"""The example world, drawn once for all tests of this folder."""

from pathlib import Path

import pytest

from smm_assets.simulator import Truth, World, make_demo, simulate


@pytest.fixture(scope="session")
def world() -> World:
    return simulate(seed=7)


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Truth]:
    """The example project and its truth."""
    folder = tmp_path_factory.mktemp("example") / "project"
    return folder, make_demo(folder)
