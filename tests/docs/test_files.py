"""The page on the files of a project names every column their readers know, and says of each whether it is needed."""

import re

import pytest

from smm_assets.budget import benchmarks, costs, events, mood, plan, post_tags, rates, small_tests
from smm_assets.budget.cells import CATEGORIES
from tests.how_to import page

PAGE = page("files", "reference")
COLUMNS = {
    "plan.csv": (plan.COLUMNS, plan.NEEDED),
    "costs.csv": (costs.COLUMNS, ("category", "amount", "currency")),
    "events.csv": (events.COLUMNS, ("from", "kind")),
    "tests.csv": (small_tests.COLUMNS, small_tests.NEEDED),
    "post_tags.csv": (("permalink", *post_tags.TAGS), ("permalink",)),
    "mood.csv": ((*mood.NEEDED, *mood.COUNTS), mood.NEEDED),
    "benchmarks.csv": (benchmarks.COLUMNS, benchmarks.NEEDED),
    "fx.csv": (("date", "currency", "rate"), ("date", "currency", "rate")),
}


def rows(file: str) -> dict[str, tuple[str, str]]:
    """Column → (whether needed, what it holds) of a file's table."""
    (section,) = re.findall(rf"^## {re.escape(file)}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    found = {}
    for names, needed, holds in re.findall(r"^\| (`.+?) \| (.*?) ?\| (.+) \|$", section, re.MULTILINE):
        found |= {name: (needed.strip(), holds) for name in re.findall(r"`(\w+)`", names)}
    return found


@pytest.mark.parametrize("file", COLUMNS)
def test_a_file_has_its_columns_and_no_others(file: str) -> None:
    columns, needed = COLUMNS[file]
    told = rows(file)
    assert set(told) == set(columns)
    assert {name for name, (word, _) in told.items() if word == "yes" or f"`{name}`" == word} >= set(needed)


def test_words_a_column_may_hold_are_those_of_the_reader() -> None:
    for file, column, words in (
        ("plan.csv", "category", CATEGORIES),
        ("costs.csv", "kind", costs.KINDS),
        ("costs.csv", "who", costs.WHO),
        ("events.csv", "kind", events.KINDS),
        ("benchmarks.csv", "metric", benchmarks.METRICS),
    ):
        *some, last = words
        assert rows(file)[column][1] == f"{', '.join(some)} or {last}", (file, column)


def test_files_of_the_central_bank_and_the_age_of_a_rate_are_those_of_the_reader() -> None:
    assert all(f"`{name}`" in PAGE for name in rates.DOWNLOADED)
    assert rates.MAX_AGE == 7
    assert "for its day and at most seven days more" in PAGE
