"""A command that is broken off, by Ctrl-C or by a reader that leaves, ends without a word."""

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from smm_assets.settings import Project
from smm_assets.warehouse import open_store
from tests.cli.conftest import ROOT

LONG = "SELECT count(*) FROM range(100000000000) a, range(100) b"
SMM = (sys.executable, "-m", "pipelines.cli.main")


@pytest.fixture
def published(shop: Path) -> Path:
    with open_store(Project.open(shop)) as store:
        store.publish()
    return shop


def surroundings(home: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "SMM_HOME": str(home)}


def until_it_works(process: subprocess.Popen[bytes]) -> None:
    """Wait until the query takes the processor, which no loading does for so long."""
    ticks, started = os.sysconf("SC_CLK_TCK"), time.monotonic()
    while time.monotonic() - started < 60:
        used = Path(f"/proc/{process.pid}/stat").read_text(encoding="utf-8").rsplit(") ", 1)[1].split()
        if (int(used[11]) + int(used[12])) / ticks > 2.5:
            return
        time.sleep(0.1)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at the time the processor spent")
def test_ctrl_c_ends_a_long_query_without_a_word(published: Path) -> None:
    with subprocess.Popen(
        [*SMM, "sql", LONG], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=surroundings(published)
    ) as process:
        until_it_works(process)
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=60) == (b"", b"")
    assert process.returncode == 130


def test_ctrl_c_at_a_question_is_quiet_and_leaves_no_folder(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*SMM, "init", str(tmp_path / "shop")],
        stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=surroundings(tmp_path),
    ) as process:  # fmt: skip
        assert process.stderr is not None
        assert process.stderr.read(4) == b"Name"
        process.send_signal(signal.SIGINT)
        told = process.communicate(timeout=60)[1]
    os.close(ours)
    os.close(theirs)
    assert process.returncode == 130
    assert b"Aborted" not in told
    assert b"Traceback" not in told
    assert not (tmp_path / "shop").exists()


@pytest.mark.parametrize("command", ["smm status", "smm sql 'SELECT * FROM range(300000)' --format csv", "smm --help"])
def test_a_reader_that_leaves_is_no_error(published: Path, command: str) -> None:
    shell = f"{command.replace('smm', ' '.join(SMM), 1)} | head -1"
    done = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, env=surroundings(published), check=False)
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1
