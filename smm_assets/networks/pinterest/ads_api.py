"""Pinterest Ads API tables as connectors store them: one table a level, by day, and keywords.

Belongs here: their columns. Of each pair the first is paid and the second earned (impression_1, impression_2): only the
first is read. Amounts are millionths of the account's currency, whatever "dollar" in their names says. Not here:
reports of Ads Manager (`ads`).
"""

from dataclasses import replace

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature
from smm_assets.networks.pinterest.ads import CONSTANTS

MICRO = "0.000001"
ADVICE = {
    "day": "Query the report with the granularity DAY",
    "ids": "Keep the columns campaign_id, ad_group_id and pin_promotion_id",
    "currency": "Declare the account with its currency in smm.yaml: the table does not name it, "
    "the dollar in spend_in_micro_dollar stands for any currency",
    "account": "Keep the column advertiser_id, or declare the account in smm.yaml",
    "period": "Keep the column date",
    "unsupported": "Leave the table by targeting out: it tells each delivery once per kind of targeting; take "
    "pin_promotion_report, ad_group_report or campaign_report",
    "again": "Export pin_promotion_report, ad_group_report or campaign_report again with its date column",
}

_FIELDS = (
    Field(to="day", names=("date", "date_day")),
    Field(to="account_id", names=("advertiser_id", "ad_account_id")),
    Field(to="account_name", names=("advertiser_name",)),
    Field(to="campaign_id", names=("campaign_id",)),
    Field(to="campaign_name", names=("campaign_name",)),
    Field(to="ad_group_id", names=("ad_group_id",)),
    Field(to="ad_group_name", names=("ad_group_name",)),
    Field(to="ad_id", names=("pin_promotion_id", "ad_id")),
    Field(to="ad_name", names=("pin_promotion_name",)),
    Field(to="currency", names=("currency",)),
    Field(to="spend_original", names=("spend_in_micro_dollar", "spend_in_micro_currency"), scale=MICRO),
    Field(to="impressions", names=("impression_1",)),
    Field(to="clicks", names=("clickthrough_1",)),
    Field(to="link_clicks", names=("outbound_click_1",)),
    Field(to="saves", names=("repin_1",)),
    Field(to="engagements", names=("engagement_1",)),
    Field(to="conversions", names=("total_conversions",)),
    Field(to="conversion_value_original", names=("total_conversions_value_in_micro_dollar",), scale=MICRO),
    Field(to="unsupported", names=("targeting_type", "targeting_value")),
)
_NEEDS = ("spend_original", "impressions", "day")

DAILY = Report(
    network="pinterest",
    report="ads",
    name="api_report",
    title="Pinterest Ads API report",
    table=schema.AD_DELIVERY,
    fields=_FIELDS,
    signature=Signature(needs=_NEEDS, header=("impression_1", "spend_in_micro_dollar"), forbids=("keyword_id",)),
    constants=CONSTANTS,
    advice=ADVICE,
)

KEYWORDS = replace(
    DAILY,
    report="ads_breakdown",
    name="api_keywords",
    title="Pinterest Ads API keyword report",
    fields=(*_FIELDS, Field(to="keyword", names=("keyword_id",))),
    signature=Signature(needs=(*_NEEDS, "keyword"), header=("impression_1", "spend_in_micro_dollar")),
    constants={**CONSTANTS, "is_partition": False},
)

REPORTS = (DAILY, KEYWORDS)
