"""Canonical tables of the `raw` schema: what every adapter produces and every SQL model may rely on.

Belongs here: column names, types, units and their meaning, once. Not here: how a network's headers map to them
(`networks/`), how tables are created (`warehouse/`) or how current versions are chosen (`dbt_like_sql/staging`).
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "day", "moment", "money", "decimal", "count", "flag"]
Role = Literal["provenance", "key", "dimension", "measure", "non_additive"]


@dataclass(frozen=True, kw_only=True)
class Column:
    """One canonical column. money: DECIMAL(18,6) in `currency`; decimal: DECIMAL(18,6); count: BIGINT; day: DATE."""

    name: str
    kind: Kind
    role: Role
    description: str
    nullable: bool = True


@dataclass(frozen=True, kw_only=True)
class RawTable:
    """One append-only table of the raw schema; every row is one version of one source record or part of it."""

    name: str
    grain: str
    columns: tuple[Column, ...]

    def names(self, *roles: Role) -> list[str]:
        """Column names in table order, of the given roles or of all."""
        return [column.name for column in self.columns if not roles or column.role in roles]

    def __getitem__(self, name: str) -> Column:
        return {column.name: column for column in self.columns}[name]


def _columns(role: Role, *rows: tuple[str, Kind, str], nullable: bool = True) -> tuple[Column, ...]:
    return tuple(Column(name=n, kind=k, role=role, description=d, nullable=nullable) for n, k, d in rows)


PROVENANCE = _columns(
    "provenance",
    ("file_id", "text", "SHA-256 of account and bytes of the file the row came from"),
    ("part", "text", "archive member, sheet or table inside the file; empty for a plain file"),
    ("row_number", "count", "line of the row in its part as a spreadsheet shows it (first line is 1)"),
    ("exported_at", "moment", "when the network wrote the export, UTC, as well as it is known"),
    ("exported_at_basis", "text", "what exported_at rests on: stated, file_name, period_end or arrival"),
    ("loaded_at", "moment", "when the row entered the store, UTC"),
    nullable=False,
)

_ORIGIN = _columns(
    "key",
    ("row_key", "text", "128-bit hash of the natural key; versions of one fact share it"),
    ("network", "text", "network value of the contract: meta, google, tiktok, vk, ga4, shop …"),
    ("report", "text", "report kind: ads, ads_breakdown, organic_metric, outcome …"),
    ("account_id", "text", "account as the network or smm.yaml names it, else <network>:default"),
    ("grain", "text", "day or period"),
    ("period_start", "day", "first reporting day of the row; the day itself for daily rows"),
    ("period_end", "day", "last reporting day of the row, inclusive"),
    nullable=False,
)

AD_DELIVERY = RawTable(
    name="ad_delivery",
    grain="one version of one export row of paid delivery: account, entity, period, publisher, attribution, result "
    "type and breakdown values",
    columns=PROVENANCE
    + _ORIGIN
    + _columns(
        "key",
        ("level", "text", "finest entity the row names: account, campaign, ad_group or ad"),
        ("campaign_key", "text", "campaign id, else a hash of account and normalised name; '' at account level"),
        ("ad_group_key", "text", "ad group id, else a hash of parent and normalised name; '' above that level"),
        ("ad_key", "text", "ad id, else a hash of parents, normalised name and occurrence; '' above that level"),
        ("key_quality", "text", "id when the finest level has the network's id, else name"),
        ("shape", "text", "which dimensions the export carries; rows of one shape may be added up"),
        ("shape_rank", "count", "preference among shapes of the same delivery; the highest is the fact"),
        ("breakdown_set", "text", "breakdown dimensions joined by +, e.g. age+gender; '' when not broken down"),
        nullable=False,
    )
    + _columns(
        "dimension",
        ("account_name", "text", "account name as exported"),
        ("campaign_id", "text", "network's id, text"),
        ("campaign_name", "text", "name on that day"),
        ("campaign_type", "text", "network's own campaign type, as exported"),
        ("ad_group_id", "text", "network's id of ad set / ad group, text"),
        ("ad_group_name", "text", "name on that day"),
        ("ad_id", "text", "network's id, text"),
        ("ad_name", "text", "name on that day"),
        ("objective_exported", "text", "objective or goal as exported"),
        ("publisher", "text", "facebook, instagram, youtube, search … where the export tells it"),
        ("attribution_setting", "text", "attribution window as exported"),
        ("result_type", "text", "what `results` counts on this row, as exported"),
        ("conversion_definition", "text", "what `conversions` counts: meta_purchase, google_conversions …"),
        ("video_view_definition", "text", "what `video_views` counts: thruplay, trueview, any_play …"),
        ("age", "text", "age bucket of a breakdown"),
        ("gender", "text", "male, female or unknown of a breakdown"),
        ("country", "text", "country of a breakdown"),
        ("region", "text", "region or city of a breakdown"),
        ("placement", "text", "placement of a breakdown"),
        ("device", "text", "device of a breakdown"),
        ("segment", "text", "audience segment of a breakdown"),
        ("currency", "text", "ISO 4217 code of the money columns"),
    )
    + _columns(
        "measure",
        ("spend_original", "money", "media cost in `currency`"),
        ("impressions", "count", "times shown, paid"),
        ("clicks", "count", "all clicks"),
        ("link_clicks", "count", "clicks that lead to the advertised destination"),
        ("landing_page_views", "count", "landing page views"),
        ("conversions", "decimal", "conversions reported by the network, see conversion_definition"),
        ("conversion_value_original", "money", "value of those conversions in `currency`"),
        ("leads", "decimal", "leads reported by the network"),
        ("video_views", "count", "video views, see video_view_definition"),
        ("engagements", "count", "reactions, comments, shares and saves as the network totals them"),
        ("results", "decimal", "results of the row's own result_type"),
        ("likes", "count", "likes or reactions"),
        ("comments", "count", "comments"),
        ("shares", "count", "shares or reposts"),
        ("saves", "count", "saves"),
        ("follows", "count", "follows gained"),
    )
    + _columns("non_additive", ("reach", "count", "distinct people; never summed")),
)

ACCOUNT_METRIC = RawTable(
    name="account_metric",
    grain="one version of one day's value of one metric of one account or page",
    columns=PROVENANCE
    + _ORIGIN
    + _columns("key", ("metric", "text", "canonical metric name: reach, views, follows …"), nullable=False)
    + _columns(
        "dimension",
        ("account_name", "text", "account or page name as exported"),
        ("publisher", "text", "facebook, instagram … where the file or its account tells it"),
        ("unit", "text", "count, people, seconds …"),
        ("is_additive", "flag", "whether values may be added across days"),
    )
    + _columns("measure", ("value", "decimal", "the day's value")),
)

OUTCOME = RawTable(
    name="outcome",
    grain="one version of one export row of own results: source, day, traffic source, medium, campaign, promo code",
    columns=PROVENANCE
    + _ORIGIN
    + _columns(
        "key",
        ("shape", "text", "which dimensions the export carries; rows of one shape may be added up"),
        ("shape_rank", "count", "preference among shapes of the same results; the highest is the fact"),
        nullable=False,
    )
    + _columns(
        "dimension",
        ("order_id", "text", "order number where rows are single orders"),
        ("traffic_source", "text", "source as measured: facebook, tiktok, google …"),
        ("traffic_medium", "text", "medium as measured: cpc, paid_social, organic …"),
        ("channel_group", "text", "default channel group of the analytics tool"),
        ("campaign_name", "text", "utm campaign"),
        ("promo_code", "text", "promo code of the order"),
        ("landing_page", "text", "landing page"),
        ("device", "text", "device category"),
        ("currency", "text", "ISO 4217 code of the money columns"),
    )
    + _columns(
        "measure",
        ("sessions", "count", "sessions"),
        ("orders", "decimal", "orders or transactions"),
        ("new_customers", "decimal", "orders by first-time customers"),
        ("revenue_original", "money", "revenue in `currency`"),
        ("refunds_original", "money", "refunds in `currency`"),
        ("leads", "decimal", "leads"),
        ("key_events", "decimal", "key events of the analytics tool"),
    )
    + _columns("non_additive", ("users", "count", "distinct users; never summed")),
)

RAW_TABLES: dict[str, RawTable] = {table.name: table for table in (AD_DELIVERY, ACCOUNT_METRIC, OUTCOME)}
