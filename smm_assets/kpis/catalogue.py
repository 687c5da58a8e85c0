"""The page of the reference on KPIs: the shipped ones, and the words a formula may use with where they come from.

Belongs here: the page, made from the definitions and the SQL alone. Not here: the definitions
(`dbt_like_sql/kpis.yml`). `make docs` writes it; a test tells when it is no longer what they say.
"""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from smm_assets.kpis.documentation import definitions, table
from smm_assets.kpis.lineage import origins
from smm_assets.kpis.metrics import LEVELS, Vocabulary, vocabulary
from smm_assets.kpis.model import project_kpis
from smm_assets.sqlmodels.load import ROOT, load_models
from smm_assets.sqlmodels.model import Model

_MADE = "<!-- Made by `make docs` from dbt_like_sql/kpis.yml; change the definitions, not this page. -->"
_INTRO = """\
Values stand in the table `kpi_values`, per window (7d, 28d, mtd, 90d) and channel, or campaign. A formula is a ratio of
sums over the days of the window on which all its metrics are known. Money is in the reporting currency; a ratio of 0.05
is shown as 5 %. How to add your own: [add a KPI](../how-to/add-a-kpi.md)."""
_STATUS = """\
`good` meets the target, `watch` lies within `warn` (a tenth beyond the target where none is declared), `bad` beyond it,
`breach` beyond the breach where one is declared. `sample_ok` is false while the days that count hold less than what the
value is judged from."""
_NEVER = """\
Ratios of days (`ctr`, `cpa` …): their sums are written instead. People (`reach`, `users`, `followers` …): they never
add up across days, campaigns or placements; the table `reach` has their bounds for a window. Money in the currency of
an account (`spend_original` …): currencies are not mixed. Values expected later (`conversions_projected` …)."""


def kpis_page() -> str:
    """Markdown: shipped KPIs, and the words of formulas for each level."""
    models = load_models()
    words = vocabulary(models)
    shipped = project_kpis(models, None, ROOT)
    meanings = [f"* `{kpi.name}` {kpi.title}. {kpi.description}" for kpi in shipped]
    lines = ["# KPIs", "", _MADE, "", _INTRO, "", "## Shipped", "", definitions(shipped), "", *meanings, "", _STATUS]
    for level in LEVELS:
        lines += ["", f"## Words of formulas for each {level}", "", *_words(models, words, level)]
    return "\n".join([*lines, "", "## Never part of a formula", "", _NEVER]) + "\n"


def _words(models: Mapping[str, Model], words: Vocabulary, level: str) -> Iterator[str]:
    usable = words.usable(level)
    made_of = origins(models, level, usable)
    head = ("word", "unit", "meaning", "made from")
    rows = (
        (f"`{name}`", one.kind, one.description, ", ".join(f"`{column}`" for column in made_of[name]))
        for name, one in sorted(usable.items())
    )
    yield from table(head, rows)


PAGES = {"kpis.md": kpis_page}


def write(folder: Path) -> None:
    """Write the page into the folder."""
    for name, page in PAGES.items():
        (folder / name).write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
