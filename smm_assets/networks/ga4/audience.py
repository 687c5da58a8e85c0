"""Who visits the site: people of a period by place, language, age, gender or device.

Belongs here: tables of the Reports snapshot and of Demographic or Tech details with one dimension. Not here: session
sources (`traffic`). People are distinct, so that of several dimensions in one table none could be told.
"""

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature
from smm_assets.networks.ga4 import headers
from smm_assets.networks.ga4.traffic import ADVICE, TOTALS

_DIMENSIONS = {
    "country": headers.COUNTRY,
    "region": headers.REGION,
    "city": headers.CITY,
    "language": headers.LANGUAGE,
    "age": headers.AGE,
    "gender": headers.GENDER,
    "device": headers.DEVICE,
    "operating_system": headers.SYSTEM,
    "browser": headers.BROWSER,
    "platform": headers.PLATFORM,
}

REPORT = Report(
    network="ga4",
    report="organic_audience",
    name="audience",
    title="GA4 users by place, age or device",
    table=schema.AUDIENCE,
    fields=(
        *(Field(to="bucket", names=names, sets={"dimension": name}) for name, names in _DIMENSIONS.items()),
        Field(to="people", names=headers.ALL_USERS),
        Field(to="people", names=headers.ACTIVE_USERS),
        Field(to="unsupported", names=("Country ID", "countryId", *headers.EVENT, *headers.PAGE, *headers.ITEM)),
        Field(to="unsupported", names=(*headers.DATE, *headers.DAY_NUMBER, *headers.FIRST_USER)),
    ),
    signature=Signature(
        needs=("bucket", "people"),
        header=tuple(name for names in _DIMENSIONS.values() for name in names),
        forbids=(*headers.SESSIONS, *headers.OF_SESSION),
    ),
    totals=TOTALS,
    constants={"audience": "users"},
    needs_currency=False,
    stacked=True,
    advice=ADVICE
    | {
        "day": "People of a period are never added up from days; choose the period in GA4 and download again",
        "unsupported": "Keep one dimension, such as Country, and download again",
    },
)

REPORTS = (REPORT,)
