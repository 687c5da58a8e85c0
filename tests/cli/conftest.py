"""Running the command line in this process and in another."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipelines.cli.main import app

ROOT = Path(__file__).parents[2]


@pytest.fixture
def smm(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs smm with arguments, as on a pipe, without a project in the surroundings."""
    monkeypatch.delenv("SMM_HOME", raising=False)

    def run(*arguments: object, typed: str = "") -> Result:
        return CliRunner().invoke(app, [str(argument) for argument in arguments], input=typed)

    return run


@pytest.fixture
def process() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs a Python snippet or `smm` in a process of its own."""

    def run(*arguments: object, cwd: Path | None = None, **environ: str) -> subprocess.CompletedProcess[str]:
        env = {key: value for key, value in os.environ.items() if key != "SMM_HOME"}
        return subprocess.run(
            [sys.executable, *map(str, arguments)],
            capture_output=True,
            text=True,
            cwd=cwd,
            env={**env, "PYTHONPATH": str(ROOT), **environ},
            timeout=120,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def new_shop() -> Callable[[Path], Path]:
    """Makes a new project folder at a place."""

    def made(home: Path) -> Path:
        assert CliRunner().invoke(app, ["init", str(home), "--yes"]).exit_code == 0
        return home

    return made


@pytest.fixture
def shop(tmp_path: Path, new_shop: Callable[[Path], Path]) -> Path:
    """A new project folder."""
    return new_shop(tmp_path / "shop")


@pytest.fixture
def published(made: Path, tmp_path: Path) -> Path:
    """A copy, which the test may change, of the project that its module has made."""
    return Path(shutil.copytree(made, tmp_path / "shop", symlinks=True))
