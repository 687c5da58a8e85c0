"""The how-to on backups: its commands are run as they stand there, from files into a database of a real server."""

import re
import shutil
import zipfile
from pathlib import Path

import pytest

from tests.how_to import begun, blocks, page, said
from tests.postgres import PASSWORD, Server


@pytest.mark.long
def test_the_commands_lead_from_a_backup_over_another_folder_to_a_server(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, postgres_server: Server
) -> None:
    url, told = postgres_server.empty(), page("back-up-and-restore")
    assert blocks(told)[0] == blocks(page("exit-codes", "reference"))[0]
    shutil.copytree(begun(tmp_path_factory)[0] / "shop", tmp_path / "shop", symlinks=True)
    made, again, back, moved, seen = said(told, tmp_path, skip=1, SMM_STORE=url)
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
