"""smm init: questions at a terminal, options that answer beforehand, wrong answers told with what to do."""

import csv
import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from typer.testing import Result

from pipelines.cli import founding
from pipelines.cli.first_exports import expected, first_exports
from pipelines.cli.founding import Founding
from pipelines.cli.init import create
from smm_assets.budget.channels import Channels
from smm_assets.budget.user_files import UserFiles, read_files
from smm_assets.errors import UsageError
from smm_assets.networks import networks
from smm_assets.settings import Project, Settings
from tests.cli.on_terminal import on_terminal

Smm = Callable[..., Result]
PAID = founding.paid()
ONE, OTHER = list(PAID)[1:3]  # which they are does not matter here
TODAY = date(2026, 11, 22)


def read(home: Path) -> UserFiles:
    project = Project.open(home)
    return read_files(project, Channels(settings=project.settings, networks=networks()).names())


def test_options_answer_every_question(smm: Smm, tmp_path: Path) -> None:
    home = tmp_path / "shop"
    options = ["--name", "Cups: #1", "--currency", "usd", "--timezone", "Asia/Tbilisi", "--objective", "leads"]
    options += ["--network", f"{ONE},{OTHER}", "--budget", f"{ONE}=1,250.50", "--followers", f"{OTHER}=5 000"]
    result = smm("init", home, *options, "--orders", "shop", "--yes")
    assert result.exit_code == 0, result.output
    settings = Project.open(home).settings
    assert (settings.name, settings.currency, settings.timezone) == ("Cups: #1", "USD", "Asia/Tbilisi")
    assert settings.decision.objective == "leads"
    assert {name: one.objective for name, one in settings.channels.items()} == {ONE: "leads", OTHER: "leads"}
    assert [(one.network, one.currency, one.timezone) for one in settings.accounts] == [("shop", "USD", "Asia/Tbilisi")]
    assert [one.name for one in settings.accounts] == ["own-shop"]
    plan = read(home).plan
    assert [(row["channel"], row["category"], row["amount"], row["objective"]) for row in plan] == 2 * [
        (ONE, "promotion", Decimal("1250.5"), "leads"),
        (OTHER, "content", Decimal(0), None),
    ]
    assert [row["follower_goal"] for row in plan] == [None, 5000] * 2


def test_the_plan_covers_this_month_and_the_next_with_the_same_money(tmp_path: Path) -> None:
    new = Founding(name="A", currency="EUR", timezone="UTC", networks=(ONE,), budgets={ONE: Decimal(500)})
    for day, months in (
        (date(2026, 12, 31), [("2026-12-01", "2026-12-31"), ("2027-01-01", "2027-01-31")]),
        (date(2028, 1, 30), [("2028-01-01", "2028-01-31"), ("2028-02-01", "2028-02-29")]),
    ):
        home = tmp_path / str(day)
        create(home, new, day)
        lines = [line for line in (home / "plan.csv").read_text("utf-8").splitlines() if not line.startswith("#")]
        rows = list(csv.DictReader(lines))
        assert [(row["period_start"], row["period_end"]) for row in rows] == months
        assert {row["amount"] for row in rows} == {"500"}
        assert all(None not in row for row in rows), "as many cells as columns"


@pytest.mark.parametrize(
    ("options", "seen", "cure"),
    [
        (("--currency", "EURO"), "'EURO' is not an ISO 4217 currency", "Did you mean EUR"),
        (("--timezone", "Tiblisi"), "'Tiblisi' is not a time zone", "Did you mean Asia/Tbilisi"),
        (("--name", "  "), "the name is empty", "Write any name"),
        (("--objective", "sale"), "there is no objective 'sale'", "Did you mean sales?"),
        (("--network", ONE[:-1] + "q"), "there is no network", f"Did you mean {ONE}"),
        (("--network", "nothing-like-it"), "there is no network 'nothing-like-it'", "others need a mapping file"),
        (("--network", ONE, "--budget", f"{ONE}=lots"), "'lots' is not an amount", "Write a number such as 500"),
        (("--network", ONE, "--budget", f"{ONE}=-5"), "'-5' is not an amount", "Write a number"),
        (("--network", ONE, "--budget", "500"), "--budget 500 does not say NETWORK=VALUE", "For example"),
        (("--network", ONE, "--budget", f"{OTHER}=5"), "not among the networks", f"Add --network {OTHER}"),
        (("--network", ONE, "--followers", f"{ONE}=many"), "no number of followers", "whole number such as 5000"),
        (("--orders", "shopp"), "there is no source of own results 'shopp'", "Did you mean shop?"),
        (("--language", "xx"), "'xx'", ""),
    ],
)
def test_a_wrong_option_says_what_was_meant_and_makes_nothing(
    smm: Smm, tmp_path: Path, options: tuple[str, ...], seen: str, cure: str
) -> None:
    result = smm("init", tmp_path / "shop", *options, "--yes")
    assert result.exit_code == 2
    assert seen in result.stderr
    assert cure in result.stderr
    assert not (tmp_path / "shop").exists()


def test_every_network_that_takes_money_can_be_chosen_and_says_how_its_export_is_made(tmp_path: Path) -> None:
    new = Founding(
        name="All", currency="EUR", timezone="UTC", networks=tuple(PAID),
        budgets={founding.channel_of(value): Decimal(100) for value in PAID}, orders=next(iter(founding.own())),
    )  # fmt: skip
    create(tmp_path, new, TODAY)
    assert len(read(tmp_path).plan) == 2 * len(PAID)
    waited = expected(Project.open(tmp_path))
    assert set(waited) == {*PAID, new.orders}
    assert [label for label, _ in first_exports(waited)] == [networks()[value].label for value in waited]
    assert all(how for _, how in first_exports(waited))


def test_networks_are_chosen_by_number_label_or_value_each_once() -> None:
    label = PAID[OTHER].label
    assert founding.chosen(f"2, {label.upper()}; {ONE}") == (ONE, OTHER)
    with pytest.raises(UsageError, match="there is no network '99'"):
        founding.chosen("99")


def test_what_was_made_is_told_to_programs(smm: Smm, tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_text("mine", encoding="utf-8")
    told = json.loads(smm("init", tmp_path, "--yes", "--json").stdout)
    assert told["folder"] == str(tmp_path)
    assert told["kept"] == ["plan.csv"]
    assert "smm.yaml" in told["made"]


def test_the_language_stands_in_smm_yaml_where_it_can_be_chosen(tmp_path: Path) -> None:
    known = founding.languages()
    create(tmp_path, Founding(name="A", currency="EUR", timezone="UTC", language=known[0] if known else ""), TODAY)
    written = yaml.safe_load((tmp_path / "smm.yaml").read_text("utf-8"))
    assert ("language" in written) == ("language" in Settings.model_fields)


def test_a_person_at_a_terminal_answers_is_corrected_and_has_a_project(tmp_path: Path) -> None:
    languages = [""] if founding.languages() else []
    typed = ["My shop", "EURO", "usd", "Tiblisi", "Asia/Tbilisi", "sale", "leads", "9999", f"2,{OTHER}"]
    typed += ["lots", "500", "", "none", "shop", *languages]
    told = on_terminal("init", tmp_path / "shop", answers=typed)
    assert told.code == 0, told.text
    text = " ".join(told.lines)
    for word in ("Did you mean EUR", "Did you mean Asia/Tbilisi", "Did you mean sales?", "'lots' is not an amount"):
        assert word in text, "a wrong answer is told at once"
    settings = Project.open(tmp_path / "shop").settings
    assert (settings.name, settings.currency, settings.timezone) == ("My shop", "USD", "Asia/Tbilisi")
    assert list(settings.channels) == [ONE, OTHER]
    assert [(row["channel"], row["amount"]) for row in read(tmp_path / "shop").plan] == [(ONE, Decimal(500))] * 2
    assert "smm run" in told.lines[-1]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--network", "²"), "there is no network '²'"),
        (("--network", ONE, "--followers", f"{ONE}=²"), "'²' is no number of followers"),
        (("--network", ONE, "--followers", f"{ONE}=99999999999"), "is no number of followers"),
        (("--name", "a\nb: c"), "the name holds line breaks"),
    ],
)
def test_an_answer_the_files_could_not_hold_is_refused(
    smm: Smm, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    result = smm("init", tmp_path / "shop", "--yes", *options)
    assert (result.exit_code, said in result.stderr) == (2, True), result.output
    assert not (tmp_path / "shop" / "smm.yaml").exists()


def test_options_for_a_project_that_is_there_already_are_said_to_change_nothing(smm: Smm, tmp_path: Path) -> None:
    home = tmp_path / "my shop"
    assert f"smm run --home '{home}'" in smm("init", home, "--yes").stdout
    again = smm("init", home, "--yes", "--currency", "USD")
    assert (again.exit_code, Project.open(home).settings.currency) == (0, "EUR")
    assert "smm.yaml is there already" in again.stderr
