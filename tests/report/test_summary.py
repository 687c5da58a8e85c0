"""The summary says what the tables say; expected values are worked out by hand from the tables in conftest."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from smm_assets.report.facts import Summary
from smm_assets.report.summary import collect, morning_of
from smm_assets.settings import Project
from smm_assets.warehouse import open_published, open_store

AS_OF = date(2026, 11, 22)


@pytest.fixture(scope="module")
def summary(project: Project) -> Summary:
    with open_published(project) as reader:
        return collect(project, reader)


def test_the_morning_is_the_one_the_tables_were_built_for(project: Project, summary: Summary) -> None:
    with open_published(project) as reader:
        assert morning_of(reader) == summary.as_of == AS_OF


def test_every_source_record_is_in_one_class(summary: Summary) -> None:
    records = summary.files.records
    assert records == {"read": 100, "loaded": 97, "superseded": 0, "quarantined": 1, "skipped_total": 2}
    assert records["read"] == sum(value for key, value in records.items() if key != "read")


def test_files_of_a_run_are_those_that_arrived_since_it_began(project: Project) -> None:
    from datetime import datetime

    with open_published(project) as reader:
        of_run = collect(project, reader, since=datetime(2026, 11, 22, 5, 0)).files
        later = collect(project, reader, since=datetime(2026, 11, 22, 5, 1)).files
    assert (of_run.found, of_run.since_run) == (2, True)
    assert of_run.by_outcome == {"partly": 1, "quarantined": 1}
    assert (later.found, later.since_run) == (3, False)


def test_a_channel_is_late_when_its_data_end_more_than_the_allowed_days_before(summary: Summary) -> None:
    data = {fact.channel: fact for fact in summary.data}
    assert data["search"].data_through == AS_OF - timedelta(days=1)
    assert not data["search"].late
    assert data["video"].data_through == date(2026, 11, 18)
    assert data["video"].late
    assert data["video"].missing_days == 3


def test_results_are_counted_only_on_days_whose_spend_is_known(summary: Summary) -> None:
    """Search 7 × 2, Video 4 × 1 for 70 + 80 spent; of the week before the same 7 and 4 days."""
    (headline,) = summary.headlines
    assert headline.results == 18
    assert headline.cost_per_result == pytest.approx(150 / 18)
    assert headline.cost_before == pytest.approx(150 / 18)


def test_the_grade_is_that_of_the_weakest_channel(summary: Summary) -> None:
    assert summary.headlines[0].grade == "B"


def test_superseded_recommendations_are_not_shown(summary: Summary) -> None:
    assert [one.recommendation_id for one in summary.advice] == ["2026-11-22-sales-abc"]


def test_advice_adds_up_its_lines(summary: Summary) -> None:
    (one,) = summary.advice
    assert one.per_day == Decimal(32)
    assert one.current_total == Decimal(30)
    assert one.results_then == pytest.approx(2 * 2.2 * 9)


def test_kpis_of_other_windows_stay_out(summary: Summary) -> None:
    assert [(kpi.channel, kpi.value) for kpi in summary.kpis] == [("search", 5.0), ("video", 20.0)]


def test_everything_a_person_must_do_is_listed_with_its_cure(summary: Summary) -> None:
    assert [need.topic for need in summary.needs] == ["file", "rows", "check", "channel"]
    assert all(need.cure for need in summary.needs)
    assert summary.needs_person


def test_a_late_channel_says_that_its_advice_is_waiting(summary: Summary) -> None:
    assert summary.needs[-1].unlocks.startswith("the advice for Video")


def test_a_refused_file_is_forgotten_once_a_file_of_that_name_loads(tmp_path_factory: pytest.TempPathFactory) -> None:
    from datetime import datetime

    import pandas as pd

    home = tmp_path_factory.mktemp("repaired")
    (home / "smm.yaml").write_text("name: Shop\n", encoding="utf-8")
    project = Project.open(home)
    rows = [
        ("f1", "", "a.csv", "quarantined", datetime(2026, 11, 20)),
        ("f2", "", "a.csv", "loaded", datetime(2026, 11, 21)),
        ("f3", "", "b.csv", "held", datetime(2026, 11, 21)),
    ]
    with open_store(project) as store:
        store.load("ops", "export_file", pd.DataFrame(rows, columns=["file_id", "part", "name", "status", "loaded_at"]))
        refused = collect(project, store).files.refused
    assert [file.name for file in refused] == ["b.csv"]


def test_an_empty_store_has_a_summary_that_needs_nobody(tmp_path_factory: pytest.TempPathFactory) -> None:
    home = tmp_path_factory.mktemp("empty")
    (home / "smm.yaml").write_text("name: Shop\n", encoding="utf-8")
    project = Project.open(home)
    with open_store(project) as store:
        summary = collect(project, store)
    assert summary.as_of is None
    assert summary.files.found == 0
    assert not summary.needs_person
