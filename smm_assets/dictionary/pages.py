"""The data dictionary as Markdown: an index, and a page for each domain of tables.

Belongs here: wording and layout of the pages. Not here: what is said of a table (`collecting`). `make docs` writes
them; a test tells when they are no longer what the models and the books say.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from smm_assets.dictionary.collecting import entries
from smm_assets.dictionary.entry import ColumnEntry, TableEntry
from smm_assets.dictionary.exports import feeding
from smm_assets.kpis.documentation import table as lines_of
from smm_assets.sqlmodels.domains import DOMAINS
from smm_assets.sqlmodels.load import load_models
from smm_assets.sqlmodels.questions import Question, questions
from smm_assets.warehouse.store import PUBLISHED_SCHEMAS

PLACES = {
    "bi": "Flat tables for BI tools, with labels, statuses in words and the currency beside every amount",
    **DOMAINS,
    "state": "What was decided, planned and learned: the software's memory of its own decisions",
    "ops": "The software's books: files, rows held back, checks and runs",
}
_MADE = "<!-- Made by `make docs` from dbt_like_sql and the books; change those, not this page. -->"
_INTRO = """\
Everything an analyst may read: {tables} tables with {columns} columns. The same words stand in the store itself, as
comments of tables and columns, and in `data/report/dictionary.html` of your project, which opens offline, can be
searched and has your own KPIs. Amounts are in the reporting currency unless the unit says otherwise; a ratio of 0.05
is 5 %; unknown is empty, never 0. A number *adds up* where it may be summed over rows; all others are made anew from
sums."""
_QUESTIONS = """\
The usual questions of owners and analysts with a query for each. `smm sql --question NAME` runs one on your project,
`smm sql --questions` lists them; the SQL is plain and yours to change."""


def index_page() -> str:
    """Markdown: all tables by domain, and which exports feed the raw tables."""
    found = entries(load_models())
    intro = _INTRO.format(tables=len(found), columns=sum(len(one.columns) for one in found))
    lines = ["# Tables", "", _MADE, "", intro, "", "Ready answers: [the usual questions](questions.md).", ""]
    for place, meaning in PLACES.items():
        lines += [f"## [{_heading(place)}]({place}.md)", "", f"{meaning}.", ""]
        lines += lines_of(("table", "what it holds", "one row for each"), map(_line, _on(found, place)))
        lines.append("")
    lines += ["## Which exports feed them", "", *lines_of(("raw table", "exports of"), feeding()), ""]
    return "\n".join(lines) + "How to get each export: [exports that are read](../exports.md).\n"


def domain_page(place: str) -> str:
    """Markdown: every table of a domain with its columns."""
    lines = [f"# {_heading(place)}", "", _MADE, "", f"{PLACES[place]}. [All tables](index.md)", ""]
    for one in _on(entries(load_models()), place):
        lines += [*_table(one), ""]
    return "\n".join(lines).rstrip() + "\n"


def questions_page() -> str:
    """Markdown: the usual questions, each with its query and how to read the answer."""
    lines = ["# The usual questions", "", _MADE, "", _QUESTIONS, ""]
    for one in questions().values():
        lines += [*_question(one), ""]
    return "\n".join(lines).rstrip() + "\n"


def _heading(place: str) -> str:
    """The name of a domain as a title: "Ads"; those that are schemas stay as one writes them: "Schema bi"."""
    return f"Schema {place}" if place in PUBLISHED_SCHEMAS else place.capitalize()


def _on(found: Sequence[TableEntry], place: str) -> list[TableEntry]:
    return [one for one in found if one.domain == place]


def _line(one: TableEntry) -> tuple[str, str, str]:
    return (f"[`{one.full_name}`]({one.domain}.md#{one.name})", _first_sentence(one.description), ", ".join(one.grain))


def _first_sentence(text: str) -> str:
    return text.partition(". ")[0].rstrip(".")


def _table(one: TableEntry) -> Iterator[str]:
    yield f"## {one.name}"
    yield ""
    yield _escaped(one.description)
    yield ""
    yield f"`{one.full_name}`, one row for each: {', '.join(one.grain)}."
    sources = [*(f"`{table}`" for table in one.exports), *one.files]
    if sources:
        yield f"Rests on: {'; '.join(sources)}."
    if one.questions:
        yield f"Asked in: {', '.join(f'[{each.name}](questions.md#{each.name})' for each in one.questions)}."
    yield ""
    yield from lines_of(("column", "type", "unit", "adds up", "meaning"), map(_column, one.columns))
    yield ""
    yield from ("```sql", *one.example.split("\n"), "```")
    computed = [column for column in one.columns if column.sql]
    if computed:
        yield ""
        yield from (f"* `{column.name}` is computed as `{column.sql}`" for column in computed)


def _column(one: ColumnEntry) -> tuple[str, ...]:
    meaning = f"`{one.formula}`" if one.formula else _escaped(one.description)
    return (f"`{one.name}`", one.kind, one.unit, one.adds_up, meaning)


def _escaped(text: str) -> str:
    """Signs Markdown would take for marks of its own."""
    return text.replace("<", "&lt;").replace("*", r"\*").replace("_", r"\_") if "<" in text or "*" in text else text


def _question(one: Question) -> Iterator[str]:
    yield f"## {one.name}"
    yield ""
    yield f"**{one.question}** `smm sql --question {one.name}`"
    yield ""
    yield one.reading
    yield ""
    yield from lines_of(("column", "meaning"), ((f"`{name}`", meaning) for name, meaning in one.columns.items()))
    yield ""
    yield from ("```sql", *one.sql.split("\n"), "```")


PAGES: dict[str, Callable[[], str]] = {
    "tables/index.md": index_page,
    "tables/questions.md": questions_page,
    **{f"tables/{place}.md": partial(domain_page, place) for place in PLACES},
}


def write(folder: Path) -> None:
    """Write the pages into the folder."""
    (folder / "tables").mkdir(exist_ok=True)
    for name, page in PAGES.items():
        (folder / name).write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
