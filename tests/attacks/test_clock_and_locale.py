"""Clocks that jump, days of 23 and 25 hours, leap days, and machines that speak Turkish or next to nothing."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import dagster as dg
import pandas as pd
import pytest
from dagster._utils.schedules import schedule_execution_time_iterator
from sqlalchemy.exc import NotSupportedError

from pipelines.cli.run import clock_behind
from pipelines.schedules import build_daily_morning
from smm_assets.ingest.landing.intake import ingest
from smm_assets.settings import Project, Settings
from smm_assets.warehouse import open_published, open_store
from tests.attacks.hostile import AS_OF, HEAD, settings
from tests.forked import smm
from tests.postgres import Server

ZONES = {  # a day on which clocks are set forward, and one on which they are set back
    "Europe/Berlin": (date(2026, 3, 29), date(2026, 10, 25)),
    "America/New_York": (date(2026, 3, 8), date(2026, 11, 1)),
    "Australia/Lord_Howe": (date(2026, 10, 4), date(2026, 4, 5)),  # by half an hour
    "Asia/Beirut": (date(2026, 3, 29), date(2026, 10, 25)),  # at midnight
    "America/Santiago": (date(2026, 9, 6), date(2026, 4, 5)),  # at midnight
    "Africa/Cairo": (date(2026, 4, 24), date(2026, 10, 30)),  # at midnight
}
WHOLE = os.environ.get("SMM_ATTACKS") == "all"
TIMES = ("00:00", "02:30", *(("00:30", "01:30", "02:00", "03:00", "06:00") if WHOLE else ()))


@pytest.mark.parametrize("at", TIMES)
@pytest.mark.parametrize("zone", ZONES)
def test_every_morning_has_its_run_on_days_of_23_and_25_hours_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zone: str, at: str
) -> None:
    """Moments the scheduler finds within a week around the change, and the mornings they are for."""
    monkeypatch.setenv("SMM_HOME", str(tmp_path))
    text = f"name: Shop\ncurrency: EUR\ntimezone: {zone}\ndaily_at: '{at}'\n"
    (tmp_path / "smm.yaml").write_text(text, encoding="utf-8")
    schedule = build_daily_morning(tmp_path)
    for changed in ZONES[zone]:
        first = datetime.combine(changed - timedelta(days=3), time(0), ZoneInfo(zone))
        moments = []
        for moment in _moments(schedule, first):
            if moment.astimezone(ZoneInfo(zone)).date() >= changed + timedelta(days=4):
                break
            moments.append(moment)
        context = [dg.build_schedule_context(scheduled_execution_time=moment) for moment in moments]
        requests = [schedule.evaluate_tick(one).run_requests[0] for one in context]  # type: ignore[index]
        mornings = [date.fromisoformat(request.tags["smm/as_of"]) for request in requests]
        assert sorted(set(mornings)) == [changed + timedelta(days=n) for n in range(-3, 4)]
        keys = {request.run_key for request in requests}
        assert len(keys) == len(set(mornings))


def _moments(schedule: dg.ScheduleDefinition, first: datetime) -> Iterator[datetime]:
    """When the daemon of Dagster finds the schedule due."""
    cron, zone = str(schedule.cron_schedule), schedule.execution_timezone
    yield from schedule_execution_time_iterator(first.timestamp(), cron, zone)


def _ads(day: str, spend: str, name: str = "Plain") -> str:
    row = (name, "120200010", name, "120200011", name, "120200012", day, spend, "900", "20", "1", "20.00", day, day)
    return "\n".join(",".join(f'"{cell}"' for cell in cells) for cells in (HEAD, row)) + "\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "smm.yaml").write_text(settings(name="Shop", meta="Meta", other="Other"), encoding="utf-8")
    return Project.open(tmp_path)


def _put(project: Project, name: str, text: str) -> None:
    path = Path(project.inbox) / name
    path.write_text(text, encoding="utf-8")
    os.utime(path, (1_700_000_000, 1_700_000_000))


def test_a_leap_day_is_a_day_and_one_that_is_none_is_held_back(project: Project) -> None:
    _put(project, "leap.csv", _ads("2028-02-29", "3.50"))
    _put(project, "none.csv", _ads("2027-02-29", "3.50"))
    with open_store(project) as store:
        rows = {
            row.name: row for row in ingest(project, store, now=datetime(2028, 3, 1, 6, tzinfo=UTC), pause_seconds=0.1)
        }
        assert (rows["leap.csv"].status, str(rows["leap.csv"].period_end)) == ("loaded", "2028-02-29")
        assert rows["none.csv"].status == "quarantined"
        assert rows["none.csv"].reason
        assert [str(day)[:10] for day in store.read("SELECT period_start AS d FROM raw.ad_delivery")["d"]] == [
            "2028-02-29"
        ]


def test_a_clock_set_back_loses_and_doubles_nothing(project: Project) -> None:
    """The second export of a day arrives at a moment before the first, by a clock that was set back a year."""
    later, earlier = datetime(2026, 11, 22, 6, tzinfo=UTC), datetime(2025, 11, 22, 6, tzinfo=UTC)
    with open_store(project) as store:
        _put(project, "a.csv", _ads("2025-11-01", "3.50"))
        ingest(project, store, now=later, pause_seconds=0.1)
        _put(project, "b.csv", _ads("2025-11-01", "4.50"))
        (row,) = ingest(project, store, now=earlier, pause_seconds=0.1)
        assert row.status == "loaded"
        _put(project, "again.csv", _ads("2025-11-01", "3.50"))
        (row,) = ingest(project, store, now=earlier - timedelta(days=1), pause_seconds=0.1)
        assert row.status == "duplicate"
        ledger = store.read("SELECT rows_read, rows_loaded, rows_superseded FROM ops.export_file")
        assert (ledger["rows_read"] == ledger["rows_loaded"] + ledger["rows_superseded"]).all()
        assert len(store.read("SELECT * FROM raw.ad_delivery")) == 2


def test_a_clock_behind_that_of_an_earlier_run_is_told(project: Project) -> None:
    runs = pd.DataFrame(
        [{"run_id": "a", "as_of": date(2026, 11, 22), "started_at": datetime(2026, 11, 22, 6), "status": "done"}]
    )
    with open_store(project) as store:
        store.load("ops", "run", runs)
        store.publish()
    with open_published(project) as reader:
        assert clock_behind(reader, datetime(2026, 11, 22, 5, 30, tzinfo=UTC)) == []
        (said,) = clock_behind(reader, datetime(2026, 11, 21, 6, tzinfo=UTC))
    assert said.startswith(
        "Beware: the clock of this machine says 21 Nov 2026 06:00 UTC, but an earlier run began at 22 Nov 2026 06:00."
    )


@pytest.mark.skipif(not WHOLE, reason="takes longer: with SMM_ATTACKS=all")
def test_a_run_by_a_clock_that_was_set_back_says_so_and_does_its_work(project: Project) -> None:
    """The run before began tomorrow by the clock of then."""
    tomorrow = datetime.now(UTC).replace(tzinfo=None) + timedelta(days=1)
    runs = [{"run_id": "a", "as_of": AS_OF, "started_at": tomorrow, "status": "done"}]
    with open_store(project) as store:
        store.load("ops", "run", pd.DataFrame(runs))
    _put(project, "a.csv", _ads("2026-11-20", "3.50"))
    done = subprocess.run(f"{smm()} run --home {project.home}", shell=True, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 3), done.stderr
    assert f"but an earlier run began at {tomorrow:%d %b %Y %H:%M}. Set it right" in done.stderr
    with open_published(project) as reader:
        assert reader.read("SELECT SUM(spend) AS s FROM marts.ad_daily")["s"].tolist() == [Decimal("3.5")]
        assert sorted(reader.read("SELECT status FROM ops.run")["status"]) == ["done", "done"]


POOR = {
    "C": {"LC_ALL": "C"},
    "C without UTF-8": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "Turkish": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr"},
    "Latin": {"PYTHONIOENCODING": "latin-1"},
    "ASCII": {"PYTHONIOENCODING": "ascii"},
    "none": {},
}
QUICK = tuple(POOR) if WHOLE else ("ASCII",)


@pytest.mark.parametrize("locale", QUICK)
def test_a_machine_that_knows_few_letters_gets_question_marks_and_no_traceback(tmp_path: Path, locale: str) -> None:
    path = tmp_path / "Отчёт – ı İ \udcff.csv"
    path.write_text(_ads("2026-11-01", "3.50", name="Чай € ğı"), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pipelines.cli.main", "inspect", str(path)], capture_output=True, check=False,
        env={key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG"))} | POOR[locale],
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr
    assert b"meta" in done.stdout.lower()
    assert b"EUR" in done.stdout


WORDS = ("TITLE I", "title i", "İSTANBUL", "ISPARTA", "ığdır", "Straße", "ЧАЙ", "ΣΊΣΥΦΟΣ", "ǅ")


def test_a_database_that_speaks_turkish_says_the_same_as_the_embedded_one(
    postgres_server: Server, project: Project
) -> None:
    """There lower('I') is 'ı': a rule for campaigns called 'title i' would miss 'TITLE I'."""
    try:
        terms = "TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'tr-TR' ENCODING 'UTF8'"
        postgres_server.run(f"CREATE DATABASE turkish OWNER shop {terms}")
    except NotSupportedError:
        pytest.skip("this PostgreSQL speaks no Turkish")
    there = Project(project.home, Settings.model_validate({"store": postgres_server.address("turkish")}))
    asked = " UNION ALL ".join(
        f"SELECT {n} AS n, LOWER('{word}') AS low, UPPER('{word}') AS high, 'TITLE I' LIKE 'TITLE_I' AS alike"
        for n, word in enumerate(WORDS)
    )
    with open_store(project) as own, open_store(there) as other:
        ours, theirs = (store.read(f"SELECT * FROM ({asked}) AS t ORDER BY n") for store in (own, other))
    assert ours.loc[:2, "low"].tolist()[:2] == theirs.loc[:2, "low"].tolist()[:2] == ["title i", "title i"]
    plain = [n for n, word in enumerate(WORDS) if word not in ("İSTANBUL", "ΣΊΣΥΦΟΣ", "Straße", "ǅ")]
    assert ours.loc[plain].astype(str).equals(theirs.loc[plain].astype(str))
