"""Scenario files: other terms for a what-if, with every mistake named at once."""

from decimal import Decimal
from pathlib import Path

import pytest

from pipelines.cli.scenario import read_amount, read_scenario, with_budget, with_objective
from smm_assets.decisions.bounds import Scenario
from smm_assets.decisions.target import Target
from smm_assets.errors import ConfigurationError, UsageError

CHANNELS = ("search", "video")


def scenario(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "what-if.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_all_terms_are_read(tmp_path: Path) -> None:
    found = read_scenario(
        scenario(tmp_path, "total: 120.50\nfrozen: [video]\nlow: {search: 20}\nhigh: {search: 60}\n"), None, CHANNELS
    )
    assert found.total == Decimal("120.5")
    assert found.frozen == ("video",)
    assert (found.low, found.high) == ({"search": Decimal(20)}, {"search": Decimal(60)})


def test_the_budget_of_the_command_line_and_a_total_of_the_file_are_two(tmp_path: Path) -> None:
    assert read_scenario(scenario(tmp_path, "frozen: [video]\n"), Decimal(90), CHANNELS).total == Decimal(90)
    with pytest.raises(ConfigurationError, match=r"what-if\.yaml, total: --budget and total each say the total"):
        read_scenario(scenario(tmp_path, "total: 120\n"), Decimal(90), CHANNELS)
    with pytest.raises(ConfigurationError, match="--budget and target_cost each say the total"):
        read_scenario(scenario(tmp_path, "target_cost: 0\n"), Decimal(90), CHANNELS)


def test_a_term_without_its_amount_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as error:
        read_scenario(scenario(tmp_path, "total:\nlow: {search: }\nfrozen:\n"), None, CHANNELS)
    said = [str(problem) for problem in error.value.problems]
    assert [line.split(":")[0] for line in said] == [
        "what-if.yaml, total",
        "what-if.yaml, frozen",
        "what-if.yaml, low, search",
    ]
    assert all("nothing after the colon" in line for line in said)


def test_no_file_and_no_budget_are_the_projects_own_terms() -> None:
    found = read_scenario(None, None, CHANNELS)
    assert (found.total, found.frozen) == (None, ())


def test_every_mistake_is_named_with_a_cure(tmp_path: Path) -> None:
    text = "totl: 1\ntotal: -5\nfrozen: video\nlow: {serch: 1}\nhigh: {search: much}\n"
    with pytest.raises(ConfigurationError) as error:
        read_scenario(scenario(tmp_path, text), None, CHANNELS)
    said = str(error.value)
    assert len(error.value.problems) == 5
    assert "Did you mean total?" in said
    assert "Did you mean search?" in said
    assert all(problem.cure for problem in error.value.problems)


@pytest.mark.parametrize("text", ["a: [", "- 1\n- 2\n", "just words"])
def test_what_is_no_scenario_is_told_so(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigurationError):
        read_scenario(scenario(tmp_path, text), None, CHANNELS)


def test_a_missing_file_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        read_scenario(tmp_path / "none.yaml", None, CHANNELS)


@pytest.mark.parametrize("text", ["-1", "much", "nan", "inf", ""])
def test_a_budget_that_is_no_amount_is_wrong_use(text: str) -> None:
    with pytest.raises(UsageError):
        read_amount(text)
    assert read_amount("12.50") == Decimal("12.5")


def test_a_low_above_its_high_is_told(tmp_path: Path) -> None:
    text = "low: {search: 60, video: 5}\nhigh: {search: 20, video: 5}\n"
    with pytest.raises(ConfigurationError, match="low 60 is above high 20") as error:
        read_scenario(scenario(tmp_path, text), None, CHANNELS)
    assert len(error.value.problems) == 1


def test_a_term_written_twice_and_a_file_that_is_no_text_are_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="line 2, key total: is already on line 1"):
        read_scenario(scenario(tmp_path, "total: 1\ntotal: 2\n"), None, CHANNELS)
    path = scenario(tmp_path, "")
    path.write_bytes("total: é".encode("latin-1"))
    with pytest.raises(ConfigurationError, match="UTF-8"):
        read_scenario(path, None, CHANNELS)


def test_a_target_cost_own_spends_and_an_objective_are_read(tmp_path: Path) -> None:
    found = read_scenario(scenario(tmp_path, "target_cost: 4.5\nobjective: sales\n"), None, CHANNELS, ["sales"])
    assert (found.target, found.objective) == (Target(cost=Decimal("4.5")), "sales")
    found = read_scenario(scenario(tmp_path, "target_marginal_cost: 9\n"), None, CHANNELS)
    assert found.target == Target(cost=Decimal(9), marginal=True)
    found = read_scenario(scenario(tmp_path, "spends: {search: 20, video: 10.5}\n"), None, CHANNELS)
    assert found.spends == {"search": Decimal(20), "video": Decimal("10.5")}


@pytest.mark.parametrize(
    ("text", "budget", "says"),
    [
        ("total: 1\ntarget_cost: 2\n", None, "total and target_cost each say the total"),
        ("target_cost: 1\ntarget_marginal_cost: 2\n", None, "target_cost and target_marginal_cost each say the total"),
        ("spends: {search: 1}\n", Decimal(5), "--budget and spends each say the total"),
        ("objective: sails\n", None, "Did you mean sales?"),
        ("spends: {serch: 1}\n", None, "Did you mean search?"),
        ("target_cost: cheap\n", None, "money per day, 0 or more"),
    ],
)
def test_terms_that_cannot_stand_together_are_told(
    tmp_path: Path, text: str, budget: Decimal | None, says: str
) -> None:
    with pytest.raises(ConfigurationError) as error:
        read_scenario(scenario(tmp_path, text), budget, CHANNELS, ["sales", "leads"])
    assert says in str(error.value)


def test_a_budget_beside_priced_amounts_is_wrong_use() -> None:
    assert with_budget(Scenario(), Decimal(2)).total == Decimal(2)
    with pytest.raises(UsageError):
        with_budget(Scenario(spends={"search": Decimal(1)}), Decimal(2))
    with pytest.raises(UsageError, match=r"--budget and the total of mine\.xlsx, 1, each say the total"):
        with_budget(Scenario(total=Decimal(1), file="mine.xlsx"), Decimal(2))


def test_the_objective_of_the_command_line_is_a_known_one_and_the_only_one() -> None:
    assert with_objective(Scenario(), "sales", ["sales", "leads"]).objective == "sales"
    with pytest.raises(UsageError, match="--objective sails is not known"):
        with_objective(Scenario(), "sails", ["sales"])
    with pytest.raises(UsageError, match="are two"):
        with_objective(Scenario(objective="leads"), "sales", ["sales", "leads"])
