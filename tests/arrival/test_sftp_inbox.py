"""An inbox on an SFTP server, on a real sshd: read with a key, cleared, refused when nobody vouches for the server."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .conftest import Desk, export
from .servers import Sftp, sftp

Make = Callable[[str], Desk]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sftp]:
    with sftp(tmp_path_factory.mktemp("sshd")) as running:
        yield running


@pytest.fixture
def folder(server: Sftp, tmp_path: Path) -> Path:
    """A new folder on the server."""
    path = server.root / tmp_path.name
    path.mkdir()
    return path


def settings(server: Sftp, folder: Path, **more: object) -> str:
    access = {"key_file": server.key_file, "known_hosts": server.known_hosts, **more}
    lines = "".join(f"  {name}: {value}\n" for name, value in access.items())
    return f"inbox: {server.url}/{folder.name}\ninbox_access:\n{lines}"


def test_files_uploaded_to_the_server_are_asked_for_when_they_stopped_growing_and_leave_it(
    server: Sftp, folder: Path, desk: Make
) -> None:
    shop = desk(settings(server, folder))
    (folder / "Shop A").mkdir()
    (folder / "Shop A" / "a.csv").write_bytes(export("2026-11-02", "10.25"))
    (folder / "half.csv.filepart").write_bytes(b"Campaign")
    (folder / "growing.csv").write_bytes(export("2026-11-03", "4.75")[:50])
    shop.tick()
    (folder / "growing.csv").write_bytes(export("2026-11-03", "4.75"))
    (request,) = shop.tick().run_requests or []
    assert request.tags["smm/files"] == "1"
    statuses = {row.name: row.status for row in shop.land(request)}
    assert statuses["a.csv"] == "loaded"
    assert not (folder / "Shop A" / "a.csv").exists()
    assert (folder / "half.csv.filepart").exists()


def test_a_folder_that_may_not_be_written_to_is_read_once(server: Sftp, folder: Path, desk: Make) -> None:
    shop = desk(settings(server, folder, taken="leave"))
    (folder / "a.csv").write_bytes(export("2026-11-02", "10.25"))
    assert [row.status for row in shop.land()] == ["loaded"]
    assert shop.land() == []
    os.utime(folder / "a.csv", (1_700_000_000, 1_700_000_000))
    assert [row.status for row in shop.land()] == ["duplicate"]
    assert (folder / "a.csv").exists()


def test_a_link_on_the_server_is_named_and_not_followed(server: Sftp, folder: Path, desk: Make) -> None:
    (folder / "passwd.csv").symlink_to("/etc/passwd")
    (row,) = desk(settings(server, folder)).land()
    assert (row.status, row.reason) == ("quarantined", "it is a symbolic link; links are not followed")


def test_a_server_nobody_vouches_for_is_refused(server: Sftp, folder: Path, desk: Make, tmp_path: Path) -> None:
    (tmp_path / "nobody").write_text("")
    told = str(desk(settings(server, folder, known_hosts=tmp_path / "nobody")).tick().skip_message)
    assert "its key is not known on this machine" in told
    assert "ssh-keyscan" in told


def test_a_wrong_key_and_a_folder_that_is_gone_are_told_in_words(
    server: Sftp, folder: Path, desk: Make, tmp_path: Path
) -> None:
    shop = desk(settings(server, folder, key_file=server.known_hosts.parent / "host"))
    assert "lets nobody in with these credentials" in str(shop.tick().skip_message)
    folder.rmdir()
    desk(settings(server, folder))
    assert "there is no such bucket or folder" in str(shop.tick().skip_message)
