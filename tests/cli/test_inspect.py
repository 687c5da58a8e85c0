"""smm inspect: what a file is, outside of any project, loading nothing."""

import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from pipelines.cli.looking import look

Smm = Callable[..., Result]
Process = Callable[..., "subprocess.CompletedProcess[str]"]
KEYS = {"file", "recognised", "network", "report", "level", "grain", "period_start", "period_end", "currency"}
KEYS |= {"encoding", "locale", "header_row", "totals_rows", "rows", "problems", "advice"}
KEYS |= {
    "outcome",
    "rows_estimated",
    "sampled",
    "read",
    "score",
    "sure",
    "scores",
    "nearest",
    "did_you_mean",
    "evidence",
}
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


def test_it_says_how_sure_it_is_in_words_and_with_a_score(smm: Smm, export: Path) -> None:
    (found,) = json.loads(smm("inspect", export, "--json").stdout)
    assert found["sure"] == "certain"
    assert found["score"] == found["scores"][0][1] >= 100
    assert "certain: no other report fits (score" in smm("inspect", export).stdout


def test_it_says_what_each_column_was_read_as(smm: Smm, export: Path) -> None:
    (found,) = json.loads(smm("inspect", export, "--json").stdout)
    assert found["evidence"]["Amount spent (USD)"] == "decimal '.' (its own cells)"
    shown = smm("inspect", export).stdout
    assert "read as    decimal '.' (its own cells): Amount spent (USD)" in shown
    assert "days ymd: Day, Reporting starts, Reporting ends" in shown


def test_impossible_rows_are_told_without_a_project(smm: Smm, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text(DAILY.replace("1000,10,", "1000,1010,").replace("3000,30", "3000,1030"), encoding="utf-8")
    (found,) = json.loads(smm("inspect", path, "--json").stdout)
    assert (
        "1 row would be held back: more link clicks than impressions (column link_clicks, first in line 3)"
        in (found["problems"])
    )


SLIPS = DAILY.replace("Campaign name", "Campain name").replace("Amount spent", "Amout spent")


def test_of_an_unknown_file_it_names_slips_and_what_it_would_be_without_them(smm: Smm, tmp_path: Path) -> None:
    path = tmp_path / "slips.csv"
    path.write_text(SLIPS.replace("Ad set name,Ad name,", "Shoe,Size,"), encoding="utf-8")
    (found,) = json.loads(smm("inspect", path, "--json").stdout)
    assert found["outcome"] == "unrecognised"
    assert set(found["did_you_mean"]) == {"Campain name", "Amout spent (USD)"}
    assert any("did you mean 'Campaign name'?" in problem for problem in found["problems"])
    assert (found["nearest"][0]["network"], found["nearest"][0]["score"] >= 100) == ("meta", True)
    shown = smm("inspect", path).stdout
    assert "not known, best score" in shown
    assert "meant      Meta Ads Manager" in shown


def test_of_an_unknown_file_it_names_close_reports_with_what_they_know_and_lack(smm: Smm, tmp_path: Path) -> None:
    path = tmp_path / "close.csv"
    path.write_text("Campaign name,Shoe,Size\nTea,1,2\n", encoding="utf-8")
    (found,) = json.loads(smm("inspect", path, "--json").stdout)
    assert all("Campaign name" in near["known"] and near["missing"] for near in found["nearest"])
    assert any("--suggest-mapping" in line for line in found["advice"])
    shown = smm("inspect", path).stdout
    assert "knows Campaign name" in shown
    assert "lacks " in shown


def test_a_known_file_with_a_slip_is_loadable_and_says_which_column_is_left_out(smm: Smm, tmp_path: Path) -> None:
    path = tmp_path / "slip.csv"
    path.write_text(DAILY.replace("Link clicks", "Link click"), encoding="utf-8")
    (found,) = json.loads(smm("inspect", path, "--json").stdout)
    assert (found["outcome"], found["did_you_mean"]) == ("loadable", {"Link click": "Link clicks"})


def test_where_words_are_in_doubt_the_english_interface_is_advised(smm: Smm, tmp_path: Path) -> None:
    path = tmp_path / "de.csv"
    path.write_text("Kampagne;Kosten;Währung;Schuhe\nTee;1,5;EUR;3\n", encoding="utf-8")
    (found,) = json.loads(smm("inspect", path, "--json").stdout)
    assert found["outcome"] == "unrecognised"
    assert any("to English and export again" in line for line in found["advice"])


def test_among_several_declared_accounts_it_asks_for_the_column_that_tells(
    smm: Smm, declared: Path, export: Path
) -> None:
    settings = declared / "smm.yaml"
    more = "  - name: cups\n    network: meta\n    account_id: '78'\n    currency: SEK\n"
    settings.write_text(settings.read_text(encoding="utf-8") + more, encoding="utf-8")
    (found,) = json.loads(smm("inspect", export, "--json", "--home", declared).stdout)
    assert any("account" in line.casefold() for line in found["advice"])


def test_a_folder_is_called_one(smm: Smm, tmp_path: Path) -> None:
    result = smm("inspect", tmp_path)
    assert result.exit_code == 2
    assert "is a folder" in str(result.exception or "") + result.output


def test_a_file_that_may_not_be_read_says_so(smm: Smm, export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    result = smm("inspect", export)
    assert result.exit_code == 1
    assert "cannot be read (Permission denied)" in str(result.exception or "") + result.output


LINE = "Mugs,Set,Ad {ad},2026-10-{day},10.25,1000,10,2026-10-{day},2026-10-{day}\n"


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """60 MB: a header, days in order, a totals row at the end."""
    header, totals, *_ = DAILY.replace("2026-11", "2026-10").splitlines(keepends=True)
    one_day = "".join(LINE.format(ad=ad, day="@@") for ad in range(10_000, 43_000))
    lines = [one_day.replace("@@", f"{day:02d}") for day in range(1, 29)]
    path = tmp_path / "large.csv"
    path.write_text("".join((header, *lines, totals)), encoding="utf-8")
    return path


class Counted(io.FileIO):
    """A file that counts what is read of all of its kind."""

    count = 0

    def read(self, size: int | None = -1) -> bytes:
        data = super().read(-1 if size is None else size) or b""
        Counted.count += len(data)
        return data


def test_of_a_large_file_only_pieces_are_read(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Counted, "count", 0)
    monkeypatch.setattr(Path, "open", lambda path, mode: Counted(path, mode))
    seen = look(large)
    assert seen.parts[0].sampled is not None
    assert Counted.count < 7_000_000 < large.stat().st_size / 8


def test_a_large_file_is_described_as_far_as_its_pieces_tell(smm: Smm, large: Path) -> None:
    (found,) = json.loads(smm("inspect", large, "--json").stdout)
    assert (found["sampled"], found["rows"], found["sums"], found["totals_rows"]) == (True, None, {}, [])
    assert found["rows_estimated"] == pytest.approx(28 * 33_000, rel=0.01)
    assert found["read"].startswith("first 0.8 MB, last 0.3 MB and 20 samples of ")
    assert (found["period_start"], found["period_end"]) == ("2026-10-01", "2026-10-28")
    assert (found["network"], found["level"], found["grain"], found["currency"]) == ("meta", "ad", "day", "USD")
    shown = smm("inspect", large).stdout
    assert "read       first 0.8 MB, last 0.3 MB and 20 samples of" in shown
    assert "rows       about " in shown
    assert "totals     1 row further down" in shown
    assert "perhaps longer" in shown


def test_a_large_file_that_is_cut_off_is_damaged_and_no_wrong_line_is_named(smm: Smm, large: Path) -> None:
    with large.open("rb+") as file:
        file.truncate(large.stat().st_size - 70)
    (found,) = json.loads(smm("inspect", large, "--json").stdout)
    assert found["outcome"] == "quarantined"
    assert "the file is cut off: the last record has fewer cells than the header" in found["problems"]
    assert any("Only a part of the file was looked at" in line for line in found["advice"])


def test_a_fault_beyond_the_head_of_a_large_file_has_no_line(smm: Smm, large: Path) -> None:
    with large.open("r+b") as file:
        file.seek(-200_000, 2)
        file.readline()
        file.write(LINE.format(ad=12_345, day=27).replace("1000,10", "10,1000").encode())
    (found,) = json.loads(smm("inspect", large, "--json").stdout)
    assert "1 row would be held back: more link clicks than impressions (column link_clicks)" in found["problems"]


def test_great_expectations_is_not_imported_for_a_look(process: Process, declared: Path, export: Path) -> None:
    code = (
        "import sys\nfrom pipelines.cli.main import app\n"
        f"app(['inspect', {str(export)!r}, '--home', {str(declared)!r}], standalone_mode=False)\n"
        "assert 'pipelines.cli.diagnosis' in sys.modules and 'great_expectations' not in sys.modules\n"
    )
    found = process("-c", code)
    assert found.returncode == 0, found.stderr
    assert "can be loaded" in found.stdout
