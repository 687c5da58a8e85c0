"""The how-to on Spark: its commands are run as they stand there, on a cluster of this machine."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.how_to import blocks, page, surroundings

NEEDS_PERSON = 3
WHOLE = os.environ.get("SMM_RUN_ON_SPARK") == "whole"


def _said(block: str, folder: Path, env: dict[str, str]) -> str:
    done = subprocess.run(
        ["bash", "-c", block], cwd=folder, env=env, capture_output=True, text=True, timeout=3600, check=False
    )
    assert done.returncode in (0, NEEDS_PERSON), (block, done.stdout, done.stderr)
    return done.stdout


@pytest.mark.long
def test_the_commands_lead_to_a_project_on_spark_that_the_doctor_finds_good(tmp_path: Path, master: str) -> None:
    tables = tmp_path / "shared"
    env = surroundings(tmp_path, SMM_SPARK=master, SMM_TABLES=str(tables), SPARK_LOCAL_IP="127.0.0.1")
    first, *rest = blocks(page("run-on-spark"))
    seen = _said(first, tmp_path, env)
    assert f"{master} answers" in seen
    assert f"tables in {tables}" in seen
    if WHOLE:
        tables_are_there, workers_are_good, last_run = (_said(block, tmp_path, env) for block in rest)
        assert "channel_daily" in tables_are_there
        assert not any(line.startswith("bad") for line in workers_are_good.splitlines())
        assert "good  Configuration" in workers_are_good
        assert "done" in last_run or "needs_person" in last_run
        assert (tables / "published.json").is_file()
    else:
        _said("smm ingest --home shop", tmp_path, env)
        assert (tables / "owner").is_file()
    assert not list((tmp_path / "shop").rglob("published.duckdb"))
