"""Marketing API tables as connectors store them: ads by day, with breakdowns, and the actions people took.

Belongs here: their columns. Not here: downloads from Ads Manager (`ads_manager`). Amounts are plain, and no table says
their currency. Attribution windows stand beside `value`, which repeats the account's own: they are not read. Action
types overlap (a lead counts as `lead` and as its pixel's event): they are never added up to the delivery.
"""

from dataclasses import replace
from decimal import Decimal, InvalidOperation

from smm_assets import schema
from smm_assets.errors import FileRefused
from smm_assets.ingest.contract import Field, Records, Report, Signature
from smm_assets.ingest.recognition.headers import normalised

ADVICE = {
    "day": "Export the table with its column date",
    "ids": "Export the table with its columns of ids",
    "currency": "The table does not say its currency: declare the ad account with its currency in smm.yaml",
    "account": "Export the table with its column account_id, or declare the ad account in smm.yaml",
    "period": "Export the table with its column date",
    "unsupported": "Export the table without that breakdown",
    "again": "Export the table again as CSV from the warehouse of the connector",
}

_DAY = Field(to="day", names=("date",))
_ENTITIES = (
    Field(to="account_id", names=("account_id",)),
    Field(to="account_name", names=("account_name",)),
    Field(to="campaign_id", names=("campaign_id",)),
    Field(to="campaign_name", names=("campaign_name",)),
    Field(to="ad_group_id", names=("adset_id", "ad_set_id")),
    Field(to="ad_group_name", names=("adset_name", "ad_set_name")),
    Field(to="ad_id", names=("ad_id",)),
    Field(to="ad_name", names=("ad_name",)),
)
_BREAKDOWNS = (
    Field(to="publisher", names=("publisher_platform",)),
    Field(to="age", names=("age",)),
    Field(to="gender", names=("gender",)),
    Field(to="country", names=("country",)),
    Field(to="region", names=("region", "dma")),
    Field(to="placement", names=("platform_position",)),
    Field(to="device", names=("impression_device", "device_platform")),
    Field(
        to="unsupported",
        names=(
            "hourly_stats_aggregated_by_advertiser_time_zone",
            "hourly_stats_aggregated_by_audience_time_zone",
            "product_id",
        ),
    ),
)

DELIVERY = Report(
    network="meta",
    report="ads",
    name="marketing_api",
    title="Marketing API, ads by day",
    table=schema.AD_DELIVERY,
    fields=(
        _DAY,
        *_ENTITIES,
        *_BREAKDOWNS,
        Field(to="objective_exported", names=("objective",)),
        Field(to="spend_original", names=("spend",)),
        Field(to="impressions", names=("impressions",)),
        Field(to="clicks", names=("clicks",)),
        Field(to="link_clicks", names=("inline_link_clicks",)),
        Field(to="reach", names=("reach",)),
    ),
    signature=Signature(
        needs=("day", ("spend_original", "impressions"), ("ad_id", "ad_group_id", "campaign_id", "account_id")),
        header=("inline_link_clicks",),
        forbids=("action_type",),
    ),
    advice=ADVICE,
)

ACTIONS = replace(
    DELIVERY,
    name="marketing_api_actions",
    title="Marketing API, actions on ads by day",
    fields=(
        _DAY,
        *_ENTITIES,
        *_BREAKDOWNS,
        Field(to="conversion_action", names=("action_type",)),
        Field(to="conversions", names=("value",)),
    ),
    # Tables of counts have the window `inline`, tables of amounts have not; nothing else tells the two apart.
    signature=Signature(needs=("day", "ad_id", "conversion_action", "conversions"), all_of=("inline",)),
    constants={"is_partition": False},
    needs_currency=False,
)


def amounts(records: Records) -> tuple[list[str], Records]:
    """The table as it is, provided it holds amounts: somewhere a value has cents, which no count of actions has.

    Raises FileRefused, held, where every value is whole.
    """
    header = list(records[0][1])
    index = [normalised(cell).text for cell in header].index("value")
    if not any(_has_cents(cells[index]) for _, cells in records[1:] if index < len(cells)):
        raise FileRefused(
            "column 'value': are these numbers of actions or amounts of money? All are whole, and nothing tells",
            cure="Export tables of actions with their column inline, tables of amounts with more days",
            status="held",
        )
    return header, records[1:]


def _has_cents(text: str) -> bool:
    try:
        return Decimal(text.strip()) % 1 != 0
    except InvalidOperation:
        return False


VALUES = replace(
    ACTIONS,
    name="marketing_api_values",
    title="Marketing API, values of actions on ads by day",
    fields=(*ACTIONS.fields[:-1], Field(to="conversion_value_original", names=("value",))),
    signature=Signature(
        needs=("day", "ad_id", "conversion_action", "conversion_value_original"),
        header=("action_type",),
        forbids=("inline",),
    ),
    needs_currency=True,
    reshape=amounts,
)

REPORTS = (DELIVERY, ACTIONS, VALUES)
