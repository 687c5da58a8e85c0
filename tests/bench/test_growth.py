"""Slopes and what is calculated from them, by hand: two sizes on one straight line."""

import pytest

from bench.volume.growth import of_engines, page, slope
from bench.volume.results import Results
from tests.bench.test_results import MACHINE


def figures(seconds: float, peak: float) -> dict[str, object]:
    return {"work_seconds": seconds, "peak": peak}


def results() -> Results:
    """Of the file 10 s and 10 µs a row, 400 MB and 100 bytes a row; PostgreSQL three times as much a row,
    and twice what the file took in turn with it."""
    return Results(
        machine=MACHINE,
        histories={
            "1000000": {"ours": figures(20.0, 500.0), "floor": figures(2.0, 300.0)},
            "4000000": {"ours": figures(50.0, 800.0)},
        },
        stored={"1000000": 60.0, "4000000": 225.0},
        engines={
            "postgres": {"100000": figures(13.0, 410.0), "200000": figures(16.0, 420.0)},
            "spark": {"1": figures(9, 9)},
            "duckdb": {"100000": figures(5.0, 400.0), "200000": figures(6.5, 410.0)},
        },
    )


def test_a_slope_is_the_line_through_what_was_measured() -> None:
    line = slope({"1000000": 20.0, "4000000": 50.0})
    assert (line.fixed, line.each * 1e6) == pytest.approx((10.0, 10.0))
    assert line.at(8_000_000) == pytest.approx(90.0)
    assert line.reaches(110.0) == pytest.approx(10_000_000)
    assert slope({"1": 5.0, "2": 5.0}).reaches(6.0) == float("inf")


def test_an_engine_measured_at_one_size_has_no_slope() -> None:
    assert set(of_engines(results(), "work_seconds")) == {"duckdb", "postgres"}


def test_the_page_says_what_a_thousand_million_rows_a_year_need() -> None:
    told = page(results())
    # 24 GiB × 1024 × 0.75 = 18,432 MB; less 400, by 100 bytes: 180.3 million rows. 28,800 s less 10, by 10 µs: 2.88e9.
    assert "to three quarters at about 180 million" in told
    assert "a night of eight hours at about 2.9 thousand million" in told
    # 10^9 / 365 × 8 = 21.9 million a morning, × 365 = 8 thousand million a year, × 55 bytes = 0.44 TB.
    assert "| 21.9 million |" in told
    assert "| 8.0 thousand million |" in told
    assert "| their room in the store | 0.4 TB |" in told
    # 21.9 million × 10 µs = 219 s; × 30 µs = 657 s, two cores for less than an hour.
    assert "| a morning's exports on two cores, DuckDB file | 4 min |" in told
    assert "| a morning's exports on two cores, PostgreSQL | 11 min |" in told
    # 30 µs a row beside 15 µs in the same turns, not beside the 10 µs of another hour.
    assert "2.0 times the time a row of the file, measured in turn with it" in told
