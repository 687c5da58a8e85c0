"""Rows of seed_export_advice: how to get each report that is read, as its network's folder or mapping file says.

Belongs here: choosing among reports and what is said of each. Not here: the texts (they stand with the reports).
"""

from collections.abc import Iterable

from smm_assets.budget.plan import Row
from smm_assets.ingest.contract import Report

ASK = "Export it with a row for each day"  # a mapping file need not say more
CONNECTORS = ("api", "marketing_api", "media_api", "page_api")  # tables of a connector's database, not of a page
ENTITY_IDS = {"campaign_id", "ad_group_id", "ad_id"}


def advice_rows(reports: Iterable[Report]) -> list[Row]:
    """One row per report that is loaded. The first to ask for of each network and kind is the one with most fields."""
    loaded = [report for report in reports if not report.refuse]
    first: dict[tuple[str, str], Report] = {}
    for report in sorted(loaded, key=_preference):
        first.setdefault((report.network, report.report), report)
    return [_row(report, first[report.network, report.report] is report) for report in loaded]


def _preference(report: Report) -> tuple[bool, bool, int, str]:
    """People export from pages before tables of connectors, whole reports before cards, those that name the most."""
    tells_ids = bool(ENTITY_IDS & {field.to for field in report.fields})
    return report.name.startswith(CONNECTORS), not tells_ids, -len(report.fields), report.name


def _row(report: Report, is_first: bool) -> Row:
    return {
        "network": report.network,
        "report_name": report.name,
        "report": report.report,
        "title": report.title,
        "is_first": is_first,
        "tells_ids": bool(ENTITY_IDS & {field.to for field in report.fields}) and "ids" in report.advice,
        "day_advice": report.advice.get("day", ASK),
        "ids_advice": report.advice.get("ids"),
    }
