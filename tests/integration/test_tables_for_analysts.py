"""The published tables as an analyst meets them: the store itself tells what each table and column means."""

import duckdb

from .conftest import Example


def test_no_published_table_or_column_is_without_a_comment(example: Example) -> None:
    with duckdb.connect(str(example.project.published), read_only=True) as copy:
        of_tables = copy.execute(
            "SELECT schema_name, table_name, comment FROM duckdb_tables() WHERE database_name = current_database()"
        ).fetchall()
        of_columns = copy.execute(
            "SELECT schema_name, table_name, column_name, comment FROM duckdb_columns() "
            "WHERE database_name = current_database()"
        ).fetchall()
    assert {row[0] for row in of_tables} == {"marts", "bi", "state", "ops"}
    assert [row for row in (*of_tables, *of_columns) if not (row[-1] or "").strip()] == []
    comments = {row[:-1]: row[-1] for row in of_columns}
    assert comments["marts", "channel_daily", "ctr"] == "rate_clicks / impressions [ratio 0 to 1]"
    assert comments["ops", "export_file", "rows_read"] == "source records [records]"


def test_views_for_bi_tools_tell_the_same_as_the_tables_they_are_made_of(example: Example) -> None:
    sums = example.sql(
        "SELECT (SELECT sum(spend) FROM bi.daily_channel) AS one, (SELECT sum(spend) FROM marts.channel_daily) AS other"
        " UNION ALL SELECT (SELECT sum(spend) FROM bi.daily_campaign), (SELECT sum(spend) FROM marts.campaign_daily)"
        " UNION ALL SELECT (SELECT sum(amount) FROM bi.expenses), "
        "(SELECT sum(amount) FROM marts.expense_justification)"
        " UNION ALL SELECT (SELECT sum(spend_advised) FROM bi.advice WHERE is_current), "
        "(SELECT total_per_day FROM marts.recommendation WHERE status = 'proposed')"
    )
    assert sums["one"].tolist() == sums["other"].tolist()
    assert (sums["one"] > 0).all()
    november = example.sql(
        "SELECT sum(budget) AS budget, sum(spent) AS spent, max(currency) AS currency, "
        "min(channel_label) AS first FROM bi.plan_pacing WHERE is_current AND category = 'promotion' "
        "AND period_start = DATE '2026-11-01' AND channel IS NOT NULL"
    ).to_dict("records")[0]
    plan = example.sql(
        "SELECT sum(amount) AS budget FROM marts.plan WHERE period_start = DATE '2026-11-01' "
        "AND period_end = DATE '2026-11-30' AND category = 'promotion' AND channel <> ''"
    )
    assert (november["budget"], november["currency"], november["first"]) == (
        plan["budget"].iloc[0], "EUR", "Google search",
    )  # fmt: skip


def test_days_of_posts_and_statuses_are_said_in_words(example: Example) -> None:
    posts = example.sql("SELECT published_on, weekday, weekday_label FROM bi.posts WHERE published_on IS NOT NULL")
    assert len(posts) > 50
    assert [day.strftime("%A") for day in posts["published_on"]] == posts["weekday_label"].tolist()
    for table in ("plan_pacing", "kpi", "data_health"):
        said = example.sql(f"SELECT DISTINCT status_label FROM bi.{table}")["status_label"]
        assert not any("_" in one for one in said), table
