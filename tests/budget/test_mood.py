"""mood.csv: whole counts by day and channel; a pair that is there twice would count twice."""

import datetime as dt

import openpyxl
import pytest

from smm_assets.budget.mood import read_mood

CHANNELS = ("alpha", "beta")
HEAD = "day,channel,positive,neutral,negative\n"


def _mood(tmp_path, text):
    (tmp_path / "mood.csv").write_text(text, encoding="utf-8")
    problems = []
    return read_mood(tmp_path, CHANNELS, problems), [str(problem) for problem in problems]


def test_a_blank_count_is_unknown_and_0_is_none(tmp_path):
    rows, problems = _mood(tmp_path, HEAD + "2026-06-01,Alpha,12,,0\n02.06.2026,alpha,1 200,3.0,\n")
    assert problems == []
    assert [tuple(row.values()) for row in rows] == [
        (2, dt.date(2026, 6, 1), "alpha", 12, None, 0),
        (3, dt.date(2026, 6, 2), "alpha", 1200, 3, None),
    ]
    assert list(rows[0]) == ["mood_line", "date", "channel", "positive", "neutral", "negative"]


def test_a_tool_that_counts_only_one_mood_is_enough(tmp_path):
    rows, problems = _mood(tmp_path, "day;channel;negative;mentions in all\n2026-06-01;beta;4;99\n")
    assert problems == []
    assert (rows[0]["positive"], rows[0]["neutral"], rows[0]["negative"]) == (None, None, 4)


def test_every_problem_of_the_mood_is_told_with_line_and_column(tmp_path):
    _, problems = _mood(
        tmp_path,
        HEAD + "2026-06-01,alpha,1,2,3\n2026-06-01,beta,1,2,3\n01.06.2026,ALPHA,4,5,6\n,alpha,1,,\n2026-06-02,,1,,\n"
        '2026-06-03,alfa,-1,2.5,few\n2026-06-04,alpha,,,\n2026-06-05,alpha,"1,234",45 %,\n',
    )
    expected = [
        ("mood.csv line 4", "alpha on 2026-06-01 stands on line 2 already"),
        ("mood.csv line 5, column day", "blank"),
        ("mood.csv line 6, column channel", "blank"),
        ("mood.csv line 7, column channel", "Did you mean alpha?"),
        ("mood.csv line 7, column positive", "'-1'; expected a whole number from 0"),
        ("mood.csv line 7, column neutral", "'2.5'"),
        ("mood.csv line 7, column negative", "'few'"),
        ("mood.csv line 8", "no count; expected at least one of positive, neutral, negative"),
        ("mood.csv line 9, column positive", "'1,234'"),
        ("mood.csv line 9, column neutral", "'45 %'"),
    ]
    assert len(problems) == len(expected), problems
    for where, what in expected:
        assert any(problem.startswith(where) and what in problem for problem in problems), (where, what, problems)


@pytest.mark.parametrize(
    ("head", "what"),
    [
        ("day,channel,sentiment\n2026-06-01,alpha,3\n", "none of the columns positive, neutral, negative"),
        ("day,positive\n2026-06-01,3\n", "no column 'channel'"),
        ("day,chanel,positive\n2026-06-01,alpha,3\n", "Did you mean channel?"),
    ],
)
def test_a_wrong_header_is_told_once_and_not_on_every_line(tmp_path, head, what):
    rows, problems = _mood(tmp_path, head)
    assert rows == []
    assert sum(what in problem for problem in problems) == 1
    assert all(problem.startswith("mood.csv line 1: ") for problem in problems)


def test_mood_may_be_a_spreadsheet(tmp_path):
    book = openpyxl.Workbook()
    for row in (
        ["day", "channel", "positive"],
        [dt.datetime(2026, 6, 1), "alpha", 12],
        [dt.date(2026, 6, 2), "beta", True],
    ):
        book.active.append(row)  # fmt: skip
    book.save(tmp_path / "mood.xlsx")
    problems = []
    rows = read_mood(tmp_path, CHANNELS, problems)
    assert (rows[0]["date"], rows[0]["positive"]) == (dt.date(2026, 6, 1), 12)
    assert [str(problem).split(";")[0] for problem in problems] == ["mood.xlsx line 3, column positive: 'True'"]
