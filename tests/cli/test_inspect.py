"""smm inspect: what a file is, outside of any project, loading nothing."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Smm = Callable[..., Result]
KEYS = {"file", "recognised", "network", "report", "level", "grain", "period_start", "period_end", "currency"}
KEYS |= {"encoding", "locale", "header_row", "totals_rows", "rows", "problems", "advice"}
DAILY = (
    "Campaign name,Ad set name,Ad name,Day,Amount spent (USD),Impressions,Link clicks,Reporting starts,Reporting ends\n"
    ",,,,30.50,3000,30,2026-11-01,2026-11-02\n"
    "Mugs,Set,Ad one,2026-11-01,10.25,1000,10,2026-11-01,2026-11-01\n"
    "Mugs,Set,Ad one,2026-11-02,20.25,2000,20,2026-11-02,2026-11-02\n"
)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "Mugs-Ads.csv"
    path.write_text(DAILY, encoding="utf-8")
    return path


def test_json_holds_every_key_of_the_contract(smm: Smm, export: Path) -> None:
    (found,) = json.loads(smm("inspect", export, "--json").stdout)
    assert set(found) >= KEYS


def test_a_known_export_is_described(smm: Smm, export: Path) -> None:
    result = smm("inspect", export, "--json")
    (found,) = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (found["recognised"], found["level"], found["grain"], found["currency"]) == (True, "ad", "day", "USD")
    assert (found["period_start"], found["period_end"]) == ("2026-11-01", "2026-11-02")
    assert (found["header_row"], found["rows"], found["totals_rows"]) == (1, 3, [2])
    assert found["sums"]["spend_original"] == 30.5


def test_a_stranger_is_not_recognised_and_says_what_to_do(smm: Smm, tmp_path: Path) -> None:
    path = tmp_path / "recipe.csv"
    path.write_text("flour,eggs\n1,2\n", encoding="utf-8")
    (found,) = json.loads(smm("inspect", path, "--json").stdout)
    assert found["recognised"] is False
    assert found["outcome"] == "unrecognised"
    assert found["problems"]
    assert found["advice"]


def test_a_cut_off_export_is_damaged(smm: Smm, tmp_path: Path) -> None:
    path = tmp_path / "cut.csv"
    path.write_text(DAILY[:-30], encoding="utf-8")
    (found,) = json.loads(smm("inspect", path, "--json").stdout)
    assert found["outcome"] == "quarantined"


def test_people_read_what_it_is_and_what_is_missing(smm: Smm, export: Path) -> None:
    shown = smm("inspect", export).stdout
    assert "can be loaded" in shown
    assert "2026-11-01 to 2026-11-02" in shown
    assert "spend_original 30.50" in shown
    assert "advice" in shown


def test_several_files_are_answered_in_their_order(smm: Smm, export: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_bytes(b"")
    found = json.loads(smm("inspect", other, export, "--json").stdout)
    assert [one["file"] for one in found] == [str(other), str(export)]


def test_a_missing_file_is_wrong_use(smm: Smm, tmp_path: Path) -> None:
    assert smm("inspect", tmp_path / "none.csv").exit_code == 2
    assert smm("inspect", tmp_path).exit_code == 2


def test_a_hostile_name_or_cell_cannot_drive_the_terminal(smm: Smm, tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[2J.csv"
    path.write_text("\x1b[31mred,b\n1,2\n", encoding="utf-8")
    assert "\x1b" not in smm("inspect", path).output


def test_nothing_is_written(smm: Smm, export: Path) -> None:
    smm("inspect", export)
    assert list(export.parent.iterdir()) == [export]


BARE = (
    "Campaign name,Ad set name,Ad name,Day,Amount spent,Impressions,Link clicks,Reporting starts,Reporting ends\n"
    "Mugs,Set,Ad one,2026-11-01,10.25,1000,10,2026-11-01,2026-11-01\n"
)
ACCOUNT = "\naccounts:\n  - name: mugs\n    network: meta\n    account_id: '77'\n    currency: SEK\n"


@pytest.fixture
def declared(shop: Path) -> Path:
    """A project that declares one account."""
    settings = shop / "smm.yaml"
    lines = [line for line in settings.read_text(encoding="utf-8").splitlines() if not line.startswith("accounts")]
    settings.write_text("\n".join(lines) + ACCOUNT, encoding="utf-8")
    return shop


def test_inside_a_project_its_accounts_supply_what_the_file_lacks(smm: Smm, declared: Path, tmp_path: Path) -> None:
    path = tmp_path / "bare.csv"
    path.write_text(BARE, encoding="utf-8")
    (alone,) = json.loads(smm("inspect", path, "--json").stdout)
    assert alone["outcome"] == "held"
    (found,) = json.loads(smm("inspect", path, "--json", "--home", declared).stdout)
    assert (found["outcome"], found["account"], found["currency"]) == ("loadable", "77", "SEK")


def test_inside_a_project_rows_are_checked_as_they_will_be(smm: Smm, declared: Path, tmp_path: Path) -> None:
    path = tmp_path / "late.csv"
    path.write_text(BARE.replace("2026-11-01", "2099-11-01").replace("spent", "spent (USD)"), encoding="utf-8")
    (found,) = json.loads(smm("inspect", path, "--json", "--home", declared).stdout)
    assert found["outcome"] == "quarantined"
    assert "1 of 1 rows are bad" in found["problems"][0]
    assert "date_window" not in " ".join(found["problems"])
    assert found["advice"]


def test_a_project_that_was_asked_for_must_be_there(smm: Smm, export: Path, tmp_path: Path) -> None:
    assert smm("inspect", export, "--home", tmp_path / "nowhere").exit_code == 2
