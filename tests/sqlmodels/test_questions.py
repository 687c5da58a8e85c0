"""Questions with ready queries: described, portable, found by name."""

import pytest
import sqlglot
from sqlglot import exp

from smm_assets.errors import ModelError, UsageError
from smm_assets.sqlmodels import load_models
from smm_assets.sqlmodels.model import adds_up
from smm_assets.sqlmodels.questions import question, questions

QUESTIONS = questions()
PUBLISHED = {f"{model.layer}.{name}": {one.name for one in model.columns} for name, model in load_models().items()}


def test_there_are_at_least_twenty() -> None:
    assert len(QUESTIONS) >= 20


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_a_question_is_one_select_on_published_tables_with_every_column_explained(name: str) -> None:
    one = QUESTIONS[name]
    assert one.question.endswith("?")
    assert one.tables
    assert set(one.tables) <= set(PUBLISHED)
    for dialect in ("duckdb", "postgres"):
        parsed = sqlglot.parse_one(one.said_in(dialect), read=dialect)
        assert isinstance(parsed, exp.Query)
        assert [item.alias_or_name for item in parsed.selects] == list(one.columns)


def test_numbers_of_windows_and_of_recommendations_add_up_only_within_one() -> None:
    assert adds_up(True, ("channel", "date")) == "yes"
    assert adds_up(True, ("as_of", "window", "channel", "versus")) == "within one window and versus"
    assert adds_up(True, ("recommendation_id", "channel")) == "within one recommendation_id"
    assert adds_up(False, ("window",)) == "no"


def test_a_name_may_be_written_with_underlines_and_a_wrong_one_is_told_the_nearest() -> None:
    assert question("Cheapest_Result") is QUESTIONS["cheapest-result"]
    with pytest.raises(UsageError) as caught:
        question("cheapest")
    assert "cheapest-result" in str(caught.value.cure)


def test_a_file_that_lacks_its_question_is_refused(tmp_path) -> None:
    (tmp_path / "x.sql").write_text("/* ---\nreading: y\ncolumns: {a: b}\n--- */\nSELECT 1 AS a\n")
    with pytest.raises(ModelError, match="lacks question"):
        questions(tmp_path)
