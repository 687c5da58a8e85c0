"""Net and gross: the two directions undo each other, and a difference nobody can convert is asked with its line."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_assets.budget.costs import read_costs
from smm_assets.budget.plan import read_plan
from smm_assets.budget.rates import Rates
from smm_assets.budget.vat import TableVat, check_vat, factor
from smm_assets.errors import Problem
from smm_assets.settings import Project

EUR = Rates(reporting="EUR", quotes={})


@given(st.decimals(min_value=0, max_value=1, places=4))
def test_there_and_back_is_the_same_amount(rate: Decimal) -> None:
    there, back = factor("net", "gross", rate), factor("gross", "net", rate)
    assert there is not None
    assert back is not None
    assert abs(there * back - 1) < Decimal("1e-20")
    assert there >= 1 >= back


@pytest.mark.parametrize("basis", ["net", "gross"])
def test_the_basis_of_reports_and_no_basis_change_nothing(basis: str) -> None:
    assert factor(basis, basis, None) == factor(None, basis, None) == 1


def _problems(home: Path, text: str) -> list[str]:
    (home / "smm.yaml").write_text(text, encoding="utf-8")
    return [str(problem) for problem in check_vat(Project.open(home))]


GROSS = "currency: EUR\naccounts:\n  - name: Ads\n    network: meta\n    vat: gross\n"


def test_an_account_in_another_basis_without_a_rate_is_asked_with_its_line(tmp_path: Path) -> None:
    (said,) = _problems(tmp_path, GROSS)
    assert said.startswith("smm.yaml line 5, key accounts.0.vat: account Ads says gross, while reports are net")
    assert "vat_rate: 0.19" in said
    assert _problems(tmp_path, GROSS + "    vat_rate: 0.19\n") == []
    assert _problems(tmp_path, GROSS + "vat_rate: 0.19\n") == []
    assert _problems(tmp_path, GROSS + "amounts: gross\n") == []


def test_plan_and_account_in_different_bases_without_a_rate_are_both_named(tmp_path: Path) -> None:
    said = _problems(tmp_path, GROSS + "amounts: gross\nplan_vat: net\n")
    assert [text.split(":")[0] for text in said] == ["smm.yaml line 7, key plan_vat"]


def test_nothing_is_asked_where_nobody_declares_anything(tmp_path: Path) -> None:
    assert _problems(tmp_path, "currency: EUR\naccounts: [{name: Ads, network: meta}]\n") == []


def test_lines_say_their_own_basis(tmp_path: Path) -> None:
    (tmp_path / "costs.csv").write_text(
        "date,category,amount,currency,vat\n2026-06-01,content,119,EUR,gross\n2026-06-01,content,100,EUR,net\n"
        "2026-06-01,content,50,EUR,\n", encoding="utf-8",
    )  # fmt: skip
    problems: list[Problem] = []
    terms = TableVat(basis=None, reporting="net", rate=Decimal("0.19"))
    rows = read_costs(tmp_path, [], EUR, problems, terms)
    assert problems == []
    assert [row["amount"] for row in rows] == [Decimal("100.000000"), Decimal("100"), Decimal("50")]
    assert [row["amount_original"] for row in rows] == [Decimal("119"), Decimal("100"), Decimal("50")]


def test_a_line_in_another_basis_without_a_rate_is_a_problem_of_that_line(tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_text(
        "period_start,period_end,category,amount,currency,vat\n2026-06-01,2026-06-30,promotion,119,EUR,gross\n"
        "2026-06-01,2026-06-30,content,119,EUR,brutto\n", encoding="utf-8",
    )  # fmt: skip
    problems: list[Problem] = []
    read_plan(tmp_path, [], EUR, problems, TableVat(basis=None, reporting="net", rate=None))
    first, second = map(str, problems)
    assert first.startswith("plan.csv line 2, column vat: gross amounts, while reports are net")
    assert second.startswith("plan.csv line 3, column vat: unknown vat 'brutto'")
