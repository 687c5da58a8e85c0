"""Pages of docs on the example: their queries are answered, and the morning they show is the example's."""

import re

import pytest

from pipelines.cli.page import render
from smm_assets.report.summary import collect
from smm_assets.warehouse import open_published
from tests.how_to import ROOT

from .conftest import Example

DOCS = ROOT / "docs"
QUERIES = [
    pytest.param(query, id=f"{path.stem}-{number}")
    for path in (*sorted((DOCS / "concepts").glob("*.md")), DOCS / "faq.md")
    for number, query in enumerate(re.findall(r"```sql\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL))
]


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_of_the_pages_is_answered_on_the_example(example: Example, query: str) -> None:
    frame = example.sql(re.sub(r"\b(FROM|JOIN) ([a-z_]+)\b(?!\.)", r"\1 marts.\2", query))
    assert len(frame.columns) > 1
    assert not frame.empty or "control_difference" in query  # no totals row of the example differs


def test_the_morning_of_the_first_page_is_what_the_example_prints(example: Example) -> None:
    with open_published(example.project) as reader:
        printed = [" ".join(line.split()) for line in render(collect(example.project, reader), home="data/example")]
    (shown,) = re.findall(r"start:morning\] -->\n```text\n(.*?)```", (DOCS / "start.md").read_text("utf-8"), re.DOTALL)
    lines = [" ".join(line.split()) for line in shown.splitlines() if line.strip() not in ("", "…")]
    assert len(lines) > 15
    assert [line for line in lines if line not in printed] == [], "copy these lines from what smm run prints"
