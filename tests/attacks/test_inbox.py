"""An inbox somebody plays tricks with: links, pipes, devices, files exchanged while they are looked at, too many files.

Whatever lies there is loaded or named with the reason; nothing from elsewhere is read, nothing is waited for.
"""

import os
import socket
import stat
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from smm_assets.ingest.landing.archive import small, staged
from smm_assets.ingest.landing.inbox import waiting
from smm_assets.ingest.landing.intake import Progress, ingest
from smm_assets.settings import Project
from smm_assets.warehouse import Store, open_store
from tests.attacks.hostile import ads

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
LONG_AGO = 1_700_000_000
GOOD, SECRET = ads(("Plain",), days=2), ads(("Secret",), days=2)
MANY = int(os.environ.get("SMM_FILES", "0"))
COUNTED = """
import resource, sys
from collections import Counter
from datetime import UTC, datetime
from smm_assets.ingest.landing.intake import ingest
from smm_assets.settings import Project
from smm_assets.warehouse import open_store
from tests.attacks.memory import peak
project = Project.open(sys.argv[1])
with open_store(project) as store:
    rows = ingest(project, store, now=datetime(2026, 11, 22, 6, tzinfo=UTC), pause_seconds=0.1)
    print(sorted(Counter(row.status for row in rows).items()))
    print(int(store.read("SELECT COUNT(*) AS n FROM ops.arrival")["n"].iloc[0]))
print(peak())
used = resource.getrusage(resource.RUSAGE_SELF)
print(round(used.ru_utime + used.ru_stime), "seconds of processor", file=sys.stderr)
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    home = tmp_path / "shop"
    (home / "inbox").mkdir(parents=True)
    (home / "smm.yaml").write_text("name: Shop\ncurrency: EUR\n", encoding="utf-8")
    return Project.open(home)


@pytest.fixture
def inbox(project: Project) -> Path:
    return Path(project.inbox)


def put(path: Path, text: str = GOOD) -> Path:
    path.write_text(text, encoding="utf-8")
    os.utime(path, (LONG_AGO, LONG_AGO))
    return path


def campaigns(store: Store) -> set[str]:
    return set(store.read("SELECT DISTINCT campaign_name AS n FROM raw.ad_delivery")["n"])


def link(place: Path, secret: Path) -> None:
    place.symlink_to(secret)


def dangling(place: Path, secret: Path) -> None:
    place.symlink_to(secret.with_name("nowhere"))


def loop(place: Path, secret: Path) -> None:
    place.symlink_to(place)


def endless(place: Path, secret: Path) -> None:
    place.symlink_to("/dev/zero")


def pipe(place: Path, secret: Path) -> None:
    os.mkfifo(place)


def folder(place: Path, secret: Path) -> None:
    place.mkdir()


def listener(place: Path, secret: Path) -> None:
    with socket.socket(socket.AF_UNIX) as own:
        here = os.open(place.parent, os.O_RDONLY)
        own.bind(f"/proc/self/fd/{here}/{place.name}")
        os.close(here)


def zeros(place: Path, secret: Path) -> None:
    _device(place, 5)


def noise(place: Path, secret: Path) -> None:
    _device(place, 8)


def full(place: Path, secret: Path) -> None:
    _device(place, 7)


def _device(place: Path, minor: int) -> None:
    try:
        os.mknod(place, stat.S_IFCHR | 0o666, os.makedev(1, minor))
    except PermissionError:
        pytest.skip("only an administrator can make devices")


Trick = Callable[[Path, Path], None]
TRICKS: tuple[Trick, ...] = (link, dangling, loop, endless, pipe, folder, listener, zeros, noise, full)
LANDED = TRICKS if os.environ.get("SMM_ATTACKS") == "all" else (link, pipe, zeros)  # each by itself costs a store


@pytest.mark.parametrize("trick", LANDED, ids=lambda trick: trick.__name__)
def test_what_is_no_file_is_named_and_never_read(project: Project, inbox: Path, tmp_path: Path, trick: Trick) -> None:
    trick(inbox / "a.csv", put(tmp_path / "secret.csv", SECRET))
    put(inbox / "b.csv")
    with open_store(project) as store:
        rows = {row.name: row for row in ingest(project, store, now=NOW, pause_seconds=0.1)}
        assert rows["b.csv"].status == "loaded"
        if trick is not folder:
            assert (rows["a.csv"].status, bool(rows["a.csv"].reason)) == ("quarantined", True)
        assert campaigns(store) == {"Plain"}


@pytest.mark.parametrize("trick", LANDED, ids=lambda trick: trick.__name__)
def test_what_takes_the_place_of_a_file_that_was_looked_at_is_not_read_instead(
    project: Project, inbox: Path, tmp_path: Path, trick: Trick
) -> None:
    """A file that was a file when the inbox was listed is exchanged before its bytes are read."""
    secret = put(tmp_path / "secret.csv", SECRET)
    first = put(inbox / "a.csv", GOOD)
    put(inbox / "b.csv")

    def exchange(at: Progress) -> None:
        if (at.name, at.records) == ("a.csv", 0):
            first.unlink()
            trick(first, secret)

    with open_store(project) as store:
        rows = {row.name: row for row in ingest(project, store, now=NOW, on_progress=exchange, pause_seconds=0.1)}
        assert (rows["a.csv"].status, rows["b.csv"].status) == ("quarantined", "loaded")
        assert "cannot be read" in str(rows["a.csv"].reason)
        assert campaigns(store) == {"Plain"}
    assert secret.read_text(encoding="utf-8") == SECRET


@pytest.mark.parametrize("read", [lambda path, size: small(path, size), lambda path, size: staged(path.parent, path)])
@pytest.mark.parametrize(
    "trick", [trick for trick in TRICKS if trick is not listener], ids=lambda trick: trick.__name__
)
def test_no_way_of_reading_follows_or_waits(tmp_path: Path, trick: Trick, read: Callable[[Path, int], object]) -> None:
    trick(tmp_path / "a.csv", put(tmp_path / "secret.csv", SECRET))
    with pytest.raises(OSError, match=r"regular file|symbolic links|directory"):
        read(tmp_path / "a.csv", 100)


@pytest.mark.parametrize("change", ["longer", "shorter", "empty", "as long, later"][: None if LANDED is TRICKS else 1])
def test_a_file_that_changes_while_it_is_read_waits_for_the_next_round(
    project: Project, inbox: Path, change: str
) -> None:
    path = put(inbox / "a.csv")
    other = {"longer": GOOD * 2, "shorter": GOOD[:200], "empty": "", "as long, later": SECRET[: len(GOOD)]}[change]

    def write(at: Progress) -> None:
        if at.records == 0:
            path.write_text(other, encoding="utf-8")

    with open_store(project) as store:
        assert ingest(project, store, now=NOW, on_progress=write, pause_seconds=0.1) == []
        assert store.read("SELECT * FROM ops.arrival").empty
        put(path, GOOD)
        (row,) = ingest(project, store, now=NOW, pause_seconds=0.1)
        assert (row.status, row.rows_loaded) == ("loaded", 2)


def test_a_folder_nobody_can_look_into_is_named_and_not_passed_over(project: Project, inbox: Path) -> None:
    """A path longer than the system takes stands for a folder without the right to enter: both end in an error."""
    here = os.open(inbox, os.O_RDONLY)
    for _ in range(17):
        os.mkdir("d" * 250, dir_fd=here)
        inner = os.open("d" * 250, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(here)
    put(inbox / "b.csv")
    found = {item.name: item.irregular for item in waiting(project, clock=lambda: NOW)}
    assert found == {"b.csv": "", "d" * 250: "it cannot be looked into (File name too long)"}


def test_a_hard_link_is_loaded_as_the_file_it_is_and_its_other_name_stays(
    project: Project, inbox: Path, tmp_path: Path
) -> None:
    other = put(tmp_path / "other.csv")
    os.link(other, inbox / "a.csv")
    with open_store(project) as store:
        assert [row.status for row in ingest(project, store, now=NOW, pause_seconds=0.1)] == ["loaded"]
    assert other.read_text(encoding="utf-8") == GOOD


def test_the_same_content_under_many_names_is_taken_once(project: Project, inbox: Path) -> None:
    kinds = {"a": GOOD, "b": "", "c": "no,known\nheader,here\n"}
    for number in range(12):
        put(inbox / f"{number:03}.csv", kinds["abc"[number % 3]])
    with open_store(project) as store:
        rows = ingest(project, store, now=NOW, pause_seconds=0.1)
    assert Counter(row.status for row in rows) == {"loaded": 1, "duplicate": 9, "empty": 1, "unrecognised": 1}
    assert list(inbox.iterdir()) == []


@pytest.mark.skipif(not MANY, reason="takes long: SMM_FILES=100000")
def test_a_flood_of_files_is_taken_in_within_bounded_memory(project: Project, inbox: Path) -> None:
    for number in range(MANY):
        put(inbox / f"{number:06}.csv", GOOD if number % 2 else "")
    command = [sys.executable, "-c", COUNTED, str(project.home)]
    said = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()
    assert said[0] == str([("duplicate", MANY - 2), ("empty", 1), ("loaded", 1)])
    assert said[1] == str(MANY)
    assert int(said[2]) < 3 << 30
    assert list(inbox.iterdir()) == []
