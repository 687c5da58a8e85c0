"""Servers exports come from that stop answering: given up after seconds, told in words, tried again later."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from smm_assets.arrival import remote
from smm_assets.errors import ArrivalError
from smm_assets.settings import Project
from tests.arrival.servers import Sftp, sftp

SHORT = 0.5  # seconds that are waited, instead of 15


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "SECONDS", SHORT)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sftp]:
    with sftp(tmp_path_factory.mktemp("sshd")) as running:
        yield running


def project(home: Path, text: str) -> Project:
    (home / "smm.yaml").write_text(f"name: Shop\ncurrency: EUR\n{text}", encoding="utf-8")
    return Project.open(home)


@contextmanager
def stopped(folder: Path) -> Iterator[None]:
    """The processes that serve sessions stand still, as behind a network that swallows everything."""
    parent = (folder / "sshd.pid").read_text().strip()
    sessions = [int(line) for line in subprocess.check_output(["pgrep", "-P", parent], text=True).split()]
    below = [subprocess.run(["pgrep", "-P", str(one)], capture_output=True, text=True, check=False) for one in sessions]
    every = [*sessions, *(int(line) for found in below for line in found.stdout.split())]
    for one in every:
        os.kill(one, signal.SIGSTOP)
    try:
        yield
    finally:
        for one in every:
            os.kill(one, signal.SIGCONT)


@pytest.mark.usefixtures("impatient")
def test_an_sftp_server_that_stops_answering_is_given_up(tmp_path: Path, server: Sftp) -> None:
    access = f"inbox_access: {{key_file: {server.key_file}, known_hosts: {server.known_hosts}}}\n"
    away = remote.opened(project(tmp_path, f"inbox: {server.url}\n{access}"))
    assert away is not None
    (server.root / "a.csv").write_text("x", encoding="utf-8")
    assert [item.inside for item in away.listing()] == [("a.csv",)]
    with stopped(server.known_hosts.parent):
        with pytest.raises(ArrivalError, match="cannot be reached") as caught:
            away.listing()
        assert caught.value.cure.endswith("it is tried again by itself")
    away.close()
    assert [item.inside for item in away.listing()] == [("a.csv",)]
    away.close()


@contextmanager
def silent() -> Iterator[str]:
    """Something that takes every connection and never says a word."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(50)
        yield f"127.0.0.1:{listening.getsockname()[1]}"


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("kind", ["s3", "sftp"])
def test_a_server_that_never_says_a_word_is_given_up(tmp_path: Path, kind: str) -> None:
    with silent() as address:
        text = (
            f"inbox: s3://bucket/exports\ninbox_access: {{key: a, endpoint: 'http://{address}', region: us-east-1}}\n"
            if kind == "s3"
            else f"inbox: sftp://me@{address}/exports\n"
        )
        away = remote.opened(project(tmp_path, text))
        assert away is not None
        with pytest.raises(ArrivalError) as caught:
            away.listing()
        assert caught.value.message
        assert caught.value.cure
