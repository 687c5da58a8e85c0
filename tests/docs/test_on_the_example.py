"""Pages whose commands work on the example: run as they stand there, all on copies of one example that ran once."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from tests.how_to import begun, blocks, page, said

pytestmark = pytest.mark.slow
WHAT_IF = page("ask-what-if")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder `shop` as the commands of the page on exit codes make it, with which other pages begin as well."""
    assert blocks(page("exit-codes", "reference")) == [blocks(WHAT_IF)[0].replace(" > /dev/null", "")]
    folder, printed = begun(tmp_path_factory)
    assert "NEEDS YOU" in printed
    return folder


@pytest.fixture
def copied(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made / "shop", tmp_path / "shop", symlinks=True)
    return tmp_path


def test_the_how_to_on_what_ifs_leads_from_other_totals_to_an_edited_workbook(copied: Path) -> None:
    totals, terms, refused, target, made, own = said(WHAT_IF, copied, skip=1)
    assert "OTHER TOTALS" in totals
    rows = [line.split(",") for line in totals.splitlines() if re.match(r"-?\d+,\d", line)]
    assert [row[0] for row in rows] == ["-30", "-20", "-10", "0", "10", "20", "30"]
    assert [float(row[2]) for row in rows] == sorted(float(row[2]) for row in rows)
    assert "120.00 a day" in totals
    assert re.search(r"YouTube +(\d+\.\d\d) +\1 .*frozen by you", terms)
    assert "90.00 a day" in terms
    assert not refused.strip()  # what is wrong stands on stderr, and no advice is given
    assert re.search(r"TARGET .* a day is the largest total looked at where one order costs €15.00 or less", target)
    assert made.startswith("Made what-if.xlsx of ")
    assert "YOURS" in own
    assert "yours" in own.split("YOURS")[1]


def test_the_first_page_leads_from_the_example_to_a_project_of_ones_own(copied: Path) -> None:
    (copied / "data").mkdir()
    (copied / "shop").rename(copied / "data" / "example")
    looked, decided, *_, inspected, ran, proof = said(page("start", "."), copied)
    assert "MONEY" in looked
    assert "on_track" in looked
    assert "agreed on Monday" in decided
    assert "Meta" in inspected
    assert "ADVICE" in ran
    assert re.findall(r"^(2026-06-0\d)\S*,([\d.]+),([\d.]+)$", proof, re.MULTILINE) == [
        ("2026-06-01", "9.000000", "4.000000"),
        ("2026-06-02", "11.000000", "5.000000"),
    ]


def test_the_how_to_on_languages_leads_to_a_page_in_russian_and_one_in_georgian(copied: Path) -> None:
    once, always = said(page("read-in-another-language"), copied)
    assert once.splitlines()[-1] == '<html lang="ru">'
    assert always.splitlines()[-1] == '<html lang="ka">'
    assert "რჩევა" in (copied / "shop/data/report/index.html").read_text(encoding="utf-8")


def test_the_how_to_on_other_tools_leads_to_spreadsheets_and_frames_that_tell_the_same(copied: Path) -> None:
    told = page("connect-other-tools")
    assert blocks(told)[0].startswith("smm demo shop --days 30\nsmm run --home shop")
    sheets, _, answer = said(told, copied, skip=1)
    assert re.findall(r"Wrote week.xlsx: \d+ rows of (\S+)", sheets) == [
        "bi.daily_channel",
        "bi.plan_pacing",
        "bi.advice",
    ]
    assert load_workbook(copied / "week.xlsx").sheetnames == ["daily_channel", "plan_pacing", "advice", "Columns"]
    assert {"daily_channel.csv", "channel_daily.csv"} <= {path.name for path in (copied / "tables").iterdir()}
    assert "Where does the money stand against the plan?" in answer
    for program in blocks(told, "python"):
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=copied, capture_output=True, text=True, timeout=100, check=False
        )
        assert done.returncode == 0, done.stderr
        assert "TikTok" in done.stdout


def test_the_address_superset_uses_reads_the_published_copy_with_its_comments_and_writes_nothing(copied: Path) -> None:
    (address,) = re.findall(r"^duckdb:///(\S+)$", page("connect-other-tools"), re.MULTILINE)
    path, _, terms = address.partition("?")
    assert path.endswith("/shop/data/published.duckdb")
    engine = create_engine(f"duckdb:///{copied}/shop/data/published.duckdb?{terms}", poolclass=NullPool)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM bi.daily_channel")).scalar() > 0
        with pytest.raises(DBAPIError, match="read-only"):
            connection.execute(text("CREATE TABLE bi.x AS SELECT 1"))
    seen = inspect(engine)
    assert "daily_channel" in seen.get_table_names(schema="bi")
    told = {column["name"]: column["comment"] for column in seen.get_columns("daily_channel", schema="bi")}
    assert told["channel_label"] == "name of the channel people read"
    engine.dispose()
