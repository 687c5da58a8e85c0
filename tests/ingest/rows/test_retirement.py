"""Metrics a network no longer reports are null from that day on, whatever the cells hold, and that is said."""

from dataclasses import replace
from datetime import date

import pytest

from smm_assets import networks, schema
from smm_assets.ingest.contract import Field, Report, Signature
from smm_assets.ingest.habits import Retired
from smm_assets.ingest.rows import retirement

SINCE = date(2026, 6, 2)
METRIC = Retired(table="account_metric", column="reach", since=SINCE, why="views replaced it", source="a notice")
POSTS = Retired(table="post", column="impressions", since=SINCE, why="views replaced it", source="a notice")
DAYS = Report(
    network="tiktok",
    report="organic_metric",
    name="days",
    title="Days",
    table=schema.ACCOUNT_METRIC,
    fields=(
        Field(to="day", names=("Date",)),
        Field(to="value", fact={"metric": "reach"}, names=("Reach",)),
        Field(to="value", fact={"metric": "likes"}, names=("Likes",)),
    ),
    signature=Signature(needs=("day",)),
    needs_currency=False,
)
LIST = Report(
    network="tiktok",
    report="organic_post",
    name="posts",
    title="Posts",
    table=schema.POST,
    fields=(
        Field(to="day", names=("Date",)),
        Field(to="post_id", names=("Post",)),
        Field(to="impressions", names=("Impressions",)),
        Field(to="likes", names=("Likes",)),
    ),
    signature=Signature(needs=("day", "post_id")),
    needs_currency=False,
)
TEXT = "Date,Reach,Likes\n2026-06-01,50,3\n2026-06-02,0,4\n2026-06-03,,5\n2026-06-04,7,6\n"


@pytest.fixture
def retired(monkeypatch):
    """Function (retired metrics …): the network's, for this test."""

    def use(*metrics):
        monkeypatch.setattr(
            retirement, "retired_of", lambda report: tuple(one for one in metrics if one.table == report.table.name)
        )

    return use


def values(found, metric):
    return (
        found.frame.loc[found.frame["metric"] == metric, "value"]
        .astype(object)
        .where(lambda s: s.notna(), None)
        .tolist()
    )


def test_a_retired_metric_is_null_from_its_last_day_on_and_others_stay(read_as, retired):
    retired(METRIC)
    found = read_as(DAYS, TEXT)
    assert values(found, "reach") == [50, None, None, None]
    assert values(found, "likes") == [3, 4, 5, 6]


def test_only_cells_that_held_something_are_told_once_for_all(read_as, retired):
    retired(METRIC)
    for chunk_rows in (1, 100):
        (problem,) = read_as(DAYS, TEXT, chunk_rows=chunk_rows).summary.problems
        assert "2 values of reach read as not reported: retired on 2026-06-02; views replaced it" in problem.seen
        assert problem.severity == "warning"


def test_measures_of_posts_retire_by_the_day_of_their_figures(read_as, retired):
    retired(POSTS, METRIC)
    found = read_as(LIST, "Date,Post,Impressions,Likes\n2026-06-01,1,10,1\n2026-06-05,2,20,2\n")
    assert found.frame["impressions"].isna().tolist() == [False, True]
    assert found.frame["likes"].tolist() == [1, 2]
    assert found.summary.sums["impressions"] == 10


def test_without_retired_metrics_nothing_changes(read_as, retired):
    retired(POSTS)
    found = read_as(DAYS, TEXT)
    assert values(found, "reach") == [50, 0, None, 7]
    assert not found.summary.problems


@pytest.mark.parametrize("network", sorted(networks.networks()))
def test_what_networks_retired_is_a_column_or_metric_of_the_table_with_a_source(network):
    from smm_assets.schema.metrics import METRICS

    for one in networks.networks()[network].retired:
        table = schema.RAW_TABLES[one.table]
        known = set(METRICS) if one.table == "account_metric" else set(table.names("measure", "non_additive"))
        assert one.column in known
        assert one.why.strip()
        assert one.source.strip()


def test_one_of_several_publishers_may_retire_a_metric_alone(read_as, retired):
    retired(Retired(**{**vars(POSTS), "publisher": "facebook"}))
    of_facebook = replace(LIST, constants={"publisher": "facebook"})
    of_instagram = replace(LIST, constants={"publisher": "instagram"})
    text = "Date,Post,Impressions,Likes\n2026-06-02,1,5,1\n"
    assert read_as(of_facebook, text).frame["impressions"].isna().all()
    assert list(read_as(of_instagram, text).frame["impressions"]) == [5]


def test_posts_known_to_be_older_than_the_end_holds_for_keep_their_values(read_as, retired):
    retired(replace(POSTS, published_from=date(2024, 7, 2)))
    dated = replace(LIST, fields=(*LIST.fields, Field(to="published_at", names=("Posted",))))
    lines = ("2026-06-05,1,10,1,2024-07-01\n", "2026-06-05,2,20,2,2024-07-02\n", "2026-06-05,3,30,3,\n")
    found = read_as(dated, "Date,Post,Impressions,Likes,Posted\n" + "".join(lines))
    assert found.frame["impressions"].isna().tolist() == [False, True, True]
    assert found.summary.sums["impressions"] == 10
    assert "2 values" in found.summary.problems[0].seen


def test_a_file_without_any_day_may_be_older_than_its_arrival(read_as, retired):
    retired(POSTS)
    undated = replace(LIST, fields=LIST.fields[1:], signature=Signature(needs=("post_id",)), needs_period=False)
    found = read_as(undated, "Post,Impressions,Likes\n1,5,1\n")
    assert list(found.frame["impressions"]) == [5]
    assert [problem.seen for problem in found.summary.problems] == [
        "nothing in the file says a day: taken for 2026-07-15, the day it arrived"
    ]
