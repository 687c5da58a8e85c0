"""benchmarks.csv: every figure with its source; rates with their percent sign; the shipped table holds itself to it."""

import datetime as dt
from decimal import Decimal

import openpyxl

from smm_assets.budget.benchmarks import METRICS, benchmark_rows, read_benchmarks, shipped_benchmarks
from smm_assets.budget.rates import Rates
from smm_assets.networks import networks

HEAD = "network,channel,objective,industry,metric,value,currency,source,year,population,address\n"
DAYS = (dt.date(2026, 1, 2), dt.date(2026, 6, 10), dt.date(2026, 6, 20))
RATES = Rates(reporting="EUR", quotes={"USD": (DAYS, (Decimal("0.5"), Decimal("0.8"), Decimal("0.9")))})


def _read(tmp_path, text):
    (tmp_path / "benchmarks.csv").write_text(text, encoding="utf-8")
    problems = []
    rows = read_benchmarks(tmp_path, ("alpha", "beta"), ("north", "south"), RATES, problems)
    return rows, [str(problem) for problem in problems]


def test_rates_are_shares_and_prices_are_converted_at_the_newest_rate_known_that_morning(tmp_path):
    rows, problems = _read(
        tmp_path,
        HEAD + 'North,,,gifts,CTR,"0,9 %",,a paper,2024,90 shops,example.org/a\n'
        ",alpha,leads,,cost_per_result,30,USD,a paper,2023,,\n,beta,,,roas,4.2,,a paper,2023,,\n",
    )
    assert problems == []
    found = [row for row in benchmark_rows(rows, RATES, dt.date(2026, 6, 15)) if row["origin"] == "own"]
    assert [(row["network"], row["channel"], row["metric"], row["value"]) for row in found] == [
        ("north", None, "ctr", Decimal("0.009")),
        (None, "alpha", "cost_per_result", Decimal("24")),  # 30 USD at 0.8; the rate of 20 June is not known yet
        (None, "beta", "roas", Decimal("4.2")),
    ]
    assert [row["value_original"] for row in found] == [Decimal("0.009"), Decimal(30), Decimal("4.2")]
    early = benchmark_rows(rows, RATES, dt.date(2026, 1, 1))
    assert early[1]["value"] is None


def test_every_problem_is_told_with_line_and_column(tmp_path):
    _, problems = _read(
        tmp_path,
        HEAD + "north,,,,ctr,0.9,,a paper,2024,,\nnorth,,,,cpc,1.2,,a paper,2024,,\nnorth,,,,cpm,3,RUB,a paper,2024,,\n"
        ",,,,cvr,4 %,,a paper,2024,,\nnorth,,,,clicks,3,,,24,,\nnorth,gamma,,,cvr,140 %,,a paper,,,\n"
        "north,,,toys,ctr,2 %,,a paper,2025,,\nnorth,,,,cvr,few %,,a paper,2024,,\n",
    )
    expected = [
        ("benchmarks.csv line 2, column value", "'0.9'; expected a rate such as 0.9 %. Write the percent sign"),
        ("benchmarks.csv line 3, column currency", "blank"),
        ("benchmarks.csv line 4, column currency", "no exchange rate for RUB. Add one to fx.csv, or write EUR"),
        ("benchmarks.csv line 5", "neither network nor channel"),
        ("benchmarks.csv line 6, column metric", "unknown metric 'clicks'"),
        ("benchmarks.csv line 6, column source", "blank; expected who published the figure"),
        ("benchmarks.csv line 6, column year", "24; expected a year such as 2024"),
        ("benchmarks.csv line 7, column channel", "unknown channel 'gamma'"),
        ("benchmarks.csv line 7, column value", "'140 %'; expected 0 % to 100 %"),
        ("benchmarks.csv line 7, column year", "blank"),
        (
            "benchmarks.csv line 8, column metric",
            "the same figure stands on line 2 already. Keep the one of your industry",
        ),
        ("benchmarks.csv line 9, column value", "'few %'"),
    ]
    assert len(problems) == len(expected), problems
    for where, what in expected:
        assert any(problem.startswith(where) and what in problem for problem in problems), (where, what, problems)


def test_a_cell_of_a_spreadsheet_that_shows_a_percentage_is_a_share(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["network", "metric", "value", "source", "year"])
    book.active.append(["north", "ctr", 0.0125, "a paper", 2024])
    book.save(tmp_path / "benchmarks.xlsx")
    problems = []
    rows = read_benchmarks(tmp_path, (), ("north",), RATES, problems)
    assert (rows[0]["value_original"], problems) == (Decimal("0.0125"), [])


def test_every_shipped_figure_names_its_source_its_year_and_an_address():
    rows = shipped_benchmarks()
    assert rows
    for row in rows:
        assert row["metric"] in METRICS
        assert row["source"]
        assert row["population"]
        assert str(row["address"]).startswith("https://")
        assert row["network"] in {*networks(), None}
        assert row["value_original"] > 0
        assert row["year"] >= 2000
