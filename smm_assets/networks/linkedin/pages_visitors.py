"""LinkedIn Page visitors export: page views and visitors by day, and who the visitors were in the exported days.

Belongs here: its sheets Visitor metrics and the five demographic ones, whose views cover the days of the first. Not
here: followers (`pages_followers`). Views of single tabs (Overview, Life, Jobs) and devices are parts of the total and
not read; unique visitors are people of a day, never added up.
"""

from smm_assets import schema
from smm_assets.ingest.contract import Report, Signature
from smm_assets.networks.linkedin.pages_headers import ADVICE, DATE, demographics, metric

VISITS = Report(
    network="linkedin",
    report="organic_metric",
    name="page_visitors",
    title="LinkedIn Page visitors",
    table=schema.ACCOUNT_METRIC,
    fields=(
        DATE,
        metric("page_views", "Total page views (total)", "Seitenaufrufe insgesamt (gesamt)"),
        metric("visitors", "Total unique visitors (total)", "Eindeutige Besucher:innen insgesamt (gesamt)"),
    ),
    signature=Signature(needs=("day", "value:page_views", "value:visitors"), sheet="^visitor metrics$"),
    needs_currency=False,
    advice=ADVICE,
)

WHO = demographics(
    "page_visitor_demographics",
    "LinkedIn Page visitor demographics",
    "visitors",
    "views",
    ("Total views", "Aufrufe insgesamt", "Totaal aantal weergaven"),
    period_of="page_visitors",
)

REPORTS = (VISITS, WHO)
