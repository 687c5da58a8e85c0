"""How-tos on production: what a reader may try is run; what needs root or containers is held against what there is."""

import json
import re
import subprocess
import zipfile
from pathlib import Path

import pytest
import yaml
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from tests.deploy import units
from tests.deploy.commands import parsed, smm_commands
from tests.how_to import ROOT, blocks, page, said
from tests.postgres import PASSWORD, Server

PAGES = ("run-in-production", "put-authentication-before-the-ui", "serve-several-clients")
DOCKER = 'sh title="with Docker"'
NOT_RUN = ('sh title="as root"', DOCKER, 'sh title="from another machine"')


def unrun(name: str) -> list[str]:
    return [block for kind in NOT_RUN for block in blocks(page(name), kind)]


@pytest.mark.long
def test_a_project_is_set_up_run_watched_backed_up_and_migrated(tmp_path: Path, postgres_server: Server) -> None:
    pytest.importorskip("dagster_postgres", reason="the extra postgres is not installed")
    url = postgres_server.empty()
    made, watched, kept, saved, _ = said(page("run-in-production"), tmp_path, SMM_STORE=url)
    assert re.search(r"Runs +kept in postgresql\+psycopg://127.0.0.1:\d+/empty", made)
    assert PASSWORD not in made + watched + kept + saved
    assert re.fullmatch(r"(good|needs you) +Shop .+\n", watched)
    assert "env: SMM_DAGSTER_STORAGE" in kept
    with zipfile.ZipFile(tmp_path / "shop.zip") as packed:
        assert {"project/smm.yaml", "project/data/dagster/identity"} <= set(packed.namelist())
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT status FROM runs")).scalars().all() == ["SUCCESS"]
        assert connection.execute(text("SELECT count(*) FROM ops.run")).scalar() == 1
    postgres_server.drop(url)


@pytest.mark.slow
def test_two_clients_with_variables_of_their_own_stand_in_a_line_each(tmp_path: Path) -> None:
    _, shown, told = said(page("serve-several-clients"), tmp_path)
    lines = [re.split(r" {2,}", line) for line in shown.splitlines()]
    assert lines == [["no status", "The cafe, Ltd", "never run"], ["no status", "The shop, Ltd", "never run"]]
    assert [one["name"] for one in json.loads((tmp_path / "all.json").read_text())] == [
        "The cafe, Ltd",
        "The shop, Ltd",
    ]
    assert "('The cafe, Ltd', 'unreadable', 'smm run --home clients/cafe')" in told


@pytest.mark.slow
def test_the_page_that_does_not_run_is_said_not_to_be_well(tmp_path: Path) -> None:
    helped, _ = said(page("put-authentication-before-the-ui"), tmp_path)
    assert "--read-only" in helped


@pytest.mark.parametrize("name", PAGES)
def test_commands_that_are_not_run_are_sound(name: str) -> None:
    assert unrun(name)
    for block in unrun(name):
        checked = subprocess.run(["sh", "-n"], input=block, capture_output=True, text=True, check=False)
        assert (checked.returncode, checked.stderr) == (0, "")
        for words in smm_commands(block):
            assert parsed(words)
        for path in re.findall(r"(?<=\s)(?:deploy|locks)/[\w./*-]+", block):
            assert list(ROOT.glob(path)), f"{path} is not there"


@pytest.mark.parametrize("name", PAGES)
def test_every_unit_and_container_a_page_names_is_there(name: str) -> None:
    known = {"smm@", *(service.removesuffix(".service") for service in units.SERVICES)}
    named = re.findall(r"\b(smm(?:-\w+)?@)\w*\.(?:service|target)|`(smm-\w+@)shop`", page(name))
    new = {"smm-viewers@"}  # the reader's own, made on the page
    assert {first or second for first, second in named} <= known | new
    services = yaml.safe_load((ROOT / "deploy/docker/compose.yaml").read_text(encoding="utf-8"))["services"]
    for block in blocks(page(name), DOCKER):
        assert set(re.findall(r"(?:run --rm|exec) (\w+)", block)) <= set(services)
        assert set(re.findall(r"\b(\w+):/srv/project", block)) <= set(services)


def test_the_files_of_the_proxies_are_named_and_their_settings_explained() -> None:
    told, nginx = page("put-authentication-before-the-ui"), (ROOT / "deploy/proxy/nginx.conf").read_text("utf-8")
    for setting in ("Upgrade", "Connection", "proxy_read_timeout", 'Authorization ""'):
        assert setting in nginx
        assert f"{setting}" in told
    assert "deploy/proxy/nginx.conf" in told
    assert "deploy/proxy/Caddyfile" in told
