"""GA4 traffic and sales by session source, or by day alone: report CSV, exploration CSV and Data API column names.

Belongs here: the session-scoped dimensions and the measures of own results. Not here: first-user dimensions (they
attribute the same sales differently and would double them), events tables (`not_loaded`), or people (`users`).
"""

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature, Totals
from smm_assets.networks.ga4 import headers

DIMENSIONS = (
    Field(to="day", names=headers.DATE),
    Field(to="day_hour", names=("Date + hour (YYYYMMDDHH)", "dateHour")),
    Field(to="traffic_source", names=headers.SOURCE),
    Field(to="traffic_medium", names=headers.MEDIUM),
    Field(to="traffic_source", names=headers.SOURCE_MEDIUM, piece=(" / ", 0)),
    Field(to="traffic_medium", names=headers.SOURCE_MEDIUM, piece=(" / ", 1)),
    Field(to="channel_group", names=headers.GROUP),
    Field(to="campaign_name", names=headers.CAMPAIGN),
    Field(to="landing_page", names=headers.LANDING),
    Field(to="landing_query", names=headers.LANDING_QUERY),
    Field(to="device", names=headers.DEVICE),
    Field(to="unsupported", names=("Country ID", "countryId", *headers.COUNTRY, *headers.REGION, *headers.CITY)),
    Field(to="unsupported", names=(*headers.LANGUAGE, *headers.AGE, *headers.GENDER, *headers.BROWSER)),
    Field(to="unsupported", names=(*headers.SYSTEM, *headers.PLATFORM, *headers.EVENT, *headers.ITEM)),
    Field(to="unsupported", names=(*headers.PAGE, *headers.FIRST_USER)),
    Field(to="unsupported", names=("Week", "Month", "Year", "Hour", "Day", *headers.DAY_NUMBER, *headers.WEEK_NUMBER)),
)

MEASURES = (
    Field(to="sessions", names=headers.SESSIONS),
    Field(to="users", names=headers.ALL_USERS),
    Field(to="users", names=headers.ACTIVE_USERS),
    Field(to="key_events", names=headers.KEY_EVENTS),
    Field(to="orders", names=headers.ORDERS),
    Field(to="orders", names=headers.PURCHASES),
    Field(to="new_customers", names=headers.BUYERS),
    Field(to="revenue_original", names=headers.REVENUE),
    Field(to="revenue_original", names=headers.PURCHASE_REVENUE),
    Field(to="currency", names=headers.CURRENCY),
)

ADVICE = {
    "day": "In GA4 add the dimension Date (Explore > Free form: rows Date and Session source / medium), export again",
    "ids": "Add the dimension Session campaign so that results can be matched to campaigns",
    "period": "Export from GA4 without removing the lines that start with #: they carry the date range",
    "currency": "GA4 exports do not name the currency of revenue: declare the property with its currency in smm.yaml",
    "account": "Declare the GA4 property as an account in smm.yaml",
    "unsupported": "Remove that dimension (keep Date and the session source) and export again",
    "totals": "GA4 cuts an exploration off at its row limit (500 by default): raise 'Show rows', filter, or export a "
    "dimension with fewer values such as Session source / medium",
    "again": "Download the CSV again from GA4 and drop the file in unopened, without editing it",
}
TOTALS = Totals(label=r"^(grand total|totals?|gesamtsumme|gesamt|total general|total geral|total général)$")
ROWS_OF_A_PAGE = 500  # an exploration exports the 500 rows its page can show

TRAFFIC = Report(
    network="ga4",
    report="outcome",
    name="traffic",
    title="GA4 traffic and sales",
    table=schema.OUTCOME,
    fields=(*DIMENSIONS, *MEASURES),
    signature=Signature(
        needs=(("sessions", "orders", "revenue_original", "key_events"),),
        header=(*headers.OF_SESSION, *headers.DEVICE),
    ),
    totals=TOTALS,
    page_limit=ROWS_OF_A_PAGE,
    advice=ADVICE,
)

BY_DAY = Report(
    network="ga4",
    report="outcome",
    name="traffic_by_day",
    title="GA4 traffic and sales by day alone",
    table=schema.OUTCOME,
    fields=(Field(to="day", names=headers.DATE), *MEASURES),
    signature=Signature(
        needs=("day", "sessions"),
        only=(
            *headers.DATE,
            *headers.SESSIONS,
            *headers.ALL_USERS,
            *headers.ACTIVE_USERS,
            *headers.NEW_USERS,
            *headers.KEY_EVENTS,
            *headers.ORDERS,
            *headers.PURCHASES,
            *headers.BUYERS,
            *headers.REVENUE,
            *headers.PURCHASE_REVENUE,
            *headers.CURRENCY,
            *headers.BESIDE,
        ),
    ),
    totals=TOTALS,
    page_limit=ROWS_OF_A_PAGE,
    advice=ADVICE,
)

REPORTS = (TRAFFIC, BY_DAY)
