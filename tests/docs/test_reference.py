"""The reference pages are what the registry, the KPIs, the commands and the settings say now."""

from pathlib import Path

import pytest

from deploy.supply import licences
from pipelines.cli import catalogue as commands
from smm_assets.dictionary import pages as tables
from smm_assets.kpis import catalogue as kpis
from smm_assets.networks import catalogue, reports
from smm_assets.settings import catalogue as settings

PAGES = {**catalogue.PAGES, **kpis.PAGES, **commands.PAGES, **settings.PAGES, **tables.PAGES, **licences.PAGES}
FOLDER = Path(__file__).parents[2] / "docs/reference"


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_of_the_reference_is_up_to_date(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == PAGES[name](), "run make docs"


def test_every_report_stands_on_the_page_of_exports() -> None:
    page = catalogue.exports_page()
    assert [report.title for report in reports() if f"| {report.title} |" not in page] == []
