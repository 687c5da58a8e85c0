"""The data dictionary leaves no table or column out, its anchors are those the report links, nothing is fetched."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
import sqlglot

from smm_assets.dictionary.collecting import entries
from smm_assets.dictionary.entry import TableEntry
from smm_assets.dictionary.examples import example
from smm_assets.dictionary.formulas import formula_of
from smm_assets.dictionary.html import render
from smm_assets.dictionary.pages import PLACES, index_page
from smm_assets.settings import Project
from smm_assets.sqlmodels import ColumnSpec, load_models
from smm_assets.warehouse.bookkeeping import BOOKKEEPING

HOSTILE = "<script>alert('x')</script>"
KPI = f"""
- name: own_ratio
  title: "{HOSTILE}"
  description: "own {HOSTILE}"
  formula: clicks / impressions
  unit: ratio
  direction: up
  min_sample: {{impressions: 1000}}
"""


class Seen(HTMLParser):
    """Ids, scripts and everything a page could fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.fetched: list[str] = []
        self.links: list[str] = []
        self.scripts: list[str] = []
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if tag == "a" else []
        self.fetched += [str(given[name]) for name in ("src", "data", "srcset") if name in given]
        self.fetched += [str(given)] if tag in ("link", "iframe", "object", "img") else []
        self._in_script = tag == "script"

    def handle_data(self, data: str) -> None:
        if self._in_script:
            self.scripts.append(data)
            self._in_script = False


@pytest.fixture(scope="module")
def found() -> list[TableEntry]:
    return entries(load_models())


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Seen]:
    home: Path = tmp_path_factory.mktemp("shop")
    (home / "smm.yaml").write_text("name: 'Shop & <Sons>'\ncurrency: EUR\n", encoding="utf-8")
    (home / "kpis.yml").write_text(KPI, encoding="utf-8")
    text = render(Project.open(home))
    seen = Seen()
    seen.feed(text)
    return text, seen


def test_every_published_table_and_column_is_in_it_with_grain_and_meaning(found: list[TableEntry]) -> None:
    expected = {f"{m.layer}.{m.name}": [c.name for c in m.columns] for m in load_models().values()}
    expected = {name: columns for name, columns in expected.items() if name.startswith(("marts.", "bi."))}
    expected |= {f"{table.schema}.{table.name}": [one.name for one in table.columns] for table in BOOKKEEPING}
    assert {one.full_name: [column.name for column in one.columns] for one in found} == expected
    assert [one.full_name for one in found if not (one.grain and one.description and one.domain in PLACES)] == []


def test_a_column_says_its_formula_its_sql_and_where_it_comes_from(found: list[TableEntry]) -> None:
    daily = next(one for one in found if one.full_name == "marts.channel_daily")
    cpm = next(column for column in daily.columns if column.name == "cpm")
    assert (cpm.formula, cpm.unit, cpm.adds_up) == (
        "1000 * spend / impressions",
        "reporting currency per 1000",
        "no",
    )
    assert "NULLIF(d.impressions, 0)" in cpm.sql
    assert {origin.rpartition(".")[2] for origin in cpm.origins} >= {"spend", "impressions"}
    spend = next(column for column in daily.columns if column.name == "spend")
    assert (spend.adds_up, spend.formula, spend.kind) == ("yes", "", "decimal")
    windows = next(one for one in found if one.full_name == "bi.channel_results")
    assert next(one.adds_up for one in windows.columns if one.name == "spend") == "within one time_window"
    assert daily.exports == ("raw.ad_delivery", "raw.outcome")


@pytest.mark.parametrize(
    ("said", "formula"),
    [
        ("clicks / impressions", "clicks / impressions"),
        ("1000 * spend / impressions; null without", "1000 * spend / impressions"),
        ("spend minus clicks", ""),
        ("spend / orders", ""),
        ("spend", ""),
        ("of spend - the rest", ""),
    ],
)
def test_only_a_formula_over_the_tables_own_columns_is_taken_for_one(said: str, formula: str) -> None:
    column = ColumnSpec(name="x", kind="ratio", description=said)
    assert formula_of(column, ["spend", "clicks", "impressions"]) == formula


def test_an_example_sums_what_adds_up_and_else_shows_rows_of_the_newest_morning() -> None:
    day, channel = (ColumnSpec(name=name, kind="text", description="x") for name in ("date", "channel"))
    spend = ColumnSpec(name="spend", kind="money", description="x", unit="money", additive=True)
    said = example("marts.t", ("date", "channel"), (day, channel, spend))
    assert said.split("\n")[0] == "SELECT channel, SUM(spend) AS spend"
    morning = ColumnSpec(name="as_of", kind="day", description="x")
    window = ColumnSpec(name="window", kind="text", description="x")
    said = example("marts.t", ("as_of", "window"), (morning, window, spend))
    assert said.split("\n")[0] == 'SELECT as_of, "window", spend'
    assert "WHERE as_of = (SELECT MAX(as_of) FROM marts.t)" in said


def test_examples_can_be_said_on_postgresql(found: list[TableEntry]) -> None:
    for one in found:
        assert sqlglot.transpile(one.example, read="duckdb", write="postgres")[0].startswith("SELECT"), one.full_name


def test_the_page_has_the_anchors_the_report_links_each_once(page: tuple[str, Seen], found: list[TableEntry]) -> None:
    _, seen = page
    assert len(seen.ids) == len(set(seen.ids))
    anchors = {"table-channel_daily", "table-export_file", "column-channel_daily-cpa", "column-daily_channel-spend"}
    assert {*anchors, "table-recommendation", "table-state-recommendation"} <= set(seen.ids)
    assert {f"table-{one.anchor}" for one in found} <= set(seen.ids)
    inside = {link[1:] for link in seen.links if link.startswith("#")}
    assert inside <= set(seen.ids)


def test_the_page_fetches_nothing_runs_its_own_script_only_and_escapes_names(page: tuple[str, Seen]) -> None:
    text, seen = page
    assert seen.fetched == []
    assert [link for link in seen.links if not link.startswith("#")] == ["index.html"]
    (script,) = seen.scripts
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'" in text.replace("&#39;", "'")
    assert HOSTILE not in text
    assert "&lt;script&gt;alert(" in text
    assert "Shop &amp; &lt;Sons&gt;" in text
    assert re.search(r'id="kpi-own_ratio"', text)


def test_a_kpi_file_with_a_mistake_does_not_take_the_dictionary_away(tmp_path: Path) -> None:
    (tmp_path / "smm.yaml").write_text("name: Shop\ncurrency: EUR\n", encoding="utf-8")
    (tmp_path / "kpis.yml").write_text("- name: broken\n", encoding="utf-8")
    assert 'id="table-channel_daily"' in render(Project.open(tmp_path))


def test_the_index_names_every_table_with_a_link_to_its_page(found: list[TableEntry]) -> None:
    index = index_page()
    assert [one.full_name for one in found if f"[`{one.full_name}`]({one.domain}.md#{one.name})" not in index] == []
