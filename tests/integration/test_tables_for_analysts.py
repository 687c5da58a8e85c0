"""The published tables as an analyst meets them: what the store says of them, views for BI tools, ready questions."""

import json
import math
from collections import Counter
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner, Result

from pipelines.cli.main import app
from smm_assets.dictionary.collecting import entries
from smm_assets.operating.contents import contents
from smm_assets.sqlmodels import load_models
from smm_assets.sqlmodels.questions import questions
from smm_assets.warehouse import open_published

from .conftest import Example


def contents_of(example: Example) -> dict[str, dict[str, int]]:
    with open_published(example.project) as reader:
        return contents(reader)


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


def test_the_example_query_of_every_table_runs_and_most_of_them_show_rows(example: Example) -> None:
    tables = entries(load_models())
    with open_published(example.project) as reader:
        rows = {one.full_name: len(reader.read(one.example)) for one in tables}
    filled = {f"{schema}.{name}" for schema, held in contents_of(example).items() for name, n in held.items() if n}
    assert {name for name, number in rows.items() if number == 0} & filled == set()
    assert len(filled) > 70


@pytest.mark.parametrize("name", sorted(questions()))
def test_every_question_is_answered_with_the_columns_it_explains(example: Example, name: str) -> None:
    one = questions()[name]
    assert list(example.sql(one.sql).columns) == list(one.columns)


def answer(example: Example, name: str) -> list[dict[str, Any]]:
    return example.sql(questions()[name].sql).to_dict("records")


def test_the_cheapest_result_comes_first_and_is_told_apart_by_ranges_alone(example: Example) -> None:
    rows = answer(example, "cheapest-result")
    costs = [row["cost_per_result"] for row in rows]
    assert costs == sorted(costs)
    for row in rows:
        assert row["low"] <= row["cost_per_result"] <= row["high"]
        assert row["surely_cheaper_than"] == sum(other["low"] > row["high"] for other in rows)
    spend = example.sql("SELECT channel, spend FROM bi.channel_results WHERE time_window = '28d'")
    assert len(rows) == len(spend) == 5


def test_the_money_of_this_months_plan_is_spent_estimated_or_left(example: Example) -> None:
    rows = [row for row in answer(example, "money-against-plan") if row["category"] == "promotion"]
    assert len(rows) == 5
    for row in rows:
        assert row["budget"] == row["spent"] + row["estimated"] + row["amount_left"]
    assert sum(row["budget"] for row in rows) == 3000  # plan.csv of the example, November


def test_effects_add_up_to_the_change_of_the_cost(example: Example) -> None:
    rows = answer(example, "why-changed")
    assert rows
    for row in rows:
        parts = [row[name] for name in ("by_split", "by_price", "by_clicks", "by_conversion", "by_later_news")]
        assert sum(part for part in parts if not pd.isna(part)) == pytest.approx(row["change"])


def test_days_to_the_goal_are_what_is_missing_by_the_growth(example: Example) -> None:
    rows = answer(example, "follower-goal")
    assert {row["channel"] for row in rows} == {"Meta", "TikTok", "VK"}
    for row in rows:
        assert row["missing"] == row["goal"] - row["followers"]
        assert row["days_needed"] == math.ceil(row["missing"] / row["growth_per_day"])
        left = (pd.Timestamp(row["goal_date"]) - pd.Timestamp(row["known_on"])).days
        assert row["days_late"] == row["days_needed"] - left


def test_classes_of_expenses_hold_all_money_once(example: Example) -> None:
    rows = answer(example, "justified-shares")
    assert sum(row["share"] for row in rows) == pytest.approx(1)
    total = example.sql("SELECT sum(amount) AS amount FROM marts.expense_justification")["amount"].iloc[0]
    assert sum(row["amount"] for row in rows) == total
    doubtful = answer(example, "not-justified")
    classes = {"wasted", "not shown to be worth it"}
    assert sum(row["amount"] for row in doubtful) == sum(row["amount"] for row in rows if row["class"] in classes)


def test_every_channel_has_its_best_posts_also_without_reach(example: Example) -> None:
    told = Counter(row["channel"] for row in answer(example, "best-posts"))
    posts = example.sql(
        "SELECT channel_label, COUNT(*) AS n FROM bi.posts WHERE published_on > DATE '2026-08-22' GROUP BY ALL"
    )
    newest = example.sql("SELECT MAX(published_on) AS day FROM bi.posts").iloc[0, 0]
    assert f"{newest:%Y-%m-%d}" == "2026-11-20"  # so 90 days begin on 23 Aug
    assert told == {row.channel_label: min(10, row.n) for row in posts.itertuples()}


def test_money_that_is_not_justified_is_told_once_and_campaigns_that_get_more_are_all_there(example: Example) -> None:
    told = answer(example, "not-justified")
    sums = "SELECT SUM(amount), COUNT(*) FROM marts.expense_justification WHERE class IN ('wasted', 'unproven')"
    assert [sum(row["amount"] for row in told), sum(row["lines"] for row in told)] == example.sql(sums).iloc[0].tolist()
    raised = example.sql("SELECT campaign_name FROM marts.campaign_action WHERE budget_to > budget_from")
    assert sorted(row["campaign"] for row in answer(example, "campaigns-to-grow")) == sorted(raised["campaign_name"])


def test_the_last_day_stands_beside_the_mean_of_the_seven_before(example: Example) -> None:
    rows = {row["channel"]: row for row in answer(example, "yesterday")}
    assert str(rows["VK"]["last_day"])[:10] == "2026-11-18"
    assert str(rows["Meta"]["last_day"])[:10] == "2026-11-21"
    days = example.sql("SELECT date, spend FROM marts.channel_daily WHERE channel = 'meta' ORDER BY date").tail(8)
    spent = [float(value) for value in days["spend"]]
    assert (float(rows["Meta"]["spend"]), rows["Meta"]["usual_spend"]) == pytest.approx((spent[-1], sum(spent[:7]) / 7))


def test_changed_numbers_are_those_of_the_books_of_changes(example: Example) -> None:
    rows = answer(example, "restatement")
    changes = example.sql("SELECT network, metric, old, new FROM marts.number_change")
    assert sum(row["changes"] for row in rows) == len(changes)
    meta = changes[(changes["network"] == "meta") & (changes["metric"] == "conversions")]
    (told,) = [row for row in rows if (row["network"], row["metric"]) == ("meta", "conversions")]
    assert told["change"] == sum(meta["new"].fillna(0)) - sum(meta["old"].fillna(0))


def smm(example: Example, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--home", str(example.project.home)], env={"COLUMNS": "200"})


def test_a_question_is_asked_by_its_name_and_says_how_to_read_its_answer(example: Example) -> None:
    shown = smm(example, "sql", "--question", "follower-goal")
    assert shown.exit_code == 0, shown.output
    lines = shown.stdout.splitlines()
    assert lines[0] == questions()["follower-goal"].question
    assert [line.split()[0] for line in lines[3:6]] == ["Meta", "TikTok", "VK"]
    assert "At the growth of the last 28 days." in lines[-2]
    rows = json.loads(smm(example, "sql", "--question", "follower-goal", "--json").stdout)
    assert [row["channel"] for row in rows] == ["Meta", "TikTok", "VK"]


def test_questions_are_listed_and_wrong_use_of_them_is_told_with_its_cure(example: Example) -> None:
    listed = CliRunner().invoke(app, ["sql", "--questions", "--json"])
    assert [one["name"] for one in json.loads(listed.stdout)] == list(questions())
    assert "Ask one: smm sql --question NAME" in smm(example, "sql", "--questions").stdout
    wrong = smm(example, "sql", "--question", "folower-goal")
    assert (wrong.exit_code, "Did you mean follower-goal" in wrong.stderr) == (2, True)
    both = smm(example, "sql", "SELECT 1", "--question", "follower-goal")
    assert (both.exit_code, "both SQL and a question" in both.stderr) == (2, True)
    assert smm(example, "sql").exit_code == 2


def expected_cell(value: object) -> object:
    """What a cell must hold: numbers as floats, days as days, texts defused by hand."""
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, (Decimal, int, float)) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime()
    if isinstance(value, str):
        return (f"'{value}" if value[:1] in "=+-@" and value else value) or None
    return value


def read_cell(value: object) -> object:
    """What a reader makes of a cell, with days and moments alike."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime.combine(value, time())
    return None if value == "" else value


def alike(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return one == pytest.approx(other, rel=1e-12, abs=1e-12)
    if isinstance(one, datetime) and isinstance(other, datetime):
        return abs(one - other) < timedelta(milliseconds=2)  # a spreadsheet keeps moments as parts of a day
    return one == other


def test_every_cell_of_a_workbook_is_that_of_the_table(example: Example, tmp_path: Path) -> None:
    names = ["daily_channel", "plan_pacing", "posts", "kpi", "advice", "channel_effectiveness", "export_file"]
    file = tmp_path / "book.xlsx"
    assert smm(example, "export", ",".join(names), "--to", str(file)).exit_code == 0
    opened, quick = load_workbook(file), CalamineWorkbook.from_path(file)
    assert opened.sheetnames == quick.sheet_names == [*names, "Columns"]
    for name in names:
        page = opened[name]
        header = [cell.value for cell in page[1]]
        frame = sorted_as_written(example, name, header)
        assert page.max_row == len(frame) + 1
        raw = [list(row) for row in page.iter_rows(min_row=2, values_only=True)]
        other = quick.get_sheet_by_name(name).to_python(skip_empty_area=False)[1:]
        for row, here, there in zip(frame, raw, other, strict=True):
            wanted = [read_cell(expected_cell(value)) for value in row]
            for column, want, one, two in zip(header, wanted, here, there, strict=True):
                assert alike(read_cell(one), want), (name, column, one, want)
                assert alike(read_cell(two), want), (name, column, two, want)
        assert all(cell.data_type != "f" for cells in page.iter_rows() for cell in cells)
        assert (page.freeze_panes, page["A1"].font.bold) == ("A2", True)


def sorted_as_written(example: Example, name: str, header: list[str]) -> list[tuple[object, ...]]:
    models = load_models()
    place = f"{models[name].layer}.{name}" if name in models else f"ops.{name}"
    order = models[name].grain if name in models else tuple(header)
    sorting = ", ".join(f'"{column}"' for column in order)
    frame = example.sql(f"SELECT * FROM {place} ORDER BY {sorting}")
    assert list(frame.columns) == header
    return list(frame.astype(object).itertuples(index=False, name=None))


def test_parquet_files_hold_what_the_tables_hold(example: Example, tmp_path: Path) -> None:
    import polars

    told = smm(example, "export", "bi", "--to", f"{tmp_path}/", "--format", "parquet")
    assert told.exit_code == 0, told.output
    for name in ("daily_channel", "daily_campaign", "expenses"):
        frame = polars.read_parquet(tmp_path / f"{name}.parquet")
        money = "amount" if name == "expenses" else "spend"
        total = example.sql(f"SELECT sum({money}) AS total, count(*) AS n FROM bi.{name}").to_dict("records")[0]
        assert (frame[money].sum(), len(frame)) == (total["total"], total["n"])
