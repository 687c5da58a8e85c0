"""The GA4 Reports snapshot: one CSV with a dozen small unrelated tables.

Belongs here: recognising it and saying what to export instead. Not here: reading it; its tables have no common grain,
most have no traffic source, and days are only numbered.
"""

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature

REPORT = Report(
    network="ga4",
    report="outcome",
    name="snapshot",
    title="GA4 Reports snapshot",
    table=schema.OUTCOME,
    fields=(
        Field(to="day", names=("Nth day", "Nth week", "Nth month")),
        Field(to="users", names=("Users", "Active users", "Total users", "New users")),
        Field(to="revenue_original", names=("Total revenue",)),
    ),
    signature=Signature(needs=("day",), header=("nth day", "nth week", "nth month")),
    refuse="this is the GA4 Reports snapshot: many small tables without a common grain, most without a traffic source",
    advice={
        "again": "In GA4 open Reports > Acquisition > Traffic acquisition, add the dimension Date, download that",
        "day": "Use Traffic acquisition or an exploration with the dimension Date",
    },
)

REPORTS = (REPORT,)
