"""LinkedIn Page competitor analytics: followers, engagement and posts of competing Pages in the chosen period.

Belongs here: the sheet COMPETITORS, whose first row holds the period in two cells, month first. Not here: own figures.
"""

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature
from smm_assets.networks.linkedin.pages_headers import ADVICE

REPORT = Report(
    network="linkedin",
    report="organic_competitor",
    name="page_competitors",
    title="LinkedIn Page competitors",
    table=schema.COMPETITOR,
    fields=(
        Field(to="page", names=("Page", "Seite", "Pagina")),
        Field(to="followers", names=("Total Followers",)),
        Field(to="new_followers", names=("New Followers",)),
        Field(to="engagements", names=("Total post engagements",)),
        Field(to="posts", names=("Total posts",)),
    ),
    signature=Signature(
        needs=("page", "followers", "new_followers"),
        header=("total post engagements", "total posts"),
        sheet="competitor",
    ),
    preamble_order="mdy",
    needs_currency=False,
    advice=ADVICE,
)

REPORTS = (REPORT,)
