"""What changed since the last published morning, on two mornings made by hand."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from smm_assets.report.morning_status import keep_morning
from smm_assets.report.since_facts import NewAmount, SinceYesterday
from smm_assets.report.summary import collect
from smm_assets.settings import Project
from smm_assets.warehouse import Store, open_store

from . import conftest as world

TODAY = world.AS_OF
FRIDAY = date(2026, 11, 20)
AT_FRIDAY, AT_TODAY = datetime(2026, 11, 20, 5), datetime(2026, 11, 22, 5)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Project, Store]]:
    """Friday's tables first, kept and published; then those of the made-up Sunday, two days on."""
    home: Path = tmp_path_factory.mktemp("two")
    (home / "smm.yaml").write_text("name: Two\ncurrency: EUR\nthresholds: {stale_days: 2}\n", encoding="utf-8")
    project = Project.open(home)
    with open_store(project) as store:
        for name, frame in friday().items():
            store.replace("marts", name, frame)
        keep_morning(store, FRIDAY, AT_FRIDAY)
        for name, frame in sunday().items():
            store.replace("marts", name, frame)
        for name, frame in books().items():
            store.load("ops", name, frame)
        yield project, store


def friday() -> dict[str, pd.DataFrame]:
    """Known through the 19th (Search) and the 18th (Video); Video's money was on track, its cost per result watched."""
    tables = world.marts()
    daily = tables["channel_daily"]
    daily = daily[[day < FRIDAY for day in daily["date"]]].copy()
    daily["data_through"] = [date(2026, 11, 19 if name == "search" else 18) for name in daily["channel"]]
    pacing = tables["budget_adherence"].assign(as_of=FRIDAY, status="on_track")
    kpis = tables["kpi_values"].assign(as_of=FRIDAY, status=["good", "watch", "bad"])
    return {"channel_daily": daily, "budget_adherence": pacing, "kpi_values": kpis}


def sunday() -> dict[str, pd.DataFrame]:
    tables = world.marts()
    header = tables["recommendation"].iloc[0].to_dict()
    before = header | {"recommendation_id": "friday", "as_of": FRIDAY, "status": "superseded"}
    now = header | {"trigger_name": "budget", "trigger_detail": "the budget changed"}
    lines = [world._line("search", 10, 12, "increase"), world._line("video", 20, 20, "hold")]
    former = [line | {"recommendation_id": "friday", "recommended_spend": Decimal(11)} for line in lines[:1]]
    tables["recommendation"] = pd.DataFrame([before, now]).assign(decided_at=pd.NaT)
    tables["budget_recommendation"] = pd.DataFrame([*former, *lines])
    tables["recommendation_review"] = pd.DataFrame(
        [(FRIDAY, "sales", "friday", True, 1), (TODAY, "sales", world.RECOMMENDATION, True, 1)],
        columns=["as_of", "objective", "recommendation_id", "is_new", "n"],
    )
    tables["number_change"] = pd.DataFrame(
        [
            ("net", "a", date(2026, 11, 17), "clicks", 10.0, 12.0, "f1", AT_TODAY, False),
            ("net", "b", date(2026, 11, 17), "clicks", 5.0, 6.0, "f1", AT_TODAY, False),
            ("net", "a", date(2026, 11, 18), "spend_original", 4.0, 4.5, "f1", AT_TODAY, False),
            ("net", "a", date(2026, 11, 16), "clicks", 1.0, 9.0, "f1", AT_FRIDAY, False),
            ("net", "c", date(2026, 11, 17), "clicks", None, 7.0, "f1", AT_TODAY, True),
        ],
        columns=["network", "row_key", "date", "metric", "old", "new", "new_file", "loaded_at", "is_new_row"],
    )
    return tables


def books() -> dict[str, pd.DataFrame]:
    books = world.ops()
    runs = books["run"]
    books["run"] = pd.concat(
        [
            runs.assign(run_id="r0", as_of=FRIDAY, published_at=AT_FRIDAY),
            runs.assign(run_id="rx", as_of=date(2026, 11, 21), status="failed", published_at=pd.NaT),
            runs.assign(published_at=AT_TODAY),
        ]
    )
    return books


@pytest.fixture(scope="module")
def since(shop: tuple[Project, Store]) -> SinceYesterday:
    found = collect(*shop, TODAY).since
    assert found is not None
    return found


def test_a_morning_is_compared_with_the_last_one_that_was_published(since: SinceYesterday) -> None:
    assert since.former == FRIDAY
    assert not since.is_quiet


def test_new_advice_tells_why_and_which_amounts_differ(since: SinceYesterday) -> None:
    (one,) = since.advice
    assert (one.is_new, one.why, one.status) == (True, "the budget changed", "")
    assert [(each.label[:6], each.before, each.after) for each in one.amounts] == [
        ("Video ", None, Decimal(20)),
        ("Search", Decimal(11), Decimal(12)),
    ]
    assert all(isinstance(each, NewAmount) for each in one.amounts)


def test_new_days_are_told_and_a_late_channel_that_stands_still(since: SinceYesterday) -> None:
    told = {one.label[:6]: (one.before, one.after, one.late) for one in since.data}
    assert told == {
        "Search": (date(2026, 11, 19), date(2026, 11, 21), False),
        "Video ": (date(2026, 11, 18), date(2026, 11, 18), True),
    }


def test_only_statuses_that_differ_are_told(since: SinceYesterday) -> None:
    assert [(one.label[:5], one.before, one.after) for one in since.pacing] == [("Video", "on_track", "no_data")]
    assert [(one.label[:5], one.what, one.before, one.after) for one in since.kpis] == [
        ("Video", "cpa", "watch", "bad")
    ]


def test_restated_figures_are_added_up_by_day_with_the_file_that_tells_them(since: SinceYesterday) -> None:
    """Clicks of the 17th: 10 + 5 became 12 + 6; a row that is new and a change of before Friday do not count."""
    told = [
        (one.day.day, one.metric, float(one.before or 0), float(one.after or 0), one.file) for one in since.restated
    ]
    assert told == [(18, "spend", 4.0, 4.5, "good.csv"), (17, "clicks", 15.0, 18.0, "good.csv")]
    assert since.restated_count == 2


def test_files_since_then_are_counted_by_what_became_of_them(since: SinceYesterday) -> None:
    """Three arrived in all, each after Friday's tables were published."""
    assert dict(since.files) == {"loaded": 1, "partly": 1, "quarantined": 1}


def test_keeping_a_morning_twice_keeps_it_once(shop: tuple[Project, Store]) -> None:
    _, store = shop
    count = "SELECT count(*) AS n FROM state.morning_status WHERE as_of = :as_of"
    keep_morning(store, TODAY, AT_TODAY)
    once = store.read(count, {"as_of": TODAY})["n"].iloc[0]
    keep_morning(store, TODAY, AT_TODAY)
    assert store.read(count, {"as_of": TODAY})["n"].iloc[0] == once > 0


def test_advice_that_stands_says_since_when_and_what_was_decided_of_it(shop: tuple[Project, Store]) -> None:
    project, store = shop
    with store.transaction():
        standing = sunday()["recommendation_review"].assign(recommendation_id="friday")
        store.replace("marts", "recommendation_review", standing)
        approved = sunday()["recommendation"].assign(status="approved", decided_at=pd.Timestamp("2026-11-21 09:00"))
        store.replace("marts", "recommendation", approved)
        found = collect(project, store, TODAY).since
        store.replace("marts", "recommendation_review", sunday()["recommendation_review"])
        store.replace("marts", "recommendation", sunday()["recommendation"])
    assert found is not None
    (one,) = found.advice
    assert (one.is_new, one.since, one.status, one.amounts) == (False, FRIDAY, "approved", ())


def test_new_advice_says_what_was_decided_of_the_one_before(shop: tuple[Project, Store], since: SinceYesterday) -> None:
    project, store = shop
    assert since.advice[0].former_status == ""
    with store.transaction():
        recommendations = sunday()["recommendation"]
        was = recommendations["recommendation_id"] == "friday"
        recommendations.loc[was, ["status", "decided_at"]] = ["declined", pd.Timestamp("2026-11-21 09:00")]
        store.replace("marts", "recommendation", recommendations)
        found = collect(project, store, TODAY).since
        store.replace("marts", "recommendation", sunday()["recommendation"])
    assert found is not None
    (one,) = found.advice
    assert (one.is_new, one.status, one.former_status) == (True, "", "declined")


def test_the_first_published_morning_has_nothing_to_compare_with(shop: tuple[Project, Store]) -> None:
    assert collect(*shop, FRIDAY).since is None


def test_a_morning_without_any_difference_is_quiet(since: SinceYesterday) -> None:
    assert SinceYesterday(former=FRIDAY).is_quiet
    standing = replace(since.advice[0], is_new=False)
    assert SinceYesterday(former=FRIDAY, advice=(standing,)).is_quiet
    assert not SinceYesterday(former=FRIDAY, advice=since.advice).is_quiet
