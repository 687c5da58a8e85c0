"""What a person sees when something is wrong: one message, the right exit code, never a traceback."""

import errno
import json
import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typer.testing import Result

from pipelines import clock
from pipelines.cli import main
from pipelines.outcome import RunOutcome
from smm_assets.errors import ModelError, UsageError
from smm_assets.settings import Project
from smm_assets.warehouse import open_store

Smm = Callable[..., Result]
Process = Callable[..., subprocess.CompletedProcess[str]]
READERS = (["status"], ["sql", "SELECT 1"], ["recommend"], ["report"])


@pytest.mark.parametrize("arguments", [[*command, "--home", "nowhere"] for command in (*READERS, ["run"], ["ingest"])])
def test_a_folder_without_project_is_wrong_use(smm: Smm, arguments: list[str]) -> None:
    result = smm(*arguments)
    assert result.exit_code == 2
    assert "what" in result.stderr
    assert "smm init" in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("command", [["status"], ["sql", "SELECT 1"], ["recommend"], ["report"], ["run"], ["doctor"]])
def test_json_holds_on_failure_too(smm: Smm, shop: Path, command: list[str]) -> None:
    (shop / "smm.yaml").write_text("curency: EUR\nas_of: 2026-13-40\n", encoding="utf-8")
    result = smm(*command, "--json", "--home", shop)
    found = json.loads(result.stdout)
    assert result.exit_code == 2
    if command != ["doctor"]:
        assert [problem["where"] for problem in found["problems"]] == [
            "smm.yaml line 1, key curency", "smm.yaml line 2, key as_of",
        ]  # fmt: skip
        assert {"error", "cure"} < set(found)
        assert "Did you mean currency?" in result.stderr


def test_wrong_use_under_json_is_json_with_a_cure(smm: Smm, shop: Path, tmp_path: Path) -> None:
    for arguments in (["status", "--home", tmp_path], ["status", "--nonsense"], ["run", "--as-of", "1"]):
        result = smm(*arguments, "--json")
        assert result.exit_code == 2
        assert set(json.loads(result.stdout)) == {"error", "cure", "exit_code"}
    found = smm("sql", "DROP TABLE x", "--format", "json", "--home", shop)
    assert "only reads" in json.loads(found.stdout)["error"]


@pytest.mark.parametrize("arguments", READERS)
def test_nothing_published_yet_says_what_to_do(smm: Smm, shop: Path, arguments: list[str]) -> None:
    result = smm(*arguments, "--home", shop)
    assert result.exit_code == 2
    assert "nothing is published yet" in result.stderr
    assert "smm run" in result.stderr


def test_all_problems_of_the_configuration_come_at_once(smm: Smm, shop: Path) -> None:
    (shop / "smm.yaml").write_text("curency: EUR\ntimezone: Berlin\nsplit: {content: 2}\n", encoding="utf-8")
    result = smm("status", "--home", shop)
    assert result.exit_code == 2
    assert "3 problems" in result.stderr
    assert "Did you mean currency?" in result.stderr
    assert "line 2" in result.stderr
    assert "Traceback" not in result.output


def test_an_unknown_option_is_wrong_use(smm: Smm) -> None:
    assert smm("run", "--as-of", "yesterday").exit_code == 2
    assert smm("nonsense").exit_code == 2


@pytest.mark.parametrize("day", ["tomorrow", "2026-13-40", "", "22.11.2026"])
def test_a_day_that_is_none_is_told_in_plain_words(smm: Smm, shop: Path, day: str) -> None:
    result = smm("run", "--as-of", day, "--home", shop)
    assert result.exit_code == 2
    assert "year-month-day" in result.stderr
    assert "format" not in result.stderr
    assert "Invalid" not in result.stderr


@pytest.mark.parametrize("arguments", [("run",), ("report",), ("recommend",), ("sql", "SELECT 1")])
def test_a_morning_after_today_is_refused_and_nothing_is_built(
    smm: Smm, shop: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 26, 22, 30, tzinfo=UTC))
    with open_store(Project.open(shop)) as store:
        store.publish()
    published = (shop / "data" / "published.duckdb").read_bytes()
    result = smm(*arguments, "--as-of", "2026-11-28", "--home", shop)
    assert result.exit_code == 2, result.output
    assert "2026-11-28 lies after today, 2026-11-26" in result.stderr
    assert "a day up to 2026-11-26" in result.stderr
    assert (shop / "data" / "published.duckdb").read_bytes() == published


@pytest.mark.parametrize(("zone", "today"), [("Asia/Tokyo", 27), ("UTC", 26), ("Pacific/Honolulu", 26)])
def test_the_morning_of_today_is_that_of_the_projects_time_zone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zone: str, today: int
) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 26, 22, 30, tzinfo=UTC))
    (tmp_path / "smm.yaml").write_text(f"timezone: {zone}\n", encoding="utf-8")
    project = Project.open(tmp_path)
    assert clock.morning(project, datetime(2026, 11, today)) == clock.morning(project, None)
    with pytest.raises(UsageError, match=f"after today, 2026-11-{today} in {zone}"):
        clock.morning(project, datetime(2026, 11, today + 1))


def test_a_later_morning_is_taken_where_smm_yaml_pins_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 26, tzinfo=UTC))
    (tmp_path / "smm.yaml").write_text("as_of: 2027-01-01\n", encoding="utf-8")
    project = Project.open(tmp_path)
    assert clock.morning(project, datetime(2027, 1, 1)) == date(2027, 1, 1)
    with pytest.raises(UsageError, match="after today"):
        clock.morning(project, datetime(2027, 1, 2))


@pytest.mark.parametrize("content", [b"as_of: 2026-13-40\n", "name: \u00e9".encode("latin-1"), b"\xff\xfen\0", b"\0\1"])
def test_smm_yaml_that_cannot_be_read_is_a_matter_of_configuration(smm: Smm, shop: Path, content: bytes) -> None:
    (shop / "smm.yaml").write_bytes(content)
    for command in ("run", "doctor"):
        result = smm(command, "--home", shop)
        assert result.exit_code == 2
        assert "smm.yaml line 1" in result.output
        assert "cure" in result.output


def test_what_is_wrong_in_the_files_during_a_run_is_a_list_without_step_names(smm: Smm, shop: Path) -> None:
    head = "period_start,period_end,channel,category,item,amount,currency\n"
    (shop / "plan.csv").write_text(f"{head}2026-11-01,2026-11-30,metaa,promotion,ads,ten,EUR\n", encoding="utf-8")
    (shop / "kpis.yml").write_text("- name: a\n", encoding="utf-8")
    result = smm("run", "--json", "--home", shop)
    assert result.exit_code == 2
    assert "exports" not in result.output
    assert "the job failed" not in result.output
    assert "problems in the configuration" in result.stderr
    where = [problem["where"] for problem in json.loads(result.stdout)["problems"]]
    assert where[0].startswith("kpis.yml line 1, KPI a, key ")
    assert set(where[-2:]) == {"plan.csv line 2, column amount", "plan.csv line 2, column channel"}


def test_a_step_that_failed_for_other_reasons_is_named(smm: Smm, shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outcome = RunOutcome(run_id="r", status="failed", failed_step="seeds", message="disk gone", exit_code=1)
    monkeypatch.setattr("pipelines.running.run_daily", lambda *_args, **_terms: outcome)
    result = smm("run", "--json", "--home", shop)
    assert result.exit_code == 1
    assert "the job failed in seeds: disk gone" in result.stderr
    assert json.loads(result.stdout)["error"] == "the job failed in seeds: disk gone"


def test_a_model_that_cannot_be_said_is_one_failure_not_a_list(
    smm: Smm, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = "ad_day.sql line 3: no such column\nLINE 3: SELECT spent"
    outcome = RunOutcome(
        run_id="r", status="failed", failed_step="ad_day", message=message, exit_code=ModelError("").exit_code
    )
    monkeypatch.setattr("pipelines.running.run_daily", lambda *_args, **_terms: outcome)
    result = smm("run", "--home", shop)
    assert result.exit_code == 1  # nothing the user did or wrote
    assert "problems in the configuration" not in result.stderr
    assert f"the job failed in ad_day: {message.splitlines()[0]}" in result.stderr


def test_home_may_stand_before_the_command(smm: Smm, shop: Path) -> None:
    assert "nothing is published yet" in smm("--home", shop, "status").stderr


def test_an_unforeseen_error_leaves_a_log_and_no_traceback(process: Process, tmp_path: Path) -> None:
    code = (
        "import sys; from pipelines.cli import main, doctor\n"
        "import pipelines.cli.checkup as c\n"
        "def boom(): raise ZeroDivisionError('one\\ntwo')\n"
        "doctor.surroundings = boom\n"
        "sys.argv = ['smm', 'doctor']; main.main()\n"
    )
    result = process("-c", code, TMPDIR=str(tmp_path))
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert "ZeroDivisionError: one" in result.stderr
    (log,) = tmp_path.glob("smm-*.log")
    assert log.name in result.stderr
    assert "Traceback" in log.read_text(encoding="utf-8")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_trouble_of_the_system_is_told_in_words(smm: Smm, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def broken() -> None:
        raise OSError(number, "trouble", "/some/file")

    monkeypatch.setattr("pipelines.cli.doctor.surroundings", broken)
    result = smm("doctor")
    assert result.exit_code == 1
    assert "/some/file: trouble" in result.stderr
    assert "cure" in result.stderr


def test_output_on_a_pipe_has_no_colour_and_no_progress(process: Process, shop: Path) -> None:
    result = process("-m", "pipelines.cli.main", "doctor", "--home", shop)
    assert "\x1b" not in result.stdout + result.stderr
    assert result.stderr == ""


def test_json_is_the_only_thing_on_stdout(smm: Smm, shop: Path) -> None:
    found = json.loads(smm("doctor", "--json", "--home", shop).stdout)
    assert {"check", "state", "seen", "cure"} == set(found[0])


def test_every_command_explains_itself_and_takes_home(smm: Smm) -> None:
    for _, name, *_ in main.COMMANDS:
        result = smm(name, "--help")
        assert result.exit_code == 0
        assert name in ("init", "demo", "new-network") or "--home" in result.stdout, name


def test_the_version_is_the_installed_one(smm: Smm) -> None:
    from importlib.metadata import version

    assert smm("--version").stdout == f"smm {version('smm-budget')}\n"
