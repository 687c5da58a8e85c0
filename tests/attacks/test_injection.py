"""Names that try to act, followed from an export to every place where somebody sees them or a program reads them.

In short: exports and files for spreadsheets, programs and terminals. With SMM_ATTACKS=all the whole way: run, marts,
report in a browser, pages, alerts, logs, what Dagster is told.
"""

import csv
import io
import json
import logging
import os
import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import dagster as dg
import pandas as pd
import pytest
from openpyxl import load_workbook
from pyarrow import parquet
from typer.testing import CliRunner, Result

from pipelines.cli.main import app
from pipelines.instance import opened_instance
from pipelines.logs import AppendingHandler
from pipelines.running import run_daily
from smm_assets.ingest.landing.intake import ingest
from smm_assets.operating.advised import told
from smm_assets.report.advice_facts import Advice
from smm_assets.report.sheets import FORMULA
from smm_assets.settings import Project
from smm_assets.warehouse import open_published, open_store
from tests.attacks.hostile import AS_OF, ads, make_shop, settings
from tests.attacks.payloads import ALL, LOGS, MARKDOWN
from tests.browsing import NEEDS_BROWSER, opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
STORED = {name.strip() for name in ALL}  # blanks around a name are no part of it
WHOLE_WAY = pytest.mark.skipif(os.environ.get("SMM_ATTACKS") != "all", reason="takes half a minute: SMM_ATTACKS=all")
FORGED = tuple(line for name in LOGS for line in name.splitlines()[1:])


def acting(text: str) -> list[str]:
    """Characters that are not seen but act, but for the ends of lines."""
    kinds = ("Cc", "Cf", "Cs", "Zl", "Zp")
    return [char for char in text if char != "\n" and unicodedata.category(char) in kinds]


def is_formula(text: str) -> bool:
    """Whether a spreadsheet may take the text for one; blanks and what is not seen before it do not count."""
    seen = text.lstrip("".join(char for char in set(text) if char.isspace() or unicodedata.category(char) == "Cf"))
    return text.startswith(FORMULA) or seen.startswith(FORMULA)


def smm(home: Path, *arguments: object) -> Result:
    return CliRunner().invoke(app, [*map(str, arguments), "--home", str(home)])


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that landed one day of ads of these names, and publishes the names in a table."""
    home = tmp_path_factory.mktemp("named")
    (home / "inbox").mkdir()
    (home / "smm.yaml").write_text(settings(), encoding="utf-8")
    (home / "inbox" / "ads.csv").write_text(ads(days=1), encoding="utf-8", newline="")
    project = Project.open(home)
    with open_store(project) as store:
        (row,) = ingest(project, store, now=NOW, pause_seconds=0.1)
        assert (row.status, row.rows_loaded) == ("loaded", len(ALL))
        store.replace("marts", "names", store.read("SELECT DISTINCT campaign_name AS name FROM raw.ad_delivery"))
        store.publish()
    return home


def test_names_are_stored_as_they_were_exported_and_nothing_is_dropped_or_run(named: Path) -> None:
    with open_store(Project.open(named)) as store:
        for column in ("campaign_name", "ad_group_name", "ad_name"):
            assert set(store.read(f"SELECT {column} AS n FROM raw.ad_delivery")["n"]) == STORED
        assert len(store.read("SELECT * FROM ops.arrival")) == 1
    assert not list(named.rglob("smm_pwned"))


def test_a_page_of_the_terminal_shows_names_and_nothing_in_them_acts(named: Path) -> None:
    shown = smm(named, "sql", "SELECT name FROM names").stdout
    assert acting(shown) == []
    assert len(shown.splitlines()) == 1 + len(STORED)


def test_json_means_the_names_and_holds_nothing_that_acts(named: Path) -> None:
    said = smm(named, "sql", "SELECT name FROM names", "--json").stdout
    assert acting(said) == []
    assert {row["name"] for row in json.loads(said)} == STORED


def test_csv_for_programs_holds_the_names_as_they_are(named: Path) -> None:
    said = smm(named, "sql", "SELECT name FROM names", "--format", "csv").stdout_bytes.decode()
    assert {row[0] for row in csv.reader(io.StringIO(said, newline=""))} == {"name", *STORED}


def test_files_for_spreadsheets_hold_no_formula_and_open(named: Path, tmp_path: Path) -> None:
    for form in ("csv", "xlsx"):
        assert smm(named, "export", "names", "--to", tmp_path / f"names.{form}").exit_code == 0
    with (tmp_path / "names.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [row[0] for row in csv.reader(file)][1:]
    sheet = load_workbook(tmp_path / "names.xlsx")["names"]
    values = [cell.value for (cell,) in sheet.iter_rows(min_row=2)]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}
    assert len(cells) == len(values) == len(STORED)
    assert [text for text in (*cells, *values) if is_formula(str(text))] == []


def test_parquet_for_programs_holds_the_names_as_they_are(named: Path, tmp_path: Path) -> None:
    assert smm(named, "export", "names", "--to", tmp_path / "names.parquet").exit_code == 0
    assert set(parquet.read_table(tmp_path / "names.parquet")["name"].to_pylist()) == STORED


def test_a_log_has_no_line_that_a_name_wrote(tmp_path: Path) -> None:
    logger = logging.Logger("own")
    logger.addHandler(AppendingHandler(tmp_path / "warnings.log"))
    for name in ALL:
        logger.warning("campaign %s is odd", name)
    lines = (tmp_path / "warnings.log").read_text(encoding="utf-8").split("\n")
    assert [line for line in lines if acting(line)] == []
    begun = [line for line in lines if line and not line.startswith("    ")]
    assert len(begun) == len(ALL)
    assert all(" WARNING campaign " in line for line in begun)


def test_markdown_that_dagster_shows_names_what_is_in_it_and_fetches_nothing() -> None:
    one = Advice(
        recommendation_id="r", as_of=AS_OF, objective="sales", metric="orders", period_start=AS_OF,
        period_end=date(2026, 11, 30), total=Decimal(9), per_day=Decimal(1), current_total=Decimal(9), keep=True,
        uplift=None, uplift_low=None, uplift_high=None, probability_better=None, results_now=None, results_then=None,
        status="proposed", review_on=None, stop_if=MARKDOWN[2], summary=" ".join(MARKDOWN), lines=(), curves={},
    )  # fmt: skip
    said = told(one)
    assert re.findall(r"(?<!\\)(?:\\\\)*[!\[\]<>`:(]", said.partition(": ")[2]) == [], said


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hostile shop after its morning run."""
    home = make_shop(tmp_path_factory.mktemp("walked") / "shop")
    assert run_daily(Project.open(home), as_of=AS_OF, now=NOW).status == "done"
    return home


@pytest.fixture(scope="module")
def exported(walked: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything that can be exported for spreadsheets."""
    folder = tmp_path_factory.mktemp("exported")
    for what, name in (("all", "all.xlsx"), ("all", "csv/"), ("changes", "changes.xlsx"), ("changes", "changes.csv")):
        assert smm(walked, "export", what, "--to", f"{folder}/{name}").exit_code == 0
    assert smm(walked, "export", "what-if", "--to", folder / "what-if.xlsx").exit_code == 0
    return folder


@WHOLE_WAY
@pytest.mark.parametrize(
    ("table", "column"),
    [("ad_daily", "campaign_name"), ("ad_daily", "ad_group_name"), ("ad_daily", "ad_name"),
     ("campaign_daily", "campaign_name"), ("campaign_action", "campaign_name"), ("entity_name", "name")],
)  # fmt: skip
def test_marts_hold_the_names(walked: Path, table: str, column: str) -> None:
    with open_published(Project.open(walked)) as reader:
        assert set(reader.read(f"SELECT {column} AS n FROM {table}")["n"]) == STORED


PAGES: tuple[tuple[str, ...], ...] = (
    ("status",), ("recommend",), ("explain", "recommendation"), ("explain", "kpi", "mine"), ("alerts", "show"),
    ("alerts", "show", "--digest", "morning"), ("alerts", "show", "--digest", "weekly"),
    ("alerts", "show", "--digest", "month_end"), ("quarantine", "list"), ("test",), ("doctor",), ("report",),
    ("sql", "SELECT * FROM campaign_action"), ("sql", "SELECT * FROM expense_justification"),
)  # fmt: skip


@WHOLE_WAY
@pytest.mark.parametrize("page", PAGES, ids=" ".join)
def test_nothing_acts_on_any_page(walked: Path, page: tuple[str, ...]) -> None:
    done = smm(walked, *page)
    assert done.exit_code in (0, 3)
    said = done.stdout + done.stderr
    assert acting(said) == []
    assert [line for line in said.split("\n") if line.startswith(FORGED)] == []


@WHOLE_WAY
@pytest.mark.parametrize(
    "page", [page for page in PAGES if page[0] not in ("test", "sql", "report")], ids=" ".join
)  # fmt: skip
def test_json_of_any_page_is_json_and_nothing_in_it_acts(walked: Path, page: tuple[str, ...]) -> None:
    said = smm(walked, *page, "--json").stdout
    json.loads(said)
    assert acting(said) == []


@WHOLE_WAY
def test_no_exported_workbook_has_a_formula_that_is_not_ours(exported: Path) -> None:
    for name in ("all.xlsx", "changes.xlsx"):
        cells = [cell for sheet in load_workbook(exported / name) for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "n", "d", "b"}
        assert [cell.value for cell in cells if isinstance(cell.value, str) and is_formula(str(cell.value))] == []
    ours = [cell for sheet in load_workbook(exported / "what-if.xlsx") for row in sheet.iter_rows() for cell in row]
    formulas = [str(cell.value) for cell in ours if cell.data_type == "f"]
    assert formulas
    assert [text for text in formulas if "HYPERLINK" in text or "127.0.0.1" in text or "cmd" in text] == []


@WHOLE_WAY
def test_no_exported_csv_has_a_formula(exported: Path) -> None:
    files = [exported / "changes.csv", *(exported / "csv").glob("*.csv")]
    assert len(files) > 50
    for path in files:
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        found = [cell for cell in cells if is_formula(cell) and not _is_number(cell)]
        assert found == [], path.name


def _is_number(cell: str) -> bool:
    return not pd.isna(pd.to_numeric(cell, errors="coerce"))


@WHOLE_WAY
@pytest.mark.parametrize("page", ["index.html", "dictionary.html"])
@pytest.mark.usefixtures("walked")
class TestInABrowser:
    """The report as Chromium opens it."""

    pytestmark = NEEDS_BROWSER

    def test_no_script_runs_and_nothing_is_asked_for(self, browser: "Browser", walked: Path, page: str) -> None:
        address = (walked / "data" / "report" / page).as_uri()
        with opened(browser, address) as found:
            assert found.asked == [address]
            assert found.said == []
            assert found.page.evaluate("window.pwned") is None
            assert found.page.locator("script").count() == 1
            assert found.page.locator("iframe, img, object, embed, link, base, form").count() == 0
            handlers = "all => all.flatMap(o => o.getAttributeNames()).filter(name => name.startsWith('on'))"
            assert found.page.locator("*").evaluate_all(handlers) == []
            links = found.page.locator("a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
            assert [link for link in links if "javascript" in str(link) or "127.0.0.1" in str(link)] == []


@WHOLE_WAY
def test_nothing_acts_in_what_dagster_is_told(walked: Path) -> None:
    seen = list(_told_to_dagster(Project.open(walked)))
    assert len(seen) > 1000
    assert [text for text in seen if set(acting(text)) - {"\t"}] == []
    markdown = [text for text in seen if text.startswith("MD ")]
    assert markdown
    assert [text for text in markdown if "http://127" in text or "<img" in text or "<script" in text] == []


def _told_to_dagster(project: Project) -> Iterator[str]:
    with opened_instance(project) as instance:
        (run,) = instance.get_runs()
        for entry in instance.all_logs(run.run_id):
            yield entry.user_message or ""
            data: Any = entry.dagster_event.event_specific_data if entry.dagster_event else None
            about = getattr(data, "materialization", None) or data
            yield str(getattr(about, "description", None) or "")
            for value in (getattr(about, "metadata", None) or {}).values():
                mark = "MD " if isinstance(value, dg.MarkdownMetadataValue) else ""
                yield from (mark + text for text in _texts(value))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dg.TableMetadataValue):
        yield from (str(cell) for record in value.records for cell in record.data.values())
    elif isinstance(value, dg.TextMetadataValue | dg.MarkdownMetadataValue | dg.UrlMetadataValue):
        yield str(value.value)


@WHOLE_WAY
def test_nothing_was_run_written_elsewhere_or_lost(walked: Path) -> None:
    assert not list(walked.parent.rglob("smm_pwned"))
    assert not Path("smm_pwned").exists()
    with open_store(Project.open(walked)) as store:
        assert int(store.read("SELECT COUNT(*) AS n FROM raw.ad_delivery")["n"].iloc[0]) == len(ALL) * 28
        assert len(store.read("SELECT * FROM state.recommendation")) == 1
    there = {path.name for path in walked.iterdir()}
    assert there == {"smm.yaml", "inbox", "plan.csv", "costs.csv", "events.csv", "tests.csv", "kpis.yml", "data"}
    assert [path.name for path in (walked / "data" / "archive").rglob("*") if path.is_file()] != []
