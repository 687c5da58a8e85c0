"""Medians, ratios and the page made of them."""

import re
from pathlib import Path

import pytest

from bench.volume.machine import described
from bench.volume.measure import Taken
from bench.volume.page import page, tables
from bench.volume.results import Results, middle, ratio, read
from bench.volume.ways import WAYS

MACHINE = {
    "processor": "A processor",
    "cores": 2,
    "memory_gib": 24.0,
    "system": "Linux 6.1",
    "python": "3.11.7",
    "versions": {"duckdb": "1.5.6", "dlt": "1.31.0"},
}


def taken(work: float, **stages: float) -> Taken:
    return Taken(seconds=work + 2, cpu=work + 1, work_seconds=work, work_cpu=work, peak=100.0, stages=stages)


def results() -> Results:
    floor, rival = middle([taken(2.0)]), middle([taken(12.0)])
    figures = {"floor": floor, "ours": middle([taken(5.0)]), "rival": rival}
    return Results(
        machine=MACHINE,
        histories={"4000000": figures},
        sizes={"4000000": 1033.1},
        mornings={"10 × 100000": figures},
        morning_rows={"10 × 100000": 2000},
        memory={"500000": {"ours": middle([taken(1.0)])}},
        stages={"4000000": {"read": 3.0, "validate": 1.0}},
        models={"int_fast": 0.1, "int_slow": 0.5},
    )


def test_the_median_of_three_rounds_is_the_middle_one() -> None:
    rounds = [taken(3.0, read=1.0), taken(9.0, read=7.0), taken(4.0, read=2.0, models=6.0)]
    figures = middle(rounds)
    assert (figures["seconds"], figures["cpu"], figures["work_cpu"]) == (6.0, 5.0, 4.0)
    assert figures["rounds"] == 3
    assert figures["stages"] == {"read": 2.0, "models": 0.0}


def test_ratios_compare_a_way_with_another_and_know_nothing_of_what_was_left_out() -> None:
    figures = results().histories["4000000"]
    assert ratio(figures, "ours", "floor", "work_cpu") == 2.5
    assert ratio(figures, "rival", "floor", "work_cpu") == 6.0
    assert ratio(figures, "smm run", "floor", "work_cpu") is None


def test_tables_show_times_and_ratios() -> None:
    shown = tables(results())
    assert "## 4,000,000 rows, 1,033 MB\n\nOne round." in shown
    assert "| this project, tables | 7.00 | 5.00 | 6.00 | 5.00 | 100 | 2.50 | 2.50 | 2.40 | 2.40 |" in shown
    assert "## One more morning on 10 times as many days of history (1,000,000 rows)" in shown
    assert "| 500,000 | 100 |" in shown
    assert "| read | 3.00 | 75% |" in shown
    assert shown.index("`int_slow`") < shown.index("`int_fast`")


def test_a_machine_that_had_other_work_is_told() -> None:
    busy = results()
    busy.histories["4000000"]["ours"]["load"] = 15.2
    told = "The machine had other work to do (load 15): compare times of the processor only."
    assert told in tables(busy)
    assert "other work" not in tables(results())


def test_the_page_names_the_machine() -> None:
    shown = page(results())
    assert "A processor, 2 cores, 24.0 GiB, Linux 6.1, Python 3.11.7; duckdb 1.5.6, dlt 1.31.0." in shown


def test_the_machine_is_told_with_the_versions_of_everybody() -> None:
    told = described(Path(__file__).parents[2] / "locks" / "rival.txt")
    assert {"duckdb", "pandas", "dlt", "dbt-core", "dbt-duckdb"} < set(told["versions"])
    assert told["cores"] >= 1


def test_figures_that_were_kept_are_read_again(tmp_path: Path) -> None:
    results().keep(tmp_path / "results.json")
    assert read(tmp_path / "results.json") == results()


@pytest.mark.parametrize("way", ["floor", "rival"])
def test_ways_with_a_database_of_their_own_get_it_the_project_and_what_is_new(way: str, tmp_path: Path) -> None:
    paths = WAYS[way].paths(tmp_path, tmp_path / "home", tmp_path / "new")
    assert paths == [tmp_path / "tables.duckdb", tmp_path / "home", tmp_path / "new"]


def test_the_rival_runs_the_same_duckdb_as_this_project() -> None:
    locks = Path(__file__).parents[2] / "locks"
    pins = [re.search(r"^duckdb==(\S+)", (locks / name).read_text(), re.M) for name in ("run.txt", "rival.txt")]
    ours, rival = (pin.group(1) for pin in pins if pin)
    assert ours == rival
