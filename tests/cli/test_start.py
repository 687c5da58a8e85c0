"""Commands start fast because heavy libraries stay out."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Process = Callable[..., subprocess.CompletedProcess[str]]
HEAVY = ("dagster", "great_expectations", "scipy", "pyspark", "sklearn", "matplotlib")
LISTS = """
import sys
from pipelines.cli import main
sys.argv = ["smm", *{arguments!r}]
try:
    main.main()
except SystemExit:
    print()
print([name for name in {names!r} if name in sys.modules])
"""


def loaded(process: Process, arguments: list[str], names: tuple[str, ...]) -> str:
    result = process("-c", LISTS.format(arguments=arguments, names=names))
    return result.stdout.strip().splitlines()[-1].strip()


def test_help_loads_neither_frames_nor_settings(process: Process) -> None:
    assert loaded(process, ["--help"], (*HEAVY, "pandas", "numpy", "pydantic", "duckdb", "sqlglot")) == "[]"


@pytest.mark.parametrize("command", [["status"], ["sql", "SELECT 1"], ["doctor"]])
def test_reading_commands_load_no_heavy_library(process: Process, shop: Path, command: list[str]) -> None:
    from smm_assets.settings import Project
    from smm_assets.warehouse import open_store

    with open_store(Project.open(shop)) as store:
        store.publish()
    assert loaded(process, [*command, "--home", str(shop)], HEAVY) == "[]"


def test_the_export_doctor_loads_no_heavy_library(process: Process, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert loaded(process, ["inspect", str(tmp_path / "a.csv")], HEAVY) == "[]"
