"""GA4 tables that are known but not loaded, each with the reason: cards of the Reports snapshot, events, pages, items.

Belongs here: recognising them and saying what to export instead. Not here: the tables that are loaded (`traffic`,
`users`, `audience`).
"""

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature
from smm_assets.networks.ga4 import headers
from smm_assets.networks.ga4.traffic import ADVICE

_INSTEAD = ADVICE | {
    "again": "Leave the table out; for results open Reports > Acquisition > Traffic acquisition in GA4, add the "
    "dimension Date and download that"
}
_DAY = Field(to="day", names=headers.DAY_NUMBER)


def _not_loaded(
    name: str,
    title: str,
    why: str,
    *fields: Field,
    header: tuple[str, ...] = (),
    all_of: tuple[str, ...] = (),
    only: tuple[str, ...] = (),
) -> Report:
    return Report(
        network="ga4",
        report="outcome",
        name=name,
        title=title,
        table=schema.OUTCOME,
        fields=fields,
        signature=Signature(
            needs=(fields[0].to,), header=header, all_of=all_of, only=only, forbids=(*headers.OF_SESSION, "sessions")
        ),
        refuse=why,
        stacked=True,
        advice=_INSTEAD,
    )


def _split(*names: str) -> Field:
    """The column that splits the rows of a table that is not loaded."""
    return Field(to="unsupported", names=names)


ENGAGEMENT = _not_loaded(
    "engagement_not_loaded",
    "GA4 engagement by numbered day",
    "average engagement times are ratios, which are not read",
    _DAY,
    header=(
        "Average engagement time",
        "Average engagement time per active user",
        "Tiempo de interacción medio",
        "Tempo médio de engajamento",
    ),
)
REVENUE = _not_loaded(
    "revenue_not_loaded",
    "GA4 revenue by numbered day",
    "this is revenue by day alone, without sessions or their source, so no result could be told from it; Traffic "
    "acquisition has the same revenue by source",
    _DAY,
    header=(*headers.REVENUE, *headers.PURCHASE_REVENUE),
)
ROLLING = _not_loaded(
    "active_users_not_loaded",
    "GA4 active users of 30, 7 and 1 days",
    "users of overlapping spans of days; the table of users by day has those of each day",
    _DAY,
    header=("30 days", "28 days", "7 days", "30 días", "7 días", "30 dias", "7 dias"),
)
WEEKS = _not_loaded(
    "weeks_not_loaded",
    "GA4 chart by numbered week or month",
    "it numbers weeks or months, of which the first and the last are cut off by the dates of the export",
    _split(*headers.WEEK_NUMBER),
    header=headers.WEEK_NUMBER,
)
FIRST_USER = _not_loaded(
    "first_user_not_loaded",
    "GA4 people by the source that first brought them",
    "it counts people by the source of their first visit, which tells the same sales another way than the source of "
    "sessions does, and would count them twice",
    _split(*headers.FIRST_USER),
    header=headers.FIRST_USER,
)
COUNTRY_CODES = _not_loaded(
    "country_codes_not_loaded",
    "GA4 people by country code",
    "the table by country name tells the same people, who would stand there twice",
    _split("Country ID", "countryId", "ID del país", "ID do país", "Länder-ID"),
    header=("Country ID", "countryId", "ID del país", "ID do país", "Länder-ID"),
)
PAGES = _not_loaded(
    "pages_not_loaded",
    "GA4 pages and screens",
    "views of single pages are no result of a campaign",
    _split(*headers.PAGE),
    header=headers.PAGE,
)
EVENTS = _not_loaded(
    "events_not_loaded",
    "GA4 events",
    "counts of events by name, such as page views and clicks, are no result of their own and have no traffic source",
    _split(*headers.EVENT),
    header=headers.EVENT,
)
ITEMS = _not_loaded(
    "items_not_loaded",
    "GA4 items bought",
    "sales of single items have no traffic source; Traffic acquisition has the same sales by source",
    _split(*headers.ITEM),
    header=headers.ITEM,
)
PLATFORMS = _not_loaded(
    "platforms_not_loaded",
    "GA4 key events by platform",
    "key events by platform have no traffic source; Traffic acquisition has the same events by source",
    _split(*headers.PLATFORM),
    header=headers.PLATFORM,
    only=(*headers.PLATFORM, *headers.KEY_EVENTS, "Session key event rate", "User key event rate"),
)

REPORTS = (
    ENGAGEMENT,
    REVENUE,
    ROLLING,
    WEEKS,
    FIRST_USER,
    COUNTRY_CODES,
    PAGES,
    EVENTS,
    ITEMS,
    PLATFORMS,
)
