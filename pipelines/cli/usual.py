"""The usual questions on the command line: which there are, and what stands around the answer.

Belongs here: their list and the words before and after the rows. Not here: the queries (`dbt_like_sql/questions`) or
running them (`query.py`).
"""

from decimal import Decimal
from typing import TYPE_CHECKING

import typer

from pipelines.cli.terminal import WIDTH, aligned, print_json, safe
from smm_assets.errors import UsageError

LARGE = 10

if TYPE_CHECKING:
    import pandas as pd

    from smm_assets.sqlmodels.questions import Question


def print_questions(*, json: bool) -> None:
    """Every question with its name."""
    from smm_assets.sqlmodels.questions import questions

    known = questions().values()
    if json:
        print_json([{"name": one.name, "question": one.question, "columns": dict(one.columns)} for one in known])
        return
    for line in aligned(["name", "question"], [[one.name, one.question] for one in known]):
        typer.echo(line)
    typer.echo("Ask one: smm sql --question NAME")


def asked(statement: str | None, name: str | None) -> "Question | None":
    """The question that is asked by its name; None where SQL is given. Raises UsageError for both and for neither."""
    from smm_assets.sqlmodels.questions import question

    if name is None:
        return None
    if statement is not None:
        raise UsageError("both SQL and a question were given", cure="Leave one of them out")
    return question(name)


def rounded(frame: "pd.DataFrame") -> "pd.DataFrame":
    """For eyes: two places where a column's numbers are large, such as amounts, four where they are small."""
    return frame.assign(**{str(name): _rounded(one) for name, one in frame.items() if _is_measured(one)})


def _is_measured(column: "pd.Series") -> bool:
    known = column.dropna()
    return len(known) > 0 and all(isinstance(value, (float, Decimal)) for value in known)


def _rounded(column: "pd.Series") -> "pd.Series":
    places = 2 if max(map(abs, column.dropna())) >= LARGE else 4
    return column.map(lambda value: round(value, places), na_action="ignore")


def frame_of(one: "Question") -> tuple[list[str], list[str]]:
    """Lines before and after the rows: the question; how to read them."""
    import textwrap

    return [safe(one.question), ""], ["", *textwrap.wrap(safe(one.reading), WIDTH)]
