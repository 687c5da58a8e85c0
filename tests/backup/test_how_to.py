"""The how-to on backups: its commands are run as they stand there, from files into a database of a real server."""

import re
import zipfile
from pathlib import Path

import pytest

from tests.how_to import page, said
from tests.postgres import PASSWORD, Server


@pytest.mark.slow
def test_the_commands_lead_from_a_backup_over_another_folder_to_a_server(
    tmp_path: Path, postgres_server: Server
) -> None:
    url = postgres_server.empty()
    made, again, back, moved, seen = said(page("back-up-and-restore"), tmp_path, SMM_STORE=url)
    assert re.search(r"Wrote .*/shop\.zip: \d+ tables with [\d,]+ rows, \d+ archived exports", made)
    files = re.search(r"^ *(\d+)$", again, re.MULTILINE)
    assert files is not None
    assert int(files[1]) > 0
    assert "written: smm.yaml, " in again
    assert "Restored" in back
    assert "written" not in back
    assert "Restored" in moved
    assert PASSWORD not in made + again + back + moved + seen
    assert "analysts read as smm_analyst" in seen
    with zipfile.ZipFile(tmp_path / "before.zip") as packed:
        assert f"{PASSWORD}".encode() not in b"".join(packed.read(name) for name in packed.namelist())
    postgres_server.drop(url)
