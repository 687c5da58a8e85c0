"""Mapping files from the command line: a draft, what inspect makes of it, and how a wrong one stops everything."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from typer.testing import Result

Smm = Callable[..., Result]
TEXT = "Datum;Kampagne;Kosten;Impressionen\n14.06.2026;Tassen;1.080,50;1.200\n15.06.2026;Tassen;99,00;900\n"


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "kosten.csv"
    path.write_text(TEXT, encoding="latin-1")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    return path


def answer(path: Path) -> None:
    """Answer the questions of a draft."""
    text = path.read_text(encoding="utf-8")
    for key, value in (("network", "adland"), ("currency", "EUR")):
        lines = [f"{key}: {value}" if line.startswith(f"{key}:  # ?") else line for line in text.splitlines()]
        text = "\n".join(lines) + "\n"
    path.write_text(text, encoding="utf-8")


def test_a_draft_is_printed_as_yaml_also_without_a_project(smm: Smm, export: Path) -> None:
    result = smm("inspect", export, "--suggest-mapping")
    assert result.exit_code == 0
    found = yaml.safe_load(result.stdout)
    assert (found["report"], found["decimal"], found["dates"]) == ("ads", ",", "dmy")
    assert found["columns"]["spend_original"] == "Kosten"
    assert found["network"] is None


def test_a_draft_goes_into_the_project_and_overwrites_nothing(smm: Smm, shop: Path, export: Path) -> None:
    made = smm("inspect", export, "--suggest-mapping", "--to", "adland", "--home", shop)
    path = shop / "mappings" / "adland.yml"
    assert made.exit_code == 0, made.output
    assert "2 lines marked # ? wait for an answer" in made.stdout
    path.write_text("mine", encoding="utf-8")
    again = smm("inspect", export, "--suggest-mapping", "--to", "mappings/adland.yml", "--home", shop)
    assert again.exit_code == 2
    assert "is there already" in again.stderr
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["../outside.yml", "/tmp/adland.yml", "a/b.yml", ".hidden.yml", " "])
def test_a_draft_is_written_nowhere_else(smm: Smm, shop: Path, export: Path, name: str) -> None:
    result = smm("inspect", export, "--suggest-mapping", "--to", name, "--home", shop)
    assert result.exit_code == 2
    assert "is no name of a mapping file" in result.stderr
    assert not (shop / "outside.yml").exists()


def test_wrong_use_is_told(smm: Smm, shop: Path, export: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "Add --suggest-mapping" in smm("inspect", export, "--to", "a", "--home", shop).stderr
    assert "one file" in smm("inspect", export, export, "--suggest-mapping").stderr
    assert "no project to write" in smm("inspect", export, "--suggest-mapping", "--to", "a").stderr
    (tmp_path / "words.txt").write_text("only words here\nand here\n", encoding="utf-8")
    nothing = smm("inspect", tmp_path / "words.txt", "--suggest-mapping")
    assert nothing.exit_code == 2
    assert "no table was found" in nothing.stderr


def test_with_the_answered_draft_inspect_and_ingest_know_the_file(smm: Smm, shop: Path, export: Path) -> None:
    smm("inspect", export, "--suggest-mapping", "--to", "adland", "--home", shop)
    answer(shop / "mappings" / "adland.yml")
    (found,) = json.loads(smm("inspect", export, "--json", "--home", shop).stdout)
    assert (found["recognised"], found["network"], found["outcome"]) == (True, "adland", "loadable")
    assert found["sums"]["spend_original"] == 1179.5
    (elsewhere,) = json.loads(smm("inspect", export, "--json").stdout)
    assert elsewhere["recognised"] is False
    (row,) = json.loads(smm("ingest", export, "--json", "--home", shop).stdout)
    assert (row["status"], row["network"], row["sums"]) == (
        "loaded",
        "adland",
        {"spend_original": 1179.5, "impressions": 2100},
    )


def test_doctor_lists_what_is_wrong_with_mappings(smm: Smm, shop: Path) -> None:
    assert "mappings" in smm("doctor", "--home", shop).stdout
    (shop / "mappings" / "adland.yml").write_text("report: adds\ncolumns: {day: A}\n", encoding="utf-8")
    result = smm("doctor", "--home", shop)
    assert result.exit_code == 2
    assert "mappings/adland.yml line 1, key report" in result.stdout
    assert "Did you mean ads?" in result.stdout


@pytest.mark.parametrize("command", ["run", "ingest", "inspect"])
def test_a_wrong_mapping_stops_the_command_and_nothing_is_touched(
    smm: Smm, shop: Path, export: Path, command: str
) -> None:
    (shop / "mappings" / "adland.yml").write_text("report: adds\ncolumns: {day: A}\n", encoding="utf-8")
    waiting = shop / "inbox" / "kosten.csv"
    waiting.write_bytes(export.read_bytes())
    arguments = [waiting] if command == "inspect" else []
    result = smm(command, *arguments, "--home", shop)
    assert result.exit_code == 2, result.output
    assert "mappings/adland.yml line 1, key report" in result.stderr
    assert waiting.exists()
    assert not (shop / "data" / "archive").exists()


def test_a_file_that_contradicts_its_mapping_names_the_mapping_as_what_to_correct(
    smm: Smm, shop: Path, export: Path
) -> None:
    smm("inspect", export, "--suggest-mapping", "--to", "adland", "--home", shop)
    path = shop / "mappings" / "adland.yml"
    answer(path)
    path.write_text(path.read_text(encoding="utf-8").replace('decimal: ","', 'decimal: "."'), encoding="utf-8")
    (found,) = json.loads(smm("inspect", export, "--json", "--home", shop).stdout)
    assert found["outcome"] == "held"
    assert "its decimal mark is said to be '.'" in " ".join(found["problems"])
    assert found["advice"] == ["Say decimal: in mappings/adland.yml as the export writes its numbers"]


def test_a_draft_for_a_file_that_is_known_already_says_so(smm: Smm, tmp_path: Path) -> None:
    path = tmp_path / "ads.csv"
    path.write_text(
        "Campaign name,Day,Amount spent (USD),Impressions,Link clicks,Reporting starts,Reporting ends\n"
        "Mugs,2026-11-01,10.25,1000,10,2026-11-01,2026-11-01\n",
        encoding="utf-8",
    )
    result = smm("inspect", path, "--suggest-mapping")
    assert "This file is read already as " in result.stderr
    assert result.stdout.startswith("# Draft of a mapping")
