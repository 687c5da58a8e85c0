"""LinkedIn Page followers export: followers gained by day, and who the followers are.

Belongs here: its sheets New followers and the five demographic ones. Not here: visitors, which look alike
(`pages_visitors`). "Total followers" is the gain of the day on the first sheet and people who follow on the others.
"""

from smm_assets import schema
from smm_assets.ingest.contract import Report, Signature
from smm_assets.networks.linkedin.pages_headers import ADVICE, DATE, demographics, metric

TOTAL = ("Total followers", "Follower insgesamt", "Totaal aantal volgers", "Total d'abonnés")

GAINED = Report(
    network="linkedin",
    report="organic_metric",
    name="page_followers",
    title="LinkedIn Page new followers",
    table=schema.ACCOUNT_METRIC,
    fields=(
        DATE,
        metric("followers_gained", *TOTAL),
        metric("followers_gained_organic", "Organic followers", "Organische Follower", "Organische volgers"),
        metric("followers_gained_paid", "Sponsored followers", "Gesponserte Follower", "Gesponsorde volgers"),
        metric("followers_gained_invited", "Auto-invited followers"),
    ),
    signature=Signature(
        needs=("day", "value:followers_gained", ("value:followers_gained_organic", "value:followers_gained_paid")),
        sheet="^new followers$",
    ),
    needs_currency=False,
    advice=ADVICE,
)

WHO = demographics("page_follower_demographics", "LinkedIn Page follower demographics", "followers", "people", TOTAL)

REPORTS = (GAINED, WHO)
