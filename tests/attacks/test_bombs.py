"""Small files that want to become large, or to fetch something: each is refused in words or read, in bounded memory.

With SMM_ATTACKS=all also a line of 1 GB, landed as any other file.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from smm_assets.budget.sheet import read_table
from smm_assets.errors import Problem
from smm_assets.ingest.files.grid import Grid
from smm_assets.ingest.files.texts import LONGEST_LINE, Text
from tests.attacks import bombs
from tests.attacks.hostile import ads

MEMORY = 2 << 30
READ = """
import json, resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
resource.setrlimit(resource.RLIMIT_CPU, (120, 130))
from tests.attacks.bombs import bombs
from tests.attacks.memory import peak
from tests.fuzz.judging import judged
for name, make in bombs().items():
    found = judged(name, make(), Path("/nowhere"), ())
    print(json.dumps([name, found.wrong, found.outcomes]))
print(json.dumps(["memory", [], [str(peak())]]))
"""
READ_ANYWAY = {
    "columns_behind.csv": "loaded",
    "digits.csv": "loaded",
    "delimiters.csv": "loaded",
    "lines.csv": "loaded",
    "columns.csv": "unrecognised",
}
LAND = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from smm_assets.ingest.landing.intake import ingest
from smm_assets.settings import Project
from smm_assets.warehouse import open_store
from tests.attacks.memory import peak
project = Project.open(sys.argv[1])
with open_store(project) as store:
    for row in ingest(project, store, now=datetime(2026, 11, 22, 6, tzinfo=UTC), pause_seconds=0.1):
        print(row.name, row.status, row.rows_loaded, row.reason, row.cure, sep="|")
print("memory", peak(), sep="|")
"""


def python(code: str, *arguments: object, seconds: int = 600) -> list[str]:
    """The lines a process of its own says."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_each_bomb_is_refused_in_words_or_read_within_two_gigabytes() -> None:
    told = {
        name: (wrong, outcomes)
        for name, wrong, outcomes in map(json.loads, python(READ.replace("MEMORY", str(MEMORY))))
    }
    assert int(told.pop("memory")[1][0]) < 1 << 30
    assert len(told) == 33
    assert {name: wrong for name, (wrong, _) in told.items() if wrong} == {}
    for name, (_, outcomes) in told.items():
        expected = {READ_ANYWAY[name]} if name in READ_ANYWAY else {"quarantined", "empty", "unrecognised"}
        assert set(outcomes) <= expected, name


def test_nothing_from_outside_stands_in_what_is_read() -> None:
    from smm_assets.ingest.recognition.examine import examine

    for name in ("outside.xlsx", "outside.xls"):
        assert "root:" not in str(examine(name, bombs.bombs()[name]()))


def test_a_workbook_of_the_users_own_is_bounded_too(tmp_path: Path) -> None:
    for name in ("ratio.xlsx", "lies.xlsx", "far_cell.xlsx", "many_far_cells.xlsx", "laughs.xlsx", "outside.xlsx"):
        (tmp_path / name).write_bytes(bombs.bombs()[name]())
        problems: list[Problem] = []
        assert read_table(tmp_path / name, problems).lines == ()
        (problem,) = problems
        assert problem.seen.startswith("cannot be read ("), name


def test_a_line_too_long_for_any_memory_is_told_in_plain_words() -> None:
    import csv

    text = Text.of("a,b\n" + "x" * LONGEST_LINE)
    with pytest.raises(csv.Error, match="one of its lines has more than 50,000,000 characters"):
        list(Grid(delimiter=",", text=text).records())


@pytest.mark.skipif(os.environ.get("SMM_ATTACKS") != "all", reason="writes 3 GB: SMM_ATTACKS=all")
@pytest.mark.parametrize("where", ["alone", "first", "in the middle", "quoted"])
def test_a_line_of_one_gigabyte_is_refused_in_words_and_the_next_file_loads(tmp_path: Path, where: str) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "smm.yaml").write_text("name: Shop\ncurrency: EUR\n", encoding="utf-8")
    before, after = {
        "alone": (b"", b""),
        "first": (b"", b"\n" + bombs.EXPORT.encode()),
        "in the middle": (bombs.EXPORT.encode() * 3, b"\n" + bombs.LINE.encode()),
        "quoted": (bombs.EXPORT.encode() + b'"', b'"\n' + bombs.LINE.encode()),
    }[where]
    with (tmp_path / "inbox" / "a.csv").open("wb") as file:
        file.write(before)
        for _ in range(1024):
            file.write(b"x" * (1 << 20))
        file.write(after)
    (tmp_path / "inbox" / "b.csv").write_text(ads(("Plain",), days=3), encoding="utf-8")
    for path in (tmp_path / "inbox").iterdir():
        os.utime(path, (1_700_000_000, 1_700_000_000))
    long, good, memory = (line.split("|") for line in python(LAND, tmp_path, seconds=1800))
    assert good[:3] == ["b.csv", "loaded", "3"]
    assert long[1] in ("quarantined", "unrecognised"), long
    assert "inside the software" not in long[3]
    assert long[4]
    assert int(memory[1]) < 2 << 30
