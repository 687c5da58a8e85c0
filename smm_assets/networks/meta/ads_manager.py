"""Meta Ads Manager tables and Ads Reporting: CSV and XLSX, by day or for a period, with or without breakdowns and ids.

Belongs here: how such an export is recognised and where its results go. Not here: header names (`ads_headers`,
`ads_measures`), which results are conversions (`ads_results`) and organic metrics (`business_suite`).
"""

import re
from dataclasses import replace

import pandas as pd

from smm_assets import schema
from smm_assets.ingest.contract import FileContext, Preamble, Report, Signature, Totals
from smm_assets.ingest.rows.budgets import READ, with_budget
from smm_assets.networks.meta.ads_headers import BREAKDOWNS, BUDGETS, ENTITIES, PERIODS, SETTINGS, UNSUPPORTED
from smm_assets.networks.meta.ads_measures import MEASURES, SPEND
from smm_assets.networks.meta.ads_results import definition_of

_LEAD = re.compile(r"lead")

ADVICE = {
    "day": "In Ads Manager choose Breakdown > By time > Day, then Export table data",
    "ids": "Add the columns Campaign ID, Ad set ID and Ad ID (Columns > Customise columns): names can change",
    "currency": "Declare the account with its currency in smm.yaml, or export again so that the header names it, as in "
    "Amount spent (EUR)",
    "account": "Add the columns Account ID and Account name, or declare the account in smm.yaml",
    "period": "Keep the columns Reporting starts and Reporting ends in the export",
    "unsupported": "Export again without that breakdown; Breakdown > By time > Day is read",
    "again": "Export the table again from Ads Manager (Reports > Export table data, CSV) and drop the file in unopened",
    "numbers": "Export again as CSV from Ads Manager and drop the file in without opening it in a spreadsheet program",
}


def _leads(frame: pd.DataFrame) -> pd.DataFrame:
    """Results that count leads fill `leads` where the export has no figure of its own."""
    frame = frame.copy()
    leads = [text for text in frame["result_type"].dropna().unique() if _LEAD.search(text.casefold())]
    counts_leads = frame["result_type"].isin(leads) & frame["results"].notna() & frame["leads"].isna()
    if counts_leads.any():
        frame["leads"] = frame["leads"].mask(counts_leads, frame["results"])
    return frame


def purchases(frame: pd.DataFrame, preamble: Preamble, context: FileContext) -> pd.DataFrame:
    """Exports with a Purchases column: conversions are purchases."""
    frame = with_budget(_leads(frame))
    frame["conversion_definition"] = frame["conversion_definition"].mask(frame["conversions"].notna(), "meta_purchase")
    return frame


def results_as_conversions(frame: pd.DataFrame, preamble: Preamble, context: FileContext) -> pd.DataFrame:
    """Exports without a Purchases column: conversions are the results whose indicator is a conversion."""
    frame = with_budget(_leads(frame))
    meaning = {text: definition_of(text) for text in frame["result_type"].dropna().unique()}
    frame["conversion_definition"] = frame["result_type"].map(meaning).astype("str")
    frame["conversions"] = frame["results"].where(frame["conversion_definition"].notna())
    return frame


_MEASURED = ("spend_original", "impressions", "results", "reach")
_NAMED = tuple(f"{level}_{part}" for level in ("campaign", "ad_group", "ad", "account") for part in ("name", "id"))

WITH_PURCHASES = Report(
    network="meta",
    report="ads",
    name="ads_manager",
    title="Meta Ads Manager export",
    table=schema.AD_DELIVERY,
    fields=(*ENTITIES, *PERIODS, *SETTINGS, *BUDGETS, *MEASURES, *BREAKDOWNS, *UNSUPPORTED),
    signature=Signature(
        needs=(_MEASURED, _NAMED, "conversions"),
        header=tuple(name for field in (*PERIODS[2:], SPEND) for name in field.names),
    ),
    totals=Totals(blank_entities=True),
    constants={"video_view_definition": "thruplay"},
    file_period=(
        r"-([A-Z][a-z]{2}-\d{1,2}-\d{4})-(?:to-)?([A-Z][a-z]{2}-\d{1,2}-\d{4})",
        r"-(\d{1,2}-[A-Z][a-z]{2}-\d{4})-(?:to-)?(\d{1,2}-[A-Z][a-z]{2}-\d{4})",
    ),
    finish=purchases,
    finish_reads=(*READ, "result_type", "results", "leads", "conversions", "conversion_definition"),
    advice=ADVICE,
)

WITH_RESULTS = replace(
    WITH_PURCHASES,
    name="ads_manager_results",
    title="Meta Ads Manager export without purchases",
    signature=replace(WITH_PURCHASES.signature, needs=(_MEASURED, _NAMED), forbids=("conversions",)),
    finish=results_as_conversions,
)

REPORTS = (WITH_PURCHASES, WITH_RESULTS)
