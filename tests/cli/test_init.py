"""smm init: a folder that opens, explains itself and is never overwritten."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from typer.testing import Result

from pipelines.cli.founding import Founding
from pipelines.cli.init import FILES, create, local_zone
from smm_assets.budget.channels import Channels
from smm_assets.budget.user_files import read_files
from smm_assets.networks import networks
from smm_assets.registry import registry
from smm_assets.settings import Project

Smm = Callable[..., Result]
ANSWERS = Founding(name="Shop", currency="EUR", timezone="Europe/Berlin")


def uncommented(path: Path) -> str:
    """The file with its examples put to use: "# " before a key, a list item or a table row is taken away."""
    lines = path.read_text(encoding="utf-8").split("\n")
    if path.suffix == ".csv":
        return "\n".join(
            line.removeprefix("# ") for line in lines if not line.startswith(("# The", "# What", "# Only"))
        )
    kept = [line for line in lines if not line.startswith("# ") or line.lstrip("# ").split(":")[0].isidentifier()]
    return "\n".join(kept)


def test_the_new_folder_opens_as_a_project(shop: Path) -> None:
    project = Project.open(shop)
    assert project.settings.name == "Shop"
    assert project.settings.currency == "EUR"
    assert (shop / "inbox").is_dir()


def test_every_file_of_the_new_folder_can_be_read(shop: Path) -> None:
    project = Project.open(shop)
    files = read_files(project, Channels(settings=project.settings, networks=networks()).names())
    assert (files.plan, files.costs, files.events, files.tests, files.post_tags, files.mood) == ([], [], [], [], [], [])


def test_examples_in_the_tables_are_right_when_put_to_use(shop: Path) -> None:
    for name in (name for name in FILES if name.endswith(".csv")):
        (shop / name).write_text(uncommented(shop / name), encoding="utf-8")
    project = Project.open(shop)
    files = read_files(project, Channels(settings=project.settings, networks=networks()).names())
    assert (len(files.plan), len(files.costs), len(files.events)) == (2, 2, 2)
    assert len({row["test_id"] for row in files.tests}) == 1
    assert (len(files.tests), len(files.post_tags), len(files.mood), len(files.benchmarks)) == (2, 2, 1, 2)


SECRETS = {
    "WAREHOUSE_URL": "sqlite:///connector.sqlite",
    "SMM_TEAM": "json://127.0.0.1",
    "S3_KEY": "reader",
    "S3_SECRET": "a#b: c",
    "MAIL_PASSWORD": "d#e: f",
}


def test_examples_in_smm_yaml_are_right_when_put_to_use(tmp_path: Path) -> None:
    create(tmp_path, ANSWERS, date(2026, 11, 22))
    path = tmp_path / "smm.yaml"
    lines = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        inner = line.removeprefix("# ")
        keys = ("accounts", "tables", "channels", "objectives", "objective_rules", "outcome_rules", "naming", "blended")
        keys += ("target_audience", "rollover", "alerts", "inbox_access", "mailbox")
        is_key = inner.split(":")[0] in keys
        lines.append(inner if line.startswith("#   ") or (line.startswith("# ") and is_key) else line)
    path.write_text("\n".join(lines), encoding="utf-8")
    settings = Project.open(tmp_path, environ=SECRETS).settings
    assert len(settings.accounts) == 1
    assert [source.account for source in settings.tables] == [settings.accounts[0].name]
    assert len(settings.channels) == 3
    assert settings.outcome_rules
    assert settings.objective_rules
    assert settings.naming is not None
    assert settings.blended.marketing_budget_per_month == 4000
    assert settings.target_audience.countries == ("DE", "AT")
    assert settings.inbox_access.taken == "leave"
    assert settings.mailbox is not None
    assert settings.mailbox.senders == ("*@example.com",)
    assert settings.rollover
    assert [target.name for target in settings.alerts.targets] == ["team"]


def test_an_existing_file_is_never_touched(smm: Smm, tmp_path: Path) -> None:
    (tmp_path / "smm.yaml").write_text("name: Mine\n", encoding="utf-8")
    (tmp_path / "plan.csv").write_text("mine", encoding="utf-8")
    result = smm("init", tmp_path)
    assert result.exit_code == 0
    assert (tmp_path / "smm.yaml").read_text(encoding="utf-8") == "name: Mine\n"
    assert (tmp_path / "plan.csv").read_text(encoding="utf-8") == "mine"
    assert result.stdout.count("kept") == 2


def test_a_second_init_changes_nothing(smm: Smm, shop: Path) -> None:
    before = {path: path.read_bytes() for path in shop.iterdir() if path.is_file()}
    assert smm("init", shop, "--yes").exit_code == 0
    assert {path: path.read_bytes() for path in shop.iterdir() if path.is_file()} == before


def test_a_file_in_place_of_the_folder_is_wrong_use(smm: Smm, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    result = smm("init", tmp_path / "taken", "--yes")
    assert result.exit_code == 2
    assert "is a file" in result.stderr


def test_wrong_answers_are_asked_again(smm: Smm, tmp_path: Path) -> None:
    result = smm("init", tmp_path / "a", typed="My: 'shop' #1\nEURO\nusd\nBerlin\nEurope/Berlin\n\n\n\n\n\n")
    assert result.exit_code == 0, result.output
    settings = Project.open(tmp_path / "a").settings
    assert (settings.name, settings.currency, settings.timezone) == ("My: 'shop' #1", "USD", "Europe/Berlin")
    assert "EURO" in result.output


def test_no_answer_at_all_ends_without_a_folder(smm: Smm, tmp_path: Path) -> None:
    result = smm("init", tmp_path / "a", typed="")
    assert result.exit_code == 1
    assert "the question found no answer: Name of the project" in result.stderr
    assert "--yes" in result.stderr
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize("name", ["it's", 'a "b"', "- x", "Ünïcode 店", "{{ 7*7 }}", "a: b # c"])
def test_any_name_survives_in_smm_yaml(tmp_path: Path, name: str) -> None:
    create(tmp_path, replace(ANSWERS, name=name), date(2026, 11, 22))
    assert yaml.safe_load((tmp_path / "smm.yaml").read_text(encoding="utf-8"))["name"] == name


def test_every_template_is_used(tmp_path: Path) -> None:
    from pipelines.cli.init import TEMPLATES

    found = {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.j2")}
    own = {name.removesuffix(".j2") for name in found if not name.startswith("network/")}  # those of smm new-network
    assert own == set(FILES)


def test_the_zone_of_this_computer_is_a_known_one_or_utc(tmp_path: Path) -> None:
    assert local_zone(Path("/usr/share/zoneinfo/Europe/Berlin")) in ("Europe/Berlin", "UTC")
    assert local_zone(tmp_path / "nowhere") == "UTC"


@pytest.mark.parametrize("name", ["", "  "])
def test_an_empty_name_makes_nothing(smm: Smm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    for arguments in (["init", name, "--yes"], ["demo", name]):
        result = smm(*arguments)
        assert result.exit_code == 2
        assert "the name of the folder is empty" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_example_of_a_mapping_does_nothing_until_it_is_put_to_use(shop: Path) -> None:
    project, path = Project.open(shop), shop / "mappings" / "example.yml"
    assert "my_network" not in registry(project).networks
    lines = path.read_text(encoding="utf-8").split("\n\n", 1)[1].split("\n")
    path.write_text("\n".join(line.removeprefix("# ") for line in lines), encoding="utf-8")
    found = registry(project)
    assert found.networks["my_network"].label == "My network"
    assert found.networks["my_network"].outcome_sources == ("my_network*",)
