"""The how-to on PostgreSQL: its commands are run as they stand there, on a database made as it says."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.how_to import blocks, page, surroundings
from tests.postgres import PASSWORD, Server

PAGE = page("use-postgresql")
NEEDS_PERSON = 3


@pytest.mark.long
def test_the_commands_lead_from_an_empty_database_to_a_finished_run(tmp_path: Path, postgres_server: Server) -> None:
    url = postgres_server.empty()
    env = surroundings(tmp_path, SMM_STORE=url)
    said = []
    for block in blocks(PAGE):
        done = subprocess.run(
            ["sh", "-c", block], cwd=tmp_path, env=env, capture_output=True, text=True, timeout=300, check=False
        )
        assert done.returncode in (0, NEEDS_PERSON), (block, done.stdout, done.stderr)
        assert PASSWORD not in done.stdout + done.stderr
        said.append(done.stdout)
    assert "PostgreSQL 18, user shop" in said[0]
    assert "Nothing is missing" in said[1]
    assert re.search(r"^marts +channel_daily$", said[2], re.MULTILINE)
    assert re.search(r"^(done|needs_person)$", said[3], re.MULTILINE)
    assert not list((tmp_path / "shop").rglob("*.duckdb"))
    postgres_server.drop(url)
