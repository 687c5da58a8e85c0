"""LinkedIn Page competitor analytics: followers, engagement and posts of competing Pages in the chosen period.

Belongs here: the sheet COMPETITORS, whose first row holds the period in two cells, month first, and the own Page, which
only the file's name tells. Not here: own figures.
"""

import pandas as pd

from smm_assets import schema
from smm_assets.ingest.contract import Field, FileContext, Preamble, Report, Signature
from smm_assets.networks.linkedin.pages_headers import ADVICE

_MARK = "_competitor_analytics"


def named_by_its_file(frame: pd.DataFrame, preamble: Preamble, context: FileContext) -> pd.DataFrame:
    """The Page the list was exported for, from the name LinkedIn gave the file; as it was under any other name."""
    page, mark, _ = context.name.partition(_MARK)
    return frame.assign(account_name=page) if page and mark else frame


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
    finish=named_by_its_file,
    advice=ADVICE,
)

REPORTS = (REPORT,)
