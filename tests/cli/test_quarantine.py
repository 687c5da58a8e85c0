"""smm quarantine: what waits and why, one thing in full, and trying again after a fix."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from pipelines.cli.answers import answers
from smm_assets.errors import FileRefused
from smm_assets.marks import marked_at
from smm_assets.report.held import HeldItem
from smm_assets.settings import Project

Smm = Callable[..., Result]
HEADER = "Campaign name,Ad set name,Ad name,Day,{money},Impressions,Link clicks,Reporting starts,Reporting ends\n"
LINE = "{name},Set,Ad one,2026-11-0{day},{spend},1000,10,2026-11-0{day},2026-11-0{day}\n"
ACCOUNT = "\naccounts:\n  - {name: Mug ads, network: meta, currency: EUR}\n"


def _export(folder: Path, name: str, money: str, *spends: str) -> Path:
    path = folder / f"{name}.csv"
    lines = [LINE.format(name=name, day=day, spend=spend) for day, spend in enumerate(spends, 1)]
    path.write_text(HEADER.format(money=money) + "".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def held(smm: Smm, shop: Path, tmp_path: Path) -> Path:
    """A project that holds a file without currency and a row with a negative amount."""
    mugs = _export(tmp_path, "mugs", "Amount spent", "10.25", "20.25")
    cups = _export(tmp_path, "cups", "Amount spent (USD)", "10.25", "20.25", "-7.00")
    assert smm("ingest", mugs, cups, "--home", shop).exit_code == 3
    return shop


def _listed(smm: Smm, home: Path, *options: str) -> dict[str, dict]:
    result = smm("quarantine", "list", "--home", home, "--json", *options)
    return {item["name"]: item for item in json.loads(result.stdout)}


def test_the_list_says_what_waits_why_and_what_leads_on(smm: Smm, held: Path) -> None:
    result = smm("quarantine", "list", "--home", held)
    assert result.exit_code == 3
    items = _listed(smm, held)
    assert set(items) == {"mugs.csv", "cups.csv"}
    mugs, cups = items["mugs.csv"], items["cups.csv"]
    assert (mugs["kind"], mugs["status"], mugs["network"]) == ("file", "held", "meta")
    assert "which currency" in mugs["reason"]
    assert (cups["kind"], cups["rows"], cups["amounts"]) == ("rows", 1, {"USD": 7})
    assert (cups["period_start"], cups["period_end"]) == ("2026-11-01", "2026-11-03")
    for item in (mugs, cups):
        assert f"{item['id']}  {item['name']}" in result.stdout
        assert item["fix"] == f"smm quarantine show --home {held} {item['id']}"
        assert item["fix"] in result.stdout


def test_a_file_that_has_its_amounts_but_no_currency_is_not_asked_for_the_amounts(smm: Smm, held: Path) -> None:
    cure = _listed(smm, held)["mugs.csv"]["cure"]
    assert "Export with the column" not in cure
    assert "the header names it, as in Amount spent (EUR)" in cure


def test_a_project_without_anything_held_back_says_so(smm: Smm, shop: Path, tmp_path: Path) -> None:
    smm("ingest", _export(tmp_path, "cups", "Amount spent (EUR)", "1.00"), "--home", shop)
    result = smm("quarantine", "list", "--home", shop)
    assert (result.exit_code, result.stdout) == (0, "Nothing is held back\n")


def test_rows_are_shown_with_line_value_rule_and_their_own_text(smm: Smm, held: Path) -> None:
    cups = _listed(smm, held)["cups.csv"]["id"]
    shown = smm("quarantine", "show", cups[:5], "--home", held).stdout
    assert "line 4, column spend_original: '-7.000000'  the value is negative (negative_spend)" in shown
    assert "cups,Set,Ad one,2026-11-03,-7.00,1000,10,2026-11-03,2026-11-03" in shown
    (found,) = json.loads(smm("quarantine", "show", cups, "--home", held, "--json").stdout)
    assert [(one["line"], one["rule"]) for one in found["findings"]] == [(4, "negative_spend")]
    assert Path(found["archived"]).read_text(encoding="utf-8").startswith("Campaign name")


def test_a_question_is_shown_with_the_setting_that_answers_it(smm: Smm, held: Path) -> None:
    mugs = _listed(smm, held)["mugs.csv"]["id"]
    shown = smm("quarantine", "show", mugs, "--home", held).stdout
    assert "question: which currency are the amounts in? The file does not say" in shown
    assert "answer: smm.yaml: accounts: [{name: NAME, network: meta, currency: CODE}]" in shown
    assert f"answer: smm quarantine release --home {held} {mugs}" in shown


def test_days_that_may_be_read_two_ways_are_answered_only_by_what_works_for_a_coded_network(
    smm: Smm, shop: Path, tmp_path: Path
) -> None:
    path = tmp_path / "days.csv"
    days = [f"Cups,Set,Ad one,{day:02d}/11/2026,1.00,1000,10,," for day in range(9, 13)]
    path.write_text(HEADER.format(money="Amount spent (EUR)") + "\n".join(days) + "\n", encoding="utf-8")
    smm("ingest", path, "--home", shop)
    held = _listed(smm, shop)["days.csv"]
    shown = smm("quarantine", "show", held["id"], "--home", shop).stdout
    assert [line.strip() for line in shown.splitlines() if "answer: " in line] == [
        f"answer: smm ingest --home {shop} EXPORT, with dates written 2026-01-31, or of a longer period with a day "
        "after the 12th of a month"
    ]


@pytest.mark.parametrize(("topic", "key"), [("numbers", "decimal"), ("day_order", "dates"), ("share_unit", "percent")])
def test_a_key_of_a_mapping_is_offered_only_where_a_mapping_reads_the_file(topic: str, key: str) -> None:
    item = HeldItem(id="aa", key="aa", kind="file", name="a.csv", status="held")
    refusal = FileRefused("which?", cure="", status="held", topic=topic)
    assert answers(item, refusal, "a", [], "", is_mapped=True) == [
        f"mappings/…, key {key}", "smm quarantine release aa"
    ]  # fmt: skip
    (only,) = answers(item, refusal, "a", [], "")
    assert "mappings" not in only


def test_release_after_the_answer_loads_what_passes_and_says_what_is_still_held(smm: Smm, held: Path) -> None:
    with (held / "smm.yaml").open("a", encoding="utf-8") as file:
        file.write(ACCOUNT)
    mugs = _listed(smm, held)["mugs.csv"]["id"]
    result = smm("quarantine", "release", mugs, "--home", held, "--json")
    assert result.exit_code == 0
    (tried,) = json.loads(result.stdout)
    assert (tried["was"], tried["status"], tried["loaded"], tried["still_held"]) == ("held", "loaded", 2, 0)
    assert set(_listed(smm, held)) == {"cups.csv"}
    assert marked_at(Project.open(held), "by_hand")  # the sensor asks for a run
    result = smm("quarantine", "release", "--all", "--home", held)
    assert result.exit_code == 3
    assert re.search(r"cups\.csv  .*1 row still held back", result.stdout)
    assert "the value is negative" in result.stdout
    rows = "SELECT sum(rows_read - rows_loaded - rows_superseded - rows_quarantined - rows_skipped_total) AS n "
    counted = smm("sql", rows + "FROM ops.export_file", "--home", held, "--format", "json")
    assert json.loads(counted.stdout) == [{"n": 0}]


def test_release_to_an_account_named_on_the_command_line(smm: Smm, held: Path) -> None:
    with (held / "smm.yaml").open("a", encoding="utf-8") as file:
        file.write(ACCOUNT + "  - {name: Cup ads, network: meta, currency: PLN}\n")
    mugs = _listed(smm, held)["mugs.csv"]["id"]
    assert "--account NAME, one of Mug ads, Cup ads" in smm("quarantine", "show", mugs, "--home", held).stdout
    unknown = smm("quarantine", "release", mugs, "--account", "Cup", "--home", held)
    assert unknown.exit_code == 2
    assert smm("quarantine", "release", mugs, "--account", "Cup ads", "--home", held).exit_code == 0
    told = smm(
        "sql", "SELECT currency FROM ops.export_file WHERE name = 'mugs.csv'", "--home", held, "--format", "json"
    )
    assert json.loads(told.stdout) == [{"currency": "PLN"}]


def test_an_id_that_means_nothing_or_several_is_wrong_use(smm: Smm, held: Path) -> None:
    items = _listed(smm, held)
    mistyped = items["mugs.csv"]["id"][:-1] + ("0" if items["mugs.csv"]["id"][-1] != "0" else "1")
    result = smm("quarantine", "show", mistyped, "--home", held)
    assert result.exit_code == 2
    assert f"Did you mean {items['mugs.csv']['id']}" in result.stderr
    by_name = smm("quarantine", "release", "mugs.csv", "--home", held)
    assert by_name.exit_code == 2
    assert f"Did you mean {items['mugs.csv']['id']}" in by_name.stderr
    assert smm("quarantine", "release", "--home", held).exit_code == 2
    assert smm("quarantine", "release", "--all", mistyped, "--home", held).exit_code == 2


def test_a_corrected_file_that_arrives_settles_the_old_line(smm: Smm, held: Path, tmp_path: Path) -> None:
    corrected = _export(tmp_path, "cups corrected", "Amount spent (USD)", "10.25", "20.25", "7.00")
    assert smm("ingest", corrected, "--home", held).exit_code == 0
    assert set(_listed(smm, held)) == {"mugs.csv"}
    shown = smm("quarantine", "list", "--home", held).stdout
    assert "1 thing more a corrected file has made needless" in shown
    assert _listed(smm, held, "--all")["cups.csv"]["settled_by"] == "cups corrected.csv"
    assert "settled: cups corrected.csv covers it" in smm("quarantine", "list", "--all", "--home", held).stdout
    status = smm("status", "--home", held)
    assert "cups.csv" not in status.stdout


@pytest.mark.long
def test_amounts_without_a_rate_wait_and_are_freed_by_the_next_run(smm: Smm, shop: Path, tmp_path: Path) -> None:
    smm("ingest", _export(tmp_path, "cups", "Amount spent (USD)", "10.25", "20.25"), "--home", shop)
    assert smm("run", "--as-of", "2026-11-04", "--home", shop).exit_code == 3
    (item,) = _listed(smm, shop).values()
    assert (item["kind"], item["rows"], item["amounts"]) == ("rate", 2, {"USD": 30.5})
    assert (item["period_start"], item["period_end"]) == ("2026-11-01", "2026-11-02")
    shown = smm("quarantine", "show", item["id"], "--home", shop).stdout
    assert "spend 20.25 USD, 1 row" in shown
    refused = smm("quarantine", "release", item["id"], "--home", shop)
    assert refused.exit_code == 2
    assert "fx.csv" in refused.stderr
    (shop / "fx.csv").write_text("date,currency,rate\n2026-11-01,USD,0.9\n", encoding="utf-8")
    smm("run", "--as-of", "2026-11-04", "--home", shop)
    assert _listed(smm, shop) == {}
    spend = smm("sql", "SELECT sum(spend) AS s FROM ad_daily", "--home", shop, "--format", "json")
    assert json.loads(spend.stdout) == [{"s": 27.45}]
