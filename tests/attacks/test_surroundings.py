"""Surroundings that fail: a full disk, a folder that may not be written to, too little memory, a server that stalls.

Always a message that says what, an exit code, no traceback, nothing half done, and the same command goes well once the
trouble is over.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.attacks.hostile import ads, settings
from tests.forked import smm

PLAIN = ("Plain", "Other 1")
SIZES = os.environ.get("SMM_DISKS", "")
OTHERS = ("run", "report", "status", "backup --to /nowhere/b.zip")
COUNTS = ("raw.ad_delivery", "ops.export_file", "ops.arrival")


def command(words: str, *, whole: bool = False) -> tuple[int, str, str]:
    """A command as a shell runs it: exit code, what it said on stdout, what on stderr.

    whole: a process of its own from the first line on, with what it does about errors nobody foresaw.
    """
    program = f"{sys.executable} -m pipelines.cli.main" if whole else smm()
    done = subprocess.run(f"{program} {words}", shell=True, capture_output=True, text=True, timeout=900, check=False)
    return done.returncode, done.stdout, done.stderr


def told_plainly(code: int, err: str, *, words: str = "") -> None:
    """What must hold of every failure."""
    assert code in (1, 2), err
    assert "Traceback" not in err, err
    assert "nobody foresaw" not in err, err
    assert "\nwhat  " in f"\n{err}", err  # Dagster may say before it what it could not write down
    assert "\ncure  " in err, err
    assert words.casefold() in err.casefold(), err


@contextmanager
def mounted(folder: Path, terms: str) -> Iterator[None]:
    """A file system in memory over the folder; skipped where nobody may mount one."""
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", terms, "none", str(folder)], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("only an administrator can mount a file system")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def again(folder: Path, terms: str) -> None:
    """Mount it with other terms; what is there stays."""
    subprocess.run(["mount", "-o", f"remount,{terms}", str(folder)], check=True)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "shop"
    (home / "inbox").mkdir(parents=True)
    (home / "smm.yaml").write_text(settings(name="Shop", meta="Meta", other="Other"), encoding="utf-8")
    path = home / "inbox" / "ads.csv"
    path.write_text(ads(PLAIN, days=28), encoding="utf-8")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    return home


def counts(home: Path) -> list[int]:
    from smm_assets.settings import Project
    from smm_assets.warehouse import open_store

    with open_store(Project.open(home)) as store:
        return [int(store.read(f"SELECT COUNT(*) AS n FROM {table}")["n"].iloc[0]) for table in COUNTS]


@pytest.mark.parametrize("size", ["64k"] if not SIZES else [f"{size}k" for size in (16, 64, *range(100, 1900, 150))])
def test_a_full_disk_is_told_and_the_file_waits_until_there_is_room(home: Path, size: str) -> None:
    """At 64 kB there is no room for a store; at others none for rows, for the archive, for the published copy."""
    with mounted(home / "data", f"size={size}"):
        code, _, err = command(f"ingest --home {home}")
        told_plainly(code, err, words="space")
        again(home / "data", "size=500m")
        assert command(f"ingest --home {home}")[0] == 0
        assert counts(home) == [56, 1, 1]
        assert not (home / "inbox" / "ads.csv").exists()
        assert "loaded" in command(f"sql 'SELECT DISTINCT status FROM ops.export_file' --home {home}")[1]


@pytest.mark.parametrize("words", ["ingest", "doctor", *(OTHERS if SIZES else ())])
def test_a_folder_that_may_not_be_written_to_is_told(home: Path, words: str) -> None:
    with mounted(home / "data", "size=1m,ro"):
        code, out, err = command(f"{words} --home {home}")
        if words == "doctor":
            assert code == 1
            assert "cannot be written" in "".join(line for line in out.split("\n") if line.startswith("bad"))
        else:
            told_plainly(code, err)
        assert (home / "inbox" / "ads.csv").exists()


def test_an_inbox_that_may_only_be_read_is_loaded_once_and_said(home: Path) -> None:
    text = (home / "inbox" / "ads.csv").read_text(encoding="utf-8")
    with mounted(home / "inbox", "size=9m"):
        (home / "inbox" / "ads.csv").write_text(text, encoding="utf-8")
        os.utime(home / "inbox" / "ads.csv", (1_700_000_000, 1_700_000_000))
        again(home / "inbox", "ro,size=9m")
        code, out, _ = command(f"ingest --home {home}")
        assert code in (0, 3)
        assert "could not be taken out of the inbox" in out
        command(f"ingest --home {home}")
        assert counts(home)[:2] == [56, 1]


def test_no_place_for_the_log_of_a_crash_is_no_second_crash(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom pipelines.cli import doctor, main\n"
        "def boom(): raise ZeroDivisionError('one')\n"
        "doctor.surroundings = boom\nsys.argv = ['smm', 'doctor']\nmain.main()\n"
    )
    with mounted(tmp_path / "tmp", "size=4k,nr_inodes=1"):
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=False,
            env={**os.environ, "TMPDIR": str(tmp_path / "tmp")},
        )  # fmt: skip
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("what  an error nobody foresaw: ZeroDivisionError: one")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("MemoryError()", "there is not enough memory"),
        ("OSError(28, 'No space left on device', '/a/b')", "/a/b: no space left on device"),
        ("sqlite3.OperationalError('database or disk is full')", "no space left on device"),
        ("sqlite3.OperationalError('attempt to write a readonly database')", "read-only file system"),
        ("sqlite3.OperationalError('unable to open database file')", "permission denied"),
    ],
)
def test_what_the_machine_lacks_is_told_as_that_whoever_raises_it(
    capsys: pytest.CaptureFixture[str], error: str, said: str
) -> None:
    import sqlite3

    from pipelines.cli.failure import report_crash

    found = eval(error, {"sqlite3": sqlite3})
    caused = RuntimeError("a library's own words")
    caused.__cause__ = found
    for one in (found, caused):
        report_crash(type(one), one, None)
        shown = capsys.readouterr().err
        assert shown.startswith(f"what  {said}\ncure  "), shown


@pytest.mark.skipif(not SIZES, reason="takes long: SMM_DISKS='2 4 8 …' megabytes")
@pytest.mark.parametrize("size", SIZES.split())
def test_a_run_on_a_full_disk_fails_plainly_and_the_next_one_does_it_all(home: Path, tmp_path: Path, size: str) -> None:
    """The disk is full at another step of the morning with each size; afterwards all is as on a large disk."""
    with mounted(home / "data", f"size={size}m"):
        code, _, err = command(f"run --home {home}", whole=True)
        told_plainly(code, err)
        again(home / "data", "size=2000m")
        code, out, err = command(f"run --home {home} --json", whole=True)
        assert code == 0, err
        assert json.loads(out)
        assert counts(home) == [56, 1, 1]
        _, spend, _ = command(f"sql 'SELECT SUM(spend) AS s, COUNT(*) AS n FROM ad_daily' --json --home {home}")
        assert json.loads(spend) == [{"s": 168, "n": 56}]  # 28 days of 2.50 and 3.50


@pytest.mark.skipif(not SIZES, reason="takes long: with SMM_DISKS")
@pytest.mark.parametrize("megabytes", [400, 700, 1300, 2000, 2500, 3000])
def test_too_little_memory_is_told_and_nothing_half_done_is_kept(home: Path, megabytes: int) -> None:
    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))

    done = subprocess.run(
        [sys.executable, "-m", "pipelines.cli.main", "run", "--home", str(home)], capture_output=True, text=True,
        check=False, preexec_fn=bounded,
    )  # fmt: skip
    if done.returncode != 0:
        told_plainly(done.returncode, done.stderr)
    assert command(f"run --home {home}")[0] == 0
    assert counts(home) == [56, 1, 1]
