"""People on the site by day, without a traffic source: cards of the Reports snapshot and Data API tables.

Belongs here: users and new users of the property as a whole. Not here: sessions and sales (`traffic`), people by place
or device (`audience`). The snapshot numbers its days from the start date above each table.
"""

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature
from smm_assets.networks.ga4 import headers
from smm_assets.networks.ga4.traffic import ADVICE, TOTALS

_FIELDS = (
    Field(to="value", fact={"metric": "users"}, names=headers.ALL_USERS),
    Field(to="value", fact={"metric": "users"}, names=headers.ACTIVE_USERS),
    Field(to="value", fact={"metric": "new_users"}, names=headers.NEW_USERS),
)
_PEOPLE = (*headers.ALL_USERS, *headers.ACTIVE_USERS, *headers.NEW_USERS)
_NEEDS = ("day", ("value:users", "value:new_users"))

NUMBERED = Report(
    network="ga4",
    report="organic_metric",
    name="users_of_snapshot",
    title="GA4 users by numbered day",
    table=schema.ACCOUNT_METRIC,
    fields=(Field(to="day", names=headers.DAY_NUMBER, counted=True), *_FIELDS),
    signature=Signature(needs=_NEEDS, only=(*headers.DAY_NUMBER, *_PEOPLE, *headers.BESIDE)),
    totals=TOTALS,
    needs_currency=False,
    stacked=True,
    advice=ADVICE,
)

BY_DAY = Report(
    network="ga4",
    report="organic_metric",
    name="users_by_day",
    title="GA4 users by day",
    table=schema.ACCOUNT_METRIC,
    fields=(Field(to="day", names=headers.DATE), *_FIELDS),
    signature=Signature(needs=_NEEDS, only=(*headers.DATE, *_PEOPLE, *headers.BESIDE)),
    totals=TOTALS,
    needs_currency=False,
    advice=ADVICE,
)

REPORTS = (NUMBERED, BY_DAY)
