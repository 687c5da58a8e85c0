"""tests.csv: each test becomes one row per channel; what cannot be compared is told with its line."""

import datetime as dt
from decimal import Decimal

import openpyxl
import pytest

from smm_assets.budget.small_tests import read_tests
from smm_assets.settings import RESULT_METRICS

CHANNELS = ("alpha", "beta", "gamma")
HEAD = "id,channels,from,to,budget,result\n"
WITH_BENCHMARK = "id,channels,from,to,benchmark\n"


def _tests(tmp_path, text):
    (tmp_path / "tests.csv").write_text(text, encoding="utf-8")
    problems = []
    return read_tests(tmp_path, CHANNELS, "EUR", problems), [str(problem) for problem in problems]


def test_a_test_is_one_row_for_each_channel_it_compares(tmp_path):
    rows, problems = _tests(tmp_path, HEAD + "June,Beta; alpha,2026-06-01,14.06.2026,200.50,Orders\n")
    assert problems == []
    shared = {
        "test_line": 2, "test_id": "June", "date_from": dt.date(2026, 6, 1), "date_to": dt.date(2026, 6, 14),
        "test_budget": Decimal("200.50"), "result_metric": "orders", "benchmark": None,
    }  # fmt: skip
    assert rows == [{**shared, "channel": "beta"}, {**shared, "channel": "alpha"}]


@pytest.mark.parametrize("channels", ["alpha;beta;gamma", '"alpha,beta, gamma"', "alpha ;beta;; gamma;"])
def test_channels_stand_apart_by_semicolon_or_comma(tmp_path, channels):
    rows, problems = _tests(tmp_path, HEAD + f"t,{channels},2026-06-01,2026-06-01,,\n")
    assert problems == []
    assert [row["channel"] for row in rows] == ["alpha", "beta", "gamma"]


def test_without_budget_and_result_both_are_left_open(tmp_path):
    rows, problems = _tests(tmp_path, "id,channels,from,to\nt,alpha;beta,2026-06-01,2026-06-14\n")
    assert problems == []
    assert {(row["test_budget"], row["result_metric"]) for row in rows} == {(None, None)}


def test_a_published_cost_of_a_result_may_stand_beside_a_test_and_is_above_zero(tmp_path):
    test = "t,alpha;beta,2026-06-01,2026-06-14,"
    rows, problems = _tests(tmp_path, WITH_BENCHMARK + f"{test}12.50\n")
    assert ([row["benchmark"] for row in rows], problems) == ([Decimal("12.50")] * 2, [])
    _, problems = _tests(tmp_path, WITH_BENCHMARK + f"{test}0\n")
    assert problems == [
        "tests.csv line 2, column benchmark: 0; expected an amount above 0. Leave it blank when none was set"
    ]


@pytest.mark.parametrize("metric", RESULT_METRICS)
def test_every_metric_that_can_be_a_result_can_judge_a_test(tmp_path, metric):
    rows, problems = _tests(tmp_path, HEAD + f"t,alpha;beta,2026-06-01,2026-06-14,,{metric}\n")
    assert (problems, rows[0]["result_metric"]) == ([], metric)


def test_every_problem_of_the_tests_is_told_with_line_and_column(tmp_path):
    _, problems = _tests(
        tmp_path,
        HEAD + "a,alpha;beta,2026-06-01,2026-06-14,100,orders\n"
        "A,alpha;beta,2026-06-01,2026-06-14,100,orders\n"
        ",alpha;beta,2026-06-01,2026-06-14,100,orders\n"
        "b,alpha,2026-06-14,2026-06-01,0,order\n"
        "c,,soon,,-5,clicks per week\n"
        "d,alpha;betta,2026-06-01,2026-06-14,ten,\n"
        "e,alpha;beta;Alpha,2026-06-01,2026-06-14,5 EUR,\n",
    )
    expected = [
        ("tests.csv line 3, column id", "'A' stands on line 2 already"),
        ("tests.csv line 4, column id", "blank"),
        ("tests.csv line 5, column channels", "only 'alpha'; expected at least 2 of alpha, beta, gamma"),
        ("tests.csv line 5, column to", "2026-06-01 lies before 2026-06-14"),
        ("tests.csv line 5, column budget", "an amount above 0"),
        ("tests.csv line 5, column result", "Did you mean orders?"),
        ("tests.csv line 6, column channels", "blank"),
        ("tests.csv line 6, column from", "'soon'"),
        ("tests.csv line 6, column to", "blank"),
        ("tests.csv line 6, column budget", "an amount above 0"),
        ("tests.csv line 6, column result", "unknown result 'clicks per week'"),
        ("tests.csv line 7, column channels", "unknown channel 'betta'"),
        ("tests.csv line 7, column budget", "'ten'"),
        ("tests.csv line 8, column channels", "'alpha' stands there twice"),
        ("tests.csv line 8, column budget", "without a currency sign"),
    ]
    assert len(problems) == len(expected), problems
    for where, what in expected:
        assert any(problem.startswith(where) and what in problem for problem in problems), (where, what, problems)


def test_channels_that_spill_into_the_next_columns_are_told(tmp_path):
    _, problems = _tests(tmp_path, HEAD + "t,alpha,beta,2026-06-01,2026-06-14,100,orders\n")
    assert any("'orders' stands beyond the last column" in problem for problem in problems)
    assert any("column from: 'beta'" in problem for problem in problems)


def test_a_budget_in_another_currency_is_not_taken_for_the_reporting_one(tmp_path):
    line = "t{0},alpha;beta,2026-06-01,2026-06-14,100,{0}\n"
    _, problems = _tests(tmp_path, "id,channels,from,to,budget,currency\n" + line.format("usd") + line.format("eur"))
    assert len(problems) == 1
    assert problems[0].startswith("tests.csv line 2, column currency: 'usd'; expected EUR")


def test_tests_may_be_a_spreadsheet_and_a_number_may_be_an_id(tmp_path):
    book = openpyxl.Workbook()
    for row in (
        ["ID", "Channels", "From", "To", "Budget", "Result"],
        [1, "alpha, beta", dt.datetime(2026, 6, 1), dt.date(2026, 6, 14), 200, None],
        [1.0, "alpha, beta", dt.datetime(2026, 6, 1), dt.date(2026, 6, 14), 0.5, None],
    ):
        book.active.append(row)
    book.save(tmp_path / "tests.xlsx")
    problems = []
    rows = read_tests(tmp_path, CHANNELS, "EUR", problems)
    assert [(row["test_id"], row["test_budget"]) for row in rows[::2]] == [("1", 200), ("1", Decimal("0.5"))]
    assert [str(problem).split(".")[0] for problem in problems] == ["tests"]
    assert "tests.xlsx line 3, column id: '1' stands on line 2 already" in str(problems[0])


def test_no_file_is_no_test(tmp_path):
    problems = []
    assert read_tests(tmp_path, CHANNELS, "EUR", problems) == []
    assert problems == []
