"""The how-to on PostgreSQL: its commands are run as they stand there, on a database made as it says."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.postgres import PASSWORD, Server

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/how-to/use-postgresql.md").read_text(encoding="utf-8")
NEEDS_PERSON = 3


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder in which `smm` is this interpreter's."""
    program = tmp_path / "bin" / "smm"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pipelines.cli.main "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return tmp_path


@pytest.mark.slow
def test_the_commands_lead_from_an_empty_database_to_a_finished_run(folder: Path, postgres_server: Server) -> None:
    url = postgres_server.empty()
    env = {key: value for key, value in os.environ.items() if key != "SMM_HOME"}
    env |= {"PATH": f"{folder / 'bin'}:{env['PATH']}", "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "SMM_STORE": url}
    said = []
    for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL):
        done = subprocess.run(
            ["sh", "-c", block], cwd=folder, env=env, capture_output=True, text=True, timeout=300, check=False
        )
        assert done.returncode in (0, NEEDS_PERSON), (block, done.stdout, done.stderr)
        assert PASSWORD not in done.stdout + done.stderr
        said.append(done.stdout)
    assert "PostgreSQL 18, user shop" in said[0]
    assert re.search(r"^marts +channel_daily$", said[1], re.MULTILINE)
    assert re.search(r"^(done|needs_person)$", said[2], re.MULTILINE)
    assert not list((folder / "shop").rglob("*.duckdb"))
    postgres_server.drop(url)
